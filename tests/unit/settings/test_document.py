"""Rules written as TOML read the same again; every mistake in a file is named by line and field."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from resources.volna.centre import centre_text
from server_stub.domain.configuration import check
from server_stub.domain.found import Found
from server_stub.settings.document import DocumentRefused, from_toml, mistake_of
from server_stub.settings.written import to_toml
from server_stub.volna import volna_configuration

ACCOUNTS = {"anna": "account-anna", "иван к.": "account-ivan"}
LOGINS = {account: login for login, account in ACCOUNTS.items()}

codes = st.from_regex(r"\A[a-z0-9_.-]{1,8}\Z")
texts = st.text(
    st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), min_size=1, max_size=12
)
titles = st.builds(Title, ru=texts, en=texts)
said = st.none() | st.builds(Said, ru=texts, en=texts)
seconds = st.integers(0, 1000)
weights = st.integers(0, 1000)
knows = st.lists(
    st.builds(Known, skill=codes, level=st.integers(1, 5)),
    max_size=3,
    unique_by=lambda one: one.skill,
).map(tuple)
spans = st.lists(
    st.builds(Span, begins=st.integers(0, 1439), ends=st.integers(0, 1440)), max_size=3
).map(tuple)
days = st.integers(0, 3000).map(lambda n: (date(2026, 1, 1) + timedelta(days=n)).isoformat())


def some(one: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(one, max_size=3).map(tuple)


several = some(codes)
configurations = st.builds(
    Configuration,
    operator=titles,
    queues=some(
        st.builds(
            QueueRules,
            id=codes,
            title=titles,
            urgent=st.booleans(),
            priority=seconds,
            needs=knows,
            languages=several,
            targets=st.builds(Targets, first_answer=seconds, share=st.integers(0, 100)),
            rings=some(st.builds(Ring, after=seconds, without=several, any_language=st.booleans())),
            wrap_up=st.sampled_from(WrapUp),
            codes=several,
            words=said,
        )
    ),
    topics=some(st.builds(TopicRules, id=codes, title=titles, queue=codes, weight=weights)),
    channels=some(st.builds(ChannelRules, id=codes, title=titles, weight=weights)),
    skills=some(st.builds(Skill, id=codes, title=titles)),
    hours=some(
        st.builds(
            Hours,
            id=codes,
            title=titles,
            zone=st.just("Europe/Moscow"),
            week=st.tuples(*[spans] * 7),
            days=some(st.builds(SpecialDay, day=days, spans=spans, title=texts)),
        )
    ),
    marks=some(st.builds(Mark, id=codes, title=titles)),
    outcomes=some(st.builds(OutcomeRules, id=codes, title=titles, hard=st.booleans())),
    breaks=some(st.builds(BreakRules, id=codes, title=titles, longest=seconds)),
    groups=some(st.builds(Group, id=codes, title=titles, leads=some(st.sampled_from([*LOGINS])))),
)
agents = some(
    st.builds(
        AgentRules,
        account=st.sampled_from([*LOGINS]),
        group=codes | st.just(""),
        room=st.integers(0, 1500),
        skills=knows,
        languages=several,
        queues=several,
    )
)


@settings(max_examples=40)
@given(configurations, agents)
def test_what_is_written_reads_the_same(
    configuration: Configuration, people: tuple[AgentRules, ...]
) -> None:
    read = from_toml(to_toml(configuration, people, logins=LOGINS), accounts=ACCOUNTS)
    assert read.configuration == configuration
    assert read.agents == people


def test_the_shipped_centre_fits_together_and_is_written_as_it_is_exported() -> None:
    shipped = volna_configuration()
    check(shipped, ())
    assert from_toml(to_toml(shipped, (), logins={}), accounts={}).configuration == shipped
    assert from_toml(centre_text(), accounts={}).configuration == shipped


def test_what_nobody_filled_in_stays_as_it_is_by_default() -> None:
    queue = from_toml(
        '[operator]\nru = "В"\nen = "V"\n[[queue]]\nid = "q"\ntitle = { ru = "к", en = "q" }\n',
        accounts={},
    ).configuration.queues[0]
    assert queue == QueueRules(id="q", title=Title(ru="к", en="q"))


SOUND = """\
[operator]
ru = "Волна"
en = "Volna"

[[queue]]
id = "services"
title = { ru = "Услуги", en = "Services" }
needs = { tariffs = 2 }
words = { ru = "Ждите", en = "Wait" }
rings = [{ after = 60, lower = 1 }]

[[topic]]
id = "tariff"
title = { ru = "Тариф", en = "Tariff" }
queue = "services"
weight = 1.5

[[skill]]
id = "tariffs"
title = { ru = "Тарифы", en = "Tariffs" }

[[hours]]
id = "day"
title = { ru = "День", en = "Day" }
zone = "Europe/Moscow"
week = { mon = ["09:00-21:00"] }
days = [{ day = 2027-01-01, title = "Новый год" }]

[[group]]
id = "first"
title = { ru = "Первая", en = "First" }
leads = ["anna"]

