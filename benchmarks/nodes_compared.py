"""What comparing counters costs a node each second, by how much is watched on it."""

import asyncio
import tempfile
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import msgspec
from sqlalchemy import update

from benchmarks.relay_servers import prepare_pairs, token_of
from protocol.conversations import ConversationState
from protocol.ids import AccountId, ClientId, ConversationId, new_id
from server_stub.accounts.signing_in import hash_token
from server_stub.app import Node, running
from server_stub.config import Config
from server_stub.storage import accounts, tables
from server_stub.transport.hub import DeskWatcher
from tests.support.postgresql import launched

DESKS = 500
CHATS_EACH = 5
LOOKS = 20


class Compared(msgspec.Struct, frozen=True, kw_only=True):
    """One comparing of all that a node's desks watch, which it does each second."""

    desks: int
    chats: int
    cpu_ms: float
    """Of the node's process; PostgreSQL's is beside it."""
    wall_ms: float


class _Nowhere:
    """Where what a desk is told goes."""

    def send_frame(self, frame: bytes) -> None:
        """Nobody is there."""

    def send(self, answer: object) -> None:
        """Nobody is there."""

    def close(self, code: object) -> None:
        """There is nothing to close."""


@dataclass(eq=False)
class _Desk:
    """A session, as far as comparing asks it anything: it knows all already."""

    agent: AccountId
    token_hash: str
    watched: dict[ConversationId, int] = field(default_factory=dict)
    companions: tuple[AccountId, ...] = ()
    desk_rev: int = 1 << 40
    identity: str = ""
    language: str = "ru"
    workplace_rev: int = -1
    connection: _Nowhere = field(default_factory=_Nowhere)

    def on_workplace(self, workplace: object, *, revision: int) -> None:
        """It is told at the first comparing, as a desk is that signs in."""
        del workplace
        self.workplace_rev = revision

    def on_knowledge(self, wake: object) -> None:
        """It reads none."""
        del wake

    def on_presences(self, seen: object) -> None:
        """It has no talks."""

    def beat(self, revs: object) -> None:
        """Nobody listens."""


async def compared() -> Compared:
    """Let a node watch what many desks have, and compare."""
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="pult-nodes-"))
        url = stack.enter_context(launched()).url("postgres")
        config = Config(data=Path(folder), database=url, port=0, http_port=0)
        await asyncio.to_thread(prepare_pairs, config, DESKS)
        node = await stack.enter_async_context(running(config))
        hub = node.services.hub
        desks = await _desks(node, await _conversations(node))
        for desk in desks:
            watcher = cast(DeskWatcher, desk)
            hub.add_desk(watcher)
            for conversation in desk.watched:
                hub.follow(watcher, conversation)
        await hub.begin()
        used, began = time.process_time(), time.perf_counter()
        for _ in range(LOOKS):
            await hub.begin()
        used, took = time.process_time() - used, time.perf_counter() - began
        for desk in desks:
            hub.remove_desk(cast(DeskWatcher, desk))
    return Compared(
        desks=DESKS,
        chats=DESKS * CHATS_EACH,
        cpu_ms=round(used / LOOKS * 1000, 2),
        wall_ms=round(took / LOOKS * 1000, 2),
    )


async def _conversations(node: Node) -> list[ConversationId]:
    """Such as nobody waits in: nothing is to be routed meanwhile."""
    visits = await asyncio.gather(
        *(
            node.services.visits.enter(
                client_id=ClientId(new_id()),
                name="Анна Кольцова",
                phone="+7 975 000-41-17",
                topic="services",
                language="ru",
                channel="web",
            )
            for _ in range(DESKS * CHATS_EACH)
        )
    )
    active = update(tables.conversation).values(state=ConversationState.ACTIVE.value)
    await node.services.store.lanes.run(lambda unit: unit.connection.execute(active))
    return [visit.conversation for visit in visits]


async def _desks(node: Node, conversations: Sequence[ConversationId]) -> list[_Desk]:
    by_login = {one.login: one.id for one in await node.services.store.read(accounts.everyone)}
    return [
        _Desk(
            by_login[f"agent-{number}"],
            hash_token(token_of(number)),
            {
                one: 1 << 40
                for one in conversations[number * CHATS_EACH : (number + 1) * CHATS_EACH]
            },
        )
        for number in range(DESKS)
    ]
