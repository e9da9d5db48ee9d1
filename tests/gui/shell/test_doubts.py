"""A doubtful reply is not sent by its key alone; a second one sends it, Esc goes back to it."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit, QPushButton

from tests.gui.shell.conftest import Office
from ui.chat.composer import Composer
from ui.chat.composer_mode import ComposerMode
from ui.chat.doubt_bar import DoubtBar

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape
NONE, ALT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.AltModifier
DOUBTFUL = "Ваш тариф {тариф} подключён"


@pytest.fixture
async def composer(office: Office) -> Composer:
    office.window.show_chat(office.mine[0])
    writer = office.window.chat.writer
    assert writer is not None
    writer.composer.focus_editor()
    return writer.composer


def editor_of(composer: Composer) -> QPlainTextEdit:
    return next(e for e in composer.findChildren(QPlainTextEdit) if not e.isHidden())


async def doubted(office: Office, composer: Composer) -> QPlainTextEdit:
    editor = editor_of(composer)
    editor.insertPlainText(DOUBTFUL)
    QTest.keyClick(editor, ENTER)
    await office.until(lambda: composer.doubted)
    return editor


async def test_a_doubtful_reply_waits_and_says_why(office: Office, composer: Composer) -> None:
    editor = await doubted(office, composer)
    (bar,) = composer.findChildren(DoubtBar)
    assert bar.isVisible()
    assert "{тариф}" in bar.accessibleName()
    assert editor.textCursor().selectedText() == "{тариф}"
    QTest.keyClick(editor, ENTER)
    await office.until(lambda: composer.doubted)
    assert office.server.sent == []
    QTest.keyClick(editor, ESCAPE)
    assert (bar.isVisible(), composer.text()) == (False, DOUBTFUL)


async def test_one_key_sends_it_all_the_same(office: Office, composer: Composer) -> None:
    await doubted(office, composer)
    office.window.keys.commands.action("write.anyway").trigger()
    await office.until(lambda: not composer.text())
    assert [item.text for item in office.server.sent] == [DOUBTFUL]


async def test_the_key_in_spite_of_a_warning_sends_nothing_without_one(
    office: Office, composer: Composer
) -> None:
    editor = editor_of(composer)
    editor.insertPlainText("недописанный от")
    office.window.keys.commands.action("write.anyway").trigger()
    assert (composer.text(), office.server.sent) == ("недописанный от", [])
    QTest.keyClick(editor, ENTER, ALT)
    assert office.server.sent == []


async def test_a_mended_text_goes(office: Office, composer: Composer) -> None:
    editor = await doubted(office, composer)
    editor.insertPlainText("«Штиль»")
    assert not composer.doubted
    QTest.keyClick(editor, ENTER)
    await office.until(lambda: not composer.text())
    assert [item.text for item in office.server.sent] == ["Ваш тариф «Штиль» подключён"]


async def test_a_note_is_not_held_up(office: Office, composer: Composer) -> None:
    composer.set_mode(ComposerMode.NOTE)
    editor_of(composer).insertPlainText("тикет по {тариф}")
    QTest.keyClick(editor_of(composer), ENTER, Qt.KeyboardModifier.ControlModifier)
    await office.until(lambda: not composer.text())
    assert len(office.server.sent) == 1


async def test_a_note_with_a_card_in_it_is_saved_and_not_sent_anyway(
    office: Office, composer: Composer
) -> None:
    composer.set_mode(ComposerMode.NOTE)
    editor_of(composer).insertPlainText("Оплатил картой 4111 1111 1111 1111")
    QTest.keyClick(editor_of(composer), ENTER, Qt.KeyboardModifier.ControlModifier)
    await office.until(lambda: composer.doubted)
    (bar,) = composer.findChildren(DoubtBar)
    assert [one.text() for one in bar.findChildren(QPushButton)] == ["Edit", "Save anyway"]
    composer.set_mode(ComposerMode.REPLY)
    await doubted(office, composer)
    assert [one.text() for one in bar.findChildren(QPushButton)] == ["Edit", "Send anyway"]
