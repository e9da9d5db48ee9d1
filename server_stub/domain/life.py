"""Rules of the life of a conversation: opened, put on hold and taken off, closed, left."""

from protocol import commands
from protocol.bodies import Closed, Entered, Held, Left, Queued, Unheld
from protocol.conversations import ConversationState
from protocol.entries import Audience
from protocol.ids import LIVE_WORLD, QueueId, TopicId
from protocol.scalars import Millis
from server_stub.domain.acts import HOLD_TIMER, SYSTEM, Act, OpenVisit
from server_stub.domain.conversation import Conversation
from server_stub.domain.draft import Context, Decision, Draft
from server_stub.domain.stints import StintEnd, StintStep
from server_stub.domain.waits import WaitEnd, WaitWhy

State = ConversationState

_REVOKED = "abandoned"
"""The outcome of a conversation whose subscriber left before anybody answered."""


def open_conversation(act: Act, request: OpenVisit, context: Context) -> Decision:
    """A new conversation: the subscriber is in, and waits."""
    rules = context.rules()
    blank = Conversation(
        id=act.conversation,
        world=LIVE_WORLD,
        state=State.QUEUED,
        queue=QueueId(request.queue),
        topic=TopicId(request.topic),
        channel=request.channel,
        language=request.language,
        name=request.name,
        phone=request.phone,
        subscriber=request.subscriber,
        verified=False,
        epoch=1,
        rev=0,
        last_seq=0,
        entered_at=context.now,
        queued_at=context.now,
        changed_at=context.now,
        waiting_since=context.now,
        known_agent=request.known_agent,
        priority=rules.priority(
            QueueId(request.queue), TopicId(request.topic), request.channel, request.marks
        ),
        weight=rules.weight(TopicId(request.topic), request.channel),
    )
    draft = Draft(blank, act, context)
    draft.log(
        Entered(topic=TopicId(request.topic), channel=request.channel, name=request.name),
        audience=Audience.SUBSCRIBER,
    )
    draft.log(Queued(queue=blank.queue, reason="entered"), author=SYSTEM.as_author())
    draft.begin_wait(WaitWhy.ENTERED)
    draft.refresh_queue()
    return draft.decision()


def hold(draft: Draft, request: commands.Hold) -> None:
    draft.require_state(State.ACTIVE)
    draft.require_epoch(request.epoch)
    until = None if request.until is None else Millis(request.until)
    draft.set(state=State.HELD, held_until=until)
    draft.log(Held(until=until))
    draft.move_stint(StintStep.HELD)
    draft.refresh_desk(draft.before.owner)
    if until is not None:
        draft.wake_at(HOLD_TIMER, until, epoch=draft.before.epoch)


def unhold(draft: Draft, request: commands.Unhold) -> None:
    draft.require_state(State.HELD)
    draft.require_epoch(request.epoch)
    _resume(draft)


def hold_over(draft: Draft) -> None:
    """The time it was put aside for has come; it may have been put off since."""
    if draft.is_past(draft.before.held_until):
        _resume(draft)


def close(draft: Draft, request: commands.Close) -> None:
    draft.require_state(State.ACTIVE, State.HELD)
    draft.require_epoch(request.epoch)
    draft.require_view(request.seen_seq)
    topic = draft.before.topic if request.topic is None else TopicId(request.topic)
    draft.log(Closed(outcome=request.outcome, topic=topic, comment=request.comment))
    draft.set(agent_read=max(draft.before.agent_read, draft.before.last_heard_seq), unread=0)
    draft.end_stint(StintEnd.CLOSED)
    _end(draft, request.outcome, topic=topic)


def leave(draft: Draft, request: commands.VisitLeave) -> None:
    """Who leaves unanswered is done with; an agent in the middle of it closes it himself.

    Whoever has left waits for nothing: others come before him.
    """
    del request
    draft.log(Left(), audience=Audience.SUBSCRIBER)
    draft.set(waiting_since=None)
    if draft.before.state in (State.QUEUED, State.OFFERED):
        draft.refresh_queue()
        draft.end_wait(WaitEnd.ABANDONED)
        _end(draft, _REVOKED, topic=draft.before.topic)


def _resume(draft: Draft) -> None:
    draft.set(state=State.ACTIVE, held_until=None)
    draft.log(Unheld())
    draft.move_stint(StintStep.RESUMED)
    draft.refresh_desk(draft.before.owner)


def _end(draft: Draft, outcome: str, *, topic: TopicId) -> None:
    """Over: the room is free, who had it is fenced out; the owner stays known as the last one."""
    draft.let_go()
    draft.hand_over(
        state=State.CLOSED,
        topic=topic,
        outcome=outcome,
        closed_at=draft.now,
        solved_ms=draft.counted_ms(draft.before.entered_at),
        offer_agent=None,
        offer_name="",
        offer_until=None,
        held_until=None,
        waiting_since=None,
    )
