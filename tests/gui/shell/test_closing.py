"""What is pressed while the window closes is not done, and nothing of it is left lying about."""

import asyncio

import pytest

from protocol import commands
from protocol.people import Presence
from tests.gui.shell.conftest import Office


@pytest.mark.parametrize("begun", [False, True], ids=["once closed", "in the same moment"])
async def test_a_deed_pressed_while_the_window_closes_is_dropped(
    office: Office, *, begun: bool
) -> None:
    """A coroutine that is never awaited is a warning, and a warning fails."""
    owner, deeds = office.window.owner, office.window.deeds
    offer = office.window.inbox.first_offer()
    assert offer is not None
    closing = asyncio.create_task(owner.aclose())  # noqa: TID251
    if not begun:
        await closing
    deeds.set_presence(Presence.BREAK)
    deeds.accept(offer)
    office.window.sharing.send_away(office.mine[0], "account-nobody")
    office.window.talk_deeds.open_talk("account-nobody")
    await closing
    await asyncio.sleep(0)
    assert office.server.count(commands.SetPresence) == 0
    assert office.server.count(commands.Accept) == 0
