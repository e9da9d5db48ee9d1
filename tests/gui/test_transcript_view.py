"""The transcript keeps the reader's place, selects across messages and acts on stopped rows."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QFocusEvent, QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from console.viewmodels.transcript_rows import Mark, RowKind, TranscriptRow
from tests.support.transcripts import Transcript, answered, row, said, talk
from ui.chat.jump_button import JumpButton
from ui.chat.row_layouts import RowAction
from ui.chat.transcript_sheet import FOOTER
from ui.chat.transcript_view import TranscriptView

Open = Callable[..., TranscriptView]


@pytest.fixture
def open_view(qtbot: QtBot) -> Open:
    """Shows a transcript in a window of its own."""

    def opened(model: Transcript, *, first_unread: int | None = None) -> TranscriptView:
        view = TranscriptView()
        qtbot.addWidget(view)
        view.resize(600, 500)
        view.show_transcript(model, model.row_at, first_unread=first_unread)
        with qtbot.waitExposed(view, timeout=60_000):
            view.show()
        paint(view)
        return view

    return opened


def paint(view: TranscriptView) -> None:
    view.viewport().repaint()
    QApplication.sendPostedEvents()


def page(view: TranscriptView) -> int:
    return view.viewport().height() - FOOTER


def in_sight(view: TranscriptView, model: Transcript) -> dict[str, int]:
    """Where the rows stand that begin on the page."""
    return {
        model.row_at(placed.position).key: placed.top
        for placed in view.placed_rows()
        if 0 <= placed.top < page(view)
    }


def is_at_end(view: TranscriptView) -> bool:
    last = view.placed_rows()[-1]
    return last.position == view.count - 1 and last.top + last.height == page(view)


def test_it_opens_at_the_newest_row(open_view: Open) -> None:
    assert is_at_end(open_view(Transcript(talk(2000))))


def test_it_opens_at_the_first_unread_row_with_some_context_above(open_view: Open) -> None:
    rows = talk(500)
    rows.insert(450, row(RowKind.NEW, "New"))
    view = open_view(Transcript(rows), first_unread=450)
    top = next(placed.top for placed in view.placed_rows() if placed.position == 450)
    assert top == page(view) // 4
    assert not view.following


def test_a_few_rows_stand_at_the_lower_edge(open_view: Open) -> None:
    view = open_view(Transcript([said("да")]))
    assert is_at_end(view)
    assert view.placed_rows()[0].top > 0


def test_who_reads_the_newest_row_is_taken_along(open_view: Open) -> None:
    model = Transcript(talk(200))
    view = open_view(model)
    for text in ("раз", "два " * 60, "три"):
        model.append(said(text))
        paint(view)
        assert is_at_end(view)


CHANGES = st.lists(
    st.one_of(
        st.tuples(st.just("append"), st.integers(1, 5)),
        st.tuples(st.just("prepend"), st.integers(1, 60)),
        st.tuples(st.just("remove"), st.integers(1, 3)),
        st.tuples(st.just("page"), st.integers(300, 500)),
        st.tuples(st.just("repaint"), st.just(0)),
    ),
    max_size=8,
)


@settings(max_examples=40)
@given(scrolled=st.integers(300, 4000), changes=CHANGES, seed=st.integers(0, 9))
def test_what_is_read_stays_where_it_is(
    open_view: Open, scrolled: int, changes: list[tuple[str, int]], seed: int
) -> None:
    model = Transcript(talk(300, seed=seed))
    view = open_view(model)
    view.scroll_by(-scrolled)
    paint(view)
    before = in_sight(view, model)
    for change, number in changes:
        if change == "append":
            model.append(*talk(number, seed=number))
        elif change == "prepend":
            model.insert(0, talk(number, seed=number))
        elif change == "remove":
            model.remove(0, number)
        elif change == "page":
            # Not as tall as to reach the newest row, which would have to move.
            view.resize(600, number)
        else:
            paint(view)
    after = in_sight(view, model)
    common = before.keys() & after.keys()
    assert common
    assert {key: before[key] for key in common} == {key: after[key] for key in common}
    view.close()


@settings(max_examples=25)
@given(scrolled=st.integers(2000, 9000), widths=st.lists(st.integers(320, 1100), min_size=1))
def test_the_first_row_in_sight_stays_when_lines_wrap_anew(
    open_view: Open, scrolled: int, widths: list[int]
) -> None:
    model = Transcript(talk(300, seed=3, longest=60))
    view = open_view(model)
    view.scroll_by(-scrolled)
    key, top = next(iter(in_sight(view, model).items()))
    for width in widths:
        view.resize(width, 500)
        assert in_sight(view, model)[key] == top
        key, top = next(iter(in_sight(view, model).items()))
    view.close()


@settings(max_examples=25)
@given(steps=st.lists(st.integers(-900, 900), max_size=12))
def test_rows_in_sight_touch_and_fill_the_page(open_view: Open, steps: list[int]) -> None:
    model = Transcript(talk(400, seed=5))
    view = open_view(model)
    for step in steps:
        view.scroll_by(step)
        placed = view.placed_rows()
        assert placed[0].top <= 0
        assert placed[-1].top + placed[-1].height >= page(view)
        for above, below in pairwise(placed):
            assert above.top + above.height == below.top
            assert above.position + 1 == below.position
    view.close()


def test_scrolling_up_and_down_again_comes_back_to_the_pixel(open_view: Open) -> None:
    model = Transcript(talk(1000))
    view = open_view(model)
    view.scroll_by(-1500)
    start = in_sight(view, model)
    for step in (-700, -333, 1033, 250, -250):
        view.scroll_by(step)
    assert in_sight(view, model) == start


def test_the_bar_leads_to_both_ends(open_view: Open) -> None:
    model = Transcript(talk(3000))
    view = open_view(model)
    bar = view.verticalScrollBar()
    bar.setValue(0)
    paint(view)
    assert view.placed_rows()[0].position == 0
    assert view.placed_rows()[0].top == 0
    bar.setValue(bar.maximum())
    paint(view)
    assert is_at_end(view)


def test_older_history_is_wanted_near_the_top_once_until_it_came(
    open_view: Open, qtbot: QtBot
) -> None:
    model = Transcript(talk(200))
    view = open_view(model)
    wanted: list[None] = []
    view.history_wanted.connect(lambda: wanted.append(None))
    view.verticalScrollBar().setValue(0)
    paint(view)
    view.scroll_by(60)
    paint(view)
    assert len(wanted) == 1
    model.insert(0, talk(100))
    paint(view)
    assert len(wanted) == 1
    view.verticalScrollBar().setValue(0)
    paint(view)
    assert len(wanted) == 2


def test_the_jump_button_counts_what_came_and_leads_back(open_view: Open, qtbot: QtBot) -> None:
    model = Transcript(talk(200))
    view = open_view(model)
    button = view.findChild(JumpButton)
    assert button is not None
    assert button.isHidden()
    view.scroll_by(-800)
    model.append(said("раз"), answered("не считается"), said("два"))
    paint(view)
    assert not button.isHidden()
    assert "2" in button.accessibleName()
    view.jump_to_newest()
    paint(view)
    assert button.isHidden()
    assert is_at_end(view)


def test_the_newest_row_is_told_seen_once(open_view: Open) -> None:
    model = Transcript(talk(50))
    view = open_view(model)
    seen: list[None] = []
    view.newest_seen.connect(lambda: seen.append(None))
    view.scroll_by(-600)
    model.append(said("ау"))
    paint(view)
    assert not seen
    view.jump_to_newest()
    paint(view)
    paint(view)
    assert len(seen) == 1


def mouse(view: TranscriptView, kind: QEvent.Type, at: QPoint) -> None:
    left = Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else left
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else left
    none = Qt.KeyboardModifier.NoModifier
    where = view.viewport().mapToGlobal(at)
    event = QMouseEvent(kind, QPointF(at), QPointF(where), button, held, none)
    QApplication.sendEvent(view.viewport(), event)


def drag(view: TranscriptView, start: QPoint, end: QPoint) -> None:
    mouse(view, QEvent.Type.MouseButtonPress, start)
    mouse(view, QEvent.Type.MouseMove, end)
    mouse(view, QEvent.Type.MouseButtonRelease, end)


def text_corner(view: TranscriptView, position: int, *, end: bool = False) -> QPoint:
    placed = next(placed for placed in view.placed_rows() if placed.position == position)
    text = view.layout_at(position).geometry.text.translated(0, placed.top)
    return (text.bottomRight() if end else text.topLeft()).toPoint() + QPoint(0, -4 if end else 4)


def test_a_selection_across_messages_is_copied_whole(open_view: Open) -> None:
    model = Transcript([said("первая строка"), answered("вторая"), said("третья <b>")])
    view = open_view(model)
    drag(view, text_corner(view, 0), text_corner(view, 2, end=True))
    assert view.hand.selected_text() == "первая строка\nвторая\nтретья <b>"
    view.hand.copy_named()
    assert QGuiApplication.clipboard().text() == (
        "Анна, 14:02:\nпервая строка\nЕлена, 14:03:\nвторая\nАнна, 14:02:\nтретья <b>"
    )


def test_a_selection_upwards_is_the_same(open_view: Open) -> None:
    view = open_view(Transcript([said("первая"), said("вторая")]))
    drag(view, text_corner(view, 1, end=True), text_corner(view, 0))
    assert view.hand.selected_text() == "первая\nвторая"


def test_a_selection_stays_on_its_words_when_history_comes(open_view: Open) -> None:
    model = Transcript([said("первая"), said("вторая")])
    view = open_view(model)
    drag(view, text_corner(view, 1), text_corner(view, 1, end=True))
    model.insert(0, talk(30))
    assert view.hand.selected_text() == "вторая"


def test_two_clicks_select_a_word(open_view: Open) -> None:
    view = open_view(Transcript([said("верните деньги")]))
    at = text_corner(view, 0) + QPoint(80, 4)
    mouse(view, QEvent.Type.MouseButtonDblClick, at)
    assert view.hand.selected_text() == "деньги"


def test_a_selection_counts_emoji_as_people_do(open_view: Open) -> None:
    view = open_view(Transcript([said("😡😡 верните 😀 деньги 👨‍👩‍👧"), said("да")]))
    drag(view, text_corner(view, 0), text_corner(view, 1, end=True))
    assert view.hand.selected_text() == "😡😡 верните 😀 деньги 👨‍👩‍👧\nда"
    mouse(view, QEvent.Type.MouseButtonDblClick, text_corner(view, 0) + QPoint(70, 4))
    assert view.hand.selected_text() == "верните"


def test_breaks_put_into_long_runs_are_not_copied(open_view: Open) -> None:
    run = "ж" * 1000
    view = open_view(Transcript([said(run)]))
    view.hand.select_all()
    assert view.hand.selected_text() == run


@pytest.mark.parametrize("mark", [Mark.FAILED, Mark.WAITING])
def test_a_stopped_row_offers_what_to_do(open_view: Open, mark: Mark) -> None:
    stopped = row(RowKind.PENDING, "ответ", outgoing=True, mark=mark, mark_text="почему")
    view = open_view(Transcript([said("а?"), stopped]))
    asked: list[tuple[str, RowAction]] = []
    view.row_action.connect(lambda key, action: asked.append((key, action)))
    placed = view.placed_rows()[1]
    for rect in view.layout_at(1).geometry.actions:
        at = rect.translated(0, placed.top).center().toPoint()
        mouse(view, QEvent.Type.MouseButtonPress, at)
        mouse(view, QEvent.Type.MouseButtonRelease, at)
    assert asked == [
        (stopped.key, RowAction.RETRY),
        (stopped.key, RowAction.EDIT),
        (stopped.key, RowAction.DROP),
    ]


def test_the_same_by_keys(open_view: Open) -> None:
    stopped = row(RowKind.PENDING, "ответ", outgoing=True, mark=Mark.FAILED, mark_text="почему")
    view = open_view(Transcript([said("а?"), stopped]))
    asked: list[tuple[str, RowAction]] = []
    view.row_action.connect(lambda key, action: asked.append((key, action)))
    QTest.keyClick(view, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    assert view.hand.current == 1
    menu = view.hand.open_menu()
    menu.actions()[0].trigger()
    menu.close()
    assert asked == [(stopped.key, RowAction.RETRY)]


def test_a_message_on_its_way_offers_nothing(open_view: Open) -> None:
    model = Transcript([row(RowKind.PENDING, "иду", outgoing=True, mark=Mark.SENDING)])
    assert open_view(model).layout_at(0).actions == ()


def test_a_long_text_unfolds_by_portions(open_view: Open) -> None:
    whole = "слово " * 4000
    model = Transcript([said(whole)])
    view = open_view(model)
    shown = [len(view.layout_at(0).laid.text)]
    while view.layout_at(0).actions:
        view.show_more(model.row_at(0))
        shown.append(len(view.layout_at(0).laid.text))
    assert shown == sorted(set(shown))
    assert view.layout_at(0).laid.text == whole


def test_a_mark_is_explained_in_words(open_view: Open) -> None:
    sent = row(
        RowKind.MESSAGE,
        "верну",
        outgoing=True,
        time_text="14:03",
        mark=Mark.DELIVERED,
        mark_text="Delivered",
    )
    view = open_view(Transcript([sent]))
    placed, meta = view.placed_rows()[0], view.layout_at(0).geometry.meta
    assert meta is not None
    assert view.hand.mark_words_at(meta.translated(0, placed.top).center().toPoint()) == "Delivered"
    assert view.hand.mark_words_at(text_corner(view, 0)) == ""


def test_keys_scroll(open_view: Open) -> None:
    view = open_view(Transcript(talk(300)))
    for key, above in ((Qt.Key.Key_PageUp, True), (Qt.Key.Key_Up, True), (Qt.Key.Key_Down, False)):
        before = view.verticalScrollBar().value()
        QTest.keyClick(view, key)
        view.settle()
        assert (view.verticalScrollBar().value() < before) is above
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.placed_rows()[0].position == 0
    QTest.keyClick(view, Qt.Key.Key_End)
    assert is_at_end(view)


def test_a_note_stands_apart_and_says_what_it_is(open_view: Open) -> None:
    note = row(RowKind.NOTE, "осторожно", author_name="Пётр", time_text="14:00")
    view = open_view(Transcript([said("а"), note]))
    assert "NOTE" in view.layout_at(1).label
    assert "Пётр" in view.layout_at(1).label


def test_the_newest_messages_are_described_to_who_hears_the_screen(open_view: Open) -> None:
    view = open_view(Transcript([said("верните деньги"), answered("верну")]))
    entered = QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.TabFocusReason)
    QApplication.sendEvent(view, entered)
    assert "верните деньги" in view.accessibleDescription()
    assert "Елена, 14:03: верну" in view.accessibleDescription()


def test_another_transcript_leaves_nothing_of_the_first(open_view: Open) -> None:
    first, second = Transcript(talk(50)), Transcript([said("второй")])
    view = open_view(first)
    view.hand.select_all()
    view.show_transcript(second, second.row_at)
    first.append(said("поздно"))
    paint(view)
    assert view.count == 1
    assert view.hand.selected_text() == ""


def test_who_looks_at_another_transcript_comes_back_to_where_he_was(open_view: Open) -> None:
    first, second = Transcript(talk(300)), Transcript(talk(300, seed=1))
    view = open_view(first)
    view.scroll_by(-1234)
    before, kept = in_sight(view, first), view.keep_place()
    view.show_transcript(second, second.row_at)
    paint(view)
    first.insert(0, talk(50))
    first.append(said("пока его не было"))
    view.show_transcript(first, first.row_at, kept=kept)
    paint(view)
    assert in_sight(view, first) == before


def test_at_the_newest_row_there_is_no_place_to_keep(open_view: Open) -> None:
    assert open_view(Transcript(talk(50))).keep_place() is None


def version_up(old: TranscriptRow, text: str) -> TranscriptRow:
    return TranscriptRow(
        kind=old.kind,
        key=old.key,
        version=old.version + 1,
        at=old.at,
        text=text,
        author_role=old.author_role,
        author_name=old.author_name,
        time_text=old.time_text,
    )


def test_a_changed_row_is_laid_out_anew(open_view: Open) -> None:
    model = Transcript([said("коротко"), said("конец")])
    view = open_view(model)
    before = view.placed_rows()[0].height
    model.rows[0] = version_up(model.rows[0], "длинно " * 80)
    model.dataChanged.emit(model.index(0), model.index(0))
    assert view.placed_rows()[0].height > before
    assert is_at_end(view)


def test_going_to_what_was_found_shows_its_own_line(open_view: Open) -> None:
    long = " ".join(["слово"] * 600)
    model = Transcript([*talk(20), said(f"{long} иголка {long}"), *talk(3)])
    view = open_view(model)
    view.mark_found(lambda text: ((at, 6),) if (at := text.find("иголка")) >= 0 else ())
    view.go_to(20)
    paint(view)
    placed = next(one for one in view.placed_rows() if one.position == 20)
    layout = view.layout_at(20)
    assert placed.height > page(view)
    at = layout.words.text.index("иголка")
    first, last = (
        placed.top + layout.geometry.text.top() + edge for edge in layout.laid.line_at(at)
    )
    assert first >= 0
    assert last <= page(view)


def test_why_unfolds_under_the_line_and_folds_again(open_view: Open) -> None:
    event = row(RowKind.EVENT, "Offered to Anna", why="Nobody else could take it.")
    model = Transcript([event, said("Hello")])
    view = open_view(model)

    def words() -> str:
        return view.layout_at(0).words.text

    def press() -> None:
        layout = view.layout_at(0)
        ((action, _),) = layout.actions
        assert action is RowAction.WHY
        placed = next(one for one in view.placed_rows() if one.position == 0)
        where = layout.geometry.actions[0].center() + QPointF(0, placed.top)
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where.toPoint())
        paint(view)

    folded = view.layout_at(0).height
    assert "Nobody else" not in words()
    press()
    assert words().endswith("Nobody else could take it.")
    assert view.layout_at(0).height > folded
    press()
    assert "Nobody else" not in words()
    assert view.layout_at(0).height == folded
