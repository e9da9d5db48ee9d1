"""Words found in the chat in view and in all history, by keys alone."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from protocol.ids import ConversationId
from tests.gui.shell.conftest import Office
from tests.support.hostile import hostile_strings
from ui.chat.chat_page import ChatPage

WORD = "Зурбаган"


def _press(widget: object, key: Qt.Key, *, shift: bool = False) -> None:
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QTest.keyClick(widget, key, modifier)  # type: ignore[call-overload]


async def _opened(office: Office, *texts: str) -> tuple[ConversationId, ChatPage]:
    """A chat in view in which the subscriber has written this."""
    chat = office.mine[0]
    office.window.activateWindow()
    office.window.show_chat(chat)
    for text in texts:
        office.server.says(chat, text)
    page = office.window.chat
    last = office.server.heads[chat].last_seq
    await office.until(lambda: page.model.last_seq == last)
    return chat, page


def _current_text(page: ChatPage) -> str:
    current = page.transcript.hand.current
    return "" if current is None else page.model.row_at(current).text


def _moved_on(page: ChatPage, before: int | None) -> bool:
    current = page.finder.current
    there = page.transcript.hand.current == page.model.row_of(current or 0)
    return current != before and there


async def test_hits_are_counted_gone_through_and_marked(office: Office) -> None:
    texts = [f"{WORD} раз", "ничего", f"я из {WORD}а", f"в {WORD}е дождь"]
    _, page = await _opened(office, *texts)
    office.window.keys.commands.action("chat.find").trigger()
    page.find_bar.field.insert(WORD)
    await office.until(lambda: len(page.finder.hits) == 3 and _current_text(page))
    assert page.find_bar.count.text() == "1 of 3"
    assert _current_text(page) == texts[3]
    seen = []
    for shift in (False, False, False, True):
        before = page.finder.current
        _press(page.find_bar.field, Qt.Key.Key_Return, shift=shift)
        await office.until(partial(_moved_on, page, before))
        seen.append(_current_text(page))
    assert seen == [texts[2], texts[0], texts[3], texts[0]]
    marker = page.finder.marker
    assert marker is not None
    assert [texts[2][start : start + length] for start, length in marker(texts[2])] == [f"{WORD}а"]
    _press(page.find_bar.field, Qt.Key.Key_Escape)
    _press(page.find_bar.field, Qt.Key.Key_Escape)
    assert page.find_bar.isHidden()
    assert page.finder.marker is None


async def test_another_chat_has_no_search_of_the_one_before(office: Office) -> None:
    _, page = await _opened(office, f"{WORD} тут")
    page.find_words(WORD)
    await office.until(lambda: page.finder.hits)
    office.window.show_chat(office.mine[1])
    assert page.find_bar.isHidden()
    assert not page.finder.hits


async def test_what_comes_meanwhile_is_found_too_and_moves_nobody(office: Office) -> None:
    chat, page = await _opened(office, f"{WORD} тут", *("строка",) * 60, f"{WORD} там")
    page.find_words(WORD)
    await office.until(lambda: len(page.finder.hits) == 2 and _current_text(page))
    page.find_next()
    await office.until(lambda: _current_text(page) == f"{WORD} тут")
    place = page.transcript.placed_rows()[0]
    office.server.says(chat, f"и ещё {WORD}")
    await office.until(lambda: len(page.finder.hits) == 3)
    assert _current_text(page) == f"{WORD} тут"
    assert page.transcript.placed_rows()[0] == place


async def test_hostile_words_in_the_field_find_nothing_and_break_nothing(
    office: Office, tmp_path: Path
) -> None:
    _, page = await _opened(office, f"{WORD} тут")
    for text in hostile_strings(tmp_path / "bait.png")[:40]:
        page.find_bar.field.setText(text[:200])
    page.find_bar.field.setText(WORD)
    await office.until(lambda: len(page.finder.hits) == 1)
