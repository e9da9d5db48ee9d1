"""Who gets a socket, and how a socket that misbehaves is shown out."""

import asyncio
import contextlib
import ssl
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from pathlib import Path

import httpx
import pytest
from sqlalchemy import Connection
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidStatus
from websockets.typing import Origin, Subprotocol

from protocol import codec, commands, limits, version
from protocol.answers import Desk, Hint, Refused
from protocol.errors import CloseCode, ErrorCode
from protocol.ids import AccountId, ClientId
from protocol.people import Role
from server_stub.app import Node, running
from server_stub.config import Config, ConfigError
from server_stub.storage import accounts
from server_stub.transport import desk_session
from server_stub.transport.pace import Pace
from server_stub.transport.session import PATIENCE
from server_stub.web import site
from tests.support import certificates
from tests.support.nodes import PASSWORD, config_in, node_in, prepare
from tests.support.talks import agent_actor, owned
from tests.support.wire import connected

PAGE = "https://chat.example"
HANGS_SECONDS = 120.0
"""What has not happened by then never will, however busy the machine."""
PROMISED_SECONDS = limits.AUTHENTICATE_SECONDS
"""As the contract has it, whatever a test gives those who take their time."""
SPOKEN = [Subprotocol(one) for one in version.SUBPROTOCOLS]


async def _status(node: Node, path: str, *, origin: str | None = None) -> int:
    """What the handshake is answered."""
    try:
        async with connect(
            f"ws://127.0.0.1:{node.port}{path}",
            origin=None if origin is None else Origin(origin),
            subprotocols=SPOKEN,
            proxy=None,
            open_timeout=HANGS_SECONDS,
        ):
            return HTTPStatus.SWITCHING_PROTOCOLS
    except InvalidStatus as refused:
        return refused.response.status_code


async def test_only_known_paths_and_pages_get_a_socket(tmp_path: Path) -> None:
    async with node_in(tmp_path, {}, origins=(PAGE,)) as node:
        statuses = {
            (path, origin): await _status(node, path, origin=origin)
            for path in ("/desk", "/visit", "/", "/desk/", "/desk/../visit", "/metrics")
            for origin in (None, PAGE, "null", "https://elsewhere.example", PAGE + ".evil")
        }
        let_in = {cell for cell, status in statuses.items() if status == 101}
        assert let_in == {("/desk", None), ("/visit", None), ("/visit", PAGE)}
        refused = {
            status for (path, _), status in statuses.items() if path in ("/desk", "/visit")
        } - {101}
        assert refused == {403}
        assert {statuses[path, None] for path in ("/", "/desk/", "/metrics")} == {404}


async def test_without_a_common_version_the_socket_closes_with_a_code_that_says_so(
    tmp_path: Path,
) -> None:
    async with node_in(tmp_path, {}) as node:
        for offered in (None, [Subprotocol("pult.999")]):
            async with connect(
                f"ws://127.0.0.1:{node.port}/desk",
                subprotocols=offered,
                proxy=None,
                open_timeout=HANGS_SECONDS,
            ) as socket:
                with pytest.raises(ConnectionClosed):
                    await asyncio.wait_for(socket.recv(), HANGS_SECONDS)
                assert socket.close_code == CloseCode.VERSION


async def test_who_does_not_say_who_he_is_in_time_is_closed_whatever_else_he_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert PROMISED_SECONDS == 5
    monkeypatch.setattr(limits, "AUTHENTICATE_SECONDS", 2.0)
    async with (
        node_in(tmp_path, {}, visit_commands_burst=1_000_000) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as silent,
        connected(f"ws://127.0.0.1:{node.port}/visit") as chatty,
        asyncio.timeout(HANGS_SECONDS),
        asyncio.TaskGroup() as tasks,
    ):
        half = tasks.create_task(_half_a_handshake(node.port))
        while not chatty.over:
            request = chatty.next_request()
            resume = commands.ResumeVisit(request=request, token="A" * 43)
            if not await chatty.send_if_open(resume):
                break
            await chatty.answer_if_any(request)
        assert await chatty.closed() == CloseCode.SILENT
        assert await silent.closed() == CloseCode.SILENT
        await half


