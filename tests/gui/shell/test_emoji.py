"""An emoji is found by its name in either language, and the last ones come first."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.shell.conftest import Office
from ui.chat.emoji_popup import EmojiPopup
from ui.theme import measures, theme
from ui.theme.measures import Measures

ENTER, ESCAPE, RIGHT = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Right


async def test_an_emoji_goes_where_the_cursor_was_and_is_remembered(office: Office) -> None:
    office.window.show_chat(office.mine[0])
    writer = office.window.chat.writer
    assert writer is not None
    composer = writer.composer
    composer.focus_editor()
    composer.insert("Спасибо ")
    office.window.chat.open_emoji()
    (popup,) = office.window.findChildren(EmojiPopup)
    popup.dismiss()
    for name, wanted in (("сердце", "💘"), ("rocket", "🚀")):
        office.window.keys.commands.action("write.emoji").trigger()
        popup.field.setText(name)
        QTest.keyClick(popup.field, ENTER)
        assert not popup.isVisible()
        assert wanted in composer.text()
        assert composer.editor.hasFocus()
    office.window.keys.commands.action("write.emoji").trigger()
    assert popup.view.currentIndex().data() == "🚀"
    QTest.keyClick(popup.field, RIGHT)
    assert "💘" in popup.view.currentIndex().data()
    before = composer.text()
    QTest.keyClick(popup.field, ESCAPE)
    assert (popup.isVisible(), composer.text()) == (False, before)
    assert composer.editor.hasFocus()


@pytest.mark.parametrize("percent", [100, 150])
async def test_what_is_lit_under_an_emoji_is_its_whole_cell(office: Office, percent: int) -> None:
    theme.current().measure(Measures(text_percent=percent))
    office.window.show_chat(office.mine[0])
    office.window.chat.open_emoji()
    (popup,) = office.window.findChildren(EmojiPopup)
    model, cell = popup.view.model(), popup.view.gridSize()
    boxes = [popup.view.visualRect(model.index(row, 0)) for row in range(40)]
    hair = measures.length(2)
    for box in boxes:
        assert cell.width() - box.width() <= hair
        assert cell.height() - box.height() <= hair
        assert popup.view.viewport().rect().contains(box)
    assert len({(box.x(), box.y()) for box in boxes}) == 40
    assert [len({box.x() for box in boxes}), len({box.y() for box in boxes})] == [8, 5]
    popup.dismiss()
    theme.current().measure(Measures())
