"""A note is edited in the field of notes, in their colour, and none of it gets into a reply."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.viewmodels.transcript_rows import RowKind, TranscriptRow
from protocol import commands
from protocol.bodies import Edited
from protocol.errors import ErrorCode
from tests.gui.shell.conftest import Office
from tests.gui.shell.test_second_words import ESCAPE, UP, Desk
from tests.support.made_up_server import refusal
from ui.chat.composer_mode import ComposerMode
from ui.chat.delete_dialog import DeleteDialog
from ui.chat.row_layouts import RowAction

NOTE, REPLY = ComposerMode.NOTE, ComposerMode.REPLY


@pytest.fixture
async def desk(office: Office) -> Desk:
    """A chat in which I have spoken and then written a note."""
    here = office.mine[0]
    office.server.read_log(here)
    office.window.show_chat(here)
    writer = office.window.chat.writer
    assert writer is not None
    writer.composer.focus_editor()
    await office.session.send(here, "Спишут 10 рублей")
    await office.session.note(here, "Обещан возврат 90")
    desk = Desk(office, writer.composer)
    await office.until(lambda: noted(desk).mine)
    return desk


def noted(desk: Desk) -> TranscriptRow:
    """My last note."""
    return next(row for row in reversed(desk.rows) if row.kind is RowKind.NOTE)


def save(desk: Desk, words: str) -> None:
    desk.composer.editor.setPlainText(words)
    QTest.keyClick(desk.composer.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def draft(desk: Desk, mode: ComposerMode) -> str:
    chat = desk.office.session.store.chats[desk.office.mine[0]]
    return chat.note_draft if mode is NOTE else chat.draft


def changes(desk: Desk) -> list[tuple[bool, str]]:
    return [
        (one.of_note, one.text)
        for one in desk.office.server.asked
        if isinstance(one, commands.EditMessage)
    ]


async def test_up_edits_the_last_of_what_the_field_is_for(desk: Desk) -> None:
    desk.press(UP)
    assert (desk.composer.mode, desk.composer.text()) == (REPLY, "Спишут 10 рублей")
    desk.press(ESCAPE)
    desk.composer.set_mode(NOTE)
    desk.press(UP)
    assert (desk.composer.mode, desk.composer.text()) == (NOTE, "Обещан возврат 90")
    save(desk, "Обещан возврат 60")
    await desk.office.until(lambda: desk.composer.changing is None)
    assert (desk.composer.text(), noted(desk).text) == ("", "Обещан возврат 60")
    assert "edited" in noted(desk).time_text
    assert desk.rows[-1].text.endswith("edited a note. It was: “Обещан возврат 90”")
    assert changes(desk) == [(True, "Обещан возврат 60")]
    assert desk.said.text == "Спишут 10 рублей"


async def test_the_menu_brings_the_note_into_its_own_field_and_both_drafts_stay(
    desk: Desk,
) -> None:
    desk.composer.insert("ответ")
    desk.composer.set_mode(NOTE)
    desk.composer.insert("заметка")
    desk.composer.set_mode(REPLY)
    desk.act(noted(desk), RowAction.CHANGE)
    assert (desk.composer.mode, desk.composer.text()) == (NOTE, "Обещан возврат 90")
    # Over at the reply nothing is being edited, and Enter sends a reply.
    desk.composer.editor.setPlainText("по секрету")
    desk.composer.set_mode(REPLY)
    assert (desk.composer.text(), desk.composer.changed_in(REPLY)) == ("ответ", None)
    desk.press(Qt.Key.Key_Return)
    sent = desk.office.server.sent
    await desk.office.until(lambda: len(sent) == 3)
    assert (sent[-1].text, changes(desk)) == ("ответ", [])
    desk.composer.set_mode(NOTE)
    assert desk.composer.text() == "по секрету"
    desk.press(ESCAPE)
    assert (desk.composer.text(), draft(desk, NOTE), draft(desk, REPLY)) == (
        "заметка",
        "заметка",
        "",
    )
    assert changes(desk) == []


async def test_what_comes_too_late_goes_back_into_the_note_and_never_into_the_reply(
    desk: Desk,
) -> None:
    desk.office.server.failures["EditMessage"] = refusal(ErrorCode.WRONG_STATE)
    desk.act(noted(desk), RowAction.CHANGE)
    save(desk, "по секрету")
    await desk.office.until(lambda: desk.stopped)
    (row,) = desk.stopped
    assert row.note
    assert row.mark_text.startswith("It is too late to change the note")
    desk.composer.set_mode(REPLY)
    desk.act(row, RowAction.EDIT)
    await desk.office.until(lambda: not desk.stopped and desk.composer.mode is NOTE)
    assert (draft(desk, NOTE), draft(desk, REPLY)) == ("по секрету", "")
    assert desk.composer.text(REPLY) == ""
    assert noted(desk).text == "Обещан возврат 90"


async def test_without_a_server_it_stands_on_its_note_and_goes_once(desk: Desk) -> None:
    server = desk.office.server
    server.disconnect()
    desk.composer.set_mode(NOTE)
    for words in ("Обещан возврат 60", "Обещан возврат 30"):
        desk.press(UP)
        assert desk.composer.text() == noted(desk).text
        save(desk, words)
        await desk.office.until(lambda: desk.composer.changing is None)
        assert (noted(desk).text, "not yet saved" in noted(desk).time_text) == (words, True)
    assert changes(desk) == []
    server.connect()
    await desk.office.until(lambda: "edited" in noted(desk).time_text)
    log = server.logs[desk.office.mine[0]]
    told = [one.body for one in log if isinstance(one.body, Edited)]
    assert [(one.was, one.text) for one in told] == [
        ("Обещан возврат 90", "Обещан возврат 60"),
        ("Обещан возврат 60", "Обещан возврат 30"),
    ]
    assert (noted(desk).text, desk.stopped) == ("Обещан возврат 30", [])


async def test_a_note_is_deleted_after_a_question_of_its_own(desk: Desk) -> None:
    window = desk.office.window
    desk.composer.set_mode(NOTE)
    window.keys.commands.action("write.delete_last").trigger()
    question = next(one for one in window.findChildren(DeleteDialog) if one.isVisible())
    question.answer_button.click()
    await desk.office.until(lambda: noted(desk).erased)
    assert noted(desk).text == "The note was deleted"
    assert not noted(desk).mine
    assert not noted(desk).askable
    assert desk.rows[-1].text.endswith("deleted a note. It was: “Обещан возврат 90”")
    (asked,) = [one for one in desk.office.server.asked if isinstance(one, commands.DeleteMessage)]
    assert asked.of_note
    assert desk.said.text == "Спишут 10 рублей"
