"""What a lead does from his board, over real sockets: who is told, who is not, who may not."""

import msgspec
from sqlalchemy import select, text

from protocol import commands, leading
from protocol.answers import Changed, Done, Looking, Ok, Page, Refused, VisitChanged, VisitPage
from protocol.board import BoardListed, BoardTold, ListBoard, WatchBoard
from protocol.bodies import Assigned, LeadCame, LeadLeft, Message, Taken, Whisper
from protocol.command import Command
from protocol.configuration import Group, Title
from protocol.ids import AccountId, ConversationId, new_id
from protocol.people import Presence, Role
from server_stub.app import Node
from server_stub.storage import accounts, agent_rules, configuration, tables
from tests.support.nodes import PASSWORD, NodeOn
from tests.support.talks import Talk, agent_actor, owned
from tests.support.wire import WireClient, connected

PEOPLE = {
    "lead": Role.LEAD,
    "other_lead": Role.LEAD,
    "agent": Role.AGENT,
    "stranger": Role.AGENT,
}
SECRET = "Предложи ему скидку, не торгуйся"


async def people_of(node: Node) -> dict[str, AccountId]:
    rows = await node.services.store.read(accounts.everyone)
    return {row.login: row.id for row in rows}


async def chat_of(node: Node, login: str) -> Talk:
    people = await people_of(node)
    return await owned(node, agent_actor(people[login], login))


def write(client: WireClient, kind: type[commands.Write], talk: Talk, **fields: object) -> Command:
    known = {"epoch": talk.epoch} if "epoch" in kind.__struct_fields__ else {}
    return kind(
        request=client.next_request(),
        client_id=new_id(),
        conversation=talk.conversation,
        **known,
        **fields,
    )


async def audited(node: Node, verb: str) -> list[tuple[str, str]]:
    audit = tables.audit.c
    rows = await node.services.store.read(
        lambda connection: connection.execute(
            select(audit.actor, audit.object).where(audit.verb == verb).order_by(audit.id)
        ).all()
    )
    return [(row.actor, row.object) for row in rows]


async def test_a_whisper_reaches_the_owner_and_by_no_path_the_subscriber(node_on: NodeOn) -> None:
    async with (
        node_on(PEOPLE) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as lead,
        connected(f"ws://127.0.0.1:{node.port}/desk") as agent,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visitor,
        connected(f"ws://127.0.0.1:{node.port}/visit") as late,
    ):
        talk = await chat_of(node, "agent")
        await visitor.send(
            commands.ResumeVisit(request=visitor.next_request(), token=talk.visit.token)
        )
        await visitor.answer(1)
        for client, login in ((lead, "lead"), (agent, "agent")):
            await client.sign_in(login, PASSWORD)
            await client.desk()
        whispered = write(lead, leading.WriteWhisper, talk, text=SECRET)
        await lead.ask(whispered, Done)

        def heard(answer: object) -> bool:
            return isinstance(answer, Changed) and any(
                isinstance(entry.body, Whisper) and entry.body.text == SECRET
                for entry in answer.entries
            )

        told = await agent.until(heard)
        assert isinstance(told, Changed)
        assert [entry.author.name for entry in told.entries] == ["Lead"]
        # What comes after it reaches the subscriber, so whatever was before it has come too.
        await agent.ask(write(agent, commands.Send, talk, text="Секунду"), Done)
        await visitor.until(
            lambda answer: (
                isinstance(answer, VisitChanged)
                and any(isinstance(entry.body, Message) for entry in answer.entries)
            )
        )
        page = await visitor.ask(
            commands.VisitCatchUp(request=visitor.next_request(), after_rev=0), VisitPage
        )
        await late.send(commands.ResumeVisit(request=late.next_request(), token=talk.visit.token))
        entered = await late.answer(1)
        in_process = await node.services.visits.page(talk.conversation, after_rev=0)
        for seen in (*visitor.told, page, entered, in_process.entries):
            assert SECRET not in msgspec.json.encode(seen).decode()
        assert await audited(node, "whisper") == [
            ((await people_of(node))["lead"], talk.conversation)
        ]
        # Sent again, as an outbox would: it is the same one, and there is no second.
        again = msgspec.structs.replace(whispered, request=lead.next_request())
        await lead.ask(again, Done)
        assert len(await audited(node, "whisper")) == 1


