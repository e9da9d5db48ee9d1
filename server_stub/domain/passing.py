"""Rules of passing a conversation on: held out to a colleague, or given to those of a topic.

Who holds it out keeps it, and goes on answering, until the colleague accepts; only then does the
epoch move, once. Its end is a row of time like any other, so that neither side can vanish with it.
"""

from protocol import commands
from protocol.bodies import CalledBack, Declined, Expired, PassedTo, PassedToTopic, Taken
from protocol.conversations import ConversationState
from protocol.ids import AccountId, TopicId
from protocol.people import Presence
from protocol.scalars import Millis
from server_stub.domain.acts import PASS_TIMER, SYSTEM
from server_stub.domain.draft import Draft
from server_stub.domain.errors import InvalidTransition, NotFound, ReasonNeeded
from server_stub.domain.stints import StintEnd

State = ConversationState

OFFERS_LONG = 3
"""A colleague ends his sentence and reads the note: so many times as long as for the router's."""

_HELD_OUT = "passed_on"
"""What a conversation that is held out already says of its state."""

_NOT_HELD_OUT: dict[str, object] = {"offer_agent": None, "offer_name": "", "offer_until": None}


def pass_on(draft: Draft, request: commands.PassOn) -> None:
    _require_mine(draft, request.epoch, request.note)
    if draft.before.offer_agent is not None:
        raise InvalidTransition(state=_HELD_OUT)
    receiver = AccountId(request.agent)
    name = draft.colleague(receiver)
    draft.require_there(receiver, Presence.ONLINE)
    draft.take_room(receiver)
    until = Millis(draft.now + OFFERS_LONG * draft.context.offer_ms)
    draft.set(offer_agent=receiver, offer_name=name, offer_until=until)
    draft.log(PassedTo(agent=receiver, name=name, note=request.note, until=until))
    draft.refresh_desk(draft.before.owner)
    draft.wake_at(PASS_TIMER, until, epoch=draft.before.epoch)


def pass_to_topic(draft: Draft, request: commands.PassToTopic) -> None:
    """It waits as long as it has waited, where the topic is answered."""
    _require_mine(draft, request.epoch, request.note)
    topic = TopicId(request.topic)
    queue = draft.context.rules().queue_of(topic)
    if queue is None:
        raise NotFound(field="topic")
    draft.end_stint(StintEnd.PASSED)
    draft.log(PassedToTopic(topic=topic, note=request.note))
    draft.give_up("passed", topic=topic, queue=queue)


def accept(draft: Draft) -> None:
    """It changes hands: whoever writes as its old owner from now on is refused."""
    before, receiver = draft.before, AccountId(draft.actor.id)
    draft.end_stint(StintEnd.PASSED)
    draft.free_room(before.owner)
    draft.hand_over(
        state=State.ACTIVE,
        owner=receiver,
        owner_name=draft.actor.name,
        known_agent=receiver,
        held_until=None,
        waiting_since=draft.waits_on(),
        guests=tuple(guest for guest in before.guests if guest.account != receiver),
        **_NOT_HELD_OUT,
    )
    draft.begin_stint(receiver)
    draft.log(Taken(agent=receiver, name=draft.actor.name, how="pass"))
    draft.refresh_desk(receiver)
    for guest in before.guests:
        draft.refresh_desk(guest.account)


def decline(draft: Draft, reason: str) -> None:
    agent = AccountId(draft.actor.id)
    draft.log(Declined(agent=agent, reason=reason, kept_by=draft.before.owner_name))
    draft.pass_offer(agent, "declined", reason)
    _keep(draft, agent)


def call_back(draft: Draft, request: commands.CallBack) -> None:
    draft.require_state(State.ACTIVE, State.HELD)
    draft.require_epoch(request.epoch)
    agent = draft.before.offer_agent
    if agent is None:
        raise InvalidTransition(state=draft.before.state.value)
    draft.log(CalledBack(agent=agent, name=draft.before.offer_name))
    _keep(draft, agent)


def run_out(draft: Draft) -> None:
    """Nobody accepted in time; it may have been declined, or held out to another one, since."""
    before = draft.before
    if before.offer_agent and draft.is_past(before.offer_until):
        expired = Expired(
            agent=before.offer_agent, name=before.offer_name, kept_by=before.owner_name
        )
        draft.log(expired, author=SYSTEM.as_author())
        draft.pass_offer(before.offer_agent, "expired")
        _keep(draft, before.offer_agent)


def _require_mine(draft: Draft, epoch: int, note: str) -> None:
    draft.require_state(State.ACTIVE, State.HELD)
    draft.require_epoch(epoch)
    if not note.strip():
        raise ReasonNeeded


def _keep(draft: Draft, agent: AccountId) -> None:
    """It stays with its owner, who never let go of it."""
    draft.free_room(agent)
    draft.set(**_NOT_HELD_OUT)
    draft.refresh_desk(draft.before.owner)
