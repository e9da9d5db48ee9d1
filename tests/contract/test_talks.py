"""On both databases: talks of colleagues are kept, found, read and asked in by who is in them."""

import asyncio

import msgspec
import pytest

from protocol import commands
from protocol.bodies import Message
from protocol.entries import Audience
from protocol.ids import AccountId, ClientId, ConversationId, new_id, pair_talk_id
from protocol.people import Presence, Role
from server_stub.bus.wakes import ConversationWake
from server_stub.domain.acts import Act, Actor
from server_stub.domain.configuration import Rules
from server_stub.domain.conversation import AUDIENCE_LEVELS, head_of
from server_stub.domain.errors import ClientIdReused, DomainError, Forbidden, NotFound
from server_stub.domain.routing_demands import Demands
from server_stub.storage import accounts, conversations, finding, presences, reading, routing, talks
from server_stub.storage.candidates import Wanted
from server_stub.storage.engine import store_now
from server_stub.storage.lane import Lanes
from server_stub.storage.talks import TalkRows
from tests.contract.acts import by, enter, say, send, take
from tests.support.stores import Bench, held

AGENTS = AUDIENCE_LEVELS[Audience.AGENTS]


def opening(bench: Bench, one: str, other: str) -> Act:
    me, him = bench.agents[one], AccountId(bench.agents[other].id)
    request = commands.OpenTalk(request=0, client_id=new_id(), colleague=him)
    return Act(
        actor=me,
        conversation=pair_talk_id(AccountId(me.id), him),
        request=request,
        client_id=ClientId(request.client_id),
    )


def starting(bench: Bench, one: str, *others: str, name: str = "Смена") -> Act:
    members = tuple(bench.agents[other].id for other in others)
    request = commands.StartGroup(request=0, client_id=new_id(), name=name, members=members)
    return Act(
        actor=bench.agents[one],
        conversation=ConversationId(new_id()),
        request=request,
        client_id=ClientId(request.client_id),
    )


def saying(talk: ConversationId, words: str) -> commands.Say:
    return commands.Say(request=0, client_id=new_id(), conversation=talk, text=words)


def asking(talk: ConversationId, about: ConversationId, seq: int) -> commands.Ask:
    return commands.Ask(
        request=0, client_id=new_id(), conversation=talk, about=about, seq=seq, text="что делать?"
    )


def rows_of(bench: Bench, name: str) -> TalkRows:
    with bench.readers.begin() as link:
        agent = AccountId(bench.agents[name].id)
        return talks.of_agent(link, agent, now=store_now(link))


def may(bench: Bench, actor: Actor, verb: str, chat: ConversationId) -> bool:
    with bench.readers.begin() as link:
        try:
            reading.sight(link, actor, verb, chat)
        except (NotFound, Forbidden):
            return False
    return True


async def owned(bench: Bench, lanes: Lanes, name: str) -> tuple[ConversationId, int]:
    act = enter("subscriber")
    await lanes.submit(act)
    await lanes.submit(take(act.conversation, bench.agents[name]))
    said = await lanes.submit(say(act.conversation, "нет связи в роуминге"))
    return act.conversation, said.seq


async def test_both_open_the_talk_at_once_and_have_the_same_one(bench: Bench) -> None:
    async with bench.lanes() as lanes:
        with held(lanes):
            acts = [opening(bench, "elena", "pavel"), opening(bench, "pavel", "elena")]
            waiting = [lanes.submit(one) for one in (*acts, acts[0])]
        done = await asyncio.gather(*waiting)
        assert len({one.conversation for one in done}) == 1
        assert done[0] == done[2]
        await lanes.submit(opening(bench, "elena", "pavel"))
    assert bench.scalar("SELECT count(*) FROM conversation WHERE state = 'talk'") == 1
    assert bench.scalar("SELECT count(*) FROM talk_member") == 2
    for name, other in (("elena", "pavel"), ("pavel", "elena")):
        rows = rows_of(bench, name)
        assert [head.id for head in rows.talks] == [done[0].conversation]
        assert [one.name for one in rows.people] == [bench.agents[other].name]
    assert rows_of(bench, "irina").talks == []


