"""What is kept of an arrangement between two runs, and what of it is shown again after a crash."""

from typing import Any

import msgspec

from console.core.arrangement import Arrangement
from protocol.ids import ConversationId

MOST_CRASHES = 2
"""So often may the console have fallen with a chat in view before it is not shown by itself."""


class KeptArrangement(msgspec.Struct, frozen=True):
    """The desk as it was last seen.

    Attributes:
        ended: whether the run came to its end; if not, what was in view may have been the reason.
        crashes: how many runs in a row fell with this conversation in view.
    """

    arrangement: Arrangement = Arrangement()
    ended: bool = True
    crashes: dict[ConversationId, int] = {}

    def begun(self) -> "KeptArrangement":
        """As the next run begins; to be on the disk before anything of it is shown."""
        in_view = frozenset[ConversationId]() if self.ended else self.arrangement.shown
        waits = frozenset[ConversationId]() if self.ended else self.arrangement.barred
        crashes = {one: self.crashes.get(one, 0) + (one in in_view) for one in in_view | waits}
        barred = frozenset(one for one, times in crashes.items() if times >= MOST_CRASHES)
        waiting = msgspec.structs.replace(self.arrangement, barred=barred)
        arrangement = waiting.only(waiting.order)
        return KeptArrangement(arrangement, ended=False, crashes=crashes)

    def with_arrangement(self, arrangement: Arrangement) -> "KeptArrangement":
        """The same run, arranged differently."""
        return msgspec.structs.replace(self, arrangement=arrangement)

    def at_end(self) -> "KeptArrangement":
        """The run comes to its end: whatever was in view has done no harm."""
        arrangement = msgspec.structs.replace(self.arrangement, barred=frozenset())
        return KeptArrangement(arrangement)


def encode(kept: KeptArrangement) -> str:
    """As one line."""
    return msgspec.json.encode(kept).decode()


def decode(kept: str) -> KeptArrangement:
    """From what was kept; an empty desk from what cannot be read or breaks the rules."""
    try:
        read: Any = msgspec.json.decode(kept, type=KeptArrangement)
    except msgspec.DecodeError:
        return KeptArrangement()
    return read if read.arrangement.sound() else KeptArrangement()
