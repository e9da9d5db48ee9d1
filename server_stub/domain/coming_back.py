"""Rules of what is taken up again: reopened by a message, put off to a date, merged with another.

Who wrote to an agent comes back to that agent, as long as he is there and has room; else he waits
in the queue, and the agent is known as the one to be asked first.
"""

from protocol import commands
from protocol.bodies import KeptOpen, Merged, MergedFrom, Taken
from protocol.conversations import ConversationState
from protocol.entries import Audience
from protocol.ids import ConversationId
from protocol.scalars import Millis
from server_stub.domain import closing, presence
from server_stub.domain.acts import SYSTEM, TakeIn
from server_stub.domain.draft import WAITING, Draft
from server_stub.domain.errors import ConversationOver, InvalidTransition, NotFound
from server_stub.domain.stints import StintEnd
from server_stub.domain.waits import WaitEnd

State = ConversationState

CALL_BACK = "call_back"
MERGED = "merged"

_TO_ALL = Audience.SUBSCRIBER

_OVER = (State.WRAP_UP, State.SCHEDULED, State.CLOSED)
_BEGUN_ANEW: dict[str, object] = {
    "closed_at": None,
    "solved_ms": None,
    "due_at": None,
    "due_why": "",
    "follow_up_at": None,
    "merged_into": None,
    "outcome": "",
    "passed_over": (),
    "late": 0,
}
"""What was said of the end is as if it had never been said."""


def go_on(draft: Draft) -> None:
    """The subscriber has written where it was over, or nearly. Raises `ConversationOver`."""
    before = draft.before
    if before.state is State.CLOSING:
        draft.log(KeptOpen(how="message"), author=SYSTEM.as_author())
        closing.go_on(draft)
    elif before.state in _OVER:
        _require_in_time(draft)
        _reopen(draft)


def due(draft: Draft) -> None:
    """The time has come for somebody to come back to it; it may have been taken up since."""
    before = draft.before
    if before.state is State.SCHEDULED and draft.is_past(before.due_at):
        draft.refresh_known()
        draft.enqueue(
            before.due_why,
            author=SYSTEM.as_author(),
            **_BEGUN_ANEW | {"queued_at": draft.now, "waiting_since": draft.now},
        )


def call_me(draft: Draft, request: commands.VisitCallMe) -> None:
    """Who waits would rather be called: he waits no more, and is nobody's until then."""
    before = draft.before
    draft.require_state(State.ROBOT, *WAITING)
    if not before.phone:
        raise NotFound(field="phone")
    if before.state in WAITING:
        draft.end_wait(WaitEnd.SCHEDULED)
    draft.refresh_queue()
    draft.let_go()
    draft.set(offer_agent=None, offer_name="", offer_until=None, waiting_since=None)
    closing.put_off(draft, closing.date_of(draft, request.at), why=CALL_BACK, audience=_TO_ALL)


def merge(draft: Draft, request: commands.Merge) -> None:
    """It ends here, and says where it goes on: at the same agent's, with the same subscriber.

    It is his too, or waits: then he need not take it first.
    """
    draft.require_state(State.QUEUED, State.ACTIVE, State.HELD, State.CLOSING)
    draft.require_epoch(request.epoch)
    before = draft.before
    other = draft.context.conversation(ConversationId(request.into))
    same = other is not None and other.id != before.id and other.subscriber is not None
    if other is None or not same or other.subscriber != before.subscriber:
        raise NotFound(field="into")
    if other.owner != draft.actor.id or other.state not in (State.ACTIVE, State.HELD):
        raise InvalidTransition(state=other.state.value)
    draft.log(Merged(into=other.id))
    if before.state is State.QUEUED:
        draft.end_wait(WaitEnd.MERGED)
        draft.refresh_queue()
    else:
        draft.end_stint(StintEnd.CLOSED)
    draft.set(solved_ms=draft.counted_ms(before.entered_at))
    ending = closing.Ending(outcome=MERGED, topic=before.topic)
    closing.settle(draft, ending, merged_into=other.id)


def take_in(draft: Draft, request: TakeIn) -> None:
    """Another one goes on here; should it have been reopened since, that is told there."""
    source = draft.context.conversation(request.source)
    if source is not None and source.merged_into == draft.before.id:
        draft.log(MergedFrom(source=source.id, channel=source.channel))


def _require_in_time(draft: Draft) -> None:
    closed_at = draft.before.closed_at
    if closed_at is not None:
        reopened_for = draft.context.rules().queue(draft.before.queue).reopen
        if draft.now > closed_at + reopened_for * 1000:
            raise ConversationOver


def _reopen(draft: Draft) -> None:
    before = draft.before
    agent = before.owner
    there = agent is not None and (before.state is State.WRAP_UP or draft.may_take(agent))
    draft.refresh_desk(agent)
    draft.refresh_known()
    presence.end_wrap_up(draft)
    if agent is None or not there:
        draft.let_go()
        draft.enqueue(
            "reopened",
            author=SYSTEM.as_author(),
            **_BEGUN_ANEW | {"queued_at": draft.now, "known_agent": agent or before.known_agent},
        )
        return
    if before.state is not State.WRAP_UP:
        draft.take_room(agent)
    draft.hand_over(state=State.ACTIVE, **_BEGUN_ANEW | {"queued_at": Millis(draft.now)})
    draft.begin_stint(agent)
    taken = Taken(agent=agent, name=before.owner_name, how="reopened")
    draft.log(taken, author=SYSTEM.as_author())
