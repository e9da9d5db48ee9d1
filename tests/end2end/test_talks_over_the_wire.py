"""Over sockets: colleagues talk at once, a subscriber never hears of it, who is asked looks in."""

from collections.abc import Callable

from protocol import commands
from protocol.answers import (
    Answer,
    Changed,
    Colleagues,
    Done,
    Hint,
    History,
    PresenceTold,
    Refused,
    Talks,
    VisitChanged,
)
from protocol.bodies import Message
from protocol.errors import ErrorCode
from protocol.ids import AccountId, ConversationId, new_id, pair_talk_id
from protocol.people import Presence, Role
from server_stub.storage import accounts
from tests.support.nodes import PASSWORD, NodeOn
from tests.support.talks import agent_actor, owned, said
from tests.support.wire import WireClient, connected

PEOPLE = {"elena": Role.AGENT, "pavel": Role.AGENT, "irina": Role.LEAD, "anton": Role.TRAINEE}


async def talks_of(client: WireClient) -> Talks:
    return await client.ask(commands.ReadTalks(request=client.next_request()), Talks)


def changed(talk: ConversationId) -> Callable[[Answer], bool]:
    return lambda answer: (
        isinstance(answer, Changed) and answer.head.id == talk and bool(answer.entries)
    )


async def test_two_desks_talk_and_ask_and_no_subscriber_hears(node_on: NodeOn) -> None:
    async with (
        node_on(PEOPLE) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as elena,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
    ):
        rows = await node.services.store.read(accounts.everyone)
        ids = {row.login: row.id for row in rows}
        agent = agent_actor(ids["elena"], "elena")
        chat = await said(node, agent, await owned(node, agent))
        await elena.sign_in("elena", PASSWORD)
        await elena.desk()
        request = visit.next_request()
        await visit.send(commands.ResumeVisit(request=request, token=chat.visit.token))
        await visit.answer(request)
        async with connected(f"ws://127.0.0.1:{node.port}/desk") as pavel:
            await pavel.sign_in("pavel", PASSWORD)
            await pavel.desk()
            assert (await talks_of(pavel)).talks == []
            found = await elena.ask(
                commands.FindColleagues(request=elena.next_request(), query="pa"), Colleagues
            )
            assert [one.id for one in found.found] == [ids["pavel"]]

            # Whoever opens it: one talk, on both desks, told unasked.
            done = await elena.ask(
                commands.OpenTalk(
                    request=elena.next_request(), client_id=new_id(), colleague=ids["pavel"]
                ),
                Done,
            )
            talk = done.conversation
            assert talk == pair_talk_id(AccountId(ids["pavel"]), AccountId(ids["elena"]))
            await pavel.until(
                lambda answer: isinstance(answer, Talks) and [h.id for h in answer.talks] == [talk]
            )
            assert [head.id for head in (await talks_of(elena)).talks] == [talk]

            # What one says the other has at once; who types is told; so is who is there.
            say = commands.Say(
                request=elena.next_request(), client_id=new_id(), conversation=talk, text="привет"
            )
            await elena.ask(say, Done)
            told = await pavel.until(changed(talk))
            assert isinstance(told, Changed)
            assert told.head.unread == 1
            assert told.entries[-1].body == Message(text="привет")
            typing = commands.Typing(request=pavel.next_request(), conversation=talk, typing=True)
            await pavel.send(typing)
            await elena.until(lambda a: isinstance(a, Hint) and a.conversation == talk)
            busy = commands.SetPresence(
                request=pavel.next_request(), client_id=new_id(), presence=Presence.BUSY
            )
            await pavel.ask(busy, Answer)
            await elena.until(
                lambda a: isinstance(a, PresenceTold) and a.colleague.presence is Presence.BUSY
            )

            # Asked about a conversation he looks into it, and goes on being told of it.
            assert await refused_history(pavel, chat.conversation) is ErrorCode.NOT_FOUND
            page = await history(elena, chat.conversation)
            ask = commands.Ask(
                request=elena.next_request(),
                client_id=new_id(),
                conversation=talk,
                about=chat.conversation,
                seq=chat.seq,
                text="что это?",
            )
            asked = await elena.ask(ask, Done)
            await pavel.until(
                lambda a: isinstance(a, Talks) and [h.id for h in a.asked] == [chat.conversation]
            )
            assert (await history(pavel, chat.conversation)).entries == page.entries
            pavel.told.clear()
            hello = commands.VisitSend(
                request=visit.next_request(), client_id=new_id(), text="вы тут?"
            )
            await visit.ask(hello, Done)
            await pavel.until(changed(chat.conversation))
            settle = commands.Settle(
                request=elena.next_request(),
                client_id=new_id(),
                conversation=talk,
                seq=asked.seq,
            )
            await elena.ask(settle, Done)
            await pavel.until(lambda a: isinstance(a, Talks) and not a.asked)
            assert await refused_history(pavel, chat.conversation) is ErrorCode.NOT_FOUND
        await elena.until(
            lambda a: isinstance(a, PresenceTold) and a.colleague.presence is Presence.OFFLINE
        )
        # Nobody is in a talk of others; a trainee has no other conversation to look into.
        for login, code in (("irina", ErrorCode.NOT_FOUND), ("anton", ErrorCode.FORBIDDEN)):
            async with connected(f"ws://127.0.0.1:{node.port}/desk") as other:
                await other.sign_in(login, PASSWORD)
                say = commands.Say(
                    request=other.next_request(), client_id=new_id(), conversation=talk, text="я"
                )
                assert (await other.ask(say, Refused)).code is ErrorCode.NOT_FOUND
                assert await refused_history(other, talk) is code
        words = [e for told in visit.told if isinstance(told, VisitChanged) for e in told.entries]
        texts = {e.body.text for e in words if isinstance(e.body, Message)}
        assert texts <= {"вы тут?", "Проверяю счёт."}
        assert not [a for a in visit.told if isinstance(a, Hint)]


