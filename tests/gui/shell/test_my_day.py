"""«My day» by keys: opened, another span, the formulas, and what is said when there is nothing."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from console.core.errors import CommandRejected
from protocol import commands
from protocol.errors import ErrorCode
from protocol.people import Presence
from tests.gui.shell.conftest import Office
from ui.day.day_window import DayWindow
from ui.widgets.labels import Label

_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


def _open(office: Office) -> DayWindow:
    QTest.keyClick(office.window, Qt.Key.Key_Y, _CONTROL | _ALT)
    return office.window.findChildren(DayWindow)[-1]


async def test_the_day_is_opened_by_a_key_and_another_span_by_an_arrow(office: Office) -> None:
    day = _open(office)
    assert day.stack.currentWidget() is day.loading
    await office.until(lambda: day.stack.currentWidget() is day.figures)
    page = day.page
    assert page.handled.accessibleName() == "Chats finished: 33, 5 passed on"
    assert page.first_answer.accessibleName() == "First answer: 0:27, 9 of 10 within 1:11"
    assert page.rating.accessibleName().startswith("Rating: 4.7")
    assert page.chats.accessibleDescription().startswith("09:00: 2; 10:00: 5, 1 passed on")
    assert page.apart.text() == "5 passed on (in outline) · 2 given back"
    assert "Обед 45\u00a0min" in page.sums.words()
    assert page.presence.hours() == (9, 17)

    QTest.keyClick(day.spans, Qt.Key.Key_Right)
    await office.until(lambda: office.server.count(commands.ReadMyDay) == 2)
    today, week = (one for one in office.server.asked if isinstance(one, commands.ReadMyDay))
    assert week.until == today.until
    assert (today.step_ms, week.step_ms) == (3_600_000, 86_400_000)
    await office.until(lambda: day.stack.currentWidget() is day.figures)
    assert page.chats.accessibleDescription().count(";") == 6

    page.handled.setFocus()
    for card in page.cards:
        assert QApplication.focusWidget() is card
        assert page.formula.text() == card.formula
        QTest.keyClick(card, Qt.Key.Key_Tab)
    QTest.keyClick(day, Qt.Key.Key_Escape)
    await office.until(lambda: not office.window.findChildren(DayWindow))


async def test_nothing_an_error_and_no_connection_are_told_apart(office: Office) -> None:
    office.server.has_worked = False
    day = _open(office)
    await office.until(lambda: day.nothing.accessibleName() == "Nothing yet")

    office.server.failures["ReadMyDay"] = CommandRejected(ErrorCode.UNAVAILABLE)
    QTest.keyClick(day.spans, Qt.Key.Key_Right)
    await office.until(lambda: day.nothing.accessibleName() == "The figures could not be loaded")
    del office.server.failures["ReadMyDay"]
    office.server.has_worked = True
    day.nothing.acted.emit()
    await office.until(lambda: day.stack.currentWidget() is day.figures)

    office.server.disconnect()
    assert day.nothing.accessibleName() == "No connection"
    office.server.connect()
    await office.until(lambda: day.stack.currentWidget() is day.figures)
    day.reject()


async def test_an_answer_that_is_overtaken_or_comes_to_a_closed_window_is_not_shown(
    office: Office,
) -> None:
    office.server.gates["ReadMyDay"].clear()
    day = _open(office)
    QTest.keyClick(day.spans, Qt.Key.Key_Right)
    await office.until(lambda: office.server.count(commands.ReadMyDay) == 1)
    day.reject()
    office.server.gates["ReadMyDay"].set()
    await office.until(lambda: not office.window.findChildren(DayWindow))


async def test_a_break_is_taken_for_a_reason_and_its_time_runs_in_the_top_bar(
    office: Office,
) -> None:
    presence = office.window.top_bar.presence
    QTest.keyClick(office.window, Qt.Key.Key_P, _CONTROL | Qt.KeyboardModifier.ShiftModifier)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    lunch = next(one for one in menu.actions() if one.text().strip() == "Обед")
    menu.setActiveAction(lunch)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    await office.until(lambda: office.session.store.desk.presence is Presence.BREAK)
    assert office.session.store.desk.presence_reason == "lunch"
    assert presence.accessibleName() == "Presence: Обед"
    assert lunch.isChecked()

    # In the palette it is a command as well, and it can be given keys.
    office.window.keys.commands.action("break.training").trigger()
    await office.until(lambda: office.session.store.desk.presence_reason == "training")
    assert presence.accessibleName() == "Presence: Обучение"


async def test_who_else_looks_or_writes_stands_in_the_header_until_he_goes(
    office: Office,
) -> None:
    chat = office.mine[0]
    office.window.show_chat(chat)
    shown = office.window.chat.header.onlookers
    assert shown.isHidden()
    office.server.looks(chat, "Pavel")
    assert shown.words == "Pavel is watching"
    office.server.looks(chat, "Irina", typing=True)
    assert shown.words == "Irina is typing…"
    office.server.looks(chat, "Irina", typing=False)
    assert shown.words == "2 colleagues watching"
    office.server.looks(chat, "Irina", looking=False)
    office.server.looks(chat, "Pavel", looking=False)
    assert shown.isHidden()
    await office.until(lambda: (chat, True) in office.server.looks_told)
    other = office.mine[1]
    office.window.show_chat(other)
    await office.until(lambda: (other, True) in office.server.looks_told)
    assert (chat, False) in office.server.looks_told


async def test_each_break_is_marked_by_itself_beside_its_name(office: Office) -> None:
    day = _open(office)
    await office.until(lambda: day.stack.currentWidget() is day.figures)
    marked = [one for one in day.page.sums.shown if one.presence is Presence.BREAK]
    assert len(marked) > 1
    assert len({one.kind for one in marked}) == len(marked)


async def test_the_top_bar_says_one_thing_after_the_other_in_one_sentence(office: Office) -> None:
    (shift,) = [
        one.text() for one in office.window.top_bar.findChildren(Label) if "today" in one.text()
    ]
    presence, finished = shift.split(" · ")
    assert presence[0].isupper()
    assert finished == "finished today: 1"


async def test_a_week_is_seen_whole_in_a_low_window(office: Office) -> None:
    office.window.resize(960, 600)
    day = _open(office)
    QTest.keyClick(day.spans, Qt.Key.Key_Right)
    await office.until(lambda: day.stack.currentWidget() is day.figures)
    assert day.height() <= 600
    await office.until(lambda: len(day.page.presence.accessibleDescription()) > 0)
    assert day.page.presence.sizeHint().height() > day.page.presence.height()
    assert day.figures.verticalScrollBar().maximum() == 0
