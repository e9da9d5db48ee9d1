"""What a desk's session has of colleagues: its talks, what it is asked about, who is there."""

import asyncio
import hashlib
from collections.abc import Callable, Collection, Mapping
from typing import Protocol, TypeVar

from sqlalchemy import Connection as StoreConnection

from protocol import commands
from protocol.answers import Colleagues, PresenceTold, Talks
from protocol.ids import AccountId, ClientId, ConversationId, pair_talk_id
from protocol.people import Colleague
from server_stub.domain.acts import Act, Actor
from server_stub.domain.conversation import Conversation, head_of
from server_stub.storage import talks
from server_stub.storage.conversations import Committed
from server_stub.storage.engine import store_now
from server_stub.transport.connection import Connection
from server_stub.transport.services import Services
from server_stub.transport.session import Handler, Submit

_Seen = TypeVar("_Seen")


class Worker(Protocol):
    """The session of who talks."""

    connection: Connection
    services: Services

    @property
    def actor(self) -> Actor:
        """Who is signed in there."""

    @property
    def agent(self) -> AccountId:
        """His account."""

    async def look(self, verb: str, look: Callable[[StoreConnection], _Seen]) -> _Seen:
        """Read what the verb shows, if he may still see it."""

    def follow(self, part: str, revs: Mapping[ConversationId, int]) -> None:
        """Be told of what happens in these from now on."""


class Talking:
    """The talks of one session; told whole whenever the desk is, once it has asked for them."""

    def __init__(self, session: Worker) -> None:
        self._session = session
        self._wanted = False
        self._asked: dict[ConversationId, int] = {}
        self._present: dict[AccountId, Colleague] = {}
        self.openings: Mapping[type, Submit] = {
            commands.OpenTalk: self._open,
            commands.StartGroup: self._start,
        }
        self.handlers: Mapping[type, Handler] = {
            commands.ReadTalks: self._read,
            commands.FindColleagues: self._find,
        }

    @property
    def companions(self) -> Collection[AccountId]:
        """Whose presence its desk shows."""
        return self._present.keys()

    def is_asked(self, conversation: Conversation) -> bool:
        """Whether, as far as this session knows, it may still look into it."""
        return self._asked.get(conversation.id) == conversation.epoch

    def on_presences(self, seen: Mapping[AccountId, Colleague]) -> None:
        """Tell who has come or gone since he was told last."""
        for account, before in self._present.items():
            now = seen.get(account, before)
            if now != before:
                self._present[account] = now
                self._session.connection.send(PresenceTold(colleague=now))

    async def tell(self) -> None:
        """What is on the desk has changed, and so may the talks have."""
        if self._wanted:
            self._session.connection.send(await self._talks(request=None))

    async def _read(self, command: commands.ReadTalks) -> Talks:
        self._wanted = True
        return await self._talks(request=command.request)

    async def _talks(self, *, request: int | None) -> Talks:
        session = self._session
        rows = await session.look(
            "talks",
            lambda connection: talks.of_agent(connection, session.agent, now=store_now(connection)),
        )
        self._asked = {one.id: one.epoch for one in rows.asked}
        self._present = {one.id: one for one in rows.people}
        asked = [head_of(one) for one in rows.asked]
        session.follow("talks", {head.id: head.rev for head in (*rows.talks, *asked)})
        return Talks(
            request=request,
            desk_rev=rows.desk_rev,
            talks=rows.talks,
            asked=asked,
            people=rows.people,
        )

    async def _find(self, command: commands.FindColleagues) -> Colleagues:
        session = self._session
        found, more = await session.look(
            "find_colleagues",
            lambda connection: talks.find_colleagues(
                connection, session.agent, command.query, now=store_now(connection)
            ),
        )
        return Colleagues(request=command.request, found=found, more=more)

    def _open(self, command: commands.OpenTalk) -> "asyncio.Future[Committed]":
        talk = pair_talk_id(self._session.agent, AccountId(command.colleague))
        return self._submit(command, talk)

    def _start(self, command: commands.StartGroup) -> "asyncio.Future[Committed]":
        """A group's identity comes from its command's, so that a repeat finds the same."""
        whole = f"group/{self._session.agent}/{command.client_id}"
        return self._submit(
            command, ConversationId(hashlib.sha256(whole.encode()).hexdigest()[:32])
        )

    def _submit(
        self, command: commands.OpenTalk | commands.StartGroup, talk: ConversationId
    ) -> "asyncio.Future[Committed]":
        act = Act(
            actor=self._session.actor,
            conversation=talk,
            request=command,
            client_id=ClientId(command.client_id),
        )
        return self._session.services.store.lanes.submit(act)
