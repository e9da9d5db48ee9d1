"""Servers for tests: a prepared store with people in it, and a node that serves it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager
from datetime import date
from functools import cache
from pathlib import Path
from typing import Protocol

import msgspec

from protocol.configuration import Configuration
from protocol.ids import AccountId
from protocol.people import Role
from server_stub.accounts import passwords
from server_stub.app import Node, prepare_blocking, running
from server_stub.bus.port import BusState
from server_stub.config import Config
from server_stub.storage import accounts, configuration
from server_stub.storage.engine import store_now, writing_engine
from server_stub.volna import seed_volna

PASSWORD = "correct-horse-7"
CONNECT_SECONDS = 120.0
TODAY = date(2026, 11, 20)
REVISION = 3
"""Of the configuration of a prepared store."""


@cache
def password_hash() -> str:
    """Hashed once: Argon2 is slow on purpose."""
    return passwords.hash_blocking(PASSWORD)


def config_in(folder: Path, *, database: str | None = None, **settings: object) -> Config:
    """A node's settings on free ports; an offer lasts longer than any test that does not say."""
    free = {"port": 0, "http_port": 0, "offer_seconds": 600.0} | settings
    return Config(data=folder, database=database, **free)  # type: ignore[arg-type]


def prepare(
    config: Config, people: dict[str, Role], *, subscribers: int = 30
) -> dict[str, AccountId]:
    """Make the store, seed the operator, add people by login. Blocking."""
    prepare_blocking(config)
    engine = writing_engine(config.url(), lanes=1)
    try:
        with engine.begin() as connection:
            seed_volna(connection, today=TODAY, subscribers=subscribers)
            centre = configuration.read(connection).configuration
            configuration.save(connection, silent(centre))
            return {
                login: accounts.create(
                    connection,
                    login=login,
                    name=login.title(),
                    role=role,
                    password_hash=password_hash(),
                    now=store_now(connection),
                )
                for login, role in people.items()
            }
    finally:
        engine.dispose()


def silent(centre: Configuration) -> Configuration:
    """Whoever comes in is told nothing by his queue: what is said is said by people."""
    queues = tuple(
        msgspec.structs.replace(queue, words=None, closed_words=None) for queue in centre.queues
    )
    return msgspec.structs.replace(centre, queues=queues)


@asynccontextmanager
async def node_in(folder: Path, people: dict[str, Role], **settings: object) -> AsyncIterator[Node]:
    """A running node on an SQLite file."""
    config = config_in(folder, **settings)  # type: ignore[arg-type]
    await asyncio.to_thread(prepare, config, people)
    async with running(config) as node:
        yield node


@asynccontextmanager
async def nodes_in(
    folder: Path, people: dict[str, Role], *, count: int = 2, **settings: object
) -> AsyncIterator[list[Node]]:
    """Several running nodes of one store, with one folder of files."""
    config = config_in(folder, **settings)  # type: ignore[arg-type]
    await asyncio.to_thread(prepare, config, people)
    async with AsyncExitStack() as stack:
        nodes = [await stack.enter_async_context(running(config)) for _ in range(count)]
        for node in nodes:
            await carried(node)
        yield nodes


async def carried(node: Node) -> None:
    """Wait until what this node does is told to the others, if there is to be a bus at all."""
    async with asyncio.timeout(CONNECT_SECONDS):
        while node.services.bus.state is BusState.LOST:  # noqa: ASYNC110 - only asking tells
            await asyncio.sleep(0.01)


class NodesOn(Protocol):
    """`nodes_in`, as many and on such a store as a fixture has chosen."""

    def __call__(
        self, people: dict[str, Role], **settings: object
    ) -> AbstractAsyncContextManager[list[Node]]:
        """Running nodes with these people in their store."""


@asynccontextmanager
async def as_one(
    nodes_on: NodesOn, people: dict[str, Role], **settings: object
) -> AsyncIterator[Node]:
    """All nodes as one: clients connect to the first, what is done in-process the last one does.

    So whatever a test does to the one side reaches the other by the store and the bus only.
    """
    async with nodes_on(people, **settings) as nodes:
        first, last = nodes[0], nodes[-1]
        yield Node(port=first.port, http_port=first.http_port, services=last.services)


class NodeOn(Protocol):
    """`as_one`, of nodes that a fixture has chosen."""

    def __call__(
        self, people: dict[str, Role], **settings: object
    ) -> AbstractAsyncContextManager[Node]:
        """A running node with these people in its store."""
