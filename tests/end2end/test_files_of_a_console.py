"""Files of a reply reach the subscriber whole and once, whatever breaks on the way."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from random import Random

import httpx
import pytest

from console.core import changes
from console.core.desk import Section
from console.core.errors import CommandRejected, FileUnfit
from console.core.link_state import LinkPhase
from console.core.outgoing import OutgoingState
from protocol import commands, limits
from protocol.answers import EnteredVisit, Ticket, VisitPage
from protocol.bodies import Attachment, Message
from protocol.errors import ErrorCode
from protocol.ids import ConversationId, FileId, new_id
from protocol.people import Presence, Role
from server_stub.app import Node
from tests.support.cable import Cable, cable
from tests.support.desks import Console, MemoryKeys, console_on
from tests.support.nodes import PASSWORD, node_in
from tests.support.pieces import paper, png, png_saying
from tests.support.processes import free_port
from tests.support.wire import DEADLINE, WireClient, connected


@asynccontextmanager
async def stage(folder: Path) -> AsyncIterator[tuple[Node, Cable, WireClient]]:
    """A node whose files go through a cable, and a subscriber."""
    port = free_port()
    async with (
        cable(port) as way,
        node_in(
            folder,
            {"elena": Role.AGENT},
            http_port=port,
            web_url=f"http://127.0.0.1:{way.port}",
        ) as node,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
    ):
        yield node, way, visit


async def talking(console: Console, visit: WireClient) -> ConversationId:
    """Elena has taken the subscriber's conversation."""
    session, store = console.session, console.session.store
    await session.sign_in("elena", PASSWORD)
    await console.until(lambda: store.link.phase is LinkPhase.CAUGHT_UP)
    await session.set_presence(Presence.ONLINE)
    enter = commands.Enter(
        request=visit.next_request(),
        client_id=new_id(),
        name="Анна Кольцова",
        phone="+7 975 000-41-17",
        topic="services",
    )
    conversation = (await visit.ask(enter, EnteredVisit)).visit.conversation
    await console.until(lambda: store.section(Section.OFFERS) == [conversation])
    await session.accept(conversation)
    await console.until(lambda: store.section(Section.MINE) == [conversation])
    await console.until(lambda: store.chats[conversation].fresh)
    return conversation


async def seen(visit: WireClient) -> list[Message]:
    """What the subscriber has been written."""
    page = await visit.ask(
        commands.VisitCatchUp(request=visit.next_request(), after_rev=0), VisitPage
    )
    return [entry.body for entry in page.entries if isinstance(entry.body, Message)]


async def fetched(visit: WireClient, file: Attachment) -> bytes:
    asked = commands.VisitOpenFile(request=visit.next_request(), file=file.id)
    ticket = await visit.ask(asked, Ticket)
    async with httpx.AsyncClient(timeout=DEADLINE) as web:
        answer = await web.get(ticket.url, headers={"Authorization": f"Bearer {ticket.token}"})
    return answer.content


async def test_a_reply_goes_once_after_its_files_however_often_the_way_breaks(
    tmp_path: Path,
) -> None:
    chance = Random(5)
    contents = {"договор.pdf": paper(1_400_000), "снимок.png": png(90, 60), "а.txt": b"Yes"}
    async with (
        stage(tmp_path / "server") as (node, way, visit),
        console_on(tmp_path / "desk", node.port) as console,
    ):
        conversation = await talking(console, visit)
        session, chat = console.session, console.session.store.chats[conversation]
        cuts = 0

        def cut(happened: tuple[changes.Change, ...]) -> None:
            nonlocal cuts
            moved = any(isinstance(one, changes.OutgoingChanged) for one in happened)
            if moved and cuts < 4 and chance.random() < 0.5:
                cuts += 1
                way.pull()
                way.mend()

        for name, content in contents.items():
            original = tmp_path / name
            original.write_bytes(content)
            await session.attach_path(conversation, original)
            original.unlink()
        session.subscribe(cut)
        await session.send(conversation, "Всё здесь.")
        await session.send(conversation, "И ещё.")
        assert chat.attached == []
        await console.until(lambda: not chat.outgoing)
        assert cuts
        messages = await seen(visit)
        assert [one.text for one in messages] == ["Всё здесь.", "И ещё."]
        assert [(one.name, one.width) for one in messages[0].files] == [
            ("договор.pdf", 0),
            ("снимок.png", 90),
            ("а.txt", 0),
        ]
        for file in messages[0].files:
            assert await fetched(visit, file) == contents[file.name]
            assert await session.fetch(conversation, file.id) == contents[file.name]
        with pytest.raises(CommandRejected):
            await session.fetch(conversation, FileId(new_id()))


