"""The log of a demo's server stays within its limit while the server writes."""

import asyncio
import sys
from pathlib import Path

import pytest

from ui.demo import server_process
from ui.demo.server_process import ServerProcess

_WRITER = (
    "import sys\nfor n in range(4000): sys.stderr.write(f'line {n:08}\\n')\nsys.stderr.flush()"
)


async def test_a_server_that_goes_on_and_on_fills_no_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(server_process, "MOST_LOG_BYTES", 20_000)
    log = tmp_path / "server.log"
    # It writes, and waits until nobody is there to obey.
    program = f"{_WRITER}\nsys.stdin.read()\nsys.stderr.write('the end\\n')"
    server = ServerProcess([sys.executable, "-c", program], log=log)
    watching = asyncio.ensure_future(server.ended())  # noqa: TID251 - as the demo's owner does
    aside = tmp_path / "server.log.old"
    async with asyncio.timeout(120):
        while not aside.exists() or log.stat().st_size >= 20_000:  # noqa: ASYNC110 - another process
            await asyncio.sleep(0.01)
    server.stop_blocking()
    await watching
    assert log.stat().st_size < 20_000
    assert b"\x00" not in log.read_bytes()
    assert log.read_text().endswith("the end\n")
