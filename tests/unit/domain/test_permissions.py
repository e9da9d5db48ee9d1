"""One table over every verb; what is foreign and what is missing look the same."""

import itertools
from typing import get_args

import pytest

from protocol.commands import DeskCommand, VisitCommand
from protocol.conversations import ConversationState
from protocol.errors import ErrorCode
from protocol.ids import AccountId, ConversationId
from protocol.people import AuthorRole, Role
from protocol.scalars import Millis
from server_stub.domain.acts import SYSTEM, Actor, Internal, subscriber_of
from server_stub.domain.conversation import Guesthood, Member
from server_stub.domain.errors import DomainError, Forbidden, NotFound
from server_stub.domain.permissions import (
    ANSWERING,
    BEFORE_SIGN_IN,
    BEFORE_VISIT,
    DESK_RULES,
    IN_TALKS,
    INTERNAL_VERBS,
    ROBOT_VERBS,
    VISIT_VERBS,
    Needs,
    Relation,
    authorize,
    relation_to,
)
from tests.unit.domain.rows import conversation

State = ConversationState


def verbs_of(union: object) -> set[str]:
    return {command.__struct_config__.tag for command in get_args(union)}


def actor(role: Role, name: str = "elena") -> Actor:
    return Actor(kind=AuthorRole.AGENT, id=name, role=role)


def test_the_tables_cover_exactly_the_verbs_of_the_contract() -> None:
    assert DESK_RULES.keys() | BEFORE_SIGN_IN == verbs_of(DeskCommand)
    assert verbs_of(VisitCommand) == VISIT_VERBS | BEFORE_VISIT
    assert {one.__struct_config__.tag for one in Internal.__subclasses__()} == (
        INTERNAL_VERBS | ROBOT_VERBS
    )


@pytest.mark.parametrize(("verb", "role"), [*itertools.product(sorted(DESK_RULES), Role)])
def test_a_role_may_do_what_its_row_says(verb: str, role: Role) -> None:
    for relation in Relation:
        may = role in DESK_RULES[verb].roles or (relation is Relation.IN_TALK and verb in IN_TALKS)
        refusal: type[DomainError] | None = None if may else Forbidden
        if may and relation in (Relation.FOREIGN, Relation.MISSING):
            refusal = NotFound
        if refusal is None:
            authorize(actor(role), verb, relation)
        else:
            with pytest.raises(refusal):
                authorize(actor(role), verb, relation)


@pytest.mark.parametrize("verb", ["", "erase", "sign_in", "offer", "visit.send", "timer"])
def test_a_desk_is_refused_a_verb_that_is_not_its_own(verb: str) -> None:
    for role in Role:
        with pytest.raises(Forbidden):
            authorize(actor(role), verb, Relation.OWN)


def test_only_those_who_answer_write_and_trainees_and_editors_see_no_conversation() -> None:
    writing = {"pass_on", "pass_to_topic", "call_back", "invite", "send_away", "step_out"}
    writing |= {"accept", "decline", "take", "release", "hold", "unhold", "close", "send", "note"}
    assert all(DESK_RULES[verb].roles == ANSWERING for verb in writing)
    apart = (Needs.NOTHING, Needs.REPLY, Needs.MEMBER)
    seeing = {verb for verb, rule in DESK_RULES.items() if rule.needs not in apart}
    for role in (Role.TRAINEE, Role.EDITOR):
        assert not any(role in DESK_RULES[verb].roles for verb in seeing)


def test_a_subscriber_reaches_his_own_conversation_only() -> None:
    mine = subscriber_of(ConversationId("mine"))
    for verb in (*VISIT_VERBS, "delivered"):
        authorize(mine, verb, relation_to(conversation(id="mine"), mine, verb))
        for other in (conversation(id="other"), None):
            with pytest.raises(NotFound):
                authorize(mine, verb, relation_to(other, mine, verb))
    for verb in (*DESK_RULES, "timer", "offer"):
        with pytest.raises(Forbidden):
            authorize(mine, verb, Relation.OWN)


def test_the_server_itself_does_only_what_is_its_own() -> None:
    for verb in INTERNAL_VERBS:
        authorize(SYSTEM, verb, relation_to(conversation(), SYSTEM, verb))
    for verb in (*DESK_RULES, *VISIT_VERBS):
        with pytest.raises(Forbidden):
            authorize(SYSTEM, verb, Relation.OWN)
    robot = Actor(kind=AuthorRole.ROBOT, id="robot")
    with pytest.raises(Forbidden):
        authorize(robot, "send", Relation.OWN)


