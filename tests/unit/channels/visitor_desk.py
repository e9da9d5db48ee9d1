"""A server in memory that keeps every promise of the port, with an agent who answers by a rule."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from server_stub.channels.errors import VisitRefused, VisitUnavailable
from server_stub.channels.port import GivenFile, Sent, VisitorEntry, VisitorEntryKind, VisitorRole

EPOCH = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@dataclass
class Talk:
    """One conversation's log and what else was seen of its subscriber."""

    id: str
    name: str
    entered_at: float
    log: list[VisitorEntry] = field(default_factory=list)
    hints: list[str | None] = field(default_factory=list)
    ratings: list[tuple[int, str]] = field(default_factory=list)
    left: int = 0
    handles_open: int = 0
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def heard(self) -> list[VisitorEntry]:
        return [e for e in self.log if e.role is VisitorRole.SUBSCRIBER]

    def append(
        self,
        role: VisitorRole,
        text: str,
        *,
        kind: VisitorEntryKind = VisitorEntryKind.MESSAGE,
        client_id: str = "",
    ) -> VisitorEntry:
        now = asyncio.get_running_loop().time()
        entry = VisitorEntry(
            len(self.log) + 1, role, kind, text, EPOCH + timedelta(seconds=now), client_id
        )
        self.log.append(entry)
        self.changed.set()
        self.changed = asyncio.Event()
        return entry


Agent = Callable[[Talk], None]
"""Told after each message of the subscriber; may answer now or by `call_later`."""


def nobody(talk: Talk) -> None:
    """No agent at all."""


def answering(after: float, *, closing_at: int | None = None) -> Agent:
    """Answers so many seconds after each message; closes after the n-th answer."""

    def answer(talk: Talk) -> None:
        talk.append(VisitorRole.AGENT, "Да, сейчас посмотрю.")
        if closing_at == sum(e.role is VisitorRole.AGENT for e in talk.log):
            talk.append(VisitorRole.AGENT, "", kind=VisitorEntryKind.CLOSED)

    def heard(talk: Talk) -> None:
        asyncio.get_running_loop().call_later(after, answer, talk)

    return heard


class Desk:
    """The port. `stumbling` raises «unavailable» on every n-th command, after its commit."""

    def __init__(
        self,
        agent: Agent = nobody,
        *,
        latency: float = 0.0,
        stumbling: int = 0,
        refusing: str = "",
        refusing_rates: str = "",
    ) -> None:
        self.talks: dict[str, Talk] = {}
        self.entries_by_client: dict[str, Talk] = {}
        self.most_at_once = 0
        self.agent = agent
        self.latency = latency
        self.stumbling = stumbling
        self.refusing = refusing
        self.refusing_rates = refusing_rates
        self.commands = 0

    async def enter(
        self, *, client_id: str, name: str, phone: str | None, topic: str, language: str
    ) -> "Visit":
        talk = self.entries_by_client.get(client_id)
        if talk is None:
            now = asyncio.get_running_loop().time()
            talk = Talk(f"c{len(self.talks) + 1}", name, now)
            self.talks[talk.id] = self.entries_by_client[client_id] = talk
        self.stumble()
        talk.handles_open += 1
        self.most_at_once = max(
            self.most_at_once, sum(t.handles_open > 0 for t in self.talks.values())
        )
        return Visit(self, talk)

    async def history(self, conversation: str) -> Sequence[VisitorEntry]:
        return list(self.talks[conversation].log)

    def stumble(self) -> None:
        self.commands += 1
        if self.stumbling and self.commands % self.stumbling == 0:
            raise VisitUnavailable("restarting")


class Visit:
    """The handle of one visit to a talk."""

    def __init__(self, desk: Desk, talk: Talk) -> None:
        self._desk = desk
        self._talk = talk
        self._closed = False

    @property
    def conversation(self) -> str:
        return self._talk.id

    async def send(self, client_id: str, text: str, files: Sequence[GivenFile] = ()) -> Sent:
        if self._desk.refusing:
            raise VisitRefused(self._desk.refusing)
        await asyncio.sleep(self._desk.latency)
        known = next((e for e in self._talk.log if e.client_id == client_id), None)
        entry = known or self._talk.append(VisitorRole.SUBSCRIBER, text, client_id=client_id)
        if known is None:
            self._desk.agent(self._talk)
        self._desk.stumble()
        return Sent(entry.seq, entry.at)

    async def typing(self, text: str | None) -> None:
        self._talk.hints.append(text)

    async def leave(self) -> None:
        self._talk.left += 1

    async def rate(self, stars: int, comment: str = "") -> None:
        if self._desk.refusing_rates:
            raise VisitRefused(self._desk.refusing_rates)
        self._talk.ratings.append((stars, comment))

    async def entries(self) -> AsyncIterator[VisitorEntry]:
        told = 0
        while not self._closed:
            changed = self._talk.changed
            while told < len(self._talk.log):
                told += 1
                yield self._talk.log[told - 1]
            await changed.wait()

    async def aclose(self) -> None:
        self._closed = True
        self._talk.handles_open -= 1
        self._talk.changed.set()
