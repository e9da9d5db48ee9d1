"""The tour: by keyboard, once for an account, and gone as soon as work calls."""

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from console.core.preferences import Preferences, Writing
from protocol.conversations import ConversationState
from tests.gui.shell.conftest import Office
from tests.support.clipping import unreadable
from ui.tour.callout import Callout
from ui.tour.tour import Tour


@pytest.fixture
def tour(office: Office) -> Tour:
    made = Tour(office.window)
    office.window.show_chat(office.mine[0])
    office.window.tour_wanted.connect(made.begin)
    return made


def _shown(tour: Tour) -> Callout:
    assert tour.callout is not None
    return tour.callout


async def test_enter_leads_through_all_of_it_and_gives_the_draft_back(
    office: Office, tour: Tour
) -> None:
    office.window.keys.commands.action("window.tour").trigger()
    names = []
    while tour.callout is not None:
        assert not unreadable(tour.callout)
        assert office.window.rect().contains(tour.callout.geometry())
        names.append(tour.callout.accessibleName())
        QTest.keyClick(tour.callout, Qt.Key.Key_Return)
    assert [name[-6:] for name in names] == [f"{n} of 5" for n in range(1, 6)]
    writer = office.window.chat.writer
    assert writer is not None
    assert QApplication.focusWidget() is writer.composer.editor


async def test_the_arrows_go_back_and_escape_ends_it(tour: Tour) -> None:
    tour.begin()
    QTest.keyClick(_shown(tour), Qt.Key.Key_Right)
    assert "2 of" in _shown(tour).accessibleName()
    QTest.keyClick(_shown(tour), Qt.Key.Key_Left)
    QTest.keyClick(_shown(tour), Qt.Key.Key_Left)
    assert "1 of" in _shown(tour).accessibleName()
    QTest.keyClick(_shown(tour), Qt.Key.Key_Escape)
    assert tour.callout is None


async def test_what_is_typed_over_it_arrives_in_the_draft(office: Office, tour: Tour) -> None:
    office.session.prefer(Preferences(writing=Writing(undo_s=0, spelling=False, layout=False)))
    tour.begin()
    QTest.keyClick(_shown(tour), Qt.Key.Key_Z)
    assert tour.callout is None
    writer = office.window.chat.writer
    assert writer is not None
    assert writer.composer.text() == "z"


async def test_an_offer_ends_it(office: Office, tour: Tour) -> None:
    tour.begin()
    office.server.offer(office.server.waiting[0])
    office.server.tell_desk()
    await office.until(lambda: tour.callout is None)


async def test_a_message_that_is_not_in_view_ends_it(office: Office, tour: Tour) -> None:
    tour.begin()
    office.server.says(office.mine[1], "ау")
    await office.until(lambda: tour.callout is None)


async def test_who_turns_to_the_desk_has_had_enough_of_it(office: Office, tour: Tour) -> None:
    tour.begin()
    QTest.mouseClick(office.window.side.subscriber.search, Qt.MouseButton.LeftButton)
    office.window.side.subscriber.search.setFocus(Qt.FocusReason.MouseFocusReason)
    assert tour.callout is None
    assert office.window.side.subscriber.search.hasFocus()


async def test_it_comes_by_itself_once_for_an_account_and_never_over_work(
    office: Office,
) -> None:
    early = Tour(office.window)
    early.offer_once()
    assert early.callout is None, "an offer calls"
    _calm(office)
    first = Tour(office.window)
    first.offer_once()
    assert first.callout is not None
    first.end()
    again = Tour(office.window)
    again.offer_once()
    assert again.callout is None, "it was seen"
    again.begin()
    assert again.callout is not None, "but who asks for it is led again"


def _calm(office: Office) -> None:
    """Nobody waits, nothing is new."""
    for conversation, head in list(office.server.heads.items()):
        office.server.heads[conversation] = msgspec.structs.replace(
            head,
            waiting_since=None,
            unread=0,
            agent_read=head.last_seq,
            offer=None,
            state=ConversationState.CLOSED if head.offer else head.state,
        )
    office.server.tell_desk()
    office.server.connect()
