"""The console as its agent runs it, without a screen, and a hand that works its window.

`python -m tests.support.window_process PORT FOLDER LOGIN PASSWORD`. The hand takes what is offered,
types replies and notes, finishes chats. It says `entered TEXT` once a text has left its field,
`dropped TEXT` for one that it gave up, `closed CONVERSATION`; and after `stop` on its input, when
everything has been acknowledged, `state` with what the window shows of each chat on its desk.
"""

import asyncio
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from console.core.desk import Section
from console.core.errors import ConsoleError
from console.core.link_state import LinkPhase
from console.core.preferences import Preferences, Writing
from console.link import backoff
from console.viewmodels.transcript_rows import RowKind
from protocol import limits
from protocol.ids import ConversationId
from protocol.people import Presence
from ui.app import Console, run_console
from ui.chat.composer_mode import ComposerMode
from ui.demo.typing_hand import press, type_text
from ui.options import ConsoleOptions
from ui.shell.desk_window import DeskWindow

GLANCE_SECONDS = 0.02
PATIENCE_SECONDS = 120.0
"""What the window may take to follow a key on a machine under load."""
FINISH_SECONDS = 5.0
"""How long the hand waits for a chat to be finished before it goes on without."""
CLOSES_AFTER = 8
"""Texts into a chat before the hand tries to finish it."""
_SAID = frozenset({RowKind.MESSAGE, RowKind.NOTE, RowKind.PENDING})

# Such cables hang for a second or two, not for minutes: the link must find out within the test.
limits.SILENCE_SECONDS = 3
backoff.LONGEST_SECONDS = 1.0


