"""What a client may ask: one Struct a verb, decoding is validation, unknown fields are refused.

`request` numbers the commands of a connection and comes back in the answer. `client_id` is the
identity of a command that changes something: made before the first try, the same at every retry.
`epoch` says under which ownership the writer believed to write.
"""

from typing import Annotated

from msgspec import Meta

from protocol import configuring, explaining, limits
from protocol.board import ListBoard, WatchBoard
from protocol.command import Command as Command
from protocol.command import Language, Query
from protocol.command import Write as Write
from protocol.ending import EndWork as EndWork
from protocol.ending import KeepOpen as KeepOpen
from protocol.ending import Merge as Merge
from protocol.ending import Outcome
from protocol.knowledge import ReplyScope
from protocol.leading import (
    Assign,
    JoinChat,
    LeaveChat,
    Observe,
    ReadTimeline,
    SetAgent,
    SetAgentPresence,
    TakeOver,
    WriteWhisper,
)
from protocol.people import Presence, PresenceWhy
from protocol.scalars import CLEAN, Code, Comment, Count, FileName, Id, Name, Text, Words
from protocol.waiting import VisitCallMe as VisitCallMe

Password = Annotated[str, Meta(min_length=1, max_length=limits.PASSWORD_CHARACTERS)]
Token = Annotated[str, Meta(min_length=20, max_length=100, pattern=r"\A[A-Za-z0-9_-]+\Z")]
Peek = Annotated[str, Meta(max_length=limits.PEEK_CHARACTERS, pattern=CLEAN)]
Phone = Annotated[str, Meta(min_length=5, max_length=24, pattern=r"\A[0-9+() -]+\Z")]
Digest = Annotated[str, Meta(pattern=r"\A[0-9a-f]{64}\Z")]
"""SHA-256, in hexadecimal."""
Members = Annotated[tuple[Id, ...], Meta(min_length=1, max_length=limits.TALK_MEMBERS - 1)]
Files = Annotated[tuple[Id, ...], Meta(max_length=limits.FILES_PER_MESSAGE)]
Replies = Annotated[tuple[Code, ...], Meta(max_length=limits.REPLIES_PER_MESSAGE)]
Shortcut = Annotated[str, Meta(max_length=limits.SHORTCUT_CHARACTERS, pattern=r"\A[\w-]*\Z")]
Stars = Annotated[int, Meta(ge=1, le=5)]


def _require_something(text: str, files: tuple[str, ...]) -> None:
    """Refuse what says nothing, in the words in which msgspec refuses an empty text."""
    if not text and not files:
        raise ValueError("Expected `str` of length >= 1 - at `$.text`")


# The session of a desk.


class SignIn(Command, tag="sign_in"):
    """Open a session with a password."""

    login: Name
    password: Password
    client: Comment = ""
    """Name and version of the program, for the server's figures."""
    language: Language = "ru"


class Resume(Command, tag="resume"):
    """Open a session with the token of an earlier one."""

    token: Token
    client: Comment = ""
    language: Language = "ru"


class SignOut(Command, tag="sign_out"):
    """End the session: its token is worth nothing afterwards, and the connection closes."""


# Reading.


class ReadDesk(Command, tag="desk"):
    """What is on my desk now."""


class CatchUp(Command, tag="catch_up"):
    """What changed in a conversation since the revision I have, oldest change first."""

    conversation: Id
    after_rev: Count


class ReadHistory(Command, tag="history"):
    """The entries before a place in a conversation, nearest first page; without one, the newest."""

    conversation: Id
    before_seq: Count | None = None


class ReadWaiting(Command, tag="waiting"):
    """Who waits in a queue, longest first."""

    queue: Code


class ReadConversations(Command, tag="conversations"):
    """A subscriber's conversations of every channel, newest first."""

    subscriber: Id
    before: Count | None = None
    """Only those entered before this time."""


class FindEntries(Command, tag="find_entries"):
    """Words in what was said, in all the history I may see, newest first."""

    query: Query
    conversation: Id | None = None
    subscriber: Id | None = None
    queue: Code | None = None
    since: Count | None = None
    """Said at this time or later."""
    until: Count | None = None
    """Said before this time."""
    before: Count | None = None
    """Where the page before this one ended: its `reached`."""


