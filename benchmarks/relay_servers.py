"""The servers that the relay benchmark compares: ours, a bare relay, a naive store.

`python -m benchmarks.relay_servers MODE PAIRS FOLDER` prints one JSON line when it serves.

- `durable`: the product, every part of it, on SQLite.
- `bare`: the same frames relayed between the two ends of a pair, nothing checked, nothing stored.
- `naive`: as bare, with a SQLAlchemy session and a commit for each message before its answer.
"""

import asyncio
import json
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

from sqlalchemy import BigInteger, Integer, String, Text, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from protocol import codec, commands, version
from protocol.answers import Changed, Done, Visit, VisitChanged
from protocol.ids import (
    LIVE_WORLD,
    AccountId,
    ClientId,
    ConversationId,
    QueueId,
    TopicId,
)
from protocol.values import (
    Audience,
    Author,
    AuthorRole,
    ConversationState,
    Entry,
    Head,
    Message,
    Millis,
    Role,
)
from server_stub.accounts.signing_in import hash_token
from server_stub.app import prepare_blocking, running
from server_stub.config import Config
from server_stub.event_loop import run
from server_stub.observability import set_up_logging
from server_stub.storage import accounts
from server_stub.storage.engine import store_now, writing_engine
from server_stub.volna import seed_volna

UNLIMITED = 1_000_000


def token_of(pair: int) -> str:
    """The session of a pair's agent."""
    return f"benchmark-agent-{pair:06d}"


async def serve_product(pairs: int, folder: Path) -> None:
    """The product with an agent of room one for each pair."""
    config = Config(
        data=folder,
        port=0,
        http_port=0,
        commands_per_second=UNLIMITED,
        commands_burst=UNLIMITED,
        visit_commands_per_second=UNLIMITED,
        visit_commands_burst=UNLIMITED,
        connections_per_address=UNLIMITED,
        strangers_per_address=UNLIMITED,
        visits_per_address=UNLIMITED,
        offer_seconds=600,
    )
    prepare_blocking(config)
    engine = writing_engine(config.url(), lanes=1)
    with engine.begin() as connection:
        now = store_now(connection)
        seed_volna(connection, today=date.today(), subscribers=10)
        for pair in range(pairs):
            accounts.create(
                connection,
                login=f"agent-{pair}",
                name=f"Агент {pair}",
                role=Role.AGENT,
                password_hash="",
                now=now,
                room=1,
            )
            account = accounts.by_login(connection, f"agent-{pair}")
            if account is not None:
                accounts.open_session(
                    connection,
                    account,
                    token_hash=hash_token(token_of(pair)),
                    now=now,
                    expires_at=accounts.expiry(now, used_at=now),
                    keep=1,
                )
    engine.dispose()
    async with running(config) as node:
        await _serve_until_told(node.port)


class _Base(DeclarativeBase):
    pass


