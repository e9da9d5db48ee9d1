"""An agent's room: what conversations and offers take of it, and what becomes of his row."""

import msgspec

from protocol import limits
from protocol.conversations import ConversationState
from protocol.ids import AccountId
from protocol.people import Presence, PresenceWhy
from protocol.scalars import Millis
from server_stub.domain.conversation import Conversation

CONVERSATION_WEIGHT = 100
"""Of a conversation of which nothing else is known: one chat, in hundredths as every room is."""

DEFAULT_ROOM = 5 * CONVERSATION_WEIGHT
"""Of an agent nobody has configured: the chats that a trained one keeps up with."""

LINK_LEASE_MS = 15_000
"""An agent whose link has not been felt for so long is offered nothing: two missed renewals."""


class AgentLoad(msgspec.Struct, frozen=True, kw_only=True):
    """A row of `agent_load`: presence, link, room, and the revision of the desk."""

    account: AccountId
    presence: Presence
    presence_reason: str
    presence_since: Millis
    room: int
    used: int
    idle_since: Millis
    seen_at: Millis
    desk_rev: int
    presence_why: PresenceWhy = PresenceWhy.OWN
    places: int = 0
    """Conversations on his desk, offered ones and those on hold included."""
    lost_at: Millis | None = None
    """When his link was found to be gone; None while there is one."""
    rest_until: Millis = Millis(0)
    """After a hard conversation he is asked last until then."""
    wrap_ups: int = 0
    """Conversations that he is not done with, and that keep new ones away until he is."""
    auto_accept: bool = False
    """What is offered to him is his at once."""

    @property
    def free(self) -> int:
        """Room left; never negative, even after it was made smaller or held chats came back."""
        return max(0, self.room - self.used)

    @property
    def most_places(self) -> int:
        """Conversations that his desk shows: light ones and held ones may be more than his room."""
        return most_places(self.room)

    def presence_at(self, now: Millis) -> Presence:
        """What he says of himself, unless his link is gone: then nothing reaches him."""
        return self.presence if self.seen_at > now - LINK_LEASE_MS else Presence.OFFLINE


class Said(msgspec.Struct, frozen=True):
    """A presence that comes into force, and who or what brought it."""

    presence: Presence
    why: PresenceWhy
    reason: str = ""
    """A break's, out of the catalogue."""


class LoadChange(msgspec.Struct, frozen=True, kw_only=True):
    """What becomes of an agent's row; nothing of it where his desk only looks different."""

    used: int = 0
    places: int = 0
    wrap_ups: int = 0
    rest_until: Millis = Millis(0)
    said: Said | None = None

    def __add__(self, other: "LoadChange") -> "LoadChange":
        return LoadChange(
            used=self.used + other.used,
            places=self.places + other.places,
            wrap_ups=self.wrap_ups + other.wrap_ups,
            rest_until=max(self.rest_until, other.rest_until),
            said=other.said or self.said,
        )

    def of(self, load: AgentLoad, *, now: Millis) -> AgentLoad:
        """The row as it is then."""
        changed = msgspec.structs.replace(
            load,
            used=load.used + self.used,
            places=load.places + self.places,
            wrap_ups=load.wrap_ups + self.wrap_ups,
            rest_until=max(load.rest_until, self.rest_until),
            idle_since=now if self.used else load.idle_since,
            desk_rev=load.desk_rev + 1,
        )
        return changed if self.said is None else saying(changed, self.said, now=now)


def saying(load: AgentLoad, said: Said, *, now: Millis) -> AgentLoad:
    """The row of one who says this from now on; who comes back has been idle for no time."""
    return msgspec.structs.replace(
        load,
        presence=said.presence,
        presence_reason=said.reason,
        presence_why=said.why,
        presence_since=now,
        idle_since=now,
    )


def most_places(room: int) -> int:
    """Conversations that a desk with this room shows."""
    return max(limits.DESK_PLACES, room // CONVERSATION_WEIGHT)


def in_chats(hundredths: int) -> str:
    """As people count room: `5`, `2.3`."""
    return f"{hundredths / CONVERSATION_WEIGHT:.1f}".removesuffix(".0")


def weight_of(conversation: Conversation) -> int:
    """What the conversation takes of the room of who has it or is offered it."""
    return conversation.weight


def room_taken(conversation: Conversation, agent: AccountId) -> int:
    """What it takes of this agent's room as it stands: of its owner's nothing while it is held."""
    if agent not in conversation.holders:
        return 0
    held = conversation.state is ConversationState.HELD and agent == conversation.owner
    return 0 if held else weight_of(conversation)
