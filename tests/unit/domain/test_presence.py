"""What one may say of oneself, what becomes of it by itself, and what never does."""

import itertools

import msgspec
import pytest

from protocol import commands
from protocol.configuration import Configuration, OutcomeRules, QueueRules, Title
from protocol.conversations import ConversationState
from protocol.ids import AccountId, ClientId, ConversationId, QueueId
from protocol.people import AuthorRole, Presence, PresenceWhy, Role
from protocol.scalars import Millis
from server_stub.domain import presence
from server_stub.domain.acts import SYSTEM, Act, Actor, FireTimer, OfferTo
from server_stub.domain.capacity import AgentLoad, LoadChange, Said, in_chats
from server_stub.domain.colleagues import standing
from server_stub.domain.configuration import Rules
from server_stub.domain.decisions import decide
from server_stub.domain.draft import Context, Decision, Draft
from server_stub.domain.errors import InvalidTransition
from tests.unit.domain.rows import conversation

NOW = Millis(1_000_000)
ELENA = AccountId("elena")
TITLE = Title(ru="Т", en="T")
BY_HAND = [one for one in Presence if one not in (Presence.SILENT, Presence.WRAP_UP)]


def load(said: Presence = Presence.ONLINE, **fields: object) -> AgentLoad:
    row = AgentLoad(
        account=ELENA,
        presence=said,
        presence_reason="",
        presence_since=Millis(1),
        room=500,
        used=0,
        idle_since=Millis(1),
        seen_at=NOW,
        desk_rev=1,
    )
    return msgspec.structs.replace(row, **fields)


def context(row: AgentLoad, **rules: object) -> Context:
    queue = QueueRules(id="general", title=TITLE, **rules)  # type: ignore[arg-type]
    outcomes = (
        OutcomeRules(id="cursed", title=TITLE, hard=True),
        OutcomeRules(id="solved", title=TITLE),
    )
    configuration = Configuration(operator=TITLE, queues=(queue,), topics=(), outcomes=outcomes)
    return Context(
        now=NOW,
        offer_ms=20_000,
        loads={row.account: row},
        heard_after=lambda chat, seq: 0,
        left_after=lambda chat, seq: False,
        entry=lambda chat, seq: None,
        rules=lambda: Rules(configuration),
        guest_of=lambda account: 0,
    )


def offered(row: AgentLoad, **rules: object) -> Decision:
    chat = conversation(state=ConversationState.QUEUED, queue=QueueId("general"), epoch=3)
    offer = OfferTo(agent=ELENA, agent_name="Елена", epoch=3)
    act = Act(actor=SYSTEM, conversation=chat.id, request=offer)
    return decide(chat, act, context(row, **rules))


@pytest.mark.parametrize(("before", "said"), [*itertools.product(Presence, BY_HAND)])
def test_what_is_chosen_by_hand_holds_whatever_was_before(before: Presence, said: Presence) -> None:
    for why in (PresenceWhy.OWN, PresenceWhy.LEAD):
        assert presence.chosen(load(before), Said(said, why)) == Said(said, why)
    # Who is not done with what is over is on line as soon as he is.
    busy = presence.chosen(load(before, wrap_ups=2), Said(said, PresenceWhy.OWN))
    assert busy is not None
    assert busy.presence is (Presence.WRAP_UP if said is Presence.ONLINE else said)


@pytest.mark.parametrize("said", [Presence.SILENT, Presence.WRAP_UP])
def test_nobody_chooses_what_only_becomes_of_him(said: Presence) -> None:
    with pytest.raises(InvalidTransition):
        presence.chosen(load(), Said(said, PresenceWhy.LEAD))


def test_only_a_break_has_a_reason() -> None:
    for said in BY_HAND:
        told = presence.chosen(load(), Said(said, PresenceWhy.OWN, "lunch"))
        assert told is not None
        assert told.reason == ("lunch" if said is Presence.BREAK else "")


