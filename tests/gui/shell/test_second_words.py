"""What was said is edited in the field it was written in, and deleted after a question."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.core.errors import LinkLost
from console.viewmodels.transcript_rows import RowKind, TranscriptRow
from protocol import commands
from protocol.errors import ErrorCode
from tests.gui.shell.conftest import Office
from tests.support.made_up_server import refusal
from ui.chat.composer import Composer
from ui.chat.delete_dialog import DeleteDialog
from ui.chat.row_layouts import RowAction
from ui.widgets.toast import Toast

UP, ENTER, ESCAPE = Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_Escape


class Desk:
    """A chat in view in which I have just spoken."""

    def __init__(self, office: Office, composer: Composer) -> None:
        self.office = office
        self.composer = composer

    @property
    def rows(self) -> list[TranscriptRow]:
        model = self.office.window.chat.model
        return [model.row_at(row) for row in range(model.rowCount())]

    @property
    def said(self) -> TranscriptRow:
        """My last message."""
        return next(
            row for row in reversed(self.rows) if row.outgoing and row.kind is RowKind.MESSAGE
        )

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.composer.editor, key)


@pytest.fixture
async def desk(office: Office) -> Desk:
    here = office.mine[0]
    office.server.read_log(here)
    office.window.show_chat(here)
    writer = office.window.chat.writer
    assert writer is not None
    writer.composer.focus_editor()
    await office.session.send(here, "Спишут 10 рублей")
    desk = Desk(office, writer.composer)
    await office.until(lambda: desk.said.mine)
    return desk


async def test_up_edits_what_was_said_last_and_colleagues_see_what_it_was(desk: Desk) -> None:
    desk.press(UP)
    assert desk.composer.text() == "Спишут 10 рублей"
    desk.composer.editor.setPlainText("Спишут 15 рублей")
    desk.press(ENTER)
    await desk.office.until(lambda: desk.composer.changing is None)
    assert (desk.composer.text(), desk.said.text) == ("", "Спишут 15 рублей")
    assert "edited" in desk.said.time_text
    assert "Спишут 10 рублей" in desk.rows[-1].text
    assert desk.office.server.count(commands.EditMessage) == 1
    assert len(desk.office.server.sent) == 1


async def test_escape_leaves_it_as_it_was_and_the_draft_comes_back(desk: Desk) -> None:
    desk.composer.insert("а ещё")
    desk.office.window.keys.commands.action("write.change_last").trigger()
    assert desk.composer.text() == "Спишут 10 рублей"
    desk.press(ESCAPE)
    assert (desk.composer.text(), desk.composer.changing) == ("а ещё", None)
    chat = desk.office.session.store.chats[desk.office.mine[0]]
    assert chat.draft == "а ещё"
    assert desk.office.server.count(commands.EditMessage) == 0


async def test_a_refused_edit_keeps_its_words(desk: Desk) -> None:
    desk.office.server.failures["EditMessage"] = refusal(ErrorCode.WRONG_STATE)
    desk.press(UP)
    desk.composer.editor.setPlainText("поздно")
    desk.press(ENTER)
    await desk.office.until(lambda: desk.office.server.count(commands.EditMessage) == 1)
    await desk.office.until(lambda: desk.composer.changing is not None)
    assert desk.composer.text() == "поздно"
    assert desk.said.text == "Спишут 10 рублей"


async def test_without_a_server_an_edit_and_a_deletion_say_so_and_lose_no_words(desk: Desk) -> None:
    server = desk.office.server
    server.disconnect()
    server.failures |= {"EditMessage": LinkLost(), "DeleteMessage": LinkLost()}
    desk.press(UP)
    desk.composer.editor.setPlainText("Спишут 15 рублей")
    desk.press(ENTER)
    await desk.office.until(lambda: told(desk) == 1)
    assert (desk.composer.text(), desk.composer.changing is None) == ("Спишут 15 рублей", False)
    assert desk.said.text == "Спишут 10 рублей"
    desk.office.window.chat.transcript.row_action.emit(desk.said.key, RowAction.DELETE)
    desk.office.window.findChildren(DeleteDialog)[-1].answer_button.click()
    await desk.office.until(lambda: told(desk) == 2)
    assert not desk.said.erased

    server.failures.clear()
    server.connect()
    desk.press(ENTER)
    await desk.office.until(lambda: desk.composer.changing is None)
    assert desk.said.text == "Спишут 15 рублей"


def told(desk: Desk) -> int:
    """How often it was said that something could not be done."""
    return len(desk.office.window.findChildren(Toast))


async def test_a_message_is_deleted_after_a_question(desk: Desk) -> None:
    desk.office.window.chat.transcript.row_action.emit(desk.said.key, RowAction.DELETE)
    (question,) = desk.office.window.findChildren(DeleteDialog)
    question.reject()
    assert desk.office.server.count(commands.DeleteMessage) == 0
    desk.office.window.keys.commands.action("write.delete_last").trigger()
    question = next(one for one in desk.office.window.findChildren(DeleteDialog) if one.isVisible())
    QTest.mouseClick(question.answer_button, Qt.MouseButton.LeftButton)
    await desk.office.until(lambda: desk.said.erased)
    assert "Спишут 10 рублей" in desk.rows[-1].text
    desk.press(UP)
    assert desk.composer.changing is None or desk.composer.text() != ""


async def test_the_subscribers_words_are_nobodys_to_change(desk: Desk) -> None:
    heard = next(row for row in desk.rows if not row.outgoing and row.kind is RowKind.MESSAGE)
    assert not heard.mine
    desk.office.window.chat.transcript.row_action.emit(heard.key, RowAction.CHANGE)
    assert desk.composer.changing is None
