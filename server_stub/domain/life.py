"""Rules of the life of a conversation: opened, put on hold and taken off, left."""

from protocol import commands
from protocol.bodies import Entered, Held, Left, Message, Queued, Unheld
from protocol.conversations import ConversationState
from protocol.entries import Audience
from protocol.ids import LIVE_WORLD, QueueId, TopicId
from protocol.scalars import Millis
from server_stub.domain import closing, overflow, robot
from server_stub.domain.acts import HOLD_TIMER, SYSTEM, Act, OpenVisit
from server_stub.domain.coming_back import CALL_BACK
from server_stub.domain.conversation import Conversation
from server_stub.domain.draft import WAITING, Context, Decision, Draft
from server_stub.domain.stints import StintStep
from server_stub.domain.waits import WaitEnd, WaitWhy

State = ConversationState


def open_conversation(act: Act, request: OpenVisit, context: Context) -> Decision:
    """A new conversation: the robot has it, or somebody is to call, or it waits."""
    rules, topic = context.rules(), TopicId(request.topic)
    blank = Conversation(
        id=act.conversation,
        world=LIVE_WORLD,
        state=State.QUEUED,
        queue=QueueId(request.queue),
        topic=topic,
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
        priority=rules.priority(request.queue, topic, request.channel, request.marks),
        weight=rules.weight(topic, request.channel),
    )
    draft = Draft(blank, act, context)
    draft.log(
        Entered(topic=topic, channel=request.channel, name=request.name),
        audience=Audience.SUBSCRIBER,
    )
    if request.call_at is not None and request.phone:
        draft.set(waiting_since=None)
        at = closing.date_of(draft, request.call_at)
        closing.put_off(draft, at, why=CALL_BACK, audience=Audience.SUBSCRIBER)
    elif request.robot:
        draft.set(state=State.ROBOT, owner_name=request.robot)
        robot.wait_for(draft, robot.ANSWERS_WITHIN_MS)
    else:
        _begin_to_wait(draft)
    return draft.decision()


def _begin_to_wait(draft: Draft) -> None:
    """In the queue of its topic, or straight on to where that overflows to; and it is told."""
    before, context, rules = draft.before, draft.context, draft.context.rules()
    draft.log(Queued(queue=before.queue, reason="entered"), author=SYSTEM.as_author())
    draft.begin_wait(WaitWhy.ENTERED)
    draft.refresh_queue()
    queue = overflow.queue_for(rules, before.queue, now=draft.now, waiting=context.waiting_in)
    if queue != before.queue:
        draft.end_wait(WaitEnd.OVERFLOWED)
        draft.hand_over(queue=queue)
        draft.log(Queued(queue=queue, reason="overflowed"), author=SYSTEM.as_author())
        draft.begin_wait(WaitWhy.OVERFLOWED)
        draft.refresh_queue()
    words = overflow.words_for(
        rules,
        queue,
        before.language,
        now=draft.now,
        expected=lambda: context.expected(queue),
    )
    if words:
        draft.log(Message(text=words), audience=Audience.SUBSCRIBER, author=SYSTEM.as_author())


def hold(draft: Draft, request: commands.Hold) -> None:
    draft.require_state(State.ACTIVE)
    draft.require_epoch(request.epoch)
    until = None if request.until is None else Millis(request.until)
    draft.set(state=State.HELD, held_until=until)
    draft.log(Held(until=until))
    draft.move_stint(StintStep.HELD)
    draft.put_aside()
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


def leave(draft: Draft, request: commands.VisitLeave) -> None:
    """Who leaves unanswered is done with; an agent in the middle of it closes it himself.

    Whoever has left waits for nothing: others come before him, and nobody counts down for him.
    """
    del request
    before = draft.before
    draft.log(Left(), audience=Audience.SUBSCRIBER)
    draft.set(waiting_since=None)
    if before.state in WAITING:
        draft.refresh_queue()
        draft.end_wait(WaitEnd.ABANDONED)
        draft.set(solved_ms=draft.counted_ms(before.entered_at))
        closing.settle(draft, closing.Ending(outcome=robot.ABANDONED, topic=before.topic))
    elif before.state is State.CLOSING:
        closing.end_talk(draft, closing.ending_of(draft), by_itself=True)
    elif before.state is State.ROBOT:
        robot.left(draft)


def _resume(draft: Draft) -> None:
    draft.set(state=State.ACTIVE, held_until=None)
    draft.log(Unheld())
    draft.move_stint(StintStep.RESUMED)
    draft.take_up()
