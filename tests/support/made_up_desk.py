"""A desk on a made-up server: the real session, store, disk and knowledge base, another link.

The stand-in answers what the server answers to each command a desk can give, commits at once, and
tells what changed. Answers can be held back or made to fail, kind by kind.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from console.core import events
from console.core.errors import CommandRejected, ConsoleError
from console.core.link_state import LinkPhase, LinkState
from console.core.outgoing import Outgoing, OutgoingKind
from console.session import DeskSession
from protocol import answers, commands
from protocol.ids import (
    AccountId,
    ClientId,
    ConversationId,
    QueueId,
    SubscriberId,
    TopicId,
    WorldId,
)
from protocol.values import (
    Account,
    Article,
    Audience,
    Author,
    AuthorRole,
    CannedReply,
    Choice,
    ConversationState,
    Entered,
    Entry,
    EntryBody,
    Head,
    HiddenField,
    Leftover,
    Message,
    Millis,
    MoneyLine,
    Note,
    NumberLine,
    Offer,
    Presence,
    Profile,
    QueueInfo,
    QueueState,
    RequestState,
    Role,
    ServiceState,
    SubscriberLine,
    SubscriptionState,
    Taken,
    TariffState,
    Workplace,
)

ME = AccountId("agent-elena-0001")
_A = TypeVar("_A")
_AGENT = Author(role=AuthorRole.AGENT, id=ME, name="Елена Морозова")


class MadeUpDesk(DeskSession):
    """The session of the agent Elena; `server` is the made-up other side."""

    def __init__(self, folder: Path, *, on_failure: Callable[[str, BaseException], None]) -> None:
        super().__init__("127.0.0.1:9", folder=folder, on_failure=on_failure, keys=NoKeyring())
        self.server = MadeUpServer(self)
        self._link = self.server  # type: ignore[assignment]

    async def begin(self) -> None:
        """Sign in without a socket."""
        await self.knowledge.open()
        await self.knowledge.take(self.server.knowledge())
        await self._use("elena", await self._accounts.open_with("elena", "password", checked=True))
        self.server.connect()


class NoKeyring:
    """A machine without a keyring: keys come from passwords."""

    def get_blocking(self, name: str) -> bytes | None:
        """Nothing is kept."""

    def set_blocking(self, name: str, key: bytes) -> bool:
        """Nothing can be kept."""
        return False


class MadeUpServer:
    """What the link would have reached."""

    def __init__(self, session: MadeUpDesk) -> None:
        self._session = session
        self._number = 0
        self.heads: dict[ConversationId, Head] = {}
        self.logs: dict[ConversationId, list[Entry]] = {}
        self.profiles: dict[SubscriberId, Profile] = {}
        self.waiting: list[ConversationId] = []
        self.recent: list[ConversationId] = []
        self.presence = Presence.ONLINE
        self.desk_rev = 1800
        self.room = 5
        self.live = False
        self.done: list[commands.DeskCommand] = []
        """Every command, in order."""
        self.sent: list[Outgoing] = []
        self.typing_told: list[tuple[ConversationId, bool]] = []
        self.gates: dict[str, asyncio.Event] = defaultdict(_open_gate)
        """By the name of a command: closed, it holds the answers back."""
        self.failures: dict[str, ConsoleError] = {}
        self.turns: Callable[[], int] = lambda: 0
        """How many turns of the loop the next answer takes."""
        self.started = now()

    # What the session asks of a link

    async def ask(self, make: Callable[[int], commands.DeskCommand], expected: type[_A]) -> _A:
        """Answer a command."""
        self._number += 1
        command = make(self._number)
        kind = type(command).__name__
        self.done.append(command)
        await self.gates[kind].wait()
        for _ in range(self.turns()):
            await asyncio.sleep(0)
        if kind in self.failures:
            raise self.failures[kind]
        answer = getattr(self, f"_on_{_snake(kind)}")(command)
        assert isinstance(answer, expected)
        return answer

    async def tell(self, make: Callable[[int], commands.DeskCommand]) -> None:
        """Take a hint."""
        command = make(0)
        if isinstance(command, commands.Typing):
            self.typing_told.append((ConversationId(command.conversation), command.typing))

    def poke(self) -> None:
        """Send what may go, one text a conversation at a time."""
        if not self.live:
            return
        for item in self._session.store.sendable(now=now()):
            self._session.apply([events.SendStarted(item.client_id)])
            self.sent.append(item)
            body: EntryBody = (
                Note(text=item.text) if item.kind is OutgoingKind.NOTE else Message(text=item.text)
            )
            entry = self._log(item.conversation, body, _AGENT, client_id=item.client_id)
            self._session.apply(
                [
                    events.Acknowledged(
                        item.client_id, self._done(0, item.conversation, seq=entry.seq)
                    )
                ]
            )
            if item.kind is OutgoingKind.REPLY:
                self._change(
                    item.conversation,
                    waiting_since=None,
                    preview=item.text,
                    preview_role=AuthorRole.AGENT,
                )
            self._tell(item.conversation, entry)

    async def leave(self) -> None:
        """Close the connection."""
        self.disconnect()

    def forget(self) -> None:
        """Sign in no more."""

    def retry_now(self) -> None:
        """Come back."""
        self.connect()

    # What a test does with it

    def connect(self) -> None:
        """The link comes up and catches up."""
        self.live = True
        signed_in = answers.SignedIn(
            request=1,
            token="made-up-token-0001",
            expires_at=Millis(now() + 86_400_000),
            account=Account(id=ME, login="elena", name="Елена Морозова", role=Role.AGENT),
            workplace=workplace(),
            server_time=now(),
            store_epoch="one",
        )
        self._move(LinkPhase.CATCHING_UP)
        self._session.apply([signed_in, self.desk()])
        for conversation in list(self._session.store.chats):
            self.read_log(conversation)
        self._move(LinkPhase.CAUGHT_UP)

    def disconnect(self, *, for_ms: int = 0) -> None:
        """The link is gone."""
        self.live = False
        state = LinkState(LinkPhase.OFFLINE, now(), Millis(now() - for_ms), None)
        self._session.apply([events.LinkMoved(state)])

    def add(
        self,
        conversation: str,
        name: str,
        *texts: str,
        state: ConversationState = ConversationState.ACTIVE,
        topic: str = "services",
        queue: str = "services",
        waited: int | None = 0,
        subscriber: bool = True,
        **fields: Any,
    ) -> ConversationId:
        """A conversation with what its subscriber has written."""
        id_ = ConversationId(conversation)
        mine = state in (ConversationState.ACTIVE, ConversationState.HELD)
        self.heads[id_] = Head(
            id=id_,
            world=WorldId("live"),
            state=state,
            queue=QueueId(queue),
            topic=TopicId(topic),
            channel=fields.pop("channel", "web"),
            language=fields.pop("language", "ru"),
            epoch=1,
            rev=1,
            last_seq=0,
            name=name,
            phone="+7 9•• •••-41-17",
            entered_at=Millis(self.started - 600_000 + len(self.heads) * 1000),
            owner=fields.pop("owner", ME if mine else None),
            owner_name="Елена Морозова" if mine else "",
            subscriber=SubscriberId(f"subscriber-{conversation}") if subscriber else None,
            waiting_since=None if waited is None else Millis(self.started - waited * 1000),
            **fields,
        )
        if subscriber:
            self.profiles[SubscriberId(f"subscriber-{conversation}")] = profile(
                SubscriberId(f"subscriber-{conversation}"), name
            )
        self.logs[id_] = []
        who = Author(role=AuthorRole.SUBSCRIBER, name=name)
        self._log(id_, Entered(topic=TopicId(topic), channel="web", name=name), who)
        for text in texts:
            self._log(id_, Message(text=text), who)
        if mine:
            self._log(id_, Taken(agent=ME, name="Елена Морозова", how="offer"), _AGENT)
        if texts:
            self._change(id_, preview=texts[-1], preview_role=AuthorRole.SUBSCRIBER)
        return id_

    def says(self, conversation: ConversationId, text: str) -> None:
        """The subscriber writes."""
        head = self.heads[conversation]
        who = Author(role=AuthorRole.SUBSCRIBER, name=head.name)
        entry = self._log(conversation, Message(text=text), who)
        self._change(
            conversation,
            preview=text,
            preview_role=AuthorRole.SUBSCRIBER,
            waiting_since=head.waiting_since or now(),
            unread=head.unread + 1,
        )
        self._tell(conversation, entry)

    def types(self, conversation: ConversationId, text: str = "", *, typing: bool = True) -> None:
        """The subscriber types, or stops."""
        hint = answers.Hint(
            conversation=conversation, role=AuthorRole.SUBSCRIBER, typing=typing, text=text
        )
        self._session.apply([hint])

    def answers_with(self, conversation: ConversationId, text: str, *, note: bool = False) -> None:
        """I have written, some time ago."""
        body: EntryBody = Note(text=text) if note else Message(text=text)
        self._log(conversation, body, _AGENT)

    def offer(self, conversation: ConversationId, *, seconds: int = 20) -> None:
        """It is offered to me."""
        until = Millis(now() + seconds * 1000)
        self._change(
            conversation,
            state=ConversationState.OFFERED,
            offer=Offer(agent=ME, until=until),
        )

    def desk(self) -> answers.Desk:
        """Everything on my desk."""
        self.desk_rev += 1
        mine = [
            head
            for head in self.heads.values()
            if head.owner == ME and head.state in (ConversationState.ACTIVE, ConversationState.HELD)
        ]
        offered = [
            head
            for head in self.heads.values()
            if head.offer is not None and head.offer.agent == ME
        ]
        states: dict[QueueId, list[Head]] = defaultdict(list)
        for conversation in self.waiting:
            states[self.heads[conversation].queue].append(self.heads[conversation])
        return answers.Desk(
            desk_rev=self.desk_rev,
            presence=self.presence,
            presence_since=Millis(self.started - 3_725_000),
            room=self.room,
            used=len(mine),
            conversations=[*offered, *mine],
            recent=[self.heads[id_] for id_ in self.recent],
            queues=[
                QueueState(
                    id=info.id,
                    waiting=len(states[info.id]),
                    longest_since=min(
                        (h.waiting_since or h.entered_at for h in states[info.id]), default=None
                    ),
                )
                for info in workplace().queues
            ],
        )

    def tell_desk(self) -> None:
        """The desk has changed."""
        self._session.apply([self.desk()])

    def read_log(self, conversation: ConversationId) -> None:
        """The newest page of a log comes."""
        head = self.heads[conversation]
        page = answers.History(
            request=1,
            head=head,
            entries=list(self.logs[conversation]),
            through=head.rev,
            more=False,
        )
        self._session.apply([events.HistoryRead(conversation, None, page)])

    def count(self, kind: type[commands.DeskCommand]) -> int:
        """How often this was asked."""
        return sum(isinstance(command, kind) for command in self.done)

    @staticmethod
    def knowledge() -> answers.Knowledge:
        """The real articles and replies of «Волна»."""
        from resources.volna.knowledge import load_articles, load_canned_replies  # noqa: PLC0415

        return answers.Knowledge(
            request=1,
            articles=[
                Article(
                    id=article.id,  # type: ignore[arg-type]
                    language=article.language,
                    title=article.title,
                    body=article.body,
                    topic=article.topic,
                    keywords=list(article.keywords),
                    popularity=article.popularity,
                    updated=article.updated.isoformat(),
                )
                for article in load_articles()
            ],
            replies=[
                CannedReply(
                    id=reply.id,
                    language=reply.language,
                    title=reply.title,
                    text=reply.text,
                    topic=reply.topic,
                    popularity=reply.popularity,
                )
                for reply in load_canned_replies()
            ],
            removed_articles=[],
            removed_replies=[],
            through=1,
        )

    # Answers

    def _on_sync_knowledge(self, command: commands.SyncKnowledge) -> answers.Knowledge:
        return answers.Knowledge(
            request=0,
            articles=[],
            replies=[],
            removed_articles=[],
            removed_replies=[],
            through=command.after_change,
        )

    def _on_read_profile(self, command: commands.ReadProfile) -> answers.ProfileRead:
        return answers.ProfileRead(
            request=0, profile=self.profiles[SubscriberId(command.subscriber)]
        )

    def _on_find_subscribers(self, command: commands.FindSubscribers) -> answers.Subscribers:
        found = [
            SubscriberLine(
                id=person.id,
                name=person.name,
                contract=person.contract,
                number="+7 9•• •••-41-17",
                tariff=person.tariff.title,
            )
            for person in self.profiles.values()
            if command.query.casefold() in f"{person.name} {person.contract}".casefold()
        ]
        return answers.Subscribers(request=0, found=found[:20], more=len(found) > 20)

    def _on_reveal(self, command: commands.Reveal) -> answers.Revealed:
        return answers.Revealed(request=0, field=command.field, value="+7 975 555-41-17")

    def _on_read_conversations(self, command: commands.ReadConversations) -> answers.Conversations:
        heads = [head for head in self.heads.values() if head.subscriber == command.subscriber]
        return answers.Conversations(request=0, conversations=heads)

    def _on_read_waiting(self, command: commands.ReadWaiting) -> answers.Waiting:
        heads = [self.heads[id_] for id_ in self.waiting if self.heads[id_].queue == command.queue]
        return answers.Waiting(request=0, queue=QueueId(command.queue), conversations=heads)

    def _on_set_presence(self, command: commands.SetPresence) -> answers.Ok:
        self.presence = command.presence
        self.tell_desk()
        return answers.Ok(request=0)

    def _on_accept(self, command: commands.Accept) -> answers.Done:
        return self._own(ConversationId(command.conversation))

    def _on_take(self, command: commands.Take) -> answers.Done:
        conversation = ConversationId(command.conversation)
        if conversation in self.waiting:
            self.waiting.remove(conversation)
        return self._own(conversation)

    def _on_decline(self, command: commands.Decline) -> answers.Done:
        conversation = ConversationId(command.conversation)
        self.waiting.append(conversation)
        return self._moved(conversation, state=ConversationState.QUEUED, offer=None)

    def _on_release(self, command: commands.Release) -> answers.Done:
        conversation = ConversationId(command.conversation)
        self.waiting.append(conversation)
        return self._moved(conversation, state=ConversationState.QUEUED, owner=None, owner_name="")

    def _on_hold(self, command: commands.Hold) -> answers.Done:
        return self._moved(ConversationId(command.conversation), state=ConversationState.HELD)

    def _on_unhold(self, command: commands.Unhold) -> answers.Done:
        return self._moved(ConversationId(command.conversation), state=ConversationState.ACTIVE)

    def _on_close(self, command: commands.Close) -> answers.Done:
        conversation = ConversationId(command.conversation)
        self.recent.insert(0, conversation)
        return self._moved(
            conversation,
            state=ConversationState.CLOSED,
            outcome=command.outcome,
            closed_at=now(),
            waiting_since=None,
        )

    # How it is done

    def _own(self, conversation: ConversationId) -> answers.Done:
        epoch = self.heads[conversation].epoch + 1
        self._log(conversation, Taken(agent=ME, name="Елена Морозова", how="offer"), _AGENT)
        return self._moved(
            conversation,
            state=ConversationState.ACTIVE,
            owner=ME,
            owner_name="Елена Морозова",
            offer=None,
            epoch=epoch,
        )

    def _moved(self, conversation: ConversationId, **fields: Any) -> answers.Done:
        self._change(conversation, **fields)
        self._tell(conversation)
        self.tell_desk()
        self.read_log(conversation)
        return self._done(0, conversation, seq=self.heads[conversation].last_seq)

    def _done(self, request: int, conversation: ConversationId, *, seq: int) -> answers.Done:
        head = self.heads[conversation]
        return answers.Done(
            request=request,
            conversation=conversation,
            seq=seq,
            rev=head.rev,
            epoch=head.epoch,
            at=now(),
        )

    def _change(self, conversation: ConversationId, **fields: Any) -> None:
        head = self.heads[conversation]
        self.heads[conversation] = msgspec.structs.replace(head, rev=head.rev + 1, **fields)

    def _log(
        self,
        conversation: ConversationId,
        body: EntryBody,
        author: Author,
        *,
        client_id: ClientId | None = None,
    ) -> Entry:
        head = self.heads[conversation]
        entry = Entry(
            seq=head.last_seq + 1,
            rev=head.rev + 1,
            at=now(),
            author=author,
            audience=Audience.AGENTS if isinstance(body, Note) else Audience.SUBSCRIBER,
            body=body,
            client_id=client_id,
        )
        self.logs[conversation].append(entry)
        self._change(conversation, last_seq=entry.seq)
        return entry

    def _tell(self, conversation: ConversationId, *entries: Entry) -> None:
        head = self.heads[conversation]
        self._session.apply(
            [answers.Changed(head=head, after_rev=0, through=head.rev, entries=list(entries))]
        )

    def _move(self, phase: LinkPhase) -> None:
        self._session.apply([events.LinkMoved(LinkState(phase, now(), None, None))])


def now() -> Millis:
    """The clock of both sides."""
    return Millis(time.time_ns() // 1_000_000)


def refusal(code: Any) -> CommandRejected:
    """What the server says no with."""
    return CommandRejected(code)


def workplace() -> Workplace:
    """Queues, topics and outcomes as the desk gets them."""
    return Workplace(
        queues=[
            QueueInfo(id=QueueId("services"), title="Услуги", warn_after_s=30, late_after_s=90),
            QueueInfo(
                id=QueueId("general"), title="Общие вопросы", warn_after_s=30, late_after_s=90
            ),
            QueueInfo(
                id=QueueId("antifraud"),
                title="Мошенничество",
                warn_after_s=10,
                late_after_s=30,
                urgent=True,
            ),
        ],
        topics=[
            Choice(id="services", title="Вопрос по услугам"),
            Choice(id="general", title="Общая консультация"),
            Choice(id="fraud", title="Мошенничество"),
        ],
        outcomes=[
            Choice(id="solved", title="Вопрос решён"),
            Choice(id="explained", title="Дана консультация"),
            Choice(id="left", title="Абонент не ответил"),
        ],
        operator="Волна",
    )


def profile(subscriber: SubscriberId, name: str) -> Profile:
    """A subscriber with something in every part of his profile."""
    day = 86_400_000
    at = now()
    return Profile(
        id=subscriber,
        name=name,
        contract="52 0417 883",
        identity="number",
        language="ru",
        client_since="2019-04-12",
        hidden=[
            HiddenField(field="number", masked="+7 9•• •••-41-17"),
            HiddenField(field="passport", masked="•••• ••••83"),
            HiddenField(field="birth_date", masked="••.••.1987"),
            HiddenField(field="code_word", masked="••••••"),
        ],
        numbers=[
            NumberLine(id=subscriber, number="+7 9•• •••-41-17", tariff="Прилив", status="active"),
            NumberLine(
                id=SubscriberId("subscriber-second"),
                number="+7 9•• •••-02-80",
                tariff="Маяк",
                status="blocked",
            ),
        ],
        tariff=TariffState(id="priliv", title="Прилив", price=49_000, renews_on="2026-12-02"),
        balance=21_460,
        leftovers=[
            Leftover(kind="minutes", left=372, of=600),
            Leftover(kind="gigabytes", left=4.2, of=30),
            Leftover(kind="messages", left=285, of=300),
        ],
        money=[
            MoneyLine(
                at=Millis(at - day * n),
                amount=amount,
                title=title,
                reason=reason,
            )
            for n, (amount, title, reason) in enumerate(
                [
                    (-3_000, "«Мир видео», 5151", "subscription"),
                    (-49_000, "Плата по тарифу", "tariff"),
                    (60_000, "Пополнение, карта", "payment"),
                    (-3_000, "«Мир видео», 5151", "subscription"),
                    (-12_000, "Ещё 3 ГБ", "service"),
                    (50_000, "Пополнение, карта", "payment"),
                    (-49_000, "Плата по тарифу", "tariff"),
                ]
            )
        ],
        services=[
            ServiceState(
                id="antispam", title="Антиспам", price=0, period="month", since="2024-02-01"
            ),
            ServiceState(
                id="who_called", title="Кто звонил", price=150, period="day", since="2025-06-17"
            ),
        ],
        subscriptions=[
            SubscriptionState(
                id="mir_video",
                title="Мир видео",
                short_number="5151",
                price=3_000,
                period="month",
                since="2026-10-03",
                connected_by="web",
            )
        ],
        requests=[
            RequestState(
                number="В-2211",
                title="Возврат за подписку",
                state="in_work",
                opened_on="2026-11-20",
                due_on="2026-11-25",
            )
        ],
        marks=["vip", "debt"],
        device="Aurora X2",
        sim="esim",
    )


def fill(server: MadeUpServer) -> None:
    """The morning of the pictures: four chats, an offer, a queue, somebody from before."""
    anna = server.add(
        "chat-anna-kolcova",
        "Анна Кольцова",
        "Здравствуйте! Почему с меня опять сняли 30 рублей, я ничего не подключала",
        "отключите и верните, оператор!!!",
        waited=102,
        verified=True,
    )
    server.answers_with(
        anna,
        "Анна, здравствуйте! Меня зовут Елена. Вижу подписку «Мир видео», её подключили 3 ноября"
        " со страницы в интернете. Отключаю её прямо сейчас.",
    )
    server.answers_with(anna, "Второй случай за месяц, предложить запрет контент-услуг.", note=True)
    server.heads[anna] = msgspec.structs.replace(
        server.heads[anna], agent_read=server.heads[anna].last_seq, delivered=9, read=9
    )
    who = Author(role=AuthorRole.SUBSCRIBER, name="Анна Кольцова")
    for text in ("спасибо", "а можно вернуть эти деньги?"):
        server._log(anna, Message(text=text), who)  # noqa: SLF001
    server.heads[anna] = msgspec.structs.replace(
        server.heads[anna], unread=2, preview="а можно вернуть эти деньги?"
    )
    server.add("chat-petr-dyagilev", "Пётр Дягилев", "не работает интернет", waited=38)
    server.add(
        "chat-grace-simmons",
        "Grace Simmons",
        "How do I switch roaming on?",
        waited=9,
        language="en",
        channel="telegram",
    )
    server.add(
        "chat-olga-vesnina",
        "Ольга Веснина",
        "Жду проверки адреса",
        state=ConversationState.HELD,
        waited=None,
        held_until=Millis(now() + 190_000),
        channel="email",
    )
    offer = server.add(
        "chat-timur-akhmetov",
        "Тимур Ахметов",
        "Дважды списали за подписку",
        state=ConversationState.OFFERED,
        waited=14,
        channel="telegram",
    )
    server.offer(offer, seconds=13)
    for number, (name, text, waited, queue) in enumerate(
        [
            ("Лев Ким", "Как подключить роуминг?", 48, "services"),
            ("Мария Зуева", "Сколько осталось гигабайт?", 31, "services"),
            ("Иван Петренко", "Пришло странное SMS с кодом", 21, "antifraud"),
        ]
    ):
        server.waiting.append(
            server.add(
                f"chat-waiting-{number}",
                name,
                text,
                state=ConversationState.QUEUED,
                waited=waited,
                queue=queue,
                topic="fraud" if queue == "antifraud" else "services",
            )
        )
    mark = server.add(
        "chat-mark-zhukov",
        "Марк Жуков",
        "Спасибо!",
        state=ConversationState.CLOSED,
        waited=None,
        owner=ME,
        outcome="solved",
        closed_at=Millis(now() - 840_000),
    )
    server.recent.append(mark)


def _open_gate() -> asyncio.Event:
    gate = asyncio.Event()
    gate.set()
    return gate


def _snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip(
        "_"
    )
