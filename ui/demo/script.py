"""What the automatic agent knows of the recorded dialogs: his answer to each of their turns."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Turn:
    """What the agent does after a message of the subscriber: words, then perhaps the end."""

    replies: tuple[str, ...] = ()
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """Turns by the subscriber's name and the number of his messages so far.

    Attributes: `searches` are words an agent would look for in the knowledge base.
    """

    turns: Mapping[str, tuple[Turn, ...]]
    searches: tuple[str, ...] = ()

    def turn(self, name: str, heard: int) -> Turn:
        """What to do after the `heard`-th message; nothing where the tape says nothing."""
        turns = self.turns.get(name, ())
        return turns[heard] if 0 <= heard < len(turns) else Turn()

    def is_last(self, name: str, heard: int) -> bool:
        """Whether nothing follows."""
        return heard >= len(self.turns.get(name, ())) - 1
