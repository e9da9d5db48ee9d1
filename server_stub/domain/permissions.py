"""Who may ask for what: one table over every verb of the contract, one function that applies it.

A verb that is not in the table is refused, and a test compares the table with the contract. What is
foreign and what does not exist are refused alike, so that nobody can feel his way through ids.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from protocol.conversations import ConversationState
from protocol.entries import Audience
from protocol.knowledge import ReplyScope
from protocol.people import AuthorRole, Role
from server_stub.domain.acts import Actor
from server_stub.domain.conversation import AUDIENCE_LEVELS, Conversation
from server_stub.domain.errors import Forbidden, NotFound
from server_stub.domain.led import NOBODY, Led


class Relation(StrEnum):
    """How the thing asked for relates to the one who asks."""

    NONE = "none"
    """The verb names no conversation."""
    OWN = "own"
    IN_TALK = "in_talk"
    """A talk of colleagues that he is in."""
    FOREIGN = "foreign"
    MISSING = "missing"


# Asked at every message, and by every session that is told of it.
_OWN = Relation.OWN
_IN_TALK = Relation.IN_TALK
OUT_OF_REACH = frozenset({Relation.FOREIGN, Relation.MISSING})
_SYSTEM = AuthorRole.SYSTEM
_SUBSCRIBER = AuthorRole.SUBSCRIBER
_ROBOT = AuthorRole.ROBOT
_QUEUED = ConversationState.QUEUED
_SCHEDULED = ConversationState.SCHEDULED
_TOLD_SUBSCRIBERS, _TOLD_AGENTS, _TOLD_LEADS = (
    AUDIENCE_LEVELS[one] for one in (Audience.SUBSCRIBER, Audience.AGENTS, Audience.LEADS)
)


class Needs(StrEnum):
    """What makes a conversation one's own for a verb."""

    NOTHING = "nothing"
    OWNER = "owner"
    """The one who answers it."""
    VOICE = "voice"
    """The one who answers it, and leads who have joined him."""
    JOINED = "joined"
    """A lead who has joined."""
    LED = "led"
    """Leads of who has it; of those who serve its queue, while nobody does."""
    OFFERED = "offered"
    """The one it is offered to."""
    GUEST = "guest"
    """Who was brought into it."""
    PART = "part"
    """The one who answers it, and his guests."""
    WAITING = "waiting"
    """Anybody who may answer, while nobody does; until its date, the one who knows it."""
    MINE_OR_WAITING = "mine_or_waiting"
    """The one who answers it, and anybody who may while nobody does."""
    SIGHT = "sight"
    """The owner, his guests, the one it is offered to, everyone while it waits, the one who
    knows it until its date, those who serve the
    same subscriber now, and those whom its owner asks about it; leads and administrators always."""
    MEMBER = "member"
    """Those in a talk of colleagues, and nobody who oversees them."""
    AGENT = "agent"
    """Not of conversations: an agent whom one leads."""
    REPLY = "reply"
    """Not of conversations: one's own canned reply; shared ones by `REPLY_WRITERS`."""


_LED = Needs.LED
_FOR_OWNERS = frozenset({Needs.OWNER, Needs.MINE_OR_WAITING, Needs.VOICE, Needs.PART, Needs.SIGHT})
_FOR_THE_ASKED = frozenset({Needs.OFFERED, Needs.WAITING, Needs.SIGHT})
_WHILE_IT_WAITS = frozenset({Needs.WAITING, Needs.MINE_OR_WAITING, Needs.SIGHT})
_UNTIL_ITS_DATE = frozenset({Needs.WAITING, Needs.SIGHT})
_FOR_GUESTS = frozenset({Needs.GUEST, Needs.PART, Needs.SIGHT})
_FOR_JOINED = frozenset({Needs.VOICE, Needs.JOINED, Needs.PART, Needs.SIGHT})


@dataclass(frozen=True, slots=True)
class Rule:
    """Which roles may use a verb, and on which conversations."""

    roles: frozenset[Role]
    needs: Needs = Needs.NOTHING


ANSWERING = frozenset({Role.AGENT, Role.LEAD})
"""Who answers subscribers, and so may be offered a conversation."""

STAFF = frozenset(Role)
"""Everybody with an account: all of them talk to each other."""

_SEE = frozenset({Role.AGENT, Role.LEAD, Role.ADMIN})
_ADMINISTER = frozenset({Role.ADMIN})
_OVERSEE = frozenset({Role.LEAD, Role.ADMIN})
_LEAD = frozenset({Role.LEAD})
"""Who oversees, and answers subscribers himself."""

