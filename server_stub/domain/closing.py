"""Rules of how a conversation ends: a countdown that can be called off, the end, the work after it.

The subscriber's typing and writing call the countdown off, so that no chat is closed under his
hands. With the end of the talk its agent's stint ends and a new epoch begins; the work after it,
where the queue has some, keeps his room until he is done or its time is over.
"""

import msgspec

from protocol import commands, limits
from protocol.bodies import Closed, Closing, KeptOpen, Scheduled, WrappedUp
from protocol.configuration import WrapUp
from protocol.conversations import ConversationState
from protocol.entries import Audience
from protocol.ids import TopicId
from protocol.scalars import Millis
from server_stub.domain import presence
from server_stub.domain.acts import CLOSING_TIMER, DUE_TIMER, SYSTEM, WRAP_UP_TIMER, StillTyping
from server_stub.domain.draft import Draft
from server_stub.domain.errors import FieldNeeded, InvalidTransition, NotFound, OutOfBounds
from server_stub.domain.stints import StintEnd, StintStep

State = ConversationState

FOLLOW_UP = "follow_up"

_WORKED_ON = (WrapUp.MANDATORY, WrapUp.TIMED)
"""The kinds of work after a conversation that keep its agent."""


class Ending(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of a conversation that ends."""

    outcome: str
    topic: TopicId
    comment: str = ""
    follow_up: Millis | None = None


def close(draft: Draft, request: commands.Close) -> None:
    """Count down, or end it now: by the queue's rules, and when it is said a second time."""
    draft.require_state(State.ACTIVE, State.HELD, State.CLOSING)
    draft.require_epoch(request.epoch)
    draft.require_view(request.seen_seq)
    before = draft.before
    rules = draft.context.rules().queue(before.queue)
    ending = _ending(draft, request)
    if not ending.outcome and rules.code_needed and rules.wrap_up not in _WORKED_ON:
        raise FieldNeeded(field="outcome")
    draft.set(agent_read=max(before.agent_read, before.last_heard_seq), unread=0)
    counts_down = rules.closing and before.state is not State.CLOSING
    if counts_down and not draft.context.left_after(before.id, before.last_heard_seq):
        _count_down(draft, ending, Millis(draft.now + rules.closing * 1000))
    else:
        end_talk(draft, ending)


def keep_open(draft: Draft, request: commands.KeepOpen) -> None:
    """Its agent thinks better of it."""
    draft.require_state(State.CLOSING)
    draft.require_epoch(request.epoch)
    draft.log(KeptOpen(how="agent"))
    go_on(draft)


def still_typing(draft: Draft, request: StillTyping) -> None:
    """The subscriber types: whatever is about to close on him stays open."""
    del request
    if draft.before.state is State.CLOSING:
        draft.log(KeptOpen(how="typing"), author=SYSTEM.as_author())
        go_on(draft)


def go_on(draft: Draft) -> None:
    """The countdown is off; what was said of the end is as if it had never been said."""
    draft.set(state=State.ACTIVE, due_at=None, outcome="", follow_up_at=None)
    draft.refresh_desk(draft.before.owner)


def time_to_go_on_is_over(draft: Draft) -> None:
    """Nobody has gone on; it may have been kept open, and ended again, since."""
    before = draft.before
    if before.state is State.CLOSING and draft.is_past(before.due_at):
        end_talk(draft, ending_of(draft), by_itself=True)


def end_talk(draft: Draft, ending: Ending, *, by_itself: bool = False) -> None:
    """Nobody says anything any more: the work after it begins, or all is over."""
    before = draft.before
    rules = draft.context.rules().queue(before.queue)
    work = rules.wrap_up if rules.wrap_up in _WORKED_ON else WrapUp.NONE
    draft.log(
        Closed(
            outcome=ending.outcome,
            topic=ending.topic,
            comment=ending.comment,
            work="" if work is WrapUp.NONE else work.value,
            follow_up=ending.follow_up,
        ),
        author=SYSTEM.as_author() if by_itself else None,
    )
    draft.end_stint(StintEnd.CLOSED)
    draft.set(solved_ms=draft.counted_ms(before.entered_at))
    if before.owner is not None:
        presence.rest(draft, before.owner, ending.outcome)
    if work is WrapUp.NONE:
        settle(draft, ending)
        return
    due_at = Millis(draft.now + rules.wrap_up_for * 1000) if work is WrapUp.TIMED else None
    draft.only_its_own()
    epoch = draft.hand_over(
        state=State.WRAP_UP,
        topic=ending.topic,
        outcome=ending.outcome,
        follow_up_at=ending.follow_up,
        due_at=due_at,
        held_until=None,
        waiting_since=None,
    )
    _keep_room(draft)
    presence.begin_wrap_up(draft)
    if due_at is not None:
        draft.wake_at(WRAP_UP_TIMER, due_at, epoch=epoch)


def wrap_up(draft: Draft, request: commands.EndWork) -> None:
    """The agent is done with the work after it; where that is optional, it was closed before."""
    draft.require_state(State.WRAP_UP, State.CLOSED)
    draft.require_epoch(request.epoch)
    before = draft.before
    rules = draft.context.rules().queue(before.queue)
    ending = _ending(draft, request)
    if not ending.outcome and rules.code_needed:
        raise FieldNeeded(field="outcome")
    if before.state is State.CLOSED:
        until = (before.closed_at or 0) + rules.wrap_up_for * 1000
        if rules.wrap_up is not WrapUp.OPTIONAL or draft.now > until or request.follow_up:
            raise InvalidTransition(state=before.state.value)
    draft.log(
        WrappedUp(
            outcome=ending.outcome,
            topic=ending.topic,
            comment=ending.comment,
            follow_up=ending.follow_up,
        )
    )
    if before.state is State.WRAP_UP:
        settle(draft, ending)
    else:
        draft.set(outcome=ending.outcome, topic=ending.topic)
        draft.refresh_desk(before.owner)


def wrap_up_over(draft: Draft) -> None:
    """Its time is over, whatever is done of it."""
    before = draft.before
    if before.state is State.WRAP_UP and draft.is_past(before.due_at):
        ending = ending_of(draft)
        draft.log(
            WrappedUp(
                outcome=ending.outcome,
                topic=ending.topic,
                follow_up=ending.follow_up,
                how="timed",
            ),
            author=SYSTEM.as_author(),
        )
        settle(draft, ending)


def settle(draft: Draft, ending: Ending, **fields: object) -> None:
    """Nobody works on it any more: closed, or put off to its date.

    The room is free, and who had it is fenced out; he stays known as the last one.
    """
    before = draft.before
    presence.end_wrap_up(draft)
    draft.let_go()
    draft.set(
        topic=ending.topic,
        outcome=ending.outcome,
        offer_agent=None,
        offer_name="",
        offer_until=None,
        held_until=None,
        waiting_since=None,
        due_at=None,
        follow_up_at=None,
        late=0,
        **fields,
    )
    if ending.follow_up is not None:
        put_off(draft, ending.follow_up, why=FOLLOW_UP)
    elif before.state is State.WRAP_UP:  # its epoch began with the end of the talk
        draft.set(state=State.CLOSED, closed_at=draft.now)
    else:
        draft.hand_over(state=State.CLOSED, closed_at=draft.now)


def put_off(
    draft: Draft, due_at: Millis, *, why: str, audience: Audience = Audience.AGENTS
) -> None:
    """It is nobody's until a time; who asked for it is told so."""
    epoch = draft.hand_over(
        state=State.SCHEDULED, owner=None, owner_name="", due_at=due_at, due_why=why
    )
    draft.log(Scheduled(due=due_at, why=why), audience=audience)
    draft.refresh_known()
    draft.wake_at(DUE_TIMER, due_at, epoch=epoch)


def ending_of(draft: Draft) -> Ending:
    """What its agent has said of its end."""
    before = draft.before
    return Ending(outcome=before.outcome, topic=before.topic, follow_up=before.follow_up_at)


def date_of(draft: Draft, at: int) -> Millis:
    """A date to come back on, not before now. Raises `OutOfBounds`."""
    if at > draft.now + limits.LATEST_DATE_SECONDS * 1000:
        raise OutOfBounds
    return Millis(max(at, draft.now))


def _count_down(draft: Draft, ending: Ending, until: Millis) -> None:
    before = draft.before
    if before.state is State.HELD:
        draft.move_stint(StintStep.RESUMED)
    draft.only_its_own(with_guests=True)
    draft.set(
        state=State.CLOSING,
        topic=ending.topic,
        outcome=ending.outcome,
        follow_up_at=ending.follow_up,
        due_at=until,
        held_until=None,
        waiting_since=None,
    )
    draft.log(
        Closing(
            outcome=ending.outcome,
            topic=ending.topic,
            until=until,
            comment=ending.comment,
            follow_up=ending.follow_up,
        )
    )
    _keep_room(draft)
    draft.wake_at(CLOSING_TIMER, until, epoch=before.epoch)


def _keep_room(draft: Draft) -> None:
    """It takes its owner's room to its very end, and again where it was on hold."""
    if draft.before.state is State.HELD:
        draft.take_up()
    else:
        draft.refresh_desk(draft.before.owner)


def _ending(draft: Draft, request: commands.Close | commands.EndWork) -> Ending:
    """What is said, and what was said before. Raises `DomainError` for what there is not."""
    before, rules = draft.before, draft.context.rules()
    outcome = request.outcome or before.outcome
    known = [one.id for one in rules.outcomes_of(before.queue)]
    if outcome and known and outcome not in known:
        raise NotFound(field="outcome")
    follow_up = before.follow_up_at
    if request.follow_up is not None:
        follow_up = date_of(draft, request.follow_up)
    if outcome and rules.outcome(outcome).follow_up and follow_up is None:
        raise FieldNeeded(field="follow_up")
    return Ending(
        outcome=outcome,
        topic=before.topic if request.topic is None else TopicId(request.topic),
        comment=request.comment,
        follow_up=follow_up,
    )
