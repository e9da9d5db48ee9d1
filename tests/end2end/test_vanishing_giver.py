"""`kill -9` of who passes a chat on, before his colleague has answered: it has one owner always."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from console.core.desk import Section
from protocol.bodies import Message, Taken
from protocol.conversations import ConversationState
from protocol.ids import AccountId
from protocol.people import Presence, Role
from server_stub.bus.wakes import ConversationWake, Wake
from tests.support.desks import console_on
from tests.support.giver import entered, giving
from tests.support.nodes import PASSWORD, node_in

PEOPLE = {"elena": Role.AGENT, "pavel": Role.AGENT}


class Watch:
    """Whose the chat is, after each commit that changed it."""

    def __init__(self) -> None:
        self.owners: list[AccountId | None] = []

    def on_wakes(self, wakes: Sequence[Wake]) -> None:
        for wake in wakes:
            if isinstance(wake, ConversationWake):
                assert wake.conversation.state is ConversationState.ACTIVE
                self.owners.append(wake.conversation.owner)


@pytest.mark.timeout(240)
async def test_a_chat_has_one_owner_whatever_becomes_of_who_passes_it_on(tmp_path: Path) -> None:
    async with (
        node_in(tmp_path / "server", PEOPLE, offer_seconds=120.0) as node,
        console_on(tmp_path / "pavel", node.port) as pavel,
        giving(node.port, tmp_path / "elena") as elena,
    ):
        chat = await entered(node.port)
        assert await elena.does("take", "taken") == chat
        watch = Watch()
        stop = node.services.bus.listen(watch.on_wakes)
        await pavel.session.sign_in("pavel", PASSWORD)
        await pavel.session.set_presence(Presence.ONLINE)
        store = pavel.session.store

        async def held_out_and_killed() -> None:
            await elena.does("pass pav", "passed")
            await pavel.until(lambda: store.section(Section.OFFERS) == [chat])
            await elena.kill()

        # Refused while she is away, it is hers when she comes back, and she may try again.
        await held_out_and_killed()
        await pavel.session.decline(chat, reason="срочный чат")
        await pavel.until(lambda: not store.desk.places)
        assert store.desk.used == 0
        (giver,) = set(watch.owners)
        await elena.start()
        shown = await elena.shows()
        assert (shown["mine"], shown["held_out"], shown["used"]) == ([chat], [], 100)

        # Killed and back before he has answered, she sees that it is still held out.
        await held_out_and_killed()
        await elena.start()
        shown = await elena.shows()
        assert (shown["mine"], shown["held_out"], shown["used"]) == ([chat], [chat], 100)

        # Accepted while she is away, it is his alone, and what she had not sent asks her.
        await elena.kill()
        await pavel.session.accept(chat)
        await pavel.until(lambda: store.section(Section.MINE) == [chat])
        await elena.start()
        shown = await elena.shows()
        assert (shown["mine"], shown["held_out"], shown["used"]) == ([], [], 0)
        assert list(dict.fromkeys(watch.owners)) == [giver, store.me]
        taken = [e.body for e in store.chats[chat].entries if isinstance(e.body, Taken)]
        assert [body.how for body in taken] == ["offer", "pass"]
        # She wrote twice. What the server did not answer in time asks her, committed or not.
        assert {state for _, state in shown["texts"]} <= {"waiting"}
        said = [e.client_id for e in store.chats[chat].entries if isinstance(e.body, Message)]
        assert len(set(said)) == len(said) <= 2 <= len(said) + len(shown["texts"])
        stop()
