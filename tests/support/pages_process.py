"""The whole console in a process of its own, as the command line starts it.

`python -m tests.support.pages_process PORT FOLDER LOGIN PASSWORD`. Says what stands in its window:
after the start, once it has caught up, in the other language, and after the sign-out.
"""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from console.core.link_state import LinkPhase
from ui import loading
from ui.options import ConsoleOptions

with loading.quick():
    from ui import app
    from ui.app import Console, run_console

GLANCE_SECONDS = 0.02


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def page(console: Console) -> str:
    return type(console.frame.currentWidget()).__name__


async def until(happened: Callable[[], bool]) -> None:
    while not happened():  # noqa: ASYNC110 - facts of several owners, without an event for all
        await asyncio.sleep(GLANCE_SECONDS)


def at_work(console: Console) -> bool:
    return console.desk is not None and console.session.store.link.phase is LinkPhase.CAUGHT_UP


async def act(console: Console) -> None:
    """From the start to the sign-out."""
    say(page(console))
    await until(lambda: at_work(console))
    assert console.desk is not None
    say(f"{page(console)} {console.frame.windowTitle()}")
    console.desk.language_chosen.emit("en")
    say(f"{page(console)} {console.frame.windowTitle()}")
    before = console.session
    console.desk.sign_out_wanted.emit()
    await until(lambda: console.desk is None)
    say(f"{page(console)} {'again' if console.session is before else 'anew'}")


if __name__ == "__main__":
    port, folder, login, password = sys.argv[1:]
    app.SHUTDOWN_SECONDS = 120.0
    raise SystemExit(
        run_console(
            ConsoleOptions(
                server=f"ws://127.0.0.1:{port}",
                language="ru",
                profile=Path(folder),
                login=login,
                password=password,
                offscreen=True,
                companion=act,
            )
        )
    )
