"""What becomes due goes, at whatever moment the pump looks at the clock."""

import asyncio
import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, cast

import pytest

from console.core import events
from console.core.outgoing import OutgoingState
from console.core.ports import Surroundings
from console.core.store import Event, Store
from console.link.connection import Connection
from console.link.host import Host
from console.link.outbox_pump import OutboxPump
from protocol.scalars import Millis
from tests.unit.console.test_chat import HERE, NOW
from tests.unit.console.test_store_converges import connected
from tests.unit.console.test_taking_back import held
from tests.unit.console.world import World

PATIENCE_SECONDS = 60.0


class Desk:
    """What the pump asks and tells."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.started = asyncio.Event()

    def apply(self, happened: Sequence[Event]) -> None:
        for event in happened:
            self.store.apply(event, now=NOW)
        if any(isinstance(event, events.SendStarted) for event in happened):
            self.started.set()


class Silent:
    """A connection on which no answer comes."""

    async def ask(self, make: object, expected: object) -> Any:
        await asyncio.Event().wait()


@pytest.mark.parametrize("early", range(4))
async def test_a_text_whose_time_comes_while_the_pump_looks_is_not_forgotten(early: int) -> None:
    store = connected(World())
    store.chats[HERE].enter(replace(held(1), not_before=Millis(NOW + early)))
    ticks = itertools.count(NOW)  # each look at the clock is a millisecond later
    around = Surroundings(now=lambda: Millis(next(ticks)))
    desk = Desk(store)
    pump = OutboxPump(cast(Host, desk), cast(Connection, Silent()), surroundings=around)
    async with asyncio.timeout(PATIENCE_SECONDS), asyncio.TaskGroup() as group:
        running = group.create_task(pump.run())
        await desk.started.wait()
        running.cancel()
    (item,) = store.chats[HERE].outgoing
    assert item.state is OutgoingState.SENDING
