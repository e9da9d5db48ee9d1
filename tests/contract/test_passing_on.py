"""Passing on and guests on both databases: one holder, true loads, nobody waits unseen."""

import asyncio
from typing import Any

import pytest

from protocol import commands
from protocol.conversations import ConversationState
from protocol.ids import AccountId, ConversationId, TopicId, new_id
from protocol.people import Presence
from server_stub.domain.acts import PASS_TIMER, SYSTEM, Act, Actor, FireTimer
from server_stub.domain.conversation import Conversation
from server_stub.domain.errors import (
    DomainError,
    InvalidTransition,
    NoRoom,
    NotFound,
    ReasonNeeded,
    StaleEpoch,
)
from server_stub.storage import conversations, finding, reading, receivers
from server_stub.storage.candidates import Wanted
from server_stub.storage.engine import store_now
from server_stub.storage.lane import Lane, Lanes
from tests.contract.acts import by, enter, say, send, take
from tests.support.moves import QUEUE
from tests.support.stores import LINKS_FELT, Bench, held

State = ConversationState
NOTE = "Спросил о роуминге, условия названы"


def row(bench: Bench, chat: ConversationId) -> Conversation:
    with bench.readers.begin() as connection:
        return conversations.load(connection, {chat})[chat]


def used(bench: Bench) -> dict[str, int]:
    with bench.readers.begin() as connection:
        return {
            name: reading.load(connection, AccountId(one.id)).used
            for name, one in bench.agents.items()
        }


def desk(bench: Bench, name: str) -> reading.DeskRows:
    with bench.readers.begin() as connection:
        return reading.desk(connection, AccountId(bench.agents[name].id))


def named(chat: ConversationId, **fields: Any) -> dict[str, Any]:
    return {"request": 0, "client_id": new_id(), "conversation": chat, **fields}


def pass_on(chat: ConversationId, giver: Actor, to: Actor, *, epoch: int, note: str = NOTE) -> Act:
    return by(giver, commands.PassOn(**named(chat, epoch=epoch, agent=to.id, note=note)))


def accept(chat: ConversationId, agent: Actor, *, epoch: int) -> Act:
    return by(agent, commands.Accept(**named(chat, epoch=epoch)))


def invite(chat: ConversationId, owner: Actor, guest: Actor, *, epoch: int) -> Act:
    return by(owner, commands.Invite(**named(chat, epoch=epoch, agent=guest.id)))


async def mine(lanes: Lanes | Lane, agent: Actor) -> tuple[ConversationId, int]:
    act = enter()
    await lanes.submit(act)
    await lanes.submit(say(act.conversation, "Как включить роуминг?"))
    return act.conversation, (await lanes.submit(take(act.conversation, agent))).epoch


@pytest.fixture(autouse=True)
def links_are_felt(bench: Bench) -> None:
    bench.run(LINKS_FELT)


async def test_the_epoch_moves_once_and_only_when_it_is_accepted(bench: Bench) -> None:
    elena, pavel = bench.agents["elena"], bench.agents["pavel"]
    async with bench.lanes() as lanes:
        chat, epoch = await mine(lanes, elena)
        await lanes.submit(pass_on(chat, elena, pavel, epoch=epoch))
        assert used(bench) == {"elena": 100, "pavel": 100, "irina": 0}
        await lanes.submit(send(chat, elena, "Передаю коллеге", epoch=epoch))
        assert [head.id for head in desk(bench, "pavel").conversations] == [chat]
        await lanes.submit(accept(chat, pavel, epoch=epoch))
        after = row(bench, chat)
        assert (after.owner, after.epoch, after.offer_agent) == (pavel.id, epoch + 1, None)
        assert used(bench) == {"elena": 0, "pavel": 100, "irina": 0}
        with pytest.raises(NotFound):
            await lanes.submit(send(chat, elena, "Ещё одно", epoch=epoch))
        with pytest.raises(StaleEpoch):
            await lanes.submit(send(chat, pavel, "Здравствуйте", epoch=epoch))
        assert desk(bench, "elena").conversations == []