DESK_RULES: dict[str, Rule] = {
    "sign_out": Rule(STAFF),
    "desk": Rule(STAFF),
    "set_presence": Rule(ANSWERING),
    "set_auto_accept": Rule(ANSWERING),
    "sync_knowledge": Rule(STAFF),
    "waiting": Rule(_SEE),
    "find_subscribers": Rule(_SEE),
    "profile": Rule(_SEE),
    "reveal": Rule(_SEE),
    "conversations": Rule(_SEE),
    "find_entries": Rule(_SEE),
    "catch_up": Rule(_SEE, Needs.SIGHT),
    "history": Rule(_SEE, Needs.SIGHT),
    "explain": Rule(_SEE, Needs.SIGHT),
    "my_day": Rule(ANSWERING),
    "reply_uses": Rule(STAFF),
    "save_reply": Rule(STAFF, Needs.REPLY),
    "delete_reply": Rule(STAFF, Needs.REPLY),
    "receivers": Rule(ANSWERING),
    "look": Rule(_SEE, Needs.SIGHT),
    "typing": Rule(ANSWERING, Needs.VOICE),
    "mark_read": Rule(ANSWERING, Needs.PART),
    "accept": Rule(ANSWERING, Needs.OFFERED),
    "decline": Rule(ANSWERING, Needs.OFFERED),
    "take": Rule(ANSWERING, Needs.WAITING),
    "release": Rule(ANSWERING, Needs.OWNER),
    "pass_on": Rule(ANSWERING, Needs.OWNER),
    "pass_to_topic": Rule(ANSWERING, Needs.OWNER),
    "call_back": Rule(ANSWERING, Needs.OWNER),
    "invite": Rule(ANSWERING, Needs.OWNER),
    "send_away": Rule(ANSWERING, Needs.OWNER),
    "step_out": Rule(ANSWERING, Needs.GUEST),
    "hold": Rule(ANSWERING, Needs.OWNER),
    "unhold": Rule(ANSWERING, Needs.OWNER),
    "close": Rule(ANSWERING, Needs.OWNER),
    "keep_open": Rule(ANSWERING, Needs.OWNER),
    "wrap_up": Rule(ANSWERING, Needs.OWNER),
    "merge": Rule(ANSWERING, Needs.MINE_OR_WAITING),
    "announce_file": Rule(ANSWERING, Needs.VOICE),
    "announce_note_file": Rule(ANSWERING, Needs.PART),
    "open_file": Rule(_SEE, Needs.SIGHT),
    "send": Rule(ANSWERING, Needs.VOICE),
    "note": Rule(ANSWERING, Needs.PART),
    "edit_message": Rule(ANSWERING, Needs.PART),
    "delete_message": Rule(ANSWERING, Needs.PART),
    "talks": Rule(STAFF),
    "find_colleagues": Rule(STAFF),
    "open_talk": Rule(STAFF),
    "start_group": Rule(STAFF),
    "rename_group": Rule(STAFF, Needs.MEMBER),
    "add_to_group": Rule(STAFF, Needs.MEMBER),
    "leave_group": Rule(STAFF, Needs.MEMBER),
    "say": Rule(STAFF, Needs.MEMBER),
    "ask": Rule(ANSWERING, Needs.MEMBER),
    "settle": Rule(ANSWERING, Needs.MEMBER),
    "watch_board": Rule(_OVERSEE),
    "list_board": Rule(_OVERSEE),
    "timeline": Rule(_OVERSEE, Needs.AGENT),
    "observe": Rule(_OVERSEE, Needs.LED),
    "whisper": Rule(_OVERSEE, Needs.LED),
    "join": Rule(_LEAD, Needs.LED),
    "leave_chat": Rule(_LEAD, Needs.JOINED),
    "take_over": Rule(_LEAD, Needs.LED),
    "assign": Rule(_OVERSEE, Needs.LED),
    "set_agent_presence": Rule(_OVERSEE, Needs.AGENT),
    "set_agent": Rule(_OVERSEE, Needs.AGENT),
    "read_configuration": Rule(_ADMINISTER),
    "save_configuration": Rule(_ADMINISTER),
    "read_agents": Rule(_ADMINISTER),
    "save_agent": Rule(_ADMINISTER),
}
"""Verbs of a signed-in desk. `sign_in` and `resume` come before there is anybody to authorize.

A guest has `edit_message` and `delete_message` for notes; that messages are their owner's is the
rule's to say. `look` tells colleagues that one is there; `observe` tells nobody, and is on record.
"""

REPLY_WRITERS: dict[ReplyScope, frozenset[Role]] = {
    ReplyScope.OWN: STAFF,
    ReplyScope.GROUP: frozenset({Role.LEAD}),
    ReplyScope.COMMON: frozenset({Role.EDITOR, Role.ADMIN}),
}
"""Who may make, change and take away canned replies of a scope.

Queues have no members yet: every agent serves every queue, so every lead leads those of each.
"""

IN_TALKS = frozenset(
    {
        "catch_up",
        "history",
        "look",
        "typing",
        "mark_read",
        "announce_file",
        "open_file",
        "edit_message",
        "delete_message",
    }
)
"""Verbs of any conversation that members of a talk have in it too, whatever their role. To every
other one, and to anybody else, subscribers, leads and the server's own parts included, a talk is
foreign."""

BEFORE_SIGN_IN = frozenset({"sign_in", "resume"})

