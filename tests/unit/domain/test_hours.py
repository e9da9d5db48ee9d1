"""The calendar agrees with a clock that is looked at every minute, whatever is done to clocks."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from protocol.configuration import Hours, Span, SpecialDay, Title
from protocol.scalars import Millis
from server_stub.domain.hours import HORIZON_DAYS, due_at, is_open, open_ms, opens_at

MINUTE_MS = 60_000
DAY_MS = 24 * 60 * MINUTE_MS
WATCHED_MINUTES = 3 * 24 * 60

TITLE = Title(ru="Часы", en="Hours")

# Days on which clocks were put on or back there, by an hour, by half of one, or by a whole day.
CHANGES = [
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("Africa/Casablanca", date(2026, 2, 15)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Asia/Kathmandu", date(2026, 6, 1)),
    ("Europe/Moscow", date(2026, 12, 31)),
]

spans = st.builds(
    lambda begins, length: Span(begins=begins, ends=(begins + length - 1) % 1440 + 1),
    st.integers(0, 1439),
    st.integers(1, 1439),
)
days_spans = st.lists(spans, max_size=3).map(tuple)


@st.composite
def calendars(draw: st.DrawFn) -> tuple[Hours, Millis]:
    """A calendar and a moment on the day before its zone's clocks change."""
    zone, change = draw(st.sampled_from(CHANGES))
    special = draw(
        st.lists(
            st.builds(
                SpecialDay,
                day=st.integers(-2, 2).map(lambda n: (change + timedelta(days=n)).isoformat()),
                spans=days_spans,
            ),
            max_size=2,
            unique_by=lambda one: one.day,
        )
    )
    week = tuple(draw(days_spans) for _ in range(7))
    hours = Hours(id="main", title=TITLE, zone=zone, week=week, days=tuple(special))
    noon = datetime(change.year, change.month, change.day, 12, tzinfo=UTC) - timedelta(days=1)
    shift = draw(st.integers(-24 * 60, 12 * 60)) * MINUTE_MS
    return hours, Millis(int(noon.timestamp()) * 1000 + shift)


def seen_on_the_wall(hours: Hours, at: int) -> bool:
    """The twin: what the clock shows at that moment, and whether a span says so."""
    clock = datetime.fromtimestamp(at / 1000, ZoneInfo(hours.zone))
    minute = clock.hour * 60 + clock.minute
    special = {one.day: one.spans for one in hours.days}

    def begun_on(day: date) -> tuple[Span, ...]:
        return special.get(day.isoformat(), hours.week[day.weekday()])

    today = any(
        span.begins <= minute and (minute < span.ends or span.ends <= span.begins)
        for span in begun_on(clock.date())
    )
    return today or any(
        span.ends <= span.begins and minute < span.ends
        for span in begun_on(clock.date() - timedelta(days=1))
    )


@settings(max_examples=60)
@given(calendars(), st.integers(0, WATCHED_MINUTES))
def test_every_minute_is_as_the_clock_on_the_wall_says(
    calendar: tuple[Hours, Millis], some: int
) -> None:
    hours, since = calendar
    minutes = [since + number * MINUTE_MS for number in range(WATCHED_MINUTES)]
    worked = [at for at in minutes if seen_on_the_wall(hours, at)]
    until = Millis(minutes[-1] + MINUTE_MS)

    assert [at for at in minutes if is_open(hours, Millis(at))] == worked
    assert [at for at in minutes if is_open(hours, Millis(at + MINUTE_MS - 1))] == worked
    assert open_ms(hours, since, until) == len(worked) * MINUTE_MS
    part = Millis(since + some * MINUTE_MS)
    assert open_ms(hours, since, part) + open_ms(hours, part, until) == open_ms(hours, since, until)
    for number, at in enumerate(worked):
        assert due_at(hours, since, (number + 1) * MINUTE_MS) == at + MINUTE_MS
    if worked:
        assert opens_at(hours, since) == worked[0]
        assert opens_at(hours, Millis(worked[-1] + 1)) == worked[-1] + 1


@given(calendars(), st.integers(1, 40 * 24 * 60 * MINUTE_MS))
def test_a_deadline_has_as_much_open_time_before_it_as_was_asked_for(
    calendar: tuple[Hours, Millis], ms: int
) -> None:
    hours, since = calendar
    due = due_at(hours, since, ms)
    if due < since + HORIZON_DAYS * DAY_MS:
        assert open_ms(hours, since, due) == ms
        assert open_ms(hours, since, Millis(due - 1)) == ms - 1
    else:
        assert open_ms(hours, since, due) < ms


def hours(*week: tuple[Span, ...], zone: str = "Europe/Moscow") -> Hours:
    return Hours(id="main", title=TITLE, zone=zone, week=week)


def moment(text: str, zone: str = "Europe/Moscow") -> Millis:
    at = datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone))
    return Millis(int(at.timestamp()) * 1000)


def test_round_the_clock_is_always_open() -> None:
    at = moment("2026-12-31T23:59")
    assert is_open(None, at)
    assert opens_at(None, at) == at
    assert open_ms(None, at, Millis(at + 5)) == 5
    assert due_at(None, at, 7) == at + 7


def test_a_friday_night_shift_ends_on_saturday() -> None:
    night = hours((), (), (), (), (Span(begins=22 * 60, ends=6 * 60),), (), ())
    assert is_open(night, moment("2026-11-28T05:59"))
    assert not is_open(night, moment("2026-11-28T06:00"))
    assert not is_open(night, moment("2026-11-27T05:59"))
    assert opens_at(night, moment("2026-11-23T12:00")) == moment("2026-11-27T22:00")


def test_a_holiday_leaves_the_night_before_alone_and_takes_its_own() -> None:
    week = ((Span(begins=22 * 60, ends=6 * 60),),) * 7
    holiday = Hours(
        id="main",
        title=TITLE,
        zone="Europe/Moscow",
        week=week,
        days=(SpecialDay(day="2027-01-01", title="Новый год"),),
    )
    assert is_open(holiday, moment("2027-01-01T05:00"))
    assert not is_open(holiday, moment("2027-01-01T23:00"))
    assert not is_open(holiday, moment("2027-01-02T05:00"))


def test_a_wait_over_the_hour_that_clocks_skip_is_shorter() -> None:
    berlin = hours(*[(Span(begins=60, ends=4 * 60),)] * 7, zone="Europe/Berlin")
    since = moment("2026-03-29T00:00", "Europe/Berlin")
    assert open_ms(berlin, since, Millis(since + DAY_MS // 2)) == 2 * 60 * MINUTE_MS


def test_hours_that_never_come_have_no_opening_and_a_deadline_at_the_horizon() -> None:
    never = hours((), (), (), (), (), (), ())
    at = moment("2026-11-23T12:00")
    assert not is_open(never, at)
    assert opens_at(never, at) is None
    assert due_at(never, at, 1) == at + HORIZON_DAYS * DAY_MS
    assert open_ms(never, at, Millis(at - 1)) == 0
    assert due_at(never, at, 0) == at
