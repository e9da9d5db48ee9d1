"""A configuration fits together or is refused with field and reason; what holds where nothing is
set."""

from collections.abc import Callable, Sequence
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import limits
from protocol.configuration import (
    AgentRules,
    BreakRules,
    ChannelRules,
    Configuration,
    Flaw,
    Group,
    Hours,
    Known,
    Mark,
    OutcomeRules,
    QueueRules,
    Ring,
    Said,
    Skill,
    Span,
    SpecialDay,
    Targets,
    Title,
    TopicRules,
    WrapUp,
)
from protocol.ids import AccountId, TopicId
from server_stub.domain.configuration import Rules, check
from server_stub.domain.errors import ConfigurationRefused
from server_stub.domain.flaws import flaws

ANNA = AccountId("account-anna")
LEAD = AccountId("account-lead")
DAY = (Span(begins=9 * 60, ends=21 * 60),)


def title(text: str) -> Title:
    return Title(ru=text, en=text)


def queue(identity: str, **fields: Any) -> QueueRules:
    return QueueRules(id=identity, title=title(identity), **fields)


def topic(identity: str, answered_by: str, **fields: Any) -> TopicRules:
    return TopicRules(id=identity, title=title(identity), queue=answered_by, **fields)


def week(*spans: Span) -> tuple[tuple[Span, ...], ...]:
    return (spans,) * 7


SOUND = Configuration(
    operator=title("Волна"),
    queues=(
        queue(
            "services",
            needs=(Known(skill="tariffs", level=2),),
            languages=("ru", "en"),
            hours="day",
            overflow="second",
            rings=(Ring(after=60, lower=1), Ring(after=120, without=("roaming",))),
            codes=("solved",),
            words=Said(ru="Вы {place}-й, ждать {minutes} мин", en="{place}, {minutes} min"),
            closed_words=Said(ru="Откроемся {opens}", en="We open {opens}"),
        ),
        queue("second"),
    ),
    topics=(
        topic("tariff", "services"),
        topic("abroad", "services", needs=(Known(skill="roaming", level=3),), priority=30),
    ),
    channels=(ChannelRules(id="web", title=title("web"), weight=100, priority=5),),
    skills=(Skill(id="tariffs", title=title("t")), Skill(id="roaming", title=title("r"))),
    hours=(
        Hours(
            id="day",
            title=title("day"),
            zone="Europe/Moscow",
            week=week(*DAY),
            days=(SpecialDay(day="2027-01-01"), SpecialDay(day="2027-01-02", spans=DAY)),
        ),
    ),
    marks=(Mark(id="vip", title=title("vip"), priority=120),),
    outcomes=(OutcomeRules(id="solved", title=title("s")), OutcomeRules(id="x", title=title("x"))),
    breaks=(BreakRules(id="lunch", title=title("l")),),
    groups=(Group(id="first", title=title("f"), leads=(LEAD,)),),
)
AGENTS = (
    AgentRules(
        account=ANNA,
        group="first",
        skills=(Known(skill="tariffs", level=3),),
        languages=("ru", "en"),
        queues=("services", "second"),
    ),
)


def with_queue(**fields: Any) -> Configuration:
    first, *others = SOUND.queues
    return msgspec.structs.replace(
        SOUND, queues=(msgspec.structs.replace(first, **fields), *others)
    )


def with_topic(**fields: Any) -> Configuration:
    first, *others = SOUND.topics
    return msgspec.structs.replace(
        SOUND, topics=(msgspec.structs.replace(first, **fields), *others)
    )


def with_hours(**fields: Any) -> Configuration:
    (first,) = SOUND.hours
    return msgspec.structs.replace(SOUND, hours=(msgspec.structs.replace(first, **fields),))


def repeat(kind: str) -> Configuration:
    items = getattr(SOUND, kind)
    return msgspec.structs.replace(SOUND, **{kind: (*items, items[0])})


def second_queue(**fields: Any) -> Configuration:
    return msgspec.structs.replace(SOUND, queues=(SOUND.queues[0], queue("second", **fields)))


