"""The window from the first page to the desk and back, in a process of its own."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from pathlib import Path

from tests.support.desk_server import PASSWORD, DeskServer, serving
from tests.unit.console.world import World


async def test_the_first_page_gives_way_to_the_desk_and_comes_back(tmp_path: Path) -> None:
    server = DeskServer(World())
    async with serving(server):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.support.pages_process"),
            *(str(server.port), str(tmp_path), "anna", PASSWORD),
            stdout=PIPE,
            stderr=PIPE,
        )
        said, complained = await process.communicate()

    assert said.decode().split("\n") == [
        "SignInPage",
        "DeskWindow Subscriber 0000 — Пульт",
        "DeskWindow Subscriber 0000 — Pult",
        "SignInPage anew",
        "",
    ]
    assert (complained.decode(), process.returncode) == ("", 0)
