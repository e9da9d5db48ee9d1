"""What stays where it is while the words round it change."""

import pytest
from PySide6.QtWidgets import QApplication

from console.core import events
from console.core.link_state import LinkPhase, LinkState
from tests.gui.shell.conftest import Office
from tests.support.made_up_operator import now

WIDTHS = [1440, 1280]


def _settle() -> None:
    for _ in range(3):
        QApplication.sendPostedEvents()


@pytest.mark.parametrize("width", WIDTHS)
async def test_the_search_stays_in_the_middle_whatever_its_neighbours_say(
    office: Office, width: int
) -> None:
    window, search = office.window, office.window.top_bar.search
    window.resize(width, 720)
    for phase in (LinkPhase.CAUGHT_UP, LinkPhase.CATCHING_UP, LinkPhase.SESSION_ENDED):
        office.session.apply([events.LinkMoved(LinkState(phase, now(), now(), None))])
        _settle()
        middle = search.geometry().center().x()
        assert abs(middle - window.width() / 2) <= 1, phase


async def test_the_header_stays_where_it_is_when_somebody_comes_to_look(office: Office) -> None:
    chat = office.mine[0]
    office.window.show_chat(chat)
    _settle()
    header = office.window.chat.header
    before = header.name.geometry()
    office.server.looks(chat, "Pavel")
    _settle()
    assert not header.onlookers.isHidden()
    assert header.name.geometry() == before


@pytest.mark.parametrize("width", WIDTHS)
async def test_the_heading_of_the_offers_stands_over_those_of_the_list(
    office: Office, width: int
) -> None:
    window = office.window
    window.resize(width, 720)
    _settle()
    title = window.inbox.offers_title
    left = title.mapTo(window.inbox, title.contentsRect().topLeft()).x()
    assert left == 12
