"""The console without its windows works against a real server."""

import asyncio
import dataclasses
from contextlib import AsyncExitStack
from pathlib import Path

import pytest

from console.core.desk import Section
from console.core.errors import CommandRejected, OutOfSync
from console.core.link_state import LinkPhase
from console.core.outgoing import OutgoingState
from protocol import commands
from protocol.answers import Done, EnteredVisit, Hint, VisitChanged
from protocol.errors import ErrorCode
from protocol.ids import ConversationId, new_id
from protocol.people import Presence, Role
from server_stub.app import running
from tests.support.desks import Console, MemoryKeys, console_on
from tests.support.nodes import PASSWORD, config_in, node_in, prepare
from tests.support.wire import WireClient, connected


async def enter(visit: WireClient) -> ConversationId:
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
    return entered.visit.conversation


async def say(visit: WireClient, text: str) -> None:
    await visit.ask(
        commands.VisitSend(request=visit.next_request(), client_id=new_id(), text=text), Done
    )


async def accept_first(console: Console, conversation: ConversationId) -> None:
    session = console.session
    await console.until(lambda: session.store.section(Section.OFFERS) == [conversation])
    await session.accept(conversation)
    await console.until(lambda: session.store.section(Section.MINE) == [conversation])
    await console.until(lambda: session.store.chats[conversation].loaded)


async def test_an_agent_answers_with_knowledge_and_profile(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path / "server", {"elena": Role.AGENT}) as node,
        console_on(tmp_path / "desk", node.port) as console,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
    ):
        session, store = console.session, console.session.store
        await session.sign_in("elena", PASSWORD)
        await console.until(lambda: store.link.phase is LinkPhase.CAUGHT_UP)
        await session.set_presence(Presence.ONLINE)
        conversation = await enter(visit)
        await say(visit, "Почему сняли 30 рублей?")
        await accept_first(console, conversation)
        session.open_chat(conversation)
        await console.until(lambda: "Почему сняли 30 рублей?" in console.texts(conversation))

        assert store.chats[conversation].head.unread == 1  # type: ignore[union-attr]
        session.mark_read(conversation, store.chats[conversation].entries[-1].seq)
        await console.until(lambda: store.chats[conversation].head.unread == 0)  # type: ignore[union-attr]

        await session.send(conversation, "Сейчас посмотрю.")
        await session.note(conversation, "Похоже на подписку")
        assert store.chats[conversation].draft == ""
        await console.until(
            lambda: console.texts(conversation)[-2:] == ["Сейчас посмотрю.", "Похоже на подписку"]
        )
        await console.until(lambda: not store.chats[conversation].outgoing)
        heard = await visit.until(
            lambda told: (
                isinstance(told, VisitChanged)
                and any(entry.author.name == "Elena" for entry in told.entries)
            )
        )
        assert isinstance(heard, VisitChanged)

        session.mark_read(conversation, store.chats[conversation].entries[-1].seq)
        await console.until(lambda: store.chats[conversation].head.unread == 0)  # type: ignore[union-attr]

        found = await session.find_subscribers("а")
        profile = await session.profile(found.lines[0].id, conversation=conversation)
        assert profile.profile.id == found.lines[0].id

        await console.until(lambda: session.canned_replies("", language="ru"))
        hits = await session.search_knowledge("тариф", limit=5, language="ru")
        assert hits
        assert await session.article(hits[0].article_id, hits[0].language)

        await session.close(conversation, outcome=store.workplace.outcomes[0].id)  # type: ignore[union-attr]
        await console.until(lambda: store.section(Section.RECENT) == [conversation])