class _Stored(_Base):
    __tablename__ = "message"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    client_id: Mapped[str] = mapped_column(String(40), unique=True)
    conversation: Mapped[str] = mapped_column(String(40), index=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    author: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[int] = mapped_column(BigInteger)


class Relay:
    """Passes messages between the two ends of pairs, with or without a store in the event loop."""

    def __init__(self, keep: Callable[[ConversationId, int, str, str, str], None]) -> None:
        self._keep = keep
        self._ends: dict[tuple[ConversationId, bool], ServerConnection] = {}
        self._seqs: dict[ConversationId, int] = {}

    async def serve(self, socket: ServerConnection) -> None:
        """One end of a pair, named by the path."""
        path = socket.request.path if socket.request else ""
        _, side, pair = path.split("/")
        conversation, is_desk = ConversationId(pair), side == "desk"
        self._ends[conversation, is_desk] = socket
        decode = codec.decode_desk_command if is_desk else codec.decode_visit_command
        try:
            while True:
                command = decode(bytes(await socket.recv(decode=False)))
                if isinstance(command, commands.Send | commands.VisitSend):
                    await self._relay(conversation, command, is_desk)
        except ConnectionClosed:
            return

    async def _relay(
        self,
        conversation: ConversationId,
        command: "commands.Send | commands.VisitSend",
        from_desk: bool,
    ) -> None:
        seq = self._seqs[conversation] = self._seqs.get(conversation, 0) + 1
        role = AuthorRole.AGENT if from_desk else AuthorRole.SUBSCRIBER
        self._keep(conversation, seq, role.value, command.client_id, command.text)
        now = Millis(time.time_ns() // 1_000_000)
        done = Done(
            request=command.request, conversation=conversation, seq=seq, rev=seq, epoch=1, at=now
        )
        entry = Entry(
            seq=seq,
            rev=seq,
            at=now,
            author=Author(role=role, id="", name="Анна"),
            audience=Audience.SUBSCRIBER,
            body=Message(text=command.text),
            client_id=ClientId(command.client_id),
        )
        told: Changed | VisitChanged
        if from_desk:
            told = VisitChanged(
                visit=Visit(
                    conversation=conversation,
                    state=ConversationState.ACTIVE,
                    rev=seq,
                    last_seq=seq,
                ),
                after_rev=seq - 1,
                through=seq,
                entries=[entry],
            )
        else:
            told = Changed(
                head=_head(conversation, seq, now, command.text),
                after_rev=seq - 1,
                through=seq,
                entries=[entry],
            )
        own = self._ends[conversation, from_desk]
        await own.send(codec.encode(done), text=True)
        # As the product does: the writer's own client is told too.
        await own.send(codec.encode(told), text=True)
        peer = self._ends.get((conversation, not from_desk))
        if peer is not None:
            await peer.send(codec.encode(told), text=True)


def _head(conversation: ConversationId, seq: int, now: Millis, text: str) -> Head:
    return Head(
        id=conversation,
        world=LIVE_WORLD,
        state=ConversationState.ACTIVE,
        queue=QueueId("services"),
        topic=TopicId("services"),
        channel="web",
        language="ru",
        epoch=1,
        rev=seq,
        last_seq=seq,
        name="Анна Кольцова",
        phone="+7 9•• •••-41-17",
        entered_at=now,
        owner=AccountId("agent"),
        owner_name="Елена",
        waiting_since=now,
        unread=1,
        preview=text,
        preview_role=AuthorRole.SUBSCRIBER,
        changed_at=now,
    )


async def serve_bare() -> None:
    """The wire alone."""

    def keep(
        conversation: ConversationId, seq: int, author: str, client_id: str, text: str
    ) -> None:
        del conversation, seq, author, client_id, text

    await _serve_relay(Relay(keep))


async def serve_naive(folder: Path) -> None:
    """A session and a commit for each message, in the event loop, as most tutorials do."""
    engine = create_engine(f"sqlite:///{folder / 'naive.sqlite'}")

    @event.listens_for(engine, "connect")
    def on_connect(connection: object, record: object) -> None:
        del record
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    _Base.metadata.create_all(engine)

    def keep(
        conversation: ConversationId, seq: int, author: str, client_id: str, text: str
    ) -> None:
        with Session(engine) as session:
            session.add(
                _Stored(
                    conversation=conversation,
                    seq=seq,
                    author=author,
                    client_id=client_id,
                    text=text,
                    at=time.time_ns() // 1_000_000,
                )
            )
            session.commit()

    await _serve_relay(Relay(keep))


async def _serve_relay(relay: Relay) -> None:
    async with serve(
        relay.serve,
        "127.0.0.1",
        0,
        subprotocols=[Subprotocol(one) for one in version.SUBPROTOCOLS],
        compression=None,
    ) as server:
        await _serve_until_told(next(iter(server.sockets)).getsockname()[1])


async def _serve_until_told(port: int) -> None:
    print(json.dumps({"port": port}), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    mode, pairs_argument, folder_argument = sys.argv[1:]
    set_up_logging(level=40)
    if mode == "durable":
        run(serve_product(int(pairs_argument), Path(folder_argument)))
    elif mode == "bare":
        run(serve_bare())
    else:
        run(serve_naive(Path(folder_argument)))
