"""The power goes at any moment: a text that has left the field is on disk until it is said."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select

from console.core.errors import SettingsError
from console.link.address import ServerAddress
from console.local import desk_file, tables
from console.local.accounts import folder_name
from console.local.keys import AccountKeys
from protocol.bodies import Message
from tests.support.desk_server import PASSWORD, DeskServer, serving
from tests.support.desks import NoKeys
from tests.support.power_loss import Disk, Event, Heard, Recorder, Told, require_strace
from tests.support.processes import ROOT
from tests.unit.console.world import FILE_SECRET, World, conversation_id

SEED = 20_261_122
HERE = conversation_id(0)
ANSWERED, UNANSWERED = 12, 60
"""Texts that the server says yes to, then texts that it takes and says nothing to."""
MANY = 100_000
CRASHES = 500
"""Moments at which the power fails, at least, for a run to count."""

ENTERED = re.compile(rb"^entered (\d+)$", re.MULTILINE)
DONE = re.compile(rb'"kind":"done","request":\d+,"conversation":"[^"]+","seq":(\d+)')


@dataclass(frozen=True)
class Run:
    """What a console did to its disk while somebody typed, until it was killed."""

    key: bytes
    events: list[Event]
    said: dict[int, int]
    """By its place in the log, the number of a text that the server has."""


async def _recorded(folder: Path) -> Run:
    server = DeskServer(World())
    async with serving(server):
        where = ServerAddress.parse(f"ws://127.0.0.1:{server.port}").url
        account = folder / "console" / "accounts" / folder_name("anna", where)
        recorder = Recorder(account, folder / "trace")
        process = await asyncio.create_subprocess_exec(
            *(*recorder.command, sys.executable, "-m", "tests.support.typing_console"),
            *(str(server.port), str(folder / "console"), HERE, "0", str(MANY)),
            stdout=PIPE,
            cwd=ROOT,
        )
        assert process.stdout is not None
        try:
            for number in range(ANSWERED + UNANSWERED):
                server.silent = number >= ANSWERED
                assert (await process.stdout.readline()).startswith(b"entered")
        finally:
            os.kill(recorder.pid, signal.SIGKILL)
            await process.communicate()
    said = {
        entry.seq: int(entry.body.text)
        for entry in server.world[HERE].entries
        if isinstance(entry.body, Message)
    }
    key = AccountKeys(account, name=account.name, keys=NoKeys).unlock_blocking(PASSWORD)
    assert key is not None
    return Run(key, recorder.events(), said)


def _after_each_crash(run: Run, at: Path, *, forgetful: bool = False) -> Iterator[str]:
    """What is wrong with the desk's file, for every moment at which the power may fail."""
    at.mkdir()
    disk = Disk({}, seed=SEED, forgetful=forgetful)
    entered: set[int] = set()
    answered: set[int] = set()
    heard = b""
    for event in run.events:
        if isinstance(event, Heard):
            heard += event.data
        if isinstance(event, Told):
            told = {int(number) for number in ENTERED.findall(event.data)}
            if not told:
                continue
            entered |= told
        answered = {run.said[int(seq)] for seq in DONE.findall(heard)}
        for loss, image in disk.after(event):
            wrong = _what_is_wrong(image, at, run, kept=entered - answered)
            yield f"{wrong} ({loss.value} unsynced is lost)" if wrong else ""
    assert len(entered) >= ANSWERED + UNANSWERED
    assert len(entered - answered) >= UNANSWERED


def _what_is_wrong(image: dict[str, bytes], at: Path, run: Run, *, kept: set[int]) -> str:
    for old in at.iterdir():
        old.unlink()
    for name, content in image.items():
        (at / name).write_bytes(content)
    ways = AccountKeys(at, name=at.name, keys=NoKeys)
    if kept and ways.recover_blocking(FILE_SECRET) != run.key:
        return f"no way to the key of {len(kept)} texts"
    try:
        opened = desk_file.open_blocking(at, run.key, may_set_aside=False, stamp=0)
    except SettingsError:
        return f"unreadable with {len(kept)} texts in it" if kept else ""
    with opened.engine.connect() as connection:
        rows = connection.execute(select(tables.outgoing).order_by(tables.outgoing.c.place))
        texts = [int(row.text) for row in rows]
        drafts = {int(row.text) for row in connection.execute(select(tables.draft))}
    opened.engine.dispose()
    if texts != sorted(set(texts)):
        return "doubled or out of order"
    if drafts & set(texts):
        return "in the field and in the outbox"
    lost = kept - set(texts)
    return f"{len(lost)} of {len(kept)} lost" if lost else ""


async def test_no_text_that_was_entered_goes_with_the_power(tmp_path: Path) -> None:
    require_strace()
    run = await _recorded(tmp_path)
    crashes = await asyncio.to_thread(lambda: list(_after_each_crash(run, tmp_path / "after")))
    assert [wrong for wrong in crashes if wrong] == []
    assert len(crashes) >= CRASHES
    # The same on a disk that only says it has synced: had we looked away, this would pass too.
    lied_to = _after_each_crash(run, tmp_path / "lied-to", forgetful=True)
    assert await asyncio.to_thread(lambda: any("lost" in wrong for wrong in lied_to))
