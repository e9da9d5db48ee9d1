"""Files of messages over real sockets: cut anywhere, resumed, seen by whom they are for only."""

import asyncio
from pathlib import Path
from random import Random

import httpx
import msgspec
import pytest
from sqlalchemy import update

from protocol import commands, limits
from protocol.answers import Done, EnteredVisit, Refused, Ticket, Upload
from protocol.bodies import Message
from protocol.errors import ErrorCode
from protocol.ids import new_id
from protocol.people import Role
from server_stub.app import Node
from server_stub.files.shared_folder import FILE as MARK
from server_stub.storage import accounts, tables
from tests.support.nodes import PASSWORD, NodeOn, config_in, prepare
from tests.support.pieces import digest, paper, png, png_saying
from tests.support.processes import serving
from tests.support.talks import Talk, agent_actor, owned, with_file
from tests.support.wire import DEADLINE, WireClient, connected

PEOPLE = {"mine": Role.AGENT, "other": Role.AGENT}


def announcement(desk: WireClient, talk: Talk, content: bytes, name: str) -> commands.AnnounceFile:
    return commands.AnnounceFile(
        request=desk.next_request(),
        client_id=new_id(),
        conversation=talk.conversation,
        name=name,
        size=len(content),
        digest=digest(content),
    )


def _with(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


async def put(web: httpx.AsyncClient, upload: Upload, offset: int, piece: bytes) -> httpx.Response:
    return await web.put(
        upload.url, params={"offset": offset}, content=piece, headers=_with(upload.token)
    )


async def brought(
    desk: WireClient, web: httpx.AsyncClient, talk: Talk, content: bytes, name: str = "счёт.pdf"
) -> Upload:
    """Announced and brought in one piece."""
    upload = await desk.ask(announcement(desk, talk, content, name), Upload)
    assert (await put(web, upload, upload.received, content)).status_code == 200
    return upload


def sending(desk: WireClient, talk: Talk, *files: str, text: str = "") -> commands.Send:
    return commands.Send(
        request=desk.next_request(),
        client_id=new_id(),
        conversation=talk.conversation,
        epoch=talk.epoch,
        text=text,
        files=files,
    )


async def _talk(node: Node, login: str = "mine") -> Talk:
    rows = await node.services.store.read(accounts.everyone)
    account = next(row.id for row in rows if row.login == login)
    return await owned(node, agent_actor(account, login))


async def test_a_file_cut_anywhere_goes_on_from_there_and_reaches_the_subscriber(
    node_on: NodeOn,
) -> None:
    content, chance = paper(40_000), Random(7)
    async with (
        node_on(PEOPLE) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
        httpx.AsyncClient(timeout=DEADLINE) as web,
    ):
        talk = await _talk(node)
        await desk.sign_in("mine", PASSWORD)
        await desk.desk()
        first = announcement(desk, talk, content, "договор ‮fdp.exe.pdf")
        upload = await desk.ask(first, Upload)
        assert upload.received == 0
        received = 0
        while received < len(content):
            end = min(len(content), received + chance.randrange(1, 9000))
            answer = await put(web, upload, received, content[received:end])
            assert answer.json() == {"received": end}
            # What does not begin at the end is refused and harms nothing.
            if end < len(content):
                wrong = await put(web, upload, end + 1, b"x")
                assert (wrong.status_code, wrong.json()["data"]) == (409, {"offset": end})
            again = msgspec.structs.replace(first, request=desk.next_request())
            upload = await desk.ask(again, Upload)
            assert upload.received == end
            received = upload.received
        send = sending(desk, talk, upload.file)
        done = await desk.ask(send, Done)
        repeat = msgspec.structs.replace(send, request=desk.next_request())
        assert (await desk.ask(repeat, Done)).seq == done.seq

        back = commands.ResumeVisit(request=visit.next_request(), token=talk.visit.token)
        await visit.send(back)
        entered = await visit.answer(back.request)
        message = next(
            entry.body
            for entry in entered.entries  # type: ignore[attr-defined]
            if isinstance(entry.body, Message)
        )
        assert [(one.media_type, one.size) for one in message.files] == [
            ("application/pdf", len(content))
        ]
        ticket = await visit.ask(
            commands.VisitOpenFile(request=visit.next_request(), file=message.files[0].id), Ticket
        )
        given = await web.get(ticket.url, headers=_with(ticket.token))
        assert given.content == content
        assert given.headers["X-Content-Type-Options"] == "nosniff"
        assert given.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%D0")


async def test_a_foreign_file_is_fetched_and_sent_by_nobody(node_on: NodeOn) -> None:
    async with (
        node_on(PEOPLE) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        connected(f"ws://127.0.0.1:{node.port}/desk") as other,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
        httpx.AsyncClient(timeout=DEADLINE) as web,
    ):
        talk, theirs = await with_file(node, await _talk(node)), await _talk(node, "other")
        await desk.sign_in("mine", PASSWORD)
        await other.sign_in("other", PASSWORD)
        back = commands.ResumeVisit(request=visit.next_request(), token=theirs.visit.token)
        await visit.send(back)
        await visit.answer(back.request)
        for client, command in (
            (other, commands.OpenFile(request=1, conversation=talk.conversation, file=talk.file)),
            # His own conversation opens none of another's files.
            (other, commands.OpenFile(request=1, conversation=theirs.conversation, file=talk.file)),
            (visit, commands.VisitOpenFile(request=1, file=talk.file)),
        ):
            asked = msgspec.structs.replace(command, request=client.next_request())
            assert (await client.ask(asked, Refused)).code is ErrorCode.NOT_FOUND
        for token in ("-", "A" * 43, talk.visit.token):
            url = f"http://127.0.0.1:{node.http_port}/files"
            assert (await web.get(url, headers=_with(token))).status_code == 404
            assert (await web.get(f"{url}/{talk.file}", headers=_with(token))).status_code == 404

        upload = await brought(desk, web, talk, paper())
        # An upload's token fetches nothing, and a foreign message takes nothing.
        url = f"http://127.0.0.1:{node.http_port}/files"
        assert (await web.get(url, headers=_with(upload.token))).status_code == 404
        stolen = await other.ask(sending(other, theirs, upload.file), Refused)
        assert stolen.code is ErrorCode.NOT_FOUND
        await desk.ask(sending(desk, talk, upload.file), Done)
        twice = await desk.ask(sending(desk, talk, upload.file), Refused)
        assert twice.code is ErrorCode.NOT_FOUND


async def test_a_ticket_is_worth_nothing_after_its_moment(node_on: NodeOn) -> None:
    async with (
        node_on(PEOPLE) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        httpx.AsyncClient(timeout=DEADLINE) as web,
    ):
        talk = await with_file(node, await _talk(node))
        await desk.sign_in("mine", PASSWORD)
        asked = commands.OpenFile(
            request=desk.next_request(), conversation=talk.conversation, file=talk.file
        )
        ticket = await desk.ask(asked, Ticket)
        assert (await web.get(ticket.url, headers=_with(ticket.token))).content == png(4, 3)
        await node.services.store.lanes.run(
            lambda unit: unit.connection.execute(update(tables.file_ticket).values(expires_at=1))
        )
        assert (await web.get(ticket.url, headers=_with(ticket.token))).status_code == 404


REFUSED = [
    (b"MZ" + bytes(500), "photo.png", ErrorCode.FILE_TYPE_REFUSED),
    (b"hello", "letter.txt.bat", ErrorCode.FILE_TYPE_REFUSED),
    (b"<svg xmlns='x' onload='alert(1)'/>", "logo.png", ErrorCode.FILE_TYPE_REFUSED),
    (b"<!DOCTYPE html><script>", "a.txt", ErrorCode.FILE_TYPE_REFUSED),
    (png_saying(1, 60_000), "strip.png", ErrorCode.PICTURE_TOO_LARGE),
    (png_saying(30_000, 30_000), "bomb.png", ErrorCode.PICTURE_TOO_LARGE),
    (png(20, 20)[:20], "cut.png", ErrorCode.FILE_DAMAGED),
]


async def test_what_nobody_should_open_is_refused_and_forgotten(
    node_on: NodeOn, tmp_path: Path
) -> None:
    async with (
        node_on(PEOPLE) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        httpx.AsyncClient(timeout=DEADLINE) as web,
    ):
        talk = await _talk(node)
        await desk.sign_in("mine", PASSWORD)
        for content, name, code in REFUSED:
            upload = await desk.ask(announcement(desk, talk, content, name), Upload)
            answer = await put(web, upload, 0, content)
            assert answer.json()["code"] == code.value, name
            assert (await put(web, upload, 0, content)).status_code == 404
            refused = await desk.ask(sending(desk, talk, upload.file), Refused)
            assert refused.code is ErrorCode.NOT_FOUND
        assert _contents(tmp_path / "files") == []


def _contents(folder: Path) -> list[str]:
    """The names of the files there, but for the mark that nodes know the folder by."""
    return [one.name for one in folder.rglob("*") if one.is_file() and one.name != MARK]


async def test_what_is_not_what_was_announced_is_refused(node_on: NodeOn) -> None:
    async with (
        node_on(PEOPLE) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        httpx.AsyncClient(timeout=DEADLINE) as web,
    ):
        talk = await _talk(node)
        await desk.sign_in("mine", PASSWORD)
        announced = announcement(desk, talk, paper(), "a.pdf")
        upload = await desk.ask(announced, Upload)
        more = await put(web, upload, 0, paper(4000))
        assert more.json()["code"] == ErrorCode.FILE_TOO_LARGE
        unfinished = await desk.ask(sending(desk, talk, upload.file), Refused)
        assert unfinished.code is ErrorCode.FILE_UNFINISHED
        reused = msgspec.structs.replace(announced, request=desk.next_request(), size=5)
        assert (await desk.ask(reused, Refused)).code is ErrorCode.CLIENT_ID_REUSED
        large = msgspec.structs.replace(
            announced,
            request=desk.next_request(),
            client_id=new_id(),
            size=limits.FILE_BYTES + 1,
        )
        assert (await desk.ask(large, Refused)).code is ErrorCode.FILE_TOO_LARGE
        other = announcement(desk, talk, paper(), "b.pdf")
        damaged = await desk.ask(msgspec.structs.replace(other, digest="0" * 64), Upload)
        answer = await put(web, damaged, 0, paper())
        assert answer.json()["code"] == ErrorCode.FILE_DAMAGED


async def test_what_was_never_sent_is_erased_and_what_others_share_stays(
    node_on: NodeOn, tmp_path: Path
) -> None:
    async with (
        node_on(PEOPLE) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        httpx.AsyncClient(timeout=DEADLINE) as web,
    ):
        talk = await _talk(node)
        await desk.sign_in("mine", PASSWORD)
        sent = await brought(desk, web, talk, paper(500))
        await desk.ask(sending(desk, talk, sent.file), Done)
        await brought(desk, web, talk, paper(500))
        await brought(desk, web, talk, paper(600))
        begun = await desk.ask(announcement(desk, talk, paper(700), "c.pdf"), Upload)
        await put(web, begun, 0, paper(700)[:100])
        assert await node.services.files.erase_unsent() == 0
        await node.services.store.lanes.run(
            lambda unit: unit.connection.execute(update(tables.file).values(announced_at=1))
        )
        assert await node.services.files.erase_unsent() == 3
        assert _contents(tmp_path / "files") == [digest(paper(500))]
        ticket = await desk.ask(
            commands.OpenFile(
                request=desk.next_request(), conversation=talk.conversation, file=sent.file
            ),
            Ticket,
        )
        assert (await web.get(ticket.url, headers=_with(ticket.token))).content == paper(500)


async def test_a_conversation_and_a_sender_have_so_much_room(
    node_on: NodeOn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "CONVERSATION_FILE_BYTES", 5000)
    monkeypatch.setattr(limits, "SENDER_FILE_BYTES", 9000)
    async with (
        node_on(PEOPLE) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
    ):
        talks = [await _talk(node) for _ in range(3)]
        await desk.sign_in("mine", PASSWORD)
        await desk.ask(announcement(desk, talks[0], paper(4000), "a.pdf"), Upload)
        full = await desk.ask(announcement(desk, talks[0], paper(1500), "b.pdf"), Refused)
        assert (full.code, full.data) == (ErrorCode.FILES_FULL, {"limit": 5000})
        await desk.ask(announcement(desk, talks[1], paper(4000), "c.pdf"), Upload)
        all_day = await desk.ask(announcement(desk, talks[2], paper(1500), "d.pdf"), Refused)
        assert (all_day.code, all_day.data) == (ErrorCode.FILES_FULL, {"limit": 9000})


async def test_a_killed_server_has_what_it_acknowledged_and_the_rest_goes_on(
    tmp_path: Path,
) -> None:
    content, chance = paper(200_000), Random(3)
    config = config_in(tmp_path)
    await asyncio.to_thread(prepare, config, {"mine": Role.AGENT})
    token, conversation, epoch = "", "", 0
    file_id, file, received = new_id(), "", 0
    async with httpx.AsyncClient(timeout=DEADLINE) as web:
        while received < len(content):
            async with (
                serving(tmp_path) as server,
                connected(f"ws://127.0.0.1:{server.port}/desk") as desk,
            ):
                await desk.sign_in("mine", PASSWORD)
                if not conversation:
                    await desk.desk()
                    await desk.go_online()
                    token = await _enter(server.port)
                    head = await desk.head(lambda head: head.offer is not None)
                    conversation = head.id
                    accept = commands.Accept(
                        request=desk.next_request(),
                        client_id=new_id(),
                        conversation=conversation,
                        epoch=head.epoch,
                    )
                    epoch = (await desk.ask(accept, Done)).epoch
                upload = await desk.ask(
                    commands.AnnounceFile(
                        request=desk.next_request(),
                        client_id=file_id,
                        conversation=conversation,
                        name="договор.pdf",
                        size=len(content),
                        digest=digest(content),
                    ),
                    Upload,
                )
                assert upload.received >= received
                received, file = upload.received, upload.file
                end = received + chance.randrange(1, 120_000)
                work = asyncio.gather(
                    put(web, upload, received, content[received:end]), return_exceptions=True
                )
                if chance.random() < 0.5:
                    (answer,) = await work
                    assert isinstance(answer, httpx.Response), answer
                    received = answer.json()["received"]
                server.process.kill()
                await work
        async with serving(tmp_path) as server:
            async with connected(f"ws://127.0.0.1:{server.port}/desk") as desk:
                await desk.sign_in("mine", PASSWORD)
                talk = Talk(conversation, epoch, None)  # type: ignore[arg-type]
                await desk.ask(sending(desk, talk, file), Done)
            async with connected(f"ws://127.0.0.1:{server.port}/visit") as visit:
                back = commands.ResumeVisit(request=visit.next_request(), token=token)
                entered = await visit.ask(back, EnteredVisit)
                bodies = [entry.body for entry in entered.entries]
                (message,) = [body for body in bodies if isinstance(body, Message)]
                asked = commands.VisitOpenFile(
                    request=visit.next_request(), file=message.files[0].id
                )
                ticket = await visit.ask(asked, Ticket)
                given = await web.get(ticket.url, headers=_with(ticket.token))
                assert given.content == content


async def _enter(port: int) -> str:
    async with connected(f"ws://127.0.0.1:{port}/visit") as visit:
        enter = commands.Enter(
            request=visit.next_request(),
            client_id=new_id(),
            name="Ольга",
            phone="+7 975 000-41-17",
            topic="services",
        )
        return (await visit.ask(enter, EnteredVisit)).token
