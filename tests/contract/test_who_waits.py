"""Places, promises and mergers as both databases have them."""

import msgspec

from protocol import commands
from protocol.bodies import Merged, MergedFrom
from protocol.configuration import Targets
from protocol.conversations import ConversationState, Lateness
from protocol.ids import ClientId, ConversationId, new_id
from protocol.scalars import Millis
from server_stub.domain.acts import SYSTEM, Act, Overdue, TakeIn
from server_stub.domain.configuration import Rules
from server_stub.domain.expected_wait import Expected
from server_stub.domain.promises import Promise
from server_stub.storage import configuration, conversations, promises, queue_pace
from server_stub.storage.engine import store_now
from tests.contract.acts import by, enter, send, take
from tests.support.moves import QUEUE
from tests.support.stores import CONFIGURED, LINKS_FELT, Bench

_MINUTE = 60_000


def rules(bench: Bench, **targets: int) -> Rules:
    """What the store's queue promises from now on."""
    queues = tuple(
        msgspec.structs.replace(one, targets=Targets(**targets)) for one in CONFIGURED.queues
    )
    with bench.writers.begin() as connection:
        configuration.save(connection, msgspec.structs.replace(CONFIGURED, queues=queues))
        return configuration.read(connection)


async def test_a_place_is_that_in_the_queue_and_moves_up(bench: Bench) -> None:
    bench.run(LINKS_FELT)
    bench.run("UPDATE agent_load SET used = room")
    entered = [enter() for _ in range(3)]
    chats = [act.conversation for act in entered]

    def places() -> list[int | None]:
        with bench.readers.begin() as connection:
            found = queue_pace.of_those_who_wait(
                connection, chats, rules=rules(bench), now=store_now(connection)
            )
        return [found[chat].place if chat in found else None for chat in chats]

    async with bench.lanes() as lanes:
        for act in entered:
            await lanes.submit(act)
        bench.run("UPDATE conversation SET priority = 600 WHERE id = " + f"'{chats[2]}'")
        assert places() == [2, 3, 1]
        bench.run("UPDATE agent_load SET used = 0")
        await lanes.submit(take(chats[2], bench.agents["elena"]))
        assert places() == [1, 2, None]
        with bench.readers.begin() as connection:
            now = store_now(connection)
            newcomer = queue_pace.of_a_newcomer(connection, QUEUE, rules=rules(bench), now=now)
        assert newcomer == Expected(place=3, minutes=1)  # two agents have room for more


async def test_what_is_late_is_found_until_it_is_recorded(bench: Bench) -> None:
    promised = rules(bench, first_answer=60, resolution=600)
    elena = bench.agents["elena"]

    def look(ahead: int) -> list[tuple[Promise, Lateness]]:
        with bench.readers.begin() as connection:
            now = Millis(store_now(connection) + ahead)
            found = promises.newly_broken(connection, promised, now=now)
        return [(one.promise, one.level) for one in found]

    async with bench.lanes() as lanes:
        act = enter()
        chat = act.conversation
        await lanes.submit(act)
        assert look(0) == []
        assert look(50_000) == [(Promise.FIRST_ANSWER, Lateness.WARN)]
        assert look(2 * _MINUTE) == [(Promise.FIRST_ANSWER, Lateness.LATE)]
        bench.run(f"UPDATE conversation SET queued_at = queued_at - {2 * _MINUTE}")
        overdue = Overdue(promise=Promise.FIRST_ANSWER.value)
        for _ in range(2):  # as two nodes would
            await lanes.submit(Act(actor=SYSTEM, conversation=chat, request=overdue))
        assert look(0) == []
        assert bench.scalar("SELECT count(*) FROM entry WHERE kind = 'late'") == 1
        epoch = (await lanes.submit(take(chat, elena))).epoch
        await lanes.submit(send(chat, elena, "Здравствуйте", epoch=epoch))
        assert bench.scalar("SELECT late FROM conversation") == 0
        assert look(20 * _MINUTE) == [(Promise.RESOLUTION, Lateness.LATE)]


async def test_one_of_two_is_merged_and_each_log_names_the_other(bench: Bench) -> None:
    elena = bench.agents["elena"]
    async with bench.lanes() as lanes:
        entered = [enter("subscriber") for _ in range(2)]
        here, there = (act.conversation for act in entered)
        for act in entered:
            await lanes.submit(act)
        await lanes.submit(take(there, elena))
        merge = commands.Merge(
            request=0, client_id=new_id(), conversation=here, epoch=1, into=there
        )
        told = ClientId(new_id())
        step = TakeIn(client_id=told, source=here)
        for _ in range(2):  # the desk did not hear of the end, and sends it again
            await lanes.submit(by(elena, merge))
            await lanes.submit(Act(actor=SYSTEM, conversation=there, request=step, client_id=told))
    with bench.readers.begin() as connection:
        rows = conversations.load(connection, {here, there})
        merged, kept = rows[here], rows[there]
        said = [conversations.entry_at(connection, one.id, one.last_seq) for one in (merged, kept)]
    assert (merged.state, merged.outcome, merged.merged_into) == (
        ConversationState.CLOSED,
        "merged",
        there,
    )
    assert [one.body for one in said if one is not None] == [
        Merged(into=ConversationId(there)),
        MergedFrom(source=ConversationId(here), channel="web"),
    ]
    assert bench.scalar("SELECT count(*) FROM entry WHERE kind LIKE 'merged%'") == 2
    assert bench.scalar("SELECT count(*) FROM wait WHERE how = 'merged'") == 1
