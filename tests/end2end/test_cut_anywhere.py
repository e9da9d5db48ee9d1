"""The link cut at any byte, in either direction: one state, one copy of every text."""

import random
from pathlib import Path

import pytest

from console.core.link_state import LinkPhase
from protocol.bodies import Message
from protocol.people import AuthorRole
from tests.support.cutting_proxy import Cut, cutting
from tests.support.desk_server import PASSWORD, DeskServer, serving
from tests.support.desks import console_on
from tests.unit.console.world import World, conversation_id

HERE, THERE = conversation_id(0), conversation_id(1)
CUTS = 15


async def work_through(folder: Path, cut: Cut) -> Cut:
    """A short session through a proxy; checks where it ends."""
    server = DeskServer(World())
    for number in range(5):
        server.world.subscriber_says(HERE, f"text {number}")
    async with (
        serving(server),
        cutting(cut, server.port) as proxy,
        console_on(folder, proxy.port) as console,
    ):
        session, store = console.session, console.session.store
        await session.sign_in("anna", PASSWORD)
        await console.until(lambda: store.link.phase is LinkPhase.CAUGHT_UP)
        for text in ("Первый", "Второй", "Третий"):
            await session.send(HERE, text)
        server.world.subscriber_says(THERE, "Ещё вопрос")
        await console.until(
            lambda: (
                store.link.phase is LinkPhase.CAUGHT_UP
                and not console.outgoing()
                and store.chats[THERE].entries == server.world[THERE].entries
                and store.chats[HERE].head == server.world[HERE].head()
            )
        )
        said = [
            entry.body.text
            for entry in server.world[HERE].entries
            if entry.author.role is AuthorRole.AGENT and isinstance(entry.body, Message)
        ]
        assert said == ["Первый", "Второй", "Третий"]
        assert console.texts(HERE)[-3:] == said
    return cut


@pytest.mark.parametrize("to_server", [True, False])
async def test_a_link_cut_at_any_byte_ends_in_the_same_state(
    tmp_path: Path, to_server: bool
) -> None:
    whole = await work_through(tmp_path / "whole", Cut(after=None, to_server=to_server))
    chance = random.Random(20_261_122)
    for number in range(CUTS):
        after = chance.randrange(1, whole.passed[to_server])
        await work_through(tmp_path / str(number), Cut(after=after, to_server=to_server))
