"""Talks of colleagues: nothing in them is for a subscriber, each reads for himself, cards mask."""

from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol import commands, limits
from protocol.bodies import Deleted, Edited, Left, Message, Note
from protocol.conversations import ConversationState
from protocol.entries import Audience
from protocol.ids import AccountId, ClientId, ConversationId, pair_talk_id
from protocol.people import Author, AuthorRole, Role
from protocol.scalars import Millis
from server_stub.domain.acts import Act, Actor, Request
from server_stub.domain.conversation import Conversation, LogEntry, Member, head_of
from server_stub.domain.decisions import OPENINGS, begin, concerned_agents, decide
from server_stub.domain.draft import Context, Decision, Draft, Question
from server_stub.domain.errors import DomainError, InvalidTransition, NotFound, OutOfBounds
from server_stub.domain.identity import is_repeat
from tests.support import state_tables
from tests.unit.domain.rows import conversation

TALK = ConversationId("talk")
NAMES = {"elena": "Елена", "pavel": "Павел", "irina": "Ирина"}
NOW = Millis(5_000)


def agent(name: str) -> Actor:
    return Actor(kind=AuthorRole.AGENT, id=name, name=NAMES[name], role=Role.AGENT)


def context(
    log: list[LogEntry] | None = None, *, about: Conversation | None = None, **fields: object
) -> Context:
    def entry(chat: ConversationId, seq: int) -> LogEntry | None:
        return next((e for e in log or [] if (e.conversation, e.seq) == (chat, seq)), None)

    return Context(
        now=NOW,
        offer_ms=1,
        loads={},
        heard_after=lambda chat, seq: 0,
        left_after=lambda chat, seq: False,
        entry=entry,
        conversation=lambda chat: about if about is not None and about.id == chat else None,
        staff={AccountId(one): name for one, name in NAMES.items()},
        guest_of=lambda account: 0,
        **fields,  # type: ignore[arg-type]
    )


def act(name: str, request: Request) -> Act:
    return Act(
        actor=agent(name),
        conversation=TALK,
        request=request,
        client_id=ClientId(getattr(request, "client_id", "") or "client-id"),
    )


def asking(kind: type[Any], **fields: object) -> Any:
    return kind(request=1, client_id="client-id", conversation=TALK, **fields)


def group(name: str = "Смена") -> Conversation:
    request = commands.StartGroup(
        request=1, client_id="client-id", name=name, members=("pavel", "irina")
    )
    return begin(act("elena", request), context()).conversation


def pair() -> Conversation:
    request = commands.OpenTalk(request=1, client_id="client-id", colleague="pavel")
    return begin(act("elena", request), context()).conversation


def done(talk: Conversation, name: str, request: Request, given: Context | None = None) -> Decision:
    return decide(talk, act(name, request), given or context())


def test_two_colleagues_have_one_talk_whoever_opens_it() -> None:
    one, other = AccountId("elena"), AccountId("pavel")
    assert pair_talk_id(one, other) == pair_talk_id(other, one)
    assert pair_talk_id(one, other) != pair_talk_id(one, AccountId("irina"))
    # A separator in a name must not make two pairs one.
    assert pair_talk_id(AccountId("a"), AccountId("b-c")) != pair_talk_id(
        AccountId("a-b"), AccountId("c")
    )


@pytest.mark.parametrize(("name", "actor", "request_"), state_tables.ASKED)
def test_no_rule_of_a_subscribers_conversation_works_on_a_talk(
    name: str, actor: Actor, request_: Request
) -> None:
    if name in ("mark_read", "edit_message", "delete_message"):
        return  # a member reads on and says it otherwise: what both have
    one = Act(actor=actor, conversation=TALK, request=request_, client_id=ClientId("client-id"))
    for talk in (pair(), group()):
        with pytest.raises(InvalidTransition):
            decide(talk, one, context())


@pytest.mark.parametrize("state", state_tables.STATES)
def test_no_rule_of_talks_works_on_a_subscribers_conversation(state: ConversationState) -> None:
    chat = conversation(state=state, owner="elena", members=group().members, name="Анна")
    for request in (
        asking(commands.Say, text="привет"),
        asking(commands.Ask, about="chat-of-another", seq=1),
        asking(commands.Settle, seq=1),
        asking(commands.RenameGroup, name="иначе"),
        asking(commands.AddToGroup, members=("pavel-id",)),
        asking(commands.LeaveGroup),
    ):
        with pytest.raises(InvalidTransition):
            decide(chat, act("elena", request), context())


