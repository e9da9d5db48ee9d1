"""A file of a note over real sockets: colleagues have it, its subscriber never, by no way."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import httpx
import msgspec
import pytest
from sqlalchemy import select, update

from protocol import commands
from protocol.answers import (
    Answer,
    Done,
    EnteredVisit,
    Refused,
    Ticket,
    Upload,
    VisitChanged,
    VisitPage,
)
from protocol.bodies import Message, Note
from protocol.entries import Audience, Entry
from protocol.errors import ErrorCode
from protocol.ids import FileId, new_id
from protocol.people import Role
from server_stub.app import Node
from server_stub.domain.conversation import AUDIENCE_LEVELS
from server_stub.storage import accounts, tables
from tests.support.nodes import PASSWORD, NodeOn
from tests.support.pieces import digest, png
from tests.support.talks import Talk, agent_actor, owned
from tests.support.wire import DEADLINE, WireClient, connected

PEOPLE = {
    "mine": Role.AGENT,
    "guest": Role.AGENT,
    "stranger": Role.AGENT,
    "lead": Role.LEAD,
    "admin": Role.ADMIN,
    "trainee": Role.TRAINEE,
    "editor": Role.EDITOR,
}
OK = "ok"
READERS = {
    "mine": OK,
    "guest": OK,
    "lead": OK,
    "admin": OK,
    "stranger": ErrorCode.NOT_FOUND.value,
    "trainee": ErrorCode.FORBIDDEN.value,
    "editor": ErrorCode.FORBIDDEN.value,
    "subscriber": ErrorCode.NOT_FOUND.value,
}
"""Who may fetch the file of a note of `mine`, in whose conversation `guest` is one."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A conversation of `mine` with a guest, and a connection of everybody."""

    node: Node
    talk: Talk
    desks: dict[str, WireClient]
    visit: WireClient
    web: httpx.AsyncClient

    async def bring(self, login: str, kind: type[Any], content: bytes = png(4, 3)) -> Upload:
        """The file of somebody, whole."""
        upload = await self.desks[login].ask(self.announcement(login, kind, content), Upload)
        headers = {"Authorization": f"Bearer {upload.token}"}
        put = await self.web.put(upload.url, params={"offset": 0}, content=content, headers=headers)
        assert put.status_code == 200
        return upload

    def announcement(self, login: str, kind: type[Any], content: bytes = png(4, 3)) -> Any:
        return kind(
            request=self.desks[login].next_request(),
            client_id=new_id(),
            conversation=self.talk.conversation,
            name="паспорт.png",
            size=len(content),
            digest=digest(content),
        )

    def writing(self, login: str, kind: type[Any], *files: str, text: str = "") -> Any:
        return kind(
            request=self.desks[login].next_request(),
            client_id=new_id(),
            conversation=self.talk.conversation,
            epoch=self.talk.epoch,
            text=text,
            files=files,
        )

    async def fetch(self, reader: str, file: str) -> Answer:
        """A ticket to it, or what it is refused with."""
        if reader == "subscriber":
            asked = commands.VisitOpenFile(request=self.visit.next_request(), file=file)
            await self.visit.send(asked)
            return await self.visit.answer(asked.request)
        desk = self.desks[reader]
        open_file = commands.OpenFile(
            request=desk.next_request(), conversation=self.talk.conversation, file=file
        )
        await desk.send(open_file)
        return await desk.answer(open_file.request)

    async def seen_by_subscriber(self) -> list[Entry]:
        page = await self.visit.ask(
            commands.VisitCatchUp(request=self.visit.next_request(), after_rev=0), VisitPage
        )
        return list(page.entries)


@asynccontextmanager
async def stage_on(node_on: NodeOn, *logins: str) -> AsyncIterator[Stage]:
    async with node_on(PEOPLE) as node, httpx.AsyncClient(timeout=DEADLINE) as web:
        rows = {row.login: row.id for row in await node.services.store.read(accounts.everyone)}
        talk = await owned(node, agent_actor(rows["mine"], "mine"))
        await node.services.store.lanes.run(
            lambda unit: unit.connection.execute(
                update(tables.conversation)
                .where(tables.conversation.c.id == talk.conversation)
                .values(guests=f'[["{rows["guest"]}", "Guest", 1]]')
            )
        )
        async with connected(f"ws://127.0.0.1:{node.port}/visit") as visit:
            back = commands.ResumeVisit(request=visit.next_request(), token=talk.visit.token)
            await visit.ask(back, EnteredVisit)
            desks: dict[str, WireClient] = {}
            stage = Stage(node, talk, desks, visit, web)
            async with _signed_in(node, desks, logins):
                yield stage


