"""The server of a demo: the invented operator, tapes as subscribers, an agent, a proof at the end.

It runs as a process of its own and talks to the one that started it in JSON lines: it says `ready`
with where and as whom to sign in; told `finish` it lets nobody else in, plays everyone to his end
and says `report`; at the end of its input it stops.
"""

import asyncio
import contextlib
import hashlib
import signal
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

import msgspec
from sqlalchemy import Connection, select

from protocol.configuration import AgentRules, Known
from protocol.conversations import ConversationState
from protocol.ids import ID_LENGTH, AccountId, ClientId, ConversationId
from protocol.people import AuthorRole, Role
from protocol.scalars import Millis
from resources.volna.centre import topic_ids
from server_stub.accounts import passwords
from server_stub.app import Node, prepare_blocking, running
from server_stub.channels.in_process import InProcessVisits
from server_stub.channels.tape import ENDLESS, TapePlayer
from server_stub.channels.visit_audit import audit_visits
from server_stub.channels.visits import OpenedVisit
from server_stub.config import Config, ConfigError
from server_stub.practice.library import shipped_tapes
from server_stub.practice.tape import Tape
from server_stub.practice.tape_file import read_tapes
from server_stub.storage import accounts, configuration, tables
from server_stub.storage.engine import store_now, writing_engine
from server_stub.tasks import TaskOwner
from server_stub.volna import install_blocking

LOGIN = "demo"
PASSWORD = "volna-demo"
ANY_TOPIC = "general"
"""The operator's topic for whatever fits no other."""
AGENT_NAMES = {"ru": "Елена Морозова", "en": "Helen Moroz"}


class DemoOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What to play, and how fast."""

    data: str
    tapes: str | None = None
    at_once: int = 3
    pace: float = 1.0
    gap: float = 15.0
    language: str = "ru"
    total: int | None = None
    """So many subscribers come in; without it they come without end."""
    seed: int = 1

    def config(self) -> Config:
        """The settings of its server."""
        return Config(data=Path(self.data), port=0, http_port=0)


class Ready(msgspec.Struct, frozen=True, kw_only=True, tag="ready", tag_field="kind"):
    """The server can be used."""

    port: int
    http_port: int
    login: str
    password: str


class SentMessage(msgspec.Struct, frozen=True, kw_only=True):
    """A message the agent's side saw acknowledged, in the order of sending."""

    conversation: str
    client_id: str


class Finish(msgspec.Struct, frozen=True, kw_only=True, tag="finish", tag_field="kind"):
    """Let nobody else in, and see those off who are in."""


class Prove(msgspec.Struct, frozen=True, kw_only=True, tag="prove", tag_field="kind"):
    """Compare what was acknowledged on both sides with what the store holds."""

    sent: list[SentMessage] = []


class PlayedOut(msgspec.Struct, frozen=True, kw_only=True, tag="played_out", tag_field="kind"):
    """Everyone who came in has gone."""


class AckMs(msgspec.Struct, frozen=True, kw_only=True):
    """From sending to the acknowledgement, milliseconds, subscribers' side."""

    p50: float
    p99: float


class RefusedTape(msgspec.Struct, frozen=True, kw_only=True):
    """A tape that the server did not let in, and why."""

    tape: str
    code: str


class Report(msgspec.Struct, frozen=True, kw_only=True, tag="report", tag_field="kind"):
    """What came of it; `lost`, `doubled` and `reordered` count messages of both sides."""

    conversations: int
    messages_in: int
    messages_out: int
    ack_ms: AckMs
    unanswered: int
    lost: int
    doubled: int
    reordered: int
    left: int
    refused: list[RefusedTape]


_orders = msgspec.json.Decoder(Finish | Prove)


async def run_demo(options: DemoOptions) -> None:
    """Serve until the input ends or a signal comes."""
    config = options.config()
    tapes = _on_known_topics(_tapes(options))
    await asyncio.to_thread(_prepare_blocking, config, options.language)
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        with contextlib.suppress(NotImplementedError):
            loop.add_signal_handler(number, stop.set)
    async with running(config) as node:
        await _see_off(node)
        _say(Ready(port=node.port, http_port=node.http_port, login=LOGIN, password=PASSWORD))
        tasks = TaskOwner("demo")
        demo = _Demo(node, tapes, options)
        tasks.spawn(demo.play(), what="tapes")
        tasks.spawn(_obey(demo, stop), what="orders")
        try:
            await stop.wait()
        finally:
            await tasks.aclose()
            demo.close()


class _Demo:
    """The subscribers of a demo."""

    def __init__(self, node: Node, tapes: Sequence[Tape], options: DemoOptions) -> None:
        self._store = node.services.store
        self._port = InProcessVisits(
            node.services.visits, node.services.files, node.services.bus, channel="web"
        )
        self.player = TapePlayer(
            self._port,
            tapes,
            at_once=options.at_once,
            pace=options.pace,
            gap=options.gap,
            seed=options.seed,
            total=ENDLESS if options.total is None else options.total,
        )

    async def play(self) -> None:
        await self.player.run()
        _say(PlayedOut())

    async def prove(self, sent: Sequence[SentMessage]) -> Report:
        """Compare what both sides saw acknowledged with the store."""
        figures = self.player.statistics()
        heard = await audit_visits(self.player.records, self._port.history)
        played = {record.conversation for record in self.player.records if record.conversation}
        # Who was there before a demo was cut short may have been answered, too.
        played.update(one.conversation for one in sent)
        stored = await self._store.read(lambda connection: _agents_messages(connection, played))
        lost, doubled, reordered = _compare(sent, stored)
        return Report(
            conversations=figures.conversations,
            messages_in=figures.messages_in,
            messages_out=len(stored),
            ack_ms=AckMs(p50=round(figures.ack_p50_ms, 2), p99=round(figures.ack_p99_ms, 2)),
            unanswered=figures.unanswered + figures.waiting,
            lost=heard.lost + lost,
            doubled=heard.doubled + doubled,
            reordered=heard.reordered + reordered,
            left=figures.left,
            refused=[
                RefusedTape(tape=record.tape, code=record.refused)
                for record in self.player.records
                if record.refused
            ],
        )

    def close(self) -> None:
        self._port.close()


