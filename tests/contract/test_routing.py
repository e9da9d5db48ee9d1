"""What a look for a plan finds: everybody who could be offered, however many wait before him."""

import asyncio

import msgspec

from protocol.configuration import (
    AgentRules,
    Configuration,
    Known,
    QueueRules,
    Ring,
    Title,
    TopicRules,
)
from protocol.ids import AccountId
from server_stub.domain.acts import Act, OpenVisit
from server_stub.domain.configuration import Rules
from server_stub.domain.routing import plan
from server_stub.domain.routing_demands import Demands
from server_stub.domain.routing_terms import Assignment
from server_stub.storage import presences, routing
from server_stub.storage.engine import store_now
from tests.contract.acts import enter
from tests.support.stores import Bench

_NAMED = Title(ru="Как угодно", en="Whatever")
MANY = 600
"""More than any one look reads of a kind."""


def rules(**agents: tuple[Known, ...]) -> Rules:
    return Rules(
        Configuration(
            operator=_NAMED,
            queues=(
                QueueRules(
                    id="technical",
                    title=_NAMED,
                    needs=(Known(skill="fibre", level=3),),
                    languages=("ru", "en"),
                    rings=(Ring(after=60, lower=2),),
                    known_agent=30,
                ),
                QueueRules(id="services", title=_NAMED),
            ),
            topics=(TopicRules(id="network", title=_NAMED, queue="technical"),),
        ),
        [AgentRules(account=name, skills=known) for name, known in agents.items()],
    )


def entering(queue: str, **fields: object) -> Act:
    act = enter()
    assert isinstance(act.request, OpenVisit)
    return msgspec.structs.replace(
        act, request=msgspec.structs.replace(act.request, queue=queue, **fields)
    )


def planned(bench: Bench, demands: Demands) -> tuple[list[Assignment], bool]:
    with bench.readers.begin() as connection:
        now = store_now(connection)
        look = routing.look(connection, demands, now=now)
        return plan(look.waiting, look.candidates, now=now), look.more


async def test_those_whom_nobody_serves_hide_nobody(bench: Bench) -> None:
    async with bench.lanes() as lanes:
        last = entering("services")
        crowd = [entering("technical", topic="network") for _ in range(MANY)]
        await asyncio.gather(*map(lanes.submit, [*crowd, last]))
        await lanes.run(
            lambda unit: presences.touch(
                unit.connection, [AccountId(one.id) for one in bench.agents.values()], now=unit.now
            )
        )
    assignments, more = planned(bench, Demands(rules()))
    assert [one.conversation for one in assignments] == [last.conversation]
    assert more


async def test_who_let_it_pass_hides_nobody_behind_it(bench: Bench) -> None:
    """Hundreds that wait for their known agent are before the one that anybody may have."""
    elena = AccountId(bench.agents["elena"].id)
    async with bench.lanes() as lanes:
        last = entering("technical")
        crowd = [entering("technical", known_agent=elena) for _ in range(MANY)]
        await asyncio.gather(*map(lanes.submit, [*crowd, last]))
        await lanes.run(
            lambda unit: presences.touch(
                unit.connection, [AccountId(one.id) for one in bench.agents.values()], now=unit.now
            )
        )
    fibre = {agent.id: (Known(skill="fibre", level=5),) for agent in bench.agents.values()}
    bench.run(f"UPDATE agent_load SET used = room WHERE account = '{elena}'")
    assignments, _ = planned(bench, Demands(rules(**fibre)))
    assert [one.conversation for one in assignments] == [last.conversation]


async def test_a_request_asks_what_the_configuration_says_of_it(bench: Bench) -> None:
    elena = AccountId(bench.agents["elena"].id)
    demands = Demands(rules(**{elena: (Known(skill="fibre", level=2),)}))
    async with bench.lanes() as lanes:
        await lanes.submit(entering("technical", topic="network", language="de", known_agent=elena))
        await lanes.run(lambda unit: presences.touch(unit.connection, [elena], now=unit.now))
    bench.run(f"UPDATE agent_load SET seen_at = 0 WHERE account <> '{elena}'")
    with bench.readers.begin() as connection:
        now = store_now(connection)
        look = routing.look(connection, demands, now=now)
        others = routing.away(connection, demands, now=now)
    (waiting,), (candidate,) = look.waiting, look.candidates
    assert (waiting.needs, waiting.language) == ((Known(skill="fibre", level=3),), "ru")
    assert (waiting.known_agent, waiting.known_until - waiting.since) == (elena, 30_000)
    assert (waiting.weight, waiting.rings) == (100, (Ring(after=60, lower=2),))
    assert (candidate.free, candidate.room) == (300, 300)
    assert candidate.skills == {"fibre": 2}
    assert candidate.languages == frozenset({"ru"})
    assert elena not in {one.agent for one in others}
    assert {one.name for one in others} == {"Pavel", "Irina"}