def test_whatever_rule_asks_for_it_nothing_in_a_talk_is_for_a_subscriber() -> None:
    draft = Draft(pair(), act("elena", asking(commands.Say, text="x")), context())
    with pytest.raises(InvalidTransition):
        draft.log(Message(text="x"), audience=Audience.SUBSCRIBER)


steps = st.lists(
    st.tuples(
        st.sampled_from(sorted(NAMES)),
        st.sampled_from(["say", "read", "add", "leave", "rename", "again"]),
        st.integers(0, 30),
    ),
    max_size=25,
)


@given(steps)
def test_in_any_talk_all_is_for_agents_and_unread_is_what_others_said_since(
    moves: list[tuple[str, str, int]],
) -> None:
    talk = group()
    log: list[LogEntry] = []
    for who, what, number in moves:
        mine = talk.member(who)
        if mine is None:
            continue
        requests: dict[str, Request] = {
            "say": asking(commands.Say, text=f"слово {number}"),
            "read": commands.MarkRead(request=1, conversation=TALK, seq=number),
            "add": asking(commands.AddToGroup, members=("pavel",)),
            "leave": asking(commands.LeaveGroup),
            "rename": asking(commands.RenameGroup, name=f"Смена {number}"),
            "again": asking(commands.AddToGroup, members=(who,)),
        }
        try:
            decision = done(talk, who, requests[what], context(log))
        except DomainError:
            continue
        talk = decision.conversation
        log += decision.entries
        assert all(entry.audience is Audience.AGENTS for entry in decision.entries)
        assert talk.state is ConversationState.TALK
        assert not decision.queues
        assert not decision.alarms
        assert not decision.stints
        assert set(decision.load_changes.values()) <= {0}
        named = {one.account for one in talk.members}
        assert len(named) == len(talk.members)
        for one in talk.members:
            said = [e for e in log if isinstance(e.body, Message) and e.author.id != one.account]
            assert one.unread <= len([e for e in said if e.seq > one.read])
            head = head_of(talk, one.account)
            assert (head.unread, head.agent_read) == (one.unread, one.read)
        wrote = next((e.author.id for e in reversed(log) if isinstance(e.body, Message)), None)
        told = {head_of(talk, one).preview_by for one in named}
        # Of who has left and come back it is not known any more.
        assert told <= {wrote, None}
        if what == "say":
            assert told == {who}
            assert all(m.unread for m in talk.members if m.account != who)
            first = {m.account for m in talk.members if m.unread == 1} - {who}
            assert first <= set(decision.load_changes), "a desk is told of a first unread message"


def test_who_else_has_read_is_the_mark_of_a_message() -> None:
    talk = done(pair(), "elena", asking(commands.Say, text="привет")).conversation
    assert head_of(talk, "elena").read == 0
    read = commands.MarkRead(request=1, conversation=TALK, seq=99)
    talk = done(talk, "pavel", read).conversation
    assert head_of(talk, "elena").read == talk.last_seq
    assert head_of(talk, "pavel").unread == 0
    assert done(talk, "pavel", read).conversation is talk  # a mark only moves forward
    log: list[LogEntry] = []
    for text in ("ещё", "и ещё"):
        decision = done(talk, "elena", asking(commands.Say, text=text))
        talk, log = decision.conversation, [*log, *decision.entries]
    back = commands.MarkRead(request=1, conversation=TALK, seq=talk.last_seq - 1)
    assert head_of(done(talk, "pavel", back, context(log)).conversation, "pavel").unread == 1