@asynccontextmanager
async def _signed_in(
    node: Node, desks: dict[str, WireClient], logins: tuple[str, ...]
) -> AsyncIterator[None]:
    if not logins:
        yield
        return
    async with connected(f"ws://127.0.0.1:{node.port}/desk") as desk:
        await desk.sign_in(logins[0], PASSWORD)
        desks[logins[0]] = desk
        async with _signed_in(node, desks, logins[1:]):
            yield


async def test_the_file_of_a_note_is_its_readers_and_its_subscriber_never_hears_of_it(
    node_on: NodeOn,
) -> None:
    async with stage_on(node_on, *PEOPLE) as stage:
        files = []
        for writer in ("mine", "guest"):
            upload = await stage.bring(writer, commands.AnnounceNoteFile)
            # Before anything names it, nobody has it but its way in.
            assert isinstance(await stage.fetch("lead", upload.file), Refused)
            note = stage.writing(writer, commands.WriteNote, upload.file)
            done = await stage.desks[writer].ask(note, Done)
            again = msgspec.structs.replace(note, request=stage.desks[writer].next_request())
            assert (await stage.desks[writer].ask(again, Done)).seq == done.seq
            files.append(upload.file)
            outcomes = {}
            for reader in READERS:
                answer = await stage.fetch(reader, upload.file)
                outcomes[reader] = answer.code.value if isinstance(answer, Refused) else OK
                if isinstance(answer, Ticket):
                    given = await stage.web.get(
                        answer.url, headers={"Authorization": f"Bearer {answer.token}"}
                    )
                    assert given.content == png(4, 3)
            assert outcomes == READERS
        # A message behind it arrives, so what came before it would have, too.
        await stage.desks["mine"].ask(stage.writing("mine", commands.Send, text="Проверяю."), Done)
        await stage.visit.until(
            lambda told: (
                isinstance(told, VisitChanged)
                and bool(told.entries)
                and told.entries[-1].body == Message(text="Проверяю.")
            )
        )
        seen = await stage.seen_by_subscriber()
        assert not [one for one in seen if isinstance(one.body, Note)]
        heard = repr((stage.visit.told, seen))
        assert "паспорт" not in heard
        assert not [one for one in files if one in heard]


@pytest.mark.parametrize(
    ("brought", "named"),
    [
        (commands.AnnounceNoteFile, commands.Send),
        (commands.AnnounceFile, commands.WriteNote),
    ],
)
async def test_a_file_goes_only_with_what_it_was_announced_for(
    node_on: NodeOn, brought: type[Any], named: type[Any]
) -> None:
    async with stage_on(node_on, "mine") as stage:
        desk = stage.desks["mine"]
        upload = await stage.bring("mine", brought)
        refused = await desk.ask(stage.writing("mine", named, upload.file, text="Вот."), Refused)
        assert refused.code is ErrorCode.FILE_FOR_OTHERS
        assert refused.data == {"file": upload.file}
        assert not [e for e in await stage.seen_by_subscriber() if isinstance(e.body, Message)]
        fitting = commands.WriteNote if named is commands.Send else commands.Send
        await desk.ask(stage.writing("mine", fitting, upload.file), Done)
        # Nor is one that is in the log already named again, for anybody.
        for kind in (commands.Send, commands.WriteNote):
            twice = await desk.ask(stage.writing("mine", kind, upload.file), Refused)
            assert twice.code in (ErrorCode.NOT_FOUND, ErrorCode.FILE_FOR_OTHERS)


async def test_an_announcement_is_repeated_for_the_same_readers_only(node_on: NodeOn) -> None:
    async with stage_on(node_on, "mine") as stage:
        first = stage.announcement("mine", commands.AnnounceNoteFile)
        await stage.desks["mine"].ask(first, Upload)
        other = commands.AnnounceFile(
            **{**msgspec.structs.asdict(first), "request": stage.desks["mine"].next_request()}
        )
        refused = await stage.desks["mine"].ask(other, Refused)
        assert refused.code is ErrorCode.CLIENT_ID_REUSED


