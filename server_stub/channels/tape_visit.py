"""Owns one subscriber of a tape at play: writes, waits for the agent, loses patience, rates."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from server_stub.channels.clock import Clock
from server_stub.channels.errors import VisitRefused, VisitUnavailable
from server_stub.channels.port import (
    GivenFile,
    VisitHandle,
    VisitorEntryKind,
    VisitorPort,
    VisitorRole,
)
from server_stub.channels.shipped_files import shipped_file
from server_stub.practice.tape import Kind, Role, Tape, is_answer, is_question

T = TypeVar("T")

KEYS_PER_SECOND = 6.0  # an ordinary thumb; how long a message is seen being typed
PEEKS = 3  # typing hints a message; each is shown to the agent, so few
TRIES = 8  # with doubling pauses from half a second: a minute of a server restarting
FIRST_PAUSE = 0.5


@dataclass(slots=True)
class Posted:
    """A message this subscriber sent; `seq` once it was acknowledged."""

    client_id: str
    text: str
    seq: int | None = None


@dataclass(slots=True)
class VisitRecord:
    """What happened in a visit, for statistics and the audit. Grows while the visit plays.

    Attributes: `waiting` is how many messages stand without an answer at a point where the tape
    waits for one; `unanswered` is how many of them were given up on; `left` says the subscriber
    went away with a message unanswered; `refused` is the code with which the server said no.
    """

    tape: str
    conversation: str = ""
    posted: list[Posted] = field(default_factory=list)
    answers: int = 0
    waiting: int = 0
    unanswered: int = 0
    left: bool = False
    refused: str = ""
    rated: bool = False
    ack_seconds: list[float] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Manner:
    """How every tape of a run is played.

    `pace` divides the recorded pauses; patience is a person's own and is never divided: a fast run
    makes subscribers write faster, not give up on an agent sooner. `patience` is for tapes that
    name none. Once `hurried` nobody pauses, nor says more than what is still to be answered.
    """

    pace: float
    patience: float
    clock: Clock
    new_id: Callable[[], str]
    hurried: asyncio.Event = field(default_factory=asyncio.Event)

    async def pause(self, seconds: float) -> None:
        """A pause of the tape, cut short by hurry."""
        if self.hurried.is_set():
            return
        async with asyncio.TaskGroup() as group:
            sleep = group.create_task(self.clock.sleep(seconds))
            hurry = group.create_task(self.hurried.wait())
            await asyncio.wait((sleep, hurry), return_when=asyncio.FIRST_COMPLETED)
            sleep.cancel()
            hurry.cancel()


class TapeVisit:
    """Plays one tape once. Safe to cancel at any moment: `record` says what was acknowledged."""

    def __init__(
        self, port: VisitorPort, tape: Tape, *, manner: Manner, chance: random.Random
    ) -> None:
        self.record = VisitRecord(tape.id)
        self._port = port
        self._tape = tape
        self._manner = manner
        self._chance = chance
        self._entry_id = manner.new_id()
        self._news = asyncio.Event()
        self._answered_seq = 0
        self._closed_seq = 0
        self._sent_seq = 0

    async def play(self) -> None:
        """Enter, play to the end, leave. A refusal ends the visit and is recorded."""
        try:
            handle = await self._persist(self._enter)
        except (VisitRefused, VisitUnavailable) as error:
            self.record.refused = error.code
            return
        self.record.conversation = handle.conversation
        try:
            async with asyncio.TaskGroup() as group:
                listener = group.create_task(self._listen(handle))
                await self._act(handle)
                listener.cancel()
        finally:
            await handle.aclose()

    async def _act(self, handle: VisitHandle) -> None:
        try:
            await self._perform(handle)
            await self._persist(handle.leave)
        except (VisitRefused, VisitUnavailable) as error:
            self.record.refused = error.code
            self._give_up()

    async def _perform(self, handle: VisitHandle) -> None:
        shown = 0.0  # when the subscriber last saw or did something, by the tape's time
        for event in self._tape.events:
            pause = (event.at - shown) / self._manner.pace
            if is_question(event):
                files = [shipped_file(name) for name in event.files]
                if not await self._write(handle, event.text, pause, files):
                    return
            elif is_answer(event) and self.record.waiting:
                if not await self._answered():
                    return
            elif event.kind is Kind.CLOSED:
                await self._within_patience(lambda: self._closed_seq > self._sent_seq)
            elif event.kind is Kind.RATING:
                await self._manner.pause(pause)
                if event.stars is not None:
                    await self._rate(handle, event.stars, event.text)
            elif event.kind is Kind.LEFT:
                await self._manner.pause(pause)
                self._walk_out()
                return
            elif event.kind is not Kind.MESSAGE or event.role is Role.SYSTEM:
                continue
            shown = event.at
        # Whatever the recorded agent never answered, the tape does not wait for.
        self.record.waiting = 0

    async def _write(
        self, handle: VisitHandle, text: str, pause: float, files: Sequence[GivenFile]
    ) -> bool:
        """Whether it was written: in a hurry nothing new is begun."""
        typing = min(pause, len(text) / KEYS_PER_SECOND / self._manner.pace)
        await self._manner.pause(pause - typing)
        if self._manner.hurried.is_set() and not self.record.waiting:
            return False
        for peek in range(1, PEEKS + 1):
            await handle.typing(text[: len(text) * peek // PEEKS])
            await self._manner.pause(typing / PEEKS)
        posted = Posted(self._manner.new_id(), text)
        self.record.posted.append(posted)
        started = self._manner.clock.now()
        sent = await self._persist(lambda: handle.send(posted.client_id, text, files))
        self.record.ack_seconds.append(self._manner.clock.now() - started)
        posted.seq = self._sent_seq = sent.seq
        self.record.waiting += 1
        await handle.typing(None)
        return True

    async def _answered(self) -> bool:
        """Whether an answer came; if not, the subscriber has gone and the record says how."""
        # After the closing nobody is there to answer: it ends the wait like a lost patience.
        await self._within_patience(
            lambda: max(self._answered_seq, self._closed_seq) > self._sent_seq
        )
        if self._answered_seq > self._sent_seq:
            self.record.waiting = 0
            return True
        if self._tape.patience is not None and self._closed_seq < self._sent_seq:
            self._walk_out()
        else:
            self._give_up()
        return False

    def _walk_out(self) -> None:
        self.record.left = self.record.waiting > 0 and self._answered_seq < self._sent_seq
        self.record.waiting = 0

    def _give_up(self) -> None:
        self.record.unanswered += self.record.waiting
        self.record.waiting = 0

    async def _rate(self, handle: VisitHandle, stars: int, comment: str) -> None:
        try:
            await self._persist(lambda: handle.rate(stars, comment))
        except VisitRefused as error:
            # Nothing hangs on it: the subscriber goes on with what he has to say.
            self.record.refused = error.code
        else:
            self.record.rated = True

    async def _enter(self) -> VisitHandle:
        return await self._port.enter(
            client_id=self._entry_id,
            name=self._tape.subscriber.name,
            phone=self._tape.subscriber.phone,
            topic=self._tape.topic,
            language=self._tape.language,
        )

    async def _listen(self, handle: VisitHandle) -> None:
        async for entry in handle.entries():
            if entry.kind is VisitorEntryKind.CLOSED:
                self._closed_seq = entry.seq
            elif (
                entry.kind is VisitorEntryKind.MESSAGE
                and entry.role in (VisitorRole.AGENT, VisitorRole.ROBOT)
                and entry.seq > self._answered_seq  # other words for an old answer are no new one
            ):
                self._answered_seq = entry.seq
                self.record.answers += 1
            else:
                continue
            self._news.set()

    async def _within_patience(self, reached: Callable[[], bool]) -> None:
        """Return once `reached`, or when the subscriber's patience is over."""
        patience = self._tape.patience or self._manner.patience
        async with asyncio.TaskGroup() as group:
            timer = group.create_task(self._manner.clock.sleep(patience))
            while not reached() and not timer.done():
                self._news.clear()
                news = group.create_task(self._news.wait())
                await asyncio.wait((timer, news), return_when=asyncio.FIRST_COMPLETED)
                news.cancel()
            timer.cancel()

    async def _persist(self, command: Callable[[], Awaitable[T]]) -> T:
        """Try an idempotent command until its outcome is known, with doubling pauses."""
        pause = FIRST_PAUSE
        for _ in range(TRIES - 1):
            try:
                return await command()
            except VisitUnavailable:
                # Spread, so that all subscribers do not come back at one moment.
                await self._manner.clock.sleep(pause * self._chance.uniform(0.5, 1.0))
                pause *= 2
        return await command()