def test_only_colleagues_come_into_a_talk_each_once_and_not_too_many() -> None:
    for members in (("pavel", "pavel"), ("elena",), ("nobody",)):
        request = commands.StartGroup(request=1, client_id="c", name="x", members=members)
        with pytest.raises(NotFound):
            begin(act("elena", request), context())
    with pytest.raises(NotFound):
        done(group(), "elena", asking(commands.AddToGroup, members=("pavel",)))
    others = (Member(AccountId(f"agent-{n}"), "Имя") for n in range(1, limits.TALK_MEMBERS))
    elena = Member(AccountId("elena"), "Елена")
    full = msgspec.structs.replace(group(), members=(elena, *others))
    with pytest.raises(OutOfBounds):
        done(full, "elena", asking(commands.AddToGroup, members=("pavel",)))


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (commands.RenameGroup, {"name": "иначе"}),
        (commands.AddToGroup, {"members": ("irina",)}),
        (commands.LeaveGroup, {}),
    ],
)
def test_a_talk_of_two_stays_one_of_two(kind: type[Any], fields: dict[str, object]) -> None:
    with pytest.raises(InvalidTransition):
        done(pair(), "elena", asking(kind, **fields))


def said(text: str, *, seq: int = 3, body: object = None) -> LogEntry:
    return LogEntry(
        conversation=ConversationId("chat"),
        seq=seq,
        rev=seq,
        at=Millis(1),
        epoch=2,
        audience=Audience.SUBSCRIBER,
        author=Author(role=AuthorRole.SUBSCRIBER, id="chat", name="Анна"),
        body=body or Message(text=text),  # type: ignore[arg-type]
    )


ABOUT = conversation(state=ConversationState.ACTIVE, owner="elena", epoch=7)


def test_a_card_shows_who_said_what_with_numbers_masked() -> None:
    entry = said("мой номер +7 975 000-41-17, помогите " + "а" * limits.CITED_CHARACTERS)
    ask = asking(commands.Ask, about="chat", seq=3, text="что это?")
    decision = done(pair(), "elena", ask, context([entry], about=ABOUT))
    body = decision.entries[0].body
    assert isinstance(body, Message)
    assert body.about is not None
    assert (body.about.subscriber, body.about.author, body.about.seq) == ("Анна", "Анна", 3)
    assert len(body.about.excerpt) == limits.CITED_CHARACTERS
    assert body.about.excerpt.startswith("мой номер +• ••• •••-••-••, помогите")
    assert decision.question == Question(conversation=ConversationId("chat"), epoch=7)
    assert set(decision.load_changes) == {"elena", "pavel"}
    assert is_repeat(ask, body)
    assert not is_repeat(asking(commands.Ask, about="chat", seq=4, text="что это?"), body)
    assert not is_repeat(asking(commands.Say, text="что это?"), body)
    assert not is_repeat(ask, Message(text="что это?"))


def test_a_card_without_a_question_is_shown_by_what_it_is_about() -> None:
    ask = asking(commands.Ask, about="chat", seq=3)
    decision = done(pair(), "elena", ask, context([said("нет связи")], about=ABOUT))
    assert decision.conversation.preview == "нет связи"
    note = said("", body=Note(text="проверьте роуминг"))
    body = done(pair(), "elena", ask, context([note], about=ABOUT)).entries[0].body
    assert isinstance(body, Message)
    assert body.about is not None
    assert (body.about.note, body.about.excerpt) == (True, "проверьте роуминг")


@pytest.mark.parametrize(
    "about",
    [
        None,
        conversation(state=ConversationState.ACTIVE, owner="pavel"),
        conversation(state=ConversationState.CLOSED, owner="elena"),
        conversation(state=ConversationState.QUEUED),
        conversation(state=ConversationState.TALK, owner="elena"),
    ],
)
def test_only_who_answers_a_conversation_asks_about_it(about: Conversation | None) -> None:
    ask = asking(commands.Ask, about="chat", seq=3)
    with pytest.raises(NotFound):
        done(pair(), "elena", ask, context([said("нет связи")], about=about))


def test_what_is_not_said_or_taken_back_cannot_be_asked_about() -> None:
    ask = asking(commands.Ask, about="chat", seq=3)
    gone = said("", body=Message(text="", deleted=True, edited=NOW))
    for log in ([], [gone], [said("", body=Left())]):
        with pytest.raises(NotFound):
            done(pair(), "elena", ask, context(log, about=ABOUT))


