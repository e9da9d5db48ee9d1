"""A made-up shift for the board: agents, queues, open conversations, a day behind, and its change.

The rows are those that the server writes, made faster. They go on changing in a process of its own,
as in the busiest hour of three and a half million conversations a month.
"""

import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, update

from protocol.configuration import Configuration, QueueRules, Targets, Title
from protocol.people import Presence, Role
from server_stub.storage import configuration, founding, migrate, tables
from server_stub.storage.engine import store_now, writing_engine

AGENTS, QUEUES, OPEN = 500, 50, 5_000
BEHIND = 60_000
"""Conversations that the day has seen: half of the busiest one."""
SEED = 20261
TICK_SECONDS = 0.1
ENTER, ANSWER = 4, 40
"""A second: who enters, is taken and leaves; messages of each side."""

_DAY_MS = 86_400_000
_LONG_MS = 6 * 60_000


def agent(number: int) -> str:
    """The account of an agent."""
    return f"agent-{number:05}"


def queue(number: int) -> str:
    """The id of a queue."""
    return f"queue-{number:02}"


def fill(url: str) -> None:
    """Everything as it stands in the middle of a day."""
    engine = writing_engine(url, lanes=1)
    try:
        migrate.upgrade(engine)
        with engine.begin() as connection:
            founding.found_store(connection)
            _people(connection)
            configuration.save(connection, _configuration())
            shift = Shift(connection, random.Random(SEED))
            shift.begin()
    finally:
        engine.dispose()


def change(url: str, seconds: float) -> None:
    """Let the shift go on for so long."""
    engine = writing_engine(url, lanes=1)
    chance = random.Random(SEED + os.getpid())
    until = time.monotonic() + seconds
    try:
        with engine.begin() as connection:
            shift = Shift(connection, chance)
            shift.find()
        while time.monotonic() < until:
            began = time.monotonic()
            with engine.begin() as connection:
                shift.go_on(connection)
            time.sleep(max(0.0, began + TICK_SECONDS - time.monotonic()))  # noqa: TID251 - a process of its own, without a loop
    finally:
        engine.dispose()


@dataclass(slots=True)
class _Chat:
    """An open conversation."""

    id: str
    epoch: int
    queue: str
    owner: str | None


class Shift:
    """The open conversations, and what becomes of them."""

    def __init__(self, connection: Connection, chance: random.Random) -> None:
        self._connection = connection
        self._chance = chance
        self._number = 0
        self._open: list[_Chat] = []

    def begin(self) -> None:
        """A day behind, and what is open now."""
        now = store_now(self._connection)
        for start in range(0, BEHIND, 5_000):
            self._write([*self._past(now, min(5_000, BEHIND - start))])
        rows = []
        for number in range(OPEN):
            owned = number % 12 != 0
            chat = self._new(agent(number % AGENTS) if owned else None)
            began = now - self._chance.randrange(_LONG_MS)
            rows.append((chat, began, began + 20_000 if owned else None, None))
        self._write(rows)

    def find(self) -> None:
        """What is open in a store that was filled before."""
        table = tables.conversation.c
        self._number = self._chance.randrange(10**6, 10**9)
        for row in self._connection.execute(
            tables.conversation.select().where(table.closed_at.is_(None))
        ):
            self._open.append(_Chat(row.id, row.epoch, row.queue, row.owner))

    def go_on(self, connection: Connection) -> None:
        """A tenth of a second."""
        self._connection = connection
        now = store_now(connection)
        for _ in range(self._so_many(ENTER)):
            self._write([(self._new(None), now, None, None)])
            self._take(now)
            self._close(now)
        said = self._chance.sample(self._open, 2 * self._so_many(ANSWER))
        table = tables.conversation
        for number, chat in enumerate(said):
            waits = now if number % 2 else None
            connection.execute(
                update(table).where(table.c.id == chat.id).values(waiting_since=waits)
            )

    def _so_many(self, a_second: int) -> int:
        exactly = a_second * TICK_SECONDS
        return int(exactly) + (self._chance.random() < exactly % 1)

    def _take(self, now: int) -> None:
        waiting = [chat for chat in self._open if chat.owner is None]
        if not waiting:
            return
        chat = waiting[0]
        chat.owner = agent(self._chance.randrange(AGENTS))
        conversation, wait, load = tables.conversation, tables.wait, tables.agent_load
        run = self._connection.execute
        run(
            update(conversation)
            .where(conversation.c.id == chat.id)
            .values(state="active", owner=chat.owner, owner_name=chat.owner)
        )
        run(
            update(wait)
            .where(wait.c.conversation == chat.id)
            .values(ended_at=now, how="taken", agent=chat.owner, answered_at=now, counted_ms=20_000)
        )
        run(insert(tables.stint), _stint(chat, now, None))
        run(update(load).where(load.c.account == chat.owner).values(used=load.c.used + 1))

    def _close(self, now: int) -> None:
        chat = self._open.pop(self._chance.randrange(len(self._open)))
        conversation, stint, load = tables.conversation, tables.stint, tables.agent_load
        run = self._connection.execute
        run(
            update(conversation)
            .where(conversation.c.id == chat.id)
            .values(state="closed", closed_at=now, outcome="solved", solved_ms=200_000)
        )
        if chat.owner is not None:
            run(
                update(stint)
                .where(stint.c.conversation == chat.id)
                .values(ended_at=now, how="closed")
            )
            run(update(load).where(load.c.account == chat.owner).values(used=load.c.used - 1))

    def _past(self, now: int, count: int) -> Iterator[tuple[_Chat, int, int, int]]:
        for _ in range(count):
            began = now - self._chance.randrange(_LONG_MS, _DAY_MS)
            who = agent(self._chance.randrange(AGENTS))
            chat = self._new(who, opened=False)
            yield chat, began, began + 20_000, began + _LONG_MS

    def _new(self, owner: str | None, *, opened: bool = True) -> _Chat:
        self._number += 1
        chat = _Chat(f"chat-{self._number:010}", 1, queue(self._chance.randrange(QUEUES)), owner)
        if opened:
            self._open.append(chat)
        return chat

    def _write(self, chats: Sequence[tuple[_Chat, int, int | None, int | None]]) -> None:
        """Each with when it began, was taken, was closed."""
        run = self._connection.execute
        run(insert(tables.conversation), [_conversation(*one) for one in chats])
        run(insert(tables.wait), [_wait(*one[:3]) for one in chats])
        stints = [_stint(chat, taken, ended) for chat, _, taken, ended in chats if taken]
        if stints:
            run(insert(tables.stint), stints)


