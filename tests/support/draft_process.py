"""A console's window in which a hand types one text after another, until somebody kills it.

`python -m tests.support.draft_process PORT FOLDER CONVERSATION NUMBER`. The hand says `restored
TEXT` for what stands in the field at the start, and goes on with it: with the text of that number,
or with the next one where the field is empty. At each key it says `typed NUMBER LETTERS NS STALL`:
when, by the clock that all processes share, and by how much this process and the disk were late of
late; then `enter NUMBER` before it sends and `entered NUMBER` once the field is clear. After `stop`
on its input it ends when everything that it has entered is acknowledged.
"""

import asyncio
import os
import sys
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPlainTextEdit

from console.core.link_state import LinkPhase
from console.core.preferences import Preferences, Writing
from protocol.ids import ConversationId
from tests.support.desk_server import PASSWORD
from ui.app import Console, run_console
from ui.chat.composer_mode import ComposerMode
from ui.demo.typing_hand import press, type_text
from ui.options import ConsoleOptions

KEY_SECONDS = 0.03
GLANCE_SECONDS = 0.01
LATE_KEYS = 60
"""Of so many keys the latest one counts: two seconds of typing."""
LINE_SECONDS, LATE_LINES = 0.1, 20
"""As many seconds of the disk."""
_WORDS = "сейчас посмотрю, что у вас подключено, и сразу отвечу вам"


def text_of(number: int) -> str:
    """What the hand types under a number."""
    return f"{number:04d} {_WORDS}"


class Disk:
    """How long a line takes to be safe on the disk, for whoever syncs it in a thread of his own."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._began = 0.0
        self._taken: deque[float] = deque([0.0], maxlen=LATE_LINES)

    @property
    def late(self) -> float:
        """The longest of late, the one under way included."""
        under_way = time.monotonic() - self._began if self._began else 0.0
        return max(*self._taken, under_way)

    async def watch(self) -> None:
        while True:
            self._began = time.monotonic()
            await asyncio.to_thread(self._write_blocking)
            self._taken.append(time.monotonic() - self._began)
            self._began = 0.0
            await asyncio.sleep(LINE_SECONDS)

    def _write_blocking(self) -> None:
        with self._file.open("wb") as file:
            file.write(b"line")
            file.flush()
            os.fsync(file.fileno())


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def until(reached: Callable[[], bool]) -> None:
    # What it waits for is the state of widgets: there is no event for all of it.
    while not reached():  # noqa: ASYNC110
        await asyncio.sleep(GLANCE_SECONDS)


async def type_on(console: Console, here: ConversationId, number: int, *, folder: Path) -> None:
    """Until told to stop, and then until nothing is on its way."""
    session = console.session
    await until(lambda: console.desk is not None and here in session.store.chats)
    await until(lambda: session.store.link.phase is LinkPhase.CAUGHT_UP)
    desk = console.desk
    assert desk is not None
    session.prefer(Preferences(writing=Writing(undo_s=0)))
    desk.show_chat(here)
    writer = desk.chat.writer
    assert writer is not None
    composer = writer.composer
    restored = composer.text(ComposerMode.REPLY)
    say(f"restored {restored}")
    composer.focus_editor()
    await until(lambda: isinstance(desk.focusWidget(), QPlainTextEdit))
    editor = desk.focusWidget()
    assert isinstance(editor, QPlainTextEdit)
    editor.moveCursor(editor.textCursor().MoveOperation.End)
    stopping = asyncio.get_running_loop().run_in_executor(None, sys.stdin.readline)
    lateness: deque[float] = deque([0.0], maxlen=LATE_KEYS)
    disk = Disk(folder / "line")
    letters = len(restored)
    number += not restored
    watching = asyncio.get_running_loop().create_task(disk.watch())
    while not stopping.done():
        for letter in text_of(number)[letters:]:
            began = time.monotonic()
            await type_text(editor, letter)
            letters += 1
            late = max(lateness) + disk.late
            say(f"typed {number} {letters} {time.monotonic_ns()} {late:.3f}")
            await asyncio.sleep(KEY_SECONDS)
            lateness.append(time.monotonic() - began - KEY_SECONDS)
        say(f"enter {number}")
        press(editor, Qt.Key.Key_Return)
        await until(lambda: not composer.text(ComposerMode.REPLY))
        say(f"entered {number}")
        letters, number = 0, number + 1
    watching.cancel()
    await until(lambda: not any(True for _ in session.store.outgoing()))


if __name__ == "__main__":
    _, port, folder, here, number = sys.argv
    options = ConsoleOptions(
        server=f"ws://127.0.0.1:{port}",
        profile=Path(folder),
        login="anna",
        password=PASSWORD,
        language="ru",
        offscreen=True,
        companion=lambda console: type_on(
            console, ConversationId(here), int(number), folder=Path(folder)
        ),
    )
    sys.exit(run_console(options))
