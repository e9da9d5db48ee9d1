"""Commands as tests of the store submit them."""

from protocol import commands
from protocol.ids import AccountId, ClientId, ConversationId, SubscriberId, new_id
from server_stub.domain.acts import SYSTEM, Act, Actor, OfferTo, OpenVisit, subscriber_of
from tests.support.moves import QUEUE


def enter(subscriber: str | None = None) -> Act:
    """A subscriber comes in."""
    chat, client_id = ConversationId(new_id()), ClientId(new_id())
    return Act(
        actor=subscriber_of(chat, "Анна"),
        conversation=chat,
        client_id=client_id,
        request=OpenVisit(
            client_id=client_id,
            channel="web",
            name="Анна",
            phone="+7 975 000-41-17",
            topic="services",
            queue=QUEUE,
            language="ru",
            subscriber=None if subscriber is None else SubscriberId(subscriber),
        ),
    )


def say(chat: ConversationId, words: str, *, client_id: ClientId | None = None) -> Act:
    """The subscriber writes."""
    identity = client_id or ClientId(new_id())
    return Act(
        actor=subscriber_of(chat, "Анна"),
        conversation=chat,
        client_id=identity,
        request=commands.VisitSend(request=0, client_id=identity, text=words),
    )


def leave(chat: ConversationId) -> Act:
    """The subscriber closes the chat."""
    identity = ClientId(new_id())
    return Act(
        actor=subscriber_of(chat, "Анна"),
        conversation=chat,
        client_id=identity,
        request=commands.VisitLeave(request=0, client_id=identity),
    )


def by(agent: Actor, request: commands.Write) -> Act:
    """An agent's command."""
    return Act(
        actor=agent,
        conversation=ConversationId(request.conversation),
        client_id=ClientId(request.client_id),
        request=request,
    )


def take(chat: ConversationId, agent: Actor) -> Act:
    """An agent claims what waits."""
    return by(agent, commands.Take(request=0, client_id=new_id(), conversation=chat))


def send(
    chat: ConversationId, agent: Actor, words: str, *, epoch: int, files: tuple[str, ...] = ()
) -> Act:
    """An agent answers."""
    return by(
        agent,
        commands.Send(
            request=0,
            client_id=new_id(),
            conversation=chat,
            epoch=epoch,
            text=words,
            files=files,
        ),
    )


def note(
    chat: ConversationId, agent: Actor, words: str, *, epoch: int, files: tuple[str, ...] = ()
) -> Act:
    """An agent tells his colleagues."""
    return by(
        agent,
        commands.WriteNote(
            request=0,
            client_id=new_id(),
            conversation=chat,
            epoch=epoch,
            text=words,
            files=files,
        ),
    )


def edit(
    chat: ConversationId, agent: Actor, seq: int, words: str, *, epoch: int, note: bool = False
) -> Act:
    """An agent gives his message, or his note, other words."""
    return by(
        agent,
        commands.EditMessage(
            request=0,
            client_id=new_id(),
            conversation=chat,
            epoch=epoch,
            seq=seq,
            text=words,
            of_note=note,
        ),
    )


def delete(chat: ConversationId, agent: Actor, seq: int, *, epoch: int, note: bool = False) -> Act:
    """An agent takes his message, or his note, back."""
    return by(
        agent,
        commands.DeleteMessage(
            request=0,
            client_id=new_id(),
            conversation=chat,
            epoch=epoch,
            seq=seq,
            of_note=note,
        ),
    )


def offer(chat: ConversationId, agent: Actor, *, epoch: int) -> Act:
    """The router offers."""
    return Act(
        actor=SYSTEM,
        conversation=chat,
        request=OfferTo(agent=AccountId(agent.id), agent_name=agent.name, epoch=epoch),
    )