async def test_a_send_and_the_acceptance_in_one_batch_have_one_winner(bench: Bench) -> None:
    elena, pavel = bench.agents["elena"], bench.agents["pavel"]
    async with bench.lane() as lane:
        chat, epoch = await mine(lane, elena)
        await lane.submit(pass_on(chat, elena, pavel, epoch=epoch))
        with held(lane):
            acts = [
                send(chat, elena, "До", epoch=epoch),
                accept(chat, pavel, epoch=epoch),
                send(chat, elena, "После", epoch=epoch),
                by(elena, commands.CallBack(**named(chat, epoch=epoch))),
            ]
            futures = [lane.submit(act) for act in acts]
        answers = await asyncio.gather(*futures, return_exceptions=True)
    refused = [isinstance(answer, DomainError) for answer in answers]
    assert refused == [False, False, True, True]
    assert row(bench, chat).owner == pavel.id


async def test_whoever_is_away_full_unknown_or_without_a_note_is_refused(bench: Bench) -> None:
    elena, pavel, irina = (bench.agents[name] for name in ("elena", "pavel", "irina"))
    nobody = Actor(kind=elena.kind, id=new_id(), role=elena.role)
    async with bench.lanes() as lanes:
        chat, epoch = await mine(lanes, elena)
        for to, note, refusal in (
            (elena, NOTE, NotFound),
            (nobody, NOTE, NotFound),
            (pavel, " \n", ReasonNeeded),
        ):
            with pytest.raises(refusal):
                await lanes.submit(pass_on(chat, elena, to, epoch=epoch, note=note))
        bench.run(f"UPDATE agent_load SET seen_at = 0 WHERE account = '{pavel.id}'")
        with pytest.raises(InvalidTransition) as away:
            await lanes.submit(pass_on(chat, elena, pavel, epoch=epoch))
        assert away.value.data == {"state": "offline"}
        bench.run(LINKS_FELT)
        bench.run(f"UPDATE agent_load SET presence = 'busy' WHERE account = '{pavel.id}'")
        with pytest.raises(InvalidTransition):
            await lanes.submit(pass_on(chat, elena, pavel, epoch=epoch))
        await lanes.submit(invite(chat, elena, pavel, epoch=epoch))
        bench.run(f"UPDATE agent_load SET used = room WHERE account = '{irina.id}'")
        with pytest.raises(NoRoom):
            await lanes.submit(pass_on(chat, elena, irina, epoch=epoch))
        bench.run(f"UPDATE account SET disabled = true WHERE id = '{irina.id}'")
        with pytest.raises(NotFound):
            await lanes.submit(invite(chat, elena, irina, epoch=epoch))
    assert row(bench, chat).offer_agent is None


async def test_an_end_of_any_kind_frees_the_place_that_was_kept(bench: Bench) -> None:
    elena, pavel = bench.agents["elena"], bench.agents["pavel"]
    ends: list[Any] = [
        lambda chat, epoch: by(pavel, commands.Decline(**named(chat, epoch=epoch))),
        lambda chat, epoch: by(elena, commands.CallBack(**named(chat, epoch=epoch))),
        lambda chat, epoch: Act(
            actor=SYSTEM, conversation=chat, request=FireTimer(kind=PASS_TIMER, epoch=epoch)
        ),
        lambda chat, epoch: by(elena, commands.Release(**named(chat, epoch=epoch))),
        lambda chat, epoch: by(
            elena, commands.PassToTopic(**named(chat, epoch=epoch, topic="services", note=NOTE))
        ),
        lambda chat, epoch: by(
            elena, commands.Close(**named(chat, epoch=epoch, seen_seq=99, outcome="solved"))
        ),
    ]
    stays = [True, True, True, False, False, False]
    async with bench.lanes() as lanes:
        for end, kept in zip(ends, stays, strict=True):
            chat, epoch = await mine(lanes, elena)
            await lanes.submit(pass_on(chat, elena, pavel, epoch=epoch))
            await lanes.submit(end(chat, epoch))
            after = row(bench, chat)
            assert (after.offer_agent, after.offer_name, after.offer_until) == (None, "", None)
            assert (after.owner == elena.id and after.epoch == epoch) is kept
            assert used(bench) == {"elena": 100 * kept, "pavel": 0, "irina": 0}
            if kept:
                await lanes.submit(by(elena, commands.Release(**named(chat, epoch=epoch))))
            # Who has let it run out says that he is there.
            bench.run(f"UPDATE agent_load SET presence = 'online' WHERE account = '{pavel.id}'")
            with bench.readers.begin() as connection:
                waits = {head.id for head in reading.waiting(connection, QUEUE)}
            assert (chat in waits) is (after.state is not State.CLOSED)


