"""Conversations for tests, put on desks by the server's own acts, without a socket for each."""

from dataclasses import dataclass, replace

from sqlalchemy import select, update

from protocol import commands
from protocol.ids import AccountId, ClientId, ConversationId, new_id
from protocol.people import AuthorRole, Presence, Role
from server_stub.app import Node
from server_stub.channels.visits import OpenedVisit
from server_stub.domain.acts import SYSTEM, Act, Actor, OfferTo, subscriber_of
from server_stub.storage import tables
from server_stub.storage.conversations import Committed
from server_stub.storage.directory_tables import subscriber
from server_stub.storage.unit_of_work import UnitOfWork
from tests.support.pieces import png

PHONE = "+7 975 000-41-17"


@dataclass(frozen=True, slots=True)
class Talk:
    """A conversation as it stood when it was made."""

    conversation: ConversationId
    epoch: int
    visit: OpenedVisit
    file: str = "0" * 26
    colleague: str = "0" * 26
    """Another one who may answer."""
    seq: int = 1
    """Of what its agent said, once he did."""
    about: str = "0" * 26
    """A conversation that can be asked about in it."""


async def with_file(node: Node, talk: Talk) -> Talk:
    """The subscriber sends a picture in it."""
    file = await node.services.files.take_whole(
        subscriber_of(talk.conversation),
        "visit.announce_file",
        talk.conversation,
        client_id=ClientId(new_id()),
        name="снимок.png",
        content=png(4, 3),
    )
    await node.services.visits.send(talk.visit, ClientId(new_id()), "", [file])
    return replace(talk, file=file)


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
    """It is offered to this agent, whom the router leaves in peace before and after."""
    wanted = talk or await waiting(node)
    act = Act(
        actor=SYSTEM,
        conversation=wanted.conversation,
        request=OfferTo(agent=agent, agent_name="", epoch=wanted.epoch),
    )
    load = tables.agent_load

    def offer(unit: UnitOfWork) -> Committed:
        mine = load.c.account == agent
        presence = select(load.c.presence, load.c.seen_at).where(mine)
        was, seen_at = unit.connection.execute(presence).one()
        there = {"presence": Presence.ONLINE.value, "seen_at": unit.now}
        unit.connection.execute(update(load).where(mine).values(there))
        unit.prepare([act])
        done = unit.apply(act)
        unit.connection.execute(update(load).where(mine).values(presence=was, seen_at=seen_at))
        return done

    done = await node.services.store.lanes.run(offer)
    return Talk(wanted.conversation, done.epoch, wanted.visit)


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


async def said(node: Node, agent: Actor, talk: Talk) -> Talk:
    """Its agent says something in it."""
    client_id = ClientId(new_id())
    done = await node.services.store.lanes.submit(
        Act(
            actor=agent,
            conversation=talk.conversation,
            client_id=client_id,
            request=commands.Send(
                request=0,
                client_id=client_id,
                conversation=talk.conversation,
                epoch=talk.epoch,
                text="Проверяю счёт.",
            ),
        )
    )
    return replace(talk, seq=done.seq)


async def some_subscriber(node: Node) -> tuple[str, str]:
    """The id and the number of one that the directory knows."""
    found = await node.services.store.read(
        lambda connection: connection.execute(
            select(subscriber.c.id, subscriber.c.number).order_by(subscriber.c.id).limit(1)
        ).one()
    )
    return str(found.id), str(found.number)
