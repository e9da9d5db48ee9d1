"""Wake-ups are only a faster way: lost, doubled, late, in any order, all is told, joined on.

In a process and between nodes: the desk is on one of them, the subscriber on another.
"""

import asyncio
from collections.abc import Callable, Sequence
from random import Random

import pytest

from protocol import commands
from protocol.answers import (
    Changed,
    Done,
    EnteredVisit,
    KnowledgeChanged,
    ReplyKept,
    VisitChanged,
)
from protocol.bodies import Message, Note
from protocol.conversations import ConversationState
from protocol.ids import new_id
from protocol.knowledge import ReplyScope
from protocol.people import Role
from server_stub import router
from server_stub.bus.memory import MemoryBus
from server_stub.bus.nats import NatsBus
from server_stub.bus.port import Bus
from server_stub.bus.wakes import Wake
from server_stub.transport import hub
from tests.support.nodes import PASSWORD, NodesOn
from tests.support.wire import WireClient, connected

TEXTS = 30
SEED = 20_261_122
FAST = {"visit_commands_burst": 1000, "commands_burst": 1000}

Publish = Callable[[Bus, Sequence[Wake]], None]


def _loses_all(publish: Publish) -> Publish:
    return lambda bus, wakes: None


def _is_sloppy(publish: Publish) -> Publish:
    """A third is lost, a sixth comes twice, a third comes with something later, in any order."""
    chance, late = Random(SEED), list[Wake]()

    def told(bus: Bus, wakes: Sequence[Wake]) -> None:
        now: list[Wake] = []
        for wake in wakes:
            fate = chance.randrange(6)
            now += [wake] * (0, 0, 2, 1, 0, 0)[fate]
            late.extend([wake] * (fate > 3))
        chance.shuffle(late)
        for _ in range(chance.randrange(len(late) + 1)):
            now.append(late.pop())
        publish(bus, now)

    return told


def _texts(client: WireClient, *, after: int) -> list[str]:
    """What was said, as this client was told; each piece must join on to what was told before."""
    heard: dict[int, str] = {}
    for told in client.told:
        if isinstance(told, Changed | VisitChanged):
            assert told.after_rev <= after, "told of what does not join on"
            after = max(after, told.through)
            heard |= {
                entry.seq: entry.body.text
                for entry in told.entries
                if isinstance(entry.body, Message | Note)
            }
    return [heard[seq] for seq in sorted(heard)]


@pytest.mark.parametrize("bus", [_loses_all, _is_sloppy])
async def test_whatever_becomes_of_wake_ups_everybody_hears_all_of_it(
    nodes_on: NodesOn, monkeypatch: pytest.MonkeyPatch, bus: Callable[[Publish], Publish]
) -> None:
    monkeypatch.setattr(hub, "COMPARE_SECONDS", 0.1)
    monkeypatch.setattr(router, "ROUTE_SECONDS", 0.1)
    kinds: tuple[type[Bus], ...] = (MemoryBus, NatsBus)
    for kind in kinds:
        monkeypatch.setattr(kind, "publish", bus(kind.publish))
    async with (
        nodes_on({"anna": Role.AGENT}, **FAST) as nodes,
        connected(f"ws://127.0.0.1:{nodes[0].port}/desk") as desk,
        connected(f"ws://127.0.0.1:{nodes[-1].port}/visit") as visit,
    ):
        await desk.sign_in("anna", PASSWORD)
        await desk.desk()
        await desk.go_online()
        enter = commands.Enter(
            request=visit.next_request(),
            client_id=new_id(),
            name="Анна Кольцова",
            phone="+7 975 000-41-17",
            topic="services",
        )
        entered = await visit.ask(enter, EnteredVisit)
        offered = await desk.head(lambda head: head.state is ConversationState.OFFERED)
        accept = commands.Accept(
            request=desk.next_request(),
            client_id=new_id(),
            conversation=offered.id,
            epoch=offered.epoch,
        )
        accepted = await desk.ask(accept, Done)

        async def ask() -> None:
            for number in range(TEXTS):
                await visit.ask(
                    commands.VisitSend(
                        request=visit.next_request(), client_id=new_id(), text=f"Вопрос {number}"
                    ),
                    Done,
                )

        async def answer() -> None:
            for number in range(TEXTS):
                kind = commands.WriteNote if number % 3 == 2 else commands.Send
                await desk.ask(
                    kind(
                        request=desk.next_request(),
                        client_id=new_id(),
                        conversation=offered.id,
                        epoch=accepted.epoch,
                        text=f"Ответ {number}",
                    ),
                    Done,
                )

        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(ask())
            tasks.create_task(answer())
        questions = [f"Вопрос {number}" for number in range(TEXTS)]
        answers = [f"Ответ {number}" for number in range(TEXTS)]
        notes = answers[2::3]
        for client, after, replies in (
            (desk, offered.rev, answers),
            (visit, entered.through, [text for text in answers if text not in notes]),
        ):
            wanted = TEXTS + len(replies)
            await client.until(lambda _: len(_texts(client, after=after)) >= wanted)  # noqa: B023
            heard = _texts(client, after=after)
            assert [text for text in heard if text in questions] == questions
            assert [text for text in heard if text not in questions] == replies


async def test_of_changed_knowledge_everybody_hears_without_a_wake_up(
    nodes_on: NodesOn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub, "COMPARE_SECONDS", 0.1)
    kinds: tuple[type[Bus], ...] = (MemoryBus, NatsBus)
    for kind in kinds:
        monkeypatch.setattr(kind, "publish", _loses_all(kind.publish))
    async with (
        nodes_on({"anna": Role.AGENT}, **FAST) as nodes,
        connected(f"ws://127.0.0.1:{nodes[0].port}/desk") as desk,
        connected(f"ws://127.0.0.1:{nodes[-1].port}/desk") as other,
    ):
        for one in (desk, other):
            await one.sign_in("anna", PASSWORD)
        save = commands.SaveReply(
            request=desk.next_request(),
            client_id=new_id(),
            reply=new_id(),
            language="ru",
            scope=ReplyScope.OWN,
            title="Привет",
            text="Здравствуйте!",
        )
        kept = await desk.ask(save, ReplyKept)
        for own in (False, True):
            wanted = KnowledgeChanged(through=kept.version, own=own)
            await other.until(lambda told: told == wanted)  # noqa: B023
