"""On PostgreSQL nothing is decided by a node's own clock: one that is a day off harms nobody."""

import time
from pathlib import Path

import pytest

from protocol import commands, limits
from protocol.answers import Beat, Done, EnteredVisit, SignedIn, Ticket
from protocol.conversations import ConversationState
from protocol.ids import new_id
from protocol.people import Role
from server_stub.storage.engine import store_now
from tests.support.nodes import PASSWORD, nodes_in
from tests.support.talks import Talk, with_file
from tests.support.wire import connected

DAY_MS = 86_400_000
NEAR_MS = 3_600_000
"""Of a busy machine; a day is far."""


@pytest.fixture(params=["ahead", "behind"])
def clock_a_day_off(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Turn this machine's clock, for the server and the test alike."""
    off = DAY_MS if request.param == "ahead" else -DAY_MS
    real, real_ns = time.time, time.time_ns
    monkeypatch.setattr(time, "time", lambda: real() + off / 1000)
    monkeypatch.setattr(time, "time_ns", lambda: real_ns() + off * 1_000_000)


async def test_a_node_whose_clock_is_wrong_does_nothing_early_or_late(
    seeded_postgresql_url: str, tmp_path: Path, clock_a_day_off: None
) -> None:
    people = {"anna": Role.AGENT}
    async with (
        nodes_in(tmp_path, people, count=1, database=seeded_postgresql_url) as (node,),
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
        connected(f"ws://127.0.0.1:{node.port}/visit") as again,
    ):
        now = await node.services.store.read(store_now)
        assert abs(now - time.time() * 1000) > DAY_MS - NEAR_MS

        def is_near(moment: int) -> bool:
            return abs(moment - now) < NEAR_MS

        sign_in = commands.SignIn(request=desk.next_request(), login="anna", password=PASSWORD)
        signed_in = await desk.ask(sign_in, SignedIn)
        assert is_near(signed_in.server_time)
        assert is_near(signed_in.expires_at - limits.SESSION_IDLE_SECONDS * 1000)
        await desk.desk()
        await desk.go_online()
        enter = commands.Enter(
            request=visit.next_request(),
            client_id=new_id(),
            name="Анна Кольцова",
            phone="+7 975 000-41-17",
            topic="services",
        )
        entered = await visit.ask(enter, EnteredVisit)
        assert is_near(entered.server_time)
        offered = await desk.head(lambda head: head.state is ConversationState.OFFERED)
        assert offered.offer is not None
        assert is_near(offered.offer.until)
        accept = commands.Accept(
            request=desk.next_request(),
            client_id=new_id(),
            conversation=offered.id,
            epoch=offered.epoch,
        )
        accepted = await desk.ask(accept, Done)
        assert is_near(accepted.at)
        here = await node.services.visits.resume(entered.token)
        talk = await with_file(node, Talk(offered.id, accepted.epoch, here))
        fetch = commands.OpenFile(
            request=desk.next_request(), conversation=offered.id, file=talk.file
        )
        assert is_near((await desk.ask(fetch, Ticket)).expires_at)
        for client in (desk, visit):
            beat = await client.until(lambda told: isinstance(told, Beat))
            assert isinstance(beat, Beat)
            assert is_near(beat.server_time)
        back = commands.ResumeVisit(request=again.next_request(), token=entered.token)
        await again.ask(back, EnteredVisit)
        # Compared twice since: nobody's session has run out.
        assert not desk.over
