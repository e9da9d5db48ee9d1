"""Who may ask for what, over real sockets: one table of verb, role and object, every cell tried."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import get_args

import msgspec
import pytest
from sqlalchemy import select, update

from protocol import board, commands, configuring, leading
from protocol.answers import Answer, Beat, Changed, Done, Hint, Ok, Page, Refused
from protocol.commands import Command, DeskCommand, VisitCommand
from protocol.configuration import AgentRules
from protocol.errors import CloseCode, ErrorCode
from protocol.explaining import Explain
from protocol.ids import AccountId, ClientId, ConversationId, new_id
from protocol.knowledge import CannedReply, ReplyScope
from protocol.people import Presence, Role
from server_stub.app import Node
from server_stub.domain.acts import Act, Actor
from server_stub.domain.canned import KeptReply
from server_stub.domain.permissions import BEFORE_SIGN_IN, BEFORE_VISIT, DESK_RULES, VISIT_VERBS
from server_stub.knowledge import replies
from server_stub.storage import accounts, tables
from server_stub.storage.conversations import Committed
from server_stub.transport import hub
from server_stub.transport.desk_session import DeskSession
from tests.support.nodes import PASSWORD, REVISION, NodeOn
from tests.support.talks import (
    Talk,
    agent_actor,
    offered,
    owned,
    said,
    some_subscriber,
    waiting,
    with_file,
)
from tests.support.wire import WireClient, connected

MISSING = ConversationId("0" * 26)
ALL = frozenset(Role)
ANSWER = frozenset({Role.AGENT, Role.LEAD})
SEE = frozenset({Role.AGENT, Role.LEAD, Role.ADMIN})
OVERSEE = frozenset({Role.LEAD, Role.ADMIN})
LEAD = frozenset({Role.LEAD})
ADMINISTER = frozenset({Role.ADMIN})
NOBODY: frozenset[Role] = frozenset()
OK = "ok"
AWAY = ErrorCode.WRONG_STATE.value
"""The colleague is not there, nothing is held out."""
FAST = {"commands_per_second": 1_000_000, "commands_burst": 1_000_000}
PEOPLE = {role.value: role for role in Role} | {"other": Role.AGENT, "third": Role.AGENT}


class Object(StrEnum):
    """What a verb is used on, and what makes it one's own."""

    NOTHING = "nothing"
    OWNED = "owned"
    FILED = "filed"
    SAID = "said"
    HELD = "held"
    OFFERED = "offered"
    WAITING = "waiting"
    HOSTED = "hosted"
    """One's own, with a guest in it."""
    GUEST = "guest"
    """Another one's, whose guest one is."""
    SUBSCRIBER = "subscriber"
    REPLY = "reply"
    GROUP = "group"
    """A talk of colleagues that one is in; a question in it could be about one's own chat."""
    LED = "led"
    """Another one's, whom leads lead; who is led is in `test_groups_of_leads`."""
    JOINED = "joined"
    """The same, when one has joined as a lead."""
    AGENT = "agent"
    """An agent, and no conversation."""
    ASKED = "asked"
    """A talk in which one has asked."""


@dataclass(frozen=True, slots=True)
class Row:
    """A verb: who may, on what, who may on a foreign one too, and the command."""

    roles: frozenset[Role]
    on: Object
    anywhere: frozenset[Role]
    make: Callable[[int, Talk], Command]
    own: str = OK
    """What comes of it on one's own: a rule that says no has been asked, and so has let one in."""


def _write(kind: type[commands.Write], **fields: object) -> Callable[[int, Talk], Command]:
    def make(request: int, talk: Talk) -> Command:
        named = kind.__struct_fields__
        known = fields | ({"epoch": talk.epoch} if "epoch" in named else {})
        known |= {"agent": talk.colleague} if "agent" in named else {}
        return kind(request=request, client_id=new_id(), conversation=talk.conversation, **known)

    return make