def special(*spans: Span, day: str = "2027-01-09") -> tuple[SpecialDay, ...]:
    return (SpecialDay(day=day, spans=spans),)


NIGHT = Span(begins=22 * 60, ends=10 * 60)

BAD: list[tuple[Configuration, str, Flaw]] = [
    *(
        (repeat(kind), f"{kind}.{getattr(SOUND, kind)[0].id}", Flaw.REPEATED)
        for kind in (
            [
                "queues",
                "topics",
                "channels",
                "skills",
                "hours",
                "marks",
                "outcomes",
                "breaks",
                "groups",
            ]
        )
    ),
    (with_queue(needs=(Known(skill="gone"),)), "queues.services.needs.gone", Flaw.UNKNOWN),
    (
        with_queue(needs=(Known(skill="tariffs"), Known(skill="tariffs", level=2))),
        "queues.services.needs.tariffs",
        Flaw.REPEATED,
    ),
    (with_queue(warn_after=91), "queues.services.late_after", Flaw.DISORDER),
    (
        with_queue(targets=Targets(resolution=180, share=0)),
        "queues.services.targets.share",
        Flaw.ZERO,
    ),
    (with_queue(hours="gone"), "queues.services.hours", Flaw.UNKNOWN),
    (with_queue(overflow="gone"), "queues.services.overflow", Flaw.UNKNOWN),
    (with_queue(overflow="services"), "queues.services.overflow", Flaw.CYCLE),
    (second_queue(overflow="services"), "queues.services.overflow", Flaw.CYCLE),
    (
        with_queue(rings=(Ring(after=60, lower=1), Ring(after=60, lower=2))),
        "queues.services.rings.1.after",
        Flaw.DISORDER,
    ),
    (with_queue(rings=(Ring(after=60),)), "queues.services.rings.0", Flaw.EMPTY),
    (
        with_queue(rings=(Ring(after=60, without=("gone",)),)),
        "queues.services.rings.0.without.gone",
        Flaw.UNKNOWN,
    ),
    (
        with_queue(rings=(Ring(after=60, without=("tariffs", "tariffs")),)),
        "queues.services.rings.0.without.tariffs",
        Flaw.REPEATED,
    ),
    (
        second_queue(rings=(Ring(after=60, without=("tariffs",)),)),
        "queues.second.rings.0.without.tariffs",
        Flaw.UNNEEDED,
    ),
    (with_queue(offer=0), "queues.services.offer", Flaw.ZERO),
    (
        with_queue(wrap_up=WrapUp.TIMED, wrap_up_for=0),
        "queues.services.wrap_up_for",
        Flaw.ZERO,
    ),
    (with_queue(codes=("gone",)), "queues.services.codes.gone", Flaw.UNKNOWN),
    (with_queue(codes=("x", "x")), "queues.services.codes.x", Flaw.REPEATED),
    (
        msgspec.structs.replace(with_queue(codes=(), code_needed=True), outcomes=()),
        "queues.services.code_needed",
        Flaw.EMPTY,
    ),
    (
        with_queue(words=Said(ru="Вы {place}-й", en="You are {position}")),
        "queues.services.words.en",
        Flaw.UNKNOWN,
    ),
    (
        with_queue(closed_words=Said(ru="Ждать {minutes}", en="Closed")),
        "queues.services.closed_words.ru",
        Flaw.UNKNOWN,
    ),
    (with_queue(languages=()), "queues.services.languages", Flaw.EMPTY),
    (with_queue(languages=("ru", "ru")), "queues.services.languages.ru", Flaw.REPEATED),
    (with_queue(languages=("ru", "kk")), "queues.services.languages.kk", Flaw.UNSPOKEN),
    (with_topic(queue="gone"), "topics.tariff.queue", Flaw.UNKNOWN),
    (with_topic(queue=""), "topics.tariff.queue", Flaw.UNKNOWN),
    (with_topic(needs=(Known(skill="gone"),)), "topics.tariff.needs.gone", Flaw.UNKNOWN),
    (with_topic(weight=0), "topics.tariff.weight", Flaw.ZERO),
    (
        msgspec.structs.replace(
            SOUND, channels=(ChannelRules(id="web", title=title("web"), weight=0),)
        ),
        "channels.web.weight",
        Flaw.ZERO,
    ),
    (with_hours(zone="Europe/Atlantis"), "hours.day.zone", Flaw.UNKNOWN),
    (with_hours(zone="../etc"), "hours.day.zone", Flaw.UNKNOWN),
    (with_hours(zone="Europe"), "hours.day.zone", Flaw.UNKNOWN),
    (with_hours(week=((),) * 7), "hours.day.week", Flaw.EMPTY),
    (with_hours(week=((),) * 6), "hours.day.week", Flaw.INVALID),
    (with_hours(week=week(Span(begins=60, ends=60))), "hours.day.week.0.0", Flaw.EMPTY),
    (
        with_hours(week=((), (*DAY, Span(begins=20 * 60, ends=22 * 60)), (), (), (), (), ())),
        "hours.day.week.1",
        Flaw.OVERLAP,
    ),
    (with_hours(week=((), DAY, (), (), DAY, (NIGHT,), DAY)), "hours.day.week.6", Flaw.OVERLAP),
    (with_hours(week=(DAY, (), (), (), (), (), (NIGHT,))), "hours.day.week.0", Flaw.OVERLAP),
    (with_hours(days=special(day="2027-02-29")), "hours.day.days.2027-02-29", Flaw.INVALID),
    (with_hours(days=special() * 2), "hours.day.days.2027-01-09", Flaw.REPEATED),
    (
        with_hours(days=special(Span(begins=5, ends=5))),
        "hours.day.days.2027-01-09.0",
        Flaw.EMPTY,
    ),
    (with_hours(days=special(*DAY, *DAY)), "hours.day.days.2027-01-09", Flaw.OVERLAP),
    (with_hours(days=special(NIGHT)), "hours.day.days.2027-01-09", Flaw.OVERLAP),
    (
        with_hours(
            week=week(NIGHT), days=special(Span(begins=9 * 60, ends=12 * 60), day="9999-12-31")
        ),
        "hours.day.days.9999-12-31",
        Flaw.OVERLAP,
    ),
    (
        msgspec.structs.replace(
            SOUND, groups=(Group(id="first", title=title("f"), leads=(LEAD, LEAD)),)
        ),
        f"groups.first.leads.{LEAD}",
        Flaw.REPEATED,
    ),
    (
        msgspec.structs.replace(
            SOUND, groups=(Group(id="first", title=title("f"), leads=(ANNA,)),)
        ),
        f"groups.first.leads.{ANNA}",
        Flaw.UNKNOWN,
    ),
]

