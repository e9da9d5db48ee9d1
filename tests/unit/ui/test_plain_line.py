"""A console's plain command line is read as Typer reads it; the rest is left to Typer."""

from collections.abc import Sequence
from pathlib import Path

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from main import application
from ui import plain_line
from ui.plain_line import Language, Theme

_VALUES = {
    "--server": st.text("ab.:/ 1-=", max_size=8),
    "--profile": st.text("ab./ ~-=", max_size=8),
    "--translator": st.text("ab./:-=", max_size=8),
    "--language": st.sampled_from([*Language, "RU", "de", ""]),
    "--theme": st.sampled_from([*Theme, "red"]),
    "--them": st.sampled_from([*Theme]),
}
_said = st.sampled_from(sorted(_VALUES)).flatmap(
    lambda name: st.tuples(st.just(name), _VALUES[name])
)


def _by_typer(words: Sequence[str]) -> dict[str, object]:
    command = typer.main.get_command(application())
    assert isinstance(command, typer.core.TyperGroup)
    context = command.commands["console"].make_context("console", list(words))
    return {name: value for name, value in context.params.items() if value is not None}


@given(st.lists(_said, max_size=3))
def test_what_is_read_is_what_typer_reads(said: list[tuple[str, str]]) -> None:
    words = [word for pair in said for word in pair]
    plain = plain_line.read(["console", *words], {})
    assert plain is None or plain == _by_typer(words)


def test_every_option_of_the_console_is_plain() -> None:
    words = ["--server", "here", "--language", "ru", "--theme", "dark", "--profile", "a/b"]
    words += ["--translator", "http://127.0.0.1:5000/"]
    plain = plain_line.read(["console", *words], {})
    command = typer.main.get_command(application())
    assert isinstance(command, typer.core.TyperGroup)
    options = {option.name for option in command.commands["console"].params}
    assert plain is not None
    assert options - {"help"} == set(plain)
    assert plain.get("profile") == Path("a/b")


@pytest.mark.parametrize("words", [(), ("console",)])
def test_a_console_is_asked_for_by_its_name_or_by_nothing(words: tuple[str, ...]) -> None:
    assert plain_line.read(words, {}) == {}


@pytest.mark.parametrize(
    "words",
    [
        ("--help",),
        ("-h",),
        ("serve",),
        ("consle",),
        ("--server", "here"),
        ("console", "--help"),
        ("console", "--server"),
        ("console", "--server=here"),
        ("console", "--server", "--theme"),
        ("console", "--server", "here", "--server", "there"),
        ("console", "--theme", "red"),
        ("console", "--language", "RU"),
        ("console", "here"),
        ("console", "here", "there"),
    ],
)
def test_what_is_not_plain_is_left_to_typer(words: tuple[str, ...]) -> None:
    assert plain_line.read(words, {}) is None


def test_a_shell_that_completes_is_left_to_typer() -> None:
    assert plain_line.read([], {"_MAIN.PY_COMPLETE": "complete_bash"}) is None