TABLE: dict[str, Row] = {
    "desk": Row(ALL, Object.NOTHING, NOBODY, lambda n, _: commands.ReadDesk(request=n)),
    "set_presence": Row(
        ANSWER,
        Object.NOTHING,
        NOBODY,
        lambda n, _: commands.SetPresence(request=n, client_id=new_id(), presence=Presence.BUSY),
    ),
    "set_auto_accept": Row(
        ANSWER,
        Object.NOTHING,
        NOBODY,
        lambda n, _: commands.SetAutoAccept(request=n, client_id=new_id(), on=False),
    ),
    "my_day": Row(
        ANSWER,
        Object.NOTHING,
        NOBODY,
        lambda n, _: commands.ReadMyDay(request=n, since=0, until=86_400_000, step_ms=3_600_000),
    ),
    "talks": Row(ALL, Object.NOTHING, NOBODY, lambda n, _: commands.ReadTalks(request=n)),
    "find_colleagues": Row(
        ALL, Object.NOTHING, NOBODY, lambda n, _: commands.FindColleagues(request=n)
    ),
    "open_talk": Row(
        ALL,
        Object.NOTHING,
        NOBODY,
        lambda n, talk: commands.OpenTalk(request=n, client_id=new_id(), colleague=talk.colleague),
    ),
    "start_group": Row(
        ALL,
        Object.NOTHING,
        NOBODY,
        lambda n, talk: commands.StartGroup(
            request=n, client_id=new_id(), name="Смена", members=(talk.colleague,)
        ),
    ),
    "rename_group": Row(
        ALL, Object.GROUP, NOBODY, _write(commands.RenameGroup, name="Ночная смена")
    ),
    "add_to_group": Row(
        ALL,
        Object.GROUP,
        NOBODY,
        lambda n, talk: commands.AddToGroup(
            request=n,
            client_id=new_id(),
            conversation=talk.conversation,
            members=(talk.colleague,),
        ),
    ),
    "leave_group": Row(ALL, Object.GROUP, NOBODY, _write(commands.LeaveGroup)),
    "say": Row(ALL, Object.GROUP, NOBODY, _write(commands.Say, text="Кто знает роуминг?")),
    "ask": Row(
        ANSWER,
        Object.GROUP,
        NOBODY,
        lambda n, talk: commands.Ask(
            request=n,
            client_id=new_id(),
            conversation=talk.conversation,
            about=talk.about,
            seq=talk.seq,
        ),
    ),
    "settle": Row(
        ANSWER,
        Object.ASKED,
        NOBODY,
        lambda n, talk: commands.Settle(
            request=n, client_id=new_id(), conversation=talk.conversation, seq=talk.seq
        ),
    ),
    "receivers": Row(
        ANSWER, Object.NOTHING, NOBODY, lambda n, _: commands.FindReceivers(request=n)
    ),
    "sync_knowledge": Row(
        ALL, Object.NOTHING, NOBODY, lambda n, _: commands.SyncKnowledge(request=n, after_change=0)
    ),
    "reply_uses": Row(ALL, Object.NOTHING, NOBODY, lambda n, _: commands.ReadReplyUses(request=n)),
    "save_reply": Row(
        ALL,
        Object.REPLY,
        NOBODY,
        lambda n, talk: commands.SaveReply(
            request=n,
            client_id=new_id(),
            reply=talk.conversation,
            language="ru",
            scope=ReplyScope.OWN,
            title="Привет",
            text="Добрый день!",
            version=talk.epoch,
        ),
    ),
    "delete_reply": Row(
        ALL,
        Object.REPLY,
        NOBODY,
        lambda n, talk: commands.DeleteReply(
            request=n,
            client_id=new_id(),
            reply=talk.conversation,
            language="ru",
            version=talk.epoch,
        ),
    ),
    "waiting": Row(
        SEE, Object.NOTHING, NOBODY, lambda n, _: commands.ReadWaiting(request=n, queue="services")
    ),
    "find_subscribers": Row(
        SEE, Object.NOTHING, NOBODY, lambda n, _: commands.FindSubscribers(request=n, query="+7")
    ),
    "find_entries": Row(
        SEE, Object.NOTHING, NOBODY, lambda n, _: commands.FindEntries(request=n, query="тариф")
    ),
    "conversations": Row(
        SEE,
        Object.NOTHING,
        NOBODY,
        lambda n, _: commands.ReadConversations(request=n, subscriber="nobody-at-all"),
    ),
    "profile": Row(
        SEE,
        Object.SUBSCRIBER,
        NOBODY,
        lambda n, talk: commands.ReadProfile(request=n, subscriber=talk.conversation),
    ),
    "reveal": Row(
        SEE,
        Object.SUBSCRIBER,
        NOBODY,
        lambda n, talk: commands.Reveal(
            request=n,
            client_id=new_id(),
            subscriber=talk.conversation,
            field="passport",
            reason="asked to check it",
        ),
    ),
    "catch_up": Row(
        SEE,
        Object.OWNED,
        OVERSEE,
        lambda n, talk: commands.CatchUp(request=n, conversation=talk.conversation, after_rev=0),
    ),
    "history": Row(
        SEE,
        Object.OWNED,
        OVERSEE,
        lambda n, talk: commands.ReadHistory(request=n, conversation=talk.conversation),
    ),
    "explain": Row(
        SEE,
        Object.OWNED,
        OVERSEE,
        lambda n, talk: Explain(request=n, conversation=talk.conversation),
    ),
    "look": Row(
        SEE,
        Object.OWNED,
        OVERSEE,
        lambda n, talk: commands.LookAt(request=n, conversation=talk.conversation, looking=True),
    ),
    "typing": Row(
        ANSWER,
        Object.OWNED,
        NOBODY,
        lambda n, talk: commands.Typing(request=n, conversation=talk.conversation, typing=True),
    ),
    "mark_read": Row(
        ANSWER,
        Object.OWNED,
        NOBODY,
        lambda n, talk: commands.MarkRead(request=n, conversation=talk.conversation, seq=1),
    ),
    "accept": Row(ANSWER, Object.OFFERED, NOBODY, _write(commands.Accept)),
    "decline": Row(ANSWER, Object.OFFERED, NOBODY, _write(commands.Decline)),
    "take": Row(ANSWER, Object.WAITING, NOBODY, _write(commands.Take)),
    "release": Row(ANSWER, Object.OWNED, NOBODY, _write(commands.Release)),
    "pass_on": Row(
        ANSWER,
        Object.OWNED,
        NOBODY,
        _write(commands.PassOn, note="Спросил о роуминге."),
        own=AWAY,
    ),
    "pass_to_topic": Row(
        ANSWER,
        Object.OWNED,
        NOBODY,
        _write(commands.PassToTopic, topic="general", note="Спросил о роуминге."),
    ),
    "call_back": Row(ANSWER, Object.OWNED, NOBODY, _write(commands.CallBack), own=AWAY),
    "invite": Row(ANSWER, Object.OWNED, NOBODY, _write(commands.Invite), own=AWAY),
    "send_away": Row(ANSWER, Object.HOSTED, NOBODY, _write(commands.SendAway)),
    "step_out": Row(ANSWER, Object.GUEST, NOBODY, _write(commands.StepOut)),
    "hold": Row(ANSWER, Object.OWNED, NOBODY, _write(commands.Hold)),
    "unhold": Row(ANSWER, Object.HELD, NOBODY, _write(commands.Unhold)),
    "close": Row(
        ANSWER, Object.OWNED, NOBODY, _write(commands.Close, seen_seq=9, outcome="solved")
    ),
    "keep_open": Row(ANSWER, Object.OWNED, NOBODY, _write(commands.KeepOpen), own=AWAY),
    "wrap_up": Row(
        ANSWER, Object.OWNED, NOBODY, _write(commands.EndWork, outcome="solved"), own=AWAY
    ),
    "merge": Row(
        ANSWER,
        Object.OWNED,
        NOBODY,
        _write(commands.Merge, into=MISSING),
        own=ErrorCode.NOT_FOUND.value,
    ),
    "send": Row(ANSWER, Object.OWNED, NOBODY, _write(commands.Send, text="Добрый день.")),
    "edit_message": Row(
        ANSWER,
        Object.SAID,
        NOBODY,
        lambda n, talk: commands.EditMessage(
            request=n,
            client_id=new_id(),
            conversation=talk.conversation,
            epoch=talk.epoch,
            seq=talk.seq,
            text="Проверила счёт.",
        ),
    ),
    "delete_message": Row(
        ANSWER,
        Object.SAID,
        NOBODY,
        lambda n, talk: commands.DeleteMessage(
            request=n,
            client_id=new_id(),
            conversation=talk.conversation,
            epoch=talk.epoch,
            seq=talk.seq,
        ),
    ),
    "note": Row(ANSWER, Object.OWNED, NOBODY, _write(commands.WriteNote, text="Ждёт.")),
    "announce_file": Row(
        ANSWER,
        Object.OWNED,
        NOBODY,
        _write(commands.AnnounceFile, name="счёт.pdf", size=3, digest="0" * 64),
    ),
    "announce_note_file": Row(
        ANSWER,
        Object.OWNED,
        NOBODY,
        _write(commands.AnnounceNoteFile, name="скан.pdf", size=3, digest="0" * 64),
    ),
    "open_file": Row(
        SEE,
        Object.FILED,
        OVERSEE,
        lambda n, talk: commands.OpenFile(
            request=n, conversation=talk.conversation, file=talk.file
        ),
    ),
    "watch_board": Row(
        OVERSEE, Object.NOTHING, NOBODY, lambda n, _: board.WatchBoard(request=n, watching=False)
    ),
    "list_board": Row(
        OVERSEE, Object.NOTHING, NOBODY, lambda n, _: board.ListBoard(request=n, figure="waiting")
    ),
    "timeline": Row(
        OVERSEE,
        Object.AGENT,
        NOBODY,
        lambda n, talk: leading.ReadTimeline(
            request=n, account=talk.colleague, since=0, until=3_600_000
        ),
    ),
    "observe": Row(OVERSEE, Object.LED, NOBODY, _write(leading.Observe)),
    "whisper": Row(OVERSEE, Object.LED, NOBODY, _write(leading.WriteWhisper, text="Проверь счёт")),
    "join": Row(LEAD, Object.LED, NOBODY, _write(leading.JoinChat)),
    "leave_chat": Row(LEAD, Object.JOINED, NOBODY, _write(leading.LeaveChat)),
    "assign": Row(OVERSEE, Object.LED, NOBODY, _write(leading.Assign), own=AWAY),
    "take_over": Row(LEAD, Object.LED, NOBODY, _write(leading.TakeOver)),
    "set_agent_presence": Row(
        OVERSEE,
        Object.AGENT,
        NOBODY,
        lambda n, talk: leading.SetAgentPresence(
            request=n, client_id=new_id(), account=talk.colleague, presence=Presence.BUSY
        ),
    ),
    "set_agent": Row(
        OVERSEE,
        Object.AGENT,
        NOBODY,
        lambda n, talk: leading.SetAgent(
            request=n, client_id=new_id(), account=talk.colleague, room=400
        ),
    ),
    "read_configuration": Row(
        ADMINISTER,
        Object.NOTHING,
        NOBODY,
        lambda n, _: configuring.ReadConfiguration(request=n),
    ),
    "save_configuration": Row(
        ADMINISTER,
        Object.NOTHING,
        NOBODY,
        lambda n, _: configuring.SaveConfiguration(
            request=n, client_id=new_id(), revision=REVISION
        ),
    ),
    "read_agents": Row(
        ADMINISTER, Object.NOTHING, NOBODY, lambda n, _: configuring.ReadAgents(request=n)
    ),
    "save_agent": Row(
        ADMINISTER,
        Object.NOTHING,
        NOBODY,
        lambda n, talk: configuring.SaveAgent(
            request=n,
            client_id=new_id(),
            version=0,
            rules=AgentRules(account=talk.colleague, room=1500),
        ),
    ),
    "sign_out": Row(ALL, Object.NOTHING, NOBODY, lambda n, _: commands.SignOut(request=n)),
}
"""Every verb of a signed-in desk. The last one ends the connection, so it is tried last."""


