"""The console of a lead on a real server: his board, and a chat of his agent looked at unseen."""

from functools import partial
from pathlib import Path

from console.core.link_state import LinkPhase
from protocol.ids import ConversationId
from protocol.people import Presence, Role
from tests.support.desks import Console, NoKeys, console_on
from tests.support.nodes import PASSWORD, NodeOn
from tests.support.talks import waiting

PEOPLE = {"lead": Role.LEAD, "agent": Role.AGENT}


async def signed_in(console: Console, login: str) -> None:
    await console.session.sign_in(login, PASSWORD)
    store = console.session.store
    await console.until(lambda: store.link.phase is LinkPhase.CAUGHT_UP)


async def test_a_lead_sees_the_shift_whispers_joins_and_takes_over(
    node_on: NodeOn, tmp_path: Path
) -> None:
    async with (
        node_on(PEOPLE) as node,
        console_on(tmp_path / "lead", node.port, keys=NoKeys()) as lead,
        console_on(tmp_path / "agent", node.port, keys=NoKeys()) as agent,
    ):
        first = ConversationId((await waiting(node)).conversation)
        await signed_in(lead, "lead")
        lead.session.watch_board(watching=True)
        board = lead.session.store.board
        await lead.until(partial(getattr, board, "whole"))
        assert board.sums().waiting == 1
        [head] = (await lead.session.list_board("waiting")).conversations
        assert head.id == first

        await signed_in(agent, "agent")
        await agent.session.take(first)
        theirs = agent.session.store
        await agent.until(lambda: first in theirs.chats and theirs.chats[first].loaded)
        await lead.until(lambda: board.sums().waiting == 0)
        [account] = [row.account for row in board.agents.values() if row.chats]

        chat = lead.session.open_chat(first)
        await lead.until(lambda: chat.loaded and chat.head is not None)
        lead.session.observe({first})
        await agent.session.send(first, "Здравствуйте!")
        await lead.until(lambda: any("Здравствуйте" in str(one.body) for one in chat.entries))
        assert not theirs.chats[first].onlookers, "nobody there is told that he looks"

        await lead.session.whisper(first, "Предложите возврат")
        await agent.until(
            lambda: any("возврат" in str(one.body) for one in theirs.chats[first].entries)
        )
        await lead.session.join(first)
        await lead.until(lambda: chat.voiced_by(lead.session.store.me))
        await lead.session.send(first, "Я тоже здесь")
        await agent.until(
            lambda: any("тоже здесь" in str(one.body) for one in theirs.chats[first].entries)
        )
        await lead.session.leave_joined(first)
        await lead.session.set_agent(account, room=300)
        await lead.session.set_agent_presence(account, presence=Presence.BREAK)
        await lead.until(lambda: board.agents[account].presence is Presence.BREAK)
        await lead.session.take_over(first)
        await lead.until(lambda: chat.owned_by(lead.session.store.me))
        await agent.until(lambda: first not in theirs.desk.places)
