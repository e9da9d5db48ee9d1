"""A demo plays on a store of its own: no real subscriber is seen off, no known password let in."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from ui.demo.server_process import command

_OPTIONS = {"at_once": 1, "pace": 1000.0, "gap": 0.1, "language": "en"}


def test_a_demo_refuses_a_store_that_has_accounts_of_its_own(tmp_path: Path) -> None:
    init = [sys.executable, "main.py", "admin", "init", "--data", str(tmp_path)]
    subprocess.run(init, check=True, capture_output=True)

    line = command(Path("main.py"), {"data": str(tmp_path), **_OPTIONS})
    refused = subprocess.run(line, input=b"", capture_output=True, check=False)

    assert refused.returncode == 2
    assert refused.stderr.startswith(b"--data: ")
    with closing(sqlite3.connect(tmp_path / "pult.sqlite")) as connection:
        assert connection.execute("SELECT login FROM account").fetchall() == [("admin",)]
