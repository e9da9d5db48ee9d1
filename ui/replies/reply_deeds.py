"""What a person does with the reply that the manager shows: saves, deletes, copies, restores."""

import asyncio
from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

import msgspec
from PySide6.QtCore import QCoreApplication, QObject

from console.core.errors import CommandRejected, ConsoleError
from console.core.reply_drafts import ReplyDraft
from console.core.tasks import TaskOwner
from console.session import DeskSession
from console.viewmodels.reply_rows import Clash
from protocol.errors import ErrorCode
from protocol.knowledge import CannedReply
from ui.desk import refusals
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from ui.replies.replies_window import RepliesWindow

translate = QCoreApplication.translate


class ReplyDeeds(QObject):
    """Each asks the server and says when it refuses; what is written stays until it is saved."""

    def __init__(self, window: "RepliesWindow", session: DeskSession, *, owner: TaskOwner) -> None:
        super().__init__(window)
        self._window, self._session, self._owner = window, session, owner
        self._asking: asyncio.Task[Any] | None = None
        editor = self._editor = window.editor
        editor.save_wanted.connect(self.save)
        editor.mine_wanted.connect(self._on_mine_wanted)
        editor.revert_wanted.connect(self.revert)
        editor.delete_wanted.connect(self.delete)
        editor.copy_wanted.connect(self.copy)
        window.list.delete_wanted.connect(self.delete)

    def save(self) -> None:
        """Have it at the server as it is written."""
        row = self._editor.row
        if row is not None:
            self._ask("save reply", self._save(row.draft))

    def revert(self) -> None:
        """Drop what is written: it is as the server has it, or nowhere."""
        row = self._editor.row
        if row is not None:
            self._window.forget_typing()
            self._session.drop_reply_draft(row.key)
            self._window.show_rows()

    def delete(self) -> None:
        """Take it away; for a moment that can be undone."""
        row = self._editor.row
        if row is None or not self._window.may_write(row):
            return
        if row.reply is None:
            self.revert()
        elif row.clash is Clash.NONE:
            self._ask("delete reply", self._delete(row.reply))

    def copy(self) -> None:
        """Begin one of one's own with its words."""
        row = self._editor.row
        if row is not None:
            new = self._session.new_reply(language=row.draft.language)
            said = row.draft
            copied = {"title": said.title, "shortcut": said.shortcut, "text": said.text}
            self._window.write(msgspec.structs.replace(new, **copied))

    def restore(self, reply: CannedReply) -> None:
        """Have it again."""
        self._ask("restore reply", self._restore(reply))

    def close(self) -> None:
        """Show nothing more of what was asked: it is done all the same."""
        if self._asking is not None:
            self._asking.cancel()

    def _on_mine_wanted(self) -> None:
        row = self._editor.row
        if row is not None:
            version = row.reply.version if row.reply is not None else 0
            self._ask("save reply", self._save(msgspec.structs.replace(row.draft, version=version)))

    def _ask(self, what: str, work: Coroutine[Any, Any, None]) -> None:
        self._window.keep_now()
        self._editor.set_busy(True)
        self._asking = self._owner.spawn(what, work, on_refusal=self._on_refused)
        if self._asking is not None:
            self._asking.add_done_callback(self._on_asked)

    def _on_refused(self, error: ConsoleError) -> None:
        # Theirs comes by itself, and says more than the refusal.
        stale = isinstance(error, CommandRejected) and error.code is ErrorCode.STALE_VERSION
        if not stale:
            self._editor.show_error(refusals.sentence(error))

    def _on_asked(self, task: asyncio.Task[Any]) -> None:
        if not task.cancelled():
            self._editor.set_busy(False)

    async def _save(self, draft: ReplyDraft) -> None:
        await self._session.save_reply(draft)
        self._window.go_to(draft.key)

    async def _delete(self, reply: CannedReply) -> None:
        await self._session.delete_reply(reply)
        self._window.show_rows()
        title = translate("Replies", "“{title}” is deleted").format(title=reply.title)
        toast = self._window.tell(title, action=translate("Replies", "Undo"))
        _Undo(self, reply, toast)

    async def _restore(self, reply: CannedReply) -> None:
        await self._session.restore_reply(reply)
        self._window.go_to((reply.id, reply.language))


class _Undo(QObject):
    """Lives as long as the message that offers it."""

    def __init__(self, deeds: ReplyDeeds, reply: CannedReply, toast: Toast) -> None:
        super().__init__(toast)
        self._deeds, self._reply = deeds, reply
        toast.acted.connect(self._on_toast_acted)

    def _on_toast_acted(self) -> None:
        self._deeds.restore(self._reply)
