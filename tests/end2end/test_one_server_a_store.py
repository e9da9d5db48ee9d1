"""Nothing migrates a store in files under its server; who comes second is told who is there."""

import subprocess
import sys
from pathlib import Path

from protocol.people import Role
from tests.support.nodes import config_in, prepare
from tests.support.processes import ROOT, serving
from ui.demo.server_process import command


def _refused(*line: str) -> str:
    """What the second one is told."""
    second = subprocess.run(
        line, cwd=ROOT, input="", capture_output=True, text=True, check=False, timeout=180
    )
    assert (second.returncode, second.stdout) == (2, "")
    return second.stderr


async def test_a_second_server_is_told_whose_the_store_is_until_the_first_is_killed(
    tmp_path: Path,
) -> None:
    prepare(config_in(tmp_path), {"anna": Role.AGENT})
    ports = ("--port", "0", "--http-port", "0")
    by_another_name = f"sqlite:///{tmp_path / 'pult.sqlite'}"
    demo = command(ROOT / "main.py", {"data": str(tmp_path)})
    async with serving(tmp_path) as first:
        process = f"process {first.process.pid}."
        for second in (
            (sys.executable, "main.py", "serve", "--data", str(tmp_path), *ports),
            (sys.executable, "main.py", "serve", "--database", by_another_name, *ports),
            tuple(demo),
            (sys.executable, "main.py", "admin", "init", "--data", str(tmp_path)),
        ):
            told = _refused(*second)
            assert process in told
            assert told.count("\n") == 1
        first.process.kill()
        await first.process.wait()
    async with serving(tmp_path) as second_server:
        assert second_server.port
