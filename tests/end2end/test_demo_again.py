"""A demo on the store of an earlier one: in its own language, and with a log that is bounded."""

import sqlite3
import sys
from contextlib import closing
from pathlib import Path

from tests.support.processes import ROOT
from ui.demo.server_process import LOG_BYTES, ServerProcess, command

_OPTIONS = {"at_once": 1, "pace": 1.0, "gap": 3600.0}


def _play(folder: Path, language: str) -> str:
    """Start and stop it; under which name its agent works."""
    line = command(ROOT / "main.py", {"data": str(folder), "language": language, **_OPTIONS})
    server = ServerProcess(line, log=folder / "server.log")
    try:
        server.ready_blocking()
    finally:
        server.stop_blocking()
    with closing(sqlite3.connect(folder / "pult.sqlite")) as connection:
        ((name,),) = connection.execute("SELECT name FROM account WHERE login = 'demo'")
    return str(name)


def test_the_agent_has_a_name_of_the_language_that_is_played(tmp_path: Path) -> None:
    assert [_play(tmp_path, language) for language in ("ru", "en", "ru")] == [
        "Елена Морозова",
        "Helen Moroz",
        "Елена Морозова",
    ]


def test_a_log_that_has_grown_long_makes_room_and_one_old_one_is_kept(tmp_path: Path) -> None:
    log = tmp_path / "server.log"
    for said in ("a", "b", "c" * LOG_BYTES, "d" * LOG_BYTES, "e"):
        program = f"import sys; sys.stderr.write({said[0]!r} * {len(said)})"
        ServerProcess([sys.executable, "-c", program], log=log).stop_blocking()
    assert {one.name: one.read_text() for one in tmp_path.iterdir()} == {
        "server.log": "e",
        "server.log.old": "d" * LOG_BYTES,
    }
