"""A console that tells of its window, for what happens when another one is started in its folder.

`python -m tests.support.second_console FOLDER ANSWER_MS`: says `open` once its window is there, and
`forward` when it is called to the front; minimises itself before, and ends when its input does. For
so long it waits for the answer of one that is there before.
"""

import asyncio
import sys
from pathlib import Path

from ui import app, only_console
from ui.app import Console, run_console
from ui.options import ConsoleOptions


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


async def act(console: Console) -> None:
    """Out of sight until called."""
    console.frame.showMinimized()
    say("open")
    loop = asyncio.get_running_loop()
    until_end = loop.run_in_executor(None, sys.stdin.read)
    while console.frame.isMinimized() and not until_end.done():  # noqa: ASYNC110
        await asyncio.sleep(0.02)
    if not until_end.done():
        say("forward")
    await until_end


if __name__ == "__main__":
    _, folder, answer_ms = sys.argv
    only_console.ANSWER_MS = int(answer_ms)
    app.SHUTDOWN_SECONDS = 120.0
    sys.exit(run_console(ConsoleOptions(profile=Path(folder), offscreen=True, companion=act)))