async def test_a_message_is_kept_once_read_by_each_and_told_to_every_desk(bench: Bench) -> None:
    elena, pavel = bench.agents["elena"], bench.agents["pavel"]
    async with bench.lanes() as lanes:
        act = starting(bench, "elena", "pavel", "irina")
        talk = (await lanes.submit(act)).conversation
        before = rows_of(bench, "pavel").desk_rev
        words = by(elena, saying(talk, "кто знает роуминг?"))
        with held(lanes):
            waiting = [lanes.submit(words), lanes.submit(words)]
        first, again = await asyncio.gather(*waiting)
        assert first == again
        assert rows_of(bench, "pavel").desk_rev == before + 1
        assert words.client_id is not None
        reused = msgspec.structs.replace(saying(talk, "другое"), client_id=words.client_id)
        with pytest.raises(ClientIdReused):
            await lanes.submit(by(elena, reused))
        (head,) = rows_of(bench, "pavel").talks
        assert (head.unread, head.agent_read, head.preview) == (1, 0, "кто знает роуминг?")
        mark = commands.MarkRead(request=0, conversation=talk, seq=first.seq)
        await lanes.submit(Act(actor=pavel, conversation=talk, request=mark))
        assert rows_of(bench, "pavel").talks[0].unread == 0
        assert rows_of(bench, "irina").talks[0].unread == 1
        assert rows_of(bench, "elena").talks[0].read == 0  # not all the others have
        for request in (
            commands.RenameGroup(request=0, client_id=new_id(), conversation=talk, name="Ночь"),
            commands.LeaveGroup(request=0, client_id=new_id(), conversation=talk),
        ):
            await lanes.submit(by(pavel, request))
        assert rows_of(bench, "pavel").talks == []
        assert not may(bench, pavel, "history", talk)
        assert rows_of(bench, "elena").talks[0].name == "Ночь"
        with pytest.raises(NotFound):
            await lanes.submit(by(pavel, saying(talk, "я ушёл")))
        back = commands.AddToGroup(
            request=0, client_id=new_id(), conversation=talk, members=(pavel.id,)
        )
        await lanes.submit(by(elena, back))
        assert may(bench, pavel, "history", talk)


async def test_who_is_not_a_colleague_is_not_talked_to(bench: Bench) -> None:
    async with bench.lanes() as lanes:
        bench.run(f"UPDATE account SET disabled = true WHERE id = '{bench.agents['pavel'].id}'")
        with pytest.raises(NotFound):
            await lanes.submit(opening(bench, "elena", "pavel"))
        with pytest.raises(NotFound):
            await lanes.submit(starting(bench, "elena", "pavel"))
        with pytest.raises(DomainError):  # nor does one whose account is closed begin one
            await lanes.submit(opening(bench, "pavel", "elena"))
        assert bench.scalar("SELECT count(*) FROM conversation") == 0
        # Whoever has an account is one, whatever his role.
        bench.run(f"UPDATE account SET role = 'trainee' WHERE id = '{bench.agents['irina'].id}'")
        begun = await lanes.submit(starting(bench, "elena", "irina"))
        assert may(bench, bench.agents["irina"], "history", begun.conversation)


async def test_a_talk_is_nowhere_where_subscribers_are(bench: Bench) -> None:
    elena, irina = bench.agents["elena"], bench.agents["irina"]
    async with bench.lanes() as lanes:
        talk = (await lanes.submit(opening(bench, "elena", "pavel"))).conversation
        await lanes.submit(by(elena, saying(talk, "секретное слово")))
        with bench.readers.begin() as link:
            row = conversations.load(link, {talk})[talk]
            waits = routing.look(link, Demands(Rules()), now=store_now(link)).waiting
            desk = reading.desk(link, AccountId(elena.id))
            assert (waits, desk.conversations, desk.recent) == ([], [], [])
            assert all(not one.waiting for one in reading.queues(link))
            assert reading.waiting(link, row.queue) == []
        for query in ("секретное", "слово"):
            for actor in (elena, irina):
                wanted = Wanted(query=query)
                with bench.readers.begin() as link:
                    assert finding.find(link, actor, wanted, level=AGENTS).hits == []
        inside = Wanted(query="секретное", conversation=talk)
        with bench.readers.begin() as link:
            assert len(finding.find(link, elena, inside, level=AGENTS).hits) == 1
            assert finding.find(link, irina, inside, level=AGENTS).hits == []
        assert not may(bench, irina, "history", talk)
        # Whatever verb of work with subscribers is tried on it, and by whomever.
        for request in (
            commands.Take(request=0, client_id=new_id(), conversation=talk),
            commands.Send(request=0, client_id=new_id(), conversation=talk, epoch=1, text="x"),
            commands.WriteNote(request=0, client_id=new_id(), conversation=talk, epoch=1, text="x"),
            commands.Release(request=0, client_id=new_id(), conversation=talk, epoch=1),
        ):
            for actor in (elena, irina):
                with pytest.raises(NotFound):
                    await lanes.submit(by(actor, request))
        with pytest.raises(NotFound):
            await lanes.submit(say(talk, "я абонент"))
        chat, _ = await owned(bench, lanes, "elena")
        with pytest.raises(NotFound):
            await lanes.submit(by(elena, saying(chat, "не туда")))
        level = AUDIENCE_LEVELS[Audience.SUBSCRIBER]
        with bench.readers.begin() as link:
            row = conversations.load(link, {talk})[talk]
            assert reading.history(link, row, before_seq=None, level=level).entries == []


