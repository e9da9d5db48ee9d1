"""What an agent does with colleagues in a conversation: passes it on, brings guests into it."""

from console.conversing import Conversing
from protocol.answers import Receivers
from protocol.commands import (
    CallBack,
    FindReceivers,
    Invite,
    PassOn,
    PassToTopic,
    SendAway,
    StepOut,
)
from protocol.ids import AccountId, ConversationId, TopicId


class Sharing(Conversing):
    """Acts like those of `Conversing`, and failing like them."""

    async def find_receivers(self, query: str = "") -> Receivers:
        """Colleagues who answer, whose names begin like this; those with the most room first."""
        return await self._basis.link.ask(
            lambda request: FindReceivers(request=request, query=query), Receivers
        )

    async def pass_on(self, conversation: ConversationId, agent: AccountId, *, note: str) -> None:
        """Hold my conversation out to a colleague; mine until he accepts."""
        epoch = self._epoch(conversation)
        await self._do(
            lambda request, client_id: PassOn(
                request=request,
                client_id=client_id,
                conversation=conversation,
                epoch=epoch,
                agent=agent,
                note=note,
            )
        )

    async def pass_to_topic(
        self, conversation: ConversationId, topic: TopicId, *, note: str
    ) -> None:
        """Let my conversation wait for those who answer a topic."""
        epoch = self._epoch(conversation)
        await self._do(
            lambda request, client_id: PassToTopic(
                request=request,
                client_id=client_id,
                conversation=conversation,
                epoch=epoch,
                topic=topic,
                note=note,
            )
        )

    async def call_back(self, conversation: ConversationId) -> None:
        """Hold my conversation out no longer."""
        epoch = self._epoch(conversation)
        await self._do(
            lambda request, client_id: CallBack(
                request=request, client_id=client_id, conversation=conversation, epoch=epoch
            )
        )

    async def invite(self, conversation: ConversationId, agent: AccountId, *, why: str) -> None:
        """Bring a colleague into my conversation."""
        epoch = self._epoch(conversation)
        await self._do(
            lambda request, client_id: Invite(
                request=request,
                client_id=client_id,
                conversation=conversation,
                epoch=epoch,
                agent=agent,
                why=why,
            )
        )

    async def send_away(self, conversation: ConversationId, agent: AccountId) -> None:
        """Let a guest leave my conversation."""
        epoch = self._epoch(conversation)
        await self._do(
            lambda request, client_id: SendAway(
                request=request,
                client_id=client_id,
                conversation=conversation,
                epoch=epoch,
                agent=agent,
            )
        )

    async def step_out(self, conversation: ConversationId) -> None:
        """Leave a conversation that I am a guest of."""
        await self._do(
            lambda request, client_id: StepOut(
                request=request, client_id=client_id, conversation=conversation
            )
        )