def _tags(union: object) -> set[str]:
    return {str(kind.__struct_config__.tag) for kind in get_args(union)}


def test_every_verb_of_the_contract_is_declared_here_and_in_the_server() -> None:
    assert set(TABLE) == _tags(DeskCommand) - BEFORE_SIGN_IN == set(DESK_RULES)
    assert _tags(VisitCommand) == BEFORE_VISIT | VISIT_VERBS


class Stage:
    """A node whose every role has a desk, and objects of every relation."""

    def __init__(self, node: Node, people: dict[str, AccountId], subscriber: str) -> None:
        self.node = node
        self.people = people
        self.subscriber = Talk(ConversationId(subscriber), 0, None)  # type: ignore[arg-type]

    async def own(self, row: Row, role: Role) -> Talk:
        me = agent_actor(self.people[role.value], role.value, role)
        other = agent_actor(self.people["other"], "other")
        make: dict[Object, Callable[[], Awaitable[Talk]]] = {
            Object.WAITING: lambda: waiting(self.node),
            Object.OFFERED: lambda: offered(self.node, AccountId(me.id)),
            Object.OWNED: lambda: owned(self.node, me),
            Object.FILED: lambda: self._filed(owned(self.node, me)),
            Object.SAID: lambda: self._said(me),
            Object.HELD: lambda: self._held(owned(self.node, me)),
            Object.HOSTED: lambda: self._with_guest(owned(self.node, me), self.people["other"]),
            Object.GUEST: lambda: self._with_guest(owned(self.node, other), AccountId(me.id)),
            Object.GROUP: lambda: self._group(me, self.people["other"]),
            Object.ASKED: lambda: self._asked(me, self.people["other"]),
        }
        if row.on in (Object.LED, Object.JOINED, Object.AGENT):
            return await self._led(row.on, AccountId(me.id))
        if row.on is Object.SUBSCRIBER:
            return self.subscriber
        if row.on is Object.REPLY:
            return await self._reply(me.id)
        if row.on is Object.NOTHING:
            return Talk(MISSING, 0, self.subscriber.visit, colleague=other.id)
        if row.on in (Object.GROUP, Object.ASKED):
            if role not in ANSWER:
                # One who has no chat to ask about is in the group of one who has.
                inside = row.on is Object.GROUP
                who = AccountId(me.id) if inside else self.people["third"]
                group = await self._group(other, who)
                return replace(group, colleague=self.people["third"]) if inside else group
            return replace(await make[row.on](), colleague=self.people["third"])
        if role not in ANSWER and row.on is not Object.WAITING:
            # They can own nothing; what is offered to them is as near as it gets.
            near = offered(self.node, AccountId(me.id))
            return await (self._filed(near) if row.on is Object.FILED else near)
        return replace(await make[row.on](), colleague=other.id)

    async def foreign(self, row: Row) -> Talk | None:
        other = agent_actor(self.people["other"], "other")
        if row.on in (Object.NOTHING, Object.SUBSCRIBER, Object.LED, Object.JOINED, Object.AGENT):
            return None
        if row.on is Object.REPLY:
            return await self._reply(self.people["other"])
        if row.on is Object.GROUP:
            return await self._group(other, self.people["third"])
        if row.on is Object.ASKED:
            return await self._asked(other, self.people["third"])
        if row.on is Object.OFFERED:
            return await offered(self.node, self.people["other"])
        if row.on is Object.HELD:
            return await self._held(owned(self.node, other))
        if row.on is Object.SAID:
            return await self._said(other)
        if row.on is Object.FILED:
            return await self._filed(owned(self.node, other))
        return await owned(self.node, other)

    async def _led(self, on: Object, lead: AccountId) -> Talk:
        """A chat of an agent, of whom a lead has something to do; another one is at hand."""
        third = self.people["third"]
        if on is Object.AGENT:
            return Talk(MISSING, 0, self.subscriber.visit, colleague=third)
        talk = await owned(self.node, agent_actor(self.people["other"], "other"))
        if on is Object.JOINED:
            await self._has_guests(talk, f'[["{lead}", "Lead", 1, 0, true]]')
        return replace(talk, colleague=third)

    async def _reply(self, account: str) -> Talk:
        """A canned reply of an account; its version stands where a conversation has its epoch."""
        reply = CannedReply(
            id=new_id(),
            language="ru",
            title="Привет",
            text="Здравствуйте!",
            topic="",
            popularity=0,
            scope=ReplyScope.OWN,
        )
        version = await self.node.services.store.lanes.run(
            lambda unit: replies.save(
                unit.connection, KeptReply(reply=reply, account=account), new=True
            )
        )
        return Talk(ConversationId(reply.id), version, self.subscriber.visit)

    async def _group(self, me: Actor, colleague: AccountId) -> Talk:
        """A talk with a colleague, and a message in a chat of mine to ask about."""
        chat = await self._said(me)
        begun = await self._done(
            me,
            ConversationId(new_id()),
            commands.StartGroup(request=0, client_id=new_id(), name="Смена", members=(colleague,)),
        )
        about = chat.conversation
        return replace(chat, conversation=begun.conversation, epoch=begun.epoch, about=about)

    async def _asked(self, me: Actor, colleague: AccountId) -> Talk:
        talk = await self._group(me, colleague)
        question = commands.Ask(
            request=0,
            client_id=new_id(),
            conversation=talk.conversation,
            about=talk.about,
            seq=talk.seq,
        )
        return replace(talk, seq=(await self._done(me, talk.conversation, question)).seq)

    async def _done(
        self, me: Actor, conversation: ConversationId, request: commands.StartGroup | commands.Ask
    ) -> Committed:
        client_id = ClientId(request.client_id)
        act = Act(actor=me, conversation=conversation, client_id=client_id, request=request)
        return await self.node.services.store.lanes.submit(act)

    async def _filed(self, talk: Awaitable[Talk]) -> Talk:
        return await with_file(self.node, await talk)

    async def _said(self, agent: Actor) -> Talk:
        return await said(self.node, agent, await owned(self.node, agent))

    async def _with_guest(self, talk: Awaitable[Talk], guest: AccountId) -> Talk:
        hosted = await talk
        await self._has_guests(hosted, f'[["{guest}", "Guest", 1]]')
        return hosted

    async def _has_guests(self, talk: Talk, guests: str) -> None:
        await self.node.services.store.lanes.run(
            lambda unit: unit.connection.execute(
                update(tables.conversation)
                .where(tables.conversation.c.id == talk.conversation)
                .values(guests=guests)
            )
        )

    async def _held(self, talk: Awaitable[Talk]) -> Talk:
        held = await talk
        await self.node.services.store.lanes.run(
            lambda unit: unit.connection.execute(
                update(tables.conversation)
                .where(tables.conversation.c.id == held.conversation)
                .values(state="held")
            )
        )
        return held


