"""The power goes at any moment: what the server acknowledged before is there, once and in order."""

import asyncio
import json
import os
import re
import signal
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from protocol import commands
from protocol.answers import Done, EnteredVisit
from protocol.ids import new_id
from protocol.people import Role
from server_stub.config import STORE_FILE
from tests.support.nodes import PASSWORD, config_in, prepare
from tests.support.power_loss import (
    Disk,
    Event,
    Recorder,
    Told,
    Wrote,
    require_strace,
)
from tests.support.processes import serving
from tests.support.wire import WireClient, connected

SEED = 20_261_122
VISITORS = 4
TEXTS = 10
CRASHES = 500
"""Moments at which the power fails, at least, for a run to count."""

# The log is folded in every so often instead of once in 16 MiB, or a short run never sees it done.
SERVER = """
import sys
from sqlalchemy import event
from sqlalchemy.engine import Engine
from server_stub.storage import engine
engine.CHECKPOINT_PAGES = 60
synchronous = sys.argv.pop(1)
if synchronous != "FULL":
    @event.listens_for(Engine, "checkout")
    def on_checkout(connection, record, proxy):
        connection.execute(f"PRAGMA synchronous={synchronous}").close()
from main import application
application()()
"""

DONE = re.compile(rb'"kind":"done","request":\d+,"conversation":"([^"]+)","seq":(\d+)')


Place = tuple[str, int]
"""A conversation and a number in it."""


@dataclass
class Promises:
    """What each acknowledged text was."""

    texts: dict[Place, str] = field(default_factory=dict)

    async def write(self, client: WireClient, command: commands.Command) -> None:
        done = await client.ask(command, Done)
        self.texts[done.conversation, done.seq] = getattr(command, "text", "")


async def _visit(url: str, number: int, promises: Promises) -> None:
    async with connected(f"{url}/visit") as visit:
        enter = commands.Enter(
            request=visit.next_request(),
            client_id=new_id(),
            name=f"Абонент {number}",
            phone="+7 975 000-41-17",
            topic="services",
        )
        await visit.ask(enter, EnteredVisit)
        for text in range(TEXTS):
            said = commands.VisitSend(
                request=visit.next_request(), client_id=new_id(), text=f"Вопрос {number}-{text}"
            )
            await promises.write(visit, said)


async def _answer(url: str, promises: Promises) -> None:
    async with connected(f"{url}/desk") as desk:
        await desk.sign_in("anna", PASSWORD)
        await desk.desk()
        await desk.go_online()
        head = await desk.head(lambda head: head.offer is not None)
        where = {"conversation": head.id, "client_id": new_id()}
        accepted = await desk.ask(
            commands.Accept(request=desk.next_request(), epoch=head.epoch, **where), Done
        )
        for text in range(TEXTS):
            kind = commands.WriteNote if text % 3 == 2 else commands.Send
            reply = kind(
                request=desk.next_request(),
                client_id=new_id(),
                conversation=head.id,
                epoch=accepted.epoch,
                text=f"Ответ {text}",
            )
            await promises.write(desk, reply)


@dataclass(frozen=True)
class Run:
    """What a server did to its disk while people talked, until it was told to stop."""

    base: dict[str, bytes]
    events: list[Event]
    promises: dict[Place, str]


async def _recorded(folder: Path, *, synchronous: str) -> Run:
    data = folder / "server"
    await asyncio.to_thread(prepare, config_in(data), {"anna": Role.AGENT})
    assert [path.name for path in data.iterdir()] == [STORE_FILE]
    base = {STORE_FILE: (data / STORE_FILE).read_bytes()}
    recorder = Recorder(data, folder / "trace")
    promises = Promises()
    program = (*recorder.command, sys.executable, "-c", SERVER, synchronous)
    async with serving(data, program=program) as server:
        url = f"ws://127.0.0.1:{server.port}"
        async with asyncio.TaskGroup() as tasks:
            for number in range(VISITORS):
                tasks.create_task(_visit(url, number, promises))
            tasks.create_task(_answer(url, promises))
        os.kill(recorder.pid, signal.SIGTERM)
        assert await server.process.wait() == 0
    assert len(promises.texts) == (VISITORS + 1) * TEXTS
    return Run(base, recorder.events(), promises.texts)


def _after_each_crash(run: Run, at: Path, *, forgetful: bool = False) -> Iterator[str]:
    """What is wrong with the store, for every moment at which the power may fail."""
    at.mkdir()
    disk = Disk(run.base, seed=SEED, forgetful=forgetful)
    kept: dict[Place, str] = {}
    for event in run.events:
        if isinstance(event, Told):
            told = {(one.decode(), int(seq)) for one, seq in DONE.findall(event.data)}
            if not told & run.promises.keys():
                continue
            kept |= {place: run.promises[place] for place in told & run.promises.keys()}
        for loss, image in disk.after(event):
            wrong = _what_is_wrong(image, at, kept)
            yield f"{wrong} ({loss.value} unsynced is lost)" if wrong else ""
    assert kept == run.promises, "an answer was not seen on its way"


def _what_is_wrong(image: dict[str, bytes], at: Path, kept: dict[Place, str]) -> str:
    for old in at.iterdir():
        old.unlink()
    for name, content in image.items():
        (at / name).write_bytes(content)
    with closing(sqlite3.connect(at / STORE_FILE)) as store:
        if store.execute("PRAGMA quick_check").fetchone() != ("ok",):
            return "damaged"
        rows = store.execute("SELECT conversation, seq, client_id, body FROM entry").fetchall()
        last = store.execute("SELECT id, last_seq FROM conversation").fetchall()
    texts = {(row[0], row[1]): json.loads(row[3]).get("text", "") for row in rows}
    for conversation, last_seq in last:
        if sorted(seq for one, seq in texts if one == conversation) != [*range(1, last_seq + 1)]:
            return "a hole"
    identities = [row[2] for row in rows if row[2] is not None]
    if len(identities) != len(set(identities)):
        return "doubled"
    lost = [place for place, text in kept.items() if texts.get(place) != text]
    return f"{len(lost)} of {len(kept)} lost" if lost else ""


async def test_nothing_the_server_acknowledged_goes_with_the_power(tmp_path: Path) -> None:
    require_strace()
    run = await _recorded(tmp_path, synchronous="FULL")
    folded_in = [
        number
        for number, event in enumerate(run.events)
        if isinstance(event, Wrote) and event.path.name == STORE_FILE
    ]
    answers = [
        number
        for number, event in enumerate(run.events)
        if isinstance(event, Told) and DONE.search(event.data)
    ]
    assert folded_in[0] < answers[-1], "the log was never folded in while people talked"

    crashes = await asyncio.to_thread(lambda: list(_after_each_crash(run, tmp_path / "after")))
    assert [wrong for wrong in crashes if wrong] == []
    assert len(crashes) >= CRASHES
    # The same on a disk that only says it has synced: had we looked away, this would pass too.
    lied_to = _after_each_crash(run, tmp_path / "lied-to", forgetful=True)
    assert await asyncio.to_thread(lambda: any("lost" in wrong for wrong in lied_to))


async def test_with_one_sync_less_it_would(tmp_path: Path) -> None:
    require_strace()
    run = await _recorded(tmp_path, synchronous="NORMAL")
    crashes = _after_each_crash(run, tmp_path / "after")
    assert await asyncio.to_thread(lambda: any("lost" in wrong for wrong in crashes))
