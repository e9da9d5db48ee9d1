"""How long a second of a lead's board takes the console: 500 agents, 50 queues, most new."""

import argparse
import asyncio
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from math import ceil
from pathlib import Path
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from console.core import events
from console.core.link_state import LinkPhase, LinkState
from console.core.tasks import TaskOwner
from console.session import DeskSession
from protocol.board import SPARK_STEPS, BoardAgent, BoardHour, BoardQueue, BoardTold
from protocol.ids import AccountId, QueueId
from protocol.people import Presence
from protocol.scalars import Millis
from ui.desk.desk_feed import DeskFeed
from ui.lead.board_page import BoardPage
from ui.theme import theme

_AGENTS, _QUEUES = 500, 50
_CHANGED = 100
"""Agents of whom a second tells something new: 5,000 conversations, a word in each in 50 s."""
_SECONDS = 120
_GOAL_MS = 8.0
_WIDTH, _HEIGHT = 1440, 900
_HALF_HOUR = 30 * 60_000


class Shift:
    """A made-up shift that goes on by itself."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self.now = Millis(time.time_ns() // 1_000_000)

    def agent(self, number: int) -> BoardAgent:
        chance = self._chance
        chats = chance.randrange(6)
        return BoardAgent(
            account=AccountId(f"agent-{number:04}"),
            name=f"Оператор {number:03}",
            group=f"Группа {number % 7}",
            presence=chance.choice([Presence.ONLINE] * 6 + [Presence.BREAK, Presence.BUSY]),
            reason="",
            since=Millis(self.now - chance.randrange(3_600_000)),
            linked=chance.random() > 0.02,
            room=500,
            used=chats * 100,
            chats=chats,
            owed_since=Millis(self.now - chance.randrange(180_000)) if chats else None,
            first_answer_ms=chance.randrange(60_000),
            handled=chance.randrange(80),
            rated=20,
            stars=chance.randrange(60, 100),
        )

    def queue(self, number: int) -> BoardQueue:
        chance = self._chance
        waiting = chance.randrange(30)
        return BoardQueue(
            id=QueueId(f"queue-{number:02}"),
            waiting=waiting,
            longest_since=Millis(self.now - chance.randrange(120_000)) if waiting else None,
            active=chance.randrange(100),
            owed=chance.randrange(5),
            free=chance.randrange(3000),
            on_line=chance.randrange(60),
            entered=1000,
            answered=900,
            in_time=chance.randrange(700, 900),
            in_time_hour=80,
            answered_hour=90,
            abandoned=chance.randrange(40),
            solved=850,
            solved_in_time=chance.randrange(700, 850),
            by_robot=700,
            clears_in_s=chance.randrange(600),
            spark=tuple(chance.randrange(40) for _ in range(SPARK_STEPS)),
        )

    def whole(self) -> BoardTold:
        begin = Millis(self.now - 24 * _HALF_HOUR)
        hours = [
            BoardHour(Millis(begin + at * _HALF_HOUR), 40 + at, 38 + at, 20_000, 2, 70)
            for at in range(24)
        ]
        return BoardTold(
            at=self.now,
            queues=[self.queue(number) for number in range(_QUEUES)],
            agents=[self.agent(number) for number in range(_AGENTS)],
            gone=[],
            today=hours,
            yesterday=hours,
            alerts=[],
            whole=True,
        )

    def second(self) -> BoardTold:
        self.now = Millis(self.now + 1000)
        changed = self._chance.sample(range(_AGENTS), _CHANGED)
        return BoardTold(
            at=self.now,
            queues=[self.queue(number) for number in range(_QUEUES)],
            agents=[self.agent(number) for number in changed],
            gone=[],
        )


def _fail(_: str, error: BaseException) -> None:
    raise error


def _timed(work: Callable[[], object], application: QApplication) -> float:
    """Milliseconds of the window's thread until all of it is drawn, whatever else runs here."""
    begun = time.thread_time()
    work()
    application.processEvents()
    return (time.thread_time() - begun) * 1000


def _spread(times: list[float]) -> dict[str, float]:
    ordered = sorted(times)
    return {
        "p50_ms": round(statistics.median(ordered), 2),
        "p99_ms": round(ordered[ceil(len(ordered) * 0.99) - 1], 2),
        "worst_ms": round(ordered[-1], 2),
    }


async def _measure(folder: Path, application: QApplication) -> dict[str, dict[str, float]]:
    session = DeskSession("127.0.0.1:9", folder=folder, on_failure=_fail)
    await session.knowledge.open()
    owner = TaskOwner("board", on_failure=_fail)
    feed, shift = DeskFeed(session), Shift(Random(7))
    link = LinkState(LinkPhase.CAUGHT_UP, shift.now, None)
    session.apply([events.LinkMoved(link)])
    page = BoardPage(feed, owner=owner)
    page.resize(_WIDTH, _HEIGHT)
    page.show()
    first = _timed(lambda: session.apply([shift.whole()]), application)
    told: list[float] = []
    ticks: list[float] = []
    orders: list[float] = []
    for _ in range(_SECONDS):
        frame = shift.second()
        told.append(_timed(lambda frame=frame: session.apply([frame]), application))  # type: ignore[misc]
        ticks.append(_timed(feed.tick, application))
        orders.append(_timed(page.agents.board.reorder, application))
    whole = [_timed(page.update, application) for _ in range(20)]
    page.hide()
    page.deleteLater()
    feed.close()
    await owner.aclose()
    await session.aclose()
    return {
        "first": {"ms": round(first, 2)},
        "second_told": _spread(told),
        "second_passed": _spread(ticks),
        "ordered": _spread(orders),
        "drawn_whole": _spread(whole),
    }


def main(argv: list[str]) -> None:
    """Measure, and say whether a second fits the time of a frame."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks board_ui")
    parser.add_argument("--json", action="store_true")
    wanted = parser.parse_args(argv)
    application = QApplication.instance() or QApplication(["board"])
    assert isinstance(application, QApplication)
    theme.current()
    with tempfile.TemporaryDirectory() as own:
        found = asyncio.run(_measure(Path(own), application))
    if not wanted.json:
        told = f"{_AGENTS} agents, {_QUEUES} queues, {_CHANGED} agents changed a second"
        sys.stdout.write(f"{told}; goal: {_GOAL_MS} ms\n")
        for name, figures in found.items():
            shown = ", ".join(f"{figure} {value}" for figure, value in figures.items())
            sys.stdout.write(f"{name}: {shown}\n")
    sys.stdout.write(json.dumps(found) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
