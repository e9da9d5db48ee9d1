"""Setting a machine up: what is pinned, and what the set-up does where it lacks rights or work."""

import os
import re
import shutil
import subprocess
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

_ROOT = Path(__file__).parents[3]
_REQUIREMENTS = (_ROOT / "requirements.txt").read_text()
_PINS = dict(re.findall(r"^([a-z0-9-]+)==([^ ;]+)", _REQUIREMENTS, re.MULTILINE))


def test_the_pins_record_no_address_and_no_option() -> None:
    assert not re.search(r"://|^\s*-(?!-hash=)|^[^#]*@", _REQUIREMENTS, re.MULTILINE)


def test_every_pin_is_hashed() -> None:
    entries = re.split(r"\n(?=[a-z])", _REQUIREMENTS.split("\n", 2)[2])
    assert len(entries) >= len(_PINS)
    assert not [entry for entry in entries if "--hash=sha256:" not in entry]


def test_the_pins_are_what_the_project_asks_for() -> None:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text())
    wanted = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    for requirement in map(Requirement, wanted):
        assert _PINS[requirement.name.lower()] in requirement.specifier


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """Make a tree and a machine on which every program only notes that it was called."""
    (tmp_path / ".ci").mkdir()
    shutil.copy(_ROOT / ".ci" / "setup", tmp_path / ".ci")
    shutil.copy(_ROOT / "requirements.txt", tmp_path)
    for program in ("python", "uv"):
        _put(tmp_path / ".venv" / "bin" / program, f'echo "{program} $*" >>calls')
    for program in ("apt-get", "python3"):
        _put(tmp_path / "bin" / program, f'echo "{program} $*" >>calls')
    _put(tmp_path / "bin" / "dpkg-query", "echo installed")
    _put(tmp_path / "bin" / "id", "echo 0")
    _put(tmp_path / "bin" / "sudo", "exit 1")
    return tmp_path


def _put(program: Path, line: str) -> None:
    program.parent.mkdir(parents=True, exist_ok=True)
    program.write_text(f"#!/bin/sh\n{line}\n")
    program.chmod(0o755)


def _set_up(machine: Path) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": f"{machine / 'bin'}{os.pathsep}{os.defpath}"}
    return subprocess.run(
        [machine / ".ci" / "setup"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def _calls(machine: Path) -> str:
    calls = machine / "calls"
    return calls.read_text() if calls.exists() else ""


def test_the_set_up_installs_by_hash_and_a_second_one_starts_nothing(machine: Path) -> None:
    assert _set_up(machine).returncode == 0
    assert "uv pip sync" in _calls(machine)
    assert "--require-hashes" in _calls(machine)
    assert "--compile-bytecode" in _calls(machine)
    (machine / "calls").unlink()
    assert _set_up(machine).returncode == 0
    assert _calls(machine) == ""


def test_changed_pins_are_installed_again(machine: Path) -> None:
    _set_up(machine)
    (machine / "calls").unlink()
    with (machine / "requirements.txt").open("a") as requirements:
        requirements.write("# changed\n")
    assert _set_up(machine).returncode == 0
    assert "uv pip sync" in _calls(machine)


def test_missing_libraries_are_installed_as_root(machine: Path) -> None:
    _put(machine / "bin" / "dpkg-query", "echo not-installed")
    assert _set_up(machine).returncode == 0
    assert re.search(r"^apt-get install .*libegl1", _calls(machine), re.MULTILINE)


def test_missing_libraries_are_installed_by_sudo(machine: Path) -> None:
    _put(machine / "bin" / "dpkg-query", "echo not-installed")
    _put(machine / "bin" / "id", "echo 1000")
    _put(machine / "bin" / "sudo", 'echo "sudo $*" >>calls')
    assert _set_up(machine).returncode == 0
    assert re.search(r"^sudo -n .*apt-get install .*libegl1", _calls(machine), re.MULTILINE)


def test_without_rights_the_exact_command_is_printed_and_nothing_is_done(machine: Path) -> None:
    _put(machine / "bin" / "dpkg-query", "echo not-installed")
    _put(machine / "bin" / "id", "echo 1000")
    result = _set_up(machine)
    assert result.returncode == 1
    assert re.search(r"apt-get update && apt-get install -y .*libxcb-cursor0", result.stderr)
    assert not re.search("apt-get|sync", _calls(machine))
