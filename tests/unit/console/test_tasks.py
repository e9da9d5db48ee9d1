"""Nothing runs without an owner, and nothing outlives it."""

import asyncio

import pytest

from console.core.errors import (
    CommandRejected,
    HandshakeReason,
    HandshakeRefused,
    SettingsError,
    SettingsReason,
)
from console.core.ports import Surroundings
from console.core.tasks import TaskOwner, together
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


async def test_after_a_group_has_failed_timeouts_still_end_as_timeouts() -> None:
    async def fail() -> None:
        await asyncio.sleep(0)
        raise ValueError

    with pytest.raises(ExceptionGroup):
        async with together() as group:
            group.create_task(fail())
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0):
            await asyncio.Event().wait()
