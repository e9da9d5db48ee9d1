"""Signing in and how a session ends: by its user, by an administrator, by time, by a newer one."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select, update

from protocol import commands, limits
from protocol.answers import Answer, Beat, Ok, Refused, SignedIn
from protocol.errors import CloseCode, ErrorCode
from protocol.ids import new_id
from protocol.people import Presence, Role
from protocol.scalars import Millis
from server_stub.accounts.administration import Administration
from server_stub.app import Node
from server_stub.storage import tables
from tests.support.nodes import PASSWORD, node_in
from tests.support.wire import WireClient, connected

FELT_SECONDS = 120
"""What has not happened by then never will, however busy the machine."""
FAST = {"commands_per_second": 1_000_000, "commands_burst": 1_000_000}


def _desk(node: Node) -> str:
    return f"ws://127.0.0.1:{node.port}/desk"


async def _try(client: WireClient, login: str, password: str) -> Answer:
    request = client.next_request()
    await client.send(commands.SignIn(request=request, login=login, password=password))
    return await client.answer(request)


async def _resume(client: WireClient, token: str) -> Answer:
    request = client.next_request()
    await client.send(commands.Resume(request=request, token=token))
    return await client.answer(request)


async def test_a_wrong_password_an_unknown_login_and_a_disabled_account_answer_alike(
    tmp_path: Path,
) -> None:
    async with (
        node_in(tmp_path, {"anna": Role.AGENT, "gone": Role.AGENT}) as node,
        connected(_desk(node)) as desk,
    ):
        await asyncio.to_thread(Administration(node.services.config).disable, "gone")
        answers = [
            await _try(desk, login, password)
            for login, password in (
                ("anna", "wrong"),
                ("nobody", "wrong"),
                ("nobody", PASSWORD),
                ("gone", PASSWORD),
                ("gone", "wrong"),
            )
        ]
        refusals = [one for one in answers if isinstance(one, Refused)]
        assert [(one.code, one.data) for one in refusals] == [(ErrorCode.BAD_CREDENTIALS, {})] * 5
        assert isinstance(await _try(desk, "  ANNA ", PASSWORD), SignedIn)


async def test_guesses_at_once_are_braked_as_guesses_in_a_row(tmp_path: Path) -> None:
    people = {"anna": Role.AGENT, "boris": Role.AGENT}
    async with node_in(tmp_path, people) as node:
        signing_in = node.services.signing_in

        async def guess(number: int) -> ErrorCode:
            try:
                await signing_in.by_password("anna", f"guess {number}", address=f"10.0.0.{number}")
            except Exception as error:  # noqa: BLE001 - which one is what is asked
                return error.code  # type: ignore[attr-defined, no-any-return]
            raise AssertionError("a guess was right")

        codes = await asyncio.gather(*(guess(number) for number in range(40)))
        assert codes.count(ErrorCode.BAD_CREDENTIALS) == limits.SIGN_IN_TRIES
        assert codes.count(ErrorCode.TOO_MANY_TRIES) == 40 - limits.SIGN_IN_TRIES
        async with connected(_desk(node)) as desk:
            braked = await _try(desk, "anna", PASSWORD)
            assert isinstance(braked, Refused)
            assert braked.code is ErrorCode.TOO_MANY_TRIES
            wait = braked.data["retry_after_ms"]
            assert isinstance(wait, int)
            assert 0 < wait <= limits.SIGN_IN_WINDOW_SECONDS * 1000
            assert isinstance(await _try(desk, "boris", PASSWORD), SignedIn)


async def test_a_token_opens_the_next_connection_until_its_user_signs_out(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path, {"anna": Role.AGENT}) as node,
        connected(_desk(node)) as first,
        connected(_desk(node)) as second,
        connected(_desk(node)) as third,
    ):
        opened = await _try(first, "anna", PASSWORD)
        assert isinstance(opened, SignedIn)
        resumed = await _resume(second, opened.token)
        assert isinstance(resumed, SignedIn)
        # Who comes back goes on with the same session, which is in use again.
        assert resumed.token == opened.token
        assert resumed.expires_at >= opened.expires_at
        again = await _try(second, "anna", PASSWORD)
        assert isinstance(again, Refused)
        assert again.code is ErrorCode.ALREADY_SIGNED_IN

        await second.ask(commands.SignOut(request=second.next_request()), Ok)
        async with asyncio.timeout(FELT_SECONDS):
            assert await second.closed() == CloseCode.SESSION_ENDED
            assert await first.closed() == CloseCode.SESSION_ENDED
        refused = await _resume(third, opened.token)
        assert isinstance(refused, Refused)
        assert refused.code is ErrorCode.SESSION_ENDED


async def test_beyond_the_allowed_number_the_oldest_session_makes_way(tmp_path: Path) -> None:
    async with node_in(tmp_path, {"anna": Role.AGENT, "boris": Role.AGENT}) as node:
        async with (
            connected(_desk(node)) as oldest,
            connected(_desk(node)) as other,
            connected(_desk(node)) as newest,
        ):
            tokens = []
            for desk, login in ((oldest, "anna"), (other, "boris")):
                opened = await _try(desk, login, PASSWORD)
                assert isinstance(opened, SignedIn)
                tokens.append(opened.token)
            for _ in range(limits.SESSIONS_PER_ACCOUNT - 1):
                await node.services.signing_in.by_password("anna", PASSWORD, address="test")
            assert isinstance(await _try(newest, "anna", PASSWORD), SignedIn)
            async with asyncio.timeout(FELT_SECONDS):
                assert await oldest.closed() == CloseCode.REPLACED
            await newest.desk()
            await other.desk()
        async with connected(_desk(node)) as back:
            assert isinstance(await _resume(back, tokens[0]), Refused)
            assert isinstance(await _resume(back, tokens[1]), SignedIn)


def _disable(administration: Administration) -> None:
    administration.disable("anna")


def _reset(administration: Administration) -> None:
    administration.reset("anna", password="another-long-one")


def _sign_out(administration: Administration) -> None:
    administration.sign_out("anna")


@pytest.mark.parametrize("revoke", [_disable, _reset, _sign_out])
async def test_what_an_administrator_revokes_is_felt_by_open_sockets_at_once(
    tmp_path: Path, revoke: Callable[[Administration], None]
) -> None:
    async with (
        node_in(tmp_path, {"anna": Role.AGENT, "boris": Role.AGENT}, **FAST) as node,
        connected(_desk(node)) as anna,
        connected(_desk(node)) as boris,
    ):
        opened = await _try(anna, "anna", PASSWORD)
        assert isinstance(opened, SignedIn)
        await boris.sign_in("boris", PASSWORD)
        await anna.go_online()

        await asyncio.to_thread(revoke, Administration(node.services.config))
        # As many commands as get through before the socket closes, if any: each is refused.
        codes = set()
        async with asyncio.timeout(FELT_SECONDS):
            while not anna.over:
                request = anna.next_request()
                sent = commands.SetPresence(
                    request=request, client_id=new_id(), presence=Presence.BUSY
                )
                read = commands.ReadDesk(request=anna.next_request())
                if not (await anna.send_if_open(sent) and await anna.send_if_open(read)):
                    break
                for number in (request, read.request):
                    answer = await anna.answer_if_any(number)
                    if answer is not None:
                        codes.add(answer.code if isinstance(answer, Refused) else "powerful")
            assert await anna.closed() == CloseCode.SESSION_ENDED
        assert codes <= {ErrorCode.SESSION_ENDED}
        presence = await node.services.store.read(
            lambda connection: connection.execute(
                select(tables.agent_load.c.presence)
                .join_from(tables.agent_load, tables.account)
                .where(tables.account.c.login == "anna")
            ).scalar_one()
        )
        assert presence == Presence.ONLINE.value
        async with connected(_desk(node)) as back:
            refused = await _resume(back, opened.token)
            assert isinstance(refused, Refused)
            assert refused.code is ErrorCode.SESSION_ENDED
        await boris.until(lambda told: isinstance(told, Beat))


async def test_a_session_ends_when_its_time_is_over(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path, {"anna": Role.AGENT}) as node,
        connected(_desk(node)) as desk,
        connected(_desk(node)) as back,
    ):
        opened = await _try(desk, "anna", PASSWORD)
        assert isinstance(opened, SignedIn)
        await node.services.store.lanes.run(
            lambda unit: unit.connection.execute(update(tables.session).values(expires_at=unit.now))
        )
        async with asyncio.timeout(FELT_SECONDS):
            assert await desk.closed() == CloseCode.SESSION_ENDED
        refused = await _resume(back, opened.token)
        assert isinstance(refused, Refused)
        assert refused.code is ErrorCode.SESSION_ENDED


async def test_a_session_in_use_outlives_the_time_it_was_given_and_keeps_its_token(
    tmp_path: Path,
) -> None:
    async with node_in(tmp_path, {"anna": Role.AGENT}) as node:
        async with connected(_desk(node)) as desk:
            opened = await _try(desk, "anna", PASSWORD)
            assert isinstance(opened, SignedIn)
            soon = Millis(opened.server_time + 60_000)
            await node.services.store.lanes.run(
                lambda unit: unit.connection.execute(update(tables.session).values(expires_at=soon))
            )
            await node.services.hub.prolong_sessions()
            ends = await node.services.store.read(
                lambda connection: connection.execute(
                    select(tables.session.c.expires_at)
                ).scalar_one()
            )
            assert ends >= opened.expires_at
        async with connected(_desk(node)) as back:
            resumed = await _resume(back, opened.token)
            assert isinstance(resumed, SignedIn)
            assert resumed.token == opened.token
