"""The console under test: started as a person starts it, says when it can be used, and quits.

Imports nothing but what a console needs anyway: all that is loaded is part of what is measured.
"""

import asyncio
import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ui.app import Console
    from ui.options import ConsoleOptions


async def _tell_when_usable(console: "Console") -> None:
    from console.core.link_state import LinkPhase

    print("shown", flush=True)
    # Two facts of two owners, without an event for both.
    while console.desk is None or console.session.store.link.phase is not LinkPhase.CAUGHT_UP:  # noqa: ASYNC110
        await asyncio.sleep(0.002)
    console.frame.repaint()
    print(json.dumps({"rss_mib": _most_memory_mib()}), flush=True)


def _most_memory_mib() -> float:
    import resource

    return round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1)


def run(login: str, password: str, *words: str) -> None:
    """Do what `main.py` does with these words, and sign in by itself."""
    import main
    from ui import start

    def run_console(options: "ConsoleOptions") -> int:
        signed_in = replace(options, login=login, password=password, offscreen=True)
        return run_as_ever(replace(signed_in, companion=_tell_when_usable))

    run_as_ever, start.run_console = start.run_console, run_console
    sys.argv = ["main.py", *words]
    main.run()


if __name__ == "__main__":
    run(*sys.argv[1:])
