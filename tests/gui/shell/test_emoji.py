"""An emoji is found by its name in either language, and the last ones come first."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.gui.shell.conftest import Office
from ui.chat.emoji_popup import EmojiPopup

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
