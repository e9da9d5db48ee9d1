"""Who else has a part in a conversation: whom it is held out to, and the guests of its owner."""

from collections.abc import Sequence

from protocol.bodies import PassedTo
from protocol.conversations import ConversationState, Head, Offer
from protocol.entries import Entry
from protocol.ids import AccountId

OPEN = frozenset({ConversationState.ACTIVE, ConversationState.HELD, ConversationState.CLOSING})
"""Somebody answers it."""


def held_out(head: Head) -> Offer | None:
    """To whom its owner would pass it on, while he waits for an answer."""
    return head.offer if head.state in OPEN else None


def is_guest(head: Head | None, account: AccountId | None) -> bool:
    """Whether its owner has brought this account in."""
    return head is not None and any(guest.account == account for guest in head.guests)


def has_joined(head: Head | None, account: AccountId | None) -> bool:
    """Whether this account came in by itself, as a lead, and writes to the subscriber too."""
    guests = head.guests if head is not None else ()
    return any(guest.account == account and guest.lead for guest in guests)


def is_overseen(head: Head | None, account: AccountId | None) -> bool:
    """Whether somebody who leads would look at it unseen: others answer it, and he has no part."""
    if head is None or account is None or head.state is ConversationState.TALK:
        return False
    return head.owner != account and not is_guest(head, account)


def called_in(head: Head | None, account: AccountId | None) -> int:
    """The entry by which this account was brought in, until its person has looked; 0: nobody."""
    guests = head.guests if head is not None else ()
    return next((guest.called for guest in guests if guest.account == account), 0)


def pass_note(entries: Sequence[Entry]) -> str:
    """What its owner wrote when he held it out last; nothing where that is not here yet."""
    for entry in reversed(entries):
        if isinstance(entry.body, PassedTo):
            return entry.body.note
    return ""