@pytest.mark.parametrize(
    ("before", "why"),
    [pair for pair in itertools.product(Presence, PresenceWhy) if pair[0] is not Presence.ONLINE],
)
def test_an_idle_console_speaks_for_nobody_who_spoke_himself(
    before: Presence, why: PresenceWhy
) -> None:
    row = load(before, presence_why=why)
    assert presence.chosen(row, Said(Presence.BUSY, PresenceWhy.IDLE)) is None
    back = presence.chosen(row, Said(Presence.ONLINE, PresenceWhy.IDLE))
    by_itself = (before, why) == (Presence.BUSY, PresenceWhy.IDLE)
    assert (back is not None) is by_itself


def test_work_after_chats_holds_until_the_last_is_done_and_hides_no_choice() -> None:
    row = load()

    def step(row: AgentLoad, end: bool) -> AgentLoad:
        state = ConversationState.WRAP_UP if end else ConversationState.ACTIVE
        chat = conversation(owner=ELENA, state=state)
        act = Act(
            actor=SYSTEM, conversation=chat.id, request=FireTimer(kind="none", epoch=chat.epoch)
        )
        draft = Draft(chat, act, context(row))
        (presence.end_wrap_up if end else presence.begin_wrap_up)(draft)
        draft.set(unread=0)
        change = draft.decision().load_changes.get(ELENA, LoadChange())
        return change.of(row, now=NOW)

    row = step(step(row, end=False), end=False)
    assert (row.presence, row.presence_why) == (Presence.WRAP_UP, PresenceWhy.WORK)
    row = step(row, end=True)
    assert row.presence is Presence.WRAP_UP
    row = step(row, end=True)
    assert (row.presence, row.wrap_ups) == (Presence.ONLINE, 0)
    assert step(row, end=True).wrap_ups == 0

    resting = step(load(Presence.BREAK), end=False)
    assert (resting.presence, resting.wrap_ups) == (Presence.BREAK, 1)
    assert step(resting, end=True).presence is Presence.BREAK


def test_a_queue_or_an_agent_takes_what_is_offered_at_once() -> None:
    asked = offered(load())
    assert asked.conversation.state is ConversationState.OFFERED
    assert asked.alarms
    for taken in (offered(load(auto_accept=True)), offered(load(), auto_accept=True)):
        assert (taken.conversation.state, taken.conversation.owner) == (
            ConversationState.ACTIVE,
            ELENA,
        )
        assert not taken.alarms
        assert taken.load_changes == {ELENA: LoadChange(used=100, places=1)}
        assert taken.stints


@pytest.mark.parametrize("said", [one for one in Presence if one is not Presence.ONLINE])
def test_what_waits_is_offered_to_nobody_else(said: Presence) -> None:
    with pytest.raises(InvalidTransition):
        offered(load(said))


@pytest.mark.parametrize(
    ("outcome", "rest", "until"),
    [("cursed", 300, NOW + 300_000), ("cursed", 0, 0), ("solved", 300, 0)],
)
def test_after_a_hard_chat_one_rests_as_long_as_its_queue_grants(
    outcome: str, rest: int, until: int
) -> None:
    chat = conversation(
        state=ConversationState.ACTIVE, queue=QueueId("general"), owner=ELENA, owner_name="Елена"
    )
    close = commands.Close(
        request=0,
        client_id=ClientId("c" * 26),
        conversation=ConversationId(chat.id),
        epoch=chat.epoch,
        seen_seq=chat.last_heard_seq,
        outcome=outcome,
    )
    actor = Actor(kind=AuthorRole.AGENT, id=ELENA, name="Елена", role=Role.AGENT)
    act = Act(actor=actor, conversation=chat.id, request=close)
    decision = decide(chat, act, context(load(used=100, places=1), rest=rest))
    assert decision.load_changes[ELENA].rest_until == until


def test_everybody_has_a_place_in_a_list_of_colleagues() -> None:
    order = sorted(Presence, key=lambda one: standing(one, "Имя", "id"))
    assert order[0] is Presence.ONLINE
    assert order[-1] is Presence.OFFLINE


@pytest.mark.parametrize(
    ("hundredths", "told"), [(0, "0"), (100, "1"), (230, "2.3"), (204, "2"), (1500, "15")]
)
def test_room_is_told_in_chats(hundredths: int, told: str) -> None:
    assert in_chats(hundredths) == told
