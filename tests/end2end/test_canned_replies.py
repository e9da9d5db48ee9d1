"""Canned replies of people: with their owner everywhere, with nobody else, counted once."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path

import msgspec
import pytest

from console.core.errors import CommandRejected, LinkLost
from console.core.link_state import LinkPhase
from console.core.reply_drafts import ReplyDraft, draft_of, may_write
from protocol import commands
from protocol.answers import Done, ReplyKept, ReplyUses
from protocol.errors import ErrorCode
from protocol.ids import QueueId, new_id
from protocol.knowledge import CannedReply, ReplyScope
from protocol.people import Role
from server_stub.app import Node, running
from server_stub.domain.permissions import REPLY_WRITERS
from server_stub.storage import accounts, reply_uses
from tests.support.desks import Console, MemoryKeys, console_on
from tests.support.nodes import PASSWORD, config_in, node_in, prepare
from tests.support.talks import agent_actor, owned
from tests.support.wire import connected

PEOPLE = {"elena": Role.AGENT, "pavel": Role.AGENT, "olga": Role.LEAD, "vera": Role.EDITOR}


async def sign_in(console: Console, login: str) -> None:
    store = console.session.store
    await console.session.sign_in(login, PASSWORD)
    await console.until(lambda: store.link.phase is LinkPhase.CAUGHT_UP)
    await console.until(lambda: titled(console, "") != [])


def titled(console: Console, title: str) -> list[CannedReply]:
    return [one for one in console.session.replies() if title in one.title]


def written(console: Console, title: str, **fields: object) -> ReplyDraft:
    draft = console.session.new_reply(language="ru")
    plain = msgspec.structs.replace(draft, title=title, text="{greeting}! Минуту.")
    return msgspec.structs.replace(plain, **fields)


def test_what_the_console_offers_is_what_the_server_allows() -> None:
    for scope, writers in REPLY_WRITERS.items():
        assert {role for role in Role if may_write(role, scope)} == writers
    assert not may_write(None, ReplyScope.OWN)


async def test_ones_own_are_with_him_on_every_desk_and_with_nobody_else(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        node = await stack.enter_async_context(node_in(tmp_path / "server", PEOPLE))
        desks = {
            name: await stack.enter_async_context(console_on(tmp_path / name, node.port))
            for name in ("elena", "other_place", "pavel")
        }
        for name, desk in desks.items():
            await sign_in(desk, "elena" if name == "other_place" else name)
        elena, other_place, pavel = desks.values()
        draft = written(elena, "Моё приветствие", shortcut="мп")
        await elena.session.save_reply(draft)
        (mine,) = titled(elena, "Моё приветствие")
        assert (mine.scope, mine.text, mine.shortcut) == (ReplyScope.OWN, draft.text, "мп")
        await other_place.until(lambda: titled(other_place, "Моё") == [mine])

        # Two editors: the second learns that he has not seen the first one's words.
        changed = msgspec.structs.replace(draft_of(mine), text="Добрый день!")
        await elena.session.save_reply(changed)
        with pytest.raises(CommandRejected) as refusal:
            await other_place.session.save_reply(draft_of(mine))
        (present,) = titled(elena, "Моё")
        assert refusal.value.code is ErrorCode.STALE_VERSION
        assert refusal.value.data == {"version": present.version}
        await other_place.until(lambda: titled(other_place, "Моё") == [present])

        await other_place.session.delete_reply(present)
        await elena.until(lambda: titled(elena, "Моё") == [])
        await other_place.session.restore_reply(present)
        await elena.until(lambda: [one.text for one in titled(elena, "Моё")] == ["Добрый день!"])

        shared = written(pavel, "Общее", scope=ReplyScope.COMMON)
        with pytest.raises(CommandRejected) as refused:
            await pavel.session.save_reply(shared)
        assert refused.value.code is ErrorCode.FORBIDDEN
        foreign = msgspec.structs.replace(draft_of(mine), version=0)
        with pytest.raises(CommandRejected) as hidden:
            await pavel.session.save_reply(foreign)
        assert hidden.value.code is ErrorCode.NOT_FOUND
        assert titled(pavel, "Моё") == []


async def test_shared_ones_come_to_all_and_can_be_used_without_a_server(tmp_path: Path) -> None:
    config = config_in(tmp_path / "server")
    await asyncio.to_thread(prepare, config, PEOPLE)
    async with AsyncExitStack() as stack:
        async with running(config) as node:
            lead, editor, agent = [
                await stack.enter_async_context(console_on(tmp_path / name, node.port))
                for name in ("olga", "vera", "elena")
            ]
            for desk, login in ((lead, "olga"), (editor, "vera"), (agent, "elena")):
                await sign_in(desk, login)
            queue = lead.session.store.workplace.queues[0].id  # type: ignore[union-attr]
            group = written(lead, "Группе", scope=ReplyScope.GROUP, queue=queue)
            await lead.session.save_reply(group)
            nowhere = written(
                lead, "Никому", scope=ReplyScope.GROUP, queue=QueueId("no_such_queue")
            )
            with pytest.raises(CommandRejected) as refusal:
                await lead.session.save_reply(nowhere)
            assert refusal.value.data == {"field": "queue"}
            await editor.session.save_reply(written(editor, "Всем", scope=ReplyScope.COMMON))
            await agent.session.save_reply(written(agent, "Себе"))
            await agent.until(lambda: titled(agent, "Группе") and titled(agent, "Всем"))
            (of_group,) = titled(agent, "Группе")
            assert (of_group.scope, of_group.queue) == (ReplyScope.GROUP, queue)
        await agent.until(lambda: not agent.session.store.link.live)
        for word in ("группе", "всем", "себе"):
            found = agent.session.canned_replies(word, language="ru", queue=queue)
            assert found[0].title.casefold() == word
        with pytest.raises(LinkLost):
            await agent.session.delete_reply(titled(agent, "Себе")[0])
        assert titled(agent, "Себе")


async def test_own_replies_and_drafts_are_there_after_a_restart_before_any_server(
    tmp_path: Path,
) -> None:
    config = config_in(tmp_path / "server")
    await asyncio.to_thread(prepare, config, PEOPLE)
    keys = MemoryKeys()
    async with running(config) as node:
        async with console_on(tmp_path / "desk", node.port, keys=keys) as desk:
            await sign_in(desk, "elena")
            await desk.session.save_reply(written(desk, "Моё"))
            begun = written(desk, "Не дописано", text="Подожд")
            desk.session.keep_reply_draft(begun)
            await desk.session.sign_out()
            await sign_in(desk, "pavel")
            assert titled(desk, "Моё") == []
            assert desk.session.reply_drafts == {}
            await desk.session.sign_out()
            await sign_in(desk, "elena")
        port = node.port
    async with console_on(tmp_path / "desk", port, keys=keys) as desk:
        assert [one.title for one in titled(desk, "Моё")] == ["Моё"]
        assert desk.session.reply_drafts == {begun.key: begun}
        desk.session.drop_reply_draft(begun.key)
        assert desk.session.reply_drafts == {}


async def test_what_goes_out_is_counted_once_however_often_it_is_sent(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path / "server", PEOPLE) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
    ):
        await desk.sign_in("elena", PASSWORD)
        people = {row.login: row.id for row in await node.services.store.read(accounts.everyone)}
        talk = await owned(node, agent_actor(people["elena"], "elena"))
        mine = new_id()
        kept = await desk.ask(
            commands.SaveReply(
                request=desk.next_request(),
                client_id=new_id(),
                reply=mine,
                language="ru",
                scope=ReplyScope.OWN,
                title="Привет",
                text="Здравствуйте!",
            ),
            ReplyKept,
        )
        assert kept.version
        identity = new_id()
        for words in ("Здравствуйте!", "Здравствуйте!"):
            await desk.ask(
                commands.Send(
                    request=desk.next_request(),
                    client_id=identity,
                    conversation=talk.conversation,
                    epoch=talk.epoch,
                    text=words,
                    replies=(mine, mine, "unheard-of"),
                ),
                Done,
            )
        for everybody in (False, True):
            uses = await desk.ask(
                commands.ReadReplyUses(request=desk.next_request(), everybody=everybody), ReplyUses
            )
            assert [(one.reply, one.mine) for one in uses.uses] == [(mine, 1)]


async def test_a_repeated_save_is_done_once_and_answered_alike(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path / "server", PEOPLE) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
    ):
        await desk.sign_in("elena", PASSWORD)
        save = commands.SaveReply(
            request=0,
            client_id=new_id(),
            reply=new_id(),
            language="ru",
            scope=ReplyScope.OWN,
            title="Привет",
            text="Здравствуйте!",
        )
        first, again = [
            await desk.ask(msgspec.structs.replace(save, request=desk.next_request()), ReplyKept)
            for _ in range(2)
        ]
        assert first.version == again.version
        delete = commands.DeleteReply(
            request=0,
            client_id=new_id(),
            reply=save.reply,
            language="ru",
            version=first.version,
        )
        gone, gone_again = [
            await desk.ask(msgspec.structs.replace(delete, request=desk.next_request()), ReplyKept)
            for _ in range(2)
        ]
        assert gone.version == gone_again.version > first.version


async def test_a_console_counts_with_the_message_and_ranks_by_it(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path / "server", PEOPLE) as node,
        console_on(tmp_path / "desk", node.port) as desk,
    ):
        session = desk.session
        await sign_in(desk, "elena")
        account = session.store.account
        assert account is not None
        talk = await owned(node, agent_actor(account.id, "elena"))
        chat = talk.conversation
        chats = session.store.chats
        # Its log is here from the offer on, of which nobody may answer anything yet.
        await desk.until(lambda: chat in chats and chats[chat].owned_by(account.id))
        session.open_chat(chat)
        await desk.until(lambda: chats[chat].loaded)
        last = session.canned_replies("", language="ru")[-1]
        used = [one for one in session.replies() if one.language == "ru"][-1]
        assert last.id != used.id or last.language == "en"
        await session.send(chat, used.text, replies=[used.id])
        await desk.until(lambda: not chats[chat].outgoing)
        assert session.canned_replies("", language="ru")[0].id == used.id
        assert await counted(node, account.id) == {used.id: 1}
        assert [one.everybody for one in await session.uses_of_all()] == [1]


async def counted(node: Node, account: str) -> dict[str, int]:
    uses = await node.services.store.read(lambda connection: reply_uses.own(connection, account))
    return {one.reply: one.mine for one in uses}
