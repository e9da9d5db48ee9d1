"""What the automatic agent knows of the recorded dialogs: his answer to each of their turns."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

Spoken = tuple[str, tuple[str, ...], tuple[tuple[tuple[str, ...], str], ...]]
"""Who writes, what; the replies before the first of it and after each, with any outcome."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What the agent does after a message of the subscriber: words, then perhaps the end."""

    replies: tuple[str, ...] = ()
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Dialog:
    """A recorded dialog from the agent's side.

    Attributes: `heard` are the subscriber's messages; `turns` what the agent did before the first
    of them and after each.
    """

    heard: tuple[str, ...]
    turns: tuple[Turn, ...]


@dataclass(frozen=True, slots=True)
class Script:
    """Dialogs by the subscriber's name, which many of them may share.

    Attributes: `searches` are words an agent would look for in the knowledge base.
    """

    dialogs: Mapping[str, tuple[Dialog, ...]]
    searches: tuple[str, ...] = ()

    @classmethod
    def of(cls, spoken: Iterable[Spoken], *, searches: tuple[str, ...]) -> "Script":
        """From what was said in the recordings."""
        dialogs: dict[str, tuple[Dialog, ...]] = {}
        for name, heard, turns in spoken:
            dialog = Dialog(heard, tuple(Turn(*turn) for turn in turns))
            dialogs[name] = (*dialogs.get(name, ()), dialog)
        return cls(dialogs, searches)

    def turn(self, name: str, heard: Sequence[str]) -> Turn:
        """What to do after these messages; nothing where the dialogs say nothing.

        While several namesakes may be speaking, the first answer that one of them waits for: to the
        others it is a word too many, and no answer would leave him waiting. The end only comes when
        all agree on it.
        """
        said = tuple(heard)
        turns = [
            dialog.turns[len(said)]
            for dialog in self.dialogs.get(name, ())
            if dialog.heard[: len(said)] == said
        ]
        replies = next((turn.replies for turn in turns if turn.replies), ())
        outcomes = {turn.outcome for turn in turns}
        return Turn(replies, outcomes.pop() if len(outcomes) == 1 else "")