async def history(client: WireClient, conversation: ConversationId) -> History:
    request = client.next_request()
    return await client.ask(
        commands.ReadHistory(request=request, conversation=conversation), History
    )


async def refused_history(client: WireClient, conversation: ConversationId) -> ErrorCode:
    request = client.next_request()
    wanted = commands.ReadHistory(request=request, conversation=conversation)
    return (await client.ask(wanted, Refused)).code


async def test_every_role_talks_and_sees_no_subscriber_for_it(node_on: NodeOn) -> None:
    people = {"elena": Role.AGENT, "olga": Role.EDITOR, "roman": Role.ADMIN, "anton": Role.TRAINEE}
    async with (
        node_on(people) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as elena,
    ):
        rows = await node.services.store.read(accounts.everyone)
        ids = {row.login: row.id for row in rows}
        agent = agent_actor(ids["elena"], "elena")
        chat = await said(node, agent, await owned(node, agent))
        await elena.sign_in("elena", PASSWORD)
        await elena.desk()
        for login in ("olga", "roman", "anton"):
            async with connected(f"ws://127.0.0.1:{node.port}/desk") as other:
                await other.sign_in(login, PASSWORD)
                await other.desk()
                found = await elena.ask(
                    commands.FindColleagues(request=elena.next_request(), query=login[:3]),
                    Colleagues,
                )
                assert [one.id for one in found.found] == [ids[login]]
                opened = await other.ask(
                    commands.OpenTalk(
                        request=other.next_request(), client_id=new_id(), colleague=ids["elena"]
                    ),
                    Done,
                )
                talk = opened.conversation
                assert talk is not None
                for client in (elena, other):
                    await talks_of(client)  # who has asked once is told of all of them
                await _say(other, talk, "привет")
                await elena.until(changed(talk))
                await _say(elena, talk, "и тебе")
                await other.until(
                    lambda answer: (
                        isinstance(answer, Changed)
                        and any(entry.body == Message(text="и тебе") for entry in answer.entries)
                    )
                )
                page = await history(other, talk)
                entries = page.entries
                bodies = [entry.body for entry in entries]
                assert Message(text="привет") in bodies
                edit = commands.EditMessage(
                    request=other.next_request(),
                    client_id=new_id(),
                    conversation=talk,
                    epoch=page.head.epoch,
                    seq=next(one.seq for one in entries if one.body == Message(text="привет")),
                    text="здравствуйте",
                )
                await other.ask(edit, Done)
                if login != "roman":  # an administrator sees every conversation anyway
                    assert await refused_history(other, chat.conversation) is ErrorCode.FORBIDDEN


async def _say(client: WireClient, talk: ConversationId, text: str) -> None:
    request = client.next_request()
    say = commands.Say(request=request, client_id=new_id(), conversation=talk, text=text)
    await client.ask(say, Done)
