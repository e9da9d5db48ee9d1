"""What a person has done about translations: asks for one, stops it, puts it away."""

import asyncio

from PySide6.QtCore import QObject, Signal

from console.core.tasks import TaskOwner
from console.session import DeskSession
from protocol.ids import ConversationId
from ui import translation
from ui.chat.row_layouts import RowAction


class TranslationDeeds(QObject):
    """Of the chats of one page; `into` is the user's language, where there is a translator.

    Signals:
        came: the translation of this entry of this conversation, or why there is none.
    """

    came = Signal(str, int)

    def __init__(self, session: DeskSession, *, owner: TaskOwner, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._owner = owner
        self._asked: dict[tuple[ConversationId, int], asyncio.Task[None]] = {}
        language = translation.current().language
        self.into = language.value if session.translates and language is not None else None

    def do(self, conversation: ConversationId, seq: int, action: RowAction) -> None:
        """Ask for a translation, or be done with one, whether it has come or not."""
        asked = self._asked.pop((conversation, seq), None)
        if asked is not None:
            asked.cancel()
        if action is RowAction.TRANSLATE and self.into is not None:
            work = self._translate(conversation, seq, into=self.into)
            task = self._owner.spawn("translate", work)
            if task is not None:
                self._asked[conversation, seq] = task
        elif action is RowAction.ORIGINAL:
            self._session.forget_translation(conversation, seq)

    async def _translate(self, conversation: ConversationId, seq: int, *, into: str) -> None:
        await self._session.translate(conversation, seq, into=into)
        self.came.emit(conversation, seq)
