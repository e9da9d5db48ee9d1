"""`kill -9` of the window at any keystroke: a second of typing at most, and nothing sent, is lost.

`PULT_DRAFT_KILLS` kills more often than a run of the suite has the time for, `PULT_DRAFT_SEED`
repeats a run.
"""

import os
import random
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from protocol.bodies import Message
from protocol.people import AuthorRole
from tests.support.desk_server import DeskServer, serving
from tests.support.draft_process import text_of
from tests.support.processes import Process, ended
from tests.unit.console.world import World, conversation_id

HERE = conversation_id(0)
KILLS = 12
BOX_SECONDS = 60.0
"""A slow machine kills less often in a run of the suite, but no less often than this:"""
LEAST_KILLS = 8
MOST_KEYS = 90
"""Before a kill: a text and a half, so that some are killed while the first is written."""
LOST_SECONDS = 1.0


@dataclass(slots=True)
class Told:
    """What a window has said from its start to its kill."""

    restored: str | None = None
    typed: list[tuple[int, int, float]] = field(default_factory=list)
    """Number, letters, when."""
    stall: float = 0.0
    entering: set[int] = field(default_factory=set)
    entered: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, lines: list[str]) -> "Told":
        told = cls()
        for line in lines:
            match line.split(" "):
                case ["restored", *words]:
                    told.restored = " ".join(words)
                case ["typed", number, letters, at, stall]:
                    told.typed.append((int(number), int(letters), int(at) / 1e9))
                    told.stall = float(stall)
                case ["enter", number]:
                    told.entering.add(int(number))
                case ["entered", number]:
                    told.entered.add(int(number))
                case _:
                    raise AssertionError(f"the window said: {line}")
        return told

    def safe(self, number: int) -> int:
        """So many letters of a text were there a second before the window's last sign of life.

        What the process and the disk were late by does not count: they had other things to do.
        """
        alive = self.typed[-1][2] if self.typed else 0.0
        until = alive - LOST_SECONDS - self.stall
        typed = [(letters, at) for one, letters, at in self.typed if one == number]
        kept = len(self.restored or "") if len(typed) == len(self.typed) else 0
        return max((letters for letters, at in typed if at <= until), default=kept)


async def _typing(port: int, folder: Path, number: int) -> Process:
    process = Process(
        *("-m", "tests.support.draft_process", str(port), str(folder), HERE, str(number))
    )
    await process.start()
    return process


@pytest.mark.timeout(0 if "PULT_DRAFT_KILLS" in os.environ else 1800)
async def test_a_kill_at_any_keystroke_costs_a_second_of_typing_and_nothing_sent(
    tmp_path: Path,
) -> None:
    seed = int(os.environ.get("PULT_DRAFT_SEED") or random.SystemRandom().randrange(10**6))
    wanted = int(os.environ.get("PULT_DRAFT_KILLS") or KILLS)
    boxed = "PULT_DRAFT_KILLS" not in os.environ
    chance = random.Random(seed)
    sys.stdout.write(f"PULT_DRAFT_SEED={seed}\n")
    server = DeskServer(World())
    must_be_said: set[int] = set()
    kills = drafts = number = 0
    began = time.monotonic()
    async with serving(server):
        before = Told()
        while kills < wanted:
            if boxed and kills >= LEAST_KILLS and time.monotonic() - began > BOX_SECONDS:
                break
            window = await _typing(server.port, tmp_path, number)
            async with ended([window]):
                await window.heard("restored", after=0)
                for _ in range(chance.randrange(1, MOST_KEYS)):
                    await window.heard("typed", after=len(window.lines))
                server.unanswered = chance.randrange(2)
                await window.end(signal.SIGKILL)
            told = Told.of(window.lines)
            _check_restored(told.restored, number, before)
            drafts += bool(told.restored)
            must_be_said |= told.entered
            kills += 1
            number, before = told.typed[-1][0], told
            if number in told.entering - told.entered:
                must_be_said.add(number)
        server.unanswered = 0
        window = await _typing(server.port, tmp_path, number)
        async with ended([window]):
            await window.heard("entered", after=0)
            await window.tell("stop")
            assert await window.wait() == 0
        told = Told.of(window.lines)
        _check_restored(told.restored, number, before)
        must_be_said |= told.entered
    said = [
        entry.body.text
        for entry in server.world[HERE].entries
        if entry.author.role is AuthorRole.AGENT and isinstance(entry.body, Message)
    ]
    assert said == sorted(set(said)), "doubled or out of order"
    assert {text_of(number) for number in must_be_said} <= set(said), "lost"
    assert set(said) <= {text_of(number) for number in range(1, number + len(told.entered) + 1)}
    assert drafts, "every kill found an empty field"
    sys.stdout.write(f"{kills} kills, {drafts} drafts restored, {len(said)} said\n")


def _check_restored(draft: str | None, number: int, before: Told) -> None:
    """What stands in the field after a kill is the text that was being written, or nothing."""
    assert draft is not None
    if number in before.entered:
        assert draft == "", "what was sent is in the field again"
    elif draft or number not in before.entering:
        assert text_of(number).startswith(draft) if number else not draft
        assert len(draft) >= before.safe(number), "more than a second was lost"