class ReadMyDay(Command, tag="my_day"):
    """What I have done between two times, in steps of an hour, a day or anything between."""

    since: Count
    until: Count
    step_ms: Annotated[int, Meta(ge=limits.DAY_STEP_LEAST_MS, le=limits.DAY_STEP_MOST_MS)]


class FindReceivers(Command, tag="receivers"):
    """Colleagues whom a conversation can be passed on to; those with the most room first."""

    query: Annotated[str, Meta(max_length=limits.QUERY_CHARACTERS, pattern=CLEAN)] = ""
    """The beginnings of words of a name; empty for everyone."""


class SyncKnowledge(Command, tag="sync_knowledge"):
    """Articles and canned replies changed after a change number; or, of those, what is mine.

    What is one's own is no part of the rest: a console follows each by a number of its own.
    """

    after_change: Count
    own: bool = False
    """Only the replies that nobody but me sees."""


class ReadReplyUses(Command, tag="reply_uses"):
    """How often I have sent which canned replies, those used last first; or how often all have."""

    everybody: bool = False


class SaveReply(Command, tag="save_reply"):
    """Keep a canned reply: a new one, or one as it is to be from now on.

    `version` is that of the reply I have seen, 0 where I know of none: what has been changed since
    is not written over. Scope, queue and language are those it was made with.
    """

    client_id: Id
    reply: Code
    language: Language
    scope: ReplyScope
    title: Name
    text: Text
    queue: Code | None = None
    """Of a group's reply, and of none else: which queue it serves."""
    shortcut: Shortcut = ""
    version: Count = 0


class DeleteReply(Command, tag="delete_reply"):
    """Take a canned reply away, as I have seen it."""

    client_id: Id
    reply: Code
    language: Language
    version: Count


class FindSubscribers(Command, tag="find_subscribers"):
    """Search by number, contract or part of a name."""

    query: Query


class ReadProfile(Command, tag="profile"):
    """A subscriber and what he has, sensitive fields masked."""

    subscriber: Id


class Reveal(Command, tag="reveal"):
    """One hidden field of a profile, for a reason that is recorded."""

    client_id: Id
    subscriber: Id
    field: Code
    reason: Comment
    conversation: Id | None = None


# Work on conversations.


class Accept(Write, tag="accept"):
    """Take the conversation that is offered to me."""

    epoch: Count


class Decline(Write, tag="decline"):
    """Not this one: the conversation goes back to its queue, to its old place."""

    epoch: Count
    reason: Comment = ""


class Take(Write, tag="take"):
    """Claim a conversation that waits in a queue."""


class Release(Write, tag="release"):
    """Give my conversation back to its queue, to its old place."""

    epoch: Count
    reason: Comment = ""


class PassOn(Write, tag="pass_on"):
    """Hold my conversation out to a colleague: what was asked and done; mine until he accepts."""

    epoch: Count
    agent: Id
    note: Comment


class PassToTopic(Write, tag="pass_to_topic"):
    """Give my conversation to those who answer a topic, with what was asked and done."""

    epoch: Count
    topic: Code
    note: Comment


class CallBack(Write, tag="call_back"):
    """Hold my conversation out no longer."""

    epoch: Count


class Invite(Write, tag="invite"):
    """Bring a colleague into my conversation: he sees it and writes notes until it ends."""

    epoch: Count
    agent: Id
    why: Comment = ""


class SendAway(Write, tag="send_away"):
    """A guest of my conversation is to leave it."""

    epoch: Count
    agent: Id


class StepOut(Write, tag="step_out"):
    """I leave a conversation that I am a guest of."""


class Hold(Write, tag="hold"):
    """Put my conversation aside without giving it up, for good or until a time."""

    epoch: Count
    until: Count | None = None


class Unhold(Write, tag="unhold"):
    """Take my conversation off hold."""

    epoch: Count


class Close(Write, tag="close"):
    """End my conversation and say what came of it; `topic` corrects the one it entered with.

    `seen_seq` is the last entry its agent was shown: a conversation that goes on is not ended.
    `outcome` may be left to the work after it where the queue has some. On `follow_up` somebody is
    to come back to it. Of one that counts down already: end it now.
    """

    epoch: Count
    seen_seq: Count
    outcome: Outcome = ""
    topic: Code | None = None
    comment: Comment = ""
    follow_up: Count | None = None


