"""The desk comes back as it was; a chat in view at two crashes waits to be asked for."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from pathlib import Path
from typing import Any

HEAR_SECONDS = 180.0


class _Desk:
    """One run of the console's window."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    async def begin(cls, folder: Path) -> "_Desk":
        return cls(
            await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "tests.support.falling_desk", str(folder)),
                stdin=PIPE,
                stdout=PIPE,
            )
        )

    async def heard(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        async with asyncio.timeout(HEAR_SECONDS):
            line: dict[str, Any] = json.loads(await self._process.stdout.readline())
            return line

    async def told(self, word: str) -> dict[str, Any]:
        self._tell(word)
        return await self.heard()

    async def die(self) -> None:
        self._process.kill()
        await self._process.wait()

    async def end(self) -> None:
        self._tell("end")
        async with asyncio.timeout(HEAR_SECONDS):
            assert await self._process.wait() == 0

    def _tell(self, word: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{word}\n".encode())


async def test_a_chat_in_view_at_two_crashes_is_not_reopened_by_itself(tmp_path: Path) -> None:
    desk = await _Desk.begin(tmp_path)
    await desk.heard()
    await desk.told("tear")
    wanted = (await desk.told("grid"))["arrangement"]
    in_view = {one for one in (*wanted["panes"], *wanted["windows"]) if one}
    assert len(in_view) == 3
    await desk.die()

    # Once may be chance: everything is as it was.
    desk = await _Desk.begin(tmp_path)
    again = await desk.heard()
    assert again["arrangement"] == wanted
    assert set(again["shown"]) == in_view
    assert not again["bar"]
    await desk.die()

    desk = await _Desk.begin(tmp_path)
    after = await desk.heard()
    assert set(after["arrangement"]["barred"]) == in_view
    assert not in_view & set(after["shown"])
    assert set(after["arrangement"]["order"]) == set(wanted["order"])
    assert after["bar"]

    # Asked for, they are shown; and a run that ends well forgives.
    asked = await desk.told("admit")
    assert not asked["arrangement"]["barred"]
    assert not asked["bar"]
    await desk.end()
    desk = await _Desk.begin(tmp_path)
    assert not (await desk.heard())["bar"]
    await desk.end()
