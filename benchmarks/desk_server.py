"""The other side of the benchmark of a desk: chats that all go on at once, kept in memory only.

Each message carries, as the identity of its command, the moment it was handed to the socket.
"""

import asyncio
import contextlib
import itertools
import json
import sys
import time
from random import Random

from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed
from websockets.typing import Subprotocol

from protocol import codec, commands
from protocol.answers import (
    AnyAnswer,
    Changed,
    Desk,
    Done,
    History,
    Knowledge,
    Ok,
    Page,
    Refused,
    SignedIn,
    Talks,
)
from protocol.bodies import EntryBody, Message
from protocol.conversations import ConversationState, Head
from protocol.entries import Audience, Entry
from protocol.errors import ErrorCode
from protocol.ids import AccountId, ArticleId, ClientId, ConversationId, QueueId, TopicId, WorldId
from protocol.knowledge import Article
from protocol.people import Account, Author, AuthorRole, Presence, Role
from protocol.scalars import Millis
from protocol.version import SUBPROTOCOLS
from protocol.workplace import Choice, QueueInfo, QueueState, Workplace
from resources.volna import knowledge

HISTORY = 60
"""Messages each chat begins with: what an agent has before him in a long conversation."""
_ARTICLES_A_PAGE = 5
_DESK_REV = 7
_ME = AccountId("agent-benchmark-0001")
_QUEUE, _TOPIC = QueueId("general"), TopicId("general")
_NAMES = ("Анна Котова", "Пётр Лаврентьев", "Мария Ильина", "Oleg Danilin", "Ева Круглова")
_WORDS = (
    *("да", "нет", "спасибо", "баланс", "тариф", "роуминг", "деньги", "почему", "подключили"),
    *("верните", "номер", "договор", "карта", "интернет", "минуты", "списали", "подписка"),
    *("проверьте", "пожалуйста", "сегодня", "вчера", "please", "thanks", "number"),
)


