"""Second thoughts: Esc takes back what was just sent, Enter once more lets it go."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPlainTextEdit

from console.core.preferences import Preferences, Writing
from console.viewmodels.transcript_rows import Mark
from protocol.ids import ConversationId
from tests.gui.shell.conftest import Office

ENTER, ESCAPE, UNDO = Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Z
NONE, CONTROL = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier


HELD_SECONDS = 600
"""Longer than anybody may choose: a busy machine takes its time over a test."""


class Desk:
    """A chat in view whose texts are held."""

    def __init__(self, office: Office) -> None:
        self.office = office
        office.session.prefer(Preferences(writing=Writing(undo_s=HELD_SECONDS)))
        self.here = office.mine[0]
        office.server.read_log(self.here)
        office.window.show_chat(self.here)
        writer = office.window.chat.writer
        assert writer is not None
        self.composer = writer.composer
        self.composer.focus_editor()

    @property
    def editor(self) -> QPlainTextEdit:
        return next(e for e in self.composer.findChildren(QPlainTextEdit) if not e.isHidden())

    @property
    def sent(self) -> list[str]:
        return [item.text for item in self.office.server.sent]

    async def send(self, text: str) -> None:
        self.editor.insertPlainText(text)
        QTest.keyClick(self.editor, ENTER)
        await self.office.until(lambda: not self.composer.text())


@pytest.fixture
async def desk(office: Office) -> Desk:
    return Desk(office)


@pytest.mark.parametrize(("key", "modifier"), [(ESCAPE, NONE), (UNDO, CONTROL)])
async def test_a_text_comes_back_into_the_draft(
    desk: Desk, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    await desk.send("отправлено зря")
    model = desk.office.window.chat.model
    last = model.row_at(model.rowCount() - 1)
    assert (last.mark, desk.sent) == (Mark.HELD, [])
    assert last.time_text.startswith("sends in ")
    QTest.keyClick(desk.editor, key, modifier)
    await desk.office.until(lambda: desk.composer.text() == "отправлено зря")
    assert desk.editor.textCursor().position() == len("отправлено зря")
    assert not desk.office.session.store.chats[ConversationId(desk.here)].outgoing
    assert desk.sent == []


async def test_enter_once_more_lets_it_go(desk: Desk) -> None:
    await desk.send("раз")
    await desk.send("два")
    assert desk.sent == []
    QTest.keyClick(desk.editor, ENTER)
    desk.office.session.send_now(desk.here)  # the made-up server takes one text at a poke
    await desk.office.until(lambda: desk.sent == ["раз", "два"])


async def test_the_newest_comes_back_first(desk: Desk) -> None:
    await desk.send("раз")
    await desk.send("два")
    QTest.keyClick(desk.editor, ESCAPE)
    await desk.office.until(lambda: desk.composer.text() == "два")
    QTest.keyClick(desk.editor, ESCAPE)
    await desk.office.until(lambda: desk.composer.text() == "раз\nдва")


async def test_nothing_is_held_before_a_farewell(desk: Desk) -> None:
    await desk.send("до свидания")
    desk.office.window.deeds.finish_current()
    await desk.office.until(lambda: desk.sent == ["до свидания"])
    assert desk.office.window.deeds.finishing is not None
    desk.office.window.deeds.finishing.reject()


async def test_who_wants_no_second_thoughts_has_none(desk: Desk) -> None:
    now = desk.office.session.store.preferences
    desk.office.session.prefer(
        msgspec.structs.replace(now, writing=msgspec.structs.replace(now.writing, undo_s=0))
    )
    await desk.send("сразу")
    await desk.office.until(lambda: desk.sent == ["сразу"])