VISIT_VERBS = frozenset(
    {
        "visit.catch_up",
        "visit.announce_file",
        "visit.open_file",
        "visit.send",
        "visit.typing",
        "visit.mark_read",
        "visit.rate",
        "visit.leave",
        "visit.call_me",
    }
)
"""Verbs of a subscriber inside his visit: each concerns the conversation his token opens."""

BEFORE_VISIT = frozenset({"visit.enter", "visit.resume"})

_OF_VISITS = frozenset({"delivered", "still_typing"})
"""What the server does in a subscriber's name."""

INTERNAL_VERBS = frozenset(
    {"open_visit", "offer", "timer", "delivered", "still_typing", "take_in", "overdue"}
)

ROBOT_VERBS = frozenset({"robot_says", "hand_over", "robot_ends"})
"""Of the robot, in what it has."""


def authorize(actor: Actor, verb: str, relation: Relation) -> None:
    """Let the actor do it, or raise `Forbidden` or `NotFound`."""
    kind = actor.kind
    if kind is _SYSTEM:
        allowed = verb in INTERNAL_VERBS
    elif kind is _ROBOT:
        allowed = verb in ROBOT_VERBS
    elif kind is _SUBSCRIBER:
        allowed = verb in VISIT_VERBS or verb in _OF_VISITS
    else:
        rule = DESK_RULES.get(verb)
        in_talk = relation is _IN_TALK and verb in IN_TALKS and actor.role is not None
        allowed = rule is not None and (in_talk or actor.role in rule.roles)
    if not allowed:
        raise Forbidden
    if relation in OUT_OF_REACH:
        raise NotFound


def authorize_reply(actor: Actor, verb: str, relation: Relation, *, scope: ReplyScope) -> None:
    """The same for a canned reply of a scope: a shared one is seen by all and changed by few."""
    authorize(actor, verb, relation)
    if actor.role not in REPLY_WRITERS[scope]:
        raise Forbidden


def authorize_agent(actor: Actor, verb: str, account: str, *, led: Led) -> None:
    """Let him do it to this agent. Whom he does not lead does not exist for him."""
    is_his = led.has_agent(account)
    authorize(actor, verb, Relation.OWN if is_his else Relation.FOREIGN)


def oversees(actor: Actor) -> bool:
    """Whether he sees every conversation."""
    return actor.role in _OVERSEE


def level_of(actor: Actor) -> int:
    """Which entries he may see, in a conversation that he may see."""
    if actor.kind is _SUBSCRIBER:
        return _TOLD_SUBSCRIBERS
    return _TOLD_LEADS if oversees(actor) else _TOLD_AGENTS


def relation_to(
    conversation: Conversation | None,
    actor: Actor,
    verb: str,
    *,
    serves_subscriber: bool = False,
    asked: bool = False,
    led: Callable[[Actor], Led] = lambda _: NOBODY,
) -> Relation:
    """What a conversation is to an actor who uses a verb on it.

    `serves_subscriber` says whether he answers another conversation of the same subscriber now,
    `asked` whether its owner has an open question about it to him, `led` whom a lead leads.
    """
    if conversation is None:
        return Relation.MISSING
    if conversation.is_talk:
        return _IN_TALK if _may_in_talk(conversation, actor, verb) else Relation.FOREIGN
    if actor.kind is _SYSTEM or actor.kind is _ROBOT:
        return _OWN
    if actor.kind is _SUBSCRIBER:
        return _OWN if conversation.id == actor.id else Relation.FOREIGN
    rule = DESK_RULES.get(verb)
    needs = rule.needs if rule is not None else Needs.OWNER
    if needs is _LED:
        return _OWN if led(actor).has(conversation) else Relation.FOREIGN
    is_own = _is_own(conversation, actor, needs, invited=serves_subscriber or asked)
    return _OWN if is_own else Relation.FOREIGN


def _may_in_talk(talk: Conversation, actor: Actor, verb: str) -> bool:
    rule = DESK_RULES.get(verb)
    of_talks = verb in IN_TALKS or (rule is not None and rule.needs is Needs.MEMBER)
    return of_talks and actor.kind is AuthorRole.AGENT and talk.member(actor.id) is not None


def _is_own(conversation: Conversation, actor: Actor, needs: Needs, *, invited: bool) -> bool:
    if needs in _FOR_OWNERS and conversation.owner == actor.id:
        return True
    if needs in _FOR_THE_ASKED and conversation.offer_agent == actor.id:
        return True
    if needs in _WHILE_IT_WAITS and conversation.state is _QUEUED:
        return True
    if (
        conversation.state is _SCHEDULED
        and needs in _UNTIL_ITS_DATE
        and conversation.known_agent == actor.id
    ):
        return True
    guest = conversation.guest(actor.id) if conversation.guests else None
    if guest is not None and needs in (_FOR_JOINED if guest.lead else _FOR_GUESTS):
        return True
    return needs is Needs.NOTHING or (needs is Needs.SIGHT and (invited or oversees(actor)))