async def _half_a_handshake(port: int) -> None:
    """Begin to say hello, and stay until the server has had enough."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(b"GET /desk HTTP/1.1\r\nHost: ")
        await reader.read()
    finally:
        writer.close()
        await writer.wait_closed()


async def test_odd_frames_are_refused_and_far_too_long_ones_end_the_connection(
    tmp_path: Path,
) -> None:
    async with (
        node_in(tmp_path, {"anna": Role.AGENT}) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
    ):
        await desk.sign_in("anna", PASSWORD)
        for number, (frame, code) in enumerate(
            (
                (b"", ErrorCode.MALFORMED),
                (b"\x00\xff\xfe", ErrorCode.MALFORMED),
                (b" " * (limits.FRAME_BYTES + 1), ErrorCode.INVALID),
                (b"[" * limits.FRAME_BYTES, ErrorCode.MALFORMED),
            ),
            start=1,
        ):
            for text in (True, False):
                await desk.socket.send(frame, text=text)
            await desk.desk()
            refused = [told for told in desk.told if isinstance(told, Refused)]
            assert len(refused) == 2 * number
            # What is binary is no command, whatever it holds.
            assert [told.code for told in refused[-2:]] == [code, ErrorCode.MALFORMED]
        padded = codec.encode(commands.ReadDesk(request=10**6))
        await desk.socket.send(padded + b" " * (limits.FRAME_BYTES - len(padded)), text=True)
        assert isinstance(await desk.answer(10**6), Desk)
        await desk.socket.send(b" " * (8 * limits.FRAME_BYTES), text=True)
        assert await desk.closed() == 1009


async def test_over_the_pace_commands_are_refused_and_the_shameless_shown_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # No time passes for a pace: on a busy machine a second would give everybody another token.
    monkeypatch.setattr(desk_session, "Pace", partial(Pace, clock=lambda: 0.0))
    async with (
        node_in(tmp_path, {"anna": Role.AGENT}, commands_burst=10, commands_per_second=1) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        connected(f"ws://127.0.0.1:{node.port}/desk") as babbler,
        connected(f"ws://127.0.0.1:{node.port}/desk") as other,
    ):
        await other.sign_in("anna", PASSWORD)
        await desk.sign_in("anna", PASSWORD)
        reads = [commands.ReadDesk(request=desk.next_request()) for _ in range(40)]
        for read in reads:
            await desk.send(read)
        answers = [await desk.answer(read.request) for read in reads]
        refused = [one for one in answers if isinstance(one, Refused)]
        assert {one.code for one in refused} == {ErrorCode.TOO_FAST}
        assert {one.data["retry_after_ms"] for one in refused} == {1000}
        assert len(refused) == 31  # signing in took the first token

        # Neither is nonsense free: whoever goes on with it at speed is closed.
        for _ in range(3 * PATIENCE):
            try:
                await babbler.socket.send(b"{", text=True)
            except ConnectionClosed:
                break
        assert await babbler.closed() == CloseCode.BAD_HANDSHAKE
        await other.desk()


async def test_the_subscribers_side_is_told_of_messages_larger_than_a_frame_by_pages(
    tmp_path: Path,
) -> None:
    text = "Ы" * limits.TEXT_CHARACTERS
    async with (
        node_in(tmp_path, {"anna": Role.AGENT}, visit_commands_burst=1000) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
    ):
        await desk.sign_in("anna", PASSWORD)
        await desk.desk()
        agent = await node.services.store.read(_only_account)
        talk = await owned(node, agent_actor(agent, "anna"))
        await desk.head(lambda head: head.id == talk.conversation)
        back = commands.ResumeVisit(request=visit.next_request(), token=talk.visit.token)
        await visit.send(back)
        await visit.answer(back.request)
        # All in one commit: together they are more than any frame holds.
        await asyncio.gather(
            *(node.services.visits.send(talk.visit, _client_id(n), text) for n in range(20))
        )

        def whole(client_told: Callable[[], list[object]]) -> Callable[[object], bool]:
            def heard(_: object) -> bool:
                entries = [
                    entry
                    for told in client_told()
                    for entry in getattr(told, "entries", [])
                    if getattr(entry.body, "text", None) == text
                ]
                return len({entry.seq for entry in entries}) == 20

            return heard

        await desk.until(whole(lambda: list(desk.told)))
        await visit.until(whole(lambda: list(visit.told)))
        assert not any(isinstance(told, Hint) for told in desk.told)


def _client_id(number: int) -> ClientId:
    return ClientId(f"client-{number:08}")


def _only_account(connection: Connection) -> AccountId:
    (account,) = accounts.everyone(connection)
    return account.id


async def test_with_a_certificate_both_ports_speak_tls_and_nothing_else(tmp_path: Path) -> None:
    certificate, key = await asyncio.to_thread(certificates.made_in, tmp_path)
    config = config_in(tmp_path, certificate=certificate, key=key)
    await asyncio.to_thread(prepare, config, {"anna": Role.AGENT})
    trust = ssl.create_default_context(cafile=certificate)
    async with running(config) as node:
        async with connect(
            f"wss://127.0.0.1:{node.port}/desk",
            subprotocols=SPOKEN,
            ssl=trust,
            proxy=None,
            open_timeout=HANGS_SECONDS,
        ) as socket:
            sign_in = commands.SignIn(request=1, login="anna", password=PASSWORD)
            await socket.send(codec.encode(sign_in), text=True)
            answer = codec.decode_answer(
                await asyncio.wait_for(socket.recv(decode=False), HANGS_SECONDS)
            )
            assert getattr(answer, "request", None) == 1
        with pytest.raises((OSError, InvalidHandshake)):
            async with connect(
                f"ws://127.0.0.1:{node.port}/desk", proxy=None, open_timeout=HANGS_SECONDS
            ):
                pass
        async with httpx.AsyncClient(
            verify=trust, trust_env=False, timeout=HANGS_SECONDS
        ) as client:
            healthy = await client.get(f"https://127.0.0.1:{node.http_port}/healthz")
            assert healthy.json()["status"] == "ready"
            with pytest.raises(httpx.HTTPError):
                await client.get(f"http://127.0.0.1:{node.http_port}/healthz")


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "", "192.0.2.7", "pult.example"])
def test_beyond_loopback_the_server_refuses_to_listen_without_tls(
    tmp_path: Path, host: str
) -> None:
    with pytest.raises(ConfigError) as refused:
        Config(data=tmp_path, host=host).check()
    assert refused.value.field == "host"
    Config(data=tmp_path, host=host, proxies=("10.0.0.7",)).check()
    Config(data=tmp_path, host=host, certificate=tmp_path, key=tmp_path).check()
    with pytest.raises(ConfigError):
        Config(data=tmp_path, host=host, certificate=tmp_path).check()


async def test_health_and_figures_are_served_and_nothing_else(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path, {"anna": Role.AGENT}) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        httpx.AsyncClient(
            base_url=f"http://127.0.0.1:{node.http_port}", trust_env=False, timeout=HANGS_SECONDS
        ) as client,
    ):
        await desk.sign_in("anna", PASSWORD)
        healthy = await client.get("/healthz")
        assert (healthy.status_code, healthy.json()["status"]) == (200, "ready")
        figures = (await client.get("/metrics")).text
        assert 'pult_connections{side="desk"} 1.0' in figures
        assert {(await client.get(path)).status_code for path in ("/", "/docs", "/desk")} == {404}
        assert (await client.post("/healthz")).status_code == 405


async def test_a_binary_message_is_refused_whatever_it_holds(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path, {"anna": Role.AGENT}) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as client,
    ):
        await client.sign_in("anna", PASSWORD)
        command = codec.encode(commands.ReadDesk(request=client.next_request()))
        for message in (command, [command[:5], command[5:]]):
            await client.socket.send(message)
        await client.desk()

        refused = [told.code for told in client.told if isinstance(told, Refused)]
        assert refused == [ErrorCode.MALFORMED, ErrorCode.MALFORMED]


@pytest.mark.parametrize("said", [b"", b"GET /healthz HT", b"POST /healthz HTTP/1.1\r\n"])
async def test_half_a_request_does_not_hold_an_http_connection(
    tmp_path: Path, said: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site, "REQUEST_SECONDS", 1.0)
    async with node_in(tmp_path, {}) as node:
        reader, writer = await asyncio.open_connection("127.0.0.1", node.http_port)
        async with asyncio.timeout(HANGS_SECONDS):
            if said:
                # The second request of a connection is waited for no longer than the first.
                writer.write(b"GET /healthz HTTP/1.1\r\nHost: here\r\n\r\n")
                assert (await reader.readline()).startswith(b"HTTP/1.1 ")
                await reader.readuntil(b"}")
            writer.write(said)
            with contextlib.suppress(ConnectionError):
                assert await reader.read() == b""
        writer.close()