async def test_an_unknown_topic_is_no_place_to_wait_in(bench: Bench) -> None:
    elena = bench.agents["elena"]
    async with bench.lanes() as lanes:
        chat, epoch = await mine(lanes, elena)
        act = by(elena, commands.PassToTopic(**named(chat, epoch=epoch, topic="nope", note=NOTE)))
        with pytest.raises(NotFound):
            await lanes.submit(act)
    assert row(bench, chat).owner == elena.id


async def test_a_guest_finds_the_chat_on_his_desk_until_it_has_no_owner(bench: Bench) -> None:
    elena, pavel, irina = (bench.agents[name] for name in ("elena", "pavel", "irina"))
    async with bench.lanes() as lanes:
        chat, epoch = await mine(lanes, elena)
        before = desk(bench, "pavel").load.desk_rev
        await lanes.submit(invite(chat, elena, pavel, epoch=epoch))
        assert list(desk(bench, "pavel").guest_of) == [chat]
        assert desk(bench, "pavel").load.desk_rev > before
        assert used(bench) == {"elena": 100, "pavel": 0, "irina": 0}
        note = commands.WriteNote(**named(chat, epoch=epoch, text="Проверьте страну"))
        await lanes.submit(by(pavel, note))
        with pytest.raises(NotFound):
            await lanes.submit(send(chat, pavel, "Здравствуйте", epoch=epoch))
        with bench.readers.begin() as connection:
            wanted = Wanted(query="роуминг")
            assert len(finding.find(connection, pavel, wanted, level=1).hits) == 1
        # Who takes over is no guest any more; the others stay with him.
        await lanes.submit(invite(chat, elena, irina, epoch=epoch))
        await lanes.submit(pass_on(chat, elena, pavel, epoch=epoch))
        await lanes.submit(accept(chat, pavel, epoch=epoch))
        assert desk(bench, "pavel").guest_of == {}
        assert list(desk(bench, "irina").guest_of) == [chat]
        await lanes.submit(by(pavel, commands.Release(**named(chat, epoch=epoch + 1))))
        assert desk(bench, "irina").guest_of == {}
        with pytest.raises(NotFound):
            await lanes.submit(by(irina, commands.StepOut(**named(chat))))
    assert bench.scalar("SELECT count(*) FROM participant WHERE until IS NULL") == 0


async def test_who_left_can_be_asked_in_again(bench: Bench) -> None:
    elena, pavel = bench.agents["elena"], bench.agents["pavel"]
    async with bench.lanes() as lanes:
        chat, epoch = await mine(lanes, elena)
        for leave in (
            by(pavel, commands.StepOut(**named(chat))),
            by(elena, commands.SendAway(**named(chat, epoch=epoch, agent=pavel.id))),
        ):
            await lanes.submit(invite(chat, elena, pavel, epoch=epoch))
            with pytest.raises(InvalidTransition):
                await lanes.submit(invite(chat, elena, pavel, epoch=epoch))
            await lanes.submit(leave)
            assert desk(bench, "pavel").guest_of == {}
            assert row(bench, chat).guests == ()


async def test_colleagues_are_told_with_their_room_and_what_they_answer(bench: Bench) -> None:
    elena, pavel, irina = (bench.agents[name] for name in ("elena", "pavel", "irina"))
    async with bench.lanes() as lanes:
        await mine(lanes, pavel)
    bench.run(f"UPDATE agent_load SET seen_at = 0 WHERE account = '{irina.id}'")
    with bench.readers.begin() as connection:
        told = receivers.others(connection, AccountId(elena.id), now=store_now(connection))
    assert {one.name: (one.presence, one.used, one.topics) for one in told} == {
        "Pavel": (Presence.ONLINE, 100, [TopicId("services")]),
        "Irina": (Presence.OFFLINE, 0, []),
    }
