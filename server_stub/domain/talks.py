"""Rules of talks among colleagues: begun, written in, asked in, read; never a subscriber's.

A talk is a conversation in a state of its own that no other rule accepts, and these rules accept no
other state: what is written here has no way to a subscriber, and nothing here is routed.
"""

from collections.abc import Sequence

import msgspec

from language.personal_data import masked
from protocol import commands, limits
from protocol.bodies import (
    Citation,
    Message,
    Note,
    Settled,
    TalkBegan,
    TalkJoined,
    TalkLeft,
    TalkRenamed,
)
from protocol.conversations import ConversationState
from protocol.entries import Audience
from protocol.ids import LIVE_WORLD, AccountId, ConversationId, QueueId, TopicId
from protocol.people import AuthorRole, Person
from server_stub.domain.acts import Act
from server_stub.domain.attaching import attach
from server_stub.domain.conversation import Conversation, LogEntry, Member
from server_stub.domain.draft import Context, Decision, Draft, Question
from server_stub.domain.errors import InvalidTransition, NotFound, OutOfBounds
from server_stub.domain.previews import preview_of
from server_stub.domain.second_words import take_back

CHANNEL = "colleagues"
"""In the place of the channel that a subscriber writes through."""

_ANSWERED = frozenset({ConversationState.ACTIVE, ConversationState.HELD})


def open_talk(act: Act, request: commands.OpenTalk, context: Context) -> Decision:
    """The talk of two that there is not yet."""
    return _begin(act, [request.colleague], context)


def start_group(act: Act, request: commands.StartGroup, context: Context) -> Decision:
    return _begin(act, request.members, context, name=request.name)


def rename(draft: Draft, request: commands.RenameGroup) -> None:
    _require_group(draft)
    draft.log(TalkRenamed(name=request.name))
    draft.set(name=request.name)


def add(draft: Draft, request: commands.AddToGroup) -> None:
    """Who was in it before and left comes back to all of it."""
    _require_group(draft)
    here = draft.before.members
    new = _people(request.members, draft.context, besides={one.account for one in here})
    draft.log(TalkJoined(members=new))
    draft.set(members=_within_limit((*here, *map(_member, new))))
    _refresh_desks(draft, new)


def leave(draft: Draft, request: commands.LeaveGroup) -> None:
    del request
    _require_group(draft)
    draft.log(TalkLeft())
    draft.set(members=tuple(one for one in draft.before.members if one.account != draft.actor.id))
    _refresh_desks(draft, draft.before.members)


def say(draft: Draft, request: commands.Say) -> None:
    files = attach(draft, request.files, to=Audience.AGENTS)
    _tell(draft, Message(text=request.text, files=files))


def ask(draft: Draft, request: commands.Ask) -> None:
    """Only who answers a conversation lets others look into it, and only while he does."""
    about = draft.context.conversation(ConversationId(request.about))
    if about is None or about.state not in _ANSWERED or about.owner != draft.actor.id:
        raise NotFound(field="about")
    entry = draft.context.entry(about.id, request.seq)
    if entry is None:
        raise NotFound(field="seq")
    _tell(draft, Message(text=request.text, about=_citation(about, entry)), asks=True)
    draft.ask(Question(conversation=about.id, epoch=about.epoch))
    _refresh_desks(draft, draft.before.members)


def settle(draft: Draft, request: commands.Settle) -> None:
    entry = draft.context.entry(draft.before.id, request.seq)
    if entry is None or not isinstance(entry.body, Message) or entry.author.id != draft.actor.id:
        raise NotFound(field="seq")
    if entry.body.about is None:
        raise NotFound(field="seq")
    if entry.body.about.settled:
        raise InvalidTransition(state="settled")
    draft.log(Settled(seq=entry.seq))
    done = msgspec.structs.replace(entry.body.about, settled=True)
    draft.rewrite(entry, msgspec.structs.replace(entry.body, about=done))
    _close_question(draft, entry.seq)


def delete(draft: Draft, request: commands.DeleteMessage) -> None:
    """A question that is taken back is asked no longer."""
    said = take_back(draft, request)
    if isinstance(said, Message) and said.about is not None and not said.about.settled:
        _close_question(draft, request.seq)


