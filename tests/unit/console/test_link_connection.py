"""The console's end of the socket: silence is noticed, and noticing it costs no timer a frame."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from websockets.asyncio.client import connect
from websockets.asyncio.server import ServerConnection, serve

from console.core.errors import LinkLost
from console.link.connection import Connection
from protocol import codec, limits
from protocol.answers import AnyAnswer, Beat
from protocol.scalars import Millis

BEAT = codec.encode(Beat(server_time=Millis(0)))
FRAMES = 500


@asynccontextmanager
async def hearing(frames: Iterable[bytes], *, told: list[AnyAnswer]) -> AsyncIterator[Connection]:
    """A console whose server says all this and then nothing."""

    async def say(end: ServerConnection) -> None:
        for frame in frames:
            await end.send(frame, text=True)
        await end.wait_closed()

    async with serve(say, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        async with connect(f"ws://127.0.0.1:{port}", proxy=None, ping_interval=None) as socket:
            yield Connection(socket, sink=told.append)


async def test_silence_ends_the_link_after_everything_was_handed_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "SILENCE_SECONDS", 0.05)
    told: list[AnyAnswer] = []
    async with hearing([BEAT] * FRAMES, told=told) as connection:
        with pytest.raises(LinkLost):
            await connection.read()
    assert len(told) == FRAMES


async def test_frames_leave_no_timers_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SILENCE_SECONDS", 0.05)
    loop, timers = asyncio.get_running_loop(), list[float]()
    call_at = loop.call_at

    def counted(when: float, *args: Any, **kwargs: Any) -> asyncio.TimerHandle:
        timers.append(when)
        return call_at(when, *args, **kwargs)

    async with hearing([BEAT] * FRAMES, told=[]) as connection:
        monkeypatch.setattr(loop, "call_at", counted)
        with pytest.raises(LinkLost):
            await connection.read()
    assert 0 < len(timers) < FRAMES / 10
