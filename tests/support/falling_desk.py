"""A desk in a process of its own, to be killed: `python -m tests.support.falling_desk FOLDER`.

Says how it is arranged after the start and after each word on its standard input: `grid`, `tear`,
`admit`; `end` closes it as a person does.
"""

import asyncio
import os
import sys
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import msgspec
import qasync
from PySide6.QtWidgets import QApplication

from console.core.tasks import TaskOwner
from tests.support.made_up_desk import MadeUpDesk
from tests.support.made_up_morning import fill
from ui import translation
from ui.shell.desk_window import DeskWindow
from ui.theme import theme
from ui.translation import Language


def _fail(what: str, error: BaseException) -> None:
    raise error


async def _kept(desk: DeskWindow, session: MadeUpDesk) -> None:
    """Until all that is to be known after a kill is on the disk."""
    desk.chats.keep()
    # Behind it in the same file: when this is on the disk, so is that.
    assert session._basis.local is not None  # noqa: SLF001
    await session._basis.local.remember_safely("kept", "")  # noqa: SLF001


def _say(desk: DeskWindow) -> None:
    arrangement = msgspec.to_builtins(desk.chats.arrangement)
    shown = [page.conversation for page in desk.views.pages]
    line = {"arrangement": arrangement, "shown": shown, "bar": desk.barred_bar.isVisible()}
    sys.stdout.write(msgspec.json.encode(line).decode() + "\n")
    sys.stdout.flush()


async def _run(folder: Path) -> None:
    session = MadeUpDesk(folder, on_failure=_fail)
    fill(session.server)
    await session.begin()
    owner = TaskOwner("desk", on_failure=_fail)
    desk = DeskWindow(session, owner=owner, version="1.0")
    desk.resize(1440, 900)
    desk.show()
    for conversation in session.store.chats:
        session.server.read_log(conversation)
    await _kept(desk, session)
    _say(desk)
    while (word := await asyncio.to_thread(sys.stdin.readline)).strip() != "end":
        match word.strip():
            case "grid":
                desk.lay_out(2)
            case "tear":
                desk.views.tear_off(desk.chats.order[-1])
            case _:
                desk.barred_bar.button.click()
        await _kept(desk, session)
        _say(desk)
    desk.close_page()
    await owner.aclose()
    await session.aclose()
    desk.hide()


if __name__ == "__main__":
    application = QApplication(["falling"])
    application.setQuitOnLastWindowClosed(False)
    translation.current().install(Language.EN)
    theme.current()
    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(application)) as runner:
        runner.run(_run(Path(sys.argv[1])))
