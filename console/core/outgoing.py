"""One thing that somebody wrote, on its way out: its states and the rule of the stale view."""

from dataclasses import dataclass, replace
from enum import StrEnum

from console.core.attaching import AttachedFile
from protocol.bodies import Citation
from protocol.errors import ErrorCode
from protocol.ids import AccountId, ClientId, ConversationId
from protocol.scalars import Millis

RETRY_FIRST_MS = 500
"""After the first «not now»: a person hardly notices half a second."""
RETRY_LONGEST_MS = 30_000
"""A server that stays busy is asked twice a minute."""
_AT_ONCE = Millis(0)


class OutgoingKind(StrEnum):
    """For whom the text is."""

    REPLY = "reply"
    NOTE = "note"
    TALK = "talk"
    """For colleagues, in a talk of theirs: it goes by a command that no subscriber's chat takes."""
    EDIT = "edit"
    """Other words for a message or a note of mine."""
    DELETION = "deletion"
    """A message or a note of mine is to have no words any more."""

    def belongs(self, *, talk: bool) -> bool:
        """Whether it may be entered in a talk of colleagues, or else in a subscriber's chat.

        What is for colleagues enters no subscriber's chat, nor the reverse; a change of what was
        said stays where that is.
        """
        return self in (OutgoingKind.EDIT, OutgoingKind.DELETION) or talk is (
            self is OutgoingKind.TALK
        )


class OutgoingState(StrEnum):
    """Where it is on its way; after `ACCEPTED` the log of the conversation tells the rest."""

    QUEUED = "queued"
    SENDING = "sending"
    ACCEPTED = "accepted"
    """Committed by the server, its entry not yet here."""
    WAITING = "waiting"
    """The view it was written on is stale: it goes when a person says so."""
    FAILED = "failed"


class WaitReason(StrEnum):
    """What makes a view stale."""

    NEWER = "newer"
    """The subscriber has written since."""
    MOVED = "moved"
    """The conversation has changed hands, or is closed."""
    CHANGED = "changed"
    """The message reads otherwise by now than when its change was made."""


@dataclass(frozen=True, slots=True)
class Said:
    """A message of mine in the log, or a `note`, as it read when somebody wanted it changed.

    `since` is when it got the words it had then; where another change of mine was still on its way,
    `after`, it is what that one was made on until that one is in the log.
    """

    seq: int
    since: Millis
    words: str
    after: ClientId | None = None
    note: bool = False


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A text that somebody entered; on disk from before the field cleared until acknowledged.

    `seen_seq` is the newest entry of the subscriber that the writer could see. `broken` says that
    the link was lost, or was not there, since it was entered, so that it must be judged again.
    Until `not_before` it does not go: its writer may take it back, or the server is busy. A program
    that was started anew gives no second thought: what was entered goes by the rule of the view.
    """

    client_id: ClientId
    conversation: ConversationId
    kind: OutgoingKind
    text: str
    epoch: int
    seen_seq: int
    written_at: Millis
    state: OutgoingState = OutgoingState.QUEUED
    broken: bool = False
    reason: WaitReason | None = None
    code: ErrorCode | None = None
    tries: int = 0
    not_before: Millis = _AT_ONCE
    files: tuple[AttachedFile, ...] = ()
    """What goes with it, of its own draft: the text waits until all of them are at the server."""
    replies: tuple[str, ...] = ()
    """The canned replies it is made of, by their ids: the server counts them with it."""
    about: Citation | None = None
    """Of a question to colleagues: the message that it is about, as it is shown here."""
    begins: AccountId | None = None
    """Of what is said in a talk that the server does not have yet: with whom it is begun first."""
    said: Said | None = None
    """Of an edit and of a deletion: what they change."""

    @property
    def stopped(self) -> bool:
        """Whether it waits for a person, and what was entered after it waits behind it."""
        return self.state in (OutgoingState.WAITING, OutgoingState.FAILED)

    @property
    def is_note(self) -> bool:
        """Whether its words are a note's: those who write notes may enter it, and no one else is
        ever to read it."""
        return self.kind is OutgoingKind.NOTE or (self.said is not None and self.said.note)

    @property
    def was_draft(self) -> bool:
        """Whether it was typed into the field of its chat, and is to be so no more."""
        return self.about is None and self.said is None

    @property
    def untried(self) -> bool:
        """Whether no server can have it yet, so that it may have other words or none."""
        return self.state is OutgoingState.QUEUED and not self.tries

    def is_held(self, now: Millis) -> bool:
        """Whether it was entered a moment ago, so that its writer may still take it back."""
        return self.state is OutgoingState.QUEUED and not self.tries and self.not_before > now

    def hastened(self) -> "Outgoing":
        """Its writer is sure."""
        return self if self.tries else replace(self, not_before=_AT_ONCE)

    @property
    def files_arrived(self) -> bool:
        """Whether nothing that goes with it is still on its way."""
        return all(file.id is not None for file in self.files)

    def with_file(self, file: AttachedFile) -> "Outgoing":
        """One of its files has moved; one that the server does not take stops the text too."""
        files = tuple(file if own.key == file.key else own for own in self.files)
        moved = replace(self, files=files)
        return moved if file.code is None else moved.failed(file.code)

    def sending(self) -> "Outgoing":
        """It has been handed to the link."""
        return replace(self, state=OutgoingState.SENDING, tries=self.tries + 1)

    def accepted(self) -> "Outgoing":
        """The server has committed it."""
        return replace(self, state=OutgoingState.ACCEPTED, reason=None, code=None, broken=False)

    def waiting(self, reason: WaitReason) -> "Outgoing":
        """A person must look at it again."""
        return replace(self, state=OutgoingState.WAITING, reason=reason, code=None, broken=False)

    def failed(self, code: ErrorCode) -> "Outgoing":
        """The server refused it for good."""
        return replace(self, state=OutgoingState.FAILED, reason=None, code=code, broken=False)

    def postponed(self, now: Millis, *, at_least_ms: int) -> "Outgoing":
        """The server said «not now»."""
        pause = min(RETRY_LONGEST_MS, RETRY_FIRST_MS << min(self.tries - 1, 10))
        return replace(
            self,
            state=OutgoingState.QUEUED,
            not_before=Millis(now + max(pause, at_least_ms)),
        )

    def cut_off(self) -> "Outgoing":
        """The link is gone: what was on its way may or may not have arrived."""
        not_before = _AT_ONCE if self.tries else self.not_before
        return replace(self, state=OutgoingState.QUEUED, broken=True, not_before=not_before)

    def restored(self) -> "Outgoing":
        """Read from disk, where nothing tells whether it was on its way when the program ended."""
        return replace(self.cut_off(), tries=max(1, self.tries))

    def cleared(self) -> "Outgoing":
        """Judged: the view it was written on still holds."""
        return replace(self, broken=False)

    def confirmed(
        self, client_id: ClientId, *, epoch: int, seen_seq: int, said: Said | None
    ) -> "Outgoing":
        """A person has looked at it again and sends it as it is; `said` is what it changes now.

        The identity stays while the epoch does, since it may have arrived after all; once the epoch
        has moved on the old one cannot arrive any more, and the server must not take this for it.
        """
        return replace(
            self,
            client_id=self.client_id if epoch == self.epoch else client_id,
            epoch=epoch,
            seen_seq=seen_seq,
            state=OutgoingState.QUEUED,
            reason=None,
            code=None,
            broken=False,
            tries=0,
            not_before=_AT_ONCE,
            said=said,
            files=tuple(file.afresh() if file.code else file for file in self.files),
        )