BAD_AGENTS: list[tuple[dict[str, Any], str, Flaw]] = [
    ({"group": "gone"}, "group", Flaw.UNKNOWN),
    ({"room": 0}, "room", Flaw.ZERO),
    ({"skills": (Known(skill="gone"),)}, "skills.gone", Flaw.UNKNOWN),
    (
        {"skills": (Known(skill="tariffs"), Known(skill="tariffs", level=5))},
        "skills.tariffs",
        Flaw.REPEATED,
    ),
    ({"languages": ()}, "languages", Flaw.EMPTY),
    ({"languages": ("ru", "en", "ru")}, "languages.ru", Flaw.REPEATED),
    ({"queues": ("services", "gone")}, "queues.gone", Flaw.UNKNOWN),
    ({"queues": ("services", "services")}, "queues.services", Flaw.REPEATED),
]


def told(
    configuration: Configuration, agents: Sequence[AgentRules] = AGENTS
) -> list[tuple[str, Flaw]]:
    return [(found.field, found.reason) for found in flaws(configuration, agents, leads={LEAD})]


def test_what_fits_together_is_not_refused() -> None:
    check(SOUND, AGENTS, leads={LEAD})
    check(SOUND, AGENTS)
    check(SOUND, ())
    check(Rules().configuration, ())