async def _stage(node: Node) -> Stage:
    rows = await node.services.store.read(accounts.everyone)
    subscriber, _ = await some_subscriber(node)
    await node.services.store.lanes.run(
        lambda unit: unit.connection.execute(update(tables.agent_load).values(room=50_000))
    )
    return Stage(node, {row.login: row.id for row in rows}, subscriber)


async def _outcome(desk: WireClient, row: Row, talk: Talk) -> tuple[str, object]:
    """What became of it; a hint that is not refused is known by the next answer."""
    command = row.make(desk.next_request(), talk)
    await desk.send(command)
    if isinstance(command, commands.Typing | commands.LookAt):
        barrier = commands.SyncKnowledge(request=desk.next_request(), after_change=10**9)
        await desk.send(barrier)
        await desk.answer(barrier.request)
        answer: Answer | None = desk.pop(command.request)
    else:
        answer = await desk.answer(command.request)
    if isinstance(answer, Refused):
        return answer.code.value, answer.data
    return OK, {}


def _expected(row: Row, role: Role, relation: str) -> str:
    if role not in row.roles:
        return ErrorCode.FORBIDDEN.value
    if relation == "own":
        return row.own
    if relation == "foreign" and role in row.anywhere:
        return OK
    return OK if row.on is Object.NOTHING else ErrorCode.NOT_FOUND.value


