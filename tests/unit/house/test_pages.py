"""The pages in `docs/` say what the code says, name only what exists, and miss nothing of it."""

import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from protocol.conversations import ConversationState
from protocol.people import Role
from server_stub.domain.acts import Internal, OpenVisit
from server_stub.domain.decisions import decide
from tests.support import state_tables
from tests.support.house_tables import (
    DOCS,
    PACKAGES,
    PAGES,
    ROOT,
    console_options,
    filled,
    names,
)

_ALL_PAGES = [ROOT / "README.md", *sorted(DOCS.rglob("*.md"))]
_LINK = re.compile(r"\]\((?!https?:)([^)#]+)(?:#[^)]*)?\)")
_CODE_FILE = re.compile(r"`((?:" + "|".join([*PACKAGES, "tests"]) + r")/[\w/.-]*)`")
_PICTURE_BYTES = 250 * 1024


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_its_tables_are_those_of_the_code(page: Path, qapp: QApplication) -> None:
    # If this fails: python -m tests.support.house_tables
    text = page.read_text(encoding="utf-8")
    assert names(text) == set(PAGES[page])
    assert filled(text, PAGES[page]) == text


@pytest.mark.parametrize("page", _ALL_PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_it_points_at_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    missing = [one for one in _LINK.findall(text) if not (page.parent / one).exists()]
    missing += [one for one in _CODE_FILE.findall(text) if not (ROOT / one).exists()]
    assert not missing


def test_pictures_stay_small_and_are_all_shown() -> None:
    pictures = set((DOCS / "pictures").glob("*.png"))
    assert not [one.name for one in pictures if one.stat().st_size > _PICTURE_BYTES]
    shown = {
        (page.parent / one).resolve()
        for page in _ALL_PAGES
        for one in _LINK.findall(page.read_text(encoding="utf-8"))
    }
    assert {one.resolve() for one in pictures} <= shown


def test_every_rule_of_a_conversation_is_in_the_table_of_its_states() -> None:
    ruled = set(decide.__globals__["_RULES"])
    assert ruled == state_tables.REQUESTS
    assert OpenVisit not in ruled
    assert issubclass(OpenVisit, Internal)


def test_a_conversation_can_get_into_every_state_and_out_of_it() -> None:
    moves = {
        (before, after)
        for by_state in state_tables.outcomes().values()
        for before, after in by_state.items()
        if after not in (None, before)
    }
    assert {before for before, _ in moves} == set(state_tables.STATES)
    # The robot has what comes in, and gets nothing back.
    assert {after for _, after in moves} == set(state_tables.STATES) - {ConversationState.ROBOT}


def test_the_russian_page_names_every_option_of_the_console() -> None:
    text = (DOCS / "ru" / "agent.md").read_text(encoding="utf-8")
    options = re.findall(r"^\| `(--[a-z-]+)`", console_options(), re.MULTILINE)
    assert options
    assert not [option for option in options if f"`{option}`" not in text]


def test_every_role_has_a_page_in_both_languages() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    pages = {role: "administrator.md" if role is Role.ADMIN else f"{role}.md" for role in Role}
    for role, page in pages.items():
        for path in (DOCS / page, DOCS / "ru" / page):
            assert path.relative_to(ROOT).as_posix() in readme
            assert path.exists(), role


def test_every_benchmark_is_told_of() -> None:
    text = (DOCS / "benchmarks.md").read_text(encoding="utf-8")
    commands = {
        path.stem
        for path in (ROOT / "benchmarks").glob("*.py")
        if "\ndef main(argv" in path.read_text(encoding="utf-8")
    } - {"__main__"}
    assert commands
    assert not [name for name in commands if f"\n## {name}\n" not in text]


def test_decisions_are_numbered_without_gaps_and_short() -> None:
    pages = sorted((DOCS / "decisions").glob("*.md"))
    assert [page.name[:4] for page in pages] == [f"{n:04}" for n in range(1, len(pages) + 1)]
    assert not [page.name for page in pages if len(page.read_text().splitlines()) > 25]
