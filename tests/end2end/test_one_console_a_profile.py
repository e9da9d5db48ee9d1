"""A console that is open already is called to the front instead of being opened twice."""

import asyncio
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

WORD = b"This console is open already: its window comes to the front.\n"


_living: list[Process] = []


@pytest.fixture(autouse=True)
async def _nobody_is_left() -> AsyncIterator[None]:
    yield
    while _living:
        process = _living.pop()
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def _started(folder: Path, *, answer_ms: int = 120_000) -> Process:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "tests.support.second_console", str(folder), str(answer_ms)),
        stdin=PIPE,
        stdout=PIPE,
        stderr=PIPE,
    )
    _living.append(process)
    return process


async def _line(process: Process) -> bytes:
    assert process.stdout is not None
    return await process.stdout.readline()


async def _ended(process: Process) -> tuple[bytes, bytes, int | None]:
    assert process.stdin is not None
    over = process.stdin.is_closing()  # its end was noticed before anybody asked for it
    said, complained = await process.communicate(None if over else b"")
    return said, complained, process.returncode


async def test_of_consoles_started_at_once_one_opens_and_the_others_call_it(
    tmp_path: Path,
) -> None:
    three = [await _started(tmp_path) for _ in range(3)]
    lines = [await _line(process) for process in three]

    assert sorted(lines) == sorted([b"open\n", WORD, WORD])
    first = three.pop(lines.index(b"open\n"))
    for other in three:
        assert await _ended(other) == (b"", b"", 0)
    # Those calls may have come before its window was there to be brought forward.
    another = await _started(tmp_path)
    assert await _line(another) == WORD
    assert await _ended(another) == (b"", b"", 0)
    assert await _line(first) == b"forward\n"
    assert await _ended(first) == (b"", b"", 0)


async def test_a_killed_console_keeps_nobody_out_and_is_not_called(tmp_path: Path) -> None:
    killed = await _started(tmp_path)
    assert await _line(killed) == b"open\n"
    killed.kill()
    await killed.wait()
    for folder in (tmp_path, tmp_path / "another"):
        process = await _started(folder)
        assert await _line(process) == b"open\n"
        assert await _ended(process) == (b"", b"", 0)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows stops no processes")
async def test_one_that_does_not_answer_is_named(tmp_path: Path) -> None:
    hanging = await _started(tmp_path)
    assert await _line(hanging) == b"open\n"
    hanging.send_signal(signal.SIGSTOP)
    try:
        said, complained, code = await _ended(await _started(tmp_path, answer_ms=1_000))
    finally:
        hanging.send_signal(signal.SIGCONT)
        await _ended(hanging)

    assert (said, code) == (b"", 1)
    assert f"process {hanging.pid}.".encode() in complained


@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no signals")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
async def test_a_signal_ends_a_console_in_order(tmp_path: Path, number: signal.Signals) -> None:
    process = await _started(tmp_path)
    assert await _line(process) == b"open\n"
    process.send_signal(number)
    assert await _ended(process) == (b"", b"", 128 + number)
    assert not (tmp_path / "console.lock").exists()
