"""Administrators change the rules while everybody works: live, on record, whole or not at all."""

import asyncio
import json
from pathlib import Path

import msgspec
from sqlalchemy import select
from typer.testing import CliRunner

from console.core.link_state import LinkPhase
from main import application
from protocol import commands
from protocol.answers import Answer, Desk, Refused
from protocol.configuration import AgentRules, Configuration, Known, QueueRules, Span, Title
from protocol.configuring import (
    AgentSaved,
    AgentsTold,
    ConfigurationPart,
    ConfigurationSaved,
    ConfigurationTold,
    Gone,
    ReadAgents,
    ReadConfiguration,
    SaveAgent,
    SaveConfiguration,
    WorkplaceTold,
)
from protocol.errors import ErrorCode
from protocol.ids import ConversationId, QueueId, new_id
from protocol.people import Role
from server_stub.app import Node
from server_stub.domain.settings import KINDS
from server_stub.storage import tables
from server_stub.volna import volna_configuration
from tests.support.desks import Console, console_on
from tests.support.nodes import PASSWORD, NodeOn, node_in, silent
from tests.support.talks import waiting
from tests.support.wire import WireClient, connected

PEOPLE = {"anna": Role.AGENT, "olga": Role.ADMIN, "oleg": Role.ADMIN}
RENAMED = Title(ru="Тарифы и услуги", en="Plans and services")


def desk_of(node: Node) -> str:
    return f"ws://127.0.0.1:{node.port}/desk"


async def read(admin: WireClient) -> tuple[Configuration, int]:
    """The configuration as it comes, part by part, and its revision."""
    lists: dict[str, list[object]] = {kind: [] for kind in KINDS}
    operator, after = None, 0
    while True:
        told = await admin.ask(
            ReadConfiguration(request=admin.next_request(), after=after), ConfigurationTold
        )
        operator = told.part.operator or operator
        for kind, items in lists.items():
            items += getattr(told.part, kind)
        if told.following is None:
            plain = {kind: tuple(items) for kind, items in lists.items()}
            assert operator is not None
            return Configuration(operator=operator, **plain), told.revision  # type: ignore[arg-type]
        after = told.following


def renaming(admin: WireClient, queue: QueueRules, revision: int) -> SaveConfiguration:
    renamed = msgspec.structs.replace(queue, title=RENAMED)
    return SaveConfiguration(
        request=admin.next_request(),
        client_id=new_id(),
        revision=revision,
        put=ConfigurationPart(queues=(renamed,)),
    )


def told_of(title: str) -> object:
    def wanted(answer: Answer) -> bool:
        return isinstance(answer, WorkplaceTold) and title in {
            queue.title for queue in answer.workplace.queues
        }

    return wanted


async def signed_in(console: Console, login: str) -> None:
    store = console.session.store
    await console.session.sign_in(login, PASSWORD)
    await console.until(lambda: store.link.phase is LinkPhase.CAUGHT_UP)


def titles(console: Console) -> dict[str, str]:
    workplace = console.session.store.workplace
    assert workplace is not None
    return {queue.id: queue.title for queue in workplace.queues}


async def test_a_queue_is_called_otherwise_at_once_on_every_desk_and_nothing_is_lost(
    node_on: NodeOn, tmp_path: Path
) -> None:
    async with (
        node_on(PEOPLE) as node,
        console_on(tmp_path / "anna", node.port) as anna,
        connected(desk_of(node)) as english,
        connected(desk_of(node)) as olga,
        connected(desk_of(node)) as oleg,
    ):
        await waiting(node)
        await signed_in(anna, "anna")
        services = QueueId("services")
        await anna.until(lambda: anna.session.store.desk.queues[services].waiting == 1)
        chat = ConversationId("conversation1")
        anna.session.draft_changed(chat, "Пока пишу")
        sign_in = commands.SignIn(
            request=english.next_request(), login="anna", password=PASSWORD, language="en"
        )
        await english.send(sign_in)
        await olga.sign_in("olga", PASSWORD)
        await oleg.sign_in("oleg", PASSWORD)

        configuration, revision = await read(olga)
        assert configuration == silent(volna_configuration())
        rename = renaming(olga, configuration.queues[0], revision)
        saved = await olga.ask(rename, ConfigurationSaved)
        assert saved.revision == revision + 1

        await anna.until(lambda: titles(anna)[services] == RENAMED.ru)
        assert anna.session.store.chats[chat].draft == "Пока пишу"
        assert anna.session.store.desk.queues[services].waiting == 1
        await english.until(told_of(RENAMED.en))  # type: ignore[arg-type]

        # The same command again has its first answer; who has not seen the change, none.
        again = msgspec.structs.replace(rename, request=olga.next_request())
        assert (await olga.ask(again, ConfigurationSaved)).revision == saved.revision
        late = await oleg.ask(renaming(oleg, configuration.queues[1], revision), Refused)
        assert late.code is ErrorCode.STALE_VERSION
        assert late.data == {"version": saved.revision}
        assert (await read(oleg))[1] == saved.revision

        table = tables.audit.c
        rows = await node.services.store.read(
            lambda connection: connection.execute(
                select(table.object, table.data).where(table.verb == "save_configuration")
            ).all()
        )
        ((what, data),) = rows
        before_after = json.loads(data)
        assert what == "queues.services"
        assert before_after["before"]["title"] == {"ru": "Услуги", "en": "Services"}
        assert before_after["after"]["title"] == {"ru": RENAMED.ru, "en": RENAMED.en}


