"""A desk whose user has gone shows nothing of anybody, loses nothing, and opens to him alone."""

import asyncio
from collections.abc import AsyncIterator, Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from console.core.tasks import TaskOwner
from console.local import password_check
from tests.gui.shell.conftest import Office
from ui.alerts.alerter import Alerter
from ui.desk_watch import DeskWatch
from ui.shell.clipboard import ClipboardGuard
from ui.shell.frame import Frame
from ui.shell.idle import Idle
from ui.shell.lock import TRIES, Lock
from ui.shell.lock_page import LockPage
from ui.shell.offer_card import OfferCard
from ui.widgets.menu import Menu

PASSWORD = "северный ветер"


@pytest.fixture
async def lock(office: Office, frame: Frame) -> AsyncIterator[Lock]:
    office.session.remember("password.check", password_check.make_blocking(PASSWORD))
    owner = TaskOwner("lock", on_failure=lambda what, error: pytest.fail(f"{what}: {error}"))
    made = Lock(office.session, frame=frame, owner=owner, parent=frame)
    yield made
    await owner.aclose()


def _page(frame: Frame) -> LockPage:
    page = frame.currentWidget()
    assert isinstance(page, LockPage)
    return page


def _enter(page: LockPage, password: str) -> None:
    page.password.setText(password)
    QTest.keyClick(page.password, Qt.Key.Key_Return)


async def test_windows_of_single_chats_are_covered_and_may_go_meanwhile(
    office: Office, frame: Frame, lock: Lock
) -> None:
    first, second = office.mine[:2]
    office.window.views.tear_off(first)
    office.window.views.tear_off(second)
    lock.lock()
    assert not any(window.isVisible() for window in office.window.views.windows.values())
    office.window.chats.bring_back(first)
    await asyncio.sleep(0)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    _enter(_page(frame), PASSWORD)
    await office.until(lambda: not lock.locked)
    (left,) = office.window.views.windows.values()
    assert left.conversation == second
    assert left.isVisible()


async def test_a_locked_desk_shows_no_subscriber_and_the_draft_is_there_afterwards(
    office: Office, frame: Frame, lock: Lock
) -> None:
    office.window.show_chat(office.mine[0])
    writer = office.window.chat.writer
    assert writer is not None
    writer.composer.insert("Анна, сейчас")
    names = {
        head.name
        for conversation in office.session.store.chats
        if (head := office.session.store.head(conversation))
    }
    office.window.open_settings()
    lock.lock()
    shown = {
        label.text()
        for window in QApplication.topLevelWidgets()
        if window.isVisible()
        for label in window.findChildren(QLabel)
        if label.isVisible()
    }
    assert shown
    assert not any(name in text for name in names for text in shown)
    assert not office.window.isVisible()
    _enter(_page(frame), PASSWORD)
    await office.until(lambda: not lock.locked)
    assert office.window.isVisible()
    assert writer.composer.text() == "Анна, сейчас"


async def test_a_wrong_password_stays_outside_and_guessing_ends_the_session(
    office: Office, frame: Frame, lock: Lock
) -> None:
    ended: list[bool] = []
    lock.sign_out_wanted.connect(lambda: ended.append(True))
    lock.lock()
    page = _page(frame)
    for _ in range(TRIES):
        assert not ended
        _enter(page, "наугад")
        assert not page.unlock_button.isEnabled()
        await office.until(lambda: ended or page.unlock_button.isEnabled())
        assert lock.locked
    assert ended == [True]


async def test_a_desk_that_nobody_touches_locks_itself_and_a_touch_puts_that_off(
    office: Office, lock: Lock
) -> None:
    idle = lock.findChild(Idle)
    assert idle is not None
    idle.expired.emit()
    assert lock.locked


async def test_whoever_was_signed_in_by_the_command_line_is_not_shut_out(
    office: Office, frame: Frame
) -> None:
    office.session.remember("password.check", password_check.make_blocking(PASSWORD))
    owner = TaskOwner("lock", on_failure=lambda what, error: pytest.fail(f"{what}: {error}"))
    lock = Lock(office.session, frame=frame, owner=owner, lockable=False, parent=frame)
    lock.lock()
    assert not lock.locked
    await owner.aclose()


def test_a_touch_begins_the_count_anew(qapp: QApplication, qtbot: QtBot) -> None:
    idle = Idle(qapp)
    idle.set_minutes(1)
    timer = idle.findChild(QTimer)
    assert timer is not None
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: QGuiApplication.focusWindow() is window.windowHandle(), timeout=60_000)
    handle = window.windowHandle()
    touches: list[Callable[[], None]] = [
        lambda: QTest.keyClick(handle, Qt.Key.Key_A),
        lambda: QTest.mouseClick(handle, Qt.MouseButton.LeftButton),
        lambda: QTest.mouseMove(handle, QPoint(7, 7)),
    ]
    for touch in touches:
        before = timer.timerId()
        touch()
        QTest.qWait(0)
        assert timer.timerId() != before
    # Once it is over, the first touch says that somebody is back.
    back = []
    idle.touched.connect(lambda: back.append(idle))
    timer.stop()
    timer.timeout.emit()
    for touch in touches:
        touch()
        QTest.qWait(0)
    assert back == [idle]
    assert timer.isActive()
    idle.set_minutes(0)
    assert not timer.isActive()
    idle.deleteLater()


async def test_personal_data_leaves_the_clipboard_and_other_text_stays(office: Office) -> None:
    office.window.activateWindow()
    await office.until(lambda: QGuiApplication.focusWindow() is not None)
    guard = ClipboardGuard(office.window, kept_ms=1)
    clipboard = QGuiApplication.clipboard()
    clipboard.setText("Тариф «Бриз»")
    quiet = guard.guards
    clipboard.setText("Её номер +7 975 000-41-17")
    assert (quiet, guard.guards) == (False, True)
    await office.until(lambda: not clipboard.text())


async def test_who_stands_before_a_locked_desk_is_called_and_told_no_name(
    office: Office, frame: Frame
) -> None:
    """The lock page is in front of everything: what comes behind it is seen by nobody."""
    office.session.remember("password.check", password_check.make_blocking(PASSWORD))
    owner = TaskOwner("watch", on_failure=lambda what, error: pytest.fail(f"{what}: {error}"))
    watch = DeskWatch(office.window, frame, owner=owner, audible=False, lockable=True)
    alerter = watch.findChild(Alerter)
    assert alerter is not None
    frame.activateWindow()
    await office.until(frame.isActiveWindow)
    office.window.show_chat(office.mine[0])
    alerter.look_now()
    assert not alerter.cards.isVisible()
    office.window.lock_wanted.emit()
    assert frame.isActiveWindow()
    await office.until(alerter.cards.isVisible)
    assert not alerter.cards.findChildren(OfferCard)
    office.server.says(office.mine[0], "Вы ещё здесь?")
    await office.until(lambda: "unread chats: 1" in alerter.tray.tool_tip)
    watch.close()
    await owner.aclose()


async def test_a_menu_that_was_open_at_the_lock_does_not_come_back(
    office: Office, frame: Frame, lock: Lock
) -> None:
    menu = Menu(parent=office.window)
    menu.addAction("Copy the number")
    menu.popup(QPoint(40, 40))
    assert menu.isVisible()
    lock.lock()
    assert not menu.isVisible()
    _enter(_page(frame), PASSWORD)
    await office.until(lambda: not lock.locked)
    assert not menu.isVisible()
