"""A configuration changed item by item is the one that was meant, or is refused."""

from collections.abc import Sequence

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import limits
from protocol.configuration import (
    AgentRules,
    Configuration,
    Flaw,
    Group,
    Hours,
    Known,
    OutcomeRules,
    QueueRules,
    Skill,
    TopicRules,
)
from protocol.configuring import ConfigurationPart, Gone, Order
from server_stub.domain.configuration import NOTHING_SET
from server_stub.domain.errors import ConfigurationRefused
from server_stub.domain.found import Found
from server_stub.domain.settings import (
    KINDS,
    changed,
    differences,
    items_of,
    missed,
    parts,
    put_together,
    type_of,
)
from tests.support.centre import title

names = st.sampled_from("abcdefgh")


def lists(made: type[msgspec.Struct]) -> st.SearchStrategy[tuple[msgspec.Struct, ...]]:
    """Items of a kind, no id twice."""
    one = st.builds(lambda name, text: made(id=name, title=title(text)), names, names)
    return st.lists(one, max_size=4, unique_by=lambda item: item.id).map(tuple)  # type: ignore[attr-defined]


configurations = st.builds(
    Configuration,
    operator=names.map(title),
    queues=lists(QueueRules),
    topics=st.just(()),
    skills=lists(Skill),
    outcomes=lists(OutcomeRules),
    groups=lists(Group),
)


@given(configurations)
def test_taken_apart_and_put_together_it_is_the_same(configuration: Configuration) -> None:
    items = items_of(configuration)
    assert put_together(items, unnamed=title("nobody")) == configuration
    assert all(isinstance(item, type_of(kind)) for (kind, _), item in items.items())
    assert put_together({}, unnamed=NOTHING_SET.operator) == NOTHING_SET


@given(configurations, st.integers(1, 400))
def test_read_in_parts_it_is_the_same(configuration: Configuration, most_bytes: int) -> None:
    after: int | None = 0
    read = ConfigurationPart()
    while after is not None:
        before = after
        part, after = parts(configuration, after=after, most_bytes=most_bytes)
        assert after is None or after > before
        read = ConfigurationPart(
            operator=part.operator or read.operator,
            **{kind: (*getattr(read, kind), *getattr(part, kind)) for kind in KINDS},
        )
    assert read.operator == configuration.operator
    assert all(getattr(read, kind) == getattr(configuration, kind) for kind in KINDS)


def widest(number: int) -> Hours:
    """As much as one calendar can say."""
    day = {"day": "2027-01-01", "title": "ж" * limits.NAME_CHARACTERS}
    span = {"begins": 1000, "ends": 1010}
    plain = {
        "id": f"hours{number}",
        "title": {"ru": "ж" * limits.NAME_CHARACTERS, "en": "ж" * limits.NAME_CHARACTERS},
        "zone": "Europe/Moscow",
        "week": [[span] * limits.SPANS] * 7,
        "days": [{**day, "spans": [span] * limits.SPANS}] * limits.SPECIAL_DAYS,
    }
    return msgspec.convert(plain, Hours)


def test_the_widest_item_fits_a_frame_by_itself() -> None:
    configuration = msgspec.structs.replace(NOTHING_SET, hours=(widest(1), widest(2)))
    part, after = parts(configuration, after=1, most_bytes=limits.PAGE_BYTES)
    assert part.hours == (widest(1),)
    assert after == 2
    assert len(msgspec.json.encode(part)) < limits.FRAME_BYTES


@given(configurations, configurations)
def test_differences_lead_from_one_to_the_other(one: Configuration, other: Configuration) -> None:
    changes = differences(one, other)
    assert bool(changes) == (one != other)
    single = [change for change in changes if change.kind != "order"]
    put = {
        kind: tuple(
            change.after for change in single if change.kind == kind and change.after is not None
        )
        for kind in KINDS
    }
    gone = [Gone(kind=change.kind, id=change.id) for change in single if change.after is None]
    order = [
        Order(kind=kind, ids=tuple(item.id for item in getattr(other, kind))) for kind in KINDS
    ]
    part = ConfigurationPart(operator=other.operator, **put)
    assert changed(one, part, gone, order) == other


def test_a_new_item_comes_last_and_a_known_one_stays_in_its_place() -> None:
    before = Configuration(
        operator=title("o"),
        queues=(QueueRules(id="a", title=title("a")), QueueRules(id="b", title=title("b"))),
        topics=(),
    )
    put = ConfigurationPart(
        queues=(QueueRules(id="c", title=title("c")), QueueRules(id="a", title=title("A")))
    )
    assert [(one.id, one.title.ru) for one in changed(before, put).queues] == [
        ("a", "A"),
        ("b", "b"),
        ("c", "c"),
    ]


TWO_QUEUES = Configuration(
    operator=title("o"),
    queues=(QueueRules(id="a", title=title("a")), QueueRules(id="b", title=title("b"))),
    topics=(TopicRules(id="t", title=title("t"), queue="a"),),
)


@pytest.mark.parametrize(
    ("put", "gone", "order", "field", "reason"),
    [
        ((), [Gone(kind="queues", id="c")], [], "queues.c", Flaw.UNKNOWN),
        ((), [Gone(kind="operator", id="name")], [], "operator.name", Flaw.UNKNOWN),
        (("c", "c"), [], [], "queues.c", Flaw.REPEATED),
        ((), [], [Order(kind="queues", ids=("a",))], "queues", Flaw.DISORDER),
        ((), [], [Order(kind="queues", ids=("a", "a"))], "queues", Flaw.DISORDER),
        ((), [], [Order(kind="cats", ids=())], "cats", Flaw.DISORDER),
    ],
)
def test_a_change_of_what_is_not_there_is_refused(
    put: Sequence[str], gone: list[Gone], order: list[Order], field: str, reason: Flaw
) -> None:
    part = ConfigurationPart(queues=tuple(QueueRules(id=one, title=title(one)) for one in put))
    with pytest.raises(ConfigurationRefused) as refusal:
        changed(TWO_QUEUES, part, gone, order)
    assert refusal.value.data == {"field": field, "reason": reason.value}


def test_what_agents_have_is_missed_when_it_is_taken_away() -> None:
    full = msgspec.structs.replace(
        TWO_QUEUES,
        skills=(Skill(id="s", title=title("s")), Skill(id="unused", title=title("u"))),
        groups=(Group(id="g", title=title("g")),),
    )
    agents = [
        AgentRules(account="account-anna", group="g", skills=(Known(skill="s"),), queues=("b",))
    ]
    assert set(missed(full, NOTHING_SET, agents)) == {
        Found("skills.s", Flaw.IN_USE),
        Found("queues.b", Flaw.IN_USE),
        Found("groups.g", Flaw.IN_USE),
    }
    assert list(missed(full, full, agents)) == []
