"""Neither side ever has to be restarted because of what happened to the other or to the network."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from console.core.desk import Section
from console.core.errors import CommandRejected, SettingsError, SettingsReason
from console.core.link_state import LinkPhase
from protocol import limits
from protocol.bodies import Message
from protocol.errors import ErrorCode
from protocol.people import AuthorRole
from tests.support.desk_server import PASSWORD, DeskServer, serving
from tests.support.desks import Console, MemoryKeys, console_on
from tests.support.processes import free_port
from tests.unit.console.world import World, conversation_id

HERE, THERE = conversation_id(0), conversation_id(1)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SILENCE_SECONDS", 2.0)


def said(server: DeskServer) -> list[str]:
    return [
        entry.body.text
        for entry in server.world[HERE].entries
        if entry.author.role is AuthorRole.AGENT and isinstance(entry.body, Message)
    ]


async def caught_up(console: Console) -> None:
    store = console.session.store
    await console.until(lambda: store.link.phase is LinkPhase.CAUGHT_UP)


@asynccontextmanager
async def working(folder: Path, server: DeskServer) -> AsyncIterator[Console]:
    async with console_on(folder, server.port) as console:
        await console.session.sign_in("anna", PASSWORD)
        await caught_up(console)
        yield console


async def test_a_console_that_starts_first_waits_for_the_server(
    tmp_path: Path,
) -> None:
    server, port = DeskServer(World()), free_port()
    async with console_on(tmp_path, port) as console:
        phases = set()
        console.session.subscribe(lambda _: phases.add(console.session.store.link.phase))
        async with asyncio.TaskGroup() as group:
            signing_in = group.create_task(console.session.sign_in("anna", PASSWORD))
            await console.until(lambda: console.session.store.link.retry_at is not None)
            assert not signing_in.done()
            async with serving(server, port=port):
                console.session.retry_now()
                await caught_up(console)
        assert console.session.store.section(Section.MINE) == [HERE, THERE]
        assert {LinkPhase.CONNECTING, LinkPhase.SIGNING_IN, LinkPhase.CATCHING_UP} <= phases


async def test_a_text_whose_answer_was_lost_is_not_doubled(tmp_path: Path) -> None:
    server = DeskServer(World())
    async with serving(server), working(tmp_path, server) as console:
        server.unanswered = 1
        await console.session.send(HERE, "Один раз")
        await console.session.send(HERE, "И после него")
        await console.until(lambda: not console.outgoing())
        await caught_up(console)
        assert said(server) == ["Один раз", "И после него"]


async def test_a_network_that_hangs_is_noticed_and_left(tmp_path: Path) -> None:
    server = DeskServer(World())
    async with serving(server), working(tmp_path, server) as console:
        server.silent = True
        await console.session.send(HERE, "Никуда не делся")
        await console.until(lambda: not console.session.store.link.live)
        server.silent = False
        await console.until(lambda: not console.outgoing())
        assert said(server) == ["Никуда не делся"]


async def test_a_reply_to_what_has_changed_meanwhile_waits_for_a_person(tmp_path: Path) -> None:
    server = DeskServer(World())
    async with serving(server) as listening, working(tmp_path, server) as console:
        port = server.port
        listening.close()
        await console.until(lambda: not console.session.store.link.live)
        await console.session.send(HERE, "Ответ")
        await console.session.send(THERE, "Другой ответ")
        server.world.subscriber_says(HERE, "Уже не надо")
        async with serving(server, port=port):
            await console.until(lambda: len(console.outgoing()) == 1)
            await caught_up(console)
            (stopped,) = console.outgoing()
            assert (stopped.conversation, stopped.stopped) == (HERE, True)
            await console.session.send_again(stopped.client_id)
            await console.until(lambda: not console.outgoing())
        assert said(server) == ["Ответ"]


async def test_a_text_that_was_given_up_stays_so_after_a_restart(tmp_path: Path) -> None:
    server, keys = DeskServer(World()), MemoryKeys()
    async with serving(server) as listening:
        async with console_on(tmp_path, server.port, keys=keys) as console:
            await console.session.sign_in("anna", PASSWORD)
            await caught_up(console)
            port = server.port
            listening.close()
            await console.until(lambda: not console.session.store.link.live)
            await console.session.send(HERE, "Передумал")
            await console.session.send(HERE, "Останется")
            first, _ = console.outgoing()
            await console.session.drop(first.client_id)
        async with console_on(tmp_path, port, keys=keys) as console:
            assert [item.text for item in console.outgoing()] == ["Останется"]


async def test_refused_for_now_goes_again_in_order(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SILENCE_SECONDS", 120)  # no break of the link sends one more
    server = DeskServer(World())
    async with serving(server), working(tmp_path, server) as console:
        server.busy = 2
        await console.session.send(HERE, "Первый")
        await console.session.send(HERE, "Второй")
        await console.until(lambda: not console.outgoing())
        assert said(server) == ["Первый", "Второй"]
        assert server.sends == {"Первый": 3, "Второй": 1}


async def test_a_lost_wake_up_is_repaired_by_the_beat(tmp_path: Path) -> None:
    server = DeskServer(World())
    async with serving(server), working(tmp_path, server) as console:
        server.world.subscriber_says(HERE, "Вы здесь?")
        await console.until(lambda: console.texts(HERE) == ["Вы здесь?"])


async def test_a_wrong_password_is_told_and_the_right_one_works(tmp_path: Path) -> None:
    server = DeskServer(World())
    async with serving(server), console_on(tmp_path, server.port) as console:
        with pytest.raises(CommandRejected) as refusal:
            await console.session.sign_in("anna", "wrong")
        assert refusal.value.code is ErrorCode.BAD_CREDENTIALS
        await console.session.sign_in("anna", PASSWORD)
        await caught_up(console)


async def test_a_session_that_ends_asks_for_a_person_and_loses_nothing(tmp_path: Path) -> None:
    server = DeskServer(World())
    async with serving(server), working(tmp_path, server) as console:
        await server.end_sessions()
        store = console.session.store
        await console.until(lambda: store.link.phase is LinkPhase.SESSION_ENDED)
        await console.session.send(HERE, "Дождётся")
        await console.session.sign_in("anna", PASSWORD)
        await console.until(lambda: not console.outgoing())
        assert said(server) == ["Дождётся"]


async def test_the_end_of_one_session_is_no_answer_to_who_signs_in_meanwhile(
    tmp_path: Path,
) -> None:
    server = DeskServer(World())
    async with serving(server), working(tmp_path, server) as console:
        async with asyncio.TaskGroup() as group:
            group.create_task(server.end_sessions())
            group.create_task(console.session.sign_in("anna", PASSWORD))
        await caught_up(console)


async def test_no_common_version_is_told_and_tried_again(tmp_path: Path) -> None:
    server, port = DeskServer(World()), free_port()
    server.speaks = ()
    async with console_on(tmp_path, port) as console, asyncio.TaskGroup() as group:
        store = console.session.store
        async with serving(server, port=port):
            group.create_task(console.session.sign_in("anna", PASSWORD))
            await console.until(lambda: store.link.phase is LinkPhase.VERSION_REFUSED)
        server.speaks = ("pult.1",)
        async with serving(server, port=port):
            console.session.retry_now()
            await caught_up(console)


async def test_a_server_that_says_when_to_come_back_is_obeyed(tmp_path: Path) -> None:
    server = DeskServer(World())
    async with serving(server), working(tmp_path, server) as console:
        store = console.session.store
        pauses: list[int] = []

        def note(_: object) -> None:
            if store.link.retry_at is not None:
                pauses.append(store.link.retry_at - store.link.since)

        console.session.subscribe(note)
        await server.bye(retry_after_ms=120)
        await console.until(lambda: pauses)
        assert pauses[0] == 120
        await caught_up(console)


@pytest.mark.parametrize("frames", range(12))
async def test_cut_off_after_any_frame_it_ends_in_the_same_state(
    tmp_path: Path, frames: int
) -> None:
    server = DeskServer(World())
    for number in range(7):
        server.world.subscriber_says(HERE, f"text {number}")
    async with serving(server), console_on(tmp_path, server.port) as console:
        server.cut_after = frames
        await console.session.sign_in("anna", PASSWORD)
        await caught_up(console)
        await console.session.send(HERE, "Ответ")
        server.world.subscriber_says(THERE, "Ещё")
        await console.until(
            lambda: (
                server.cut_after is None
                and not console.outgoing()
                and console.session.store.chats[THERE].entries == server.world[THERE].entries
                and console.session.store.chats[HERE].head == server.world[HERE].head()
            )
        )
        assert said(server) == ["Ответ"]
        chat = console.session.store.chats[HERE]
        assert chat.entries == server.world[HERE].entries[chat.entries[0].seq - 1 :]


async def test_a_keyring_opens_nothing_offline_to_who_does_not_know_the_password(
    tmp_path: Path,
) -> None:
    server, keys, here = DeskServer(World()), MemoryKeys(), conversation_id(0)
    async with serving(server), console_on(tmp_path, server.port, keys=keys) as console:
        await console.session.sign_in("anna", PASSWORD)
        console.session.draft_changed(here, "Верну обе суммы")
    async with console_on(tmp_path, server.port, keys=keys) as console:
        with pytest.raises(SettingsError) as error:
            await console.session.work_offline("anna", "not the password")
        assert error.value.reason is SettingsReason.PASSWORD
        assert here not in console.session.store.chats
        await console.session.work_offline("anna", PASSWORD)
        assert console.session.store.chats[here].draft == "Верну обе суммы"