class AnnounceFile(Write, tag="announce_file"):
    """I am going to send this file with a message here; the same again tells how much has come."""

    name: FileName
    size: Count
    """In bytes."""
    digest: Digest


class AnnounceNoteFile(Write, tag="announce_note_file"):
    """The same for a file of a note: no message may name it, and no subscriber ever has it."""

    name: FileName
    size: Count
    """In bytes."""
    digest: Digest


class OpenFile(Command, tag="open_file"):
    """A ticket for a file of a message, or of a note."""

    conversation: Id
    file: Id


class Send(Write, tag="send"):
    """A message to the subscriber: a text, files that have arrived, or both."""

    epoch: Count
    text: Words
    files: Files = ()
    replies: Replies = ()
    """The canned replies it is made of: they are counted, and no reason to refuse a message."""

    def __post_init__(self) -> None:
        _require_something(self.text, self.files)


class WriteNote(Write, tag="note"):
    """A note for colleagues: a text, files that were announced for a note, or both."""

    epoch: Count
    text: Words
    files: Files = ()

    def __post_init__(self) -> None:
        _require_something(self.text, self.files)


class EditMessage(Write, tag="edit_message"):
    """Other words for a message or a note of mine; soon, and it is marked.

    For a message while I answer, or in a talk; for a note while I may write notes there, whoever
    has answered in between. `of_note` says which it is meant for: if the entry is the other,
    nothing is changed.
    """

    epoch: Count
    seq: Count
    text: Text
    since: Count | None = None
    """When it got the words that I have read, so that no later ones are lost; without it, any."""
    of_note: bool = False


class DeleteMessage(Write, tag="delete_message"):
    """Take a message or a note of mine back; soon, and that it was stays.

    When and of which, as in `edit_message`.
    """

    epoch: Count
    seq: Count
    since: Count | None = None
    """When it got the words that I have read; without it, whatever it says now."""
    of_note: bool = False


class MarkRead(Command, tag="mark_read"):
    """I have seen everything up to here. Only moves forward, so it needs no identity."""

    conversation: Id
    seq: Count


class SetPresence(Command, tag="set_presence"):
    """Say whether I take conversations.

    By hand, or by the console itself: because nobody has touched it for a while (`idle` and `busy`:
    only who is on line becomes so) or somebody does again (`idle` and `online`: only who became so
    comes back). What I chose by hand it never changes.
    """

    client_id: Id
    presence: Presence
    reason: Comment = ""
    why: PresenceWhy = PresenceWhy.OWN


class SetAutoAccept(Command, tag="set_auto_accept"):
    """Let what is offered to me be mine at once, or no more."""

    client_id: Id
    on: bool


class LookAt(Command, tag="look"):
    """I have this conversation in view, or no longer: a hint for colleagues, not answered.

    Said again every few seconds; who falls silent has gone.
    """

    conversation: Id
    looking: bool


class Typing(Command, tag="typing"):
    """I am typing, or have stopped: a hint, lost without harm, not answered."""

    conversation: Id
    typing: bool


# Colleagues among themselves.


class ReadTalks(Command, tag="talks"):
    """The talks I am in, and the conversations that I am asked about."""


class FindColleagues(Command, tag="find_colleagues"):
    """Who is there to talk to, by parts of the name: those on line first."""

    query: Annotated[str, Meta(max_length=limits.QUERY_CHARACTERS, pattern=CLEAN)] = ""


class OpenTalk(Command, tag="open_talk"):
    """The talk of a colleague and me: begun if there is none yet, else the one there is."""

    client_id: Id
    colleague: Id


class StartGroup(Command, tag="start_group"):
    """A new talk of several, with a name."""

    client_id: Id
    name: Name
    members: Members
    """Besides me."""


class RenameGroup(Write, tag="rename_group"):
    """Call my group otherwise."""

    name: Name


class AddToGroup(Write, tag="add_to_group"):
    """Let others into my group; they read all of it."""

    members: Members


class LeaveGroup(Write, tag="leave_group"):
    """I am in this group no more."""


