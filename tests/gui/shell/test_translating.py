"""A message of another language, a real program beside the console, and words that stay put."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from console.core.translating import TranslationState
from console.local.translator import translator_at
from console.viewmodels.transcript_rows import TranscriptRow
from protocol import commands
from protocol.bodies import Message
from protocol.people import Author, AuthorRole
from tests.gui.shell.conftest import Office, opened_office
from tests.support.translators import ANSWERS, HANGS, IS_SILENT, program_in
from ui.chat.reading_place import PlacedRow
from ui.chat.row_layouts import RowAction
from ui.chat.transcript_sheet import FOOTER
from ui.theme import measures
from ui.translation import Language

_CTRL_ALT = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
GUEST = Author(role=AuthorRole.SUBSCRIBER, id="", name="Анна")


@pytest.fixture
async def translating(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Office]:
    """An English agent with a program that does what the test says."""
    program = program_in(tmp_path, request.param)
    async for made in opened_office(tmp_path, Language.EN, translator=translator_at(str(program))):
        first = made.mine[0]
        made.window.show_chat(first)
        made.server.log(first, Message(text="у меня совсем нет связи"), GUEST)
        made.server.log(first, Message(text="please help me with it"), GUEST)
        made.server.change(first)
        made.server.read_log(first)
        yield made


def last(office: Office, back: int) -> TranscriptRow:
    model = office.window.chat.model
    return model.row_at(model.rowCount() - back)


def actions(office: Office, row: TranscriptRow) -> list[RowAction]:
    view = office.window.chat.transcript
    placed = office.window.chat.joined.row_of(row.seq or 0)
    assert placed is not None
    return [action for action, _ in view.layout_at(placed).actions]


def press(office: Office, row: TranscriptRow, action: RowAction) -> None:
    assert action in actions(office, row)
    office.window.chat.transcript.row_action.emit(row.key, action)


@pytest.mark.parametrize("translating", [ANSWERS], indirect=True)
async def test_a_machines_words_stand_under_a_persons_and_go_nowhere(translating: Office) -> None:
    office = translating
    russian, english = last(office, 2), last(office, 1)
    assert actions(office, english) == []
    press(office, russian, RowAction.TRANSLATE)
    await office.until(lambda: (made := last(office, 2).translation) and made.text)
    made = last(office, 2).translation
    assert made is not None
    assert (made.title, made.text) == (
        "Machine translation",
        "en: У МЕНЯ СОВСЕМ НЕТ СВЯЗИ",
    )
    row = last(office, 2)
    assert row.text == "у меня совсем нет связи"
    layout = office.window.chat.transcript.layout_at(office.window.chat.joined.row_of(row.seq))  # type: ignore[arg-type]
    geometry = layout.geometry
    assert geometry.added is not None
    assert geometry.text.bottom() <= geometry.added.top()
    assert geometry.added.bottom() <= geometry.body.bottom()
    assert made.title in office.window.chat.model.told(row, Qt.ItemDataRole.AccessibleTextRole)
    writer = office.window.chat.writer
    assert writer is not None
    assert writer.composer.editor.toPlainText() == ""
    assert office.server.sent == []
    assert not office.server.count(commands.Send)
    press(office, row, RowAction.ORIGINAL)
    assert last(office, 2).translation is None


@pytest.mark.parametrize("translating", [HANGS], indirect=True)
async def test_it_is_asked_for_and_stopped_by_one_key(translating: Office) -> None:
    office = translating
    russian = last(office, 2)
    row = office.window.chat.joined.row_of(russian.seq or 0)
    office.window.chat.transcript.hand.current = row
    QTest.keyClick(office.window, Qt.Key.Key_T, _CTRL_ALT)
    await office.until(lambda: last(office, 2).translation)
    assert actions(office, russian) == [RowAction.ORIGINAL]
    QTest.keyClick(office.window, Qt.Key.Key_T, _CTRL_ALT)
    await office.until(lambda: last(office, 2).translation is None)
    assert actions(office, russian) == [RowAction.TRANSLATE]


@pytest.mark.parametrize("translating", [IS_SILENT], indirect=True)
async def test_why_there_is_no_translation_is_said_and_it_can_be_tried_again(
    translating: Office,
) -> None:
    office = translating
    press(office, last(office, 2), RowAction.TRANSLATE)

    def failed() -> bool:
        made = last(office, 2).translation
        return made is not None and made.state is TranslationState.FAILED

    await office.until(failed)
    made = last(office, 2).translation
    assert made is not None
    assert made.title == "The translator gave no translation"
    assert actions(office, last(office, 2)) == [RowAction.TRANSLATE, RowAction.ORIGINAL]


async def test_without_a_translator_nothing_of_it_is_offered(office: Office) -> None:
    first = office.mine[0]
    office.window.show_chat(first)
    office.server.read_log(first)
    rows = [office.window.chat.model.row_at(at) for at in range(3)]
    assert not any(row.translatable for row in rows)
    assert not office.window.keys.commands.action("chat.translate").isEnabled()
    assert office.window.keys.commands.action("chat.find").isEnabled()


@pytest.mark.parametrize("translating", [ANSWERS], indirect=True)
async def test_a_machines_words_can_be_selected_and_copied_but_not_quoted(
    translating: Office,
) -> None:
    office = translating
    press(office, last(office, 2), RowAction.TRANSLATE)
    await office.until(lambda: (made := last(office, 2).translation) and made.text)
    row = last(office, 2)
    view = office.window.chat.transcript
    position = office.window.chat.joined.row_of(row.seq or 0)
    assert position is not None
    view.show_row(position)
    placed = next(one for one in view.placed_rows() if one.position == position)
    added = view.layout_at(position).geometry.added
    assert added is not None
    middle = added.translated(0, placed.top).center() * measures.zoom()
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle.toPoint())
    word = view.hand.selected_text()
    assert word in {"en", "en:", "У", "МЕНЯ", "СОВСЕМ", "НЕТ", "СВЯЗИ"}
    assert view.hand.quotable() is None
    head = f"Анна, {row.time_text}:"
    assert view.hand.selected_text(named=True) == f"{head}\nMachine translation:\n{word}"
    view.hand.select_all()
    both = "у меня совсем нет связи\nen: У МЕНЯ СОВСЕМ НЕТ СВЯЗИ\n"
    assert both in view.hand.selected_text()
    view.hand.copy_named()
    assert (
        f"{head}\nу меня совсем нет связи\nMachine translation:\nen: У МЕНЯ СОВСЕМ НЕТ СВЯЗИ\n"
    ) in QGuiApplication.clipboard().text()
    quoted = view.hand.quotable()
    assert quoted is not None
    assert "СОВСЕМ" not in quoted[1]


@pytest.mark.parametrize("translating", [ANSWERS], indirect=True)
async def test_a_translation_that_comes_below_the_page_is_brought_in_sight(
    translating: Office,
) -> None:
    office, chat = translating, translating.mine[0]
    russian = last(office, 2)
    for number in range(60):
        office.server.log(chat, Message(text=f"line {number}"), GUEST)
    office.server.change(chat)
    office.server.read_log(chat)
    view = office.window.chat.transcript
    position = office.window.chat.joined.row_of(russian.seq or 0)
    assert position is not None
    page = view.page_height - FOOTER

    def placed() -> PlacedRow:
        return next(one for one in view.placed_rows() if one.position == position)

    def bottom() -> int:
        return placed().top + placed().height

    view.show_row(position)
    view.scroll_by(bottom() - page)
    assert bottom() == page
    assert not view.following
    press(office, russian, RowAction.TRANSLATE)
    await office.until(
        lambda: (made := office.window.chat.joined.row_at(position).translation) and made.text
    )
    grown = view.layout_at(position).height
    await office.until(lambda: placed().height == grown and bottom() <= page)
