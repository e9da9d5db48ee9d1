"""Whoever mistypes a command is told what to mend, in a sentence."""

import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from main import application
from protocol import limits
from protocol.people import Role
from tests.support.nodes import config_in, prepare
from tests.support.processes import ROOT

_PASSWORD = "long-enough-1"
_NOWHERE = ("--port", "0", "--http-port", "0")


_FAR = ("--database", "postgresql+psycopg://pult@127.0.0.1:1/pult")
"""A store that may have several nodes, where none is."""


def _told(*words: str) -> str:
    """What a refused command says; it never fails in another way."""
    result = CliRunner().invoke(application(), words)
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == 2, result.output
    assert "Traceback" not in result.output
    return result.output


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (("--host", "0.0.0.0"), "--host: beyond loopback"),
        (("--port", "99999"), "--port: from 0 to 65535"),
        (("--http-port", "-1"), "--http-port: from 0 to 65535"),
        (("--database", "nonsense"), "--database: it is not a URL"),
        (("--database", "mysql://here/db"), "--database: sqlite:///FILE"),
        (("--database", "sqlite://"), "--database: sqlite:///FILE"),
        (("--certificate", "none.pem", "--key", "none.pem"), "there is no file none.pem"),
        (("--certificate", "README.md", "--key", "README.md"), "not a PEM certificate"),
        (("--host", "not.a.host.", "--proxy", "10.0.0.7"), "there is no such address"),
        (("--proxy", "nginx"), "--proxy: nginx is no address or network"),
        (("--origin", "notaurl"), "--origin: notaurl is no web origin"),
        (("--origin", "https://chat.example/"), "is no web origin"),
        (("--origin", "https://Chat.example"), "is no web origin"),
        (("--origin", "ftp://chat.example"), "is no web origin"),
        (("--origin", "https://chat.example:port"), "is no web origin"),
        (("--database", "sqlite:////nowhere/at/all/store"), "/nowhere/at/all/store"),
        (("--accept-type", "zip"), "--accept-type: zip is none of application/"),
        (("--files", "README.md"), "--files: README.md: File exists"),
        (("--bus", "nats://127.0.0.1"), "--bus: several nodes need --database postgresql"),
        (("--bus-token", "s3cr3t"), "--bus: name the broker that"),
        ((*_FAR, "--bus", "http://127.0.0.1"), "--bus: an address is nats://HOST:4222"),
        ((*_FAR, "--bus", "nats://u:s3cr3t@127.0.0.1:x"), "--bus: an address is nats://HOST:4222"),
        ((*_FAR, "--bus", "nats://10.0.0.7"), "--bus: beyond loopback it needs tls://"),
        ((*_FAR, "--bus", "nats://[::1]", "--bus-user", "x"), "--bus-user: a user and his pass"),
        ((*_FAR, "--bus", "nats://t@[::1],tls://u:p@x"), "--bus-token: either a token or a user"),
        ((*_FAR, "--bus", "tls://x", "--bus-ca", "none.pem"), "--bus-ca: there is no file none"),
        ((*_FAR, "--bus", "tls://x", "--bus-ca", "README.md"), "--bus-ca: the file holds no PEM"),
        ((*_FAR, "--bus", "tls://x", "--bus-key", "README.md"), "--bus-certificate: a certificate"),
    ],
)
def test_a_server_that_cannot_be_run_so_says_which_option_is_wrong(
    tmp_path: Path, options: tuple[str, ...], told: str
) -> None:
    said = _told("serve", "--data", str(tmp_path), *_NOWHERE, *options)
    assert told in said
    assert "s3cr3t" not in said


