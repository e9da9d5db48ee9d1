"""What entries say: a body a happening, told by its tag."""

from protocol.ids import AccountId, ConversationId, FileId, QueueId, TopicId
from protocol.people import AuthorRole, Person
from protocol.routing import Explanation
from protocol.scalars import Millis, Value


class Body(Value, tag_field="kind"):
    """What an entry says."""


class Inside(Body):
    """What colleagues say to each other: nothing of it is ever told to a subscriber."""


class Attachment(Value):
    """A file of a message or a note, as the server has it."""

    id: FileId
    name: str
    """As its sender called it: untrusted text, and no path."""
    media_type: str
    """What it is by its content, whatever its name says."""
    size: int
    """In bytes."""
    width: int = 0
    """Of a picture, in pixels; so is `height`."""
    height: int = 0


class Citation(Value):
    """What a colleague is asked about: an entry of a subscriber's conversation, as it was then.

    Who is in the talk may look into that conversation while the question is open: until it is
    settled, or the conversation is no longer in the hands of who asked.
    """

    conversation: ConversationId
    seq: int
    at: Millis
    role: AuthorRole
    author: str
    subscriber: str
    """As he called himself: untrusted text."""
    excerpt: str
    """Numbers and papers masked; untrusted text."""
    note: bool = False
    settled: bool = False


class Message(Body, tag="message"):
    """Said in the conversation, by whoever its author is; `text` may be empty beside files.

    `edited` is when its author gave it other words, or took it back: then it is `deleted` and has
    neither words nor files. What it was is told by `Edited` and `Deleted`, to colleagues only.
    Only in talks of colleagues is a message `about` something.
    """

    text: str
    files: tuple[Attachment, ...] = ()
    edited: Millis | None = None
    deleted: bool = False
    about: Citation | None = None


class Note(Inside, tag="note"):
    """Said between colleagues; its audience, and that of its files, never includes the subscriber.

    `text` may be empty beside files. `edited` and `deleted` say what they say of a message.
    """

    text: str
    files: tuple[Attachment, ...] = ()
    edited: Millis | None = None
    deleted: bool = False


class Whisper(Inside, tag="whisper"):
    """What a lead says to who answers, in the middle of the conversation. Never for the subscriber.

    `to` names whom he said it to.
    """

    text: str
    to: str = ""


class Edited(Inside, tag="edited"):
    """An agent gave what he said at `seq` another text; it was `was`. Never for the subscriber.

    `of_note` tells a note from a message.
    """

    seq: int
    text: str
    was: str
    of_note: bool = False


class Deleted(Inside, tag="deleted"):
    """An agent took back what he said at `seq`; it was `was`. Never for the subscriber.

    The files of a message are opened from here by colleagues; those of a note by nobody any more.
    """

    seq: int
    was: str
    files: tuple[Attachment, ...] = ()
    of_note: bool = False


class Entered(Body, tag="entered"):
    """The subscriber came in."""

    topic: TopicId
    channel: str
    name: str


class Queued(Body, tag="queued"):
    """The conversation waits for an agent.

    Reason: entered, robot, reopened, declined, expired, released, passed, overflowed, follow_up,
    call_back, vanished.
    """

    queue: QueueId
    reason: str


class Offered(Body, tag="offered"):
    """Shown to an agent and reserved for him until a time."""

    agent: AccountId
    name: str
    until: Millis


class Routed(Body, tag="routed"):
    """Why routing offered it to this agent. Never for the subscriber."""

    agent: AccountId
    name: str
    why: Explanation


class PassedTo(Body, tag="passed_to"):
    """Its owner would pass it on to a colleague, who may accept until a time; he keeps it so long.

    `note` says what was asked and what was done: for colleagues only.
    """

    agent: AccountId
    name: str
    note: str
    until: Millis


class PassedToTopic(Body, tag="passed_topic"):
    """Its owner gave it to those who answer a topic: it waits in their queue, in its old place."""

    topic: TopicId
    note: str


class CalledBack(Body, tag="called_back"):
    """Its owner thought better of passing it on."""

    agent: AccountId
    name: str


class Declined(Body, tag="declined"):
    """The agent did not want the offer; `kept_by` names who keeps what was to be passed on."""

    agent: AccountId
    reason: str = ""
    kept_by: str = ""


class Expired(Body, tag="expired"):
    """The offer was not answered in time; the names are told of what was to be passed on."""

    agent: AccountId
    name: str = ""
    kept_by: str = ""


class GuestCame(Body, tag="guest_came"):
    """Its owner brought a colleague in, who sees it and writes notes; `why` is what for."""

    agent: AccountId
    name: str
    why: str = ""


class GuestLeft(Body, tag="guest_left"):
    """The guest is no longer there; how: left, sent_away."""

    agent: AccountId
    name: str
    how: str


