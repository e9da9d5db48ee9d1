"""What an agent does with a conversation, each act a command of its own."""

from collections.abc import Callable

from console.basis import SessionBasis
from console.core.errors import OutOfSync
from protocol.answers import Done, Ok
from protocol.commands import (
    Accept,
    Close,
    Decline,
    DeskCommand,
    EndWork,
    Hold,
    KeepOpen,
    Release,
    SetAutoAccept,
    SetPresence,
    Take,
    Unhold,
)
from protocol.ids import ClientId, ConversationId
from protocol.people import Presence, PresenceWhy
from protocol.scalars import Millis


class Conversing:
    """Acts that return when the server has committed; what they did comes as changes.

    They raise `CommandRejected`, `LinkLost`, and `OutOfSync` for a conversation that is not here.
    """

    def __init__(self, basis: SessionBasis) -> None:
        self._basis = basis

    async def accept(self, conversation: ConversationId) -> None:
        """Take the conversation that is offered to me."""
        epoch = self._epoch(conversation)
        await self._do(
            lambda request, client_id: Accept(
                request=request, client_id=client_id, conversation=conversation, epoch=epoch
            )
        )

    async def decline(self, conversation: ConversationId, *, reason: str = "") -> None:
        """Let somebody else have it."""
        epoch = self._epoch(conversation)
        await self._do(
            lambda request, client_id: Decline(
                request=request,
                client_id=client_id,
                conversation=conversation,
                epoch=epoch,
                reason=reason,
            )
        )

    async def take(self, conversation: ConversationId) -> None:
        """Claim a conversation that waits in a queue."""
        await self._do(
            lambda request, client_id: Take(
                request=request, client_id=client_id, conversation=conversation
            )
        )

    async def release(self, conversation: ConversationId, *, reason: str = "") -> None:
        """Give my conversation back to its queue."""
        epoch = self._epoch(conversation)
        await self._do(
            lambda request, client_id: Release(
                request=request,
                client_id=client_id,
                conversation=conversation,
                epoch=epoch,
                reason=reason,
            )
        )

    async def hold(self, conversation: ConversationId, *, until: Millis | None = None) -> None:
        """Put my conversation on hold."""
        epoch = self._epoch(conversation)
        await self._do(
            lambda request, client_id: Hold(
                request=request,
                client_id=client_id,
                conversation=conversation,
                epoch=epoch,
                until=until,
            )
        )

    async def unhold(self, conversation: ConversationId) -> None:
        """Go on with a conversation on hold."""
        epoch = self._epoch(conversation)
        await self._do(
            lambda request, client_id: Unhold(
                request=request, client_id=client_id, conversation=conversation, epoch=epoch
            )
        )

    async def close(
        self,
        conversation: ConversationId,
        *,
        outcome: str,
        topic: str | None = None,
        comment: str = "",
        follow_up: Millis | None = None,
    ) -> None:
        """End my conversation, if the subscriber has said nothing that was not looked at here.

        The same of one that counts down ends it at once.
        """
        epoch = self._epoch(conversation)
        seen_seq = self._basis.chat(conversation).read_seq
        await self._do(
            lambda request, client_id: Close(
                request=request,
                client_id=client_id,
                conversation=conversation,
                epoch=epoch,
                seen_seq=seen_seq,
                outcome=outcome,
                topic=topic,
                comment=comment,
                follow_up=follow_up,
            )
        )

    async def keep_open(self, conversation: ConversationId) -> None:
        """Do not let it close, though it counts down."""
        epoch = self._epoch(conversation)
        await self._do(
            lambda request, client_id: KeepOpen(
                request=request, client_id=client_id, conversation=conversation, epoch=epoch
            )
        )

    async def end_work(
        self,
        conversation: ConversationId,
        *,
        outcome: str,
        topic: str | None = None,
        comment: str = "",
        follow_up: Millis | None = None,
    ) -> None:
        """My work after the conversation is done."""
        epoch = self._epoch(conversation)
        await self._do(
            lambda request, client_id: EndWork(
                request=request,
                client_id=client_id,
                conversation=conversation,
                epoch=epoch,
                outcome=outcome,
                topic=topic,
                comment=comment,
                follow_up=follow_up,
            )
        )

    async def set_presence(
        self, presence: Presence, *, reason: str = "", why: PresenceWhy = PresenceWhy.OWN
    ) -> None:
        """Say whether I take new conversations; or let the console say that nobody is there."""
        client_id = self._basis.around.new_client_id()
        await self._basis.link.ask(
            lambda request: SetPresence(
                request=request, client_id=client_id, presence=presence, reason=reason, why=why
            ),
            Ok,
        )

    async def set_auto_accept(self, *, on: bool) -> None:
        """Let what is offered to me be mine at once, or no more."""
        client_id = self._basis.around.new_client_id()
        await self._basis.link.ask(
            lambda request: SetAutoAccept(request=request, client_id=client_id, on=on), Ok
        )

    def _epoch(self, conversation: ConversationId) -> int:
        head = self._basis.chat(conversation).head
        if head is None:
            raise OutOfSync
        return head.epoch

    async def _do(self, make: Callable[[int, ClientId], DeskCommand]) -> Done:
        """A command that changes a conversation; what it did comes as changes."""
        client_id = self._basis.around.new_client_id()
        return await self._basis.link.ask(lambda request: make(request, client_id), Done)
