"""A whole shift at the console in a process of its own, by the keyboard alone.

`python -m tests.support.keyboard_shift PORT FOLDER LOGIN PASSWORD KEYS`; KEYS is `default` or
`others`: then every command has been given other keys. It says `wants STEP` when the subscribers
are to do something, and `sent TEXT`, in JSON, of each reply in its order. It looks at the window
to wait for what a person would wait for; whatever it does, it does by keys.
"""

import json
import sys
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QWidget

from console.core.desk import Section
from console.core.link_state import LinkPhase
from console.core.preferences import Keys
from protocol.bodies import Message
from protocol.conversations import ConversationState
from protocol.ids import ConversationId
from protocol.people import Presence
from tests.support.keyboard import Keyboard, until
from ui.app import Console, run_console
from ui.chat.canned_popup import CannedPopup
from ui.chat.composer import Composer
from ui.chat.composer_mode import ComposerMode
from ui.day.day_window import DayWindow
from ui.knowledge.article_view import ArticleView
from ui.options import ConsoleOptions
from ui.shell.desk_window import DeskWindow
from ui.shell.lock_page import LockPage
from ui.shell.sign_in_page import SignInPage

_LETTERS_AND_MORE = (*"QWERTYUIOPASDFGHJKLZXCVBNM", *(f"F{number}" for number in range(1, 36)))
OTHER_KEYS = [
    f"{held}+{key}" for held in ("Ctrl+Alt+Shift", "Alt+Shift") for key in _LETTERS_AND_MORE
]
"""Nobody has these by default, and there are more of them than commands."""


