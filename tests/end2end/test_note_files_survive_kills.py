"""A note with a picture, written without a link and cut short twice: colleagues have it, once."""

import asyncio
import json
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from console.core.errors import CommandRejected
from protocol import commands
from protocol.answers import EnteredVisit, Refused, VisitChanged
from protocol.bodies import Message, Note
from protocol.errors import ErrorCode
from protocol.ids import ConversationId, new_id
from protocol.people import Role
from server_stub.storage import tables
from tests.support.cable import cable
from tests.support.desks import DEADLINE, console_on
from tests.support.nodes import PASSWORD, node_in
from tests.support.noting_console import SIZE
from tests.support.pieces import png
from tests.support.processes import Process, free_port
from tests.support.wire import connected

GLANCE_SECONDS = 0.05
PEOPLE = {"elena": Role.AGENT, "vera": Role.LEAD, "pavel": Role.AGENT}


class Noting:
    """The console that is killed."""

    def __init__(self, port: int, folder: Path) -> None:
        arguments = ("-m", "tests.support.noting_console", str(port), str(folder))
        self._process = Process(*arguments, "elena", PASSWORD)

    async def start(self) -> None:
        before = len(self._process.lines)
        await self._process.start()
        await self._process.heard("ready", after=before)

    async def does(self, what: str) -> str:
        before = len(self._process.lines)
        await self._process.tell(what)
        return (await self._process.heard("done", after=before)).partition(" ")[2].strip()

    async def has(self, what: str = "look") -> dict[str, Any]:
        has: dict[str, Any] = json.loads(await self.does(what))
        return has

    async def kill(self) -> None:
        await self._process.end(signal.SIGKILL)


@asynccontextmanager
async def noting(port: int, folder: Path) -> AsyncIterator[Noting]:
    console = Noting(port, folder)
    await console.start()
    try:
        yield console
    finally:
        await console.kill()


@pytest.mark.timeout(240)
async def test_a_note_with_a_picture_reaches_colleagues_and_its_subscriber_never_hears_of_it(
    tmp_path: Path,
) -> None:
    http_port = free_port()
    async with (
        cable(http_port) as bytes_way,
        node_in(
            tmp_path / "server",
            PEOPLE,
            http_port=http_port,
            web_url=f"http://127.0.0.1:{bytes_way.port}",
            offer_seconds=120.0,
        ) as node,
        cable(node.port) as way,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
        noting(way.port, tmp_path / "elena") as elena,
    ):
        enter = commands.Enter(
            request=visit.next_request(),
            client_id=new_id(),
            name="Анна Кольцова",
            phone="+7 975 000-41-17",
            topic="services",
        )
        await visit.ask(enter, EnteredVisit)
        chat = ConversationId(await elena.does("take"))

        # Without a link: a note with its picture, and a reply still in the making with another.
        way.pull()
        await elena.has("attach note паспорт.png")
        await elena.has("attach reply памятка.png")
        has = await elena.has("note Паспорт сверен.")
        assert has == {
            "note": [],
            "reply": ["памятка.png"],
            "outgoing": [["note", "паспорт.png"]],
        }
        await elena.kill()

        # With one, but not for bytes: the file is announced, and no further.
        bytes_way.pull()
        way.mend()
        await elena.start()

        async def announced() -> list[str]:
            return await node.services.store.read(
                lambda connection: list(
                    connection.execute(select(tables.file.c.name).order_by(tables.file.c.name))
                    .scalars()
                    .all()
                )
            )

        async with asyncio.timeout(DEADLINE):
            while "паспорт.png" not in await announced():  # noqa: ASYNC110 - a row, no event
                await asyncio.sleep(GLANCE_SECONDS)
        has = await elena.has()
        assert (has["note"], has["reply"]) == ([], ["памятка.png"])
        assert has["outgoing"] == [["note", "паспорт.png"]]
        await elena.kill()

        bytes_way.mend()
        await elena.start()
        has = await elena.has("idle")
        assert has == {"note": [], "reply": ["памятка.png"], "outgoing": []}
        await elena.has("reply Прочтите, пожалуйста.")
        await elena.has("idle")
        assert await announced() == ["памятка.png", "паспорт.png"]

        # The reply that came behind it is all that the subscriber was told of.
        told = await visit.until(
            lambda one: (
                isinstance(one, VisitChanged)
                and any(isinstance(entry.body, Message) for entry in one.entries)
            )
        )
        assert isinstance(told, VisitChanged)
        heard = repr(visit.told)
        assert "памятка" in heard
        assert "паспорт" not in heard.lower()

        async with (
            console_on(tmp_path / "vera", node.port) as vera,
            console_on(tmp_path / "pavel", node.port) as pavel,
        ):
            await vera.session.sign_in("vera", PASSWORD)
            await pavel.session.sign_in("pavel", PASSWORD)
            vera.session.open_chat(chat)
            log = vera.session.store.chat(chat)
            await vera.until(lambda: any(isinstance(one.body, Note) for one in log.entries))
            (note,) = [one.body for one in log.entries if isinstance(one.body, Note)]
            (picture,) = note.files
            assert (note.text, picture.name, picture.width) == (
                "Паспорт сверен.",
                "паспорт.png",
                SIZE[0],
            )
            assert await vera.session.fetch(chat, picture.id) == png(*SIZE)
            with pytest.raises(CommandRejected) as refused:
                await pavel.session.fetch(chat, picture.id)
            assert refused.value.code is ErrorCode.NOT_FOUND
        asked = commands.VisitOpenFile(request=visit.next_request(), file=picture.id)
        assert (await visit.ask(asked, Refused)).code is ErrorCode.NOT_FOUND
