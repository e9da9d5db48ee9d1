"""What stands between a console and its server is told apart, and nobody is followed elsewhere."""

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from console.core.errors import HandshakeReason, HandshakeRefused, LinkLost
from console.core.link_state import LinkPhase
from console.link.address import ServerAddress
from console.link.opening import open_socket
from ui.desk import refusals
from ui.shell.sign_in import progress

BEYOND = "desk.invalid:8710"
"""Only a proxy could reach it."""


class Port:
    """Says one thing to whoever says anything, and counts who came."""

    def __init__(self, answer: bytes) -> None:
        self.number = 0
        self.visitors = 0
        self._answer = answer

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.visitors += 1
        await reader.read(1)
        writer.write(self._answer)
        writer.write_eof()
        await reader.read()
        writer.close()


@asynccontextmanager
async def answering(answer: bytes) -> AsyncIterator[Port]:
    port = Port(answer)
    async with await asyncio.start_server(port.serve, "127.0.0.1", 0) as server:
        port.number = server.sockets[0].getsockname()[1]
        yield port


async def _reason(address: str) -> HandshakeReason:
    with pytest.raises(HandshakeRefused) as refused:
        await open_socket(ServerAddress.parse(address), ssl.create_default_context())
    return refused.value.reason


async def test_nobody_is_followed_to_where_he_sends_the_password() -> None:
    async with answering(b"") as elsewhere:
        there = f"Location: ws://127.0.0.1:{elsewhere.number}/desk\r\n".encode()
        head = b"HTTP/1.1 302 Found\r\n" + there + b"Content-Length: 0\r\n\r\n"
        async with answering(head) as port:
            reason = await _reason(f"127.0.0.1:{port.number}")
        assert elsewhere.visitors == 0
    assert reason is HandshakeReason.NOT_A_SERVER


async def test_another_program_at_the_port_is_told() -> None:
    async with answering(b"SSH-2.0-Something_9.2\r\n") as port:
        assert await _reason(f"127.0.0.1:{port.number}") is HandshakeReason.OTHER_SERVICE


async def test_a_server_without_encryption_is_told() -> None:
    async with answering(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n") as port:
        assert await _reason(f"wss://127.0.0.1:{port.number}") is HandshakeReason.OTHER_SERVICE


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (b"HTTP/1.1 407 Proxy Authentication Required\r\n\r\n", HandshakeReason.PROXY),
        (b"HTTP/1.1 403 Forbidden\r\n\r\n", HandshakeReason.PROXY),
        (b"HTTP/1.1 511 Sign in first\r\n\r\n", HandshakeReason.NOT_A_SERVER),
        (b"220 mail.example ESMTP\r\n", HandshakeReason.PROXY_UNUSABLE),
    ],
    ids=["407", "403", "511", "mail"],
)
@pytest.mark.parametrize("written", ["http://127.0.0.1:{port}", "127.0.0.1:{port}"])
async def test_a_proxy_that_lets_nobody_through_is_told(
    monkeypatch: pytest.MonkeyPatch, answer: bytes, reason: HandshakeReason, written: str
) -> None:
    async with answering(answer) as port:
        monkeypatch.setenv("https_proxy", written.format(port=port.number))
        assert await _reason(BEYOND) is reason


async def test_a_proxy_whose_server_does_not_answer_is_tried_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with answering(b"HTTP/1.1 502 Bad Gateway\r\n\r\n") as port:
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port.number}")
        with pytest.raises(LinkLost):
            await open_socket(ServerAddress.parse(BEYOND), ssl.create_default_context())


async def test_a_proxy_that_breaks_off_the_encryption_troubles_nobody_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def connect_and_break_off(
        reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        await writer.drain()
        writer.close()

    troubles: list[str] = []
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(lambda _, trouble: troubles.append(str(trouble)))
    async with await asyncio.start_server(connect_and_break_off, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        monkeypatch.setenv("https_proxy", f"http://127.0.0.1:{port}")
        for _ in range(3):  # the trouble of one shows while the next is on its way
            with pytest.raises(LinkLost):
                await open_socket(ServerAddress.parse(BEYOND), ssl.create_default_context())
    assert troubles == []


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "ftp://127.0.0.1:1", "http://:1"])
async def test_a_proxy_that_nobody_can_use_is_told(
    monkeypatch: pytest.MonkeyPatch, proxy: str
) -> None:
    monkeypatch.setenv("https_proxy", proxy)
    assert await _reason(BEYOND) is HandshakeReason.PROXY_UNUSABLE


def test_each_way_that_is_barred_has_words_of_its_own() -> None:
    reasons = (
        HandshakeReason.VERSION,
        HandshakeReason.NOT_A_SERVER,
        HandshakeReason.OTHER_SERVICE,
        HandshakeReason.PROXY,
        HandshakeReason.PROXY_UNUSABLE,
    )
    said = {refusals.phase_sentence(LinkPhase.VERSION_REFUSED, reason) for reason in reasons}
    assert len(said) == len(reasons)
    assert progress(LinkPhase.OFFLINE, HandshakeReason.NO_NAME) != progress(LinkPhase.OFFLINE)
