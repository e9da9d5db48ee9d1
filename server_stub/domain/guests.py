"""Rules of guests: colleagues whom the owner brings in, to see a conversation and write notes.

A guest takes no room and never answers the subscriber: there is one voice at a time, and whoever is
to answer has the conversation passed on to him. He stays while somebody holds it, and no longer.
"""

import msgspec

from protocol import commands, limits
from protocol.bodies import GuestCame, GuestLeft
from protocol.conversations import ConversationState
from protocol.ids import AccountId
from protocol.people import Presence
from server_stub.domain.conversation import Guesthood
from server_stub.domain.draft import Draft
from server_stub.domain.errors import InvalidTransition, NoRoom, NotFound

State = ConversationState


def invite(draft: Draft, request: commands.Invite) -> None:
    draft.require_state(State.ACTIVE, State.HELD)
    draft.require_epoch(request.epoch)
    guests, account = draft.before.guests, AccountId(request.agent)
    if draft.before.guest(account) is not None:
        raise InvalidTransition(state="guest")
    brought_in = sum(not guest.lead for guest in guests)
    if brought_in >= limits.GUESTS:
        raise NoRoom(used=brought_in, room=limits.GUESTS)
    elsewhere = draft.context.guest_of(account)
    if elsewhere >= limits.GUEST_PLACES:
        raise NoRoom(used=elsewhere, room=limits.GUEST_PLACES)
    name = draft.colleague(account)
    draft.require_there(account, Presence.ONLINE, Presence.BUSY)
    called = draft.before.last_seq + 1
    guest = Guesthood(account=account, name=name, since=draft.now, called=called)
    draft.set(guests=(*guests, guest))
    draft.log(GuestCame(agent=account, name=name, why=request.why))
    draft.refresh_desk(account)


def send_away(draft: Draft, request: commands.SendAway) -> None:
    draft.require_state(State.ACTIVE, State.HELD)
    draft.require_epoch(request.epoch)
    _leave(draft, AccountId(request.agent), how="sent_away")


def step_out(draft: Draft, request: commands.StepOut) -> None:
    del request
    _leave(draft, AccountId(draft.actor.id), how="left")


def look(draft: Draft, guest: Guesthood, seq: int) -> None:
    """He has seen that he is asked in, and is called no more."""
    if 0 < guest.called <= seq:
        seen = msgspec.structs.replace(guest, called=0)
        draft.set(guests=tuple(seen if one is guest else one for one in draft.before.guests))


def _leave(draft: Draft, account: AccountId, *, how: str) -> None:
    guest = draft.before.guest(account)
    if guest is None or guest.lead:
        raise NotFound(field="agent")
    draft.set(guests=tuple(one for one in draft.before.guests if one.account != account))
    draft.log(GuestLeft(agent=account, name=guest.name, how=how))
    draft.refresh_desk(account)
