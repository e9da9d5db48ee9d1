"""What is misspelt stands over a wave, at every scale of the screen and every text size."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from console.core.preferences import ThemeChoice
from language.spelling import Mark
from ui.chat.composer_editor import ComposerEditor
from ui.chat.composer_mode import ComposerMode
from ui.theme import theme
from ui.theme.measures import Measures

TEXT = "Ваш вапрос понят."
WORD = Mark(4, 10, "вапрос")


@pytest.fixture
def editor(qtbot: QtBot) -> Iterator[ComposerEditor]:
    theme.current()
    made = ComposerEditor(ComposerMode.REPLY)
    qtbot.addWidget(made)
    made.resize(400, 80)
    made.show()
    yield made
    theme.current().choose(ThemeChoice.SYSTEM)
    theme.current().measure(Measures())


def wave_rows(editor: ComposerEditor, ratio: float) -> list[float]:
    """How low the stroke of the wave is in each column of the screen that it crosses."""
    size = (editor.size() * ratio).expandedTo(editor.size())
    picture = QImage(size, QImage.Format.Format_ARGB32_Premultiplied)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.white)
    editor.render(picture)
    rows = []
    for x in range(picture.width()):
        red = {
            y: picture.pixelColor(x, y).red() - picture.pixelColor(x, y).green()
            for y in range(picture.height())
        }
        weight = sum(max(0, ink) for ink in red.values())
        if weight > 60:
            rows.append(sum(y * max(0, ink) for y, ink in red.items()) / weight)
    return rows


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
@pytest.mark.parametrize("percent", [100, 150])
def test_it_goes_up_and_down_under_the_word(
    editor: ComposerEditor, ratio: float, percent: int
) -> None:
    theme.current().measure(Measures(text_percent=percent))
    editor.setPlainText(TEXT)
    assert wave_rows(editor, ratio) == []
    editor.marks.set_marks((WORD,))
    rows = wave_rows(editor, ratio)
    (line,) = editor.marks.lines(WORD.start, WORD.end)
    assert len(rows) == pytest.approx(line.width() * ratio, abs=6)
    high = max(rows) - min(rows)
    assert high > 1.2 * ratio * percent / 100
    middle = (max(rows) + min(rows)) / 2
    turns = sum((one < middle) != (other < middle) for one, other in pairwise(rows))
    assert turns >= 12


def test_it_goes_with_the_word_and_away_with_it(editor: ComposerEditor) -> None:
    editor.setPlainText(TEXT)
    editor.marks.set_marks((WORD,))
    cursor = editor.textCursor()
    cursor.insertText("Итак: ")
    assert editor.marks.words == ["вапрос"]
    editor.choose(10, 6)
    editor.textCursor().removeSelectedText()
    assert wave_rows(editor, 1.0) == []


def test_a_word_that_is_wrapped_has_a_wave_in_each_line(editor: ComposerEditor) -> None:
    word = "ы" * 120
    editor.setPlainText(f"Вот {word}")
    first, *rest = editor.marks.lines(4, 124)
    assert rest
    tops = [line.top() for line in (first, *rest)]
    assert tops == sorted(set(tops))
    assert all(line.width() > 0 for line in (first, *rest))
    assert editor.place_of(4, 124).size() == first.size()


def test_in_high_contrast_an_open_place_is_told_by_more_than_its_ground(
    editor: ComposerEditor,
) -> None:
    editor.setPlainText("Ваш баланс: {баланс}.")
    editor.marks.set_blanks([(12, 20)])
    (usual,) = editor.extraSelections()
    assert not usual.format.fontUnderline()
    theme.current().choose(ThemeChoice.CONTRAST)
    editor.marks.refresh()
    (marked,) = editor.extraSelections()
    assert marked.cursor.selectedText() == "{баланс}"
    assert marked.format.fontUnderline()
    assert marked.format.foreground().color() == theme.current().tokens.warn
