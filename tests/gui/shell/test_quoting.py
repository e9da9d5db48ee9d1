"""Words are quoted into the draft; a colleague's never into one that a subscriber will read."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.core.quotes import QUOTED, quoted
from console.viewmodels.transcript_rows import RowKind
from protocol.ids import ConversationId
from protocol.people import AuthorRole
from tests.gui.shell.conftest import Office
from ui.chat.composer_mode import ComposerMode

QUOTE = "write.quote"


async def opened(office: Office) -> ConversationId:
    here = office.mine[0]
    office.window.show_chat(here)
    office.server.read_log(here)
    await office.until(lambda: office.window.chat.model.rowCount() > 1)
    return here


async def test_the_last_words_of_the_subscriber_are_quoted_by_a_key(office: Office) -> None:
    await opened(office)
    chat = office.window.chat
    rows = [chat.model.row_at(row) for row in range(chat.model.rowCount())]
    heard = next(row for row in reversed(rows) if row.author_role is AuthorRole.SUBSCRIBER)
    office.window.keys.commands.action(QUOTE).trigger()
    assert chat.writer is not None
    text = chat.writer.composer.text()
    assert text.startswith(f"> {heard.author_name}: {heard.text[:10]}")
    assert text.endswith("\n")
    assert chat.writer.composer.mode is ComposerMode.REPLY


async def test_a_note_is_quoted_in_a_note_only(office: Office) -> None:
    here = await opened(office)
    chat = office.window.chat
    await office.session.note(here, "осторожно, спорит")
    await office.until(lambda: chat.model.row_at(chat.model.rowCount() - 1).kind is RowKind.NOTE)
    chat.transcript.setFocus()
    for _ in range(chat.model.rowCount()):
        QTest.keyClick(chat.transcript, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(chat.transcript, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    found = chat.transcript.hand.quotable()
    if found is None or found[0].kind is not RowKind.NOTE:
        chat.transcript.hand.current = chat.model.rowCount() - 1
    office.window.keys.commands.action(QUOTE).trigger()
    assert chat.writer is not None
    assert chat.writer.composer.mode is ComposerMode.NOTE
    assert "> " in chat.writer.composer.text()
    assert "осторожно" in chat.writer.composer.text(ComposerMode.NOTE)
    assert chat.writer.composer.text(ComposerMode.REPLY) == ""


def test_each_line_is_marked_and_a_long_text_is_cut() -> None:
    assert quoted("раз\nдва", author="Анна") == "> Анна: раз\n> два\n"
    assert len(quoted("а" * 2 * QUOTED)) == QUOTED + len("> …\n")
