"""Catching up reads what a plain look at every entry would find, on both databases."""

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, select, text

from protocol.conversations import ConversationState
from protocol.ids import ConversationId, new_id
from protocol.scalars import Millis
from server_stub.domain.conversation import Conversation
from server_stub.storage import catching_up, conversations, migrate, tables
from server_stub.storage.engine import writing_engine
from tests.support.stores import Bench

ALL_LEVELS = range(3)
_NO_SHRINKING = (Phase.explicit, Phase.reuse, Phase.generate)


@dataclass
class Log:
    """A log as the rules write one: every change raises the revision, with an entry or without."""

    chat: ConversationId = field(default_factory=lambda: ConversationId(new_id()))
    rev: int = 0
    rows: list[dict[str, object]] = field(default_factory=list)

    def append(self, audience: int) -> None:
        self.rev += 1
        self.rows.append(
            {
                "conversation": self.chat,
                "seq": len(self.rows) + 1,
                "rev": self.rev,
                "at": 0,
                "epoch": 1,
                "audience": audience,
                "author_role": "agent",
                "author_id": "elena",
                "author_name": "Елена",
                "kind": "note",
                "body": '{"kind":"note","text":"да"}',
                "rewritten": False,
            }
        )

    def rewrite(self, number: int) -> None:
        """A new entry tells of it, then the earlier one that is meant gets a later revision."""
        earlier = len(self.rows)
        self.append(1)
        if earlier:
            self.rev += 1
            self.rows[number % earlier] |= {"rev": self.rev, "rewritten": True}

    def follow(self, moves: list[tuple[str, int]]) -> None:
        for what, number in moves:
            if what == "append":
                self.append(number % len(ALL_LEVELS))
            elif what == "rewrite":
                self.rewrite(number)
            else:
                self.rev += 1

    @property
    def head(self) -> Conversation:
        moment = Millis(0)
        return Conversation(
            id=self.chat,
            world="live",  # type: ignore[arg-type]
            state=ConversationState.ACTIVE,
            queue="general",  # type: ignore[arg-type]
            topic="services",  # type: ignore[arg-type]
            channel="web",
            language="ru",
            name="Анна",
            phone="",
            subscriber=None,
            verified=False,
            epoch=1,
            rev=self.rev,
            last_seq=len(self.rows),
            entered_at=moment,
            queued_at=moment,
            changed_at=moment,
        )


moves = st.lists(
    st.tuples(
        st.sampled_from(["append", "append", "append", "mark", "rewrite"]), st.integers(0, 40)
    ),
    max_size=40,
)
LONG = [("append", 0)] * 20 + [("mark", 0)] * 9 + [("rewrite", 3)] + [("append", 2)] * 15


@given(moves=moves, most=st.integers(1, 12))
@example(moves=LONG, most=50)
@example(moves=[*LONG, *[("rewrite", number) for number in range(40)]], most=7)
@settings(
    max_examples=25,
    deadline=None,
    phases=_NO_SHRINKING,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_what_changed_is_found_as_by_looking_at_every_entry(
    bench: Bench, moves: list[tuple[str, int]], most: int
) -> None:
    log, other = Log(), Log()
    log.follow(moves)
    other.follow([("append", 0), ("rewrite", 0)])
    with bench.writers.begin() as connection:
        connection.execute(insert(tables.entry), [*log.rows, *other.rows])
    with bench.readers.begin() as connection:
        for after in range(log.rev + 2):
            for level in ALL_LEVELS:
                found = catching_up.changed_after(
                    connection, log.head, after, level=level, most=most
                )
                assert found == by_every_entry(connection, log, after, level)[:most]


def by_every_entry(connection: Connection, log: Log, after: int, level: int) -> list[object]:
    """The plain question."""
    entry = tables.entry.c
    return list(
        connection.execute(
            select(*conversations.entry_columns())
            .where(entry.conversation == log.chat, entry.rev > after, entry.audience <= level)
            .order_by(entry.rev)
        )
    )


@pytest.fixture
def before_it(storage_url: str) -> Iterator[Connection]:
    """Give a store as it was before entries told that they were rewritten."""
    engine = writing_engine(storage_url, lanes=1)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        migrate.run(connection, "0007", migrate.HEAD)
        yield connection
    engine.dispose()


def test_a_store_of_before_learns_what_was_rewritten_in_it(before_it: Connection) -> None:
    logs = [Log(), Log()]
    logs[0].follow([*LONG, ("rewrite", 3), ("rewrite", 4), ("rewrite", 4)])
    logs[1].follow([("append", 0), ("mark", 0), ("append", 0), ("rewrite", 2)])
    columns = [name for name in logs[0].rows[0] if name != "rewritten"]
    statement = text(f"INSERT INTO entry ({', '.join(columns)}) VALUES (:{', :'.join(columns)})")
    for log in logs:
        before_it.execute(statement, [{name: row[name] for name in columns} for row in log.rows])
    migrate.run(before_it, "head", "0007")
    for log in logs:
        entry = tables.entry.c
        known = select(entry.seq).where(entry.conversation == log.chat, entry.rewritten.is_(True))
        expected = {row["seq"] for row in log.rows if row["rewritten"]}
        assert set(before_it.execute(known).scalars()) == expected
        assert expected
        for after in range(log.rev):
            found = catching_up.changed_after(before_it, log.head, after, level=2, most=99)
            assert found == by_every_entry(before_it, log, after, 2)