class Say(Write, tag="say"):
    """A message to colleagues, in a talk; no subscriber ever has it."""

    text: Words
    files: Files = ()

    def __post_init__(self) -> None:
        _require_something(self.text, self.files)


class Ask(Write, tag="ask"):
    """A question in a talk about an entry of a conversation that I answer.

    Who is in the talk may look into that conversation while the question is open.
    """

    about: Id
    seq: Count
    text: Words = ""


class Settle(Write, tag="settle"):
    """My question at `seq` is answered."""

    seq: Count


# A subscriber's side.


class Enter(Command, tag="visit.enter"):
    """Come in and open a conversation."""

    client_id: Id
    name: Name
    phone: Phone
    topic: Code
    language: Language = "ru"
    call_at: Count | None = None
    """Call me back at that time, instead of a chat now."""


class ResumeVisit(Command, tag="visit.resume"):
    """Come back to my conversation, with what changed in it since the revision I have."""

    token: Token
    after_rev: Count = 0


class VisitCatchUp(Command, tag="visit.catch_up"):
    """What changed since the revision I have, oldest change first."""

    after_rev: Count


class VisitAnnounceFile(Command, tag="visit.announce_file"):
    """I am going to send this file; the same again tells how much of it has arrived."""

    client_id: Id
    name: FileName
    size: Count
    """In bytes."""
    digest: Digest


class VisitOpenFile(Command, tag="visit.open_file"):
    """A ticket for a file of a message."""

    file: Id


class VisitSend(Command, tag="visit.send"):
    """A message to whoever answers: a text, files that have arrived, or both."""

    client_id: Id
    text: Words
    files: Files = ()

    def __post_init__(self) -> None:
        _require_something(self.text, self.files)


class VisitTyping(Command, tag="visit.typing"):
    """I am typing this: a hint, lost without harm, never stored, not answered."""

    typing: bool
    text: Peek = ""


class VisitMarkRead(Command, tag="visit.mark_read"):
    """I have seen everything up to here."""

    seq: Count


class VisitRate(Command, tag="visit.rate"):
    """What I say of the help I got."""

    client_id: Id
    stars: Stars
    comment: Comment = ""


class VisitLeave(Command, tag="visit.leave"):
    """I close the chat."""

    client_id: Id


DeskCommand = (
    SignIn
    | Resume
    | SignOut
    | ReadDesk
    | CatchUp
    | ReadHistory
    | ReadWaiting
    | explaining.Explain
    | ReadConversations
    | FindEntries
    | ReadMyDay
    | FindReceivers
    | SyncKnowledge
    | ReadReplyUses
    | SaveReply
    | DeleteReply
    | FindSubscribers
    | ReadProfile
    | Reveal
    | Accept
    | Decline
    | Take
    | Release
    | PassOn
    | PassToTopic
    | CallBack
    | Invite
    | SendAway
    | StepOut
    | Hold
    | Unhold
    | Close
    | KeepOpen
    | EndWork
    | Merge
    | AnnounceFile
    | AnnounceNoteFile
    | OpenFile
    | Send
    | WriteNote
    | EditMessage
    | DeleteMessage
    | MarkRead
    | SetPresence
    | SetAutoAccept
    | LookAt
    | Typing
    | ReadTalks
    | FindColleagues
    | OpenTalk
    | StartGroup
    | RenameGroup
    | AddToGroup
    | LeaveGroup
    | Say
    | Ask
    | Settle
    | WatchBoard
    | ListBoard
    | Observe
    | WriteWhisper
    | JoinChat
    | LeaveChat
    | TakeOver
    | Assign
    | SetAgentPresence
    | SetAgent
    | ReadTimeline
    | configuring.ReadConfiguration
    | configuring.SaveConfiguration
    | configuring.ReadAgents
    | configuring.SaveAgent
)
VisitCommand = (
    Enter
    | ResumeVisit
    | VisitCatchUp
    | VisitAnnounceFile
    | VisitOpenFile
    | VisitSend
    | VisitTyping
    | VisitMarkRead
    | VisitRate
    | VisitLeave
    | VisitCallMe
)
AnyCommand = DeskCommand | VisitCommand
