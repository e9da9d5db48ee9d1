"""What a desk shows of itself in passing: who is typing, who looks. Nothing of it is kept."""

from collections.abc import Mapping
from typing import Protocol

from protocol import commands
from protocol.answers import Hint, Looking
from protocol.ids import AccountId, ConversationId
from protocol.people import AuthorRole
from server_stub.bus.wakes import HintWake, LookingWake
from server_stub.domain.acts import Actor
from server_stub.domain.errors import DomainError
from server_stub.storage import reading
from server_stub.transport.hub import DeskWatcher
from server_stub.transport.services import Services
from server_stub.transport.session import Handler


class Worker(DeskWatcher, Protocol):
    """The session of who looks and types."""

    services: Services

    @property
    def actor(self) -> Actor:
        """Who is signed in there."""

    @property
    def agent(self) -> AccountId:
        """His account."""


class DeskHints:
    """The hints of one session, and which conversations it has in view."""

    def __init__(self, session: Worker) -> None:
        self._session = session
        self._in_view: set[ConversationId] = set()
        self.handlers: Mapping[type, Handler] = {
            commands.LookAt: self._look,
            commands.Typing: self._typing,
        }

    def look_away_from_all(self) -> None:
        """The session is over: nothing is in view here any more."""
        for conversation in tuple(self._in_view):
            self._look_away(conversation)

    async def _typing(self, command: commands.Typing) -> None:
        """Only the one who answers gives this hint to the subscriber."""
        session = self._session
        conversation = await self._in_sight(command)
        hint = Hint(
            conversation=conversation,
            role=AuthorRole.AGENT,
            typing=command.typing,
            name=session.actor.name,
        )
        session.services.bus.publish([HintWake(conversation, session.identity, hint)])
        self._show_colleagues(conversation, looking=True, typing=command.typing)

    async def _look(self, command: commands.LookAt) -> None:
        """Who else has the conversation learns that it is in view here."""
        conversation = ConversationId(command.conversation)
        if not command.looking:
            self._look_away(conversation)
            return
        try:
            await self._in_sight(command)
        except DomainError:
            self._look_away(conversation)
            raise
        self._in_view.add(conversation)
        self._session.services.hub.look(self._session, conversation)
        self._show_colleagues(conversation, looking=True)

    async def _in_sight(self, command: commands.LookAt | commands.Typing) -> ConversationId:
        """The conversation, if its user may do this to it."""
        session, conversation = self._session, ConversationId(command.conversation)
        verb = str(command.__struct_config__.tag)
        await session.services.store.read(
            lambda connection: reading.sight(connection, session.actor, verb, conversation)
        )
        return conversation

    def _look_away(self, conversation: ConversationId) -> None:
        if conversation in self._in_view:
            self._in_view.discard(conversation)
            self._session.services.hub.look_away(self._session, conversation)
            self._show_colleagues(conversation, looking=False)

    def _show_colleagues(
        self, conversation: ConversationId, *, looking: bool, typing: bool | None = None
    ) -> None:
        session = self._session
        told = Looking(
            conversation=conversation,
            account=session.agent,
            name=session.actor.name,
            looking=looking,
            typing=typing,
        )
        session.services.bus.publish([LookingWake(session.identity, told)])
