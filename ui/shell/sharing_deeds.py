"""What a person does with colleagues in a conversation, and what he is told of how it ended."""

from collections.abc import Coroutine
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QObject

from console.core.desk import Section
from console.core.errors import ConsoleError
from console.core.sharing import held_out
from console.core.sharing_news import NewsKind, SharingNews
from protocol.ids import AccountId, ConversationId
from ui.sharing import words
from ui.sharing.purpose import Begun, Purpose
from ui.shell import by_need
from ui.shell.desk_parts import DeskParts
from ui.widgets import plain_text
from ui.widgets.ground import Tone

if TYPE_CHECKING:
    from ui.sharing.colleague_rows import ShareRow
    from ui.sharing.share_dialog import ShareDialog

translate = QCoreApplication.translate

_NAME = 60


class SharingDeeds(QObject):
    """Calls the session; what comes of it later is told over the window, and stays until seen."""

    def __init__(self, parts: DeskParts) -> None:
        super().__init__(parts)
        self._parts = parts
        self._session = parts.session
        self._begun: dict[ConversationId, Begun] = {}
        self._news = SharingNews()
        self.asking: ShareDialog | None = None
        parts.chats.dropped.connect(self._on_chats_dropped)
        for changed in (parts.feed.desk_changed, parts.feed.chats_changed, parts.feed.log_changed):
            changed.connect(self._look)
        for signal, slot in (
            (parts.views.share_pressed, self.share),
            (parts.views.call_back_pressed, self.call_back),
            (parts.views.step_out_pressed, self.step_out),
            (parts.views.send_away_pressed, self.send_away),
        ):
            signal.connect(slot)

    # The conversation in view

    def pass_current(self) -> None:
        """Ask to whom it is to go."""
        self._ask(self._parts.chats.current, Purpose.PASS)

    def invite_current(self) -> None:
        """Ask who is to come in."""
        self._ask(self._parts.chats.current, Purpose.INVITE)

    def call_back_current(self) -> None:
        """Hold it out no longer."""
        if (current := self._parts.chats.current) is not None:
            self.call_back(current)

    def step_out_current(self) -> None:
        """Leave it as a guest."""
        if (current := self._parts.chats.current) is not None:
            self.step_out(current)

    def send_guests_away(self) -> None:
        """All of them."""
        current = self._parts.chats.current
        head = self._session.store.head(current) if current is not None else None
        for guest in head.guests if head is not None else ():
            self.send_away(str(current), guest.account)

    # One conversation

    def share(self, conversation: str) -> None:
        """Ask to whom it is to go, or who is to come in."""
        self._ask(ConversationId(conversation), Purpose.PASS)

    def call_back(self, conversation: str) -> None:
        """Hold it out no longer."""
        which = ConversationId(conversation)
        head = self._session.store.head(which)
        if head is not None and self._is_mine(which) and held_out(head) is not None:
            self._do("call back", self._session.call_back(which))

    def step_out(self, conversation: str) -> None:
        """Leave it as a guest."""
        which = ConversationId(conversation)
        if self._session.store.desk.places.get(which) is Section.GUEST:
            self._do("step out", self._step_out(which))

    def send_away(self, conversation: str, account: str) -> None:
        """Let a guest go."""
        which = ConversationId(conversation)
        if self._is_mine(which):
            self._do("send away", self._session.send_away(which, AccountId(account)))

    def _is_mine(self, conversation: ConversationId) -> bool:
        chat = self._session.store.chats.get(conversation)
        return chat is not None and chat.owned_by(self._session.store.me)

    def _ask(self, conversation: ConversationId | None, purpose: Purpose) -> None:
        if conversation is None or self.asking is not None or not self._is_mine(conversation):
            return
        dialog = by_need.share_dialog(
            conversation,
            purpose,
            feed=self._parts.feed,
            owner=self._parts.owner,
            parent=self._parts.views.window_of(conversation) or self._parts,
            begun=self._begun.get(conversation),
        )
        dialog.submitted.connect(self._on_asking_submitted)
        dialog.finished.connect(self._on_asking_finished)
        self.asking = dialog
        dialog.open()

    def _on_asking_submitted(self) -> None:
        dialog = self.asking
        row = dialog.chosen if dialog is not None else None
        if dialog is not None and row is not None:
            self._parts.owner.spawn("share", self._share(dialog, row, dialog.note))

    async def _share(self, dialog: "ShareDialog", row: "ShareRow", note: str) -> None:
        """The question goes when it is done, and stays with what was written when it is not."""
        which = dialog.conversation
        try:
            if row.topic is not None:
                # What was written goes first: it was meant for the subscriber.
                await self._session.hand_in(which)
                await self._session.pass_to_topic(which, row.topic, note=note)
            elif row.account is None:
                return
            elif dialog.purpose is Purpose.PASS:
                await self._session.pass_on(which, row.account, note=note)
            else:
                await self._session.invite(which, row.account, why=note)
        except ConsoleError as error:
            said = words.refusal(error, plain_text.plain_line(row.title, shown=_NAME))
            if self.asking is dialog:
                dialog.refuse(said, of=row if words.is_of_receiver(error) else None)
            else:
                self._parts.tell(translate("Desk", "That did not work"), said, tone=Tone.LATE)
            return
        self._begun.pop(dialog.conversation, None)
        if self.asking is dialog:
            dialog.note_field.clear()
            dialog.accept()

    async def _step_out(self, conversation: ConversationId) -> None:
        await self._session.hand_in(conversation)
        await self._session.step_out(conversation)
        self._parts.chats.close(conversation)

    def _on_asking_finished(self) -> None:
        dialog, self.asking = self.asking, None
        if dialog is not None:
            self._begun[dialog.conversation] = dialog.begun

    def _on_chats_dropped(self, conversation: str) -> None:
        self._begun.pop(ConversationId(conversation), None)

    # What came of it

    def _look(self) -> None:
        for news in self._news.look(self._session.store):
            title, text = words.told(news)
            kept = news.kind in (NewsKind.DECLINED, NewsKind.EXPIRED)
            tone = Tone.WARN if kept else Tone.ACCENT
            self._parts.tell(title, text, tone=tone, stays=news.kind is not NewsKind.ACCEPTED)
            if news.kind is NewsKind.ACCEPTED:
                self._let_go(news.conversation)

    def _let_go(self, conversation: ConversationId) -> None:
        """Its tab goes too, unless something of mine in it has not gone out."""
        chat = self._session.store.chats.get(conversation)
        if chat is None or not (chat.draft or chat.note_draft or chat.outgoing or chat.attached):
            self._parts.chats.close(conversation)

    def _do(self, what: str, work: Coroutine[Any, Any, None]) -> None:
        self._parts.owner.spawn(what, work, on_refusal=self._parts.fail)