@pytest.mark.parametrize(("bad", "field", "reason"), BAD)
def test_what_does_not_fit_is_refused_with_field_and_reason(
    bad: Configuration, field: str, reason: Flaw
) -> None:
    assert (field, reason) in told(bad)
    with pytest.raises(ConfigurationRefused) as refusal:
        check(bad, AGENTS, leads={LEAD})
    assert (refusal.value.data["field"], refusal.value.data["reason"]) in [
        (found, why.value) for found, why in told(bad)
    ]


@pytest.mark.parametrize(("fields", "field", "reason"), BAD_AGENTS)
def test_an_agent_who_does_not_fit_is_refused(
    fields: dict[str, Any], field: str, reason: Flaw
) -> None:
    bad = msgspec.structs.replace(AGENTS[0], **fields)
    assert (f"agents.{ANNA}.{field}", reason) in told(SOUND, [bad])


def test_an_agent_is_named_once() -> None:
    assert told(SOUND, AGENTS * 2) == [(f"agents.{ANNA}", Flaw.REPEATED)]


def test_a_language_that_was_spoken_when_it_was_set_is_kept() -> None:
    """Whose last speaker has left, the queue may still be changed."""
    left = (msgspec.structs.replace(AGENTS[0], languages=("ru",)),)
    with pytest.raises(ConfigurationRefused):
        check(SOUND, left)
    check(SOUND, left, spoken_before={"services": ("ru", "en")})


@given(st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=4), st.data())
def test_overflow_is_refused_exactly_where_it_comes_back(
    names: list[str], data: st.DataObject
) -> None:
    names = sorted(set(names))
    leads_to = {name: data.draw(st.sampled_from(["", *names])) for name in names}
    made = Configuration(
        operator=title("o"),
        queues=tuple(queue(name, overflow=to, code_needed=False) for name, to in leads_to.items()),
        topics=(),
    )

    def comes_back(name: str) -> bool:
        place = name
        for _ in names:
            place = leads_to.get(place, "")
            if place == name:
                return True
        return False

    assert told(made, ()) == [
        (f"queues.{name}.overflow", Flaw.CYCLE) for name in names if comes_back(name)
    ]


spans = st.builds(Span, begins=st.integers(0, 1439), ends=st.integers(0, 1440))


@given(st.tuples(*[st.lists(spans, max_size=2).map(tuple)] * 7))
def test_spans_of_a_week_are_refused_exactly_where_minutes_are_worked_twice(
    drawn: tuple[tuple[Span, ...], ...],
) -> None:
    worked: list[int] = []
    for weekday, day in enumerate(drawn):
        for span in day:
            begin = weekday * 1440 + span.begins
            length = (span.ends - span.begins) % 1440 or 1440
            worked += [minute % (7 * 1440) for minute in range(begin, begin + length)]
    found = told(with_hours(week=drawn, days=()))
    assert any(reason is Flaw.OVERLAP for _, reason in found) == (len(worked) > len(set(worked)))


def test_rules_are_found_by_id() -> None:
    rules = Rules(SOUND, AGENTS, revision=7)
    assert rules.revision == 7
    assert rules.queue("services") is SOUND.queues[0]
    assert rules.topic("abroad") is SOUND.topics[1]
    assert rules.channel("web") is SOUND.channels[0]
    assert rules.skill("roaming") is SOUND.skills[1]
    assert rules.mark("vip") is SOUND.marks[0]
    assert rules.outcome("x") is SOUND.outcomes[1]
    assert rules.break_("lunch") is SOUND.breaks[0]
    assert rules.group("first") is SOUND.groups[0]
    assert rules.hours_of("services") is SOUND.hours[0]
    assert rules.hours_of("second") is None
    assert rules.agent(ANNA) is AGENTS[0]
    assert rules.agents == AGENTS
    assert rules.queue_of(TopicId("abroad")) == "services"
    assert rules.has_queue("second")
    assert rules.has_outcome("solved")
    assert rules.has_break("lunch")