[[agent]]
login = "Anna"
room = 2.5
skills = { tariffs = 3 }
"""


def test_people_write_chats_weekdays_and_logins() -> None:
    read = from_toml(SOUND, accounts=ACCOUNTS)
    assert read.configuration.topics[0].weight == 150
    assert read.configuration.queues[0].needs == (Known(skill="tariffs", level=2),)
    assert read.configuration.hours[0].week[0] == (Span(begins=540, ends=1260),)
    assert read.configuration.hours[0].week[6] == ()
    assert read.configuration.groups[0].leads == ("account-anna",)
    assert read.agents == (
        AgentRules(account="account-anna", room=250, skills=(Known(skill="tariffs", level=3),)),
    )


MISTAKES = [
    (
        "rings = [{ after = 60, lower = 1 }]",
        "rings = [{ after = 60, lover = 1 }]",
        10,
        "queues.services.rings.0.lover",
        Flaw.UNKNOWN,
    ),
    (
        'words = { ru = "Ждите", en = "Wait" }',
        'words = { ru = "Ждите" }',
        9,
        "queues.services.words.en",
        Flaw.MISSING,
    ),
    ("needs = { tariffs = 2 }", "needs = [2]", 8, "queues.services.needs", Flaw.INVALID),
    (
        "needs = { tariffs = 2 }",
        "needs = { tariffs = 9 }",
        8,
        "queues.services.needs.0.level",
        Flaw.INVALID,
    ),
    ("weight = 1.5", 'weight = "1"', 16, "topics.tariff.weight", Flaw.INVALID),
    ("weight = 1.5", "weight = 1.505", 16, "topics.tariff.weight", Flaw.INVALID),
    ("weight = 1.5", "weight = inf", 16, "topics.tariff.weight", Flaw.INVALID),
    ("weight = 1.5", "wait = 1.5", 16, "topics.tariff.wait", Flaw.UNKNOWN),
    ('queue = "services"\n', "", 12, "topics.tariff.queue", Flaw.MISSING),
    ('["09:00-21:00"]', '["9-21"]', 26, "hours.day.week.mon", Flaw.INVALID),
    ('["09:00-21:00"]', '["09:00-21:60"]', 26, "hours.day.week.mon", Flaw.INVALID),
    ('["09:00-21:00"]', '["09:00-25:00"]', 26, "hours.day.week.0.0.ends", Flaw.INVALID),
    ('["09:00-21:00"]', '"09:00-21:00"', 26, "hours.day.week.mon", Flaw.INVALID),
    ("mon = ", "monday = ", 26, "hours.day.week.monday", Flaw.UNKNOWN),
    ('week = { mon = ["09:00-21:00"] }', "week = []", 26, "hours.day.week", Flaw.INVALID),
    ("day = 2027-01-01,", "", 27, "hours.day.days.0.day", Flaw.MISSING),
    ("days = [{ day", "days = [5, { day", 27, "hours.day.days", Flaw.INVALID),
    ('leads = ["anna"]', 'leads = ["petr"]', 32, "groups.first.leads.petr", Flaw.UNKNOWN),
    ('leads = ["anna"]', "leads = [1]", 32, "groups.first.leads.1", Flaw.INVALID),
    ('login = "Anna"', 'login = "petr"', 35, "agents.petr.login", Flaw.UNKNOWN),
    ('login = "Anna"', 'account = "account-anna"', 35, "agents.1.account", Flaw.UNKNOWN),
    ('login = "Anna"\n', "", 34, "agents.1.login", Flaw.MISSING),
    ('ru = "Волна"\n', "", 1, "operator.ru", Flaw.MISSING),
    ("[operator]", "[operator]\nlogo = 1", 2, "operator.logo", Flaw.UNKNOWN),
    ("[[skill]]", "[[skills]]", 18, "skills", Flaw.UNKNOWN),
    ("[[skill]]", "[skill]", 18, "skill", Flaw.INVALID),
    ("[[skill]]", "[[skill]", 18, "", Flaw.INVALID),
]


@pytest.mark.parametrize(("right", "wrong", "line", "field", "reason"), MISTAKES)
def test_a_mistake_is_named_by_line_field_and_reason(
    right: str, wrong: str, line: int, field: str, reason: Flaw
) -> None:
    assert right in SOUND
    with pytest.raises(DocumentRefused) as refusal:
        from_toml(SOUND.replace(right, wrong), accounts=ACCOUNTS)
    assert [(one.line, one.field, one.reason) for one in refusal.value.mistakes] == [
        (line, field, reason)
    ]


def test_all_mistakes_are_told_at_once_in_the_order_of_their_lines() -> None:
    broken = SOUND.replace("weight = 1.5", "wait = 1").replace("after = 60", "after = -1")
    with pytest.raises(DocumentRefused) as refusal:
        from_toml(broken, accounts=ACCOUNTS)
    assert [one.line for one in refusal.value.mistakes] == [10, 16]


@pytest.mark.parametrize(
    ("found", "line", "field"),
    [
        (Found("queues.services.rings.0.after", Flaw.DISORDER), 10, None),
        (Found("queues.services.hours", Flaw.UNKNOWN), 5, None),
        (Found("queues.services", Flaw.REPEATED), 5, None),
        (Found("agents.account-anna.room", Flaw.ZERO), 36, "agents.anna.room"),
        (Found("agents.account-anna", Flaw.REPEATED), 34, "agents.anna"),
        (Found("skills.gone", Flaw.IN_USE), 0, None),
        (Found("nothing", Flaw.UNKNOWN), 0, None),
    ],
)
def test_what_does_not_fit_together_is_found_in_the_file(
    found: Found, line: int, field: str | None
) -> None:
    mistake = mistake_of(from_toml(SOUND, accounts=ACCOUNTS), found)
    assert (mistake.line, mistake.field, mistake.reason) == (
        line,
        field or found.field,
        found.reason,
    )


def test_a_text_over_several_lines_is_not_taken_for_keys() -> None:
    text = SOUND.replace('title = { ru = "Тариф"', 'title = { ru = """\nqueue = 1\n"""').replace(
        'queue = "services"', "queue = 5"
    )
    with pytest.raises(DocumentRefused) as refusal:
        from_toml(text, accounts=ACCOUNTS)
    assert [one.line for one in refusal.value.mistakes] == [17]