@pytest.mark.parametrize("role", list(Role))
async def test_each_cell_of_the_table_is_what_it_declares(node_on: NodeOn, role: Role) -> None:
    async with (
        node_on(PEOPLE, **FAST) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
    ):
        stage = await _stage(node)
        await desk.sign_in(role.value, PASSWORD)
        wrong = []
        for verb, row in TABLE.items():
            foreign = await stage.foreign(row)
            missing = None
            if row.on is not Object.NOTHING:
                missing = Talk(MISSING, foreign.epoch if foreign else 1, stage.subscriber.visit)
            # The own one last: some verbs change who may do what.
            cells = {"foreign": foreign, "missing": missing, "own": await stage.own(row, role)}
            seen = {
                relation: await _outcome(desk, row, talk)
                for relation, talk in cells.items()
                if talk is not None
            }
            for relation, (outcome, data) in seen.items():
                if outcome != _expected(row, role, relation):
                    wrong.append((verb, relation, outcome, data))
            if "foreign" in seen and role not in row.anywhere:
                assert seen["foreign"] == seen["missing"], verb
        assert wrong == []
        assert await desk.closed() == CloseCode.SESSION_ENDED


@pytest.mark.parametrize("what", ["disabled", "changed"])
async def test_rights_lost_a_moment_ago_are_lost_for_every_verb(
    node_on: NodeOn, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    # The comparison that would close the socket is kept away: each command must feel it by itself.
    monkeypatch.setattr(hub, "COMPARE_SECONDS", 3600.0)
    async with (
        node_on(PEOPLE, **FAST) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
    ):
        stage = await _stage(node)
        await desk.sign_in("lead", PASSWORD)
        own = {verb: await stage.own(row, Role.LEAD) for verb, row in TABLE.items()}
        foreign = {verb: await stage.foreign(row) for verb, row in TABLE.items()}
        done = TABLE["note"].make(desk.next_request(), own["note"])
        await desk.ask(done, Done)

        fields = {"disabled": True} if what == "disabled" else {"role": Role.ADMIN.value}
        await node.services.store.lanes.run(
            lambda unit: accounts.change(unit.connection, stage.people["lead"], **fields)
        )
        before = await _content(node)
        refused = set()
        for verb, row in TABLE.items():
            if verb == "sign_out":
                continue
            missing = Talk(MISSING, 1, stage.subscriber.visit)
            for talk in (own[verb], foreign[verb], missing):
                if talk is not None:
                    refused.add((verb, *map(repr, await _outcome(desk, row, talk))))
        assert {cell[1:] for cell in refused} == {(repr(ErrorCode.SESSION_ENDED.value), "{}")}
        # Nor does a repeat get the answer it once had.
        again = msgspec.structs.replace(done, request=desk.next_request())
        assert (await desk.ask(again, Refused)).code is ErrorCode.SESSION_ENDED
        assert await _content(node) == before
        await desk.ask(commands.SignOut(request=desk.next_request()), Ok)


async def _content(node: Node) -> list[object]:
    """Everything a command could have changed."""
    counted = (tables.entry, tables.conversation, tables.audit, tables.ledger, tables.agent_load)
    return await node.services.store.read(
        lambda connection: [
            sorted(map(repr, connection.execute(select(table)).all())) for table in counted
        ]
    )


async def test_nobody_and_the_other_side_may_do_nothing(node_on: NodeOn) -> None:
    async with (
        node_on(PEOPLE, visit_commands_burst=1000, **FAST) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
        connected(f"ws://127.0.0.1:{node.port}/visit") as resumed,
    ):
        talk = await waiting(node)
        for row in TABLE.values():
            for client, code in (
                (desk, ErrorCode.NOT_SIGNED_IN),
                (visit, ErrorCode.UNKNOWN_VERB),
            ):
                command = row.make(client.next_request(), talk)
                assert (await client.ask(command, Refused)).code is code
        inside: list[Callable[[int], Command]] = [
            lambda n: commands.VisitCatchUp(request=n, after_rev=0),
            lambda n: commands.VisitSend(request=n, client_id=new_id(), text="?"),
            lambda n: commands.VisitAnnounceFile(
                request=n, client_id=new_id(), name="a.txt", size=1, digest="0" * 64
            ),
            lambda n: commands.VisitOpenFile(request=n, file=new_id()),
            lambda n: commands.VisitTyping(request=n, typing=True),
            lambda n: commands.VisitMarkRead(request=n, seq=1),
            lambda n: commands.VisitRate(request=n, client_id=new_id(), stars=5),
            lambda n: commands.VisitLeave(request=n, client_id=new_id()),
            lambda n: commands.VisitCallMe(request=n, client_id=new_id(), at=1),
        ]
        assert len(inside) == len(VISIT_VERBS)
        for make in inside:
            for client, code in (
                (visit, ErrorCode.NOT_SIGNED_IN),
                (desk, ErrorCode.UNKNOWN_VERB),
            ):
                assert (await client.ask(make(client.next_request()), Refused)).code is code

        # A token opens its own side only, and one that nobody has is refused the same way.
        session = await node.services.signing_in.by_password("agent", PASSWORD, address="test")
        refusals = []
        for token in (session.token, "A" * 43):
            back = commands.ResumeVisit(request=resumed.next_request(), token=token)
            refusals.append(await resumed.ask(back, Refused))
        for token in (talk.visit.token, "A" * 43):
            back_desk = commands.Resume(request=desk.next_request(), token=token)
            refusals.append(await desk.ask(back_desk, Refused))
        assert {(one.code, repr(one.data)) for one in refusals} == {(ErrorCode.SESSION_ENDED, "{}")}


@pytest.mark.parametrize("behind", [0, 1])
async def test_a_foreign_desk_is_told_nothing_of_a_conversation(
    node_on: NodeOn, monkeypatch: pytest.MonkeyPatch, behind: int
) -> None:
    """Nor one that had it and has missed a change of it: what comes next may not be for it."""
    people = {"mine": Role.AGENT, "former": Role.AGENT, "foreign": Role.AGENT}
    url = "ws://127.0.0.1:{}/desk"
    async with node_on(people) as node:
        stage = await _stage(node)
        async with (
            connected(url.format(node.port)) as mine,
            connected(url.format(node.port)) as former,
            connected(url.format(node.port)) as foreign,
        ):
            for login, desk in (("mine", mine), ("former", former), ("foreign", foreign)):
                await desk.sign_in(login, PASSWORD)
                await desk.desk()
            talk = await owned(node, agent_actor(stage.people["former"], "former"))
            await former.head(lambda head: (head.id, head.epoch) == (talk.conversation, talk.epoch))

            # From here on no desk looks again by itself: only the rules of telling protect it.
            monkeypatch.setattr(DeskSession, "refresh_desk", lambda session: None)
            for watcher in node.services.hub.everyone():
                if isinstance(watcher, DeskSession) and talk.conversation in watcher.told:
                    watcher.told[talk.conversation] -= behind
            released = await former.ask(
                _write(commands.Release)(former.next_request(), talk),
                Done,
            )
            takes = _write(commands.Take)(mine.next_request(), talk)
            taken = await mine.ask(takes, Done)
            told_before = len(former.told)
            assert released.rev < taken.rev
            now = Talk(talk.conversation, taken.epoch, talk.visit)
            await mine.desk()
            node.services.visits.typing(talk.visit, "мой паспорт", origin="elsewhere")
            await node.services.visits.send(talk.visit, new_id(), "секрет")  # type: ignore[arg-type]
            for verb in ("note", "send", "hold"):
                await mine.ask(TABLE[verb].make(mine.next_request(), now), Done)
            await _outcome(mine, TABLE["typing"], now)
            heard = await mine.until(lambda told: isinstance(told, Changed))
            assert isinstance(heard, Changed)

            for desk in (former, foreign):
                await desk.ask(
                    commands.SyncKnowledge(request=desk.next_request(), after_change=0), Answer
                )
                await desk.until(lambda told: isinstance(told, Beat))
            assert not any(map(_names(talk.conversation), former.told[told_before:]))
            assert not any(map(_names(talk.conversation), foreign.told))
            # The owner's own hint does not come back to him, the subscriber's did.
            hints = [told for told in mine.told if isinstance(told, Hint)]
            assert [hint.text for hint in hints] == ["мой паспорт"]


def _names(conversation: ConversationId) -> Callable[[Answer], bool]:
    return lambda told: conversation in msgspec.json.encode(told).decode()


async def test_colleagues_see_what_waits_and_what_they_share_and_leads_see_all(
    node_on: NodeOn,
) -> None:
    people = {"mine": Role.AGENT, "other": Role.AGENT, "lead": Role.LEAD}
    async with (
        node_on(people) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        connected(f"ws://127.0.0.1:{node.port}/desk") as lead,
    ):
        stage = await _stage(node)
        await desk.sign_in("mine", PASSWORD)
        await lead.sign_in("lead", PASSWORD)
        other = agent_actor(stage.people["other"], "other")
        mine = agent_actor(stage.people["mine"], "mine")
        _, known = await some_subscriber(node)
        queued = await waiting(node)
        theirs = await owned(node, other, await waiting(node, phone=known))

        async def sees(client: WireClient, talk: Talk) -> bool:
            command = TABLE["catch_up"].make(client.next_request(), talk)
            await client.send(command)
            return isinstance(await client.answer(command.request), Page)

        assert await sees(desk, queued)
        assert not await sees(desk, theirs)
        assert await sees(lead, theirs)
        # He answers the same subscriber now, so he may read the colleague's part.
        await owned(node, mine, await waiting(node, phone=known))
        assert await sees(desk, theirs)
