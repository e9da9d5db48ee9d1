"""Rules of the robot: it has a conversation under an epoch as an agent has, and hands it over.

It is a part of the server, or of another program, that acts by these requests. What it says under
an epoch that is over is refused. Should it fall silent, the subscriber is handed over by time.
"""

from protocol.bodies import Closed, Message
from protocol.conversations import ConversationState
from protocol.entries import Audience
from protocol.people import AuthorRole
from protocol.scalars import Millis
from server_stub.domain import closing
from server_stub.domain.acts import ROBOT_TIMER, SYSTEM, HandOver, RobotEnds, RobotSays
from server_stub.domain.draft import Draft
from server_stub.domain.previews import preview_of

State = ConversationState

ANSWERS_WITHIN_MS = 20_000
"""Whoever waits longer for a robot is better off with a person."""

SILENT_MS = 15 * 60_000
"""A subscriber who says nothing for so long has what he came for, or has gone."""

ABANDONED = "abandoned"
"""The outcome of a conversation whose subscriber left before anybody answered."""

BY_ROBOT = "by_robot"
"""The outcome of a conversation that no agent had."""


def says(draft: Draft, request: RobotSays) -> None:
    draft.require_state(State.ROBOT)
    draft.require_epoch(request.epoch)
    message = Message(text=request.text)
    draft.log(message, audience=Audience.SUBSCRIBER)
    draft.set(preview=preview_of(message), preview_role=AuthorRole.ROBOT, waiting_since=None)
    wait_for(draft, SILENT_MS)


def hand_over(draft: Draft, request: HandOver) -> None:
    """To the people: he waits from now on."""
    draft.require_state(State.ROBOT)
    draft.require_epoch(request.epoch)
    _give_up(draft)


def ends(draft: Draft, request: RobotEnds) -> None:
    """The subscriber has what he came for."""
    draft.require_state(State.ROBOT)
    draft.require_epoch(request.epoch)
    end(draft, request.outcome)


def too_long(draft: Draft) -> None:
    """It has not answered in time, or was not answered; either may have happened since."""
    before = draft.before
    if before.state is State.ROBOT and draft.is_past(before.due_at):
        if before.waiting_since is not None:
            _give_up(draft)
        else:
            end(draft, BY_ROBOT)


def heard(draft: Draft) -> None:
    """The subscriber has said something to it."""
    if draft.before.state is State.ROBOT:
        wait_for(draft, ANSWERS_WITHIN_MS)


def left(draft: Draft) -> None:
    """The subscriber has gone, with what he came for or without."""
    answered = draft.before.preview_role is AuthorRole.ROBOT
    end(draft, BY_ROBOT if answered else ABANDONED)


def end(draft: Draft, outcome: str) -> None:
    """It is over, and no agent had it."""
    mine = draft.actor.kind is AuthorRole.ROBOT
    closed = Closed(outcome=outcome, topic=draft.before.topic)
    draft.log(closed, author=None if mine else SYSTEM.as_author())
    draft.set(solved_ms=draft.counted_ms(draft.before.entered_at), owner_name="")
    closing.settle(draft, closing.Ending(outcome=outcome, topic=draft.before.topic))


def wait_for(draft: Draft, ms: int) -> None:
    """Somebody is to say something within this time."""
    due_at = Millis(draft.now + ms)
    draft.set(due_at=due_at)
    draft.wake_at(ROBOT_TIMER, due_at, epoch=draft.before.epoch)


def _give_up(draft: Draft) -> None:
    draft.enqueue(
        "robot",
        author=None if draft.actor.kind is AuthorRole.ROBOT else SYSTEM.as_author(),
        queued_at=draft.now,
        waiting_since=draft.before.waiting_since or draft.now,
        due_at=None,
    )