async def test_what_is_typed_without_a_server_goes_once_when_it_is_back(tmp_path: Path) -> None:
    config = config_in(tmp_path / "server")
    await asyncio.to_thread(prepare, config, {"elena": Role.AGENT})
    async with AsyncExitStack() as consoles:
        async with running(config) as node:
            config = dataclasses.replace(config, port=node.port)
            console = await consoles.enter_async_context(console_on(tmp_path / "desk", node.port))
            session, store = console.session, console.session.store
            await session.sign_in("elena", PASSWORD)
            await session.set_presence(Presence.ONLINE)
            async with connected(f"ws://127.0.0.1:{node.port}/visit") as visit:
                conversation = await enter(visit)
                await accept_first(console, conversation)
        await console.until(lambda: not store.link.live)
        await session.send(conversation, "Первый")
        await session.note(conversation, "Второй")
        assert [item.state for item in console.outgoing()] == [OutgoingState.QUEUED] * 2
        async with running(config):
            session.retry_now()
            await console.until(lambda: not console.outgoing())
            await console.until(lambda: console.texts(conversation) == ["Первый", "Второй"])


async def test_a_killed_console_finds_its_drafts_and_texts_again(tmp_path: Path) -> None:
    keys = MemoryKeys()
    async with node_in(tmp_path / "server", {"elena": Role.AGENT}) as node:
        async with console_on(tmp_path / "desk", node.port, keys=keys) as console:
            await console.session.sign_in("elena", PASSWORD)
            await console.session.set_presence(Presence.ONLINE)
            async with connected(f"ws://127.0.0.1:{node.port}/visit") as visit:
                conversation = await enter(visit)
                await accept_first(console, conversation)
            console.session.draft_changed(conversation, "Недописанное")
        async with console_on(tmp_path / "desk", node.port, keys=keys) as console:
            session, store = console.session, console.session.store
            assert store.chats[conversation].draft == "Недописанное"
            await console.until(lambda: store.section(Section.MINE) == [conversation])
            await session.sign_out()
            await console.until(lambda: not store.link.live)
        async with console_on(tmp_path / "desk", node.port, keys=keys) as console:
            assert console.session.store.chats == {}


async def test_a_waiting_conversation_is_seen_taken_held_and_given_back(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path / "server", {"elena": Role.AGENT}) as node,
        console_on(tmp_path / "desk", node.port) as console,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
    ):
        session, store = console.session, console.session.store
        await session.sign_in("elena", PASSWORD)
        await console.until(lambda: store.link.phase is LinkPhase.CAUGHT_UP)
        assert store.workplace is not None
        session.watch_waiting([queue.id for queue in store.workplace.queues])
        conversation = await enter(visit)
        await console.until(
            lambda: (
                [head.id for heads in store.desk.waiting.values() for head in heads]
                == [conversation]
            )
        )
        await session.set_presence(Presence.ONLINE)
        await session.set_presence(Presence.BUSY)
        await console.until(lambda: store.desk.presence is Presence.BUSY)
        if conversation in store.section(Section.OFFERS):
            await session.decline(conversation)
        with pytest.raises(OutOfSync):
            await session.hold(ConversationId("nowhere00001"))
        await session.take(conversation)
        await console.until(lambda: store.section(Section.MINE) == [conversation])
        await session.hold(conversation)
        await console.until(lambda: store.section(Section.HELD) == [conversation])
        await session.unhold(conversation)
        await console.until(lambda: store.section(Section.MINE) == [conversation])
        await session.send(conversation, "Передаю коллеге")
        await session.release(conversation, reason="not mine")
        await console.until(lambda: store.section(Section.MINE) == [])
        await console.until(lambda: not console.outgoing() or console.outgoing()[0].stopped)


async def test_both_sides_see_each_other_type(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path / "server", {"elena": Role.AGENT}) as node,
        console_on(tmp_path / "desk", node.port) as console,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
    ):
        session, store = console.session, console.session.store
        await session.sign_in("elena", PASSWORD)
        await session.set_presence(Presence.ONLINE)
        conversation = await enter(visit)
        await accept_first(console, conversation)
        await visit.send(
            commands.VisitTyping(request=visit.next_request(), typing=True, text="а можно ли")
        )
        await console.until(lambda: store.chats[conversation].hint)
        hint = store.chats[conversation].hint
        assert hint is not None
        assert hint.text == "а можно ли"
        session.typing(conversation, typing=True)
        session.typing(conversation, typing=True)
        await visit.until(lambda told: isinstance(told, Hint) and told.typing)
        session.typing(conversation, typing=False)
        await visit.until(lambda told: isinstance(told, Hint) and not told.typing)