@pytest.mark.parametrize(
    ("needs", "state", "owner", "offered", "own"),
    [
        (Needs.OWNER, State.ACTIVE, "elena", None, True),
        (Needs.OWNER, State.ACTIVE, "pavel", None, False),
        (Needs.OWNER, State.OFFERED, None, "elena", False),
        (Needs.OFFERED, State.OFFERED, None, "elena", True),
        (Needs.OFFERED, State.OFFERED, None, "pavel", False),
        (Needs.WAITING, State.QUEUED, None, None, True),
        (Needs.WAITING, State.OFFERED, None, "elena", True),
        (Needs.WAITING, State.OFFERED, None, "pavel", False),
        (Needs.WAITING, State.ACTIVE, "pavel", None, False),
        (Needs.SIGHT, State.QUEUED, None, None, True),
        (Needs.SIGHT, State.OFFERED, None, "elena", True),
        (Needs.SIGHT, State.CLOSED, "elena", None, True),
        (Needs.SIGHT, State.ACTIVE, "pavel", None, False),
        (Needs.NOTHING, State.ACTIVE, "pavel", None, True),
        (Needs.OFFERED, State.ACTIVE, "pavel", "elena", True),
        (Needs.OFFERED, State.ACTIVE, "elena", "pavel", False),
        (Needs.SIGHT, State.ACTIVE, "pavel", "elena", True),
        (Needs.OWNER, State.ACTIVE, "pavel", "elena", False),
        (Needs.PART, State.ACTIVE, "elena", None, True),
        (Needs.PART, State.ACTIVE, "pavel", "elena", False),
        (Needs.GUEST, State.ACTIVE, "elena", None, False),
    ],
)
def test_what_makes_a_conversation_ones_own(
    needs: Needs, state: State, owner: str | None, offered: str | None, own: bool
) -> None:
    one = conversation(state=state, owner=owner, offer_agent=offered)
    verbs = [verb for verb, rule in DESK_RULES.items() if rule.needs is needs]
    assert verbs
    for verb in verbs:
        relation = relation_to(one, actor(Role.AGENT), verb)
        assert relation is (Relation.OWN if own else Relation.FOREIGN)


@pytest.mark.parametrize("needs", Needs)
def test_a_guest_sees_and_notes_and_leaves_and_does_nothing_else(needs: Needs) -> None:
    guest = Guesthood(account=AccountId("elena"), name="Elena", since=Millis(1))
    one = conversation(state=State.ACTIVE, owner="pavel", guests=(guest,))
    own = needs in (Needs.NOTHING, Needs.SIGHT, Needs.PART, Needs.GUEST)
    for verb in (verb for verb, rule in DESK_RULES.items() if rule.needs is needs):
        relation = relation_to(one, actor(Role.AGENT), verb)
        assert relation is (Relation.OWN if own else Relation.FOREIGN)
    part = {verb for verb, rule in DESK_RULES.items() if rule.needs in (Needs.PART, Needs.GUEST)}
    # Of what was said he changes his notes: `second_words` keeps the messages for their owner.
    changes = {"edit_message", "delete_message"}
    assert part == {"announce_note_file", "mark_read", "note", "step_out", *changes}


def test_who_serves_the_subscriber_and_who_oversees_may_look() -> None:
    foreign = conversation(state=State.ACTIVE, owner="pavel")
    agent = actor(Role.AGENT)
    assert relation_to(foreign, agent, "history", serves_subscriber=True) is Relation.OWN
    assert relation_to(foreign, agent, "send", serves_subscriber=True) is Relation.FOREIGN
    assert relation_to(foreign, agent, "history", asked=True) is Relation.OWN
    writing = {verb for verb, rule in DESK_RULES.items() if rule.needs is Needs.OWNER}
    for verb in writing:
        assert relation_to(foreign, agent, verb, asked=True) is Relation.FOREIGN
    for role in (Role.LEAD, Role.ADMIN):
        assert relation_to(foreign, actor(role), "history") is Relation.OWN
        assert relation_to(foreign, actor(role), "send") is Relation.FOREIGN
    assert relation_to(foreign, agent, "no such verb") is Relation.FOREIGN


TALK = conversation(
    state=State.TALK,
    subscriber=None,
    members=(Member(AccountId("elena"), "Елена"), Member(AccountId("irina"), "Ирина")),
)


@pytest.mark.parametrize("verb", sorted(DESK_RULES))
@pytest.mark.parametrize("role", Role)
def test_a_talk_is_its_members_and_to_everybody_else_it_is_missing(verb: str, role: Role) -> None:
    of_talks = verb in IN_TALKS or DESK_RULES[verb].needs is Needs.MEMBER
    for name in ("elena", "pavel"):
        one = actor(role, name)
        relation = relation_to(TALK, one, verb)
        own = of_talks and name == "elena"
        assert relation is (Relation.IN_TALK if own else Relation.FOREIGN)
        if role not in DESK_RULES[verb].roles and not (own and verb in IN_TALKS):
            with pytest.raises(Forbidden):
                authorize(one, verb, relation)
        elif own:
            authorize(one, verb, relation)
        else:
            with pytest.raises(NotFound):
                authorize(one, verb, relation)
        invited = relation_to(TALK, one, verb, serves_subscriber=True, asked=True)
        assert invited is relation


def test_no_subscriber_and_no_part_of_the_server_has_a_talk() -> None:
    for verb in (*VISIT_VERBS, *INTERNAL_VERBS, *DESK_RULES):
        for one in (subscriber_of(TALK.id), SYSTEM, Actor(kind=AuthorRole.ROBOT, id="elena")):
            assert relation_to(TALK, one, verb) is Relation.FOREIGN
            with pytest.raises(DomainError):
                authorize(one, verb, relation_to(TALK, one, verb))


def test_a_conversation_of_a_subscriber_has_no_verb_of_talks() -> None:
    for state in State:
        if state is not State.TALK:
            one = conversation(state=state, owner="elena", members=TALK.members)
            for verb, rule in DESK_RULES.items():
                if rule.needs is Needs.MEMBER:
                    assert relation_to(one, actor(Role.LEAD), verb) is Relation.FOREIGN


def test_every_refusal_carries_a_code_of_the_contract_and_its_data() -> None:
    kinds = DomainError.__subclasses__()
    assert len({kind.code for kind in kinds}) == len(kinds)
    assert ErrorCode.INTERNAL not in {kind.code for kind in kinds}
    assert NotFound(field="topic").data == {"field": "topic"}
