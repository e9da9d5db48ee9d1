"""Rules of what a lead does with a conversation that another one has, or nobody.

A lead who joins writes beside the owner, who keeps it: he stands among the guests, in the row that
each of his messages is judged by. Taking over and assigning move the epoch, as every change of
hands does, and keep to the room of who gets it. All of it names the lead, in the log and on record.
"""

from protocol import leading, limits
from protocol.bodies import Assigned, LeadCame, LeadLeft, Taken, Whisper
from protocol.conversations import ConversationState
from protocol.ids import AccountId, QueueId
from protocol.people import Presence
from server_stub.domain.conversation import Guesthood
from server_stub.domain.draft import Draft
from server_stub.domain.errors import InvalidTransition, NoRoom, NotFound
from server_stub.domain.stints import StintEnd
from server_stub.domain.waits import WaitEnd, WaitWhy

State = ConversationState

ANSWERED = (State.ACTIVE, State.HELD)
"""Somebody answers it: he can be whispered to, and joined."""

MOVABLE = (State.QUEUED, State.OFFERED, *ANSWERED)
"""It can be given to somebody else."""


def whisper(draft: Draft, request: leading.WriteWhisper) -> None:
    """The epoch keeps it from another one than he whom it was meant for."""
    draft.require_state(*ANSWERED)
    draft.require_epoch(request.epoch)
    draft.log(Whisper(text=request.text, to=draft.before.owner_name))
    draft.put_on_record(draft.before.owner or "")


def join(draft: Draft, request: leading.JoinChat) -> None:
    del request
    draft.require_state(*ANSWERED)
    lead, guests = AccountId(draft.actor.id), draft.before.guests
    if draft.before.owner == lead:
        raise InvalidTransition(state="own")
    if draft.before.has_voice(lead):
        raise InvalidTransition(state="joined")
    joined = sum(guest.lead for guest in guests)
    if joined >= limits.JOINED_LEADS:
        raise NoRoom(used=joined, room=limits.JOINED_LEADS)
    others = tuple(guest for guest in guests if guest.account != lead)
    came = Guesthood(account=lead, name=draft.actor.name, since=draft.now, lead=True)
    draft.set(guests=(*others, came))
    draft.log(LeadCame(agent=lead, name=draft.actor.name))
    draft.refresh_desk(lead)
    draft.put_on_record(draft.before.owner or "")


def leave_chat(draft: Draft, request: leading.LeaveChat) -> None:
    del request
    lead = AccountId(draft.actor.id)
    draft.set(guests=tuple(guest for guest in draft.before.guests if guest.account != lead))
    draft.log(LeadLeft(agent=lead, name=draft.actor.name))
    draft.refresh_desk(lead)
    draft.put_on_record(draft.before.owner or "")


def take_over(draft: Draft, request: leading.TakeOver) -> None:
    draft.require_state(*MOVABLE)
    draft.require_epoch(request.epoch)
    lead, was = AccountId(draft.actor.id), draft.before.owner_name
    if draft.before.owner == lead:
        raise InvalidTransition(state="own")
    draft.put_on_record(draft.before.owner or "")
    _give(draft, lead, draft.actor.name)
    draft.log(Taken(agent=lead, name=draft.actor.name, how="taken_over", was=was))


def assign(draft: Draft, request: leading.Assign) -> None:
    draft.require_state(*MOVABLE)
    draft.require_epoch(request.epoch)
    draft.put_on_record(request.agent or request.queue or "")
    if request.agent is not None:
        _assign_to_agent(draft, AccountId(request.agent), request.note)
    else:
        _assign_to_queue(draft, QueueId(request.queue or ""), request.note)


def _assign_to_agent(draft: Draft, agent: AccountId, note: str) -> None:
    """It is his at once: he is there, he has the room, and the lead leads him too."""
    if not draft.context.led(draft.actor).has_agent(agent):
        raise NotFound(field="agent")
    name, was = draft.colleague(agent), draft.before.owner_name
    draft.require_there(agent, Presence.ONLINE, Presence.BUSY)
    _give(draft, agent, name)
    draft.log(Assigned(agent=agent, name=name, note=note, was=was))


def _assign_to_queue(draft: Draft, queue: QueueId, note: str) -> None:
    """It waits there as long as it has waited."""
    before = draft.before
    if not draft.context.rules().has_queue(queue):
        raise NotFound(field="queue")
    if before.owner is None and before.queue == queue:
        raise InvalidTransition(state=before.state.value)
    if before.owner is not None:
        draft.end_stint(StintEnd.PASSED)
        draft.log(Assigned(queue=queue, note=note, was=before.owner_name))
        draft.give_up("passed", queue=queue)
        return
    draft.refresh_queue()
    draft.end_wait(WaitEnd.OVERFLOWED)
    draft.log(Assigned(queue=queue, note=note))
    draft.give_up("passed", queue=queue)
    draft.begin_wait(WaitWhy.PASSED)


def _give(draft: Draft, account: AccountId, name: str) -> None:
    """It changes hands: whoever writes as its old owner from now on is refused."""
    before = draft.before
    if before.offer_agent != account:
        draft.take_room(account)
    if before.owner is not None:
        draft.end_stint(StintEnd.TAKEN_OVER)
    else:
        draft.refresh_queue()
        draft.end_wait(WaitEnd.TAKEN, account)
    for holder in before.holders:
        if holder != account:
            draft.free_room(holder)
    draft.hand_over(
        state=State.ACTIVE,
        owner=account,
        owner_name=name,
        known_agent=account,
        offer_agent=None,
        offer_name="",
        offer_until=None,
        held_until=None,
        passed_over=(),
        waiting_since=draft.waits_on(),
        guests=tuple(guest for guest in before.guests if guest.account != account),
    )
    draft.begin_stint(account)
    draft.refresh_desk(account)
    for guest in before.guests:
        draft.refresh_desk(guest.account)
