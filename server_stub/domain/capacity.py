"""An agent's room: what conversations and offers take of it, and how a desk's counter moves."""

import msgspec

from protocol.ids import AccountId
from protocol.people import Presence
from protocol.scalars import Millis

CONVERSATION_WEIGHT = 1
"""Each takes one place; weights by channel and topic come with the queues' configuration."""

DEFAULT_ROOM = 5
"""Chats at once of an agent nobody has configured: what a trained one keeps up with."""

LINK_LEASE_MS = 15_000
"""An agent whose link has not been felt for so long is offered nothing: two missed renewals."""


class AgentLoad(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `agent_load`: presence, room and the revision of the desk."""

    account: AccountId
    presence: Presence
    presence_reason: str
    presence_since: Millis
    room: int
    used: int
    idle_since: Millis
    seen_at: Millis
    desk_rev: int

    @property
    def free(self) -> int:
        """Places left; never negative, even after the room was made smaller."""
        return max(0, self.room - self.used)

    def presence_at(self, now: Millis) -> Presence:
        """What he says of himself, unless his link is gone: then nothing reaches him."""
        return self.presence if self.seen_at > now - LINK_LEASE_MS else Presence.OFFLINE
