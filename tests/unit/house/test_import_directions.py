"""Each import contract of pyproject.toml breaks on the violation it is there for."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

_CONFIGURATION = Path(__file__).parents[3] / "pyproject.toml"

# Every package that the contracts name, whether or not the tree has it yet.
_PACKAGES = (
    "protocol",
    "language",
    "resources",
    *("ui", "ui.chat", "ui.desk", "ui.shell", "ui.widgets"),
    *("console", "console.core", "console.link", "console.local", "console.viewmodels"),
    *("server_stub", "server_stub.app", "server_stub.domain", "server_stub.storage"),
)

# What points the right way, for the skeleton to be more than empty files.
_ALLOWED = (
    ("ui.shell", "ui.chat"),
    ("ui.chat", "ui.desk"),
    ("ui.desk", "ui.widgets"),
    ("ui.chat", "console.viewmodels"),
    ("console.viewmodels", "PySide6.QtCore"),
    ("console.link", "console.core"),
    ("console.core", "protocol"),
    ("console.local", "language"),
    ("server_stub.app", "server_stub.storage"),
    ("server_stub.storage", "server_stub.domain"),
    ("server_stub.domain", "protocol"),
)

_VIOLATIONS = (
    ("console-layers", "console.core", "console.viewmodels"),
    ("console-layers", "console.link", "console.local"),
    ("console-layers", "console.core", "console.link"),
    ("client-layers", "console.viewmodels", "ui"),
    ("client-layers", "protocol", "console.core"),
    ("ui-layers", "ui.chat", "ui.shell"),
    ("ui-layers", "ui.desk", "ui.chat"),
    ("ui-layers", "ui.widgets", "ui.desk"),
    ("server-layers", "server_stub.domain", "server_stub.storage"),
    ("server-layers", "server_stub.storage", "server_stub.app"),
    ("server-apart", "server_stub.app", "console.core"),
    ("server-apart", "server_stub.domain", "ui"),
    ("console-apart", "console.link", "server_stub.domain"),
    ("console-apart", "ui", "server_stub.app"),
    ("no-qt", "console.core", "PySide6.QtCore"),
    ("no-qt", "console.local", "PySide6.QtWidgets"),
    ("no-qt", "server_stub.app", "qasync"),
    ("no-qt", "protocol", "PySide6.QtCore"),
    ("foundations", "language", "resources"),
    ("foundations", "protocol", "server_stub.domain"),
    ("foundations-apart", "protocol", "language"),
    ("foundations-apart", "language", "protocol"),
)


def _contracts() -> dict[str, str]:
    declared = tomllib.loads(_CONFIGURATION.read_text())["tool"]["importlinter"]["contracts"]
    return {contract["id"]: contract["name"] for contract in declared}


def _lay_out(root: Path, imports: tuple[tuple[str, str], ...]) -> None:
    for package in _PACKAGES:
        module = root.joinpath(*package.split("."), "__init__.py")
        module.parent.mkdir(exist_ok=True)
        lines = [f"import {imported}\n" for importer, imported in imports if importer == package]
        module.write_text("".join(lines))


def _lint(root: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    program = Path(sys.executable).with_name("lint-imports")
    chosen = [argument for contract in contracts for argument in ("--contract", contract)]
    return subprocess.run(
        [program, "--no-cache", "--config", _CONFIGURATION, *chosen],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


def test_the_allowed_directions_pass_every_contract(tmp_path: Path) -> None:
    _lay_out(tmp_path, _ALLOWED)
    result = _lint(tmp_path)
    assert result.returncode == 0, result.stdout
    assert f"{len(_contracts())} kept, 0 broken" in result.stdout


@pytest.mark.parametrize("side", ["console", "server_stub", "ui"])
def test_a_part_without_a_place_is_refused(tmp_path: Path, side: str) -> None:
    _lay_out(tmp_path, _ALLOWED)
    (tmp_path / side / "oddments.py").touch()
    result = _lint(tmp_path)
    assert result.returncode != 0
    assert "oddments" in result.stdout


def test_every_contract_has_a_violation_here() -> None:
    assert {contract for contract, *_ in _VIOLATIONS} == set(_contracts())


@pytest.mark.parametrize("contract", _contracts())
def test_a_violation_breaks_its_contract(tmp_path: Path, contract: str) -> None:
    violations = [(source, target) for broken, source, target in _VIOLATIONS if broken == contract]
    _lay_out(tmp_path, (*_ALLOWED, *violations))
    result = _lint(tmp_path, contract)
    assert result.returncode != 0
    assert f"{_contracts()[contract]} BROKEN" in result.stdout
    for importer, imported in violations:
        shown = imported.partition(".")[0] if imported.startswith("PySide6") else imported
        assert f"{importer} -> {shown} (l." in result.stdout
