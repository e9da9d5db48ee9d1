"""Hypothesis strategies for tapes: any that keeps the rules, and any text a person could send."""

from datetime import UTC, datetime

from hypothesis import strategies as st

from server_stub.practice.tape import (
    SPAN_SECONDS,
    Kind,
    Person,
    Role,
    Tape,
    TapeEvent,
    TapeId,
)

anything = st.characters(codec="utf-8", exclude_characters="\0")
names = st.text(anything, min_size=1, max_size=30)
texts = st.text(anything, max_size=80)
spoken = texts.filter(lambda text: bool(text.strip()))
moments = st.floats(0, SPAN_SECONDS, allow_nan=False)
parameters = st.dictionaries(names, texts | st.lists(texts, max_size=3).map(tuple), max_size=3)


@st.composite
def events(draw: st.DrawFn, at: float) -> TapeEvent:
    """An event at a given time."""
    kind = draw(st.sampled_from(Kind))
    role = draw(st.sampled_from(Role))
    if kind in (Kind.LEFT, Kind.RATING):
        role = Role.SUBSCRIBER
    if kind is Kind.CLOSED:
        role = Role.AGENT
    wordy = kind in (Kind.MESSAGE, Kind.INSTRUCTION)
    return TapeEvent(
        at=at,
        role=role,
        kind=kind,
        text=draw(spoken if wordy else texts),
        name=draw(names if kind in (Kind.ACTION, Kind.RESULT) else st.just("")),
        parameters=draw(parameters),
        label=draw(st.just("") | names),
        offered=draw(st.lists(names, max_size=2).map(tuple)),
        typed=draw(texts),
        typed_at=draw(st.none() | st.floats(0, at)),
        language=draw(st.none() | st.sampled_from(["ru", "en", "kk"])),
        stars=draw(st.integers(1, 5)) if kind is Kind.RATING else None,
    )


@st.composite
def tapes(draw: st.DrawFn) -> Tape:
    """A tape in which the subscriber says something at least once."""
    times = sorted(draw(st.lists(moments, min_size=1, max_size=6)))
    first = TapeEvent(at=times[0], role=Role.SUBSCRIBER, text=draw(spoken))
    return Tape(
        id=TapeId(draw(names)),
        title=draw(names),
        language=draw(st.sampled_from(["ru", "en"])),
        topic=draw(names),
        subscriber=Person(name=draw(names), phone=draw(st.none() | st.just("+7 975 310-00-00"))),
        tags=tuple(draw(st.lists(names, max_size=3))),
        account=draw(texts),
        patience=draw(st.none() | st.floats(1, 600)),
        recorded_at=draw(st.none() | st.datetimes(datetime(1971, 1, 1), timezones=st.just(UTC))),
        events=(first, *(draw(events(at)) for at in times[1:])),
    )