async def test_a_guest_brings_files_for_notes_alone(node_on: NodeOn) -> None:
    async with stage_on(node_on, "guest", "stranger") as stage:
        for login, kind in (
            ("guest", commands.AnnounceFile),
            ("stranger", commands.AnnounceFile),
            ("stranger", commands.AnnounceNoteFile),
        ):
            refused = await stage.desks[login].ask(stage.announcement(login, kind), Refused)
            assert refused.code is ErrorCode.NOT_FOUND
        await stage.desks["guest"].ask(
            stage.announcement("guest", commands.AnnounceNoteFile), Upload
        )


async def test_even_a_message_that_named_it_would_not_open_it_to_the_subscriber(
    node_on: NodeOn,
) -> None:
    """As if a rule had let it pass: the file itself knows for whom it came."""
    async with stage_on(node_on, "mine") as stage:
        upload = await stage.bring("mine", commands.AnnounceNoteFile)
        done = await stage.desks["mine"].ask(
            stage.writing("mine", commands.Send, text="Вот."), Done
        )
        file = tables.file
        await stage.node.services.store.lanes.run(
            lambda unit: unit.connection.execute(
                update(file).where(file.c.id == upload.file).values(seq=done.seq, state="sent")
            )
        )
        refused = await stage.fetch("subscriber", upload.file)
        assert isinstance(refused, Refused)
        assert refused.code is ErrorCode.NOT_FOUND
        assert isinstance(await stage.fetch("mine", upload.file), Ticket)


async def test_a_note_goes_with_its_file_and_its_subscriber_hears_nothing(
    node_on: NodeOn,
) -> None:
    async with stage_on(node_on, *PEOPLE) as stage:
        desk = stage.desks["guest"]
        upload = await stage.bring("guest", commands.AnnounceNoteFile)
        note = stage.writing("guest", commands.WriteNote, upload.file)
        done = await desk.ask(note, Done)
        before = await stage.fetch("lead", upload.file)
        assert isinstance(before, Ticket)
        edit = commands.EditMessage(
            request=desk.next_request(),
            client_id=new_id(),
            conversation=stage.talk.conversation,
            epoch=stage.talk.epoch,
            seq=done.seq,
            text="по секрету",
            of_note=True,
        )
        await desk.ask(edit, Done)
        again = msgspec.structs.replace(edit, request=desk.next_request())
        assert (await desk.ask(again, Done)).seq == done.seq + 1, "once"
        mistaken = msgspec.structs.replace(
            edit, request=desk.next_request(), client_id=new_id(), of_note=False
        )
        assert (await desk.ask(mistaken, Refused)).code is ErrorCode.NOT_FOUND
        delete = commands.DeleteMessage(
            request=desk.next_request(),
            client_id=new_id(),
            conversation=stage.talk.conversation,
            epoch=stage.talk.epoch,
            seq=done.seq,
            of_note=True,
        )
        await desk.ask(delete, Done)
        for reader in READERS:
            assert isinstance(await stage.fetch(reader, upload.file), Refused), reader
        late = await stage.web.get(before.url, headers={"Authorization": f"Bearer {before.token}"})
        assert late.status_code >= 400, "a ticket that was given before"
        for login, kind in (("guest", commands.WriteNote), ("mine", commands.Send)):
            named = stage.writing(login, kind, upload.file)
            assert (await stage.desks[login].ask(named, Refused)).code is ErrorCode.NOT_FOUND
        # A message behind it arrives, so what came before it would have, too.
        await stage.desks["mine"].ask(stage.writing("mine", commands.Send, text="Проверяю."), Done)
        await stage.visit.until(
            lambda told: isinstance(told, VisitChanged) and "Проверяю." in repr(told.entries)
        )
        heard = repr((stage.visit.told, await stage.seen_by_subscriber()))
        assert "по секрету" not in heard
        assert upload.file not in heard


async def test_what_no_note_names_is_erased_like_what_no_message_names(node_on: NodeOn) -> None:
    async with stage_on(node_on, "mine") as stage:
        upload = await stage.bring("mine", commands.AnnounceNoteFile)
        file = tables.file

        async def kept() -> list[tuple[FileId, int]]:
            return await stage.node.services.store.read(
                lambda connection: [
                    (FileId(row.id), row.audience)
                    for row in connection.execute(select(file.c.id, file.c.audience))
                ]
            )

        assert await kept() == [(upload.file, AUDIENCE_LEVELS[Audience.AGENTS])]
        await stage.node.services.store.lanes.run(
            lambda unit: unit.connection.execute(update(file).values(announced_at=0))
        )
        assert await stage.node.services.files.erase_unsent() == 1
        assert await kept() == []
