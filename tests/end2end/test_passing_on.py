"""Two real consoles pass a conversation between them, and one looks on as a guest."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from console.core.desk import Section
from console.core.errors import CommandRejected
from console.core.outgoing import OutgoingState, WaitReason
from console.core.sharing import called_in, pass_note
from console.core.sharing_news import News, NewsKind, SharingNews
from protocol import commands
from protocol.answers import Done, EnteredVisit, VisitChanged
from protocol.bodies import Expired, GuestCame, GuestLeft, Note, Taken
from protocol.errors import ErrorCode
from protocol.ids import AccountId, ConversationId, new_id
from protocol.people import Presence, Role
from tests.support.desks import Console, console_on
from tests.support.nodes import PASSWORD, node_in
from tests.support.wire import WireClient, connected

NOTE = "Спросила о списании; подписка отключена, возврат не оформлен"
HELD_BACK_S = 3_600
"""For the text that must not go before the conversation has."""


@dataclass
class Pair:
    """Who has the conversation, a colleague, and its subscriber."""

    elena: Console
    pavel: Console
    visit: WireClient
    chat: ConversationId
    port: int

    async def receiver(self) -> AccountId:
        """The colleague, as the one who gives sees him."""
        (found,) = (await self.elena.session.find_receivers("pav")).found
        assert found.presence is Presence.ONLINE
        return found.account

    async def offered(self) -> None:
        """The colleague has it before him, with the note."""
        store = self.pavel.session.store
        await self.pavel.until(lambda: store.section(Section.OFFERS) == [self.chat])
        await self.pavel.until(lambda: pass_note(store.chats[self.chat].entries) == NOTE)


@asynccontextmanager
async def pair(folder: Path, *, offer_seconds: float = 600.0) -> AsyncIterator[Pair]:
    people = {"elena": Role.AGENT, "pavel": Role.AGENT}
    async with (
        node_in(folder / "server", people, offer_seconds=offer_seconds) as node,
        console_on(folder / "elena", node.port) as elena,
        console_on(folder / "pavel", node.port) as pavel,
        connected(f"ws://127.0.0.1:{node.port}/visit") as visit,
    ):
        await elena.session.sign_in("elena", PASSWORD)
        await elena.session.set_presence(Presence.ONLINE)
        entered = await visit.ask(
            commands.Enter(
                request=visit.next_request(),
                client_id=new_id(),
                name="Анна Кольцова",
                phone="+7 975 000-41-17",
                topic="services",
            ),
            EnteredVisit,
        )
        chat = entered.visit.conversation
        await elena.until(lambda: elena.session.store.section(Section.OFFERS) == [chat])
        await elena.session.accept(chat)
        await elena.until(lambda: elena.session.store.section(Section.MINE) == [chat])
        await elena.until(lambda: elena.session.store.chats[chat].loaded)
        elena.session.open_chat(chat)
        await pavel.session.sign_in("pavel", PASSWORD)
        await pavel.session.set_presence(Presence.ONLINE)
        await pavel.until(lambda: pavel.session.store.desk.presence is Presence.ONLINE)
        yield Pair(elena, pavel, visit, chat, node.port)


async def heard(console: Console, news: SharingNews) -> list[News]:
    """The next news there is: a place on the desk may be told before what the log says of it."""
    told: list[News] = []

    def look() -> list[News]:
        told.extend(news.look(console.session.store))
        return told

    await console.until(look)
    return told


async def test_who_gives_answers_until_the_colleague_accepts_and_is_told(tmp_path: Path) -> None:
    async with pair(tmp_path) as both:
        elena, pavel, chat = both.elena, both.pavel, both.chat
        news = SharingNews()
        await elena.session.pass_on(chat, await both.receiver(), note=NOTE)
        await elena.until(lambda: elena.session.store.chats[chat].head.offer)  # type: ignore[union-attr]
        assert news.look(elena.session.store) == []
        await both.offered()
        await elena.session.send(chat, "Передаю вас коллеге")
        await pavel.until(lambda: "Передаю вас коллеге" in pavel.texts(chat))
        await elena.session.send(chat, "Одну минуту", undo_s=HELD_BACK_S)
        await pavel.session.accept(chat)
        await pavel.until(lambda: pavel.session.store.section(Section.MINE) == [chat])
        await elena.until(lambda: not elena.session.store.desk.places)
        assert [one.kind for one in await heard(elena, news)] == [NewsKind.ACCEPTED]
        await elena.until(lambda: elena.session.store.chats[chat].gone)
        elena.session.send_now(chat)
        (kept,) = elena.outgoing()
        assert (kept.text, kept.state, kept.reason) == (
            "Одну минуту",
            OutgoingState.WAITING,
            WaitReason.MOVED,
        )
        await pavel.session.send(chat, "Здравствуйте, я Павел")
        answered = await both.visit.until(
            lambda told: (
                isinstance(told, VisitChanged)
                and any(entry.author.name == "Pavel" for entry in told.entries)
            )
        )
        assert isinstance(answered, VisitChanged)
        bodies = [entry.body for told in both.visit.told for entry in getattr(told, "entries", ())]
        assert NOTE not in str(bodies)
        taken = [
            e.body for e in pavel.session.store.chats[chat].entries if isinstance(e.body, Taken)
        ]
        assert [body.how for body in taken] == ["offer", "pass"]


async def test_what_is_declined_or_called_back_stays_where_it_was(tmp_path: Path) -> None:
    async with pair(tmp_path) as both:
        elena, pavel, chat = both.elena, both.pavel, both.chat
        news = SharingNews()
        store = elena.session.store
        await elena.session.pass_on(chat, await both.receiver(), note=NOTE)
        await elena.until(lambda: store.chats[chat].head.offer)  # type: ignore[union-attr]
        news.look(store)
        await both.offered()
        await pavel.session.decline(chat, reason="срочный чат")
        (told,) = await heard(elena, news)
        assert (told.kind, told.colleague, told.words) == (
            NewsKind.DECLINED,
            "Pavel",
            "срочный чат",
        )
        await elena.session.pass_on(chat, await both.receiver(), note=NOTE)
        await both.offered()
        with pytest.raises(CommandRejected) as twice:
            await elena.session.pass_on(chat, await both.receiver(), note=NOTE)
        assert twice.value.code is ErrorCode.WRONG_STATE
        await elena.session.call_back(chat)
        await pavel.until(lambda: not pavel.session.store.desk.places)
        assert pavel.session.store.desk.used == 0
        await elena.until(lambda: store.section(Section.MINE) == [chat])


async def test_a_colleague_who_vanishes_leaves_nothing_stuck(tmp_path: Path) -> None:
    async with pair(tmp_path, offer_seconds=5.0) as both:
        elena, chat = both.elena, both.chat
        receiver = await both.receiver()
        await elena.session.pass_on(chat, receiver, note=NOTE)
        await both.offered()
        await both.pavel.session.aclose()
        await elena.until(
            lambda: any(
                isinstance(entry.body, Expired) and entry.body.kept_by == "Elena"
                for entry in elena.session.store.chats[chat].entries
            )
        )
        await elena.until(lambda: elena.session.store.section(Section.MINE) == [chat])
        (found,) = (await elena.session.find_receivers()).found
        assert (found.presence, found.used) == (Presence.OFFLINE, 0)
        with pytest.raises(CommandRejected) as away:
            await elena.session.pass_on(chat, receiver, note=NOTE)
        assert away.value.code is ErrorCode.WRONG_STATE


async def test_a_guest_sees_notes_and_leaves_and_the_subscriber_sees_nothing(
    tmp_path: Path,
) -> None:
    async with pair(tmp_path) as both:
        elena, pavel, chat = both.elena, both.pavel, both.chat
        store = pavel.session.store
        news = SharingNews()
        await elena.session.invite(chat, await both.receiver(), why="помоги с возвратом")
        await pavel.until(lambda: store.section(Section.GUEST) == [chat])
        (told,) = await heard(pavel, news)
        assert (told.kind, told.colleague, told.words) == (
            NewsKind.INVITED,
            "Elena",
            "помоги с возвратом",
        )
        assert called_in(elena.session.store.head(chat), store.me) > 0
        pavel.session.mark_read(chat, store.chats[chat].head_seq)
        await elena.until(lambda: not called_in(elena.session.store.head(chat), store.me))
        await pavel.session.note(chat, "Возврат оформляют в кассе")
        await elena.until(lambda: "Возврат оформляют в кассе" in elena.texts(chat))
        await both.visit.ask(
            commands.VisitSend(request=both.visit.next_request(), client_id=new_id(), text="Ну?"),
            Done,
        )
        await pavel.until(lambda: "Ну?" in pavel.texts(chat))
        await pavel.session.send(chat, "Здравствуйте", undo_s=0)
        assert [one.state for one in pavel.outgoing()] == [OutgoingState.WAITING]
        await pavel.session.step_out(chat)
        await pavel.until(lambda: not store.desk.places)
        log = elena.session.store.chats[chat]
        await elena.until(lambda: any(isinstance(entry.body, GuestLeft) for entry in log.entries))
        private = (Note, GuestCame, GuestLeft)
        seen = [entry for told in both.visit.told for entry in getattr(told, "entries", ())]
        assert not [entry for entry in seen if isinstance(entry.body, private)]
        assert "Pavel" not in str(seen)
