"""Over sockets: colleagues learn who looks and writes in a conversation; its subscriber never."""

from collections.abc import Callable

from protocol import commands
from protocol.answers import Answer, Hint, Looking, MyDay, Refused
from protocol.errors import ErrorCode
from protocol.ids import ConversationId, new_id
from protocol.people import Presence, Role
from server_stub.storage import accounts
from tests.support.nodes import PASSWORD, NodeOn
from tests.support.talks import agent_actor, owned
from tests.support.wire import WireClient, connected

PEOPLE = {"elena": Role.AGENT, "pavel": Role.AGENT, "irina": Role.LEAD}


async def look(client: WireClient, conversation: ConversationId, *, looking: bool = True) -> int:
    request = client.next_request()
    await client.send(commands.LookAt(request=request, conversation=conversation, looking=looking))
    return request


def told(
    name: str, *, looking: bool = True, typing: bool | None = None
) -> Callable[[Answer], bool]:
    def wanted(answer: Answer) -> bool:
        return isinstance(answer, Looking) and (answer.name, answer.looking, answer.typing) == (
            name,
            looking,
            typing,
        )

    return wanted


async def test_who_looks_and_who_writes_is_told_to_desks_only(node_on: NodeOn) -> None:
    async with (
        node_on(PEOPLE) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as elena,
        connected(f"ws://127.0.0.1:{node.port}/desk") as pavel,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
    ):
        rows = await node.services.store.read(accounts.everyone)
        ids = {row.login: row.id for row in rows}
        talk = await owned(node, agent_actor(ids["elena"], "elena"))
        await elena.sign_in("elena", PASSWORD)
        await elena.desk()
        await pavel.sign_in("pavel", PASSWORD)
        request = visit.next_request()
        await visit.send(commands.ResumeVisit(request=request, token=talk.visit.token))
        await visit.answer(request)

        # Who may not see a conversation is not told of, nor told anything.
        refused = await pavel.answer(await look(pavel, talk.conversation))
        assert isinstance(refused, Refused)
        assert refused.code is ErrorCode.NOT_FOUND

        async with connected(f"ws://127.0.0.1:{node.port}/desk") as irina:
            await irina.sign_in("irina", PASSWORD)
            await look(irina, talk.conversation)
            await elena.until(told("Irina"))
            await look(elena, talk.conversation)
            await irina.until(told("Elena"))
            typing = commands.Typing(
                request=elena.next_request(), conversation=talk.conversation, typing=True
            )
            await elena.send(typing)
            await irina.until(told("Elena", typing=True))
            await look(irina, talk.conversation, looking=False)
            await elena.until(told("Irina", looking=False))
            elena.told.clear()
            await look(irina, talk.conversation)
            await elena.until(told("Irina"))
        # Whose connection is gone looks no more.
        await elena.until(told("Irina", looking=False))
        await visit.until(lambda answer: isinstance(answer, Hint) and answer.typing)
        assert not any(isinstance(answer, Looking) for answer in (*visit.told, *pavel.told))


async def test_a_break_has_a_reason_of_the_catalogue_and_is_in_the_day(node_on: NodeOn) -> None:
    async with (
        node_on(PEOPLE) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as elena,
    ):
        await elena.sign_in("elena", PASSWORD)

        async def rest(reason: str) -> Answer:
            command = commands.SetPresence(
                request=elena.next_request(),
                client_id=new_id(),
                presence=Presence.BREAK,
                reason=reason,
            )
            return await elena.ask(command, Answer)

        refused = await rest("fishing")
        assert isinstance(refused, Refused)
        assert (refused.code, refused.data) == (ErrorCode.NOT_FOUND, {"field": "reason"})
        assert not isinstance(await rest("lunch"), Refused)
        desk = await elena.desk()
        assert (desk.presence, desk.presence_reason) == (Presence.BREAK, "lunch")
        now = node.services.clock()
        hour = 3_600_000
        day = await elena.ask(
            commands.ReadMyDay(
                request=elena.next_request(), since=now - hour, until=now + hour, step_ms=hour
            ),
            MyDay,
        )
        told = [(span.presence, span.reason) for span in day.presence]
        assert told[-1] == (Presence.BREAK, "lunch")
        assert {presence for presence, _ in told[:-1]} <= {Presence.OFFLINE}
        too_long = commands.ReadMyDay(
            request=elena.next_request(), since=0, until=now, step_ms=hour
        )
        assert (await elena.ask(too_long, Refused)).code is ErrorCode.INVALID
