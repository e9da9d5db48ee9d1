"""An agent who works the desk by itself: takes, reads, looks up, types, finishes; for the demo.

He sees what a person sees and presses what a person presses; his answers come from the tapes.
"""

import asyncio
import contextlib
from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from console.core.changes import Change, OutgoingChanged, OutgoingRemoved
from console.core.chat import Chat
from console.core.desk import Section
from console.core.outgoing import OutgoingState
from protocol.bodies import Left, Message
from protocol.ids import ConversationId
from protocol.people import AuthorRole, Presence
from ui.chat.composer_mode import ComposerMode
from ui.demo.script import Script, Turn
from ui.demo.typing_hand import press, type_text
from ui.shell.desk_window import DeskWindow
from ui.shell.side_panel import KNOWLEDGE, SUBSCRIBER

GLANCE_SECONDS = 0.05
"""How often he looks at the desk when there is nothing to do."""
DOES_AGAIN_SECONDS = 10.0
"""An answer comes in a moment, or there is none."""
LOSES_PATIENCE_SECONDS = 120.0
"""What a window may take to follow a key, on a machine under load too, before it is broken."""
LEFT_OUTCOME = "left"
_CONTROL = Qt.KeyboardModifier.ControlModifier


class Stuck(Exception):
    """The window did not follow; `what` names the step."""

    def __init__(self, what: str) -> None:
        super().__init__(what)
        self.what = what


