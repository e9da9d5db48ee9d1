"""All that the console knows: `apply(event)` is the only way it changes, and says what changed."""

from console.core import events, from_here, from_server
from console.core.changes import Change
from console.core.state import State
from protocol.scalars import Millis

Event = from_server.Told | events.LocalEvent

_RULES = from_server.RULES | from_here.RULES


class Store(State):
    """The console's state.

    Applying any frames, doubled, late or lost, and then whatever `wants()` asks for, leaves the
    same state as reading everything afresh.
    """

    def apply(self, event: Event, *, now: Millis) -> tuple[Change, ...]:
        """Change the state by one event; `now` is this machine's clock."""
        self.now = now
        return tuple(_RULES[type(event)](self, event))
