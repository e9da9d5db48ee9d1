"""What a lead does in the conversations of others, and with his agents: each act a command."""

from collections.abc import Callable, Set

from console.basis import SessionBasis
from console.core.changes import Change, LinkChanged
from console.core.errors import CommandRejected, LinkError, OutOfSync
from console.core.link_state import LinkPhase
from protocol.answers import Done, Ok
from protocol.commands import DeskCommand
from protocol.ids import AccountId, ClientId, ConversationId, QueueId
from protocol.leading import (
    Assign,
    JoinChat,
    LeaveChat,
    Observe,
    Observed,
    ReadTimeline,
    SetAgent,
    SetAgentPresence,
    TakeOver,
    TimelineRead,
    WriteWhisper,
)
from protocol.people import Presence
from protocol.scalars import Millis


class Overseeing:
    """They raise `CommandRejected` and `LinkLost`, and `OutOfSync` for what is not here."""

    def __init__(self, basis: SessionBasis) -> None:
        self._basis = basis
        self._observed: frozenset[ConversationId] = frozenset()
        basis.subscribe(self._observe_again)

    def observe(self, conversations: Set[ConversationId]) -> None:
        """Follow these unseen from now on, and no others; over every break of the link."""
        wanted = frozenset(conversations)
        gone, come = self._observed - wanted, wanted - self._observed
        self._observed = wanted
        if gone or come:
            self._basis.owner.spawn("observe", self._tell_observed(gone, come))

    async def whisper(self, conversation: ConversationId, text: str) -> None:
        """Say something to who answers; the subscriber never learns of it."""
        epoch = self._epoch_of(conversation)
        await self._act(
            lambda request, client_id: WriteWhisper(
                request=request,
                client_id=client_id,
                conversation=conversation,
                epoch=epoch,
                text=text,
            )
        )

    async def join(self, conversation: ConversationId) -> None:
        """Write to the subscriber beside its owner."""
        await self._act(
            lambda request, client_id: JoinChat(
                request=request, client_id=client_id, conversation=conversation
            )
        )

    async def leave_joined(self, conversation: ConversationId) -> None:
        """Write there no more."""
        await self._act(
            lambda request, client_id: LeaveChat(
                request=request, client_id=client_id, conversation=conversation
            )
        )

    async def take_over(self, conversation: ConversationId) -> None:
        """Have it, whoever has it now."""
        epoch = self._epoch_of(conversation)
        await self._act(
            lambda request, client_id: TakeOver(
                request=request, client_id=client_id, conversation=conversation, epoch=epoch
            )
        )

    async def assign(
        self,
        conversation: ConversationId,
        *,
        agent: AccountId | None = None,
        queue: QueueId | None = None,
        note: str = "",
    ) -> None:
        """Give it to an agent or to a queue."""
        epoch = self._epoch_of(conversation)
        await self._act(
            lambda request, client_id: Assign(
                request=request,
                client_id=client_id,
                conversation=conversation,
                epoch=epoch,
                agent=agent,
                queue=queue,
                note=note,
            )
        )

    async def set_agent_presence(
        self, account: AccountId, *, presence: Presence, reason: str = ""
    ) -> None:
        """What an agent's desk says of him."""
        client_id = self._basis.around.new_client_id()
        await self._basis.link.ask(
            lambda request: SetAgentPresence(
                request=request,
                client_id=client_id,
                account=account,
                presence=presence,
                reason=reason,
            ),
            Ok,
        )

    async def set_agent(
        self,
        account: AccountId,
        *,
        room: int | None = None,
        queues: tuple[QueueId, ...] | None = None,
    ) -> None:
        """How much an agent answers at once, in hundredths of a chat, and which queues."""
        client_id = self._basis.around.new_client_id()
        await self._basis.link.ask(
            lambda request: SetAgent(
                request=request, client_id=client_id, account=account, room=room, queues=queues
            ),
            Ok,
        )

    async def timeline(self, account: AccountId, *, since: Millis, until: Millis) -> TimelineRead:
        """An agent's time between two moments."""
        return await self._basis.link.ask(
            lambda request: ReadTimeline(
                request=request, account=account, since=since, until=until
            ),
            TimelineRead,
        )

    def _observe_again(self, changes: tuple[Change, ...]) -> None:
        moved = any(isinstance(change, LinkChanged) for change in changes)
        if moved and self._observed and self._basis.store.link.phase is LinkPhase.CAUGHT_UP:
            self._basis.owner.spawn("observe", self._tell_observed(frozenset(), self._observed))

    async def _tell_observed(self, gone: Set[ConversationId], come: Set[ConversationId]) -> None:
        for conversation, watching in (
            *((one, False) for one in gone),
            *((one, True) for one in come),
        ):
            try:
                await self._observe(conversation, watching=watching)
            except CommandRejected:
                continue  # it is read as it stands, and not followed
            except LinkError:
                return  # begun again on the next link

    async def _observe(self, conversation: ConversationId, *, watching: bool) -> None:
        client_id = self._basis.around.new_client_id()
        await self._basis.link.ask(
            lambda request: Observe(
                request=request,
                client_id=client_id,
                conversation=conversation,
                watching=watching,
            ),
            Observed,
        )

    async def _act(self, make: Callable[[int, ClientId], DeskCommand]) -> None:
        client_id = self._basis.around.new_client_id()
        await self._basis.link.ask(lambda request: make(request, client_id), Done)

    def _epoch_of(self, conversation: ConversationId) -> int:
        head = self._basis.store.head(conversation)
        if head is None:
            raise OutOfSync
        return head.epoch
