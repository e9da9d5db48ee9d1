"""What was said is edited in the field it was written in, and deleted after a question."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.viewmodels.transcript_rows import RowKind, TranscriptRow
from protocol import commands
from protocol.errors import ErrorCode
from tests.gui.shell.conftest import Office
from tests.support.made_up_server import refusal
from ui.chat.composer import Composer
from ui.chat.delete_dialog import DeleteDialog
from ui.chat.row_layouts import RowAction, RowLayouts
from ui.shell.inbox_words import preview_of

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

    @property
    def stopped(self) -> list[TranscriptRow]:
        """What waits for its writer."""
        return [row for row in self.rows if row.kind is RowKind.PENDING and not row.folded]

    def actions(self, row: TranscriptRow) -> list[RowAction]:
        """What is offered on it."""
        layouts = RowLayouts()
        layouts.set_width(800)
        return [action for action, _ in layouts.get(row).actions]

    def act(self, row: TranscriptRow, action: RowAction) -> None:
        """Press one of them."""
        self.office.window.chat.transcript.row_action.emit(row.key, action)

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
    high = desk.composer.minimumSizeHint().height()
    desk.press(UP)
    assert desk.composer.text() == "Спишут 10 рублей"
    # In a row that is there anyway, and the buttons print the keys: nothing is lifted.
    assert desk.composer.head.warning.text() == "Editing the message"
    assert desk.composer.minimumSizeHint().height() == high
    desk.composer.editor.setPlainText("Спишут 15 рублей")
    desk.press(ENTER)
    await desk.office.until(lambda: desk.composer.changing is None)
    assert (desk.composer.text(), desk.said.text) == ("", "Спишут 15 рублей")
    assert "edited" in desk.said.time_text
    assert "Спишут 10 рублей" in desk.rows[-1].text
    assert desk.office.server.count(commands.EditMessage) == 1
    assert len(desk.office.server.sent) == 1


async def test_the_list_says_that_the_last_message_was_deleted(desk: Desk) -> None:
    office = desk.office
    model = office.window.inbox.model

    def under_the_name() -> str:
        position = model.position_of(f"chat {office.mine[0]}")
        return "" if position is None else preview_of(model.row_at(position))

    await office.until(lambda: under_the_name() == "You: Спишут 10 рублей")
    office.window.keys.commands.action("write.delete_last").trigger()
    office.window.findChildren(DeleteDialog)[-1].answer_button.click()
    await office.until(lambda: under_the_name() == "You: message deleted")


async def test_escape_leaves_it_as_it_was_and_the_draft_comes_back(desk: Desk) -> None:
    desk.composer.insert("а ещё")
    desk.office.window.keys.commands.action("write.change_last").trigger()
    assert desk.composer.text() == "Спишут 10 рублей"
    desk.press(ESCAPE)
    assert (desk.composer.text(), desk.composer.changing) == ("а ещё", None)
    chat = desk.office.session.store.chats[desk.office.mine[0]]
    assert chat.draft == "а ещё"
    assert desk.office.server.count(commands.EditMessage) == 0


async def test_what_comes_too_late_is_given_back_with_the_reason(desk: Desk) -> None:
    desk.office.server.failures["EditMessage"] = refusal(ErrorCode.WRONG_STATE)
    desk.press(UP)
    desk.composer.editor.setPlainText("поздно")
    desk.press(ENTER)
    await desk.office.until(lambda: desk.stopped)
    (row,) = desk.stopped
    assert desk.said.text == "Спишут 10 рублей"
    assert (row.text, row.title) == ("поздно", "Change not saved. It was: “Спишут 10 рублей”")
    assert row.mark_text.startswith("It is too late to change the message")
    assert desk.actions(row) == [RowAction.EDIT, RowAction.DROP]
    desk.act(row, RowAction.EDIT)
    await desk.office.until(lambda: desk.composer.text() == "поздно")
    assert (desk.stopped, desk.composer.changing) == ([], None)
    chat = desk.office.session.store.chats[desk.office.mine[0]]
    assert chat.draft == "поздно"


async def test_without_a_server_they_stand_on_their_message_and_go_once_it_is_back(
    desk: Desk,
) -> None:
    server, here = desk.office.server, desk.office.mine[0]
    server.disconnect()
    for words in ("Спишут 15 рублей", "Спишут 20 рублей"):
        desk.press(UP)
        assert desk.composer.text() == desk.said.text
        desk.composer.editor.setPlainText(words)
        desk.press(ENTER)
        await desk.office.until(lambda: desk.composer.changing is None)
        assert (desk.said.text, desk.composer.text()) == (words, "")
        assert "not yet saved" in desk.said.time_text
    desk.office.window.chat.transcript.row_action.emit(desk.said.key, RowAction.DELETE)
    desk.office.window.findChildren(DeleteDialog)[-1].answer_button.click()
    await desk.office.until(lambda: "not yet deleted" in desk.said.time_text)
    assert (desk.said.mine, desk.stopped, server.count(commands.EditMessage)) == (False, [], 0)
    # The words of a reply that no server can have yet are taken back as they are.
    await desk.office.session.send(here, "Что-нибудь ещё?")
    desk.press(UP)
    await desk.office.until(lambda: desk.composer.text() == "Что-нибудь ещё?")
    assert desk.said.text == "Спишут 20 рублей"

    server.connect()
    await desk.office.until(lambda: desk.said.erased)
    assert server.count(commands.EditMessage) == 2
    assert server.count(commands.DeleteMessage) == 1
    assert (desk.stopped, len(server.sent)) == ([], 1)


async def test_what_reads_otherwise_by_now_is_changed_when_its_writer_insists(desk: Desk) -> None:
    server, here = desk.office.server, desk.office.mine[0]
    seq = desk.said.seq
    assert seq is not None
    server.disconnect()
    desk.press(UP)
    desk.composer.editor.setPlainText("Спишут 15 рублей")
    desk.press(ENTER)
    await desk.office.until(lambda: "not yet saved" in desk.said.time_text)
    desk.office.session.apply([server.told(here, *server.say_otherwise(here, seq, "Дома: 12"))])
    server.connect()
    await desk.office.until(lambda: desk.stopped)
    (row,) = desk.stopped
    assert (desk.said.text, row.text) == ("Дома: 12", "Спишут 15 рублей")
    assert row.mark_text.startswith("The message has been changed meanwhile")
    assert desk.actions(row) == [RowAction.RETRY, RowAction.EDIT, RowAction.DROP]
    desk.act(row, RowAction.RETRY)
    await desk.office.until(lambda: desk.said.text == "Спишут 15 рублей")
    assert desk.stopped == []


async def test_a_message_is_deleted_after_a_question(desk: Desk) -> None:
    desk.office.window.chat.transcript.row_action.emit(desk.said.key, RowAction.DELETE)
    (question,) = desk.office.window.findChildren(DeleteDialog)
    assert question.focusWidget() is question.cancel_button
    QTest.keyClick(question.cancel_button, ENTER)  # by habit
    assert question.isHidden()
    assert desk.office.server.count(commands.DeleteMessage) == 0
    desk.office.window.keys.commands.action("write.delete_last").trigger()
    question = next(one for one in desk.office.window.findChildren(DeleteDialog) if one.isVisible())
    question.answer_button.setFocus()
    QTest.keyClick(question.answer_button, ENTER)
    await desk.office.until(lambda: desk.said.erased)
    assert "Спишут 10 рублей" in desk.rows[-1].text
    desk.press(UP)
    assert desk.composer.changing is None or desk.composer.text() != ""


async def test_the_subscribers_words_are_nobodys_to_change(desk: Desk) -> None:
    heard = next(row for row in desk.rows if not row.outgoing and row.kind is RowKind.MESSAGE)
    assert not heard.mine
    desk.office.window.chat.transcript.row_action.emit(heard.key, RowAction.CHANGE)
    assert desk.composer.changing is None


async def test_the_list_shows_what_was_said_last_as_it_reads_now(desk: Desk) -> None:
    server, here = desk.office.server, desk.office.mine[0]
    seq, preview = desk.said.seq, "Спишут 10 рублей"
    assert seq is not None
    for words in ("Спишут 15 рублей", None):
        assert server.heads[here].preview == preview
        preview = words or ""
        server.say_otherwise(here, seq, words)
    server.says(here, "спасибо")
    server.say_otherwise(here, seq, "Спишут 20 рублей")
    assert server.heads[here].preview == "спасибо"


async def test_the_button_that_leaves_it_is_there_only_while_something_is_edited(
    desk: Desk,
) -> None:
    leave = desk.composer.foot.leave_button
    desk.composer.insert("а ещё")
    for deed in ("write.change_last", "write.change_last"):
        assert not leave.isVisible()
        desk.office.window.keys.commands.action(deed).trigger()
        assert leave.isVisible()
        assert leave.accessibleName() == "Cancel editing the message"
        leave.click()
        assert (desk.composer.text(), desk.composer.changing) == ("а ещё", None)
        assert desk.composer.editor.hasFocus()