def test_who_asked_settles_once_and_the_card_says_so() -> None:
    ask = asking(commands.Ask, about="chat", seq=3, text="?")
    first = done(pair(), "elena", ask, context([said("нет связи")], about=ABOUT))
    talk, log = first.conversation, list(first.entries)
    settle = asking(commands.Settle, seq=log[0].seq)
    with pytest.raises(NotFound):
        done(talk, "pavel", settle, context(log))
    decision = done(talk, "elena", settle, context(log))
    assert decision.settled == log[0].seq
    rewritten = decision.rewritten[0].body
    assert isinstance(rewritten, Message)
    assert rewritten.about is not None
    assert rewritten.about.settled
    with pytest.raises(InvalidTransition):
        done(decision.conversation, "elena", settle, context(list(decision.rewritten)))
    plain = done(talk, "elena", asking(commands.Say, text="спасибо"))
    nothing = asking(commands.Settle, seq=plain.entries[0].seq)
    with pytest.raises(NotFound):
        done(plain.conversation, "elena", nothing, context(list(plain.entries)))
    with pytest.raises(NotFound):
        done(talk, "elena", asking(commands.Settle, seq=99), context(log))


def test_ones_own_words_are_changed_soon_with_what_they_were_beside_them() -> None:
    first = done(pair(), "elena", asking(commands.Say, text="привет"))
    talk, log = first.conversation, list(first.entries)
    seq = log[0].seq
    edit = asking(commands.EditMessage, epoch=1, seq=seq, text="добрый день")
    edited = done(talk, "elena", edit, context(log))
    assert edited.rewritten[0].body == Message(text="добрый день", edited=NOW)
    assert edited.entries[0].body == Edited(seq=seq, text="добрый день", was="привет")
    assert edited.rewritten[0].rev == edited.conversation.rev == talk.rev + 2
    assert edited.conversation.preview == "добрый день"
    assert edited.conversation.members == talk.members  # unread it stays, but once
    delete = asking(commands.DeleteMessage, epoch=1, seq=seq)
    gone = done(edited.conversation, "elena", delete, context(list(edited.rewritten)))
    assert gone.rewritten[0].body == Message(text="", edited=NOW, deleted=True)
    assert gone.entries[0].body == Deleted(seq=seq, was="добрый день")
    assert {entry.audience for entry in (*edited.entries, *gone.entries)} == {Audience.AGENTS}
    for request in (edit, delete):
        with pytest.raises(NotFound):  # another one's
            done(talk, "pavel", request, context(log))
        with pytest.raises(NotFound):  # taken back already
            done(gone.conversation, "elena", request, context(list(gone.rewritten)))
        late = [msgspec.structs.replace(log[0], at=NOW - limits.EDIT_SECONDS * 1000 - 1)]
        with pytest.raises(InvalidTransition):
            done(talk, "elena", request, context(late))


def test_a_question_that_is_changed_asks_on_and_one_taken_back_does_not() -> None:
    ask = asking(commands.Ask, about="chat", seq=3, text="?")
    first = done(pair(), "elena", ask, context([said("нет связи")], about=ABOUT))
    talk, log = first.conversation, list(first.entries)
    assert head_of(talk, "pavel").asked == log[0].seq
    assert head_of(talk, "elena").asked == 0
    edit = asking(commands.EditMessage, epoch=1, seq=log[0].seq, text="почему?")
    edited = done(talk, "elena", edit, context(log))
    body, was = edited.rewritten[0].body, log[0].body
    assert isinstance(body, Message)
    assert isinstance(was, Message)
    assert body.about == was.about
    assert (edited.settled, head_of(edited.conversation, "pavel").asked) == (None, log[0].seq)
    delete = asking(commands.DeleteMessage, epoch=1, seq=log[0].seq)
    gone = done(talk, "elena", delete, context(log))
    assert gone.settled == log[0].seq
    assert head_of(gone.conversation, "pavel").asked == 0
    assert set(gone.load_changes) == {"elena", "pavel"}


def test_the_desks_of_a_talk_are_locked_but_for_a_read_mark() -> None:
    talk = group()
    everyone = set(NAMES)
    assert concerned_agents(talk, act("elena", asking(commands.Say, text="x"))) == everyone
    mark = commands.MarkRead(request=1, conversation=TALK, seq=1)
    assert concerned_agents(talk, act("elena", mark)) == set()
    opening = commands.OpenTalk(request=1, client_id="client-id", colleague="pavel")
    assert concerned_agents(None, act("elena", opening)) == {"elena", "pavel"}
    assert set(OPENINGS) >= {commands.OpenTalk, commands.StartGroup}
