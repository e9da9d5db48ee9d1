"""Nothing runs without an owner, and nothing outlives it."""

import asyncio
import contextlib

import pytest

from console.core.errors import (
    CommandRejected,
    HandshakeReason,
    HandshakeRefused,
    SettingsError,
    SettingsReason,
)
from console.core.ports import Surroundings
from console.core.tasks import Spawn, TaskOwner, run_together
from protocol.errors import ErrorCode


async def test_a_failing_task_is_reported_by_name_and_harms_no_other() -> None:
    failures: list[tuple[str, str]] = []
    owner = TaskOwner("page", on_failure=lambda name, error: failures.append((name, str(error))))
    done = asyncio.Event()

    async def fail() -> None:
        raise ValueError("broken")

    async def work() -> None:
        await done.wait()

    owner.spawn("fail", fail())
    other = owner.spawn("work", work())
    assert other is not None
    await asyncio.sleep(0)
    done.set()
    await other
    assert failures == [("page:fail", "broken")]
    await owner.aclose()


async def test_closing_cancels_waits_and_refuses_new_work() -> None:
    owner = TaskOwner("page", on_failure=lambda *_: None)
    ended: list[str] = []

    async def work() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("work")

    async def closes_its_owner() -> None:
        await owner.aclose()
        ended.append("closer")

    owner.spawn("work", work())
    await asyncio.sleep(0)
    closer = owner.spawn("close", closes_its_owner())
    assert closer is not None
    await closer
    assert ended == ["work", "closer"]
    assert owner.closed
    assert owner.spawn("late", work()) is None
    await owner.aclose()


def test_errors_carry_codes() -> None:
    assert CommandRejected(ErrorCode.OVERLOADED).retryable
    assert not CommandRejected(ErrorCode.FORBIDDEN, data={"a": 1}).retryable
    assert HandshakeRefused(HandshakeReason.VERSION).reason is HandshakeReason.VERSION
    assert SettingsError(SettingsReason.DISK).reason is SettingsReason.DISK


def test_the_real_surroundings_move_on() -> None:
    around = Surroundings()
    assert around.now() > 1_700_000_000_000
    assert around.new_client_id() != around.new_client_id()


async def test_what_runs_together_ends_together_with_what_failed() -> None:
    ended: list[str] = []

    async def fail() -> None:
        raise ValueError("broken")

    async def wait() -> None:
        try:
            await asyncio.Event().wait()
        finally:
            ended.append("wait")

    async def first(spawn: Spawn) -> None:
        spawn(wait(), name="wait")
        await asyncio.sleep(0)
        spawn(fail(), name="fail")
        await wait()

    with pytest.raises(ExceptionGroup) as failures:
        await run_together(first)
    assert [str(failure) for failure in failures.value.exceptions] == ["broken"]
    assert ended == ["wait", "wait"]
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await asyncio.Event().wait()


async def test_what_runs_together_is_over_when_the_last_is() -> None:
    ended: list[str] = []

    async def late() -> None:
        await asyncio.sleep(0)
        ended.append("late")

    async def first(spawn: Spawn) -> None:
        spawn(late(), name="late")
        ended.append("first")

    await run_together(first)
    assert ended == ["first", "late"]


@pytest.mark.parametrize("turns", range(6))
async def test_one_that_is_cancelled_is_cancelled_whatever_fails_at_that_moment(
    turns: int,
) -> None:
    broken = asyncio.Event()

    async def fail() -> None:
        await broken.wait()
        raise ValueError("the server has gone")

    async def first(spawn: Spawn) -> None:
        spawn(fail(), name="one")
        spawn(fail(), name="another")

    async def comes_back_after_every_break() -> None:
        while True:
            with contextlib.suppress(ExceptionGroup):
                await run_together(first)
            broken.clear()

    owner = TaskOwner("session", on_failure=lambda *_: None)
    link = owner.spawn("link", comes_back_after_every_break())
    assert link is not None
    for _ in range(4):
        await asyncio.sleep(0)
    broken.set()
    for _ in range(turns):
        await asyncio.sleep(0)
    link.cancel()
    done, _ = await asyncio.wait([link], timeout=60)
    link.cancel()
    assert done == {link}