class LeadCame(Inside, tag="lead_came"):
    """A lead writes to the subscriber beside its owner from here on."""

    agent: AccountId
    name: str


class LeadLeft(Inside, tag="lead_left"):
    """He does so no more."""

    agent: AccountId
    name: str


class Assigned(Inside, tag="assigned"):
    """A lead gave it to an agent, whose it is at once, or to a queue, where it keeps its place."""

    agent: AccountId | None = None
    name: str = ""
    queue: QueueId | None = None
    note: str = ""
    was: str = ""
    """Whose it was."""


class Taken(Body, tag="taken"):
    """The agent owns the conversation now.

    How: offer, auto, claim, pass, reopened, taken_over.
    """

    agent: AccountId
    name: str
    how: str
    was: str = ""
    """Whose it was, where a lead has taken it over."""


class Released(Body, tag="released"):
    """Given back to the queue by its owner."""

    agent: AccountId
    reason: str = ""


class Vanished(Body, tag="vanished"):
    """Its owner's link was lost then and did not come back in time: others are asked for it."""

    agent: AccountId
    name: str
    since: Millis


class Held(Body, tag="held"):
    """Put on hold by its owner, who keeps it; `until` is when it comes back by itself."""

    until: Millis | None = None


class Unheld(Body, tag="unheld"):
    """Taken off hold."""


class Closing(Body, tag="closing"):
    """Its owner has ended it; it is closed at `until`, unless the subscriber goes on.

    What he says of it is for colleagues: the subscriber sees only that it is about to be over.
    """

    outcome: str
    topic: TopicId
    until: Millis
    comment: str = ""
    follow_up: Millis | None = None


class KeptOpen(Body, tag="kept_open"):
    """It is not closed after all; how: typing, message, agent."""

    how: str


class Closed(Body, tag="closed"):
    """Ended by its owner, or once the time to go on was over, or by the robot.

    What he says of it is for colleagues: the subscriber sees only that it is over. `work` says
    that its owner has work after it: mandatory, timed.
    """

    outcome: str
    topic: TopicId
    comment: str = ""
    work: str = ""
    follow_up: Millis | None = None


class WrappedUp(Body, tag="wrapped_up"):
    """The work after it is done, and this came of it; how: done, timed."""

    outcome: str
    topic: TopicId
    comment: str = ""
    follow_up: Millis | None = None
    how: str = "done"


class Scheduled(Body, tag="scheduled"):
    """Somebody comes back to it at a time; why: follow_up, call_back."""

    due: Millis
    why: str


class Merged(Body, tag="merged"):
    """It is one matter with another conversation of the same subscriber, and goes on there."""

    into: ConversationId


class MergedFrom(Body, tag="merged_from"):
    """Another conversation of the same subscriber goes on here; its log is its own."""

    source: ConversationId
    channel: str


class Late(Body, tag="late"):
    """A promise of the queue is broken, or nearly; of: first_answer, next_answer, resolution."""

    of: str
    level: str
    """warn, late."""
    target: int
    """What was promised, in seconds of the queue's hours."""


class Left(Body, tag="left"):
    """The subscriber closed the chat."""


class Rated(Body, tag="rated"):
    """What the subscriber says of the help he got: one to five stars."""

    stars: int
    comment: str = ""


class TalkBegan(Body, tag="talk_began"):
    """Colleagues talk among themselves: two of them, or a group that has a name."""

    members: tuple[Person, ...]
    """Besides the author."""
    name: str = ""


class TalkRenamed(Body, tag="talk_renamed"):
    """The group is called otherwise."""

    name: str


class TalkJoined(Body, tag="talk_joined"):
    """Others are in the group from here on, and read all of it."""

    members: tuple[Person, ...]


class TalkLeft(Body, tag="talk_left"):
    """The author is in the group no more."""


class Settled(Body, tag="settled"):
    """The question at `seq` is answered: what it was about is closed to the others again."""

    seq: int


OutsideBody = (
    Message
    | Entered
    | Queued
    | Offered
    | Routed
    | PassedTo
    | PassedToTopic
    | CalledBack
    | Declined
    | Expired
    | GuestCame
    | GuestLeft
    | Taken
    | Released
    | Vanished
    | Held
    | Unheld
    | Closing
    | KeptOpen
    | Closed
    | WrappedUp
    | Scheduled
    | Merged
    | MergedFrom
    | Late
    | Left
    | Rated
    | TalkBegan
    | TalkRenamed
    | TalkJoined
    | TalkLeft
    | Settled
)
"""What may be told to a subscriber, if its audience is his."""

EntryBody = OutsideBody | Note | Whisper | Edited | Deleted | LeadCame | LeadLeft | Assigned