class Hand:
    """Works one desk."""

    def __init__(self, desk: DeskWindow, *, login: str) -> None:
        self._desk = desk
        self._session = desk.session
        self._login = login
        self._number = 0
        self._written: dict[ConversationId, int] = {}
        self.stopping = asyncio.Event()

    async def work(self) -> None:
        """Until told to stop; then until nothing is on its way."""
        prefs = Preferences(writing=Writing(undo_s=0))
        self._session.prefer(prefs)  # who writes as fast has no second thoughts
        while not self.stopping.is_set():
            if self._desk.inbox.first_offer() is not None:
                press(self._desk, Qt.Key.Key_F2)
            await self._decide()
            for conversation in self._mine():
                await self._write(conversation)
                if self._written.get(conversation, 0) >= CLOSES_AFTER:
                    self._written[conversation] = 0
                    await self._finish(conversation)
            await asyncio.sleep(GLANCE_SECONDS)
        while any(True for _ in self._session.store.outgoing()) or not self._caught_up():
            await self._decide()
            await asyncio.sleep(GLANCE_SECONDS)

    async def state(self) -> dict[str, list[str]]:
        """What the window shows of each chat of this desk: the said and the noted, oldest first."""
        store = self._session.store
        shown: dict[str, list[str]] = {}
        for conversation in (*store.section(Section.MINE), *store.section(Section.RECENT)):
            self._desk.show_chat(conversation)
            assert await self._until(partial(self._is_read, conversation)), "the log never came"
            page = self._desk.chat
            assert page.conversation == conversation
            rows = [page.model.row_at(row) for row in range(page.model.rowCount())]
            shown[conversation] = [row.text for row in rows if row.kind in _SAID]
        return shown

    def _is_read(self, conversation: ConversationId) -> bool:
        chat = self._session.store.chats[conversation]
        return chat.loaded and not chat.behind

    def _mine(self) -> list[ConversationId]:
        store = self._session.store
        chats = [(one, store.chats.get(one)) for one in store.section(Section.MINE)]
        return [one for one, chat in chats if chat and chat.loaded and chat.owned_by(store.me)]

    def _caught_up(self) -> bool:
        store = self._session.store
        return store.link.phase is LinkPhase.CAUGHT_UP and not any(
            store.chats[one].behind for one in self._mine()
        )

    async def _write(self, conversation: ConversationId) -> None:
        """Type and press Enter; a text has left the field when it is on the disk."""
        self._desk.show_chat(conversation)
        writer = self._desk.chat.writer
        assert writer is not None
        assert writer.conversation == conversation
        self._number += 1
        note = self._number % 4 == 0
        mode = ComposerMode.NOTE if note else ComposerMode.REPLY
        composer = writer.composer
        composer.set_mode(mode)
        composer.focus_editor()
        editor = self._desk.focusWidget()
        if not isinstance(editor, QPlainTextEdit):
            return  # the window has not become active yet
        text = f"{self._login} {self._number}"
        await type_text(editor, text)
        control = Qt.KeyboardModifier.ControlModifier
        press(editor, Qt.Key.Key_Return, control if note else Qt.KeyboardModifier.NoModifier)
        assert await self._until(lambda: not composer.text(mode)), f"{text} is still in its field"
        self._written[conversation] = self._written.get(conversation, 0) + 1
        say(f"entered {text}")

    async def _finish(self, conversation: ConversationId) -> None:
        """Finish it if the window lets one: all is read, and no text is on its way.

        Who is written to faster than he reads goes on writing, and tries again after as much.
        """
        if not await self._until(lambda: not self._unread(conversation), seconds=FINISH_SECONDS):
            return
        self._desk.deeds.finish_current()
        dialog = self._desk.deeds.finishing
        if dialog is None:
            return
        button = dialog.answer_button
        await self._until(
            lambda: button.isEnabled() or self._unread(conversation), seconds=FINISH_SECONDS
        )
        if not button.isEnabled():
            dialog.reject()
            return
        dialog.choose_outcome("solved")
        button.click()
        await self._until(
            lambda: conversation not in self._mine() or self._unread(conversation),
            seconds=FINISH_SECONDS,
        )
        if conversation not in self._mine():
            say(f"closed {conversation}")

    def _unread(self, conversation: ConversationId) -> bool:
        """Look at the window, and say whether something is still to be read there."""
        if self._desk.deeds.finishing is None:
            self._desk.window().activateWindow()
        chat = self._session.store.chats.get(conversation)
        return chat is not None and chat.unread > 0

    async def _decide(self) -> None:
        """A text that waits goes if the chat is still mine, and is given up if it is not."""
        store = self._session.store
        if store.link.phase is not LinkPhase.CAUGHT_UP:
            return
        for item in [item for item in store.outgoing() if item.stopped]:
            if item.conversation in self._mine():
                await self._session.send_again(item.client_id)
            else:
                await self._session.drop(item.client_id)
                say(f"dropped {item.text}")

    async def _until(
        self, reached: Callable[[], bool], *, seconds: float = PATIENCE_SECONDS
    ) -> bool:
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        # What it waits for is the state of widgets: there is no event for all of it.
        while not reached() and loop.time() < until:  # noqa: ASYNC110
            await asyncio.sleep(GLANCE_SECONDS)
        return reached()


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def accompany(console: Console, login: str) -> None:
    """Wait for the desk, work it, say what it shows."""
    while console.desk is None or console.session.store.account is None:  # noqa: ASYNC110
        await asyncio.sleep(GLANCE_SECONDS)
    hand = Hand(console.desk, login=login)
    loop = asyncio.get_running_loop()

    async def obey() -> None:
        await loop.run_in_executor(None, sys.stdin.readline)
        hand.stopping.set()

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(obey())
        tasks.create_task(online(console))
        await hand.work()
    say("state " + json.dumps(await hand.state(), ensure_ascii=False))


async def online(console: Console) -> None:
    """Say that work is wanted, as soon as there is somebody to say it to."""
    while True:
        try:
            await console.session.set_presence(Presence.ONLINE)
        except ConsoleError:
            await asyncio.sleep(GLANCE_SECONDS)
        else:
            return


if __name__ == "__main__":
    _, port, folder, login, password = sys.argv
    options = ConsoleOptions(
        server=f"ws://127.0.0.1:{port}",
        profile=Path(folder),
        login=login,
        password=password,
        language="en",
        offscreen=True,
        companion=lambda console: accompany(console, login),
    )
    sys.exit(run_console(options))