async def test_what_does_not_fit_together_is_refused_with_its_field_and_nobody_is_told(
    node_on: NodeOn,
) -> None:
    async with node_on(PEOPLE) as node, connected(desk_of(node)) as olga:
        await waiting(node)
        await olga.sign_in("olga", PASSWORD)
        configuration, revision = await read(olga)
        (day, *_) = configuration.hours
        twice = (Span(begins=540, ends=720), Span(begins=700, ends=900))
        overlapping = msgspec.structs.replace(day, week=(twice, *day.week[1:]))
        for put, gone, field, reason in (
            (ConfigurationPart(hours=(overlapping,)), (), f"hours.{day.id}.week.0", "overlap"),
            (
                ConfigurationPart(),
                (Gone(kind="queues", id="services"),),
                "queues.services",
                "in_use",
            ),
            (ConfigurationPart(), (Gone(kind="skills", id="fraud"),), None, "unknown"),
        ):
            refused = await olga.ask(
                SaveConfiguration(
                    request=olga.next_request(),
                    client_id=new_id(),
                    revision=revision,
                    put=put,
                    gone=gone,
                ),
                Refused,
            )
            assert refused.code is ErrorCode.CONFIGURATION_REFUSED
            assert refused.data["reason"] == reason
            assert field in (None, refused.data["field"])
        assert await read(olga) == (configuration, revision)


async def test_hours_change_without_anything_that_desks_show(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path, PEOPLE) as node,
        connected(desk_of(node)) as anna,
        connected(desk_of(node)) as olga,
    ):
        await anna.sign_in("anna", PASSWORD)
        await olga.sign_in("olga", PASSWORD)
        configuration, revision = await read(olga)
        day = configuration.hours[0]
        shorter = msgspec.structs.replace(day, week=(*day.week[:6], ()))
        save = SaveConfiguration(
            request=olga.next_request(),
            client_id=new_id(),
            revision=revision,
            put=ConfigurationPart(hours=(shorter,)),
        )
        saved = await olga.ask(save, ConfigurationSaved)
        await olga.ask(renaming(olga, configuration.queues[0], saved.revision), ConfigurationSaved)
        await anna.until(told_of(RENAMED.ru))  # type: ignore[arg-type]
        told = [answer for answer in anna.told if isinstance(answer, WorkplaceTold)]
        assert len(told) == 1


async def test_an_agent_has_another_room_and_other_skills(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path, PEOPLE) as node,
        connected(desk_of(node)) as anna,
        connected(desk_of(node)) as olga,
    ):
        await anna.sign_in("anna", PASSWORD)
        before = await anna.desk()
        await olga.sign_in("olga", PASSWORD)
        agents = await olga.ask(ReadAgents(request=olga.next_request()), AgentsTold)
        assert [(one.login, one.version, one.rules.room) for one in agents.agents] == [
            ("anna", 0, 500)
        ]
        wanted = AgentRules(
            account=agents.agents[0].account,
            room=700,
            skills=(Known(skill="network", level=2),),
            languages=("ru", "en"),
        )
        save = SaveAgent(request=olga.next_request(), client_id=new_id(), version=0, rules=wanted)
        assert (await olga.ask(save, AgentSaved)).version == 1
        await anna.until(lambda told: isinstance(told, Desk) and told.room * 5 == before.room * 7)
        agents = await olga.ask(ReadAgents(request=olga.next_request()), AgentsTold)
        assert [(one.version, one.rules) for one in agents.agents] == [(1, wanted)]
        late = msgspec.structs.replace(save, request=olga.next_request(), client_id=new_id())
        assert (await olga.ask(late, Refused)).code is ErrorCode.STALE_VERSION


async def test_a_file_exported_changed_and_imported_is_felt_by_a_running_server(
    tmp_path: Path,
) -> None:
    file = tmp_path / "centre.toml"

    def admin(*words: str) -> tuple[int, str]:
        settings = ("admin", "settings", *words, str(file), "--data", str(tmp_path / "node"))
        result = CliRunner().invoke(application(), settings)
        return result.exit_code, result.output

    async with (
        node_in(tmp_path / "node", PEOPLE) as node,
        console_on(tmp_path / "anna", node.port) as anna,
    ):
        await signed_in(anna, "anna")
        assert await asyncio.to_thread(admin, "export") == (0, f"Written to {file}.\n")
        same = await asyncio.to_thread(admin, "import")
        assert same == (0, "Nothing is different from what was set.\n")

        text = file.read_text(encoding="utf-8")
        broken = text.replace("targets = { first_answer = 30", "targets = { first_reply = 30", 1)
        broken = broken.replace('overflow = "general"', 'overflow = "services"', 1)
        file.write_text(broken, encoding="utf-8")
        code, said = await asyncio.to_thread(admin, "import")
        line = 1 + broken.splitlines().index(next(o for o in broken.splitlines() if "reply" in o))
        assert code == 2
        assert f"{file}:{line}: queues.services.targets.first_reply: there is nothing" in said
        assert "Nothing was changed." in said

        file.write_text(broken.replace("first_reply", "first_answer"), encoding="utf-8")
        code, said = await asyncio.to_thread(admin, "import")
        assert code == 2
        assert "queues.services.overflow: what overflows would come back" in said
        assert titles(anna)["services"] == "Услуги"

        before = anna.session.store.desk.room
        agent = '\n[[agent]]\nlogin = "anna"\nroom = 3\nlanguages = ["ru", "en"]\n'
        renamed = text.replace('ru = "Услуги", en = "Services"', 'ru = "Новая", en = "New"', 1)
        file.write_text(renamed + agent, encoding="utf-8")
        code, said = await asyncio.to_thread(admin, "import")
        assert code == 0
        assert "queues.services: changed" in said
        await anna.until(lambda: titles(anna)["services"] == "Новая")
        await anna.until(lambda: anna.session.store.desk.room * 5 == before * 3)

        await asyncio.to_thread(admin, "export")
        assert 'login = "anna"\nroom = 3' in file.read_text(encoding="utf-8")
