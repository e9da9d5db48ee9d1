"""Conversations for tests, put on desks by the server's own acts, without a socket for each."""

from dataclasses import dataclass

from sqlalchemy import select

from protocol import commands
from protocol.ids import AccountId, ClientId, ConversationId, new_id
from protocol.values import AuthorRole, Role
from server_stub.app import Node
from server_stub.channels.visits import OpenedVisit
from server_stub.domain.acts import SYSTEM, Act, Actor, OfferTo
from server_stub.storage.directory_tables import subscriber

PHONE = "+7 975 000-41-17"


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as it stood when it was made."""

    conversation: ConversationId
    epoch: int
    visit: OpenedVisit


def agent_actor(account: AccountId, login: str, role: Role = Role.AGENT) -> Actor:
    """An agent whose rights have never changed."""
    return Actor(kind=AuthorRole.AGENT, id=account, name=login.title(), role=role, version=1)


async def waiting(node: Node, *, name: str = "Анна Кольцова", phone: str = PHONE) -> Talk:
    """Somebody enters and waits."""
    visit = await node.services.visits.enter(
        client_id=ClientId(new_id()),
        name=name,
        phone=phone,
        topic="services",
        language="ru",
        channel="web",
    )
    return Talk(visit.conversation, 1, visit)


async def offered(node: Node, agent: AccountId, talk: Talk | None = None) -> Talk:
    """It is offered to this agent."""
    talk = talk or await waiting(node)
    done = await node.services.store.lanes.submit(
        Act(
            actor=SYSTEM,
            conversation=talk.conversation,
            request=OfferTo(agent=agent, agent_name="", epoch=talk.epoch),
        )
    )
    return Talk(talk.conversation, done.epoch, talk.visit)


async def owned(node: Node, agent: Actor, talk: Talk | None = None) -> Talk:
    """This agent answers it."""
    talk = await offered(node, AccountId(agent.id), talk)
    client_id = ClientId(new_id())
    done = await node.services.store.lanes.submit(
        Act(
            actor=agent,
            conversation=talk.conversation,
            client_id=client_id,
            request=commands.Accept(
                request=0, client_id=client_id, conversation=talk.conversation, epoch=talk.epoch
            ),
        )
    )
    return Talk(talk.conversation, done.epoch, talk.visit)


async def some_subscriber(node: Node) -> tuple[str, str]:
    """The id and the number of one that the directory knows."""
    found = await node.services.store.read(
        lambda connection: connection.execute(
            select(subscriber.c.id, subscriber.c.number).order_by(subscriber.c.id).limit(1)
        ).one()
    )
    return str(found.id), str(found.number)
