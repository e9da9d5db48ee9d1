"""The configuration in both databases: whole or not at all, read once, known by its revision."""

import threading
from collections.abc import Iterator

import msgspec
import pytest
from sqlalchemy import Connection, Engine, inspect, select, text

from protocol.configuration import (
    AgentRules,
    Configuration,
    Flaw,
    Hours,
    Known,
    QueueRules,
    Skill,
    Span,
    Title,
    TopicRules,
)
from protocol.ids import AccountId, QueueId
from server_stub.domain.configuration import NOTHING_SET
from server_stub.domain.errors import ConfigurationRefused, NotFound, StaleVersion
from server_stub.storage import (
    agent_rules,
    configuration,
    conversations,
    founding,
    migrate,
    reading,
    tables,
)
from server_stub.storage.engine import writing_engine
from tests.contract.acts import enter
from tests.support.centre import answered_by, title
from tests.support.moves import QUEUE
from tests.support.stores import CONFIGURED, Bench

NETWORK = Skill(id="network", title=title("Связь"))


def with_skill(before: Configuration = CONFIGURED) -> Configuration:
    return msgspec.structs.replace(before, skills=(NETWORK,))


def account(bench: Bench, login: str) -> AccountId:
    return AccountId(bench.agents[login].id)


def rooms(connection: Connection) -> dict[str, tuple[int, int]]:
    load = tables.agent_load.c
    rows = connection.execute(select(load.account, load.room, load.desk_rev))
    return {row.account: (row.room, row.desk_rev) for row in rows}


def everything(connection: Connection) -> list[list[tuple[object, ...]]]:
    """All rows that a configuration is made of."""
    kept = (tables.setting, tables.agent_rules, tables.queue, tables.agent_load, tables.store)
    return [sorted(tuple(row) for row in connection.execute(select(one))) for one in kept]


def test_what_is_saved_is_read_and_only_then(bench: Bench) -> None:
    with bench.writers.begin() as connection:
        before = configuration.read(connection)
        assert before.configuration == CONFIGURED
        assert configuration.read(connection) is before
        changes = configuration.save(connection, with_skill())
        after = configuration.read(connection)
    assert [(one.kind, one.id, one.before, one.after) for one in changes] == [
        ("skills", "network", None, NETWORK)
    ]
    assert after.configuration == with_skill()
    assert after.revision == before.revision + 1
    with bench.readers.begin() as connection:
        assert configuration.read(connection) is after
        assert configuration.revision(connection) == after.revision


def test_the_same_again_changes_nothing(bench: Bench) -> None:
    with bench.writers.begin() as connection:
        rows = everything(connection)
        assert configuration.save(connection, CONFIGURED) == []
        assert everything(connection) == rows


def test_what_was_rolled_back_is_never_read(bench: Bench) -> None:
    with bench.writers.connect() as connection, connection.begin() as transaction:
        configuration.save(connection, with_skill())
        assert configuration.read(connection).configuration == with_skill()
        transaction.rollback()
    other = msgspec.structs.replace(CONFIGURED, operator=title("Другая"))
    with bench.writers.begin() as connection:
        assert configuration.read(connection).configuration == CONFIGURED
        configuration.save(connection, other)
        assert configuration.read(connection).configuration == other


def test_two_stores_of_one_process_are_told_apart(bench: Bench, tmp_path: object) -> None:
    engine = writing_engine(f"sqlite:///{tmp_path}/other.sqlite", lanes=1)
    try:
        migrate.upgrade(engine)
        with engine.begin() as other, bench.writers.begin() as connection:
            founding.found_store(other)
            assert configuration.revision(other) == configuration.FIRST
            assert configuration.read(other).configuration == NOTHING_SET
            configuration.save(other, answered_by({"topic": "queue"}))
            assert configuration.revision(other) == configuration.revision(connection)
            assert configuration.read(connection).configuration == CONFIGURED
            assert configuration.read(other).configuration == answered_by({"topic": "queue"})
    finally:
        engine.dispose()


BAD: list[tuple[Configuration, str, Flaw]] = [
    (
        msgspec.structs.replace(
            CONFIGURED, topics=(TopicRules(id="t", title=title("t"), queue="gone"),)
        ),
        "topics.t.queue",
        Flaw.UNKNOWN,
    ),
    (
        msgspec.structs.replace(
            with_skill(),
            queues=(*CONFIGURED.queues, QueueRules(id="q", title=title("q"), overflow="q")),
        ),
        "queues.q.overflow",
        Flaw.CYCLE,
    ),
    (
        msgspec.structs.replace(
            with_skill(),
            hours=(
                Hours(
                    id="h",
                    title=title("h"),
                    zone="Europe/Moscow",
                    week=((Span(begins=5, ends=5),), (), (), (), (), (), ()),
                ),
            ),
        ),
        "hours.h.week.0.0",
        Flaw.EMPTY,
    ),
    (
        msgspec.structs.replace(
            with_skill(),
            queues=(msgspec.structs.replace(CONFIGURED.queues[0], languages=("ru", "kk")),),
        ),
        f"queues.{QUEUE}.languages.kk",
        Flaw.UNSPOKEN,
    ),
]