async def test_who_is_asked_looks_in_while_the_question_is_open(bench: Bench) -> None:
    elena, pavel, irina = (bench.agents[name] for name in ("elena", "pavel", "irina"))
    async with bench.lanes() as lanes:
        chat, seq = await owned(bench, lanes, "elena")
        talk = (await lanes.submit(opening(bench, "elena", "pavel"))).conversation

        async def ask() -> int:
            done = await lanes.submit(by(elena, asking(talk, chat, seq)))
            for verb in ("history", "catch_up", "look", "open_file"):
                assert may(bench, pavel, verb, chat)
            assert [one.id for one in rows_of(bench, "pavel").asked] == [chat]
            assert rows_of(bench, "elena").asked == []
            return done.seq

        assert not may(bench, pavel, "history", chat)
        asked = await ask()
        # He only looks; and who is not in the talk has nothing of it.
        note = commands.WriteNote(
            request=0, client_id=new_id(), conversation=chat, epoch=2, text="x"
        )
        for request in (send(chat, pavel, "ответ", epoch=2).request, note):
            with pytest.raises(NotFound):
                await lanes.submit(by(pavel, request))  # type: ignore[arg-type]
        with pytest.raises(NotFound):
            await lanes.submit(by(pavel, asking(talk, chat, seq)))
        with bench.readers.begin() as link:
            wanted = Wanted(query="роуминг")
            assert len(finding.find(link, pavel, wanted, level=AGENTS).hits) == 1
        settle = commands.Settle(request=0, client_id=new_id(), conversation=talk, seq=asked)
        await lanes.submit(by(elena, settle))
        assert not may(bench, pavel, "history", chat)
        with bench.readers.begin() as link:
            card = conversations.entry_at(link, talk, asked)
        assert card is not None
        assert isinstance(card.body, Message)
        assert card.body.about is not None
        assert card.body.about.settled

        # What is in other hands, or over, is closed to whom the first one asked.
        await ask()
        release = commands.Release(request=0, client_id=new_id(), conversation=chat, epoch=2)
        await lanes.submit(by(elena, release))
        await lanes.submit(take(chat, irina))
        assert not may(bench, pavel, "history", chat)
        assert rows_of(bench, "pavel").asked == []
    assert bench.scalar("SELECT count(*) FROM audit WHERE verb = 'ask'") == 2


async def test_colleagues_are_found_by_any_part_of_the_name_those_on_line_first(
    bench: Bench,
) -> None:
    elena = AccountId(bench.agents["elena"].id)
    with bench.writers.begin() as link:
        now = store_now(link)
        here = [AccountId(bench.agents[name].id) for name in ("irina", "pavel")]
        presences.touch(link, here, now=now)  # however long ago the store was made
        for login, name in (("olga", "Ольга Ёлкина"), ("boris", "Борис Ольховский")):
            made = accounts.create(
                link, login=login, name=name, role=Role.AGENT, password_hash="x",
                now=now,
            )  # fmt: skip
            presences.set_presence(link, made, Presence.ONLINE, reason="", now=now)
            if login == "olga":
                presences.touch(link, [made], now=now)

        def found(query: str) -> list[tuple[str, Presence]]:
            people, more = talks.find_colleagues(link, elena, query, now=now)
            assert not more
            return [(one.name, one.presence) for one in people]

        olga = ("Ольга Ёлкина", Presence.ONLINE)
        boris = ("Борис Ольховский", Presence.OFFLINE)  # nobody has felt his link lately
        assert found("оль") == [olga, boris]
        assert found("елк ольга") == [olga]
        assert found("лга") == []
        names = [name for name, _ in found("")]
        assert names == ["Irina", "Pavel", olga[0], boris[0]]


async def test_a_head_of_a_talk_is_its_readers_own(bench: Bench) -> None:
    async with bench.lanes() as lanes:
        talk = (await lanes.submit(opening(bench, "elena", "pavel"))).conversation
        await lanes.submit(by(bench.agents["elena"], saying(talk, "привет")))
    told = [one for one in bench.wakes if isinstance(one, ConversationWake)][-1].conversation
    assert head_of(told, bench.agents["pavel"].id).unread == 1
    assert head_of(told, bench.agents["elena"].id).unread == 0