class AutomaticAgent:
    """Works one desk until cancelled.

    Attributes: `sent` are his acknowledged replies in order; `found` the articles he has opened;
    `profiles` the profiles he has looked at. Who holds `hands` keeps him from the keys meanwhile.
    """

    def __init__(self, desk: DeskWindow, script: Script) -> None:
        self.sent: list[dict[str, str]] = []
        self.found: list[str] = []
        self.profiles: set[str] = set()
        self._desk = desk
        self._session = desk.session
        self._script = script
        self._looked_up: set[ConversationId] = set()
        self._counted: set[str] = set()
        self.hands = asyncio.Lock()
        self._subscription = self._session.subscribe(self._on_changes)

    async def work(self) -> None:
        """Do whatever is most urgent, for ever. Safe to cancel."""
        await self._session.set_presence(Presence.ONLINE)
        while True:
            async with self.hands:
                busy = await self._do_something()
            await asyncio.sleep(0 if busy else GLANCE_SECONDS)

    def close(self) -> None:
        """Stop counting. Idempotent."""
        self._subscription.close()

    @property
    def busy(self) -> bool:
        """Whether somebody is on the desk."""
        store = self._session.store
        return bool(store.section(Section.MINE) or store.section(Section.OFFERS))

    async def _do_something(self) -> bool:
        if self._desk.inbox.first_offer() is not None:
            await self._accept()
            return True
        for conversation in self._session.store.section(Section.MINE):
            chat = self._session.store.chats.get(conversation)
            if chat is None or not chat.loaded or not chat.owned_by(self._session.store.me):
                # A desk may know of a conversation before the log of it has come.
                self._desk.show_chat(conversation)
                continue
            if await self._serve(conversation, chat):
                return True
        return False

    async def _accept(self) -> None:
        before = set(self._session.store.section(Section.MINE))
        with contextlib.suppress(Stuck):
            # The subscriber may have left while the key was on its way.
            await self._until(
                "an offer is taken",
                lambda: self._asked_to_take(before),
            )

    async def _serve(self, conversation: ConversationId, chat: Chat) -> bool:
        heard, answered, gone = _position(chat)
        turn = self._turn(chat, heard)
        waiting = turn.replies[answered:]
        if gone and not waiting:
            await self._finish(conversation, LEFT_OUTCOME)
            return True
        if waiting:
            self._desk.show_chat(conversation)
            await self._until("the chat is in view", lambda: self._in_view(conversation))
            if conversation not in self._looked_up:
                self._looked_up.add(conversation)
                await self._look_up()
            await self._reply(conversation, waiting[0])
            return True
        if turn.outcome and heard:
            await self._finish(conversation, turn.outcome)
            return True
        return False

    def _turn(self, chat: Chat, heard: Sequence[str]) -> Turn:
        name = chat.head.name if chat.head is not None else ""
        return self._script.turn(name, heard)

    async def _reply(self, conversation: ConversationId, text: str) -> None:
        writer = self._desk.chat.writer
        if writer is None:
            return
        composer = writer.composer
        composer.set_mode(ComposerMode.REPLY)
        composer.focus_editor()
        editor = composer.findChild(QPlainTextEdit)
        focused = self._desk.focusWidget()
        target = focused if isinstance(focused, QPlainTextEdit) else editor
        if target is None:
            raise Stuck("the editor has the cursor")
        before = len(self.sent)
        await type_text(target, text)
        press(target, Qt.Key.Key_Return)
        await self._until(
            "the reply is in the outbox",
            lambda: not composer.text() or composer.doubted or self._moved_on(conversation),
        )
        if composer.doubted:  # what really was said then is said again
            composer.send_anyway()
            await self._until(
                "the doubted reply is in the outbox",
                lambda: not composer.text() or self._moved_on(conversation),
            )
        press(target, Qt.Key.Key_Return)  # he does not think again
        await self._until(
            "the reply is acknowledged",
            lambda: len(self.sent) > before or self._moved_on(conversation),
        )

    async def _look_up(self) -> None:
        """The profile at the right, then an article found by typing."""
        self._desk.show_side(SUBSCRIBER)
        panel = self._desk.side.subscriber
        if panel.subscriber is not None:
            with contextlib.suppress(Stuck):
                await self._until("the profile is shown", lambda: panel.shown is not None)
        if panel.shown is not None:
            self.profiles.add(panel.shown.id)
        if not self._script.searches:
            return
        words = self._script.searches[len(self.found) % len(self._script.searches)]
        self._desk.show_side(KNOWLEDGE, search=True)
        search = self._desk.side.knowledge.search
        search.clear()
        await type_text(search, words)
        await asyncio.sleep(GLANCE_SECONDS * 4)
        press(search, Qt.Key.Key_Return)
        self.found.append(words)
        self._desk.show_side(SUBSCRIBER)

    async def _finish(self, conversation: ConversationId, outcome: str) -> None:
        self._desk.show_chat(conversation)
        await self._until("the chat is in view", lambda: self._in_view(conversation))
        await self._until("all of the chat is read", lambda: self._has_read(conversation))
        await self._until("the finish dialog opens", lambda: self._asked_to_finish(conversation))
        dialog = self._desk.deeds.finishing
        if dialog is None:
            return
        heard = self._heard(conversation)
        dialog.choose_outcome(outcome)
        await self._until(
            "the chat may be finished",
            lambda: self._goes_on(conversation, heard) or dialog.answer_button.isEnabled(),
        )
        if self._goes_on(conversation, heard):
            dialog.reject()
            return
        dialog.answer_button.click()
        # A refusal, as of a server that is busy, is only said: he looks, and does it again.
        with contextlib.suppress(Stuck):
            await self._until(
                "the chat is over",
                lambda: self._goes_on(conversation, heard),
                seconds=DOES_AGAIN_SECONDS,
            )

    def _asked_to_take(self, before: set[ConversationId]) -> bool:
        """Press again what a window that was not yet active has not heard."""
        if set(self._session.store.section(Section.MINE)) - before:
            return True
        if self._desk.inbox.first_offer() is None:
            return True
        press(self._desk, Qt.Key.Key_F2)
        return False

    def _asked_to_finish(self, conversation: ConversationId) -> bool:
        """Press again what a window that was not yet active has not heard."""
        if self._desk.deeds.finishing is None and self._in_view(conversation):
            press(self._desk, Qt.Key.Key_W, _CONTROL)
        return self._desk.deeds.finishing is not None or self._moved_on(conversation)

    def _has_read(self, conversation: ConversationId) -> bool:
        """As people do: look at the window, and at its newest line."""
        self._desk.window().activateWindow()
        self._desk.chat.transcript.jump_to_newest()
        return self._moved_on(conversation) or not self._unread(conversation)

    def _unread(self, conversation: ConversationId) -> bool:
        chat = self._session.store.chats.get(conversation)
        return chat is not None and chat.unread > 0

    def _heard(self, conversation: ConversationId) -> int:
        chat = self._session.store.chats.get(conversation)
        return len(_position(chat)[0]) if chat is not None else 0

    def _goes_on(self, conversation: ConversationId, heard: int) -> bool:
        """It is another's, or over; or the subscriber has said something more, read or unread."""
        return (
            self._moved_on(conversation)
            or self._unread(conversation)
            or self._heard(conversation) > heard
        )

    def _in_view(self, conversation: ConversationId) -> bool:
        return self._desk.chat.conversation == conversation

    def _moved_on(self, conversation: ConversationId) -> bool:
        return conversation not in self._session.store.section(Section.MINE)

    async def _until(
        self, what: str, reached: Callable[[], bool], *, seconds: float = LOSES_PATIENCE_SECONDS
    ) -> None:
        try:
            async with asyncio.timeout(seconds):
                # What it waits for is the state of widgets: there is no event for all of it.
                while not reached():  # noqa: ASYNC110
                    await asyncio.sleep(GLANCE_SECONDS / 5)
        except TimeoutError:
            raise Stuck(what) from None

    def _on_changes(self, changes: Sequence[Change]) -> None:
        """A reply is acknowledged when it is answered, or when it is in the log already."""
        for change in changes:
            if isinstance(change, OutgoingRemoved) or (
                isinstance(change, OutgoingChanged) and change.item.state is OutgoingState.ACCEPTED
            ):
                self._count(change.conversation, change.client_id)

    def _count(self, conversation: ConversationId, client_id: str) -> None:
        if client_id not in self._counted:
            self._counted.add(client_id)
            self.sent.append({"conversation": conversation, "client_id": client_id})


def _position(chat: Chat) -> tuple[list[str], int, bool]:
    """What was heard, how often it was answered since, and whether the subscriber has gone."""
    heard: list[str] = []
    answered, gone = 0, False
    for entry in chat.entries:
        if isinstance(entry.body, Message):
            if entry.author.role is AuthorRole.SUBSCRIBER:
                heard.append(entry.body.text)
                answered, gone = 0, False
            else:
                answered += 1
        elif isinstance(entry.body, Left):
            gone = True
    return heard, answered + len(chat.outgoing), gone