async def test_a_hidden_field_is_revealed_for_a_reason(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path / "server", {"elena": Role.AGENT}) as node,
        console_on(tmp_path / "desk", node.port) as console,
    ):
        session = console.session
        await session.sign_in("elena", PASSWORD)
        found = await session.find_subscribers("а")
        subscriber = found.lines[0].id
        profile = (await session.profile(subscriber)).profile
        field = profile.hidden[0]
        value = await session.reveal(subscriber, field.field, reason="проверка личности")
        assert value != field.masked
        with pytest.raises(CommandRejected) as refusal:
            await session.reveal(subscriber, field.field, reason="")
        assert refusal.value.code is ErrorCode.REASON_NEEDED
        assert (await session.conversations(subscriber)).heads == ()


async def test_the_next_agent_at_this_desk_sees_nothing_of_the_one_before(tmp_path: Path) -> None:
    people = {"elena": Role.AGENT, "olga": Role.AGENT}
    async with (
        node_in(tmp_path / "server", people) as node,
        console_on(tmp_path / "desk", node.port) as console,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
    ):
        session, store = console.session, console.session.store
        await session.sign_in("elena", PASSWORD)
        await session.set_presence(Presence.ONLINE)
        conversation = await enter(visit)
        await accept_first(console, conversation)
        session.draft_changed(conversation, "только моё")
        await session.sign_out()
        await console.until(lambda: not store.link.live)
        assert (store.chats, store.account) == ({}, None)
        await session.sign_in("olga", PASSWORD)
        await console.until(lambda: store.link.phase is LinkPhase.CAUGHT_UP)
        assert conversation not in store.chats
        await session.sign_out()
        await session.sign_in("elena", PASSWORD)
        await console.until(lambda: store.section(Section.MINE) == [conversation])
        assert store.chats[conversation].draft == "только моё"


async def test_what_the_server_names_follows_the_language_and_stays_in_it(tmp_path: Path) -> None:
    async with AsyncExitStack() as stack:
        node = await stack.enter_async_context(node_in(tmp_path / "server", {"elena": Role.AGENT}))
        visit = await stack.enter_async_context(connected(f"ws://127.0.0.1:{node.port}/visit"))
        keys = MemoryKeys()
        async with console_on(tmp_path / "desk", node.port, keys=keys) as console:
            session, store = console.session, console.session.store
            await session.sign_in("elena", PASSWORD, language="ru")
            await _caught_up(console)
            await session.set_presence(Presence.ONLINE)
            conversation = await enter(visit)
            await accept_first(console, conversation)
            assert _queue_title(console) == "Услуги"
            await session.send(conversation, "Сейчас посмотрю.")
            await session.speak("en")
            await session.send(conversation, "Уже вижу.")
            await console.until(lambda: _queue_title(console) == "Services")
            await console.until(lambda: not store.chats[conversation].outgoing)
            assert console.texts(conversation)[-2:] == ["Сейчас посмотрю.", "Уже вижу."]
        for _ in range(2):
            async with console_on(tmp_path / "desk", node.port, keys=keys) as console:
                await _caught_up(console)
                assert _queue_title(console) == "Services"


async def _caught_up(console: Console) -> None:
    await console.until(lambda: console.session.store.link.phase is LinkPhase.CAUGHT_UP)


def _queue_title(console: Console) -> str:
    workplace = console.session.store.workplace
    assert workplace is not None
    return next(queue.title for queue in workplace.queues if queue.id == "services")
