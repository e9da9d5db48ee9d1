"""What `/healthz` says in each state of a node, and with which code."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest

from server_stub.app import Node
from server_stub.storage.unit_of_work import UnitOfWork
from server_stub.transport import hub
from server_stub.web import health
from tests.support.nodes import node_in
from tests.support.noise import ExpectNoise

SOON_SECONDS = 120
TROUBLE = (
    "store_unavailable|route_failed|alarms_failed|compare_failed|ended_unrecorded|words_not_indexed"
)


@asynccontextmanager
async def _asking(node: Node) -> AsyncIterator[Callable[[], Any]]:
    base = f"http://127.0.0.1:{node.http_port}"
    async with httpx.AsyncClient(base_url=base, trust_env=False, timeout=SOON_SECONDS) as client:

        async def ask() -> tuple[int, str]:
            answer = await client.get("/healthz")
            assert answer.headers["content-type"] == "application/json"
            told = answer.json()
            assert told.keys() == {"status", "waiting_jobs", "written_seconds_ago", "bus"}
            assert told["written_seconds_ago"] >= 0
            return answer.status_code, told["status"]

        yield ask


async def _until(ask: Callable[[], Any], wanted: tuple[int, str]) -> None:
    async with asyncio.timeout(SOON_SECONDS):
        while await ask() != wanted:  # noqa: ASYNC110 - only asking tells
            await asyncio.sleep(0.02)


async def _writing_connection(node: Node) -> sqlite3.Connection:
    """Bare: what is done on it holds for every transaction to come."""

    def bare(unit: UnitOfWork) -> object:
        return unit.connection.connection.driver_connection

    raw = await node.services.store.lanes.run(bare)
    assert isinstance(raw, sqlite3.Connection)
    return raw


async def test_a_store_that_takes_no_writes_is_told_from_one_that_cannot_be_read(
    tmp_path: Path, expect_noise: ExpectNoise, monkeypatch: pytest.MonkeyPatch
) -> None:
    expect_noise(TROUBLE)
    monkeypatch.setattr(hub, "LEASE_SECONDS", 0.1)
    monkeypatch.setattr(health, "UNWRITTEN_SECONDS", 3.0)
    async with node_in(tmp_path, {}) as node, _asking(node) as ask:
        # With nobody here, too: the leases are renewed all the same.
        await _until(ask, (200, "ready"))
        raw = await _writing_connection(node)
        raw.execute("PRAGMA query_only = ON").close()
        await _until(ask, (503, "unwritable"))
        raw.execute("PRAGMA query_only = OFF").close()
        await _until(ask, (200, "ready"))
        raw.execute("ALTER TABLE store RENAME TO lost").close()
        await _until(ask, (503, "unreadable"))
        raw.execute("ALTER TABLE lost RENAME TO store").close()
        await _until(ask, (200, "ready"))
