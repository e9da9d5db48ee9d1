"""The board as far as one lead leads: what was told last, and what of it is another now. Pure."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

import msgspec

from protocol import codec, limits
from protocol.board import BoardAgent, BoardAlert, BoardHour, BoardQueue, BoardTold
from protocol.ids import AccountId, QueueId
from protocol.scalars import Millis
from server_stub.domain.board import Rows
from server_stub.domain.led import Led

_Row = TypeVar("_Row", BoardQueue, BoardAgent)
_Id = TypeVar("_Id", QueueId, AccountId)

_encode = msgspec.json.Encoder().encode


class View:
    """What leads of the same groups see; all of them are told the same frames."""

    def __init__(self, led: Led) -> None:
        self.led = led
        self._at = Millis(0)
        self._queues: dict[QueueId, BoardQueue] = {}
        self._agents: dict[AccountId, BoardAgent] = {}
        self._today: list[BoardHour] = []
        self._yesterday: list[BoardHour] = []
        self._alerts: list[BoardAlert] = []

    def take(
        self,
        rows: Rows,
        alerts: list[BoardAlert],
        hours: tuple[list[BoardHour], list[BoardHour]] | None,
    ) -> list[bytes]:
        """The frames that tell what has changed since the last rows; none if nothing has."""
        queues = {id_: row for id_, row in rows.queues.items() if self.led.has_queue(id_)}
        agents = {id_: row for id_, row in rows.agents.items() if self.led.has_agent(id_)}
        changed_queues = _changed(self._queues, queues)
        changed_agents = _changed(self._agents, agents)
        gone = [one for one in self._agents if one not in agents]
        fewer = any(one not in queues for one in self._queues)
        today = hours[0] if hours is not None and hours[0] != self._today else None
        yesterday = hours[1] if hours is not None and hours[1] != self._yesterday else None
        new_alerts = alerts if alerts != self._alerts else None
        self._at, self._queues, self._agents, self._alerts = rows.at, queues, agents, alerts
        if hours is not None:
            self._today, self._yesterday = hours
        if fewer:
            return self.whole()  # only what is told whole says that a queue is no more
        others = BoardTold(
            at=rows.at,
            queues=[],
            agents=[],
            gone=gone,
            today=today,
            yesterday=yesterday,
            alerts=new_alerts,
        )
        return _frames(changed_queues, changed_agents, others)

    def whole(self) -> list[bytes]:
        """Everything, for who begins to watch."""
        others = BoardTold(
            at=self._at,
            queues=[],
            agents=[],
            gone=[],
            today=self._today,
            yesterday=self._yesterday,
            alerts=self._alerts,
            whole=True,
        )
        return _frames(list(self._queues.values()), list(self._agents.values()), others)


def _frames(
    queues: Iterable[BoardQueue], agents: Iterable[BoardAgent], others: BoardTold
) -> list[bytes]:
    """As many as the rows take; what is no row goes with the last of them."""
    empty = BoardTold(at=others.at, queues=[], agents=[], gone=[])
    bare = len(_encode(empty))
    pages: list[tuple[list[BoardQueue], list[BoardAgent]]] = [([], [])]
    size = 0
    rows: tuple[BoardQueue | BoardAgent, ...] = (*queues, *agents)
    for row in rows:
        length = len(_encode(row)) + 1
        if size and size + length > limits.BOARD_BYTES:
            pages.append(([], []))
            size = 0
        size += length
        if isinstance(row, BoardQueue):
            pages[-1][0].append(row)
        else:
            pages[-1][1].append(row)
    beside = len(_encode(others))
    if size and beside > bare and size + beside > limits.BOARD_BYTES:
        pages.append(([], []))
    told = [msgspec.structs.replace(empty, queues=one, agents=two) for one, two in pages]
    told[-1] = msgspec.structs.replace(others, queues=pages[-1][0], agents=pages[-1][1])
    return [codec.encode(one) for one in told if one != empty]


def _changed(before: Mapping[_Id, _Row], now: Mapping[_Id, _Row]) -> list[_Row]:
    return [row for id_, row in now.items() if before.get(id_) != row]
