"""Owns the tape channel: recorded dialogs arrive as subscribers, each at its own pace.

    player = TapePlayer(port, tapes, at_once=4, pace=2.0, seed=7)
    await player.run()              # or as a task; cancel it at any moment
    figures = player.statistics()   # while it runs, too
    audit = await audit_visits(player.records, history)

One task of the player's own group plays one subscriber; `run` returns when all have gone. No tape
is on stage twice at once, for it is one person.
"""

from __future__ import annotations

import asyncio
import random
import sys
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from protocol.ids import new_id
from server_stub.channels.clock import Clock, WallClock
from server_stub.channels.port import VisitorPort
from server_stub.channels.tape_visit import Manner, TapeVisit, VisitRecord
from server_stub.practice.tape import Tape, TapeId

ENDLESS = sys.maxsize
"""As `total`: play until finished or cancelled."""

PATIENCE_SECONDS = 600.0  # twice the median of a whole recorded chat: nobody answers any more


@dataclass(frozen=True, slots=True)
class TapeStatistics:
    """The figures of a run so far.

    Attributes: `messages_in` were sent and acknowledged; `unacknowledged` were sent with no answer
    of the server (yet); `waiting` stand at a point where the tape waits; `unanswered` were given up
    on, those of subscribers who `left` excepted; `refused` visits met a coded refusal.
    """

    conversations: int
    playing: int
    messages_in: int
    unacknowledged: int
    answers: int
    waiting: int
    unanswered: int
    left: int
    refused: int
    ack_p50_ms: float
    ack_p99_ms: float


class TapePlayer:
    """Plays tapes as subscribers, at most `at_once` together.

    Attributes: `records` of every visit begun, in order of arrival.
    """

    def __init__(
        self,
        port: VisitorPort,
        tapes: Sequence[Tape],
        *,
        at_once: int = 4,
        pace: float = 1.0,
        seed: int = 0,
        patience: float = PATIENCE_SECONDS,
        gap: float = 15.0,
        total: int | None = None,
        clock: Clock | None = None,
        make_id: Callable[[], str] = new_id,
    ) -> None:
        """`gap` is the mean time between two arrivals at pace 1; `total` None is each tape once.

        The seed fixes order and arrivals, never the ids: two runs on one database do not collide.
        """
        if not tapes or at_once < 1 or pace <= 0:
            raise ValueError("a player needs tapes, room for one of them and a pace")
        self.records: list[VisitRecord] = []
        self._port = port
        self._tapes = tuple(tapes)
        self._at_once = min(at_once, len(self._tapes))
        self._gap = gap / pace
        self._total = len(self._tapes) if total is None else total
        self._chance = random.Random(seed)
        self._clock = clock or WallClock()
        self._manner = Manner(pace=pace, patience=patience, clock=self._clock, new_id=make_id)
        self._queue: deque[Tape] = deque()
        self._on_stage: set[TapeId] = set()
        self._finishing = False

    async def run(self) -> None:
        """Play until all have gone. Safe to cancel: the records tell what was acknowledged."""
        room = asyncio.Semaphore(self._at_once)
        async with asyncio.TaskGroup() as group:
            for arrival in range(self._total):
                await room.acquire()
                if arrival:
                    await self._manner.pause(self._chance.expovariate(1.0) * self._gap)
                if self._finishing:
                    break
                group.create_task(self._visit(self._next(), room))

    def finish(self, *, hurry: bool = False) -> None:
        """Let nobody else in; those who are in play to their end. Idempotent.

        In a hurry they leave as soon as nothing they have asked is unanswered.
        """
        self._finishing = True
        if hurry:
            self._manner.hurried.set()

    def statistics(self) -> TapeStatistics:
        """The figures so far; cheap enough to ask once a second."""
        records = self.records
        posted = [message for record in records for message in record.posted]
        acknowledged = sum(message.seq is not None for message in posted)
        delays = sorted(delay for record in records for delay in record.ack_seconds)
        return TapeStatistics(
            conversations=sum(bool(record.conversation) for record in records),
            playing=len(self._on_stage),
            messages_in=acknowledged,
            unacknowledged=len(posted) - acknowledged,
            answers=sum(record.answers for record in records),
            waiting=sum(record.waiting for record in records),
            unanswered=sum(record.unanswered for record in records),
            left=sum(record.left for record in records),
            refused=sum(bool(record.refused) for record in records),
            ack_p50_ms=_percentile_ms(delays, 0.50),
            ack_p99_ms=_percentile_ms(delays, 0.99),
        )

    async def _visit(self, tape: Tape, room: asyncio.Semaphore) -> None:
        visit = TapeVisit(
            self._port,
            tape,
            manner=self._manner,
            chance=random.Random(self._chance.random()),
        )
        self.records.append(visit.record)
        try:
            await visit.play()
        finally:
            self._on_stage.discard(tape.id)
            room.release()

    def _next(self) -> Tape:
        """The next tape that is not on stage: there is one, for fewer play than there are."""
        while True:
            for tape in self._queue:
                if tape.id not in self._on_stage:
                    self._queue.remove(tape)
                    self._on_stage.add(tape.id)
                    return tape
            self._queue.extend(self._chance.sample(self._tapes, len(self._tapes)))


def _percentile_ms(ordered: Sequence[float], share: float) -> float:
    if not ordered:
        return 0.0
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000
