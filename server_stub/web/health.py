"""Whether the node can do its work, as a balancer or a watcher is told."""

import asyncio
from collections.abc import Callable
from enum import StrEnum

import msgspec

from server_stub.bus.port import Bus, BusState
from server_stub.storage import reading
from server_stub.storage.errors import StorageUnavailable
from server_stub.store import Store

READ_SECONDS = 2.0
"""A look at the store that takes longer is a store that cannot be read: a screen would give up."""

UNWRITTEN_SECONDS = 15.0
"""Three renewals of the leases missed: nothing can be acknowledged, agents are offered nothing."""


class NodeState(StrEnum):
    """What a node can do; only one that is ready should be sent anybody."""

    READY = "ready"
    DRAINING = "draining"
    """It was told to stop, and sends everybody away."""
    UNREADABLE = "unreadable"
    UNWRITABLE = "unwritable"
    """Screens still read, but nothing has been written for a while."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The state of a node at one moment."""

    status: NodeState
    waiting_jobs: int
    written_seconds_ago: float
    bus: BusState
    """Lost, it makes other nodes' changes come up to a second later, and nothing else."""


class Health:
    """Asked by `/healthz`. Writes nothing itself: the last renewal of the leases tells enough."""

    def __init__(self, store: Store, bus: Bus, *, written_seconds_ago: Callable[[], float]) -> None:
        self._store = store
        self._bus = bus
        self._written_seconds_ago = written_seconds_ago
        self._draining = False

    def drain(self) -> None:
        """The node was told to stop. Idempotent."""
        self._draining = True

    async def report(self) -> Report:
        """The state now."""
        return Report(
            status=await self._state(),
            waiting_jobs=self._store.lanes.waiting,
            written_seconds_ago=round(self._written_seconds_ago(), 1),
            bus=self._bus.state,
        )

    async def _state(self) -> NodeState:
        if self._draining:
            return NodeState.DRAINING
        try:
            async with asyncio.timeout(READ_SECONDS):
                await self._store.read(reading.store_epoch)
        except (StorageUnavailable, TimeoutError):
            return NodeState.UNREADABLE
        late = self._written_seconds_ago() > UNWRITTEN_SECONDS
        return NodeState.UNWRITABLE if late else NodeState.READY