def _people(connection: Connection) -> None:
    now = store_now(connection)
    people = [(agent(number), f"Агент Номер {number}", Role.AGENT) for number in range(AGENTS)]
    connection.execute(
        insert(tables.account),
        [
            {
                "id": account,
                "login": account,
                "name": name,
                "role": role.value,
                "password_hash": "-",
                "disabled": False,
                "version": 1,
                "created_at": now,
            }
            for account, name, role in people
        ],
    )
    connection.execute(
        insert(tables.agent_load),
        [
            {
                "account": account,
                "presence": Presence.ONLINE.value,
                "presence_reason": "",
                "presence_since": now,
                "room": 1500,
                "used": 1000,
                "idle_since": now,
                "seen_at": 10**15,
                "desk_rev": 1,
            }
            for account, *_ in people
        ],
    )
    connection.execute(
        insert(tables.presence_log),
        [
            {"account": account, "since": now - _DAY_MS // 3, "presence": "online", "reason": ""}
            for account, *_ in people
        ],
    )


def _configuration() -> Configuration:
    return Configuration(
        operator=Title(ru="Волна", en="Volna"),
        queues=tuple(
            QueueRules(
                id=queue(number),
                title=Title(ru=f"Очередь {number}", en=f"Queue {number}"),
                targets=Targets(first_answer=30, next_answer=90, resolution=180),
                code_needed=False,
            )
            for number in range(QUEUES)
        ),
        topics=(),
    )


def _conversation(
    chat: _Chat, began: int, taken: int | None, closed: int | None
) -> dict[str, object]:
    state = "closed" if closed else "active" if taken else "queued"
    return {
        "id": chat.id,
        "world": "live",
        "state": state,
        "queue": chat.queue,
        "topic": "services",
        "channel": "web",
        "language": "ru",
        "name": "Анна Кольцова",
        "phone": "",
        "verified": False,
        "epoch": chat.epoch,
        "rev": 1,
        "last_seq": 1,
        "entered_at": began,
        "queued_at": began,
        "changed_at": began,
        "owner": chat.owner,
        "owner_name": chat.owner or "",
        "unread": 0,
        "last_heard_seq": 0,
        "agent_read": 0,
        "delivered": 0,
        "subscriber_read": 0,
        "preview": "",
        "passed_over": "",
        "outcome": "solved" if closed else "",
        "waiting_since": None if closed else began,
        "closed_at": closed,
        "solved_ms": closed - began if closed else None,
    }


def _wait(chat: _Chat, began: int, taken: int | None) -> dict[str, object]:
    return {
        "conversation": chat.id,
        "epoch": chat.epoch,
        "world": "live",
        "queue": chat.queue,
        "topic": "services",
        "channel": "web",
        "language": "ru",
        "why": "entered",
        "began_at": began,
        "ended_at": taken,
        "how": "taken" if taken else "",
        "agent": chat.owner,
        "answered_at": taken,
        "target_ms": 30_000,
        "counted_ms": taken - began if taken else None,
    }


def _stint(chat: _Chat, taken: int, ended: int | None) -> dict[str, object]:
    return {
        "conversation": chat.id,
        "epoch": chat.epoch + 1,
        "account": chat.owner,
        "taken_at": taken,
        "waited_ms": 20_000,
        "first_answer_at": taken + 5_000 if ended else taken,
        "held_ms": 0,
        "ended_at": ended,
        "how": "closed" if ended else "",
    }