class Shift:
    """One agent, from the first page back to it."""

    def __init__(self, console: Console, login: str, password: str) -> None:
        self._console = console
        self._login, self._password = login, password
        self._keyboard = Keyboard()

    @property
    def _desk(self) -> DeskWindow:
        assert self._console.desk is not None
        return self._console.desk

    @property
    def _composer(self) -> Composer:
        writer = self._desk.chat.writer
        assert writer is not None
        return writer.composer

    def command(self, name: str) -> None:
        """Press the keys that a command has now."""
        keys = self._desk.keys.commands.keys(name).toString()
        assert keys, f"{name} has no keys"
        self._keyboard.press(keys)

    async def sign_in(self) -> None:
        frame = self._console.frame
        await until("the first page", lambda: isinstance(frame.currentWidget(), SignInPage))
        await until("a cursor", lambda: isinstance(QApplication.focusWidget(), QLineEdit))
        await self._keyboard.type(self._login)
        self._keyboard.press("Tab")
        await self._keyboard.type(self._password)
        self._keyboard.press("Return")
        await until("the desk", self._at_work)

    def take_other_keys(self) -> None:
        """As a file of keys from a colleague gives them."""
        session, commands = self._console.session, self._desk.keys.commands
        changed = dict(zip(commands.defaults(), OTHER_KEYS, strict=False))
        assert len(changed) == len(commands.defaults())
        session.prefer(
            msgspec.structs.replace(session.store.preferences, keys=Keys(changed=changed))
        )
        assert all(commands.keys(name).toString() == keys for name, keys in changed.items())

    async def begin(self) -> None:
        self.command(f"presence.{Presence.ONLINE}")
        await until("on line", lambda: self._presence() is Presence.ONLINE)
        say("wants anna")
        await self._take(1)

    async def answer_with_help(self) -> None:
        """A canned reply by a slash, an article by a search, each made one's own."""
        knowledge = self._console.session.knowledge
        await until("its replies", lambda: any("moment" in one.title for one in knowledge.replies))
        self.command("write.focus")
        await self._keyboard.type("/moment")
        await until("canned replies", self._is_offered_replies)
        self._keyboard.press("Return")
        await until("a canned reply", lambda: "checking" in self._composer.text())
        self._keyboard.press("Ctrl+End")
        await self._send(" Stay with me.")
        self.command("side.knowledge")
        panel = self._desk.side.knowledge
        before = panel.cards
        await self._keyboard.type("roaming")
        await until("articles", lambda: panel.cards and panel.cards != before)
        self._keyboard.press("Return")
        await until("the article", lambda: panel.findChildren(ArticleView))
        self._keyboard.press("Space")
        await until("its answer in the draft", lambda: self._composer.text())
        await self._send("")

    async def look_into_the_profile(self) -> None:
        self.command("side.subscriber")
        panel = self._desk.side.subscriber
        await until("the profile", lambda: panel.shown is not None)
        self.command("side.reveal")
        await until("the question why", lambda: in_use(panel.revealing))
        self._keyboard.press("Ctrl+Return")
        await until("no question", lambda: panel.revealing is None and in_use(self._desk.window()))

    async def take_a_note(self) -> None:
        self.command("write.focus")
        self.command("write.note")
        assert self._is_noting()
        await self._keyboard.type("She has asked twice")
        self._keyboard.press("Ctrl+Return")
        await until("the note is kept", lambda: not self._composer.text())
        self.command("write.note")
        assert not self._is_noting()

    async def think_again(self) -> None:
        """What was sent a moment ago comes back into the draft, and other words go."""
        self.command("write.focus")
        await self._keyboard.type("That is none of your business")
        self._keyboard.press("Return")
        await until("it is gone", lambda: not self._composer.text())
        self._keyboard.press("Esc")
        await until("it is back", lambda: self._composer.text())
        self._keyboard.press("Ctrl+A")
        await self._send("I would rather explain it")

    async def serve_two(self) -> None:
        """Hold one, go to whoever has waited longest, answer with a quotation, mend one's words."""
        anna = self._in_view()
        self.command("chat.hold")
        await until("on hold", lambda: self._state(anna) is ConversationState.HELD)
        self.command("chat.hold")
        await until("on again", lambda: self._state(anna) is ConversationState.ACTIVE)
        say("wants boris")
        await self._take(2)
        boris = self._in_view()
        assert boris != anna
        await self._heard("My number is lost")
        self.command("write.quote")
        await until("a quotation", lambda: "My number is lost" in self._composer.text())
        self._keyboard.press("Ctrl+End")
        await self._send("It will be found")
        say("wants anna again")
        await until("Anna waits", lambda: self._desk.chats.most_urgent() == anna)
        self.command("chat.urgent")
        await until("Anna is in view", lambda: self._in_view() == anna)
        await self._heard("Are you there?")
        await self._send("I am here")
        await until("it has been acknowledged", lambda: self._last_said() == "I am here")
        self.command("write.change_last")
        await until("her words in the field", lambda: self._composer.changing is not None)
        await self._keyboard.type(" all the time")
        self._keyboard.press("Return")
        await until(
            "the words are other ones", lambda: self._last_said() == "I am here all the time"
        )

    async def find(self) -> None:
        """In this chat, then everywhere."""
        page = self._desk.chat
        self.command("chat.find")
        await self._keyboard.type("there")
        await until("what was found", lambda: page.search.finder.hits)
        self.command("find.next")
        self._keyboard.press("Esc")
        self.command("window.palette")
        palette = self._desk.keys.palette
        await self._keyboard.type("boris")
        await until("Boris", lambda: "Boris" in str(palette.view.currentIndex().data()))
        self._keyboard.press("Return")
        await until("his chat", lambda: page.conversation and self._name() == "Boris Vetrov")

    async def finish_both(self) -> None:
        while self._mine():
            conversation = self._in_view()
            self.command("chat.finish")
            await until("the question", lambda: in_use(self._desk.deeds.finishing))
            dialog = self._desk.deeds.finishing
            assert dialog is not None
            self._keyboard.press("Down")
            await until("nothing in the way", dialog.answer_button.isEnabled)
            self._keyboard.press("Ctrl+Return")
            await until("it is over", partial(self._is_over, conversation))
            await until("the desk again", partial(in_use, self._desk.window()))
            if self._mine():
                self.command("chat.urgent")
                await until("the other one", lambda: self._in_view() in self._mine())

    async def rest_and_leave(self) -> None:
        """A break with a reason, the figures of the day, the lock, the way out."""
        self.command("window.presence")
        await self._choose("Lunch")
        await until("on a break", lambda: self._presence() is Presence.BREAK)
        self.command("me.day")
        await until("my day", lambda: any(map(in_use, self._desk.findChildren(DayWindow))))
        (day,) = self._desk.findChildren(DayWindow)
        await until("its figures", lambda: day.stack.currentWidget() is day.figures)
        self._keyboard.press("Esc")
        frame = self._console.frame
        await until("it is closed", lambda: not self._desk.findChildren(DayWindow))
        await self._come_back()
        self.command("window.lock")
        await until("locked", lambda: isinstance(frame.currentWidget(), LockPage))
        await self._keyboard.type(self._password)
        self._keyboard.press("Return")
        await until("open again", lambda: frame.currentWidget() is self._desk)
        self.command("window.account")
        await self._choose("Sign out")
        await until("signed out", lambda: isinstance(frame.currentWidget(), SignInPage))

    async def _take(self, many: int) -> None:
        await until("an offer", lambda: self._desk.inbox.first_offer() is not None)
        offered = self._desk.inbox.first_offer()
        self.command("offer.accept")
        await until("it is mine", lambda: len(self._mine()) == many)
        await until("it is in view", lambda: self._in_view() == offered)

    async def _send(self, more: str) -> None:
        """Type on, send at once, whatever a warning says."""
        if not self._composer.editor.hasFocus():
            self.command("write.focus")
        await self._keyboard.type(more)
        text = self._composer.text()
        self._keyboard.press("Return")
        await until("it goes", lambda: not self._composer.text() or self._composer.doubted)
        if self._composer.doubted:
            self.command("write.anyway")
            await until("it goes in spite of that", lambda: not self._composer.text())
        self._keyboard.press("Return")
        chat = self._console.session.store.chats[self._in_view()]
        await until("it has gone", lambda: not chat.outgoing)
        say(f"sent {json.dumps(text)}")

    async def _choose(self, words: str) -> None:
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        for _ in menu.actions():
            self._keyboard.press("Down")
            if words in menu.activeAction().text():
                self._keyboard.press("Return")
                await self._come_back()
                return
        raise AssertionError([action.text() for action in menu.actions()])

    def _is_noting(self) -> bool:
        return self._composer.mode is ComposerMode.NOTE

    def _is_offered_replies(self) -> bool:
        return any(popup.isVisible() for popup in self._console.frame.findChildren(CannedPopup))

    async def _come_back(self) -> None:
        """An offscreen screen has no window manager to turn from what has gone."""
        self._console.frame.activateWindow()
        await until("the window again", partial(in_use, self._console.frame))

    async def _heard(self, words: str) -> None:
        chat = self._console.session.store.chats[self._in_view()]
        await until(
            words,
            lambda: any(
                isinstance(entry.body, Message) and entry.body.text == words
                for entry in chat.entries
            ),
        )

    def _at_work(self) -> bool:
        caught_up = self._console.session.store.link.phase is LinkPhase.CAUGHT_UP
        return self._console.desk is not None and caught_up

    def _is_over(self, conversation: ConversationId) -> bool:
        return conversation not in self._mine()

    def _presence(self) -> Presence:
        return self._console.session.store.desk.presence

    def _mine(self) -> list[ConversationId]:
        return list(self._console.session.store.section(Section.MINE))

    def _in_view(self) -> ConversationId:
        conversation = self._desk.chat.conversation
        assert conversation is not None
        return conversation

    def _state(self, conversation: ConversationId) -> ConversationState | None:
        head = self._console.session.store.head(conversation)
        return head.state if head is not None else None

    def _name(self) -> str:
        head = self._console.session.store.head(self._in_view())
        return head.name if head is not None else ""

    def _last_said(self) -> str:
        chat = self._console.session.store.chats[self._in_view()]
        said = [entry.body.text for entry in chat.entries if isinstance(entry.body, Message)]
        return said[-1] if said else ""


def in_use(window: QWidget | None) -> bool:
    """Whether it is the window that keys go to."""
    return window is not None and window.isActiveWindow()


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def work(console: Console, login: str, password: str, keys: str) -> None:
    """The whole shift."""
    shift = Shift(console, login, password)
    await shift.sign_in()
    if keys == "others":
        shift.take_other_keys()
    for step in (
        shift.begin,
        shift.answer_with_help,
        shift.look_into_the_profile,
        shift.take_a_note,
        shift.think_again,
        shift.serve_two,
        shift.find,
        shift.finish_both,
        shift.rest_and_leave,
    ):
        await step()
    say("signed out")


if __name__ == "__main__":
    _, port, folder, login, password, keys = sys.argv
    raise SystemExit(
        run_console(
            ConsoleOptions(
                server=f"ws://127.0.0.1:{port}",
                language="en",
                profile=Path(folder),
                offscreen=True,
                companion=lambda console: work(console, login, password, keys),
            )
        )
    )
