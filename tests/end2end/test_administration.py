"""What an administrator changes by the command line while people work, and after a restore."""

import asyncio
from pathlib import Path

from protocol import commands
from protocol.answers import Desk, EnteredVisit, Refused, SignedIn, VisitChanged
from protocol.bodies import Message
from protocol.errors import CloseCode, ErrorCode
from protocol.ids import ClientId, ConversationId, new_id
from protocol.people import Role
from server_stub.accounts.administration import Administration
from server_stub.app import Node
from server_stub.domain.acts import Act, subscriber_of
from tests.support.desks import NoKeys, console_on
from tests.support.nodes import PASSWORD, node_in
from tests.support.talks import waiting
from tests.support.wire import WireClient, connected


def _desk(node: Node) -> str:
    return f"ws://127.0.0.1:{node.port}/desk"


async def _sign_in(desk: WireClient) -> SignedIn:
    sign_in = commands.SignIn(request=desk.next_request(), login="anna", password=PASSWORD)
    return await desk.ask(sign_in, SignedIn)


async def test_another_room_is_felt_by_the_desk_of_a_running_server(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path, {"anna": Role.AGENT}) as node,
        connected(_desk(node)) as desk,
    ):
        await _sign_in(desk)
        await desk.desk()
        administration = Administration(node.services.config)
        await asyncio.to_thread(administration.set_room, "anna", 700)
        await desk.until(lambda told: isinstance(told, Desk) and told.room == 700)
        (anna,) = await asyncio.to_thread(administration.everyone)
        assert (anna.room, anna.used) == (700, 0)


async def test_what_was_begun_under_the_old_password_is_there_under_the_new_one(
    tmp_path: Path,
) -> None:
    here, renewed = ConversationId("conversation1"), "quite another password"
    async with node_in(tmp_path / "server", {"anna": Role.AGENT}) as node:
        for password in (PASSWORD, renewed):
            async with console_on(tmp_path / "desk", node.port, keys=NoKeys()) as console:
                session = console.session
                await session.sign_in("anna", password)
                await console.until(lambda: session.store.link.live)  # noqa: B023 (awaited here)
                if password == PASSWORD:
                    session.draft_changed(here, "Верну обе суммы")
                assert session.set_aside is None
                assert session.store.chats[here].draft == "Верну обе суммы"
            administration = Administration(node.services.config)
            await asyncio.to_thread(administration.reset, "anna", password=renewed)


async def test_after_a_restore_everybody_notices_that_the_past_has_changed(
    tmp_path: Path,
) -> None:
    async with node_in(tmp_path, {"anna": Role.AGENT}) as node:
        talk = await waiting(node)
        async with connected(_desk(node)) as desk:
            before = await _sign_in(desk)
            await asyncio.to_thread(Administration(node.services.config).restored)
            assert await desk.closed() == CloseCode.SESSION_ENDED
        async with connected(_desk(node)) as back:
            resume = commands.Resume(request=back.next_request(), token=before.token)
            refused = await back.ask(resume, Refused)
            assert refused.code is ErrorCode.SESSION_ENDED
            after = await _sign_in(back)
            assert after.store_epoch != before.store_epoch
        # A page that kept a revision of the time that was lost hears what comes after it.
        async with connected(f"ws://127.0.0.1:{node.port}/visit") as visit:
            lost = commands.ResumeVisit(
                request=visit.next_request(), token=talk.visit.token, after_rev=5_000
            )
            assert (await visit.ask(lost, EnteredVisit)).entries == []
            client_id = ClientId(new_id())
            said = commands.VisitSend(request=0, client_id=client_id, text="Алло?")
            await node.services.store.lanes.submit(
                Act(
                    actor=subscriber_of(talk.conversation),
                    conversation=talk.conversation,
                    client_id=client_id,
                    request=said,
                )
            )
            told = await visit.until(
                lambda one: (
                    isinstance(one, VisitChanged)
                    and [entry.body for entry in one.entries] == [Message(text="Алло?")]
                )
            )
            assert isinstance(told, VisitChanged)
            assert told.after_rev > lost.after_rev