async def _obey(demo: _Demo, stop: asyncio.Event) -> None:
    """Follow orders until the input ends: whoever started us is gone then."""
    orders: asyncio.Queue[bytes] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def read() -> None:
        for line in sys.stdin.buffer:
            loop.call_soon_threadsafe(orders.put_nowait, line)
        loop.call_soon_threadsafe(orders.put_nowait, b"")

    # A thread, since Windows cannot wait for a pipe in an event loop; it ends with the process.
    threading.Thread(target=read, name="orders", daemon=True).start()
    while line := await orders.get():
        order = _orders.decode(line)
        if isinstance(order, Finish):
            demo.player.finish(hurry=True)
        else:
            _say(await demo.prove(order.sent))
    stop.set()


async def _see_off(node: Node) -> None:
    """Subscribers of a demo that was cut short play no more: they have left. Idempotent."""
    visits = node.services.visits
    for conversation, name in await node.services.store.read(_open_conversations):
        # The same command at the next start: it is done once.
        command = ClientId(hashlib.sha256(f"left:{conversation}".encode()).hexdigest()[:ID_LENGTH])
        await visits.leave(
            OpenedVisit(conversation=conversation, name=name, token="", now=Millis(0)), command
        )


def _open_conversations(connection: Connection) -> list[tuple[ConversationId, str]]:
    table = tables.conversation.c
    rows = connection.execute(
        select(table.id, table.name).where(table.state != ConversationState.CLOSED.value)
    )
    return [(ConversationId(row.id), row.name) for row in rows]


def _prepare_blocking(config: Config, language: str) -> None:
    prepare_blocking(config)
    engine = writing_engine(config.url(), lanes=1)
    try:
        with engine.begin() as connection:
            _refuse_real_work(connection)
        install_blocking(config)
        with engine.begin() as connection:
            name = AGENT_NAMES[language]
            agent = accounts.by_login(connection, LOGIN)
            if agent is None:
                agent_id = accounts.create(
                    connection,
                    login=LOGIN,
                    name=name,
                    role=Role.AGENT,
                    password_hash=passwords.hash_blocking(PASSWORD),
                    now=store_now(connection),
                )
                configuration.save_agent(connection, _knows_everything(connection, agent_id))
            elif agent.name != name:
                accounts.change(connection, agent.id, name=name)
    finally:
        engine.dispose()


def _knows_everything(connection: Connection, agent: AccountId) -> AgentRules:
    """Whoever looks at the demo is offered whatever comes in."""
    centre = configuration.read(connection).configuration
    return AgentRules(
        account=agent,
        skills=tuple(Known(skill=skill.id, level=3) for skill in centre.skills),
        languages=("ru", "en"),
    )


def _refuse_real_work(connection: Connection) -> None:
    """Raise on a store of others: a demo sees subscribers off and lets in by a known password."""
    if accounts.everyone(connection) and accounts.by_login(connection, LOGIN) is None:
        raise ConfigError("data", "people work on this store; a demo needs a folder of its own")


def _tapes(options: DemoOptions) -> list[Tape]:
    if options.tapes is None:
        return shipped_tapes(options.language)
    return read_tapes(Path(options.tapes))


def _on_known_topics(tapes: Sequence[Tape]) -> list[Tape]:
    """Recordings of other operators have topics of their own: they go where everything may go."""
    known = topic_ids()
    return [
        tape if tape.topic in known else msgspec.structs.replace(tape, topic=ANY_TOPIC)
        for tape in tapes
    ]


def _agents_messages(connection: Connection, conversations: set[str]) -> list[SentMessage]:
    """What agents wrote in these conversations, in the order of the logs."""
    entry = tables.entry.c
    rows = connection.execute(
        select(entry.conversation, entry.client_id)
        .where(entry.author_role == AuthorRole.AGENT.value, entry.kind == "message")
        .order_by(entry.conversation, entry.seq)
    )
    return [
        SentMessage(conversation=row.conversation, client_id=row.client_id or "")
        for row in rows
        if row.conversation in conversations
    ]


def _compare(sent: Sequence[SentMessage], stored: Sequence[SentMessage]) -> tuple[int, int, int]:
    """Lost, doubled, reordered: acknowledged messages against the logs."""
    places = {(one.conversation, one.client_id): place for place, one in enumerate(stored)}
    doubled = len(stored) - len(places)
    lost = sum((one.conversation, one.client_id) not in places for one in sent)
    reordered = 0
    latest: dict[str, int] = {}
    for one in sent:
        place = places.get((one.conversation, one.client_id))
        if place is None:
            continue
        reordered += place < latest.get(one.conversation, -1)
        latest[one.conversation] = max(place, latest.get(one.conversation, -1))
    return lost, doubled, reordered


def _say(message: Ready | PlayedOut | Report) -> None:
    sys.stdout.write(msgspec.json.encode(message).decode() + "\n")
    sys.stdout.flush()