async def test_a_lead_who_joined_writes_beside_the_owner_until_he_leaves(node_on: NodeOn) -> None:
    async with (
        node_on(PEOPLE) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as lead,
        connected(f"ws://127.0.0.1:{node.port}/desk") as agent,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visitor,
    ):
        talk = await chat_of(node, "agent")
        await visitor.send(
            commands.ResumeVisit(request=visitor.next_request(), token=talk.visit.token)
        )
        await visitor.answer(1)
        for client, login in ((lead, "lead"), (agent, "agent")):
            await client.sign_in(login, PASSWORD)
            await client.desk()
        early = write(lead, commands.Send, talk, text="Здравствуйте")
        assert (await lead.ask(early, Refused)).code.value == "not_found"
        await lead.ask(write(lead, leading.JoinChat, talk), Done)
        await lead.ask(write(lead, commands.Send, talk, text="Здравствуйте, я старший"), Done)
        await agent.ask(write(agent, commands.Send, talk, text="А я помогу дальше"), Done)

        def both(answer: object) -> bool:
            said = [
                entry
                for told in visitor.told
                if isinstance(told, VisitChanged)
                for entry in told.entries
                if isinstance(entry.body, Message)
            ]
            return [(entry.author.name, entry.author.id) for entry in said] == [
                ("Lead", ""),
                ("Agent", ""),
            ]

        await visitor.until(both)
        sent_away = write(agent, commands.SendAway, talk, agent=(await people_of(node))["lead"])
        assert (await agent.ask(sent_away, Refused)).code.value == "not_found"
        await lead.ask(write(lead, leading.LeaveChat, talk), Done)
        late = write(lead, commands.Send, talk, text="Ещё слово")
        assert (await lead.ask(late, Refused)).code.value == "not_found"
        log = await agent.ask(
            commands.CatchUp(
                request=agent.next_request(), conversation=talk.conversation, after_rev=0
            ),
            Page,
        )
        bodies = [type(entry.body) for entry in log.entries]
        assert bodies.index(LeadCame) < bodies.index(LeadLeft)
        # The owner had answered only when he had; what the lead said was not his answer.
        stints = await node.services.store.read(
            lambda connection: connection.execute(select(tables.stint)).all()
        )
        owner_said = next(
            entry.at
            for entry in log.entries
            if isinstance(entry.body, Message) and entry.author.name == "Agent"
        )
        assert [row.first_answer_at for row in stints] == [owner_said]


async def test_taken_over_and_assigned_it_has_one_owner_and_rooms_are_right(
    node_on: NodeOn,
) -> None:
    async with (
        node_on(PEOPLE) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as lead,
        connected(f"ws://127.0.0.1:{node.port}/desk") as agent,
        connected(f"ws://127.0.0.1:{node.port}/desk") as stranger,
    ):
        talk = await chat_of(node, "agent")
        people = await people_of(node)
        for client, login in ((lead, "lead"), (agent, "agent"), (stranger, "stranger")):
            await client.sign_in(login, PASSWORD)
            await client.desk()
        taken = await lead.ask(write(lead, leading.TakeOver, talk), Done)
        fenced = write(agent, commands.Send, talk, text="Я ещё здесь")
        assert (await agent.ask(fenced, Refused)).code.value == "not_found"
        now_lead = Talk(talk.conversation, taken.epoch, talk.visit)
        to_nobody = write(lead, leading.Assign, now_lead, agent=people["stranger"])
        assert (await lead.ask(to_nobody, Refused)).code.value == "wrong_state"
        await stranger.go_online()
        assigned = write(
            lead, leading.Assign, now_lead, agent=people["stranger"], note="Спросил о роуминге"
        )
        done = await lead.ask(assigned, Done)
        await stranger.head(lambda head: head.id == talk.conversation)
        to_queue = Talk(talk.conversation, done.epoch, talk.visit)
        await lead.ask(write(lead, leading.Assign, to_queue, queue="technical"), Done)
        queue, state, used = await node.services.store.read(
            lambda connection: (
                connection.execute(text("SELECT queue FROM conversation")).scalar(),
                connection.execute(text("SELECT state FROM conversation")).scalar(),
                connection.execute(
                    select(tables.agent_load.c.used).order_by(tables.agent_load.c.account)
                )
                .scalars()
                .all(),
            )
        )
        assert queue == "technical"
        assert state in ("queued", "offered")
        assert sum(used) <= (0 if state == "queued" else max(used))
        log = await lead.ask(
            commands.CatchUp(
                request=lead.next_request(), conversation=talk.conversation, after_rev=0
            ),
            Page,
        )
        moves = [entry.body for entry in log.entries if isinstance(entry.body, Taken | Assigned)]
        assert [(type(body).__name__, body.was) for body in moves[1:4]] == [
            ("Taken", "Agent"),
            ("Assigned", "Lead"),
            ("Assigned", "Stranger"),
        ]
        assert len(await audited(node, "assign")) == 2
        ends = await node.services.store.read(
            lambda connection: (
                connection.execute(select(tables.stint.c.how).order_by(tables.stint.c.epoch))
                .scalars()
                .all()
            )
        )
        assert ends == ["taken_over", "taken_over", "passed"]


