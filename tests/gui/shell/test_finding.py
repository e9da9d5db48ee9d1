"""Words found in the chat in view and in all history, by keys alone."""

from functools import partial
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from protocol import commands
from protocol.ids import ConversationId
from tests.gui.shell.conftest import Office
from tests.support.hostile import hostile_strings
from ui.chat.chat_page import ChatPage
from ui.chat.find_bar import FindBar
from ui.shell.side_panel import SUBSCRIBER
from ui.subscriber.found_words import FoundWordsRow, hit_words
from ui.widgets.labels import Label

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
    return "" if current is None else page.joined.row_at(current).text


def _moved_on(page: ChatPage, before: int | None) -> bool:
    current = page.search.finder.current
    there = page.transcript.hand.current == page.joined.row_of(current or 0)
    return current != before and there


async def test_hits_are_counted_gone_through_and_marked(office: Office) -> None:
    texts = [f"{WORD} раз", "ничего", f"я из {WORD}а", f"в {WORD}е дождь"]
    _, page = await _opened(office, *texts)
    office.window.keys.commands.action("chat.find").trigger()
    page.search.bar.field.insert(WORD)
    await office.until(lambda: len(page.search.finder.hits) == 3 and _current_text(page))
    assert page.search.bar.count.text() == "1 of 3"
    assert _current_text(page) == texts[3]
    seen = []
    for shift in (False, False, False, True):
        before = page.search.finder.current
        _press(page.search.bar.field, Qt.Key.Key_Return, shift=shift)
        await office.until(partial(_moved_on, page, before))
        seen.append(_current_text(page))
    assert seen == [texts[2], texts[0], texts[3], texts[0]]
    marker = page.search.finder.marker
    assert marker is not None
    assert [texts[2][start : start + length] for start, length in marker(texts[2])] == [f"{WORD}а"]
    _press(page.search.bar.field, Qt.Key.Key_Escape)
    _press(page.search.bar.field, Qt.Key.Key_Escape)
    assert page.search.bar.isHidden()
    assert page.search.finder.marker is None


def _is_counted(bar: FindBar, words: str) -> bool:
    return bar.count.text() == words


async def test_on_a_small_screen_nothing_lies_over_a_search_and_its_field_keeps_its_width(
    office: Office,
) -> None:
    _, page = await _opened(office, f"{WORD} тут")
    window = office.window
    window.resize(1000, 700)
    window.show_side(SUBSCRIBER)
    assert window.side.isVisible()
    window.keys.commands.action("chat.find").trigger()
    assert not window.side.isVisible()
    bar = page.search.bar
    widths = set()
    for sought, said in ((WORD, "1 of 1"), ("нет такого", "Nothing found")):
        bar.field.setText(sought)
        await office.until(partial(_is_counted, bar, said))
        QApplication.sendPostedEvents()
        widths.add(bar.field.width())
    assert len(widths) == 1


async def test_no_message_is_ringed_that_other_words_have_found(office: Office) -> None:
    _, page = await _opened(office, f"{WORD} тут")
    page.search.look_for(WORD)
    await office.until(lambda: page.transcript.hand.current is not None)
    page.search.bar.field.setText("нет такого")
    await office.until(partial(_is_counted, page.search.bar, "Nothing found"))
    assert page.transcript.hand.current is None


async def test_another_chat_has_no_search_of_the_one_before(office: Office) -> None:
    _, page = await _opened(office, f"{WORD} тут")
    page.search.look_for(WORD)
    await office.until(lambda: page.search.finder.hits)
    office.window.show_chat(office.mine[1])
    assert page.search.bar.isHidden()
    assert not page.search.finder.hits


async def test_what_comes_meanwhile_is_found_too_and_moves_nobody(office: Office) -> None:
    chat, page = await _opened(office, f"{WORD} тут", *("строка",) * 60, f"{WORD} там")
    page.search.look_for(WORD)
    await office.until(lambda: len(page.search.finder.hits) == 2 and _current_text(page))
    page.search.go_on()
    await office.until(lambda: _current_text(page) == f"{WORD} тут")
    place = page.transcript.placed_rows()[0]
    office.server.says(chat, f"и ещё {WORD}")
    await office.until(lambda: len(page.search.finder.hits) == 3)
    assert _current_text(page) == f"{WORD} тут"
    assert page.transcript.placed_rows()[0] == place


async def test_hostile_words_in_the_field_find_nothing_and_break_nothing(
    office: Office, tmp_path: Path
) -> None:
    _, page = await _opened(office, f"{WORD} тут")
    for text in hostile_strings(tmp_path / "bait.png")[:40]:
        page.search.bar.field.setText(text[:200])
    page.search.bar.field.setText(WORD)
    await office.until(lambda: len(page.search.finder.hits) == 1)


