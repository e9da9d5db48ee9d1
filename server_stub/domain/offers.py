"""Rules of whose a conversation is: offers made, taken, declined and run out; claims, releases."""

from protocol import commands
from protocol.bodies import Declined, Expired, Offered, Released, Routed, Taken
from protocol.conversations import ConversationState
from protocol.ids import AccountId
from protocol.scalars import Millis
from server_stub.domain import passing, presence
from server_stub.domain.acts import OFFER_TIMER, SYSTEM, OfferTo
from server_stub.domain.draft import WAITING, Draft
from server_stub.domain.errors import InvalidTransition
from server_stub.domain.stints import StintEnd
from server_stub.domain.waits import WaitEnd

State = ConversationState


def offer(draft: Draft, request: OfferTo) -> None:
    draft.require_state(State.QUEUED)
    draft.require_epoch(request.epoch)
    draft.take_room(request.agent)
    draft.require_there(request.agent, *presence.TAKES_CHATS)
    if _is_taken_at_once(draft, request.agent):
        draft.refresh_queue()
        _own(draft, request.agent, request.agent_name, how="auto")
        return
    until = Millis(draft.now + draft.context.offer_ms)
    epoch = draft.hand_over(
        state=State.OFFERED,
        offer_agent=request.agent,
        offer_name=request.agent_name,
        offer_until=until,
    )
    draft.log(Offered(agent=request.agent, name=request.agent_name, until=until))
    if request.why is not None:
        draft.log(Routed(agent=request.agent, name=request.agent_name, why=request.why))
    draft.refresh_queue()
    draft.wake_at(OFFER_TIMER, until, epoch=epoch)


def accept(draft: Draft, request: commands.Accept) -> None:
    _require_offer(draft, request.epoch)
    if draft.before.state is State.OFFERED:
        _own(draft, AccountId(draft.actor.id), draft.actor.name, how="offer")
    else:
        passing.accept(draft)


def decline(draft: Draft, request: commands.Decline) -> None:
    _require_offer(draft, request.epoch)
    if draft.before.state is not State.OFFERED:
        passing.decline(draft, request.reason)
        return
    agent = AccountId(draft.actor.id)
    draft.log(Declined(agent=agent, reason=request.reason))
    draft.pass_offer(agent, "declined", request.reason)
    _pass_over(draft, agent, reason="declined")


def take(draft: Draft, request: commands.Take) -> None:
    """What waits, or was put off: then it is the agent's own who knows it."""
    del request
    draft.require_state(State.QUEUED, State.OFFERED, State.SCHEDULED)
    if draft.before.state is not State.OFFERED:
        draft.take_room(AccountId(draft.actor.id))
        draft.refresh_queue()
    _own(draft, AccountId(draft.actor.id), draft.actor.name, how="claim")


def release(draft: Draft, request: commands.Release) -> None:
    draft.require_state(State.ACTIVE, State.HELD)
    draft.require_epoch(request.epoch)
    agent = AccountId(draft.actor.id)
    draft.end_stint(StintEnd.RELEASED)
    draft.log(Released(agent=agent, reason=request.reason))
    draft.give_up("released")


def run_out(draft: Draft) -> None:
    """Nobody answered the offer in time; one that was answered or put off has nothing to say."""
    agent = draft.before.offer_agent
    if agent and draft.is_past(draft.before.offer_until):
        draft.log(Expired(agent=agent))
        draft.pass_offer(agent, "expired")
        presence.fall_silent(draft, agent)
        _pass_over(draft, agent, reason="expired")


def _require_offer(draft: Draft, epoch: int) -> None:
    """The router's, or that of an owner who would pass it on."""
    if draft.before.offer_agent is None:
        raise InvalidTransition(state=draft.before.state.value)
    draft.require_state(State.OFFERED, State.ACTIVE, State.HELD)
    draft.require_epoch(epoch)


def _is_taken_at_once(draft: Draft, agent: AccountId) -> bool:
    """Where the queue's rules or the agent himself want it, nobody is asked."""
    load = draft.context.loads.get(agent)
    wanted = load is not None and load.auto_accept
    return wanted or draft.context.rules().queue(draft.before.queue).auto_accept


def _own(draft: Draft, owner: AccountId, name: str, *, how: str) -> None:
    draft.hand_over(
        state=State.ACTIVE,
        owner=owner,
        owner_name=name,
        offer_agent=None,
        offer_name="",
        offer_until=None,
        passed_over=(),
        known_agent=owner,
        due_at=None,
        due_why="",
        outcome="",
        solved_ms=None,
    )
    if draft.before.state in WAITING:
        draft.end_wait(WaitEnd.TAKEN, owner)
    draft.refresh_known()
    draft.begin_stint(owner)
    draft.log(Taken(agent=owner, name=name, how=how))
    draft.refresh_desk(owner)


def _pass_over(draft: Draft, agent: AccountId, *, reason: str) -> None:
    draft.free_room(agent)
    draft.enqueue(reason, author=SYSTEM.as_author(), passed_over=draft.passed_over_by(agent))