def mark_read(draft: Draft, request: commands.MarkRead) -> None:
    """Each member reads for himself."""
    seq = min(request.seq, draft.before.last_seq)
    mine = draft.before.member(draft.actor.id)
    if mine is None or seq <= mine.read:
        return
    changed = msgspec.structs.replace(mine, read=seq, unread=_left_unread(draft, mine, seq))
    draft.set(members=tuple(changed if one is mine else one for one in draft.before.members))


def _left_unread(draft: Draft, mine: Member, seq: int) -> int:
    """How much of what was unread comes after the mark: looked for from the end, no further."""
    left, at = 0, draft.before.last_heard_seq
    while at > seq and left < mine.unread:
        entry = draft.context.entry(draft.before.id, at)
        others = entry is not None and entry.author.id != mine.account
        left += others and entry is not None and isinstance(entry.body, Message)
        at -= 1
    return left


def _begin(act: Act, members: Sequence[str], context: Context, *, name: str = "") -> Decision:
    people = _people(members, context, besides={act.actor.id})
    me = Person(account=AccountId(act.actor.id), name=act.actor.name)
    blank = Conversation(
        id=act.conversation,
        world=LIVE_WORLD,
        state=ConversationState.TALK,
        queue=QueueId(""),
        topic=TopicId(""),
        channel=CHANNEL,
        language="",
        name=name,
        phone="",
        subscriber=None,
        verified=False,
        epoch=1,
        rev=0,
        last_seq=0,
        entered_at=context.now,
        queued_at=context.now,
        changed_at=context.now,
        members=_within_limit((_member(me), *map(_member, people))),
    )
    draft = Draft(blank, act, context)
    draft.log(TalkBegan(members=people, name=name))
    _refresh_desks(draft, (me, *people))
    return draft.decision()


def _tell(draft: Draft, message: Message, *, asks: bool = False) -> None:
    draft.log(message)
    seq = draft.before.last_seq + 1
    members = []
    for one in draft.before.members:
        if one.account == draft.actor.id:
            changed = msgspec.structs.replace(one, name=draft.actor.name, said=seq)
        else:
            asked = seq if asks else one.asked
            changed = msgspec.structs.replace(one, unread=one.unread + 1, asked=asked)
            if not one.unread:
                # Who does not follow an old talk any more learns that it goes on.
                draft.refresh_desk(one.account)
        members.append(changed)
    draft.set(
        preview=preview_of(message),
        preview_role=AuthorRole.AGENT,
        last_heard_seq=seq,
        members=tuple(members),
    )


def _close_question(draft: Draft, seq: int) -> None:
    draft.settle(seq)
    members = [
        msgspec.structs.replace(one, asked=0) if one.asked == seq else one
        for one in draft.before.members
    ]
    draft.set(members=tuple(members))
    _refresh_desks(draft, draft.before.members)


def _citation(about: Conversation, entry: LogEntry) -> Citation:
    """What the card shows: said by somebody, not taken back, numbers and papers masked."""
    body = entry.body
    if not isinstance(body, Message | Note) or body.deleted:
        raise NotFound(field="seq")
    text = body.text or preview_of(body)
    return Citation(
        conversation=about.id,
        seq=entry.seq,
        at=entry.at,
        role=entry.author.role,
        author=entry.author.name,
        subscriber=about.name,
        # The card stays in the talk when the conversation is closed to its readers again.
        excerpt=masked(text)[: limits.CITED_CHARACTERS],
        note=isinstance(body, Note),
    )


def _people(
    accounts: Sequence[str], context: Context, *, besides: set[str] | set[AccountId]
) -> tuple[Person, ...]:
    """Colleagues who may be talked to. Raises `NotFound` for anybody else, or one named twice."""
    people = []
    for account in accounts:
        name = context.staff.get(AccountId(account))
        if name is None or account in besides or accounts.count(account) > 1:
            raise NotFound(field="member")
        people.append(Person(account=AccountId(account), name=name))
    return tuple(people)


def _member(person: Person) -> Member:
    return Member(account=person.account, name=person.name)


def _within_limit(members: tuple[Member, ...]) -> tuple[Member, ...]:
    if len(members) > limits.TALK_MEMBERS:
        raise OutOfBounds(rule="max_length", field="members")
    return members


def _require_group(draft: Draft) -> None:
    if not draft.before.name:
        raise InvalidTransition(state="pair")


def _refresh_desks(draft: Draft, people: Sequence[Person] | Sequence[Member]) -> None:
    for one in people:
        draft.refresh_desk(one.account)