async def test_files_go_on_after_a_restart_and_those_of_a_draft_are_still_there(
    tmp_path: Path,
) -> None:
    keys, content = MemoryKeys(), paper(1_300_000)
    async with stage(tmp_path / "server") as (node, way, visit), AsyncExitStack() as consoles:
        console = await consoles.enter_async_context(
            console_on(tmp_path / "desk", node.port, keys=keys)
        )
        conversation = await talking(console, visit)
        session, chat = console.session, console.session.store.chats[conversation]
        await session.attach(conversation, "первый.pdf", content)
        await console.until(lambda: chat.attached[0].arrived)
        way.pull()
        await session.send(conversation, "")
        await session.attach(conversation, "черновик.png", png(5, 5))
        await consoles.aclose()

        way.mend()
        async with console_on(tmp_path / "desk", node.port, keys=keys) as again:
            chat = again.session.store.chats[conversation]
            assert [file.name for file in chat.attached] == ["черновик.png"]
            assert await again.session.kept_content(chat.attached[0].key) == png(5, 5)
            await again.until(lambda: not chat.outgoing)
            (message,) = await seen(visit)
            assert await fetched(visit, message.files[0]) == content
            # Taken away, it is on no disk of ours any more.
            key = chat.attached[0].key
            await again.session.detach(key)
            assert await again.session.kept_content(key) == b""


async def test_what_the_server_would_refuse_is_refused_before_it_goes(tmp_path: Path) -> None:
    async with (
        stage(tmp_path / "server") as (node, _, visit),
        console_on(tmp_path / "desk", node.port) as console,
    ):
        conversation = await talking(console, visit)
        session, chat = console.session, console.session.store.chats[conversation]
        for name, content, code in (
            ("a.png", png_saying(1, 60_000), ErrorCode.PICTURE_TOO_LARGE),
            ("a.exe", b"hello", ErrorCode.FILE_TYPE_REFUSED),
            ("a.txt", b"", ErrorCode.FILE_DAMAGED),
            ("a.png", png(9, 9)[:19], ErrorCode.FILE_DAMAGED),
            ("a.pdf", b"%PDF-" + bytes(limits.FILE_BYTES), ErrorCode.FILE_TOO_LARGE),
        ):
            with pytest.raises(FileUnfit) as unfit:
                await session.attach(conversation, name, content)
            assert unfit.value.code is code
        with pytest.raises(FileUnfit):
            await session.attach_path(conversation, tmp_path / "gone.pdf")
        assert chat.attached == []
        for number in range(limits.FILES_PER_MESSAGE):
            await session.attach(conversation, f"{number}.txt", b"x")
        with pytest.raises(FileUnfit) as full:
            await session.attach(conversation, "more.txt", b"x")
        assert full.value.code is ErrorCode.FILES_FULL


async def test_a_file_that_the_server_refuses_stops_its_reply_until_a_person_decides(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with (
        stage(tmp_path / "server") as (node, way, visit),
        console_on(tmp_path / "desk", node.port) as console,
    ):
        conversation = await talking(console, visit)
        session, chat = console.session, console.session.store.chats[conversation]
        monkeypatch.setattr(node.services.files, "_refused", frozenset({"application/pdf"}))
        way.pull()
        await session.attach(conversation, "a.pdf", paper())
        client_id = await session.send(conversation, "Вот.")
        way.mend()
        await console.until(lambda: chat.outgoing[0].state is OutgoingState.FAILED)
        assert chat.outgoing[0].code is ErrorCode.FILE_TYPE_REFUSED
        await session.take_back(client_id)
        assert chat.draft == "Вот."
        await console.until(lambda: chat.attached[0].code is ErrorCode.FILE_TYPE_REFUSED)
        await session.detach(chat.attached[0].key)
        await session.send(conversation, chat.draft)
        await console.until(lambda: not chat.outgoing)
        assert [one.text for one in await seen(visit)] == ["Вот."]