ASKED: list[Callable[[Rules], Any]] = [
    lambda rules: rules.queue("gone"),
    lambda rules: rules.topic("gone"),
    lambda rules: rules.channel("gone"),
    lambda rules: rules.skill("gone"),
    lambda rules: rules.mark("gone"),
    lambda rules: rules.outcome("gone"),
    lambda rules: rules.break_("gone"),
    lambda rules: rules.group("gone"),
]


@pytest.mark.parametrize("ask", ASKED)
def test_what_was_taken_away_is_called_by_its_id(ask: Callable[[Rules], Any]) -> None:
    found = ask(Rules(SOUND))
    assert found.id == "gone"
    assert found.title == title("gone")


def test_what_is_not_there_is_not_found() -> None:
    rules = Rules(SOUND)
    assert rules.queue_of(TopicId("gone")) is None
    assert rules.hours_of("gone") is None
    assert not rules.has_queue("gone")
    assert not rules.has_outcome("gone")
    assert not rules.has_break("gone")
    assert rules.agent(ANNA) == AgentRules(account=ANNA)
    assert rules.agents == ()
    assert rules.needs("gone", "gone") == ()


def test_outcomes_are_those_of_the_queue_or_all() -> None:
    rules = Rules(SOUND)
    assert rules.outcomes_of("services") == SOUND.outcomes[:1]
    assert rules.outcomes_of("second") == SOUND.outcomes


@given(st.integers(1, limits.HEAVIEST), st.integers(1, limits.HEAVIEST))
def test_a_weight_is_that_of_the_channel_and_the_topic_and_never_nothing(
    of_topic: int, of_channel: int
) -> None:
    rules = Rules(
        Configuration(
            operator=title("o"),
            queues=(queue("q"),),
            topics=(topic("t", "q", weight=of_topic),),
            channels=(ChannelRules(id="c", title=title("c"), weight=of_channel),),
        )
    )
    weight = rules.weight("t", "c")
    assert 1 <= weight <= limits.HEAVIEST
    assert weight in (1, limits.HEAVIEST) or abs(weight - of_topic * of_channel / 100) <= 0.5
    assert rules.weight("gone", "gone") == 100


def test_priorities_add_up_to_the_highest() -> None:
    rules = Rules(with_queue(priority=10))
    assert rules.priority("services", "abroad", "web") == 45
    assert rules.priority("services", "abroad", "web", ["vip", "vip", "gone"]) == 165
    highest = Rules(with_queue(priority=limits.HIGHEST_PRIORITY))
    assert highest.priority("services", "abroad", "web") == limits.HIGHEST_PRIORITY


def test_needs_of_queue_and_topic_are_joined_at_the_higher_level() -> None:
    rules = Rules(with_topic(needs=(Known(skill="tariffs", level=4), Known(skill="roaming"))))
    both = (Known(skill="roaming", level=1), Known(skill="tariffs", level=4))
    assert rules.needs("services", "tariff") == both
    assert rules.needs("services", "tariff") is rules.needs("services", "tariff")
    assert rules.needs("services", "gone") == (Known(skill="tariffs", level=2),)


def test_a_lead_of_no_group_leads_everybody() -> None:
    bob, chief = AccountId("account-bob"), AccountId("account-chief")
    rules = Rules(SOUND, AGENTS)
    assert rules.led_by(LEAD) == {"first"}
    assert rules.leads(LEAD, ANNA)
    assert not rules.leads(LEAD, bob)
    assert rules.leads(chief, ANNA)
    assert rules.leads(chief, bob)


def test_an_agent_serves_the_queues_that_are_set_or_all() -> None:
    rules = Rules(SOUND, AGENTS)
    assert rules.serves(ANNA, "second")
    assert not rules.serves(ANNA, "third")
    assert rules.serves(AccountId("account-bob"), "third")
