"""What small widgets promise: bars tell their parts, calendars end today, passwords can be seen."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from ui.day.bar_plot import Bar
from ui.shell.lock_page import LockPage
from ui.shell.sign_in_page import SignInPage
from ui.theme import fonts
from ui.widgets import elision, painting
from ui.widgets.month_grid import MonthGrid


def test_over_a_stack_stand_both_of_its_parts() -> None:
    assert Bar("10", 5, "5", apart=1, both="5+1").above == "5+1"
    assert Bar("11", 5, "5", both="5+0").above == "5"


def test_no_day_to_come_can_be_chosen_or_reached(qtbot: QtBot) -> None:
    today = date(2026, 11, 12)
    grid = MonthGrid(today=today)
    qtbot.addWidget(grid)
    grid.show_days(None, None, at=today)
    days = [one for one in grid.findChildren(QAbstractButton) if one.__class__.__name__ == "_Day"]
    assert [one.isEnabled() for one in days].count(True) == 18  # from 26 October on
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown, Qt.Key.Key_End):
        QTest.keyClick(grid, key)
        assert grid.current == today
    QTest.keyClick(grid, Qt.Key.Key_PageUp)
    assert grid.current == date(2026, 10, 12)


def test_the_password_of_a_locked_desk_can_be_looked_at(qtbot: QtBot) -> None:
    page = LockPage(name="Elena", person="elena")
    qtbot.addWidget(page)
    page.password.peek.click()
    assert page.password.echoMode() is QLineEdit.EchoMode.Normal
    page.password.peek.click()
    assert page.password.echoMode() is QLineEdit.EchoMode.Password


def test_the_fields_of_sign_in_come_before_the_language(qtbot: QtBot) -> None:
    page = SignInPage(server="desk.example", login="")
    qtbot.addWidget(page)
    page.show()
    QTest.keyClick(page, Qt.Key.Key_Tab)
    first = page.focusWidget()
    assert first is not None
    assert first.accessibleName() in ("Login", "Password")


def test_nothing_strays_beside_an_ellipsis(qtbot: QtBot) -> None:
    name = "Паспорт, разворот с пропиской, копия.png"
    whole = painting.text_width(name, fonts.Type.CAPTION)
    shown = {elision.elided_middle(name, fonts.Type.CAPTION, width) for width in range(60, 260)}
    assert len(shown) > 10
    for short in shown - {name}:
        head, tail = short.split("…")
        assert (head, tail) == (head.rstrip(" ,"), tail.lstrip(" ,"))
        assert name.startswith(head)
        assert name.endswith(tail)
    assert elision.elided_middle(name, fonts.Type.CAPTION, whole + 1) == name
