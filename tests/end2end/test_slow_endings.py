"""How conversations end where a queue takes its time, and what those who wait are told."""

from pathlib import Path
from typing import Any

import msgspec

from protocol import commands
from protocol.answers import Changed, Desk, Done, EnteredVisit, VisitChanged, VisitPlace
from protocol.configuration import Targets, WrapUp
from protocol.conversations import ConversationState, Head, Lateness
from protocol.ids import ConversationId, new_id
from protocol.people import Role
from server_stub.app import Node
from server_stub.storage import configuration
from server_stub.storage.unit_of_work import UnitOfWork
from tests.support.nodes import PASSWORD, node_in
from tests.support.wire import WireClient, connected

State = ConversationState
AN_HOUR = 3_600


async def settle_rules(node: Node, **fields: object) -> None:
    """Let every queue have these rules; all of them answer round the clock."""

    def change(unit: UnitOfWork) -> None:
        now = configuration.read(unit.connection).configuration
        queues = tuple(
            msgspec.structs.replace(queue, **{"hours": "", "overflow": "", **fields})
            for queue in now.queues
        )
        configuration.save(unit.connection, msgspec.structs.replace(now, queues=queues))

    await node.services.store.lanes.run(change)


async def enter(visit: WireClient) -> EnteredVisit:
    return await visit.ask(
        commands.Enter(
            request=visit.next_request(),
            client_id=new_id(),
            name="Анна Кольцова",
            phone="+7 975 000-41-17",
            topic="services",
        ),
        EnteredVisit,
    )


async def told(desk: WireClient, conversation: str, state: State, *, after: int = 0) -> Head:
    """The head, once the desk has been told of it in this state."""

    def is_so(answer: Any) -> bool:
        return (
            isinstance(answer, Changed)
            and answer.head.id == conversation
            and answer.head.state is state
            and answer.head.rev > after
        )

    answer = await desk.until(is_so)
    assert isinstance(answer, Changed)
    return answer.head


def write(desk: WireClient, head: Head) -> dict[str, Any]:
    return {
        "request": desk.next_request(),
        "client_id": new_id(),
        "conversation": head.id,
        "epoch": head.epoch,
    }


async def close(desk: WireClient, head: Head) -> None:
    outcome = "solved"
    command = commands.Close(**write(desk, head), seen_seq=head.last_seq, outcome=outcome)
    await desk.ask(command, Done)


async def take(desk: WireClient, conversation: ConversationId) -> Head:
    command = commands.Take(
        request=desk.next_request(), client_id=new_id(), conversation=conversation
    )
    await desk.ask(command, Done)
    return await desk.head(lambda head: head.id == conversation and head.state is State.ACTIVE)


def heads(answer: Any) -> list[Head]:
    """What an answer tells of conversations."""
    if isinstance(answer, Changed):
        return [answer.head]
    return answer.conversations if isinstance(answer, Desk) else []


async def seen(visit: WireClient, state: State, *, after: int = 0) -> VisitChanged:
    """What the subscriber is told of it in this state."""
    answer = await visit.until(
        lambda one: (
            isinstance(one, VisitChanged) and one.visit.state is state and one.visit.rev > after
        )
    )
    assert isinstance(answer, VisitChanged)
    return answer


async def test_typing_calls_the_countdown_off_and_the_work_after_it_keeps_its_agent(
    tmp_path: Path,
) -> None:
    async with (
        node_in(tmp_path, {"elena": Role.AGENT}) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
    ):
        await settle_rules(
            node, closing=AN_HOUR, wrap_up=WrapUp.MANDATORY, wrap_up_for=AN_HOUR, codes=()
        )
        await desk.sign_in("elena", PASSWORD)
        await desk.desk()
        here = (await enter(visit)).visit.conversation
        head = await take(desk, here)
        await close(desk, head)
        head = await told(desk, here, State.CLOSING)
        assert (await seen(visit, State.CLOSING)).visit.due_at == head.due_at
        typing = commands.VisitTyping(request=visit.next_request(), typing=True, text="и ещё")
        await visit.send(typing)
        head = await told(desk, here, State.ACTIVE, after=head.rev)
        await close(desk, head)
        head = await told(desk, here, State.CLOSING, after=head.rev)
        await close(desk, head)  # nobody waits for what is clear
        head = await told(desk, here, State.WRAP_UP, after=head.rev)
        assert head.owner is not None
        await seen(visit, State.CLOSED)
        await desk.ask(commands.EndWork(**write(desk, head), comment="перезвонили"), Done)
        head = await told(desk, here, State.CLOSED, after=head.rev)
        assert (head.outcome, head.due_at) == ("solved", None)


async def test_who_writes_long_after_the_end_is_in_another_conversation(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path, {"elena": Role.AGENT}) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
    ):
        await settle_rules(node, wrap_up=WrapUp.NONE, reopen=0, codes=())
        await desk.sign_in("elena", PASSWORD)
        await desk.desk()
        first = await enter(visit)
        head = await take(desk, first.visit.conversation)
        await close(desk, head)
        await seen(visit, State.CLOSED)
        said = commands.VisitSend(
            request=visit.next_request(), client_id=new_id(), text="Снова здравствуйте"
        )
        done = await visit.ask(said, Done)
        again = await visit.until(lambda one: isinstance(one, EnteredVisit))
        assert isinstance(again, EnteredVisit)
        assert done.conversation == again.visit.conversation != first.visit.conversation
        assert again.token != first.token
        repeated = msgspec.structs.replace(said, request=visit.next_request())
        assert (await visit.ask(repeated, Done)).seq == done.seq


async def test_who_waits_is_told_his_place_and_what_is_late_is_told_to_the_desk(
    tmp_path: Path,
) -> None:
    async with (
        node_in(tmp_path, {"elena": Role.AGENT}) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        connected(f"ws://127.0.0.1:{node.port}/visit") as first,
        connected(f"ws://127.0.0.1:{node.port}/visit") as second,
    ):
        await settle_rules(node, targets=Targets(first_answer=1))
        await desk.sign_in("elena", PASSWORD)
        await desk.desk()
        before, behind = await enter(first), await enter(second)

        async def place(visit: WireClient, number: int) -> None:
            await visit.until(lambda one: isinstance(one, VisitPlace) and one.place == number)

        await place(first, 1)
        await place(second, 2)
        await take(desk, before.visit.conversation)
        await place(second, 1)
        await desk.until(lambda one: any(head.late is Lateness.LATE for head in heads(one)))
        head = await take(desk, behind.visit.conversation)
        send = commands.Send(**write(desk, head), text="Здравствуйте")
        await desk.ask(send, Done)
        in_time = (head.id, "Здравствуйте", Lateness.IN_TIME)
        await desk.until(
            lambda one: in_time in {(now.id, now.preview, now.late) for now in heads(one)}
        )
