"""What was written in a conversation and is not in its log: drafts, texts on their way out."""

from collections.abc import Callable, Sequence

from console.core.attaching import AttachedFile
from console.core.changes import (
    AttachedChanged,
    Change,
    OutgoingAdded,
    OutgoingChanged,
    OutgoingRemoved,
)
from console.core.outgoing import Outgoing, OutgoingState
from console.core.second_words import made_after
from protocol.ids import ClientId, ConversationId
from protocol.scalars import Millis


class Written:
    """The drafts of a conversation, and behind its log, in the order of entering, what goes out.

    Whether a text may still go by itself is the conversation's to say. Methods return what changed.
    """

    def __init__(self, conversation: ConversationId) -> None:
        self.id = conversation
        self.draft = ""
        self.note_draft = ""
        self.attached: list[AttachedFile] = []
        self.outgoing: list[Outgoing] = []

    # What is on its way out.

    def enter(self, item: Outgoing) -> list[Change]:
        """Put a text behind the others; its files are the draft's no longer."""
        self.outgoing.append(item)
        gone = {file.key for file in item.files}
        added = OutgoingAdded(self.id, len(self.outgoing) - 1, item)
        return [added, *self._keep_attached(lambda file: file.key not in gone)]

    def find(self, client_id: ClientId) -> Outgoing | None:
        """The outgoing text of this identity."""
        return next((item for item in self.outgoing if item.client_id == client_id), None)

    def replace_outgoing(self, client_id: ClientId, item: Outgoing) -> list[Change]:
        """Give an outgoing text another state, or another identity."""
        position = next(i for i, own in enumerate(self.outgoing) if own.client_id == client_id)
        self.outgoing[position] = item
        changed: list[Change] = [OutgoingChanged(self.id, position, item, client_id)]
        if item.client_id != client_id:
            changed += self.change_each(lambda other: made_after(other, client_id, item.client_id))
        return changed

    def remove_outgoing(self, client_id: ClientId) -> list[Change]:
        """Forget an outgoing text."""
        position = next(i for i, own in enumerate(self.outgoing) if own.client_id == client_id)
        del self.outgoing[position]
        return [OutgoingRemoved(self.id, position, client_id)]

    def change_each(self, change: Callable[[Outgoing], Outgoing]) -> list[Change]:
        """Give texts another state, those that are to have one."""
        changes: list[Change] = []
        for position, item in enumerate(self.outgoing):
            changed = change(item)
            if changed != item:
                self.outgoing[position] = changed
                changes.append(OutgoingChanged(self.id, position, changed, item.client_id))
        return changes

    def sendable(self, now: Millis) -> Outgoing | None:
        """The one text that may go next: in order, one at a time, nothing past a stop."""
        item = self.next_in_line()
        return item if item is not None and item.not_before <= now else None

    def next_in_line(self) -> Outgoing | None:
        """The one text that goes next, unless it is stopped or under way."""
        for item in self.outgoing:
            if item.state is OutgoingState.ACCEPTED:
                continue
            queued = item.state is OutgoingState.QUEUED and not item.broken
            return item if queued and item.files_arrived else None
        return None

    def on_its_way(self) -> bool:
        """Whether something will still go without anybody's decision."""
        for item in self.outgoing:
            if item.stopped:
                return False
            if item.state is not OutgoingState.ACCEPTED:
                return True
        return False

    def held(self, now: Millis) -> list[Outgoing]:
        """What was entered a moment ago and may still be taken back, the newest last."""
        return [item for item in self.outgoing if item.is_held(now)]

    def hasten(self) -> list[Change]:
        """Nothing of it is to be taken back any more."""
        return self.change_each(lambda item: item if item.stopped else item.hastened())

    # The drafts.

    def draft_with(self, item: Outgoing) -> str:
        """The draft that a text came from, once it is taken back."""
        draft = self.note_draft if item.is_note else self.draft
        return "\n".join(words for words in (item.text, draft) if words)

    def drafted_files(self, *, note: bool) -> list[AttachedFile]:
        """Those of one of the two drafts: what is attached to the one is never the other's."""
        return [file for file in self.attached if file.note is note]

    def attach(self, files: Sequence[AttachedFile]) -> list[Change]:
        """Put files each to its draft."""
        self.attached.extend(files)
        return [AttachedChanged(self.id)] if files else []

    def detach(self, key: ClientId) -> list[Change]:
        """Take a file away from its draft."""
        return self._keep_attached(lambda file: file.key != key)

    def move_file(
        self, key: ClientId, change: Callable[[AttachedFile], AttachedFile]
    ) -> list[Change]:
        """A file of a draft, or of a text on its way out, has got another state."""
        for position, own in enumerate(self.attached):
            if own.key == key:
                self.attached[position] = change(own)
                return [AttachedChanged(self.id)]
        for item in self.outgoing:
            for own in item.files:
                if own.key == key:
                    return self.replace_outgoing(item.client_id, item.with_file(change(own)))
        return []

    def files_under_way(self) -> list[AttachedFile]:
        """What is to be brought to the server, what texts wait for first."""
        waited = [file for item in self.outgoing if not item.stopped for file in item.files]
        return [file for file in (*waited, *self.attached) if file.under_way]

    def _keep_attached(self, wanted: Callable[[AttachedFile], bool]) -> list[Change]:
        kept = [file for file in self.attached if wanted(file)]
        if len(kept) == len(self.attached):
            return []
        self.attached = kept
        return [AttachedChanged(self.id)]
