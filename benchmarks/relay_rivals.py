"""What the product is compared with: a relay that keeps nothing, and one that keeps naively.

Both send the frames that the product sends. The first does it through the product's `Connection`,
so that the difference is what the product does with a message, and nothing else. A third one, in
`relay_stored`, keeps a row of each message and does nothing else.
"""

import time
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import cast

from sqlalchemy import BigInteger, Integer, String, Text, UniqueConstraint, create_engine, event
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column
from websockets.asyncio.server import ServerConnection, broadcast, serve
from websockets.http11 import Request, Response
from websockets.typing import Subprotocol

from protocol import codec, commands, version
from protocol.answers import AnyAnswer, Changed, Done, Visit, VisitChanged
from protocol.bodies import Message
from protocol.conversations import ConversationState, Head
from protocol.entries import Audience, Entry
from protocol.ids import LIVE_WORLD, AccountId, ClientId, ConversationId, QueueId, TopicId
from protocol.people import Author, AuthorRole
from protocol.scalars import Millis
from server_stub.tasks import TaskOwner
from server_stub.transport.connection import Connection
from server_stub.transport.listener import READ_AHEAD_FRAMES, READ_BYTES
from server_stub.transport.websocket import Websocket

Said = commands.Send | commands.VisitSend
Kept = Callable[[int], None]
"""Says that a message is kept, and which number it has in its conversation."""

Keep = Callable[[ConversationId, Said, Millis, Kept], None]
"""Keeps a message, or does not, and then says so: at once or later."""

Tell = Callable[[AnyAnswer], None]

AGENT = AccountId("agent")
EPOCH = 1


