"""A demo that was killed leaves nobody on the desk who will never write again."""

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from ui.demo.server_process import ServerProcess, command

_OPTIONS = {"at_once": 3, "pace": 1000.0, "gap": 0.1, "language": "en"}
_READ = "SELECT conversation, kind, author_role FROM entry ORDER BY conversation, seq"


def _start(data: Path) -> "subprocess.Popen[bytes]":
    """The server of a demo, once it is ready."""
    line = command(Path("main.py"), {"data": str(data), **_OPTIONS})
    pipe = subprocess.PIPE
    server = subprocess.Popen(line, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
    assert server.stdout is not None
    assert json.loads(server.stdout.readline())["kind"] == "ready"
    return server


def _end(server: "subprocess.Popen[bytes]") -> None:
    server.kill()
    server.communicate()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no groups of processes to ask for")
def test_ctrl_c_in_a_terminal_reaches_the_console_alone(tmp_path: Path) -> None:
    told = "import json, os; print(json.dumps({'kind': 'ready', 'group': os.getpgrp()}))"
    server = ServerProcess([sys.executable, "-c", told], log=tmp_path / "server.log")
    try:
        assert server.ready_blocking()["group"] != os.getpgrp()
    finally:
        server.stop_blocking()


def _entries(data: Path) -> list[tuple[str, str, str]]:
    with closing(sqlite3.connect(data / "pult.sqlite")) as connection:
        return connection.execute(_READ).fetchall()


def test_subscribers_of_a_killed_demo_have_left_when_the_next_begins(tmp_path: Path) -> None:
    server = _start(tmp_path)
    try:
        while not any(kind == "message" for _, kind, _ in _entries(tmp_path)):
            pass
    finally:
        _end(server)
    cut_short = {conversation for conversation, _, _ in _entries(tmp_path)}

    for _ in range(2):
        _end(_start(tmp_path))

    left = [conversation for conversation, kind, _ in _entries(tmp_path) if kind == "left"]
    assert len(left) == len(set(left))
    assert cut_short <= set(left)
