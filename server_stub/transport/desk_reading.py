"""What a desk reads of conversations, and the files that go into them and come out."""

from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from sqlalchemy import Connection as StoreConnection

from protocol import commands
from protocol.answers import Conversations, History, Page, Ticket, Upload, Waiting
from protocol.ids import AccountId, ConversationId, QueueId, SubscriberId
from server_stub.domain.acts import Actor
from server_stub.domain.conversation import head_of
from server_stub.storage import reading
from server_stub.transport import file_exchange
from server_stub.transport.connection import Connection
from server_stub.transport.services import Services
from server_stub.transport.session import Handler

_Seen = TypeVar("_Seen")


class Reader(Protocol):
    """The session of who reads."""

    connection: Connection
    services: Services

    @property
    def actor(self) -> Actor:
        """Who is signed in there."""

    @property
    def agent(self) -> AccountId:
        """His account."""

    @property
    def level(self) -> int:
        """Which entries he may see."""

    async def look(self, verb: str, look: Callable[[StoreConnection], _Seen]) -> _Seen:
        """Read what the verb shows, if he may still see it."""


def handlers(session: Reader) -> Mapping[type, Handler]:
    """What answers the commands that read conversations."""
    reading_desk = _DeskReading(session)
    return {
        commands.CatchUp: reading_desk.catch_up,
        commands.ReadHistory: reading_desk.history,
        commands.ReadWaiting: reading_desk.waiting,
        commands.ReadConversations: reading_desk.conversations,
        commands.AnnounceFile: reading_desk.announce_file,
        commands.AnnounceNoteFile: reading_desk.announce_file,
        commands.OpenFile: reading_desk.open_file,
    }


class _DeskReading:
    def __init__(self, session: Reader) -> None:
        self._session = session

    async def catch_up(self, command: commands.CatchUp) -> Page:
        session, wanted = self._session, ConversationId(command.conversation)
        page = await session.services.store.read(
            lambda connection: reading.page(
                connection,
                reading.sight(connection, session.actor, "catch_up", wanted),
                after_rev=command.after_rev,
                level=session.level,
            )
        )
        return Page(
            request=command.request,
            head=head_of(page.conversation, session.agent),
            entries=page.entries,
            through=page.through,
            more=page.more,
        )

    async def history(self, command: commands.ReadHistory) -> History:
        session, wanted = self._session, ConversationId(command.conversation)
        page = await session.services.store.read(
            lambda connection: reading.history(
                connection,
                reading.sight(connection, session.actor, "history", wanted),
                before_seq=command.before_seq,
                level=session.level,
            )
        )
        return History(
            request=command.request,
            head=head_of(page.conversation, session.agent),
            entries=page.entries,
            through=page.through,
            more=page.more,
        )

    async def waiting(self, command: commands.ReadWaiting) -> Waiting:
        queue = QueueId(command.queue)
        heads = await self._session.look(
            "waiting", lambda connection: reading.waiting(connection, queue)
        )
        return Waiting(request=command.request, queue=queue, conversations=heads)

    async def conversations(self, command: commands.ReadConversations) -> Conversations:
        subscriber = SubscriberId(command.subscriber)
        heads, more = await self._session.look(
            "conversations",
            lambda connection: reading.earlier(connection, subscriber, before=command.before),
        )
        return Conversations(request=command.request, conversations=heads, more=more)

    async def announce_file(
        self, command: commands.AnnounceFile | commands.AnnounceNoteFile
    ) -> Upload:
        wanted = ConversationId(command.conversation)
        return await file_exchange.announce(self._session, self._session.actor, wanted, command)

    async def open_file(self, command: commands.OpenFile) -> Ticket:
        wanted = ConversationId(command.conversation)
        return await file_exchange.ticket(self._session, self._session.actor, wanted, command)
