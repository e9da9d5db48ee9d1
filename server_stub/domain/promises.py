"""What a queue promises of its conversations, and when that is nearly broken, or is.

Three promises, each in seconds of the queue's hours: of the first answer since it was queued, of
the next one since the subscriber began to wait, of the end since he came. Who is nearly late and
who is late is looked for every few seconds and not set as an alarm with each message: a message
must not become dearer for it, and hours and promises that change count from the next look on. Each
is recorded once, in the log; the conversation's flags say that it was.
"""

from enum import StrEnum

import msgspec

from protocol.bodies import Late
from protocol.configuration import Targets
from protocol.conversations import ConversationState, Lateness
from protocol.ids import ConversationId
from protocol.scalars import Millis
from server_stub.domain.acts import SYSTEM, Overdue
from server_stub.domain.configuration import Rules
from server_stub.domain.conversation import Conversation
from server_stub.domain.draft import Draft
from server_stub.domain.hours import open_ms

State = ConversationState


class Promise(StrEnum):
    """What is promised."""

    FIRST_ANSWER = "first_answer"
    NEXT_ANSWER = "next_answer"
    RESOLUTION = "resolution"


OPEN = (State.QUEUED, State.OFFERED, State.ACTIVE, State.HELD)
"""While it is in one of these, somebody is to answer."""

_PLACES = {Promise.FIRST_ANSWER: 0, Promise.NEXT_ANSWER: 2, Promise.RESOLUTION: 4}
_OF_ANSWERS = 0b001111


class Broken(msgspec.Struct, frozen=True, kw_only=True):
    """A promise that is nearly broken, or is, and has not been recorded as such."""

    conversation: ConversationId
    promise: Promise
    level: Lateness


def flag(promise: Promise, level: Lateness) -> int:
    """The bit of `Conversation.late` that says so."""
    return (2 if level is Lateness.LATE else 1) << _PLACES[promise]


def target_of(targets: Targets, promise: Promise) -> int:
    """In seconds; 0 promises nothing."""
    seconds: int = getattr(targets, promise.value)
    return seconds


def since(conversation: Conversation, promise: Promise) -> Millis | None:
    """From when on its time counts; None where nothing is owed."""
    answered = conversation.first_answer_at is not None
    match promise:
        case Promise.FIRST_ANSWER:
            return None if answered else conversation.queued_at
        case Promise.NEXT_ANSWER:
            return conversation.waiting_since if answered else None
        case Promise.RESOLUTION:
            return conversation.entered_at


def broken(conversation: Conversation, rules: Rules, *, now: Millis) -> list[Broken]:
    """What there is to record of it; of a promise only the worst."""
    if conversation.state not in OPEN:
        return []
    targets = rules.queue(conversation.queue).targets
    found = []
    for promise in Promise:
        target = target_of(targets, promise) * 1000
        begun = since(conversation, promise)
        if not target or begun is None:
            continue
        passed = open_ms(rules.hours_of(conversation.queue), begun, now)
        level = _level(passed, target=target, warn_at=target * targets.warn_share // 100)
        known = conversation.late & (flag(promise, Lateness.WARN) | flag(promise, Lateness.LATE))
        if level is not Lateness.IN_TIME and flag(promise, level) > known:
            found.append(Broken(conversation=conversation.id, promise=promise, level=level))
    return found


def overdue(draft: Draft, request: Overdue) -> None:
    """Record what a look has found, if it is still so."""
    for one in broken(draft.before, draft.context.rules(), now=draft.now):
        if one.promise.value == request.promise:
            targets = draft.context.rules().queue(draft.before.queue).targets
            draft.set(late=draft.before.late | flag(one.promise, one.level))
            draft.log(
                Late(
                    of=one.promise.value,
                    level=one.level.value,
                    target=target_of(targets, one.promise),
                ),
                author=SYSTEM.as_author(),
            )
            draft.refresh_queue()


def answered(draft: Draft) -> None:
    """An answer is given: what was late of it is late no more; the log remembers."""
    if draft.before.late & _OF_ANSWERS:
        draft.set(late=draft.before.late & ~_OF_ANSWERS)


def _level(passed: int, *, target: int, warn_at: int) -> Lateness:
    if passed >= target:
        return Lateness.LATE
    return Lateness.WARN if warn_at and passed >= warn_at else Lateness.IN_TIME
