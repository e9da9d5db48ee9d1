"""The bar over the desk does not claim what does not hold: a presence without a connection, panes
that have no room."""

import pytest
from PySide6.QtWidgets import QApplication

from console.core import events
from console.core.link_state import LinkPhase, LinkState
from tests.gui.shell.conftest import Office
from tests.support.made_up_operator import now
from ui.theme import theme


def _settle() -> None:
    for _ in range(3):
        QApplication.sendPostedEvents()


@pytest.mark.parametrize(
    ("phase", "holds"),
    [
        (LinkPhase.CATCHING_UP, True),
        (LinkPhase.CONNECTING, False),
        (LinkPhase.OFFLINE, False),
        (LinkPhase.SESSION_ENDED, False),
        (LinkPhase.VERSION_REFUSED, False),
        (LinkPhase.CERTIFICATE_ERROR, False),
    ],
)
async def test_nobody_is_shown_as_on_line_without_a_connection(
    office: Office, phase: LinkPhase, holds: bool
) -> None:
    presence = office.window.top_bar.presence
    office.session.apply([events.LinkMoved(LinkState(phase, now(), now(), None))])
    picture = presence.grab().toImage()
    pixels = {
        picture.pixelColor(x, y).name()
        for x in range(picture.width())
        for y in range(picture.height())
    }
    assert (theme.current().tokens.ok.name() in pixels) is holds
    said = presence.accessibleName()
    assert said == ("Presence: Online" if holds else "Presence: Online, no connection now")


async def test_the_layout_says_how_many_of_its_panes_have_room(office: Office) -> None:
    window = office.window
    button, grid = window.top_bar.layout_button, window.views.grid
    window.lay_out(4)
    for width, height in ((2_000, 1_200), (1_440, 600), (853, 480), (2_000, 1_200)):
        window.resize(width, height)
        _settle()
        shown = len(grid.visible_panes)
        if width == 2_000:
            assert (shown, button.text()) == (4, "4")
            assert button.accessibleName() == "Chats in view: four chats"
        else:
            assert shown < 4
            assert button.text() == f"{shown} of 4"
            assert button.accessibleName().startswith(f"Chats in view: {shown} of 4. The window")
    window.resize(853, 480)
    window.lay_out(1)
    _settle()
    assert button.text() == ""
