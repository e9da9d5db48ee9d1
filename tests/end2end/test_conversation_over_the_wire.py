"""A subscriber and an agent talk through a real server."""

from pathlib import Path
from typing import Any

import msgspec

from protocol import commands
from protocol.answers import (
    Changed,
    Desk,
    Done,
    EnteredVisit,
    Page,
    Refused,
    VisitChanged,
    VisitPage,
)
from protocol.bodies import Deleted, Edited, Message
from protocol.conversations import ConversationState
from protocol.errors import ErrorCode
from protocol.ids import new_id
from protocol.people import Role
from tests.support.nodes import PASSWORD, node_in
from tests.support.wire import connected


async def test_a_subscriber_is_offered_answered_and_closed(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path, {"elena": Role.AGENT}) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
    ):
        await desk.sign_in("elena", PASSWORD)
        assert (await desk.desk()).conversations == []
        await desk.go_online()

        entered = await visit.ask(
            commands.Enter(
                request=visit.next_request(),
                client_id=new_id(),
                name="Анна Кольцова",
                phone="+7 975 000-41-17",
                topic="services",
            ),
            EnteredVisit,
        )
        offered = await desk.head(lambda head: head.state is ConversationState.OFFERED)
        assert offered.id == entered.visit.conversation
        accepted = await desk.ask(
            commands.Accept(
                request=desk.next_request(),
                client_id=new_id(),
                conversation=offered.id,
                epoch=offered.epoch,
            ),
            Done,
        )
        await desk.head(lambda head: head.state is ConversationState.ACTIVE)

        said = await visit.ask(
            commands.VisitSend(
                request=visit.next_request(), client_id=new_id(), text="Почему сняли 30 рублей?"
            ),
            Done,
        )
        heard = await desk.until(
            lambda told: (
                isinstance(told, Changed)
                and any(isinstance(entry.body, Message) for entry in told.entries)
            )
        )
        assert isinstance(heard, Changed)
        assert heard.head.unread == 1
        assert [entry.seq for entry in heard.entries] == [said.seq]

        reply = commands.Send(
            request=desk.next_request(),
            client_id=new_id(),
            conversation=offered.id,
            epoch=accepted.epoch,
            text="Сейчас посмотрю.",
        )
        first = await desk.ask(reply, Done)
        answered = await visit.until(
            lambda told: (
                isinstance(told, VisitChanged)
                and any(entry.author.name == "Elena" for entry in told.entries)
            )
        )
        assert isinstance(answered, VisitChanged)
        assert all(entry.author.id == "" for entry in answered.entries)

        # The same command again, as after a lost acknowledgement.
        repeat = commands.Send(
            request=desk.next_request(),
            client_id=reply.client_id,
            conversation=reply.conversation,
            epoch=reply.epoch,
            text=reply.text,
        )
        second = await desk.ask(repeat, Done)
        assert (second.seq, second.rev, second.at) == (first.seq, first.rev, first.at)
        other = commands.Send(
            request=desk.next_request(),
            client_id=reply.client_id,
            conversation=reply.conversation,
            epoch=reply.epoch,
            text="Совсем другое.",
        )
        assert (await desk.ask(other, Refused)).code is ErrorCode.CLIENT_ID_REUSED

        page = await desk.ask(
            commands.CatchUp(request=desk.next_request(), conversation=offered.id, after_rev=0),
            Page,
        )
        assert [entry.seq for entry in page.entries] == list(range(1, page.head.last_seq + 1))
        unseen = commands.Close(
            request=desk.next_request(),
            client_id=new_id(),
            conversation=offered.id,
            epoch=accepted.epoch,
            seen_seq=page.head.last_heard - 1,
            outcome="solved",
        )
        stale = await desk.ask(unseen, Refused)
        assert (stale.code, stale.data) == (
            ErrorCode.STALE_VIEW,
            {"seq": page.head.last_heard},
        )
        closed = await desk.ask(
            commands.Close(
                request=desk.next_request(),
                client_id=new_id(),
                conversation=offered.id,
                epoch=accepted.epoch,
                seen_seq=page.head.last_seq,
                outcome="solved",
            ),
            Done,
        )
        assert closed.epoch == accepted.epoch
        over = await visit.until(
            lambda told: (
                isinstance(told, VisitChanged) and told.visit.state is ConversationState.CLOSED
            )
        )
        assert isinstance(over, VisitChanged)
        assert over.entries == []
        empty = await desk.until(
            lambda told: isinstance(told, Desk) and told.used == 0 and bool(told.recent)
        )
        assert isinstance(empty, Desk)
        assert empty.conversations == []


async def test_a_subscriber_sees_other_words_and_never_the_first_ones(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path, {"elena": Role.AGENT}) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
    ):
        await desk.sign_in("elena", PASSWORD)
        entered = await visit.ask(
            commands.Enter(
                request=visit.next_request(),
                client_id=new_id(),
                name="Анна Кольцова",
                phone="+7 975 000-41-17",
                topic="services",
            ),
            EnteredVisit,
        )
        here = entered.visit.conversation
        taken = await desk.ask(
            commands.Take(request=desk.next_request(), client_id=new_id(), conversation=here), Done
        )

        def write() -> dict[str, Any]:
            mine = {"request": desk.next_request(), "client_id": new_id(), "conversation": here}
            return {**mine, "epoch": taken.epoch}

        said = await desk.ask(commands.Send(**write(), text="Спишут 10 рублей"), Done)
        edit = commands.EditMessage(**write(), seq=said.seq, text="Спишут 15 рублей")
        first = await desk.ask(edit, Done)
        again = msgspec.structs.replace(edit, request=desk.next_request())
        assert (await desk.ask(again, Done)).rev == first.rev
        told = await visit.until(
            lambda told: (
                isinstance(told, VisitChanged)
                and any(
                    isinstance(entry.body, Message) and entry.body.edited for entry in told.entries
                )
            )
        )
        assert isinstance(told, VisitChanged)
        (changed,) = told.entries
        assert (changed.seq, getattr(changed.body, "text", None)) == (said.seq, "Спишут 15 рублей")

        await desk.ask(commands.DeleteMessage(**write(), seq=said.seq), Done)
        gone = await desk.ask(commands.DeleteMessage(**write(), seq=said.seq), Refused)
        assert gone.code is ErrorCode.NOT_FOUND
        page = await visit.ask(
            commands.VisitCatchUp(request=visit.next_request(), after_rev=0), VisitPage
        )
        assert "рублей" not in str(page)
        log = await desk.ask(
            commands.CatchUp(request=desk.next_request(), conversation=here, after_rev=0), Page
        )
        was = [entry.body.was for entry in log.entries if isinstance(entry.body, Edited | Deleted)]
        assert was == ["Спишут 10 рублей", "Спишут 15 рублей"]
        assert log.head.preview == ""
