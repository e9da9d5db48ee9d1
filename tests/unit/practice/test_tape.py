"""What a tape says of itself."""

from hypothesis import given

from server_stub.practice.tape import (
    Kind,
    Person,
    Role,
    Tape,
    TapeEvent,
    TapeId,
    faults,
    is_answer,
)
from tests.unit.practice.tapes import tapes


def test_replies_are_the_agents_words_between_two_messages_of_the_subscriber() -> None:
    tape = Tape(
        id=TapeId("t"),
        title="t",
        language="ru",
        topic="general",
        subscriber=Person(name="Яна"),
        events=(
            TapeEvent(at=0, role=Role.AGENT, text="Это чат «Волны»"),
            TapeEvent(at=1, role=Role.SUBSCRIBER, text="алло"),
            TapeEvent(at=2, role=Role.SUBSCRIBER, text="вы тут?"),
            TapeEvent(at=3, role=Role.AGENT, kind=Kind.ACTION, name="profile.open"),
            TapeEvent(at=4, role=Role.AGENT, text="Здравствуйте!"),
            TapeEvent(at=5, role=Role.AGENT, text="Слушаю вас."),
            TapeEvent(at=6, role=Role.SUBSCRIBER, text="спасибо"),
        ),
    )
    said = [[event.text for event in tape.replies(heard)] for heard in range(5)]
    assert said == [
        ["Это чат «Волны»"],
        [],
        ["Здравствуйте!", "Слушаю вас."],
        [],
        [],
    ]
    assert [event.name for event in tape.turn(2)] == ["profile.open", "", ""]


@given(tapes())
def test_every_answer_follows_exactly_one_count_of_messages(tape: Tape) -> None:
    assert not list(faults(tape))
    replies = [event for heard in range(len(tape.heard) + 1) for event in tape.replies(heard)]
    assert replies == [event for event in tape.events if is_answer(event)]
