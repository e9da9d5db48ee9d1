"""What is in sight of the list: the conversation in view, a queue that was opened, whole rows."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, QTimer
from PySide6.QtWidgets import QApplication

from console.core.preferences import Appearance
from console.viewmodels.inbox_rows import InboxRowKind
from protocol.ids import QueueId
from tests.gui.shell.conftest import Office
from ui import dressing
from ui.shell.inbox_painter import InboxPainter

_LOW = 1280, 720


@pytest.fixture(autouse=True)
def _as_it_was(qapp: QApplication) -> Iterator[None]:
    yield
    dressing.wear(Appearance())


def row_of(office: Office, key: str) -> QRect:
    inbox = office.window.inbox
    position = inbox.model.position_of(key)
    assert position is not None
    return inbox.view.visualRect(inbox.model.index(position))


def in_sight(office: Office, key: str) -> bool:
    rect, page = row_of(office, key), office.window.inbox.view.viewport().rect()
    return page.top() <= rect.top() and rect.bottom() <= page.bottom()


def begins_with_a_row(office: Office) -> bool:
    view = office.window.inbox.view
    return view.visualRect(view.indexAt(QPoint(0, 0))).top() == 0


async def test_the_conversation_in_view_stays_in_sight_when_the_list_gets_lower(
    office: Office,
) -> None:
    key = f"chat {office.mine[3]}"  # on hold, far down
    office.window.show_chat(office.mine[3])
    await office.until(lambda: in_sight(office, key))
    dressing.wear(Appearance(text_percent=150))
    office.window.resize(*_LOW)
    await office.until(lambda: in_sight(office, key) and begins_with_a_row(office))
    assert office.window.inbox.view.verticalScrollBar().value()


async def test_whoever_has_scrolled_away_is_not_brought_back(office: Office) -> None:
    view, key = office.window.inbox.view, f"chat {office.mine[3]}"
    dressing.wear(Appearance(text_percent=150))
    office.window.resize(*_LOW)
    office.window.show_chat(office.mine[3])
    await office.until(lambda: in_sight(office, key) and begins_with_a_row(office))
    bar, high = view.verticalScrollBar(), view.viewport().height()
    assert bar.value()
    bar.setValue(0)
    assert row_of(office, key).top() > high
    office.window.resize(1280, 640)
    await office.until(lambda: view.viewport().height() < high)
    passed: list[bool] = []
    QTimer.singleShot(0, lambda: passed.append(True))  # after whatever the list wants to do
    await office.until(lambda: passed)
    assert bar.value() == 0


async def test_an_opened_queue_shows_who_waits_in_it(office: Office) -> None:
    dressing.wear(Appearance(text_percent=150))
    office.window.resize(*_LOW)
    inbox = office.window.inbox
    inbox.open_queue(QueueId("services"))
    rows = (inbox.model.row_at(row) for row in range(inbox.model.rowCount()))
    await office.until(lambda: office.session.store.desk.waiting.get(QueueId("services")))
    waiting = [row.key for row in rows if row.kind is InboxRowKind.WAITING]
    assert len(waiting) == 2
    await office.until(lambda: all(in_sight(office, key) for key in waiting))
    assert in_sight(office, "queue services")
    assert begins_with_a_row(office)


async def test_rows_end_where_they_did_whether_the_list_can_be_scrolled_or_not(
    office: Office,
) -> None:
    view = office.window.inbox.view
    painter = view.itemDelegate()
    assert isinstance(painter, InboxPainter)

    def end() -> float:
        view.repaint()
        return painter.room_of(view.visualRect(view.model().index(0, 0))).right()

    before = end()
    office.window.resize(1440, 600)
    await office.until(view.verticalScrollBar().isVisible)
    assert end() == before
    office.window.resize(1440, 900)
    await office.until(lambda: not view.verticalScrollBar().isVisible())
    assert end() == before