@pytest.mark.parametrize(("bad", "field", "reason"), BAD)
def test_what_does_not_fit_together_leaves_every_row_as_it_was(
    bench: Bench, bad: Configuration, field: str, reason: Flaw
) -> None:
    with bench.writers.begin() as connection:
        rows = everything(connection)
        with pytest.raises(ConfigurationRefused) as refusal:
            configuration.save(
                connection, bad, agents=[AgentRules(account=account(bench, "elena"), room=200)]
            )
        assert refusal.value.data == {"field": field, "reason": reason.value}
        assert everything(connection) == rows


def test_only_who_has_seen_the_present_one_changes_it(bench: Bench) -> None:
    with bench.writers.begin() as connection:
        seen = configuration.revision(connection)
        configuration.change(connection, with_skill, expected=seen)
        with pytest.raises(StaleVersion) as refusal:
            configuration.change(connection, lambda _: CONFIGURED, expected=seen)
        assert refusal.value.data == {"version": seen + 1}
        assert configuration.read(connection).configuration == with_skill()


def test_of_two_who_change_it_at_once_one_is_told_that_it_is_another(bench: Bench) -> None:
    told: list[str] = []
    both = threading.Barrier(2)

    def change(name: str, seen: int) -> None:
        renamed = msgspec.structs.replace(CONFIGURED, operator=title(name))
        both.wait()
        try:
            with bench.writers.begin() as connection:
                configuration.change(connection, lambda _: renamed, expected=seen)
            told.append(name)
        except StaleVersion:
            told.append("stale")

    with bench.readers.begin() as connection:
        seen = configuration.revision(connection)
    threads = [threading.Thread(target=change, args=(name, seen)) for name in ("Одна", "Другая")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with bench.readers.begin() as connection:
        assert configuration.revision(connection) == seen + 1
        left = configuration.read(connection).configuration.operator.ru
    assert sorted(told) == sorted(["stale", left])


async def test_queues_keep_their_counters_and_none_that_is_in_use_is_taken_away(
    bench: Bench,
) -> None:
    async with bench.lanes() as lanes:
        await lanes.submit(enter())
    second = QueueRules(id="second", title=title("Вторая"), code_needed=False)
    with bench.writers.begin() as connection:
        rev = reading.queue_rev(connection)
        assert rev > 0
        renamed = msgspec.structs.replace(CONFIGURED.queues[0], title=title("Иная"))
        configuration.save(
            connection, msgspec.structs.replace(CONFIGURED, queues=(second, renamed))
        )
        assert reading.queue_rev(connection) == rev
        assert [(one.id, one.waiting) for one in reading.queues(connection)] == [
            ("second", 0),
            (QUEUE, 1),
        ]
        conversations.raise_queues(connection, {QueueId("second")})
        assert reading.queue_rev(connection) == rev + 1
        with pytest.raises(ConfigurationRefused) as refusal:
            configuration.save(
                connection, msgspec.structs.replace(CONFIGURED, queues=(second,), topics=())
            )
        assert refusal.value.data == {"field": f"queues.{QUEUE}", "reason": "in_use"}
        configuration.save(connection, CONFIGURED)
        assert [one.id for one in reading.queues(connection)] == [QUEUE]


def test_an_agent_is_set_with_his_room_where_claims_look(bench: Bench) -> None:
    elena = account(bench, "elena")
    wanted = AgentRules(account=elena, room=400, skills=(Known(skill="network", level=3),))
    with bench.writers.begin() as connection:
        configuration.save(connection, with_skill())
        before = rooms(connection)
        version, changes = configuration.save_agent(connection, wanted, expected=0)
        assert (version, [one.after for one in changes]) == (1, [wanted])
        assert changes[0].before == AgentRules(account=elena, room=300)
        after = rooms(connection)
        assert after.pop(elena) == (400, before.pop(elena)[1] + 1)
        assert after == before
        assert configuration.read(connection).agent(elena) == wanted
        assert configuration.save_agent(connection, wanted, expected=1) == (1, [])
        with pytest.raises(StaleVersion):
            configuration.save_agent(connection, wanted, expected=0)
        with pytest.raises(ConfigurationRefused) as refusal:
            configuration.save(connection, CONFIGURED)
        assert refusal.value.data == {"field": "skills.network", "reason": "in_use"}
        free = msgspec.structs.replace(wanted, skills=())
        configuration.save(connection, CONFIGURED, agents=[free])
        assert configuration.read(connection).agents == (free,)


@pytest.mark.parametrize(
    ("fields", "field", "reason"),
    [
        ({"room": 0}, "room", Flaw.ZERO),
        ({"skills": (Known(skill="gone"),)}, "skills.gone", Flaw.UNKNOWN),
        ({"queues": ("gone",)}, "queues.gone", Flaw.UNKNOWN),
        ({"group": "gone"}, "group", Flaw.UNKNOWN),
    ],
)
def test_an_agent_who_does_not_fit_is_refused_and_nothing_is_changed(
    bench: Bench, fields: dict[str, object], field: str, reason: Flaw
) -> None:
    elena = account(bench, "elena")
    wanted = msgspec.structs.replace(AgentRules(account=elena), **fields)
    with bench.writers.begin() as connection:
        rows = everything(connection)
        with pytest.raises(ConfigurationRefused) as refusal:
            configuration.save_agent(connection, wanted)
        assert refusal.value.data == {"field": f"agents.{elena}.{field}", "reason": reason.value}
        assert everything(connection) == rows


def test_only_who_answers_subscribers_is_set(bench: Bench) -> None:
    stranger = AgentRules(account="nobody-there")
    with bench.writers.begin() as connection:
        with pytest.raises(NotFound):
            configuration.save_agent(connection, stranger)
        with pytest.raises(ConfigurationRefused) as refusal:
            configuration.save(connection, CONFIGURED, agents=[stranger])
        assert refusal.value.data == {"field": "agents.nobody-there", "reason": "unknown"}
        logins = [one.login for one in agent_rules.read(connection)]
        assert logins == ["elena", "irina", "pavel"]
        after = agent_rules.read(connection, after="elena", limit=1)
        assert [one.login for one in after] == ["irina"]


# A store of before.


@pytest.fixture
def engine(storage_url: str) -> Iterator[Engine]:
    """Give the writing engine of a database without a table."""
    made = writing_engine(storage_url, lanes=1)
    yield made
    made.dispose()


def fill_as_before(connection: Connection) -> None:
    """Rows as 0011 had them."""
    for place, (queue, urgent) in enumerate((("second", True), ("first", False))):
        connection.execute(
            text(
                "INSERT INTO queue (id, title_ru, title_en, warn_after_s, late_after_s, urgent,"
                " position, desk_rev) VALUES (:id, :ru, :en, 10, 20, :urgent, :place, 7)"
            ),
            {
                "id": queue,
                "ru": f"Очередь «{queue}»",
                "en": queue,
                "urgent": urgent,
                "place": place,
            },
        )
    for place, (kind, one, queue_of) in enumerate(
        (
            ("operator", "name", None),
            ("topic", "b", "first"),
            ("topic", "a", "second"),
            ("outcome", "solved", None),
            ("break", "lunch", None),
        )
    ):
        connection.execute(
            text(
                "INSERT INTO catalogue (kind, id, title_ru, title_en, queue, position)"
                " VALUES (:kind, :id, :ru, :en, :queue, :place)"
            ),
            {
                "kind": kind,
                "id": one,
                "ru": f"{one} по-русски",
                "en": one,
                "queue": queue_of,
                "place": place,
            },
        )


def test_a_store_of_before_keeps_its_queues_topics_outcomes_and_breaks(engine: Engine) -> None:
    with engine.begin() as connection:
        migrate.run(connection, "0011", None)
        fill_as_before(connection)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        founding.found_store(connection)
        rules = configuration.read(connection)
        assert rules.revision == 1
        assert rules.configuration.operator == Title(ru="name по-русски", en="name")
        assert rules.configuration.queues == (
            QueueRules(
                id="second",
                title=Title(ru="Очередь «second»", en="second"),
                urgent=True,
                warn_after=10,
                late_after=20,
            ),
            QueueRules(
                id="first",
                title=Title(ru="Очередь «first»", en="first"),
                warn_after=10,
                late_after=20,
            ),
        )
        assert [(one.id, one.queue) for one in rules.configuration.topics] == [
            ("b", "first"),
            ("a", "second"),
        ]
        assert rules.has_outcome("solved")
        assert rules.has_break("lunch")
        assert reading.queue_rev(connection) == 14
        migrate.run(connection, "0011", migrate.HEAD)
        back = connection.execute(
            text("SELECT id, title_ru, late_after_s, urgent FROM queue ORDER BY position")
        )
        assert [tuple(row) for row in back] == [
            ("second", "Очередь «second»", 20, True),
            ("first", "Очередь «first»", 20, False),
        ]
        kinds = connection.execute(text("SELECT kind, id, queue FROM catalogue ORDER BY kind, id"))
        assert [tuple(row) for row in kinds] == [
            ("break", "lunch", None),
            ("operator", "name", None),
            ("outcome", "solved", None),
            ("topic", "a", "second"),
            ("topic", "b", "first"),
        ]
        assert not inspect(connection).has_table("setting")
    migrate.upgrade(engine)


def test_an_empty_store_of_before_has_nothing_set(engine: Engine) -> None:
    with engine.begin() as connection:
        migrate.run(connection, "0011", None)
    migrate.upgrade(engine)
    with engine.begin() as connection:
        assert configuration.revision(connection) == configuration.FIRST
        assert configuration.read(connection).configuration == NOTHING_SET


def test_a_store_without_a_revision_can_be_configured(engine: Engine) -> None:
    migrate.upgrade(engine)
    with engine.begin() as connection:
        connection.execute(text("DELETE FROM store"))
        assert configuration.revision(connection) == configuration.FIRST
        configuration.save(connection, CONFIGURED)
        assert configuration.read(connection).configuration == CONFIGURED
