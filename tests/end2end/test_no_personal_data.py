"""What people say, are called and prove themselves by is in no log line and in no figure."""

import asyncio
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, get_args

import httpx

from protocol import board, codec, commands, configuring, ending, leading, waiting
from protocol.answers import Answer, EnteredVisit, Refused, SignedIn
from protocol.commands import Command, DeskCommand, VisitCommand
from protocol.configuration import AgentRules, Title
from protocol.conversations import ConversationState
from protocol.explaining import Explain
from protocol.ids import new_id
from protocol.knowledge import ReplyScope
from protocol.people import Presence, Role
from tests.support.nodes import PASSWORD, config_in, prepare
from tests.support.processes import serving
from tests.support.wire import DEADLINE, WireClient, connected

NAME = "Канарейкина Ёлка"
PHONE = "+7 975 444-83-19"
TEXT = "канареечный-текст-7731"
SECRET = "canary-secret-7731"
LOGIN = "canary-login-7731"
MARKS = (
    *("Канарейкина", "975 444", "9754448319", "444-83-19"),
    *("канареечный", "canary", "7731", PASSWORD),
)


async def _tried(client: WireClient, command: Command) -> Answer | None:
    await client.send(command)
    if isinstance(command, commands.LookAt | commands.Typing | commands.VisitTyping):
        return None
    return await client.answer(command.request)


def _desk_commands(desk: WireClient, conversation: str, epoch: int) -> Iterator[Command]:
    """Every verb once with a canary wherever a person's words may stand."""
    where: dict[str, Any] = {"conversation": conversation}
    number = desk.next_request
    yield commands.SetPresence(
        request=number(), client_id=new_id(), presence=Presence.BUSY, reason=TEXT
    )
    yield commands.ReadDesk(request=number())
    yield commands.SyncKnowledge(request=number(), after_change=0)
    yield commands.ReadMyDay(request=number(), since=0, until=900_000, step_ms=900_000)
    yield commands.ReadWaiting(request=number(), queue="canary")
    yield Explain(request=number(), conversation=conversation)
    yield commands.FindSubscribers(request=number(), query=PHONE)
    yield commands.FindSubscribers(request=number(), query=NAME)
    yield commands.FindReceivers(request=number(), query=NAME)
    yield commands.FindEntries(request=number(), query=TEXT[:40])
    yield commands.ReadProfile(request=number(), subscriber=SECRET)
    yield commands.ReadConversations(request=number(), subscriber=SECRET)
    yield commands.Reveal(
        request=number(), client_id=new_id(), subscriber=SECRET, field="canary", reason=TEXT
    )
    yield commands.ReadReplyUses(request=number())
    reply: dict[str, Any] = {"reply": SECRET, "language": "ru", "version": 0}
    yield commands.SaveReply(
        request=number(),
        client_id=new_id(),
        scope=ReplyScope.OWN,
        title=TEXT,
        text=TEXT,
        **reply,
    )
    yield commands.DeleteReply(request=number(), client_id=new_id(), **reply)
    yield commands.ReadTalks(request=number())
    yield commands.FindColleagues(request=number(), query=TEXT)
    yield commands.OpenTalk(request=number(), client_id=new_id(), colleague=SECRET)
    yield commands.StartGroup(request=number(), client_id=new_id(), name=TEXT, members=(SECRET,))
    yield commands.CatchUp(request=number(), after_rev=0, **where)
    yield commands.ReadHistory(request=number(), **where)
    writes: dict[str, Any] = {"client_id": SECRET, **where}
    yield commands.Take(request=number(), **writes)
    fenced: dict[str, Any] = {**where, "epoch": epoch}
    worded: list[tuple[type[Any], dict[str, Any]]] = [
        (commands.Accept, {}),
        (commands.Send, {"text": TEXT}),
        (commands.WriteNote, {"text": TEXT}),
        (commands.AnnounceFile, {"name": f"{TEXT}.pdf", "size": 3, "digest": "0" * 64}),
        (commands.AnnounceNoteFile, {"name": f"{TEXT}.pdf", "size": 3, "digest": "0" * 64}),
        (commands.EditMessage, {"seq": 1, "text": TEXT}),
        (commands.DeleteMessage, {"seq": 1}),
        (commands.Hold, {}),
        (commands.Unhold, {}),
        (commands.Decline, {"reason": TEXT}),
        (commands.PassOn, {"agent": SECRET, "note": TEXT}),
        (commands.CallBack, {}),
        (commands.Invite, {"agent": SECRET, "why": TEXT}),
        (commands.SendAway, {"agent": SECRET}),
        (commands.StepOut, {}),
        (commands.PassToTopic, {"topic": "canary", "note": TEXT}),
        (commands.RenameGroup, {"name": TEXT}),
        (commands.AddToGroup, {"members": (SECRET,)}),
        (commands.LeaveGroup, {}),
        (commands.Say, {"text": TEXT}),
        (commands.Ask, {"about": SECRET, "seq": 1, "text": TEXT}),
        (commands.Settle, {"seq": 1}),
        (ending.KeepOpen, {}),
        (ending.EndWork, {"outcome": "solved", "comment": TEXT}),
        (ending.Merge, {"into": SECRET}),
        (leading.Observe, {}),
        (leading.WriteWhisper, {"text": TEXT}),
        (leading.JoinChat, {}),
        (leading.LeaveChat, {}),
        (leading.TakeOver, {}),
        (leading.Assign, {"agent": SECRET, "note": TEXT}),
    ]
    for kind, words in worded:
        held = fenced if "epoch" in kind.__struct_fields__ else where
        yield kind(request=number(), client_id=new_id(), **held, **words)
    yield from _about_agents(number)
    yield commands.OpenFile(request=number(), file=SECRET, **where)
    yield commands.LookAt(request=number(), looking=True, **where)
    yield commands.Typing(request=number(), typing=True, **where)
    yield commands.MarkRead(request=number(), seq=1, **where)
    yield commands.Close(
        request=number(), client_id=new_id(), seen_seq=9, outcome="solved", comment=TEXT, **fenced
    )
    yield commands.Release(request=number(), client_id=new_id(), reason=TEXT, **fenced)
    yield commands.SignIn(request=number(), login=LOGIN, password=SECRET, client=TEXT)
    yield commands.Resume(request=number(), token=SECRET, client=TEXT)
    yield commands.SignOut(request=number())


