"""A search field shows a cursor while the keys go to it, and then only."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import theme
from ui.widgets.search_field import SearchField


@pytest.fixture
def steady() -> Iterator[None]:
    """A cursor that does not blink."""
    before = QApplication.cursorFlashTime()
    QApplication.setCursorFlashTime(0)
    yield
    QApplication.setCursorFlashTime(before)


@pytest.mark.usefixtures("steady")
def test_a_field_that_others_took_the_focus_from_as_it_opened_has_no_cursor(qtbot: QtBot) -> None:
    theme.current()
    desk = QWidget()
    qtbot.addWidget(desk)
    desk.show()
    dialog = QDialog(desk)
    search, title = SearchField(name="Find a template"), QLineEdit()
    column = QVBoxLayout(dialog)
    column.addWidget(search)
    column.addWidget(title)
    search.setFocus()
    dialog.open()
    title.setFocus()
    qtbot.waitUntil(title.hasFocus, timeout=60_000)
    as_opened = search.grab().toImage()
    search.setFocus()
    with_cursor = search.grab().toImage()
    title.setFocus()
    assert search.grab().toImage() == as_opened
    assert with_cursor != as_opened
    dialog.reject()
