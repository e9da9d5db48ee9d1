"""Other words for what was said in one chat, or none: what may have them, and how they are kept."""

import time

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.core.errors import ConsoleError
from console.core.outgoing import Said
from console.core.second_words import last_untried
from console.core.talks import is_talk
from console.core.tasks import TaskOwner
from console.session import DeskSession
from protocol.bodies import Message, Note
from protocol.ids import ConversationId
from protocol.scalars import Millis
from ui.chat.composer import Composer
from ui.chat.composer_mode import ComposerMode
from ui.chat.delete_dialog import DeleteDialog


class SecondWords(QObject):
    """The field of a chat has them in place of a reply until they are on this machine's disk.

    Signals:
        failed: they could not be stored, and why.
    """

    failed = Signal(Exception)

    def __init__(
        self,
        conversation: ConversationId,
        composer: Composer,
        *,
        session: DeskSession,
        owner: TaskOwner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._conversation = conversation
        self._composer = composer
        self._session = session
        self._owner = owner
        self._read: dict[int, Said] = {}

    def changeable(self) -> list[Said]:
        """My messages and notes that may still be changed, the newest first."""
        store = self._session.store
        chat = store.chats.get(self._conversation)
        now = Millis(time.time_ns() // 1_000_000 + store.clock_offset_ms)
        return chat.changeable(store.me, now=now) if chat is not None else []

    def change(self, seq: int) -> None:
        """Edit a message or a note of mine in its field, if it may still be changed."""
        said = self._find(seq)
        if said is not None:
            self._read[seq] = said
            mode = ComposerMode.NOTE if said.note else ComposerMode.REPLY
            self._composer.begin_change(seq, said.words, mode=mode)

    def change_last(self) -> None:
        """Edit what I said last of what the field is for, messages or notes; what is still in the
        outbox becomes the draft again."""
        chat = self._session.store.chats.get(self._conversation)
        unsent = last_untried(chat.outgoing, note=self._noting) if chat is not None else None
        if unsent is not None:
            work = self._session.take_back(unsent.client_id)
            self._owner.spawn("take back", work, on_refusal=self.failed.emit)
            return
        for said in self._last():
            self.change(said.seq)

    async def save(self, seq: int, text: str, *, mode: ComposerMode) -> None:
        """Keep these words for a message or a note, in place of those it has."""
        said = self._as_it_was_read(seq)
        try:
            if said is not None and said.note is (mode is ComposerMode.NOTE):
                await self._session.edit_message(self._conversation, said, text)
        except ConsoleError as error:
            self._composer.keep_submitted(mode)
            self.failed.emit(error)
            return
        self._composer.end_change()

    def ask_to_delete(self, seq: int, *, over: QWidget) -> None:
        """Take a message or a note of mine back, if its writer is sure."""
        said = self._find(seq)
        if said is not None:
            self._read[seq] = said
            question = DeleteDialog(
                seq,
                talk=is_talk(self._session.store.head(self._conversation)),
                note=said.note,
                files=self._has_files(seq),
                parent=over,
            )
            question.confirmed.connect(self._on_delete_confirmed)
            question.open()

    def delete_last(self, *, over: QWidget) -> None:
        """Take back what I said last of what the field is for, if its writer is sure."""
        for said in self._last():
            self.ask_to_delete(said.seq, over=over)

    def _on_delete_confirmed(self, seq: int) -> None:
        said = self._as_it_was_read(seq)
        if said is not None:
            work = self._session.delete_message(self._conversation, said)
            self._owner.spawn("delete", work, on_refusal=self.failed.emit)

    @property
    def _noting(self) -> bool:
        return self._composer.mode is ComposerMode.NOTE

    def _last(self) -> list[Said]:
        return [said for said in self.changeable() if said.note is self._noting][:1]

    def _has_files(self, seq: int) -> bool:
        chat = self._session.store.chats.get(self._conversation)
        entry = chat.entry(seq) if chat is not None else None
        body = entry.body if entry is not None else None
        return isinstance(body, Message | Note) and bool(body.files)

    def _find(self, seq: int) -> Said | None:
        return next((said for said in self.changeable() if said.seq == seq), None)

    def _as_it_was_read(self, seq: int) -> Said | None:
        """Who changed it meanwhile is not overruled; that my own words came is no change."""
        read, now = self._read.get(seq), self._find(seq)
        same = read is not None and now is not None and read.words == now.words
        return now if same else read
