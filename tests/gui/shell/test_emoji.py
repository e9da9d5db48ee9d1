"""An emoji is found by its name in either language, and the last ones come first."""

from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from console.core.preferences import ThemeChoice
from tests.gui.shell.conftest import Office
from ui.chat.emoji_popup import EmojiPopup
from ui.theme import measures, theme
from ui.theme.measures import Measures
from ui.widgets.buttons import Button

NOWHERE = QPoint(0, 0)
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


async def test_it_stays_over_the_composer_when_what_is_in_that_goes(office: Office) -> None:
    office.window.show_chat(office.mine[0])
    writer = office.window.chat.writer
    assert writer is not None
    composer = writer.composer

    def has_left(place: QPoint) -> bool:
        return composer.mapTo(office.window, NOWHERE) != place

    composer.notice("Something that takes a line.")
    office.window.chat.open_emoji()
    (popup,) = office.window.findChildren(EmojiPopup)
    for sentence in ("", "Something that takes a line."):
        before = composer.mapTo(office.window, NOWHERE)
        composer.notice(sentence)
        await office.until(partial(has_left, before))
        top = composer.mapTo(office.window, NOWHERE).y()
        assert popup.geometry().bottom() + 1 == top - 4
    popup.dismiss()


async def test_in_high_contrast_the_chosen_one_has_a_border(office: Office) -> None:
    theme.current().choose(ThemeChoice.CONTRAST)
    office.window.show_chat(office.mine[0])
    office.window.chat.open_emoji()
    (popup,) = office.window.findChildren(EmojiPopup)
    box = popup.view.visualRect(popup.view.currentIndex())
    drawn = popup.view.viewport().grab(box).toImage()
    accent = theme.current().tokens.accent
    assert drawn.pixelColor(drawn.width() // 2, 0) == accent
    assert drawn.pixelColor(0, drawn.height() // 2) == accent
    popup.dismiss()
    theme.current().choose(ThemeChoice.SYSTEM)


async def test_the_emoji_stand_over_the_composer_by_their_button(office: Office) -> None:
    office.window.show_chat(office.mine[0])
    writer = office.window.chat.writer
    assert writer is not None
    office.window.chat.open_emoji()
    (popup,) = office.window.findChildren(EmojiPopup)
    buttons = writer.composer.findChildren(Button)
    (button,) = [one for one in buttons if one.accessibleName() == "Emoji"]
    place = popup.mapTo(office.window, NOWHERE)
    assert place.x() == button.mapTo(office.window, NOWHERE).x()
    composer = writer.composer.mapTo(office.window, NOWHERE)
    assert place.y() + popup.height() <= composer.y()
