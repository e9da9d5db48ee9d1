"""A lead watches the board of a shift over real sockets: what is committed is told, and listed."""

from collections.abc import Callable

from protocol import commands, leading
from protocol.answers import Answer, Done, Ok
from protocol.board import BoardAgent, BoardListed, BoardQueue, BoardTold, ListBoard, WatchBoard
from protocol.ids import ClientId, new_id
from protocol.people import Presence, Role
from tests.support.nodes import PASSWORD, NodeOn
from tests.support.talks import Talk, waiting
from tests.support.wire import WireClient, connected

PEOPLE = {"lead": Role.LEAD, "agent": Role.AGENT}


async def watch(lead: WireClient) -> None:
    await lead.sign_in("lead", PASSWORD)
    await lead.ask(WatchBoard(request=lead.next_request()), Ok)


def board_of(lead: WireClient) -> tuple[dict[str, BoardQueue], dict[str, BoardAgent]]:
    """The rows as they were told last."""
    queues: dict[str, BoardQueue] = {}
    agents: dict[str, BoardAgent] = {}
    for told in lead.told:
        if isinstance(told, BoardTold):
            queues |= {row.id: row for row in told.queues}
            agents |= {row.name: row for row in told.agents}
    return queues, agents


async def until_board(
    lead: WireClient, wanted: Callable[[dict[str, BoardQueue], dict[str, BoardAgent]], bool]
) -> None:
    """Until the board says so."""
    await lead.until(lambda _: wanted(*board_of(lead)))


async def figure(
    lead: WireClient, name: str, *, queue: str | None = None, account: str | None = None
) -> list[str]:
    """The conversations behind a figure."""
    asked = ListBoard(request=lead.next_request(), figure=name, queue=queue, account=account)
    return [head.id for head in (await lead.ask(asked, BoardListed)).conversations]


def is_whole(answer: Answer) -> bool:
    return isinstance(answer, BoardTold) and answer.whole


async def test_what_is_committed_is_told_and_each_number_opens_its_list(node_on: NodeOn) -> None:
    async with (
        node_on(PEOPLE) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as lead,
        connected(f"ws://127.0.0.1:{node.port}/desk") as agent,
    ):
        first: Talk = await waiting(node)
        await watch(lead)
        await lead.until(is_whole)
        queues, agents = board_of(lead)
        (queue,) = (row.id for row in queues.values() if row.waiting)
        assert queues[queue].waiting == queues[queue].entered == 1
        assert agents["Agent"].presence is Presence.OFFLINE
        assert await figure(lead, "waiting", queue=queue) == [first.conversation]

        second = await waiting(node)
        await until_board(lead, lambda rows, _: rows[queue].waiting == 2)
        assert await figure(lead, "waiting") == [first.conversation, second.conversation]
        assert await figure(lead, "entered", queue=queue) == [
            second.conversation,
            first.conversation,
        ]

        await agent.sign_in("agent", PASSWORD)
        taken = commands.Take(
            request=agent.next_request(), client_id=new_id(), conversation=first.conversation
        )
        epoch = (await agent.ask(taken, Done)).epoch
        await until_board(lead, lambda rows, people: people["Agent"].chats == 1)
        queues, agents = board_of(lead)
        assert (queues[queue].waiting, queues[queue].active) == (1, 1)
        assert agents["Agent"].owed_since is not None
        me = agents["Agent"].account
        assert await figure(lead, "chats", account=me) == [first.conversation]
        answer = commands.Send(
            request=agent.next_request(),
            client_id=new_id(),
            conversation=first.conversation,
            epoch=epoch,
            text="Здравствуйте!",
        )
        await agent.ask(answer, Done)
        await until_board(lead, lambda rows, _: rows[queue].answered == 1)
        assert board_of(lead)[1]["Agent"].owed_since is None
        close = commands.Close(
            request=agent.next_request(),
            client_id=new_id(),
            conversation=first.conversation,
            epoch=epoch,
            seen_seq=99,
            outcome="solved",
        )
        await agent.ask(close, Done)
        await node.services.visits.rate(first.visit, ClientId(new_id()), 4, "")
        await until_board(lead, lambda _, people: people["Agent"].stars == 4)
        queues, agents = board_of(lead)
        assert (queues[queue].solved, agents["Agent"].handled, agents["Agent"].rated) == (1, 1, 1)
        for name in ("solved", "handled", "rated", "answered"):
            assert await figure(lead, name) == [first.conversation], name

        await node.services.visits.leave(second.visit, ClientId(new_id()))
        await until_board(lead, lambda rows, _: rows[queue].abandoned == 1)
        assert await figure(lead, "abandoned", queue=queue) == [second.conversation]
        assert await figure(lead, "waiting") == []

        settings = leading.SetAgent(
            request=lead.next_request(), client_id=new_id(), account=me, room=300
        )
        await lead.ask(settings, Ok)
        await until_board(lead, lambda _, people: people["Agent"].room == 300)
        rest = leading.SetAgentPresence(
            request=lead.next_request(), client_id=new_id(), account=me, presence=Presence.BUSY
        )
        await lead.ask(rest, Ok)
        await until_board(lead, lambda _, people: people["Agent"].presence is Presence.BUSY)
