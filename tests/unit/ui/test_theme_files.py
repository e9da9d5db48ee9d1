"""Themes, layers, icons and fonts: complete, readable, and legible by measure."""

import re
from itertools import product
from pathlib import Path
from string import Template

import pytest
from PySide6.QtGui import QColor

import resources
from console.core.preferences import Accent
from ui.theme import style_sheet
from ui.theme.accents import luminance, worn
from ui.theme.icons import Icon
from ui.theme.tokens import ThemeName, Tokens, load_tokens

READABLE = 4.5  # WCAG 2.2, 1.4.3
SEEN = 3.0  # WCAG 2.2, 1.4.11: a ring or a bar, no words

# What carries words, on each ground it stands on.
WORDS = [
    *[
        ("text", ground)
        for ground in (
            "app",
            "surface",
            "sunken",
            "hover",
            "selected",
            "accent_soft",
            "bubble_in",
            "bubble_out",
            "note",
            "warn_soft",
            "late_soft",
            "ok_soft",
        )
    ],
    *[
        ("muted", ground)
        for ground in (
            "app",
            "surface",
            "sunken",
            "hover",
            "selected",
            "accent_soft",
            "bubble_in",
            "bubble_out",
            "note",
        )
    ],
    *[("accent", ground) for ground in ("app", "surface", "accent_soft", "selected", "bubble_in")],
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    *[("warn", ground) for ground in ("app", "surface", "warn_soft", "note", "selected")],
    *[("late", ground) for ground in ("app", "surface", "late_soft", "bubble_out", "selected")],
    *[("ok", ground) for ground in ("app", "surface", "ok_soft", "selected")],
]
MARKS = [("accent", "surface"), ("accent", "app"), ("accent", "sunken"), ("late", "sunken")]


def contrast(one: QColor, other: QColor) -> float:
    one, other = QColor(one.name()), QColor(other.name())  # as a screen shows them
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture(params=list(product(ThemeName, Accent)), ids=" ".join)
def tokens(request: pytest.FixtureRequest) -> Tokens:
    name, accent = request.param
    return worn(load_tokens(name), accent)


@pytest.mark.parametrize(("words", "ground"), WORDS)
def test_words_are_readable_on_their_grounds(tokens: Tokens, words: str, ground: str) -> None:
    assert contrast(getattr(tokens, words), getattr(tokens, ground)) >= READABLE


@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_marks_are_seen_on_their_grounds(tokens: Tokens, mark: str, ground: str) -> None:
    assert contrast(getattr(tokens, mark), getattr(tokens, ground)) >= SEEN


def test_initials_are_readable(tokens: Tokens) -> None:
    assert len(tokens.avatars) == 6
    assert all(contrast(pair.text, pair.ground) >= READABLE for pair in tokens.avatars)


def test_layers_name_only_tokens_and_no_colour(tokens: Tokens) -> None:
    names = {*tokens.colors(), *style_sheet.LENGTHS, *style_sheet.OUTLINED}
    for layer in resources.names("qss", suffix=".qss"):
        source = resources.text(layer)
        assert set(Template(source).get_identifiers()) <= names, layer
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|\bhsl", source), layer


def test_no_colour_or_style_sheet_outside_the_theme() -> None:
    ui = Path(__file__).parents[3] / "ui"
    for path in ui.rglob("*.py"):
        if path.parent.name == "theme":
            continue
        source = path.read_text(encoding="utf-8")
        assert "setStyleSheet" not in source, path
        assert not re.search(r"[\"']#[0-9a-fA-F]{6,8}[\"']|GlobalColor\.(?!transparent)", source), (
            path
        )


def test_icons_and_files_are_the_same_set_on_one_grid() -> None:
    shipped = {Path(name).stem for name in resources.names("icons", suffix=".svg")}
    assert shipped == {icon.value for icon in Icon}
    for icon in Icon:
        drawing = resources.text(f"icons/{icon}.svg")
        assert 'viewBox="0 0 16 16"' in drawing
        assert 'stroke-width="1.6" stroke-linecap="round"' in drawing
        assert not re.search(r"#[0-9a-fA-F]{3}", drawing)
