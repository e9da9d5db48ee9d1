"""A relay that keeps a row of each message by the product's own lane, and does nothing else.

What it does less than the product is what the product does for a message besides keeping it: whose
conversation it is, which rights and state it has, its counters, what desks are shown.
"""

from asyncio import Future
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from sqlalchemy import Connection, Engine

from benchmarks.relay_rivals import AGENT, EPOCH, Kept, Relay, Said
from protocol.bodies import Message
from protocol.entries import Audience
from protocol.ids import ClientId, ConversationId
from protocol.people import Author, AuthorRole
from protocol.scalars import Millis
from server_stub.bus.wakes import Wake
from server_stub.domain.acts import Act, Actor
from server_stub.domain.conversation import LogEntry
from server_stub.storage import conversations, kept, tables
from server_stub.storage.conversations import Committed
from server_stub.storage.engine import sqlite_url, store_now, writing_engine
from server_stub.storage.lane import Lane
from server_stub.storage.metadata import metadata
from server_stub.storage.unit_of_work import UnitOfWork

_WRITER = Actor(kind=AuthorRole.AGENT, id=AGENT, name="Анна")


class _Rows(UnitOfWork):
    """A transaction that writes a row for each message."""

    def __init__(
        self, connection: Connection, *, now: Millis, counted: dict[ConversationId, int]
    ) -> None:
        super().__init__(connection, now=now, offer_ms=0, kept=kept.Kept())
        self._counted = counted
        self._rows: list[LogEntry] = []

    def prepare(self, acts: Sequence[Act]) -> None:
        del acts

    def apply(self, act: Act) -> Committed:
        assert isinstance(act.request, Said)
        seq = self._counted[act.conversation] = self._counted.get(act.conversation, 0) + 1
        self._rows.append(
            LogEntry(
                conversation=act.conversation,
                seq=seq,
                rev=seq,
                at=self.now,
                epoch=EPOCH,
                audience=Audience.SUBSCRIBER,
                author=Author(role=act.actor.kind, id=act.actor.id, name=act.actor.name),
                body=Message(text=act.request.text),
                client_id=act.client_id,
            )
        )
        return Committed(act.conversation, seq, seq, EPOCH, self.now)

    def flush(self) -> None:
        conversations.add_entries(self.connection, self._rows)


class _RowsLane(Lane):
    """The product's lane: its thread, its group commit, its answers after the commit."""

    def __init__(self, engine: Engine) -> None:
        self._counted: dict[ConversationId, int] = {}
        super().__init__(engine, name="rows", offer_ms=0, publish=_nobody)

    def _unit(self, connection: Connection) -> UnitOfWork:
        return _Rows(connection, now=store_now(connection), counted=self._counted)


def _nobody(wakes: Sequence[Wake]) -> None:
    """No part of the product listens."""
    del wakes


def stored(folder: Path) -> Relay:
    """The wire and the disk alone: kept as safely as by the product, nothing is checked."""
    engine = writing_engine(sqlite_url(folder / "stored.sqlite"), lanes=1)
    metadata.create_all(engine, [tables.entry])
    lane = _RowsLane(engine)

    def keep(conversation: ConversationId, said: Said, at: Millis, kept: Kept) -> None:
        del at
        act = Act(
            actor=_WRITER,
            conversation=conversation,
            request=said,
            client_id=ClientId(said.client_id),
        )
        lane.submit(act).add_done_callback(partial(_tell, kept))

    return Relay(keep)


def _tell(kept: Kept, done: "Future[Committed]") -> None:
    kept(done.result().seq)
