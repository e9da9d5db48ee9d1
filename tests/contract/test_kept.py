"""What a lane remembers of its last transactions is what the store holds, whoever has written."""

import pytest
from sqlalchemy import text

from protocol.ids import ConversationId
from protocol.scalars import Millis
from server_stub.domain.acts import Act, Actor
from server_stub.domain.errors import DomainError, NotFound, SessionOver, StaleEpoch
from server_stub.storage import conversations, hot_statements
from server_stub.storage.kept import Kept
from server_stub.storage.lane import Lane
from server_stub.storage.unit_of_work import UnitOfWork
from tests.contract.acts import enter, say, send, take
from tests.support.stores import Bench


def write(bench: Bench, kept: Kept, acts: list[Act]) -> None:
    """As a lane does it, without its thread."""
    with bench.writers.begin() as connection:
        kept.begin(connection)
        unit = UnitOfWork(connection, now=Millis(1_000), offer_ms=0, kept=kept)
        unit.prepare(acts)
        for act in acts:
            unit.apply(act)
        unit.flush()
    unit.keep()


async def answered(lane: Lane, agent: Actor) -> ConversationId:
    """A chat that the lane has just written in: its agent has answered."""
    act = enter()
    await lane.submit(act)
    await lane.submit(take(act.conversation, agent))
    await lane.submit(send(act.conversation, agent, "Слушаю", epoch=2))
    return act.conversation


def test_what_is_kept_is_what_was_written(bench: Bench) -> None:
    elena, kept = bench.agents["elena"], Kept()
    ins = [enter() for _ in range(3)]
    first, second, _ = (act.conversation for act in ins)
    write(bench, kept, [*ins, say(first, "Раз"), say(first, "Два")])
    write(bench, kept, [take(second, elena), say(first, "Три")])
    write(bench, kept, [send(second, elena, "Слушаю", epoch=2)])
    # PostgreSQL has other writers, and rows are locked where they are read.
    assert len(kept.conversations) == (0 if bench.on_postgresql else 3)
    with bench.readers.begin() as connection:
        assert conversations.load(connection, kept.conversations) == kept.conversations
        rows = hot_statements.read_rights(connection, kept.rights)
    assert len(rows) == len(kept.rights) == (0 if bench.on_postgresql else 1)
    for account, *rights in rows:
        known = kept.rights[account]
        assert [known.role, known.name, known.version, known.disabled] == rights


@pytest.mark.parametrize(
    ("change", "refusal"),
    [
        ("UPDATE account SET version = version + 1", SessionOver),
        ("UPDATE conversation SET owner = NULL", NotFound),
        ("UPDATE conversation SET epoch = epoch + 1", StaleEpoch),
    ],
)
@pytest.mark.parametrize("on_the_lane", [True, False])
async def test_what_others_write_counts_at_once(
    bench: Bench, change: str, refusal: type[DomainError], on_the_lane: bool
) -> None:
    """Another connection, or a function of the server's own parts on the lane itself."""
    elena = bench.agents["elena"]
    async with bench.lane() as lane:
        chat = await answered(lane, elena)

        def do(unit: UnitOfWork) -> None:
            unit.connection.execute(text(change))

        if on_the_lane:
            await lane.run(do)
        else:
            bench.run(change)
        with pytest.raises(refusal):
            await lane.submit(send(chat, elena, "Ещё раз", epoch=2))


async def test_what_failed_is_not_kept(bench: Bench) -> None:
    async with bench.lane() as lane:
        chat = await answered(lane, bench.agents["elena"])
        before = await lane.submit(say(chat, "До"))
        with bench.poisoned("яд"), pytest.raises(Exception, match="poison"):
            await lane.submit(say(chat, "яд"))
        after = await lane.submit(say(chat, "После"))
        assert (after.seq, after.rev) == (before.seq + 1, before.rev + 1)
