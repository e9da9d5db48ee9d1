"""How one is there: told plainly where one did not choose it, and put right by one key."""

from collections.abc import AsyncIterator
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from console.core.preferences import Absence as Wanted
from console.core.tasks import TaskOwner
from console.viewmodels import event_lines, formats
from protocol.bodies import Vanished
from protocol.commands import SetPresence
from protocol.ids import AccountId
from protocol.people import Author, AuthorRole, Presence, PresenceWhy
from protocol.scalars import Millis
from tests.gui.shell.conftest import Office
from ui.settings.privacy_page import PrivacyPage
from ui.shell.absence import Absence
from ui.shell.idle import Idle
from ui.shell.presence_menu import CHOICES
from ui.widgets.choices import DropDown
from ui.widgets.menu import Menu

_IDLE = (Presence.BUSY, PresenceWhy.IDLE)
_BACK = (Presence.ONLINE, PresenceWhy.IDLE)


@pytest.fixture
async def absence(office: Office) -> AsyncIterator[Absence]:
    owner = TaskOwner("absence", on_failure=lambda what, error: pytest.fail(f"{what}: {error}"))
    yield Absence(office.window.feed, owner=owner, watched=True, parent=office.window)
    await owner.aclose()


def _is(office: Office) -> tuple[Presence, PresenceWhy]:
    desk = office.session.store.desk
    return desk.presence, desk.presence_why


def _is_now(office: Office, presence: Presence, why: PresenceWhy) -> bool:
    return _is(office) == (presence, why)


def _tell(office: Office, presence: Presence, why: PresenceWhy) -> None:
    office.server.presence, office.server.presence_why = presence, why
    office.server.tell_desk()


async def test_who_let_an_offer_run_out_reads_it_and_is_back_by_one_key(office: Office) -> None:
    bar, button = office.window.silent_bar, office.window.top_bar.presence
    assert not bar.isVisible()
    _tell(office, Presence.SILENT, PresenceWhy.SILENT)
    await office.until(bar.isVisible)
    assert bar.accessibleName().startswith("You are marked as not responding. A chat offered")
    assert "Alt+1" in bar.accessibleName()
    assert button.accessibleName() == "Presence: Not responding"
    QTest.keyClick(office.window, Qt.Key.Key_1, Qt.KeyboardModifier.AltModifier)
    await office.until(lambda: not bar.isVisible())
    assert office.session.store.desk.presence is Presence.ONLINE
    _tell(office, Presence.SILENT, PresenceWhy.SILENT)
    await office.until(bar.isVisible)
    bar.back.click()
    await office.until(lambda: not bar.isVisible())


async def test_an_untouched_console_takes_its_user_off_the_line_and_back(
    office: Office, absence: Absence
) -> None:
    idle = absence.findChild(Idle)
    assert idle is not None
    idle.expired.emit()
    await office.until(lambda: _is(office) == _IDLE)
    button = office.window.top_bar.presence
    assert button.accessibleName() == "Presence: Stepped away"
    idle.touched.emit()
    await office.until(lambda: _is(office) == _BACK)
    # The lock says the same, and who comes back by it is back.
    absence.set_locked(True)
    await office.until(lambda: _is(office) == _IDLE)
    absence.set_locked(False)
    await office.until(lambda: _is(office) == _BACK)
    # Another console of the same person went idle while this one is in use.
    _tell(office, *_IDLE)
    await office.until(lambda: _is(office) == _BACK)


async def test_what_was_chosen_by_hand_is_left_alone(office: Office, absence: Absence) -> None:
    idle = absence.findChild(Idle)
    assert idle is not None
    for presence in (Presence.BREAK, Presence.ENDING, Presence.BUSY):
        _tell(office, presence, PresenceWhy.OWN)
        await office.until(partial(_is_now, office, presence, PresenceWhy.OWN))
        idle.expired.emit()
        idle.touched.emit()
    # The last word is that of a hand, and whatever had been asked before it would have been heard.
    await office.session.set_presence(Presence.ONLINE)
    said = [one for one in office.server.asked if isinstance(one, SetPresence)]
    assert [one.why for one in said] == [PresenceWhy.OWN]


async def test_how_long_it_takes_is_a_setting(office: Office, qtbot: QtBot) -> None:
    page = PrivacyPage(office.session.store.preferences)
    qtbot.addWidget(page)
    page.changed.connect(office.session.prefer)
    choices = {one.accessibleName(): one for one in page.findChildren(DropDown)}
    choices["Take no new chats"].activated.emit(0)
    assert office.session.store.preferences.absence == Wanted(away_after_min=0)


async def test_offers_are_taken_at_once_where_that_is_wanted(office: Office) -> None:
    menu = office.window.top_bar.presence.findChild(Menu)
    assert menu is not None
    (at_once,) = [one for one in menu.actions() if one.text() == "Take offered chats at once"]
    assert not at_once.isChecked()
    at_once.trigger()
    await office.until(lambda: office.session.store.desk.auto_accept)
    assert at_once.isChecked()
    at_once.trigger()
    await office.until(lambda: not office.session.store.desk.auto_accept)
    assert not at_once.isChecked()


async def test_the_load_is_told_in_chats_even_beyond_the_room(office: Office) -> None:
    office.server.room = 230
    office.server.tell_desk()
    await office.until(lambda: office.session.store.desk.room == 230)
    assert "3/2.3" in {one.text() for one in office.window.top_bar.findChildren(QLabel)}
    assert [formats.chats(one) for one in (0, 100, 230, 204, 1500)] == ["0", "1", "2.3", "2", "15"]


def test_only_what_one_may_choose_is_offered() -> None:
    assert set(Presence) - set(CHOICES) == {Presence.SILENT, Presence.WRAP_UP}


def test_the_log_says_who_was_lost_and_when() -> None:
    body = Vanished(agent=AccountId("elena"), name="Елена", since=Millis(0))
    told = event_lines.event_line(body, Author(role=AuthorRole.SYSTEM), None)
    assert told.startswith("Елена lost the connection at ")
    assert event_lines.folds(body)