class Relay:
    """Passes messages between the two ends of pairs; each is kept before it is answered."""

    def __init__(self, keep: Keep, *, at_once: bool = False) -> None:
        """`at_once` writes each frame by itself: a turn of the loop that commits is a long one."""
        self._keep = keep
        self._at_once = at_once
        self._ends: dict[tuple[ConversationId, bool], Tell] = {}

    async def start(self) -> int:
        """Listen as the product does; says on which port."""
        server = await serve(
            self._serve,
            "127.0.0.1",
            0,
            subprotocols=[Subprotocol(one) for one in version.SUBPROTOCOLS],
            process_request=_admit,
            create_connection=Websocket,
            max_size=READ_BYTES,
            max_queue=READ_AHEAD_FRAMES,
            compression=None,
        )
        port: int = next(iter(server.sockets)).getsockname()[1]
        return port

    async def _serve(self, socket: ServerConnection) -> None:
        """One end of a pair, named by the path."""
        path = socket.request.path if socket.request else ""
        _, side, pair = path.split("/")
        conversation, is_desk = ConversationId(pair), side == "desk"
        connection = Connection(cast(Websocket, socket), address="local")
        tell = partial(_tell_at_once, socket) if self._at_once else connection.send
        self._ends[conversation, is_desk] = tell
        decode = codec.decode_desk_command if is_desk else codec.decode_visit_command
        tasks = TaskOwner(side)
        tasks.spawn(connection.write(), what="writer")

        def take(frame: bytes) -> bool:
            command = decode(frame)
            if isinstance(command, Said):
                self._relay(conversation, command, is_desk)
            return True

        try:
            connection.take_by(take)
            while (frame := await connection.receive()) is not None:
                take(frame)
        finally:
            await connection.finish()
            await tasks.aclose()

    def _relay(self, conversation: ConversationId, command: Said, from_desk: bool) -> None:
        now = Millis(time.time_ns() // 1_000_000)
        tell = partial(self._tell, conversation, command, from_desk, now)
        self._keep(conversation, command, now, tell)

    def _tell(
        self, conversation: ConversationId, command: Said, from_desk: bool, now: Millis, seq: int
    ) -> None:
        """Answer the writer, and tell both ends."""
        entry = Entry(
            seq=seq,
            rev=seq,
            at=now,
            author=Author(
                role=AuthorRole.AGENT if from_desk else AuthorRole.SUBSCRIBER, id="", name="Анна"
            ),
            audience=Audience.SUBSCRIBER,
            body=Message(text=command.text),
            client_id=ClientId(command.client_id),
        )
        done = Done(
            request=command.request,
            conversation=conversation,
            seq=seq,
            rev=seq,
            epoch=EPOCH,
            at=now,
        )
        self._ends[conversation, from_desk](done)
        # Each end is told in its own words, the writer too.
        for is_desk in (True, False):
            tell = self._ends.get((conversation, is_desk))
            if tell is not None:
                change = _changed if is_desk else _visit_changed
                tell(change(conversation, entry))


def _tell_at_once(socket: ServerConnection, answer: AnyAnswer) -> None:
    broadcast([socket], codec.encode(answer), text=True)


def _admit(socket: ServerConnection, request: Request) -> Response | None:
    if request.path.count("/") == 2:
        return None
    return socket.respond(HTTPStatus.NOT_FOUND, "")


def _changed(conversation: ConversationId, entry: Entry) -> Changed:
    head = Head(
        id=conversation,
        world=LIVE_WORLD,
        state=ConversationState.ACTIVE,
        queue=QueueId("services"),
        topic=TopicId("services"),
        channel="web",
        language="ru",
        epoch=EPOCH,
        rev=entry.rev,
        last_seq=entry.seq,
        name="Анна Кольцова",
        phone="+7 9•• •••-41-17",
        entered_at=entry.at,
        owner=AGENT,
        owner_name="Елена",
        waiting_since=entry.at,
        unread=1,
        preview="Здравствуйте! Почему с меня опять сняли 30 рублей, я ничего не подключала?",
        preview_role=entry.author.role,
        changed_at=entry.at,
    )
    return Changed(head=head, after_rev=entry.rev - 1, through=entry.rev, entries=[entry])


def _visit_changed(conversation: ConversationId, entry: Entry) -> VisitChanged:
    visit = Visit(
        conversation=conversation,
        state=ConversationState.ACTIVE,
        rev=entry.rev,
        last_seq=entry.seq,
        agent_name="Елена",
    )
    return VisitChanged(visit=visit, after_rev=entry.rev - 1, through=entry.rev, entries=[entry])


def bare() -> Relay:
    """The wire alone: nothing is checked, nothing is stored."""
    counted: dict[ConversationId, int] = {}

    def keep(conversation: ConversationId, said: Said, at: Millis, kept: Kept) -> None:
        del said, at
        counted[conversation] = seq = counted.get(conversation, 0) + 1
        kept(seq)

    return Relay(keep)


class _Base(DeclarativeBase):
    pass


class _Conversation(_Base):
    __tablename__ = "conversation"
    id: Mapped[str] = mapped_column(String(40), primary_key=True)
    owner: Mapped[str] = mapped_column(String(40), index=True)
    epoch: Mapped[int] = mapped_column(Integer)
    last_seq: Mapped[int] = mapped_column(BigInteger)
    rev: Mapped[int] = mapped_column(BigInteger)
    unread: Mapped[int] = mapped_column(Integer)
    preview: Mapped[str] = mapped_column(Text)
    changed_at: Mapped[int] = mapped_column(BigInteger)


class _Message(_Base):
    __tablename__ = "message"
    __table_args__ = (UniqueConstraint("conversation", "seq"),)
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    client_id: Mapped[str] = mapped_column(String(40), unique=True)
    conversation: Mapped[str] = mapped_column(String(40))
    seq: Mapped[int] = mapped_column(BigInteger)
    author: Mapped[str] = mapped_column(String(40))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[int] = mapped_column(BigInteger)


def naive(folder: Path, conversations: list[ConversationId]) -> Relay:
    """What the product does with a message, as most tutorials do it.

    In the event loop, for each message: a session that loads the conversation, checks whose it is,
    takes its next number, inserts the message, moves the counters and commits. As safe on the disk
    as the product.
    """
    engine = create_engine(f"sqlite:///{folder / 'naive.sqlite'}")

    @event.listens_for(engine, "connect")
    def on_connect(connection: object, record: object) -> None:
        del record
        cursor = connection.cursor()  # type: ignore[attr-defined]
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    _Base.metadata.create_all(engine)
    with Session(engine) as session:
        session.add_all(
            _Conversation(
                id=one,
                owner=AGENT,
                epoch=EPOCH,
                last_seq=0,
                rev=0,
                unread=0,
                preview="",
                changed_at=0,
            )
            for one in conversations
        )
        session.commit()

    def keep(conversation: ConversationId, said: Said, at: Millis, kept: Kept) -> None:
        with Session(engine) as session:
            row = session.get_one(_Conversation, conversation)
            from_agent = isinstance(said, commands.Send)
            if isinstance(said, commands.Send) and (row.owner, row.epoch) != (AGENT, said.epoch):
                raise PermissionError(conversation)
            seq = row.last_seq + 1
            session.add(
                _Message(
                    conversation=conversation,
                    seq=seq,
                    author=AGENT if from_agent else conversation,
                    client_id=said.client_id,
                    text=said.text,
                    at=at,
                )
            )
            row.last_seq = row.rev = seq
            row.unread = 0 if from_agent else row.unread + 1
            row.preview = said.text
            row.changed_at = at
            session.commit()
        kept(seq)

    return Relay(keep, at_once=True)
