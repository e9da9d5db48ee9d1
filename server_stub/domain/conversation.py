"""A conversation as the rules see it, the entries of its log, and how others are shown it."""

from functools import lru_cache

import msgspec

from language import personal_data
from protocol import limits
from protocol.answers import Visit
from protocol.bodies import Entered, EntryBody, Inside
from protocol.conversations import ConversationState, Guest, Head, Offer
from protocol.entries import Audience, Entry
from protocol.ids import (
    AccountId,
    ClientId,
    ConversationId,
    QueueId,
    SubscriberId,
    TopicId,
    WorldId,
)
from protocol.people import Author, AuthorRole, Person
from protocol.scalars import Millis

# A member of an enumeration is looked up for a tenth of a microsecond, each time it is named.
_TALK = ConversationState.TALK
_SUBSCRIBER = AuthorRole.SUBSCRIBER

AUDIENCE_LEVELS = {Audience.SUBSCRIBER: 0, Audience.AGENTS: 1, Audience.LEADS: 2}
"""A reader of a level sees the entries of that level and below."""

AUDIENCES = {level: audience for audience, level in AUDIENCE_LEVELS.items()}

_OUTSIDE = AUDIENCE_LEVELS[Audience.SUBSCRIBER]


class PassedOver(msgspec.Struct, frozen=True, array_like=True):
    """An agent who did not take an offer of this conversation, and when."""

    agent: AccountId
    at: Millis


class Guesthood(msgspec.Struct, frozen=True, array_like=True):
    """A colleague whom the owner has brought in, and since when."""

    account: AccountId
    name: str
    since: Millis
    called: int = 0
    """The entry by which he was brought in, until he has looked."""
    lead: bool = False
    """Who came by himself, and writes to the subscriber too."""


class Member(msgspec.Struct, frozen=True, array_like=True):
    """A colleague in a talk: how far he has read, how many messages he has not.

    `asked` is the last question of the others, until it is settled; `said` the last message of his.
    """

    account: AccountId
    name: str
    read: int = 0
    unread: int = 0
    asked: int = 0
    said: int = 0


class Conversation(msgspec.Struct, frozen=True, kw_only=True):
    """One request from entry to close: a row of the table `conversation`, field by field.

    Or a talk of colleagues, its `members`, in the state `talk` from its beginning on.

    `epoch` rises whenever the conversation changes hands or is offered; `rev` with every change;
    `last_seq` with every entry. `queued_at` is when its present wait for an agent began: declines
    and releases keep it, so that nobody loses his place.
    """

    id: ConversationId
    world: WorldId
    state: ConversationState
    queue: QueueId
    topic: TopicId
    channel: str
    language: str
    name: str
    phone: str
    subscriber: SubscriberId | None
    verified: bool
    epoch: int
    rev: int
    last_seq: int
    entered_at: Millis
    queued_at: Millis
    changed_at: Millis
    owner: AccountId | None = None
    owner_name: str = ""
    offer_agent: AccountId | None = None
    """Whom it is offered to: by the router, or by the owner who would pass it on."""
    offer_until: Millis | None = None
    held_until: Millis | None = None
    waiting_since: Millis | None = None
    unread: int = 0
    last_heard_seq: int = 0
    """Of the subscriber's last message."""
    agent_read: int = 0
    delivered: int = 0
    subscriber_read: int = 0
    preview: str = ""
    preview_role: AuthorRole | None = None
    passed_over: tuple[PassedOver, ...] = ()
    closed_at: Millis | None = None
    outcome: str = ""
    stars: int | None = None
    answered_epoch: int = 0
    """In which its owner has answered: equal to `epoch` from his first message on."""
    offer_name: str = ""
    guests: tuple[Guesthood, ...] = ()
    members: tuple[Member, ...] = ()
    first_answer_at: Millis | None = None
    """When an agent first said something in it."""
    solved_ms: int | None = None
    """From its entry to its end, as its queue's hours count."""
    known_agent: AccountId | None = None
    """Who knows the subscriber: his own agent, or the last one who had it."""
    priority: int = 0
    """Seconds of waiting that it has for nothing."""
    weight: int = 100
    """What it takes of a room, in hundredths of a chat: as it was when it came."""
    merged_into: ConversationId | None = None
    due_at: Millis | None = None
    """When its state ends by itself: the robot's, closing, the work after it, until a date."""
    due_why: str = ""
    """What is due then, of one that is put off to a date: follow_up, call_back."""
    follow_up_at: Millis | None = None
    """When somebody is to come back to it, though it is not over yet."""
    late: int = 0
    """What was promised and is broken, or nearly: flags of `server_stub.domain.promises`."""

    @property
    def is_talk(self) -> bool:
        """Whether it is colleagues' own, and no subscriber's."""
        return self.state is _TALK

    def member(self, account: str) -> Member | None:
        """The account's place in a talk, if it has one."""
        return next((one for one in self.members if one.account == account), None)

    @property
    def holders(self) -> tuple[AccountId, ...]:
        """Whose room it takes: its owner's, and that of the agent it is offered to."""
        if self.state is ConversationState.CLOSED:
            return ()
        return tuple(agent for agent in (self.owner, self.offer_agent) if agent is not None)

    def guest(self, account: str) -> Guesthood | None:
        """The guest of this account, if he is one."""
        return next((guest for guest in self.guests if guest.account == account), None)

    def has_voice(self, account: str) -> bool:
        """Whether he may write to the subscriber: its owner may, and a lead who has joined."""
        if self.owner == account:
            return True
        guest = self.guest(account)
        return guest is not None and guest.lead


class LogEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the log before it has a row: `Entry` with its conversation and epoch."""

    conversation: ConversationId
    seq: int
    rev: int
    at: Millis
    epoch: int
    audience: Audience
    author: Author
    body: EntryBody
    client_id: ClientId | None = None

    def seen_by(self, level: int) -> Entry:
        """As a reader of an audience level sees it."""
        entry = Entry(
            seq=self.seq,
            rev=self.rev,
            at=self.at,
            author=self.author,
            audience=self.audience,
            body=self.body,
            client_id=self.client_id,
        )
        return seen_by(entry, level)


class InsideToldOutside(AssertionError):
    """Words of colleagues were about to be told to a subscriber."""


def seen_by(entry: Entry, level: int) -> Entry:
    """The entry without what this reader must not have.

    The identity of a command belongs to the side that made it: to a subscriber's side it is also
    the proof that he may resume. A subscriber learns the agent's name, not his account.
    """
    if level == _OUTSIDE:
        if isinstance(entry.body, Inside):
            # No reader asks for it: it is the last of several doors, and open on none.
            raise InsideToldOutside(entry.body)
        author = msgspec.structs.replace(entry.author, id="")
        mine = entry.author.role is _SUBSCRIBER and not isinstance(entry.body, Entered)
        return msgspec.structs.replace(
            entry, author=author, client_id=entry.client_id if mine else None
        )
    if entry.author.role is _SUBSCRIBER and entry.client_id is not None:
        return msgspec.structs.replace(entry, client_id=None)
    return entry


@lru_cache(maxsize=10_000)
def mask_phone(phone: str) -> str:
    """A number that can be recognised, not dialled; kept, since every change of a chat shows it."""
    return personal_data.mask_phone(phone)


def head_of(conversation: Conversation, reader: str = "") -> Head:
    """The conversation as desks see it; a talk as one of its members does."""
    if conversation.is_talk:
        return _head_of_talk(conversation, reader)
    offer = None
    if conversation.offer_agent is not None and conversation.offer_until is not None:
        offer = Offer(
            agent=conversation.offer_agent,
            until=conversation.offer_until,
            name=conversation.offer_name[: limits.GUEST_NAME_CHARACTERS],
        )
    return Head(
        id=conversation.id,
        world=conversation.world,
        state=conversation.state,
        queue=conversation.queue,
        topic=conversation.topic,
        channel=conversation.channel,
        language=conversation.language,
        epoch=conversation.epoch,
        rev=conversation.rev,
        last_seq=conversation.last_seq,
        name=conversation.name,
        phone=mask_phone(conversation.phone),
        entered_at=conversation.entered_at,
        owner=conversation.owner,
        owner_name=conversation.owner_name,
        subscriber=conversation.subscriber,
        verified=conversation.verified,
        offer=offer,
        guests=_guests_of(conversation) if conversation.guests else (),
        held_until=conversation.held_until,
        waiting_since=conversation.waiting_since,
        last_heard=conversation.last_heard_seq,
        unread=conversation.unread,
        agent_read=conversation.agent_read,
        delivered=conversation.delivered,
        read=conversation.subscriber_read,
        preview=conversation.preview,
        preview_role=conversation.preview_role,
        changed_at=conversation.changed_at,
        closed_at=conversation.closed_at,
        outcome=conversation.outcome,
    )


def _guests_of(conversation: Conversation) -> tuple[Guest, ...]:
    return tuple(
        Guest(
            account=one.account,
            name=one.name[: limits.GUEST_NAME_CHARACTERS],
            called=one.called,
            lead=one.lead,
        )
        for one in conversation.guests
    )


def _head_of_talk(talk: Conversation, reader: str) -> Head:
    mine = talk.member(reader)
    others = [one for one in talk.members if one is not mine]
    seen = min((one.read for one in others), default=0)
    members = (*([mine] if mine else []), *others)
    newest = talk.last_heard_seq
    return Head(
        id=talk.id,
        world=talk.world,
        state=talk.state,
        queue=talk.queue,
        topic=talk.topic,
        channel=talk.channel,
        language=talk.language,
        epoch=talk.epoch,
        rev=talk.rev,
        last_seq=talk.last_seq,
        name=talk.name or (others[0].name if others else ""),
        phone=talk.phone,
        entered_at=talk.entered_at,
        unread=mine.unread if mine else 0,
        agent_read=mine.read if mine else 0,
        asked=mine.asked if mine else 0,
        delivered=seen,
        read=seen,
        preview=talk.preview,
        preview_role=talk.preview_role,
        preview_by=next((one.account for one in members if 0 < one.said == newest), None),
        changed_at=talk.changed_at,
        members=tuple(Person(account=one.account, name=one.name) for one in members),
        group=bool(talk.name),
    )


def visit_of(conversation: Conversation) -> Visit:
    """The conversation as its subscriber sees it."""
    return Visit(
        conversation=conversation.id,
        state=conversation.state,
        rev=conversation.rev,
        last_seq=conversation.last_seq,
        agent_name=conversation.owner_name,
        agent_read=conversation.agent_read,
        rated=conversation.stars is not None,
    )
