"""Two consoles on a real node: colleagues talk, lose the link, ask; nothing is lost or doubled."""

from collections.abc import Callable
from pathlib import Path

import pytest

from console.core.errors import CommandRejected
from console.core.link_state import LinkPhase
from console.core.outgoing import OutgoingKind, WaitReason
from console.core.second_words import said_in
from protocol.bodies import Deleted, Edited, Message
from protocol.errors import ErrorCode
from protocol.ids import AccountId, ConversationId
from protocol.people import Role
from server_stub.storage import accounts
from tests.support.cable import cable
from tests.support.desks import Console, MemoryKeys, console_on
from tests.support.nodes import PASSWORD, node_in
from tests.support.talks import agent_actor, owned, said


async def signed_in(console: Console, login: str) -> None:
    store = console.session.store
    await console.session.sign_in(login, PASSWORD)
    await console.until(lambda: store.link.phase is LinkPhase.CAUGHT_UP)


def words(console: Console, talk: ConversationId) -> list[str]:
    entries = console.session.store.chats[talk].entries
    return [entry.body.text for entry in entries if isinstance(entry.body, Message)]


def fresh(console: Console, talk: ConversationId) -> Callable[[], bool]:
    return lambda: console.session.store.chats[talk].fresh


async def test_colleagues_talk_through_a_cut_link_and_ask_about_a_chat(tmp_path: Path) -> None:
    people = {"elena": Role.AGENT, "pavel": Role.AGENT}
    async with (
        node_in(tmp_path / "node", people) as node,
        cable(node.port) as way,
        console_on(tmp_path / "elena", way.port) as elena,
        console_on(tmp_path / "pavel", node.port) as pavel,
    ):
        rows = await node.services.store.read(accounts.everyone)
        ids = {row.login: AccountId(row.id) for row in rows}
        me = agent_actor(ids["elena"], "elena")
        chat = await said(node, me, await owned(node, me))
        await signed_in(elena, "elena")
        await signed_in(pavel, "pavel")
        found = await elena.session.find_colleagues("Pav")
        assert [one.id for one in found.found] == [ids["pavel"]]
        talk = await elena.session.open_talk(ids["pavel"])
        assert await pavel.session.open_talk(ids["elena"]) == talk
        for one in (elena, pavel):
            one.session.open_chat(talk)
            await one.until(fresh(one, talk))

        # What both say, also while one of them has no link, each has once and in one order.
        way.pull()
        await elena.until(lambda: not elena.session.store.link.live)
        for text in ("раз", "два", "три"):
            await elena.session.say(talk, text)
        await pavel.session.say(talk, "тем временем")
        assert {one.kind for one in elena.session.store.outgoing()} == {OutgoingKind.TALK}
        way.mend()
        elena.session.retry_now()
        await elena.until(lambda: len(words(elena, talk)) == 4)
        await pavel.until(lambda: len(words(pavel, talk)) == 4)
        assert words(elena, talk) == words(pavel, talk)
        assert [one for one in words(pavel, talk) if one != "тем временем"] == ["раз", "два", "три"]
        await elena.until(lambda: not list(elena.session.store.outgoing()))
        assert pavel.session.store.chats[talk].unread == 3
        pavel.session.mark_read(talk, pavel.session.store.chats[talk].entries[-1].seq)
        await pavel.until(lambda: not pavel.session.store.chats[talk].unread)

        # Asked about Elena's chat, Pavel reads it while the question is open, and no longer.
        elena.session.open_chat(chat.conversation)
        await elena.until(lambda: elena.session.citation(chat.conversation, chat.seq) is not None)
        about = elena.session.citation(chat.conversation, chat.seq)
        assert about is not None
        with pytest.raises(CommandRejected) as refused:
            await pavel.session.read_talk(chat.conversation)
        assert refused.value.code is ErrorCode.NOT_FOUND
        await elena.session.ask(talk, "что это?", about=about)
        store = pavel.session.store
        await pavel.until(lambda: store.talks.asked == (chat.conversation,))
        pavel.session.open_chat(chat.conversation)
        await pavel.until(fresh(pavel, chat.conversation))
        assert not store.chats[chat.conversation].owned_by(ids["pavel"])
        await elena.until(lambda: words(elena, talk)[-1] == "что это?")
        question = elena.session.store.chats[talk].entries[-1]
        await elena.session.settle(talk, question.seq)
        await pavel.until(lambda: not store.talks.asked)
        await pavel.until(lambda: store.chats[chat.conversation].gone)

        # A group goes on without who has left it.
        group = await elena.session.start_group("Смена", [ids["pavel"]])
        await pavel.until(lambda: group in store.talks.listed)
        await pavel.session.leave_group(group)
        await pavel.until(lambda: group not in store.talks.listed)
        with pytest.raises(CommandRejected):
            await pavel.session.rename_group(group, "моя")


async def test_first_words_without_a_link_begin_the_talk_once_it_is_back(tmp_path: Path) -> None:
    people = {"elena": Role.AGENT, "pavel": Role.AGENT}
    keys = MemoryKeys()
    async with (
        node_in(tmp_path / "node", people) as node,
        cable(node.port) as way,
        console_on(tmp_path / "pavel", node.port) as pavel,
    ):
        await signed_in(pavel, "pavel")
        async with console_on(tmp_path / "elena", way.port, keys=keys) as elena:
            await signed_in(elena, "elena")
            (him,) = (await elena.session.find_colleagues("Pav")).found
            way.pull()
            await elena.until(lambda: not elena.session.store.link.live)
            talk = await elena.session.open_talk(him.id)
            elena.session.open_chat(talk)
            await elena.session.say(talk, "ты тут?")
            await elena.session.say(talk, "нужен совет")
            assert [one.begins for one in elena.outgoing()] == [him.id, him.id]
        # The console is started anew before there is a link again.
        way.mend()
        async with console_on(tmp_path / "elena", way.port, keys=keys) as elena:
            said = ["ты тут?", "нужен совет"]
            await elena.until(lambda: talk in elena.session.store.talks.listed)
            await elena.until(lambda: not elena.outgoing())
            pavel.session.open_chat(talk)
            await pavel.until(lambda: words(pavel, talk) == said)

            # One's own words are changed, and everybody in the talk sees what they were.
            elena.session.open_chat(talk)
            await elena.until(lambda: words(elena, talk) == said)
            chat = elena.session.store.chats[talk]
            first, second = filter(None, map(said_in, chat.entries))
            await elena.session.edit_message(talk, first, "ты здесь?")
            await elena.session.delete_message(talk, second)
            await pavel.until(lambda: words(pavel, talk) == ["ты здесь?", ""])
            bodies = [entry.body for entry in pavel.session.store.chats[talk].entries]
            assert Edited(seq=first.seq, text="ты здесь?", was="ты тут?") in bodies
            assert Deleted(seq=second.seq, was="нужен совет") in bodies
            await pavel.session.edit_message(talk, first, "нет")
            await pavel.until(
                lambda: [one.reason for one in pavel.outgoing()] == [WaitReason.MOVED]
            )