def _about_agents(number: Callable[[], int]) -> Iterator[Command]:
    yield commands.SetAutoAccept(request=number(), client_id=new_id(), on=False)
    yield board.WatchBoard(request=number())
    yield board.ListBoard(request=number(), figure="waiting", account=SECRET)
    yield leading.ReadTimeline(request=number(), account=SECRET, since=0, until=1)
    agent: dict[str, Any] = {"client_id": SECRET, "account": SECRET}
    yield leading.SetAgentPresence(request=number(), presence=Presence.BREAK, reason=TEXT, **agent)
    yield leading.SetAgent(request=number(), room=100, **agent)
    yield configuring.ReadConfiguration(request=number())
    part = configuring.ConfigurationPart(operator=Title(ru=TEXT, en=TEXT))
    yield configuring.SaveConfiguration(request=number(), client_id=new_id(), revision=1, put=part)
    yield configuring.ReadAgents(request=number(), after=TEXT)
    rules = AgentRules(account=SECRET)
    yield configuring.SaveAgent(request=number(), client_id=new_id(), version=0, rules=rules)


def _visit_commands(visit: WireClient) -> Iterator[Command]:
    number = visit.next_request
    yield commands.VisitSend(request=number(), client_id=new_id(), text=TEXT)
    yield commands.VisitAnnounceFile(
        request=number(), client_id=new_id(), name=f"{TEXT}.pdf", size=3, digest="0" * 64
    )
    yield commands.VisitOpenFile(request=number(), file=SECRET)
    yield commands.VisitTyping(request=number(), typing=True, text=TEXT)
    yield commands.VisitMarkRead(request=number(), seq=1)
    yield commands.VisitCatchUp(request=number(), after_rev=0)
    yield waiting.VisitCallMe(request=number(), client_id=new_id(), at=1)
    yield commands.VisitRate(request=number(), client_id=new_id(), stars=1, comment=TEXT)
    yield commands.VisitRate(request=number(), client_id=new_id(), stars=1, comment=TEXT)
    yield commands.ResumeVisit(request=number(), token=SECRET)
    yield commands.VisitLeave(request=number(), client_id=new_id())


async def test_no_canary_comes_out_of_any_verb_into_a_log_or_a_figure(tmp_path: Path) -> None:
    await asyncio.to_thread(prepare, config_in(tmp_path), {"anna": Role.AGENT})
    used: set[type[Command]] = set()
    tokens = []
    async with (
        serving(tmp_path) as server,
        connected(f"ws://127.0.0.1:{server.port}/desk") as desk,
        connected(f"ws://127.0.0.1:{server.port}/desk") as stranger,
        connected(f"ws://127.0.0.1:{server.port}/visit") as visit,
        httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{server.http_port}", trust_env=False, timeout=DEADLINE
        ) as client,
    ):
        refused = await _tried(
            stranger, commands.SignIn(request=1, login=LOGIN, password=SECRET, client=TEXT)
        )
        assert isinstance(refused, Refused)
        sign_in = commands.SignIn(request=10**6, login="anna", password=PASSWORD, client=TEXT)
        opened = await desk.ask(sign_in, SignedIn)
        tokens.append(opened.token)
        await desk.desk()
        await desk.go_online()
        enter = commands.Enter(
            request=10**6, client_id=new_id(), name=NAME, phone=PHONE, topic="services"
        )
        entered = await visit.ask(enter, EnteredVisit)
        tokens.append(entered.token)
        used |= {commands.SignIn, commands.Enter}
        offered = await desk.head(lambda head: head.state is ConversationState.OFFERED)
        said = _visit_commands(visit)
        for command in _desk_commands(desk, offered.id, offered.epoch):
            used.add(type(command))
            await _tried(desk, command)
        for command in said:
            used.add(type(command))
            await _tried(visit, command)
        assert used == {*get_args(DeskCommand), *get_args(VisitCommand)}

        # The ways in that are nobody's verb: a frame, a path, a header, a page.
        last = commands.VisitCatchUp(request=10**7, after_rev=0)
        for frame in (TEXT.encode(), codec.encode(last)[:-1] + f',"{SECRET}":1}}'.encode()):
            await visit.socket.send(frame, text=True)
        await _tried(visit, last)
        for path in (f"/{SECRET}", f"/healthz?{SECRET}", f"/metrics?name={SECRET}"):
            await client.get(path, headers={"Cookie": SECRET, "Authorization": SECRET})
        async with httpx.AsyncClient(trust_env=False, timeout=DEADLINE) as plain:
            page = f"http://127.0.0.1:{server.port}/{SECRET}"
            assert (await plain.get(page, headers={"Origin": SECRET})).status_code in (
                400,
                404,
                426,
            )
        figures = (await client.get("/metrics")).text
        assert "pult_commands_total" in figures

        server.process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(server.process.wait(), 120) == 0
    log = "".join(server.lines)
    assert '"stopped"' in log
    for text in (log, figures):
        found = [mark for mark in (*MARKS, *tokens) if mark.lower() in text.lower()]
        assert found == []
