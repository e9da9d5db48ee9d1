"""What a queue promises: recorded once, nearly broken and broken, and cleared by an answer."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from protocol.bodies import Late
from protocol.configuration import Configuration, Targets
from protocol.conversations import ConversationState, Lateness
from protocol.scalars import Millis
from server_stub.domain import promises
from server_stub.domain.acts import SYSTEM, Act, Overdue
from server_stub.domain.configuration import Rules
from server_stub.domain.conversation import head_of
from tests.support.centre import answered_by
from tests.support.moves import QUEUE, Move
from tests.support.work import Work
from tests.unit.domain.test_decisions import new_work

_PLAIN = answered_by({"services": QUEUE})


def promising(**targets: int) -> Rules:
    """A queue that promises this, in seconds."""
    (queue,) = _PLAIN.queues
    told = msgspec.structs.replace(queue, targets=Targets(**targets))
    configuration: Configuration = msgspec.structs.replace(_PLAIN, queues=(told,))
    return Rules(configuration)


def do(work: Work, *moves: str) -> None:
    for what in moves:
        work.apply(work.act_of(Move(what, 0, 0, current=True, number=1)))


def look(work: Work) -> list[tuple[str, str]]:
    """What a look finds is recorded; what that was."""
    chat = work.chats[work.chat_id(0)]
    found = promises.broken(chat, work.rules, now=work.now)
    for one in found:
        request = Overdue(promise=one.promise.value)
        work.apply(Act(actor=SYSTEM, conversation=chat.id, request=request))
    return [(one.promise.value, one.level.value) for one in found]


def test_a_promise_is_recorded_once_when_nearly_broken_and_once_when_broken() -> None:
    work = new_work(promising(first_answer=10, warn_share=80))
    do(work, "enter")
    seen = []
    for _ in range(14):
        work.now = Millis(work.now + 1_000)
        seen += look(work)
    assert seen == [("first_answer", "warn"), ("first_answer", "late")]
    chat = work.chats[work.chat_id(0)]
    assert head_of(chat).late is Lateness.LATE
    assert [entry.body.level for entry in work.log[chat.id] if isinstance(entry.body, Late)] == [
        "warn",
        "late",
    ]


def test_an_answer_clears_it_and_the_next_one_is_promised_anew() -> None:
    work = new_work(promising(first_answer=10, next_answer=5))
    do(work, "enter", "take")
    work.now = Millis(work.now + 60_000)
    assert look(work) == [("first_answer", "late")]
    do(work, "send")
    here = work.chat_id(0)
    assert work.chats[here].late == 0
    work.now = Millis(work.now + 60_000)
    assert look(work) == []  # the word is the subscriber's
    for _ in range(2):
        do(work, "say")
        work.now = Millis(work.now + 5_000)
        assert look(work) == [("next_answer", "late")]
        assert look(work) == []
        do(work, "send")


def test_what_is_over_is_late_no_more() -> None:
    work = new_work(promising(resolution=10))
    do(work, "enter", "take", "send")
    work.now = Millis(work.now + 20_000)
    assert look(work) == [("resolution", "late")]
    do(work, "close")
    chat = work.chats[work.chat_id(0)]
    assert (chat.state, chat.late) == (ConversationState.CLOSED, 0)
    work.now = Millis(work.now + 20_000)
    assert look(work) == []


@given(st.lists(st.integers(0, 4_000), min_size=1, max_size=20), st.integers(1, 20))
def test_however_often_one_looks_a_level_is_recorded_once(steps: list[int], target: int) -> None:
    work = new_work(promising(first_answer=target, resolution=target * 2))
    do(work, "enter")
    seen = []
    for step in steps:
        work.now = Millis(work.now + step)
        seen += look(work)
    assert len(seen) == len(set(seen))
    waited = sum(steps)
    assert (("first_answer", "late") in seen) is (waited >= target * 1_000)
    assert (("resolution", "late") in seen) is (waited >= target * 2_000)
