"""What one address may do to a node, and that other addresses do not feel it."""

import asyncio
from contextlib import AsyncExitStack
from http import HTTPStatus
from pathlib import Path

import pytest
from websockets.exceptions import InvalidStatus

from console.core.link_state import LinkPhase
from protocol import commands, limits
from protocol.answers import Answer, EnteredVisit, Refused, SignedIn
from protocol.errors import ErrorCode
from protocol.ids import new_id
from protocol.people import Role
from server_stub.app import Node
from tests.support.desks import console_on
from tests.support.nodes import PASSWORD, node_in
from tests.support.talks import PHONE
from tests.support.wire import DEADLINE, WireClient, connected

OFFICE, CAFE = "192.0.2.7", "198.51.100.4"
BEHIND_A_PROXY = {"proxies": ("127.0.0.1",)}


class Crowd:
    """Clients of one node, each of which says by a proxy where he is."""

    def __init__(self, node: Node, stack: AsyncExitStack) -> None:
        self.node = node
        self._stack = stack

    async def comes(self, address: str | None, path: str = "desk") -> WireClient | int:
        """A connected client, or what the handshake was refused with."""
        url = f"ws://127.0.0.1:{self.node.port}/{path}"
        try:
            return await self._stack.enter_async_context(connected(url, heard_from=address))
        except InvalidStatus as refused:
            return refused.response.status_code


async def _sign_in(client: WireClient | int, login: str, password: str = PASSWORD) -> Answer:
    assert isinstance(client, WireClient)
    request = client.next_request()
    await client.send(commands.SignIn(request=request, login=login, password=password))
    return await client.answer(request)


async def _enter(client: WireClient | int) -> Answer:
    assert isinstance(client, WireClient)
    request = client.next_request()
    await client.send(
        commands.Enter(
            request=request, client_id=new_id(), name="Анна", phone=PHONE, topic="services"
        )
    )
    return await client.answer(request)


async def test_an_address_holds_so_many_sockets_and_gets_a_place_back_for_each_that_goes(
    tmp_path: Path,
) -> None:
    async with (
        node_in(
            tmp_path, {"anna": Role.AGENT}, connections_per_address=2, **BEHIND_A_PROXY
        ) as node,
        AsyncExitStack() as stack,
    ):
        crowd = Crowd(node, stack)
        first, second = await crowd.comes(OFFICE), await crowd.comes(OFFICE, "visit")
        assert isinstance(first, WireClient)
        assert isinstance(second, WireClient)
        assert await crowd.comes(OFFICE) == HTTPStatus.TOO_MANY_REQUESTS
        assert isinstance(await crowd.comes(CAFE), WireClient)
        for _ in range(3):
            # The proxy itself stands for nobody.
            assert isinstance(await crowd.comes(None), WireClient)
        await first.socket.close()
        # The server may hear of it after the client knows.
        async with asyncio.timeout(DEADLINE):
            while not isinstance(await crowd.comes(OFFICE), WireClient):
                pass
        assert await crowd.comes(OFFICE) == HTTPStatus.TOO_MANY_REQUESTS


async def test_an_address_holds_so_many_who_have_not_said_who_they_are(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path, {"anna": Role.AGENT}, strangers_per_address=2, **BEHIND_A_PROXY) as node,
        AsyncExitStack() as stack,
    ):
        crowd = Crowd(node, stack)
        first, _ = await crowd.comes(OFFICE), await crowd.comes(OFFICE)
        assert await crowd.comes(OFFICE) == HTTPStatus.TOO_MANY_REQUESTS
        assert isinstance(await crowd.comes(CAFE), WireClient)
        assert isinstance(await _sign_in(first, "anna"), SignedIn)
        third = await crowd.comes(OFFICE)
        assert isinstance(third, WireClient)
        assert await crowd.comes(OFFICE) == HTTPStatus.TOO_MANY_REQUESTS


async def test_an_address_opens_so_many_visits_and_is_told_when_it_may_open_the_next(
    tmp_path: Path,
) -> None:
    async with (
        node_in(tmp_path, {}, visits_per_address=2, **BEHIND_A_PROXY) as node,
        AsyncExitStack() as stack,
    ):
        crowd = Crowd(node, stack)
        for _ in range(2):
            assert isinstance(await _enter(await crowd.comes(OFFICE, "visit")), EnteredVisit)
        refused = await _enter(await crowd.comes(OFFICE, "visit"))
        assert isinstance(refused, Refused)
        assert refused.code is ErrorCode.TOO_MANY_VISITS
        assert 0 < int(refused.data["retry_after_ms"]) <= limits.VISITS_WINDOW_SECONDS * 1000
        for other in (CAFE, None, None, None):
            assert isinstance(await _enter(await crowd.comes(other, "visit")), EnteredVisit)


async def test_what_others_than_the_proxy_say_of_an_address_counts_for_nothing(
    tmp_path: Path,
) -> None:
    async with (
        node_in(tmp_path, {}, connections_per_address=2, proxies=("192.0.2.200",)) as node,
        AsyncExitStack() as stack,
    ):
        crowd = Crowd(node, stack)
        for claimed in ("10.0.0.1", "10.0.0.2"):
            assert isinstance(await crowd.comes(claimed), WireClient)
        assert await crowd.comes("10.0.0.3") == HTTPStatus.TOO_MANY_REQUESTS


async def test_one_guessed_login_keeps_no_office_out_and_a_guessing_address_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = {"anna": Role.AGENT, "boris": Role.AGENT, "vera": Role.AGENT}
    assert limits.SIGN_IN_TRIES_PER_ADDRESS >= 10 * limits.SIGN_IN_TRIES
    monkeypatch.setattr(limits, "SIGN_IN_TRIES_PER_ADDRESS", 2 * limits.SIGN_IN_TRIES)
    async with (
        node_in(tmp_path, people, **BEHIND_A_PROXY) as node,
        AsyncExitStack() as stack,
    ):
        crowd = Crowd(node, stack)
        office = await crowd.comes(OFFICE)
        for _ in range(limits.SIGN_IN_TRIES):
            await _sign_in(office, "anna", "wrong")
        braked = await _sign_in(office, "anna")
        assert isinstance(braked, Refused)
        assert braked.code is ErrorCode.TOO_MANY_TRIES
        assert isinstance(await _sign_in(office, "boris"), SignedIn)

        guesser = await crowd.comes(OFFICE)
        for number in range(limits.SIGN_IN_TRIES):
            await _sign_in(guesser, f"nobody-{number}", "wrong")
        braked = await _sign_in(guesser, "vera")
        assert isinstance(braked, Refused)
        assert braked.code is ErrorCode.TOO_MANY_TRIES
        assert isinstance(await _sign_in(await crowd.comes(CAFE), "vera"), SignedIn)


async def test_a_console_whose_address_is_full_comes_back_by_itself(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path, {"anna": Role.AGENT}, connections_per_address=1) as node,
        console_on(tmp_path / "own", node.port) as console,
        asyncio.TaskGroup() as group,
    ):
        store = console.session.store
        async with connected(f"ws://127.0.0.1:{node.port}/visit"):
            group.create_task(console.session.sign_in("anna", PASSWORD))
            await console.until(lambda: store.link.retry_at is not None)
            assert store.link.phase is LinkPhase.OFFLINE
        console.session.retry_now()
        await console.until(lambda: store.link.phase is LinkPhase.CAUGHT_UP)
