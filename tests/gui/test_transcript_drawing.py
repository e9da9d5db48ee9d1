"""Of a page whose rows move only what is new is drawn, and it looks as if all of it had been."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QImage, QPaintEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from console.viewmodels.transcript_rows import RowKind
from tests.support.transcripts import Transcript, answered, row, said, talk
from ui.chat.transcript_view import TranscriptView


class Drawn(QObject):
    """How much of a viewport was drawn since it was asked last, in pixels of its height."""

    def __init__(self, viewport: QWidget) -> None:
        super().__init__(viewport)
        self._area = 0
        self._width = viewport.width()
        viewport.installEventFilter(self)

    def taken(self) -> float:
        area, self._area = self._area, 0
        return area / self._width

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            part = event.rect()
            self._area += part.width() * part.height()
        return False


class Page:
    """A transcript in a window, and what is on the screen of it."""

    def __init__(self, qtbot: QtBot, number: int) -> None:
        self.model = Transcript(talk(number))
        self.view = TranscriptView()
        qtbot.addWidget(self.view)
        self.view.resize(500, 420)
        self.view.show_transcript(self.model, self.model.row_at)
        with qtbot.waitExposed(self.view, timeout=60_000):
            self.view.show()
        self.draw()
        self.drawn = Drawn(self.view.viewport())

    def draw(self) -> None:
        """As the loop does between two frames."""
        for _ in range(3):  # what is drawn may ask for more to be drawn
            QApplication.sendPostedEvents()
            QApplication.sendEvent(self.view, QEvent(QEvent.Type.UpdateRequest))

    def on_screen(self) -> QImage:
        return self.view.screen().grabWindow(self.view.winId()).toImage()

    def drawn_anew(self) -> QImage:
        self.view.viewport().update()
        self.draw()
        return self.on_screen()


@pytest.fixture
def open_page(qtbot: QtBot) -> Callable[[int], Page]:
    def opened(number: int) -> Page:
        return Page(qtbot, number)

    return opened


TEXTS = st.sampled_from(["да", "https://example.com и **это**", "слово " * 30, "длинно " * 90])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("append"), TEXTS),
        st.tuples(st.just("answer"), TEXTS),
        st.tuples(st.just("event"), TEXTS),
        st.tuples(st.just("prepend"), st.integers(1, 20)),
        st.tuples(st.just("remove"), st.integers(1, 9)),
        st.tuples(st.just("edit"), st.integers(1, 9)),
        st.tuples(st.just("scroll"), st.integers(-500, 300)),
        st.tuples(st.just("resize"), st.tuples(st.integers(380, 620), st.integers(220, 460))),
        st.tuples(st.just("height"), st.integers(220, 460)),
        st.tuples(st.just("current"), st.booleans()),
        st.tuples(st.just("typing"), TEXTS),
        st.tuples(st.just("hide"), st.just(0)),
        st.tuples(st.just("draw"), st.just(0)),
        st.tuples(st.just("ring"), st.booleans()),
        st.tuples(st.just("newest"), st.just(0)),
    ),
    min_size=1,
    max_size=12,
)


def step(page: Page, what: str, how: object) -> None:
    view, model = page.view, page.model
    match what, how:
        case "append", str(text):
            model.append(said(text))
        case "answer", str(text):
            model.append(answered(text))
        case "event", str(text):
            model.append(row(RowKind.EVENT, text))
        case "prepend", int(number):
            model.insert(0, talk(number))
        case "remove", int(number) if number < len(model.rows):
            model.remove(len(model.rows) - number)
        case "edit", int(number) if number < len(model.rows):
            model.change(len(model.rows) - number, text=f"иначе {'и длиннее ' * (7 * number)}")
        case "scroll", int(pixels):
            view.scroll_by(pixels)
        case "resize", (int(width), int(height)):
            view.resize(width, height)
        case "height", int(height):
            view.resize(view.width(), height)
        case "current", bool(up):
            key = Qt.Key.Key_Up if up else Qt.Key.Key_Down
            QTest.keyClick(view, key, Qt.KeyboardModifier.ControlModifier)
        case "typing", str(text):
            view.set_typing(text)
        case "hide", _:
            view.hide()
            model.append(said("Пока никто не смотрит"))
            QApplication.sendPostedEvents()
            view.show()
        case "ring", bool(on):
            kind = QEvent.Type.FocusIn if on else QEvent.Type.FocusOut
            QApplication.sendEvent(view, QFocusEvent(kind, Qt.FocusReason.TabFocusReason))
        case "newest", _:
            view.jump_to_newest()
        case _:
            page.draw()


@settings(max_examples=80)
@given(number=st.integers(0, 60), steps=STEPS, often=st.booleans())
def test_the_page_looks_as_if_all_of_it_had_been_drawn(
    open_page: Callable[[int], Page],
    number: int,
    steps: list[tuple[str, object]],
    often: bool,
) -> None:
    page = open_page(number)
    for what, how in steps:
        step(page, what, how)
        if often:
            page.draw()
            assert page.on_screen() == page.drawn_anew(), what
    page.draw()
    assert page.on_screen() == page.drawn_anew()
    page.view.close()


def test_the_button_to_the_newest_row_leaves_no_trace(
    open_page: Callable[[int], Page],
) -> None:
    page = open_page(100)
    page.view.scroll_by(-90)
    page.draw()
    page.view.scroll_by(90)  # it goes as the rows move
    page.draw()
    assert page.on_screen() == page.drawn_anew()


def test_the_ring_around_the_page_does_not_move_with_its_rows(
    open_page: Callable[[int], Page],
) -> None:
    page = open_page(100)
    step(page, "ring", True)
    page.draw()
    page.model.append(said("да"))
    page.draw()
    assert page.on_screen() == page.drawn_anew()


def test_of_a_page_that_is_followed_only_the_new_row_is_drawn(
    open_page: Callable[[int], Page],
) -> None:
    page = open_page(100)
    page.drawn.taken()
    page.model.append(said("да"))
    page.draw()
    assert 0 < page.drawn.taken() < 60


def test_what_comes_below_the_page_draws_nothing(open_page: Callable[[int], Page]) -> None:
    page = open_page(100)
    page.view.scroll_by(-1500)
    page.model.append(said("да"))  # the button that leads to it appears
    page.draw()
    page.drawn.taken()
    page.model.append(said("нет"))
    page.draw()
    assert page.drawn.taken() < 60  # under the button, whose number is another one


def test_of_a_page_that_is_scrolled_what_comes_in_sight_is_drawn(
    open_page: Callable[[int], Page],
) -> None:
    page = open_page(100)
    page.view.scroll_by(-900)
    page.draw()
    page.drawn.taken()
    page.view.scroll_by(40)
    page.draw()
    assert 40 <= page.drawn.taken() < 140  # and what the button lies over, which does not move


def test_of_an_edited_row_only_itself_is_drawn(open_page: Callable[[int], Page]) -> None:
    page = open_page(0)
    page.model.append(*[said("одна строка") for _ in range(40)])
    page.draw()
    page.drawn.taken()
    page.model.change(37, text="другая стр")
    page.draw()
    assert 0 < page.drawn.taken() < 60
