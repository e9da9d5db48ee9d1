"""What a client says in one breath is done in the order he said it, however it is taken."""

import asyncio
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest

from protocol import codec, commands, limits
from protocol.answers import Done, EnteredVisit, Hint, VisitChanged, VisitPage
from protocol.bodies import Message
from protocol.conversations import ConversationState
from protocol.ids import new_id
from protocol.people import Role
from tests.support.nodes import PASSWORD, node_in
from tests.support.wire import WireClient, connected

FAST = {"visit_commands_per_second": 1_000_000, "visit_commands_burst": 1_000_000}
ROUNDS = 3 * limits.COMMANDS_IN_FLIGHT

_HOW = ("said", "said", "said", "typed", "said", "in pieces", "read", "said", "long")
"""Messages are taken as they come; what is typed and read is not, and pieces are put together."""


async def test_a_burst_is_done_in_the_order_it_was_said(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path, {}, **FAST) as node,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visitor,
    ):
        await visitor.ask(_enter(visitor), EnteredVisit)
        said, read = [], []
        for how in islice(cycle(_HOW), ROUNDS):
            number = visitor.next_request()
            if how == "typed":
                await visitor.send(commands.VisitTyping(request=number, typing=True, text="я"))
            elif how == "read":
                read.append(number)
                await visitor.send(commands.VisitCatchUp(request=number, after_rev=0))
            else:
                said.append(number)
                text = str(number) + ("ж" * 2_000 if how == "long" else "")
                frame = codec.encode(
                    commands.VisitSend(request=number, client_id=new_id(), text=text)
                )
                # Only near the end: nothing goes the short way after it.
                if how == "in pieces" and len(said) > ROUNDS // 2:
                    await visitor.socket.send([frame[:9].decode(), frame[9:].decode()])
                else:
                    await visitor.socket.send(frame, text=True)
        answers = [await visitor.answer(number) for number in said]
        assert all(isinstance(one, Done) for one in answers)
        seqs = [one.seq for one in answers if isinstance(one, Done)]
        assert seqs == list(range(seqs[0], seqs[0] + len(said)))
        assert all([isinstance(await visitor.answer(number), VisitPage) for number in read])


async def test_what_is_said_after_something_waits_until_that_is_done(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with (
        node_in(tmp_path, {"elena": Role.AGENT}) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visitor,
    ):
        await desk.sign_in("elena", PASSWORD)
        await desk.desk()
        await desk.go_online()
        await visitor.ask(_enter(visitor), EnteredVisit)
        head = await desk.head(lambda head: head.state is ConversationState.OFFERED)
        accept = commands.Accept(
            request=desk.next_request(),
            client_id=new_id(),
            conversation=head.id,
            epoch=head.epoch,
        )
        epoch = (await desk.ask(accept, Done)).epoch
        await desk.head(lambda head: head.state is ConversationState.ACTIVE)

        store, seen = node.services.store, asyncio.Event()
        read = store.read

        async def read_later(look: Any) -> Any:
            await seen.wait()
            return await read(look)

        monkeypatch.setattr(store, "read", read_later)
        await desk.send(
            commands.Typing(request=desk.next_request(), conversation=head.id, typing=True)
        )
        await (await desk.socket.ping())  # it has arrived, and is being done
        send = commands.Send(
            request=desk.next_request(),
            client_id=new_id(),
            conversation=head.id,
            epoch=epoch,
            text="Сейчас посмотрю",
        )
        await desk.send(send)
        await (await desk.socket.ping())
        await store.lanes.run(lambda unit: None)
        seen.set()
        assert isinstance(await desk.answer(send.request), Done)
        said = await visitor.until(lambda one: isinstance(one, VisitChanged) and _says(one))
        hint = await visitor.until(lambda one: isinstance(one, Hint))
        assert visitor.told.index(hint) < visitor.told.index(said)


def _says(change: VisitChanged) -> bool:
    return any(isinstance(entry.body, Message) for entry in change.entries)


def _enter(visitor: WireClient) -> commands.Enter:
    return commands.Enter(
        request=visitor.next_request(),
        client_id=new_id(),
        name="Анна",
        phone="+7 975 000-41-17",
        topic="services",
    )