async def test_a_hit_of_all_history_opens_its_conversation_at_that_line(office: Office) -> None:
    chat = office.mine[0]
    office.server.says(chat, f"из {WORD}а")
    seq = office.server.heads[chat].last_seq
    for number in range(50):
        office.server.says(chat, f"строка {number}")
    office.window.show_chat(office.mine[1])
    office.window.keys.commands.action("side.search_history").trigger()
    talks = office.window.side.talks
    assert talks.search.hasFocus()
    talks.search.insert(WORD)
    _press(talks.search, Qt.Key.Key_Return)
    await office.until(lambda: talks.found.findChildren(FoundWordsRow))
    row = talks.found.findChildren(FoundWordsRow)[0]
    assert f"из {WORD}а" in row.accessibleName()
    _press(talks.search, Qt.Key.Key_Down)
    assert row.hasFocus()
    row.click()
    page = office.window.chat
    assert page.conversation == chat
    await office.until(lambda: page.search.finder.current == seq and _current_text(page))
    assert _current_text(page) == f"из {WORD}а"
    await office.until(lambda: page.search.bar.count.text() == "1 of 1")
    assert page.joined.row_of(seq) in [one.position for one in page.transcript.placed_rows()]


async def test_the_palette_leads_to_the_search_in_all_conversations(office: Office) -> None:
    palette = office.window.keys.palette
    palette.open()
    palette.field.insert(WORD)
    hits = [palette.view.model().index(row, 0) for row in range(palette.view.model().rowCount())]
    chosen = [hit for hit in hits if "conversations" in str(hit.data())]
    palette.view.clicked.emit(chosen[0])
    talks = office.window.side.talks
    assert talks.search.text() == WORD
    await office.until(lambda: office.server.count(commands.FindEntries))


async def test_words_typed_in_the_other_layout_are_found_in_all_history_and_that_is_said(
    office: Office,
) -> None:
    chat = office.mine[0]
    office.server.says(chat, "день добрый")
    talks = office.window.side.talks
    talks.look_for("lj,hsq")
    await office.until(lambda: talks.found.findChildren(FoundWordsRow))
    (row,) = talks.found.findChildren(FoundWordsRow)
    assert "день добрый" in row.accessibleName()
    said = [label.text() for label in talks.found.findChildren(Label)]
    assert "Nothing found for “lj,hsq”. Found for “добрый”:" in said
    chosen = []
    talks.hit_chosen.connect(lambda *hit: chosen.append(hit))
    row.click()
    assert chosen == [(chat, office.server.heads[chat].last_seq, "добрый")]


async def test_what_is_found_as_it_is_typed_is_not_turned(office: Office) -> None:
    chat = office.mine[0]
    office.server.says(chat, "добрый")
    office.server.says(chat, "код lj,hsq")
    talks = office.window.side.talks
    talks.look_for("lj,hsq")
    await office.until(lambda: talks.found.findChildren(FoundWordsRow))
    (row,) = talks.found.findChildren(FoundWordsRow)
    assert "код" in row.accessibleName()


async def test_a_late_answer_to_an_older_question_is_not_shown(office: Office) -> None:
    chat = office.mine[0]
    office.server.says(chat, "первое слово")
    office.server.says(chat, "второе слово")
    talks = office.window.side.talks
    gate = office.server.gates["FindEntries"]
    gate.clear()
    talks.look_for("первое")
    talks.look_for("второе")
    await office.until(lambda: office.server.count(commands.FindEntries) == 2)
    gate.set()
    await office.until(lambda: talks.found.findChildren(FoundWordsRow))
    names = [row.accessibleName() for row in talks.found.findChildren(FoundWordsRow)]
    assert len(names) == 1
    assert "второе" in names[0]


@given(st.text(max_size=60), st.lists(st.lists(st.integers(-3, 70), max_size=3), max_size=5))
def test_marks_stay_on_words_whatever_the_server_says(excerpt: str, spans: list[list[int]]) -> None:
    words = hit_words(excerpt, spans)
    for start, length in words.found:
        assert 0 <= start < start + length <= len(words.text)


def test_marks_move_with_what_is_taken_out() -> None:
    words = hit_words("\u202eа\u200b слово и сло\u200bво", [[4, 5], [12, 6]])
    assert [words.text[at : at + length] for at, length in words.found] == ["слово", "слово"]


async def test_a_palette_that_found_nothing_says_so_and_what_can_be_done(office: Office) -> None:
    office.window.keys.open_palette()
    palette = office.window.keys.palette
    nothing = next(one for one in palette.findChildren(Label) if "Nothing" in one.text())
    assert not nothing.isVisible()
    palette.field.setText("щщщщ")
    await office.until(nothing.isVisible)
    assert "all conversations" in nothing.text()
    assert palette.view.model().rowCount() == 1, "all conversations can be searched for it"
    assert palette.view.isVisible()
    palette.field.setText("finish")
    assert not nothing.isVisible()
    palette.dismiss()
