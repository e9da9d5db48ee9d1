"""Nobody is shown what is not for him: identities of commands, accounts, numbers, outcomes."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.bodies import Entered, EntryBody, Message
from protocol.conversations import ConversationState, Offer
from protocol.entries import Audience, Entry
from protocol.ids import AccountId, ClientId, ConversationId, TopicId
from protocol.people import Author, AuthorRole, Presence
from protocol.scalars import Millis
from server_stub.domain.capacity import AgentLoad
from server_stub.domain.conversation import (
    AUDIENCE_LEVELS,
    LogEntry,
    head_of,
    mask_phone,
    seen_by,
    visit_of,
)
from tests.unit.domain.rows import conversation

SUBSCRIBER, AGENTS = (AUDIENCE_LEVELS[one] for one in (Audience.SUBSCRIBER, Audience.AGENTS))
SECRET = ClientId("019a0000-secret")


def entry(role: AuthorRole, body: EntryBody) -> Entry:
    line = LogEntry(
        conversation=ConversationId("chat"),
        seq=3,
        rev=4,
        at=Millis(5),
        epoch=1,
        audience=Audience.SUBSCRIBER,
        author=Author(role=role, id="account-7", name="Елена"),
        body=body,
        client_id=SECRET,
    )
    whole = line.seen_by(AUDIENCE_LEVELS[Audience.LEADS])
    assert (whole.seq, whole.rev, whole.at, whole.body) == (3, 4, 5, body)
    return Entry(
        seq=3,
        rev=4,
        at=Millis(5),
        audience=Audience.SUBSCRIBER,
        author=line.author,
        body=body,
        client_id=SECRET,
    )


def test_a_subscriber_learns_the_agents_name_and_nothing_that_points_to_him() -> None:
    shown = msgspec.json.encode(seen_by(entry(AuthorRole.AGENT, Message(text="Да")), SUBSCRIBER))
    assert "Елена".encode() in shown
    assert b"account-7" not in shown
    assert SECRET.encode() not in shown


def test_a_subscriber_knows_his_own_messages_again_but_not_how_he_entered() -> None:
    said = seen_by(entry(AuthorRole.SUBSCRIBER, Message(text="Да")), SUBSCRIBER)
    assert said.client_id == SECRET
    entered = Entered(topic=TopicId("services"), channel="web", name="Анна")
    assert seen_by(entry(AuthorRole.SUBSCRIBER, entered), SUBSCRIBER).client_id is None


def test_a_desk_knows_the_commands_of_desks_but_not_those_of_subscribers() -> None:
    assert seen_by(entry(AuthorRole.AGENT, Message(text="Да")), AGENTS).client_id == SECRET
    assert seen_by(entry(AuthorRole.SUBSCRIBER, Message(text="Да")), AGENTS).client_id is None


def test_a_visit_tells_nothing_of_outcome_account_or_queue() -> None:
    closed = conversation(
        state=ConversationState.CLOSED,
        owner="account-7",
        owner_name="Елена",
        outcome="fraud",
        preview="личное",
        stars=5,
    )
    shown = visit_of(closed)
    assert (shown.agent_name, shown.rated) == ("Елена", True)
    text = msgspec.json.encode(shown).decode()
    assert not any(secret in text for secret in ("account-7", "fraud", "личное", "general", "975"))


def test_a_head_carries_the_offer_and_a_masked_number() -> None:
    offered = conversation(
        state=ConversationState.OFFERED, offer_agent="elena", offer_until=Millis(9)
    )
    head = head_of(offered)
    assert head.offer == Offer(agent=AccountId("elena"), until=Millis(9))
    assert head.phone == "+7 9•• •••-41-17"
    assert head_of(conversation()).offer is None


@given(st.from_regex(r"\A[0-9+() -]{5,24}\Z"))
def test_a_masked_number_hides_at_least_four_digits(phone: str) -> None:
    digits = [character for character in phone if character.isdigit()]
    shown = [character for character in mask_phone(phone) if character.isdigit()]
    assert len(shown) <= max(0, len(digits) - 4)


@pytest.mark.parametrize(
    ("state", "owner", "offered", "holders"),
    [
        (ConversationState.ACTIVE, "elena", None, ("elena",)),
        (ConversationState.HELD, "elena", "pavel", ("elena", "pavel")),
        (ConversationState.OFFERED, None, "pavel", ("pavel",)),
        (ConversationState.QUEUED, None, None, ()),
        (ConversationState.CLOSED, "elena", None, ()),
    ],
)
def test_who_gives_it_room(
    state: ConversationState, owner: str | None, offered: str | None, holders: tuple[str, ...]
) -> None:
    assert conversation(state=state, owner=owner, offer_agent=offered).holders == holders


def test_places_are_never_fewer_than_none() -> None:
    load = AgentLoad(
        account=AccountId("elena"),
        presence=Presence.ONLINE,
        presence_reason="",
        presence_since=Millis(1),
        room=200,
        used=300,
        idle_since=Millis(1),
        seen_at=Millis(1),
        desk_rev=1,
    )
    assert load.free == 0
    assert msgspec.structs.replace(load, room=500).free == 200
