"""The agent's desk: who he is, how loaded, which conversations lie where, how the queues stand."""

from collections.abc import Container, Iterable
from enum import StrEnum

from console.core.changes import Change, DeskChanged, PresenceChanged, QueuesChanged
from console.core.sharing import OPEN, is_guest
from protocol.answers import Desk
from protocol.conversations import ConversationState, Head
from protocol.ids import AccountId, ConversationId, QueueId
from protocol.people import Presence, PresenceWhy
from protocol.scalars import Millis
from protocol.workplace import QueueState


class Section(StrEnum):
    """A part of the inbox; waiting conversations are listed by queue."""

    OFFERS = "offers"
    MINE = "mine"
    HELD = "held"
    AFTER = "after"
    """Over for the subscriber, with work left for me."""
    PUT_OFF = "put_off"
    """Until a date; I know them."""
    GUEST = "guest"
    """Others', which I was brought into."""
    RECENT = "recent"


_OF_THE_OWNER = {
    ConversationState.ACTIVE: Section.MINE,
    ConversationState.CLOSING: Section.MINE,
    ConversationState.HELD: Section.HELD,
    ConversationState.WRAP_UP: Section.AFTER,
}

ON_HAND = (Section.MINE, Section.HELD, Section.AFTER)
"""Where a conversation lies that is still mine to do something with."""


def section_of(head: Head, me: AccountId | None) -> Section | None:
    """Where on the desk of `me` a conversation lies, by its head; None if not on it."""
    if me is None:
        return None
    if head.state is not ConversationState.CLOSED and head.offer and head.offer.agent == me:
        return Section.OFFERS
    if head.state in OPEN and is_guest(head, me):
        return Section.GUEST
    if head.state is ConversationState.SCHEDULED and head.known_agent == me:
        return Section.PUT_OFF
    return _OF_THE_OWNER.get(head.state) if head.owner == me else None


_FIGURES = (
    "presence",
    "presence_since",
    "presence_reason",
    "presence_why",
    "room",
    "used",
    "auto_accept",
    "rest_until",
)
"""What a desk says of its agent himself."""


class DeskState:
    """What `Desk` frames say, kept between them.

    `places` says for each conversation on the desk in which section it lies; `fresh` whether a
    desk was read since the link came up; `heard_rev` which revision the server is known to be at.
    """

    def __init__(self) -> None:
        self.rev = 0
        self.heard_rev = 0
        self.fresh = False
        self.presence = Presence.OFFLINE
        self.presence_since = Millis(0)
        self.presence_reason = ""
        self.presence_why = PresenceWhy.OWN
        self.auto_accept = False
        self.rest_until: Millis | None = None
        self.room = 0
        self.used = 0
        self.places: dict[ConversationId, Section] = {}
        self.recent: tuple[ConversationId, ...] = ()
        self.queues: dict[QueueId, QueueState] = {}
        self.waiting: dict[QueueId, tuple[Head, ...]] = {}

    @property
    def behind(self) -> bool:
        """Whether the desk must be read again."""
        return not self.fresh or self.rev < self.heard_rev

    def take(self, desk: Desk) -> list[Change]:
        """Use the figures of a desk that is not older; the places are the store's to set."""
        self.rev = desk.desk_rev
        self.heard_rev = max(self.heard_rev, desk.desk_rev)
        self.fresh = True
        changes: list[Change] = []
        if any(getattr(self, name) != getattr(desk, name) for name in _FIGURES):
            for name in _FIGURES:
                setattr(self, name, getattr(desk, name))
            changes.append(PresenceChanged())
        return changes + self.take_queues(desk.queues)

    def take_queues(self, queues: Iterable[QueueState]) -> list[Change]:
        """Use how the queues stand; a queue not named keeps its figures."""
        told = {**self.queues, **{queue.id: queue for queue in queues}}
        if told == self.queues:
            return []
        self.queues = told
        return [QueuesChanged()]

    def keep_queues(self, known: Container[QueueId]) -> list[Change]:
        """There are no other queues any more."""
        kept = {queue: state for queue, state in self.queues.items() if queue in known}
        self.waiting = {queue: heads for queue, heads in self.waiting.items() if queue in known}
        if kept == self.queues:
            return []
        self.queues = kept
        return [QueuesChanged()]

    def place(
        self, places: dict[ConversationId, Section], recent: tuple[ConversationId, ...]
    ) -> list[Change]:
        """Put conversations where they lie now."""
        if places == self.places and recent == self.recent:
            return []
        self.places, self.recent = places, recent
        return [DeskChanged()]

    def move(self, conversation: ConversationId, section: Section | None) -> list[Change]:
        """One conversation lies elsewhere now; one of mine that has ended is the most recent."""
        before = self.places.get(conversation)
        if before == section:
            return []
        places = dict(self.places)
        recent = self.recent
        if section is None:
            del places[conversation]
            if before in ON_HAND and conversation not in recent:
                recent = (conversation, *recent)
        else:
            places[conversation] = section
        return self.place(places, recent)