def _now() -> Millis:
    return Millis(time.time_ns() // 1_000_000)


class _Chat:
    """One conversation of the agent: only as much of it as a console asks for."""

    def __init__(self, number: int, random: Random) -> None:
        self.id = ConversationId(f"benchmark-chat-{number:04}")
        self.name = f"{_NAMES[number % len(_NAMES)]} {number + 1}"
        self._random = random
        self._entered = Millis(_now() - 600_000 + number)
        self.entries: list[Entry] = []
        self.agent_read = 0
        for position in range(HISTORY):
            self.subscriber_says() if position % 2 else self.agent_says("Сейчас посмотрю.", None)
        self.agent_read = len(self.entries)

    @property
    def head(self) -> Head:
        newest = self.entries[-1]
        assert isinstance(newest.body, Message)
        waits = newest.author.role is AuthorRole.SUBSCRIBER
        return Head(
            id=self.id,
            world=WorldId("live"),
            state=ConversationState.ACTIVE,
            queue=_QUEUE,
            topic=_TOPIC,
            channel="web",
            language="ru",
            epoch=2,
            rev=newest.rev,
            last_seq=newest.seq,
            name=self.name,
            phone="",
            entered_at=self._entered,
            owner=_ME,
            owner_name="Елена Морозова",
            waiting_since=newest.at if waits else None,
            last_heard=newest.seq,
            unread=max(0, newest.seq - self.agent_read),
            agent_read=self.agent_read,
            preview=newest.body.text,
            preview_role=newest.author.role,
            changed_at=newest.at,
        )

    def subscriber_says(self) -> Entry:
        words = " ".join(self._random.choices(_WORDS, k=self._random.randint(2, 24)))
        author = Author(role=AuthorRole.SUBSCRIBER, id=f"visitor {self.id}", name=self.name)
        return self._put(author, Message(text=words), ClientId(str(time.monotonic_ns())))

    def agent_says(self, text: str, client_id: ClientId | None) -> Entry:
        author = Author(role=AuthorRole.AGENT, id=_ME, name="Елена Морозова")
        return self._put(author, Message(text=text), client_id)

    def _put(self, author: Author, body: EntryBody, client_id: ClientId | None) -> Entry:
        number = len(self.entries) + 1
        entry = Entry(
            seq=number,
            rev=number,
            at=_now(),
            author=author,
            audience=Audience.SUBSCRIBER,
            body=body,
            client_id=client_id,
        )
        self.entries.append(entry)
        return entry


class _Workload:
    def __init__(self, chats: int, rate: float) -> None:
        random = Random(1)
        self._chats = {chat.id: chat for chat in (_Chat(n, random) for n in range(chats))}
        self._pause = 1 / rate
        self._articles = [_article(article) for article in knowledge.load_articles()]

    async def serve(self, socket: ServerConnection) -> None:
        wanted = asyncio.Event()
        async with asyncio.TaskGroup() as group:
            talk = group.create_task(self._talk(socket, wanted))
            with contextlib.suppress(ConnectionClosed):
                async for frame in socket:
                    command = codec.decode_desk_command(frame)
                    for answer in self._answers(command):
                        await socket.send(codec.encode(answer), text=True)
                    if isinstance(command, commands.ReadHistory):
                        wanted.set()
            talk.cancel()

    async def _talk(self, socket: ServerConnection, wanted: asyncio.Event) -> None:
        """Everybody in turn, at the moments the rate says, however long a message took."""
        await wanted.wait()
        loop = asyncio.get_running_loop()
        due = loop.time()
        for chat in itertools.cycle(self._chats.values()):
            due += self._pause
            await asyncio.sleep(max(0.0, due - loop.time()))
            with contextlib.suppress(ConnectionClosed):
                await socket.send(codec.encode(_changed(chat, chat.subscriber_says())), text=True)

    def _answers(self, command: commands.DeskCommand) -> list[AnyAnswer]:
        match command:
            case commands.SignIn(request=request) | commands.Resume(request=request):
                return [_signed_in(request)]
            case commands.ReadDesk(request=request):
                return [self._desk(request)]
            case commands.ReadTalks(request=request):
                return [Talks(request=request, desk_rev=_DESK_REV, talks=[], asked=[], people=[])]
            case commands.ReadHistory(request=request, conversation=which, before_seq=before):
                chat = self._chats[ConversationId(which)]
                page = [entry for entry in chat.entries if before is None or entry.seq < before]
                return [
                    History(
                        request=request,
                        head=chat.head,
                        entries=page[-HISTORY:],
                        through=len(chat.entries),
                        more=len(page) > HISTORY,
                    )
                ]
            case commands.CatchUp(request=request, conversation=which, after_rev=after):
                chat = self._chats[ConversationId(which)]
                page = chat.entries[after : after + HISTORY]
                through = min(after + HISTORY, len(chat.entries))
                more = through < len(chat.entries)
                head = chat.head
                return [Page(request=request, head=head, entries=page, through=through, more=more)]
            case commands.Send(request=request, conversation=which, client_id=client, text=text):
                chat = self._chats[ConversationId(which)]
                entry = chat.agent_says(text, ClientId(client))
                done = Done(
                    request=request,
                    conversation=chat.id,
                    seq=entry.seq,
                    rev=entry.rev,
                    epoch=2,
                    at=entry.at,
                )
                return [done, _changed(chat, entry)]
            case commands.MarkRead(request=request, conversation=which, seq=seq):
                chat = self._chats[ConversationId(which)]
                chat.agent_read = max(chat.agent_read, seq)
                return [Ok(request=request)]
            case commands.SyncKnowledge(request=request, after_change=after):
                return [self._knowledge(request, after)]
            case commands.Typing():
                return []
            case _:
                return [Refused(request=command.request, code=ErrorCode.NOT_FOUND)]

    def _knowledge(self, request: int, after: int) -> Knowledge:
        through = min(after + _ARTICLES_A_PAGE, len(self._articles))
        return Knowledge(
            request=request,
            articles=self._articles[after:through],
            replies=[],
            removed_articles=[],
            removed_replies=[],
            through=through,
            more=through < len(self._articles),
        )

    def _desk(self, request: int) -> Desk:
        return Desk(
            request=request,
            desk_rev=_DESK_REV,
            presence=Presence.ONLINE,
            presence_since=_now(),
            room=100 * len(self._chats),
            used=100 * len(self._chats),
            conversations=[chat.head for chat in self._chats.values()],
            recent=[],
            queues=[QueueState(id=_QUEUE, waiting=0)],
        )


def _article(article: knowledge.Article) -> Article:
    return Article(
        id=ArticleId(article.id),
        language=article.language,
        title=article.title,
        body=article.body,
        topic=article.topic,
        keywords=list(article.keywords),
        popularity=article.popularity,
        updated=article.updated.isoformat(),
    )


def _changed(chat: _Chat, entry: Entry) -> Changed:
    return Changed(head=chat.head, after_rev=entry.rev - 1, through=entry.rev, entries=[entry])


def _signed_in(request: int) -> SignedIn:
    return SignedIn(
        request=request,
        token="t" * 43,
        expires_at=Millis(_now() + 86_400_000),
        account=Account(id=_ME, login="benchmark", name="Елена Морозова", role=Role.AGENT),
        workplace=Workplace(
            queues=[QueueInfo(id=_QUEUE, title="Общие", warn_after_s=30, late_after_s=90)],
            topics=[Choice(id=_TOPIC, title="Консультация")],
            outcomes=[Choice(id="solved", title="Решено")],
            operator="Волна",
        ),
        server_time=_now(),
        store_epoch="benchmark",
        file_secret="5e" * 32,
    )


async def _run(chats: int, rate: float) -> None:
    workload = _Workload(chats, rate)
    subprotocols = [Subprotocol(version) for version in SUBPROTOCOLS]
    async with serve(
        workload.serve, "127.0.0.1", 0, subprotocols=subprotocols, compression=None
    ) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        print(json.dumps({"port": port}), flush=True)
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(_run(int(sys.argv[1]), float(sys.argv[2])))
