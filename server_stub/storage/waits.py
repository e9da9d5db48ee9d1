"""Rows of waits: written as subscribers begin to wait, are taken and answered."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from sqlalchemy import Connection, bindparam, insert, select, update

from protocol.ids import QueueId
from server_stub.domain.configuration import Rules
from server_stub.domain.hours import open_ms
from server_stub.domain.waits import (
    ANSWERABLE,
    WaitBegan,
    WaitChange,
    WaitEnded,
    WaitsAnswered,
)
from server_stub.storage import tables

_table = tables.wait
_wait = tables.wait.c

_end = (
    update(_table)
    .where(_wait.conversation == bindparam("of"), _wait.ended_at.is_(None))
    .values(ended_at=bindparam("now"), how=bindparam("ended_how"), agent=bindparam("by"))
)
_owed = select(_wait.epoch, _wait.queue, _wait.began_at).where(
    _wait.conversation == bindparam("of"),
    _wait.answered_at.is_(None),
    _wait.how.in_([how.value for how in ANSWERABLE]),
)
_answer = (
    update(_table)
    .where(_wait.conversation == bindparam("of"), _wait.epoch == bindparam("in_epoch"))
    .values(answered_at=bindparam("now"), counted_ms=bindparam("counted"))
)


def write(connection: Connection, changes: Sequence[WaitChange], rules: Rules) -> None:
    """Write what a transaction did to waits, in its order: one ends before the next begins."""
    for kind, some in groupby(changes, key=type):
        if kind is WaitBegan:
            _begin(connection, some)  # type: ignore[arg-type]  # by their kind
        elif kind is WaitEnded:
            _finish(connection, some)  # type: ignore[arg-type]
        else:
            for one in some:
                _answered(connection, one, rules)  # type: ignore[arg-type]


def _begin(connection: Connection, begun: Iterable[WaitBegan]) -> None:
    connection.execute(
        insert(_table),
        [
            {
                "conversation": one.conversation,
                "epoch": one.epoch,
                "world": one.world,
                "queue": one.queue,
                "topic": one.topic,
                "channel": one.channel,
                "language": one.language,
                "why": one.why.value,
                "began_at": one.at,
                "how": "",
                "target_ms": one.target_ms,
            }
            for one in begun
        ],
    )


def _finish(connection: Connection, ended: Iterable[WaitEnded]) -> None:
    connection.execute(
        _end,
        [
            {"of": one.conversation, "now": one.at, "ended_how": one.how.value, "by": one.agent}
            for one in ended
        ],
    )


def _answered(connection: Connection, answered: WaitsAnswered, rules: Rules) -> None:
    owed = connection.execute(_owed, {"of": answered.conversation}).all()
    if owed:
        connection.execute(
            _answer,
            [
                {
                    "of": answered.conversation,
                    "in_epoch": row.epoch,
                    "now": answered.at,
                    "counted": open_ms(
                        rules.hours_of(QueueId(row.queue)), row.began_at, answered.at
                    ),
                }
                for row in owed
            ],
        )
