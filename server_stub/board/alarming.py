"""The alerts that stand on this node's board: raised and cleared with its looks, recorded once.

The rows are all nodes': one that begins to look goes on from what stands there.
"""

from collections.abc import Mapping

import msgspec

from protocol.board import AlertLevel
from protocol.scalars import Millis
from server_stub.domain.alerts import Changes, Key, Passed, changes
from server_stub.storage import alerts
from server_stub.storage.unit_of_work import UnitOfWork
from server_stub.store import Store


class Alarming:
    """What is passed since when."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._standing: dict[Key, Passed] | None = None

    @property
    def standing(self) -> list[Passed]:
        """What is raised now."""
        return list((self._standing or {}).values())

    def forget(self) -> None:
        """Nobody watches: what stands meanwhile is in the rows."""
        self._standing = None

    async def take(self, now: Mapping[Key, Passed], *, at: Millis) -> None:
        """Follow what is passed now; what has changed by it is recorded before it is told."""
        before = self._standing
        if before is None:
            recorded = await self._store.read(alerts.opened)
            before = {
                key: _as_recorded(key, now.get(key), level, since)
                for key, (level, since) in recorded.items()
            }
        found = changes(before, now, at=at)
        if found != Changes([], [], []):
            await self._store.lanes.run(lambda unit: _write(unit, found), aside=True)
        self._standing = {
            key: _kept(before[key], one) if key in before else one for key, one in now.items()
        }


def _write(unit: UnitOfWork, found: Changes) -> None:
    alerts.write(unit.connection, found)


def _kept(before: Passed, now: Passed) -> Passed:
    """The same alert: told again only when it is of another level."""
    if now.level is before.level:
        return before
    return msgspec.structs.replace(now, since=before.since)


def _as_recorded(key: Key, now: Passed | None, level: AlertLevel, since: Millis) -> Passed:
    """As another look, or another node, has raised it."""
    if now is not None:
        return msgspec.structs.replace(now, level=level, since=since)
    return Passed(key=key, level=level, value=0, threshold=0, since=since, of_queue=False)
