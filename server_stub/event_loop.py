"""The event loop of the server: uvloop where there is one."""

import asyncio
import gc
import sys
from collections.abc import Coroutine
from typing import Any

YOUNG_OBJECTS = 20_000
"""Looked through for cycles at once: a message makes some fifty objects and not one cycle."""

SWITCH_SECONDS = 0.0005
"""How long a thread may keep the interpreter while a lane waits for it with a commit in hand."""


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run to the end; twice as fast as the stock loop where uvloop exists.

    The process is the server's own: its interpreter is set for short answers.
    """
    sys.setswitchinterval(SWITCH_SECONDS)
    # What was imported stays for good: looking through it again and again is what stalls answers.
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_OBJECTS)
    with asyncio.Runner(loop_factory=new_loop) as runner:
        runner.run(main)


def new_loop() -> asyncio.AbstractEventLoop:
    """A loop of the server's kind."""
    if sys.platform == "win32":
        return asyncio.new_event_loop()
    import uvloop  # noqa: PLC0415 - not on Windows

    return uvloop.new_event_loop()