@pytest.mark.parametrize("command", [("serve", *_NOWHERE), ("admin", "init")])
def test_a_data_folder_that_is_a_file_is_named_with_its_option(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    file = tmp_path / "file"
    file.touch()

    assert f"--data: {file}: File exists" in _told(*command, "--data", str(file))


@pytest.mark.parametrize("server", ["", " ", "http://here"])
def test_a_console_is_not_opened_for_what_is_no_address(
    monkeypatch: pytest.MonkeyPatch, server: str
) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    assert f"--server: «{server}» is no address" in _told("console", "--server", server)


@pytest.mark.parametrize(
    ("bad", "told"), [(0, "Skipped 0 lines."), (1, "Skipped 1 line."), (2, "Skipped 2 lines.")]
)
def test_skipped_lines_are_counted_as_english_does(tmp_path: Path, bad: int, told: str) -> None:
    dialogs = tmp_path / "dialogs.jsonl"
    dialogs.write_text("no dialog\n" * bad)
    result = CliRunner().invoke(
        application(), ("import", "dialogs", str(dialogs), "--format", "jsonl")
    )

    assert told in result.output


@pytest.mark.parametrize("option", ["--port", "--http-port"])
def test_a_port_in_use_is_named(tmp_path: Path, option: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        said = _told("serve", "--data", str(tmp_path), *_NOWHERE, option, port)

    assert f"{option}: cannot listen on 127.0.0.1:{port}" in said


def test_a_file_that_is_no_store_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "letter"
    file.write_text("Dear all, this is a letter and not a database.\n" * 100)

    told = _told("serve", *_NOWHERE, "--database", f"sqlite:///{file}")
    assert f"The store {file} cannot be opened: file is not a database" in told


@pytest.mark.parametrize("content", [None, b""])
def test_accounts_are_not_looked_for_where_there_is_no_store(
    tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "pult.sqlite").write_bytes(content)

    assert "admin init" in _told("admin", "list", "--data", str(tmp_path))


@pytest.mark.parametrize(
    ("login", "name", "password", "told"),
    [
        ("", "Ann", _PASSWORD, "login"),
        ("a" * 121, "Ann", _PASSWORD, "login"),
        ("ann", " ", _PASSWORD, "name"),
        ("ann", "Ann", "short", "too short"),
        ("ann", "Ann", "x" * 257, "too long"),
    ],
)
def test_an_account_that_could_never_sign_in_is_not_made(
    tmp_path: Path, login: str, name: str, password: str, told: str
) -> None:
    account = ("--login", login, "--name", name, "--password", password)

    assert told in _told("admin", "init", "--data", str(tmp_path), *account)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    """A store with an administrator and an agent."""
    prepare(config_in(tmp_path), {"boss": Role.ADMIN, "anna": Role.AGENT})
    return tmp_path


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("room", "nobody"), "no such login"),
        (("room", "anna", "0"), f"from 1 to {limits.DESK_PLACES}"),
        (("room", "anna", str(limits.DESK_PLACES + 1)), f"from 1 to {limits.DESK_PLACES}"),
        (("room", "anna", "many"), "Invalid value for 'room'"),
        (("room", "boss", "3"), "agents and leads"),
        (("room", "boss"), "agents and leads"),
        (("disable", "nobody"), "no such login"),
        (("disable", "boss"), "the last administrator"),
        (("create", "anna", "--role", "agent", "--name", "Anna"), "taken"),
    ],
)
def test_what_cannot_be_done_to_an_account_is_said(
    store: Path, words: tuple[str, ...], told: str
) -> None:
    assert told in _told("admin", *words, "--data", str(store))


def test_what_needs_a_store_says_so_without_one(tmp_path: Path) -> None:
    for words in (("room", "anna"), ("restored",), ("list",)):
        assert "admin init" in _told("admin", *words, "--data", str(tmp_path))


def _done(*words: str) -> str:
    result = CliRunner().invoke(application(), words)
    assert result.exit_code == 0, result.output
    return result.output


def test_a_room_is_shown_and_set_and_the_list_tells_role_room_and_state(store: Path) -> None:
    data = ("--data", str(store))
    assert "«anna»: 5, now 0" in _done("admin", "room", "anna", *data)
    assert "«ANNA»: 7, now 0" in _done("admin", "room", "ANNA", "7", *data)
    _done("admin", "disable", "anna", *data)
    anna, boss = _done("admin", "list", *data).splitlines()
    assert anna.split() == ["anna", "agent", "0/7", "disabled", "Anna"]
    assert boss.split() == ["boss", "admin", "0/5", "offline", "Boss"]


def test_a_demo_of_no_tapes_or_without_a_folder_is_not_begun(tmp_path: Path) -> None:
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    demo = ("demo", "--offscreen", "--seconds", "1")

    assert "no tape" in _told(*demo, "--tapes", str(empty), "--data", str(tmp_path / "data"))
    assert "--data" in _told(*demo, "--data", str(empty))


def test_a_store_without_accounts_says_how_to_make_one(tmp_path: Path) -> None:
    prepare(config_in(tmp_path), {})

    assert "admin init" in _done("admin", "list", "--data", str(tmp_path))


def test_an_administrator_beside_another_one_may_be_disabled(store: Path) -> None:
    data = ("--data", str(store))
    _done("admin", "create", "chief", "--role", "admin", "--name", "Chief", *data)
    _done("admin", "disable", "boss", *data)
    _done("admin", "disable", "boss", *data)

    assert "the last administrator" in _told("admin", "disable", "chief", *data)


def test_recordings_of_another_kind_are_to_be_imported_first(tmp_path: Path) -> None:
    star = tmp_path / "dialogues.jsonl"
    star.write_text('{"DialogueID": 3, "Scenario": {}, "Events": []}\n')

    told = _told("demo", "--offscreen", "--tapes", str(star), "--data", str(tmp_path / "data"))
    assert "import dialogs FILE --format star" in told


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps rights otherwise")
def test_what_the_program_makes_is_for_its_user_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    line = [sys.executable, "main.py", "admin", "init", "--data", str(data)]
    subprocess.run(line, cwd=ROOT, check=True, capture_output=True, umask=0)

    rights = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (data, *data.iterdir())}
    assert rights.pop("data") == 0o700
    assert set(rights.values()) == {0o600}
