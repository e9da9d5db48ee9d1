"""Ctrl+Shift+O leads to a change of a message that lies before the page of the log that is here."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from console.core.errors import LinkLost
from console.viewmodels.transcript_rows import RowKind, TranscriptRow
from protocol import commands
from protocol.bodies import Message
from tests.gui.shell.conftest import Office
from tests.support.made_up_operator import AGENT

_CTRL_SHIFT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


def _current(office: Office) -> TranscriptRow | None:
    chat = office.window.chat
    current = chat.transcript.hand.current
    return None if current is None else chat.joined.row_at(current)


def _pending(office: Office) -> list[TranscriptRow]:
    model = office.window.chat.model
    rows = (model.row_at(row) for row in range(model.rowCount()))
    return [row for row in rows if row.kind is RowKind.PENDING and not row.folded]


@pytest.fixture
async def far_back(office: Office) -> int:
    """A message of mine, before the loaded page, that is to have other words."""
    here, server = office.mine[0], office.server
    said = server.log(here, Message(text="Спишут 10 рублей"), AGENT)
    server.change(here)
    server.read_log(here)
    office.window.show_chat(here)
    server.disconnect()
    writer = office.window.chat.writer
    assert writer is not None
    writer.second.change(said.seq)
    writer.composer.editor.setPlainText("Спишут 15 рублей")
    QTest.keyClick(writer.composer.editor, Qt.Key.Key_Return)
    await office.until(lambda: list(office.session.store.outgoing()))
    for number in range(40):
        server.log(here, Message(text=f"Ещё {number}"), AGENT)
    server.change(here)
    server.page_entries = 10
    server.read_log(here)
    return said.seq


async def test_the_key_reads_back_to_the_message_that_is_changed(
    office: Office, far_back: int
) -> None:
    (row,) = _pending(office)
    assert (row.text, row.title) == (
        "Спишут 15 рублей",
        "Change not saved yet. It was: “Спишут 10 рублей”",
    )
    QTest.keyClick(office.window, Qt.Key.Key_O, _CTRL_SHIFT)
    await office.until(lambda: (row := _current(office)) and row.seq == far_back)
    reached = _current(office)
    assert reached is not None
    assert reached.text == "Спишут 15 рублей"
    assert "not yet saved" in reached.time_text
    assert _pending(office) == []


async def test_without_a_server_it_leads_to_the_change_itself(
    office: Office, far_back: int
) -> None:
    office.server.failures["ReadHistory"] = LinkLost()
    QTest.keyClick(office.window, Qt.Key.Key_O, _CTRL_SHIFT)
    reached = _current(office)
    assert reached is not None
    assert reached.key == _pending(office)[0].key
    office.window.keys.commands.action("outbox.decide").trigger()
    await office.until(lambda: office.server.count(commands.ReadHistory) >= 1)
    assert len(_pending(office)) == 1
