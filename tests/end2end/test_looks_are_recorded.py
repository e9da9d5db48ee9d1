"""Who looked at whose data is on record before he sees it, and in whose conversation he was."""

from pathlib import Path
from typing import Any

from sqlalchemy import select

from protocol import commands
from protocol.answers import ProfileRead, Refused, SignedIn, Subscribers
from protocol.errors import ErrorCode
from protocol.ids import AccountId
from protocol.people import Role
from server_stub.app import Node
from server_stub.storage import tables
from tests.support.nodes import PASSWORD, node_in
from tests.support.talks import agent_actor, owned, some_subscriber, waiting
from tests.support.wire import WireClient, connected


async def _signed_in(desk: WireClient, login: str) -> AccountId:
    signed_in = await desk.ask(
        commands.SignIn(request=desk.next_request(), login=login, password=PASSWORD), SignedIn
    )
    return signed_in.account.id


async def _record(node: Node) -> list[tuple[Any, ...]]:
    """Whom somebody looked at, in which conversation: everything but the signing in."""
    audit = tables.audit.c
    return await node.services.store.read(
        lambda connection: [
            tuple(row)
            for row in connection.execute(
                select(audit.actor, audit.verb, audit.object, audit.data, audit.reason)
                .where(audit.verb != "sign_in")
                .order_by(audit.id)
            )
        ]
    )


async def test_a_profile_and_every_found_line_leave_a_record_that_names_the_conversation(
    tmp_path: Path,
) -> None:
    async with (
        node_in(tmp_path, {"anna": Role.AGENT, "olga": Role.LEAD}) as node,
        connected(f"ws://127.0.0.1:{node.port}/desk") as desk,
        connected(f"ws://127.0.0.1:{node.port}/desk") as lead,
    ):
        anna, olga = await _signed_in(desk, "anna"), await _signed_in(lead, "olga")
        subscriber, number = await some_subscriber(node)
        mine = await owned(node, agent_actor(anna, "anna"), await waiting(node, phone=number))

        def profile(client: WireClient, of: str) -> commands.ReadProfile:
            return commands.ReadProfile(request=client.next_request(), subscriber=of)

        await desk.ask(profile(desk, subscriber), ProfileRead)
        await lead.ask(profile(lead, subscriber), ProfileRead)
        missing = await desk.ask(profile(desk, "nobody-at-all-0001"), Refused)
        assert missing.code is ErrorCode.NOT_FOUND
        seen = [
            (anna, "profile", subscriber, mine.conversation, ""),
            (olga, "profile", subscriber, "", ""),
        ]
        assert await _record(node) == seen

        def find(query: str) -> commands.FindSubscribers:
            return commands.FindSubscribers(request=desk.next_request(), query=query)

        found = (await desk.ask(find(number), Subscribers)).found
        assert [line.id for line in found] == [subscriber]
        several = (await desk.ask(find("а"), Subscribers)).found
        assert len(several) > 1
        assert not (await desk.ask(find("щщщщщщ"), Subscribers)).found
        seen.append((anna, "find_subscribers", subscriber, mine.conversation, ""))
        seen += [
            (
                anna,
                "find_subscribers",
                line.id,
                mine.conversation if line.id == subscriber else "",
                "",
            )
            for line in several
        ]
        assert await _record(node) == seen