async def test_who_observes_is_told_what_happens_and_shows_himself_to_nobody(
    node_on: NodeOn,
) -> None:
    async with (
        node_on(PEOPLE) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as lead,
        connected(f"ws://127.0.0.1:{node.port}/desk") as agent,
    ):
        talk = await chat_of(node, "agent")
        for client, login in ((lead, "lead"), (agent, "agent")):
            await client.sign_in(login, PASSWORD)
            await client.desk()
        observe = write(lead, leading.Observe, talk)
        seen = await lead.ask(observe, leading.Observed)
        assert seen.head.id == talk.conversation
        await agent.ask(write(agent, commands.Send, talk, text="Проверяю"), Done)
        await lead.until(
            lambda answer: isinstance(answer, Changed) and answer.head.id == talk.conversation
        )
        assert not any(isinstance(told, Looking) for told in agent.told)
        away = write(lead, leading.Observe, talk, watching=False)
        await lead.ask(away, leading.Observed)
        assert len(await audited(node, "observe")) == 2


async def _lead_leads_agent_alone(node: Node) -> dict[str, AccountId]:
    """Groups: the lead and the agent in one; the stranger and the other lead in another."""
    people = await people_of(node)

    def regroup(unit: object) -> None:
        connection = unit.connection  # type: ignore[attr-defined]
        before = configuration.read(connection)
        rows = {row.account: row.rules for row in agent_rules.read(connection)}
        groups = (
            Group(id="first", title=Title(ru="Первая", en="First"), leads=(people["lead"],)),
            Group(
                id="second", title=Title(ru="Вторая", en="Second"), leads=(people["other_lead"],)
            ),
        )
        configuration.save(
            connection,
            msgspec.structs.replace(before.configuration, groups=groups),
            agents=[
                msgspec.structs.replace(rows[people[login]], group=group, queues=(queue,))
                for login, group, queue in (
                    ("agent", "first", "services"),
                    ("stranger", "second", "technical"),
                )
            ],
        )

    await node.services.store.lanes.run(regroup)
    return people


async def test_beyond_his_groups_a_lead_finds_nothing_at_all(node_on: NodeOn) -> None:
    async with (
        node_on(PEOPLE) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as lead,
    ):
        people = await _lead_leads_agent_alone(node)
        own, foreign = await chat_of(node, "agent"), await chat_of(node, "stranger")
        missing = Talk(ConversationId("0" * 26), 1, own.visit)
        await lead.sign_in("lead", PASSWORD)
        refusals = {}
        for what, talk, account in (
            ("foreign", foreign, people["stranger"]),
            ("missing", missing, AccountId("0" * 26)),
        ):
            asked: list[Command] = [
                write(lead, leading.Observe, talk),
                write(lead, leading.WriteWhisper, talk, text=SECRET),
                write(lead, leading.JoinChat, talk),
                write(lead, leading.TakeOver, talk),
                write(lead, leading.Assign, talk, agent=people["agent"]),
                write(lead, leading.Assign, own, agent=account),
                leading.SetAgentPresence(
                    request=lead.next_request(),
                    client_id=new_id(),
                    account=account,
                    presence=Presence.BUSY,
                ),
                leading.SetAgent(
                    request=lead.next_request(), client_id=new_id(), account=account, room=100
                ),
                leading.ReadTimeline(
                    request=lead.next_request(), account=account, since=0, until=1000
                ),
                ListBoard(request=lead.next_request(), figure="chats", account=account),
            ]
            answers = [await lead.ask(one, Refused) for one in asked]
            assert {one.code.value for one in answers} == {"not_found"}
            refusals[what] = [(one.code, one.data) for one in answers]
        assert refusals["foreign"] == refusals["missing"]
        await lead.ask(WatchBoard(request=lead.next_request()), Ok)
        whole = await lead.until(lambda answer: isinstance(answer, BoardTold) and answer.whole)
        assert isinstance(whole, BoardTold)
        assert {row.name for row in whole.agents} == {"Agent", "Lead"}
        assert {row.id for row in whole.queues} == {"services"}
        listed = await lead.ask(ListBoard(request=lead.next_request(), figure="chats"), BoardListed)
        assert [head.id for head in listed.conversations] == [own.conversation]
        # Within them he sets up an agent, on record and at once.
        settings = leading.SetAgent(
            request=lead.next_request(), client_id=new_id(), account=people["agent"], room=700
        )
        await lead.ask(settings, Ok)
        rows = await node.services.store.read(
            lambda connection: agent_rules.read(connection, [people["agent"]])
        )
        assert (rows[0].rules.room, rows[0].rules.group) == (700, "first")
        await lead.until(
            lambda answer: (
                isinstance(answer, BoardTold) and any(row.name == "Agent" for row in answer.agents)
            )
        )
