"""A small faithful server in memory: logs, revisions, epochs, read marks; frames to apply."""

from dataclasses import dataclass, field

import msgspec

from protocol.answers import Beat, Changed, Desk, Done, History, Page, SignedIn, Talks
from protocol.bodies import (
    Deleted,
    Edited,
    EntryBody,
    GuestCame,
    Message,
    Note,
    PassedTo,
    Released,
    Taken,
)
from protocol.commands import DeleteMessage, EditMessage
from protocol.conversations import ConversationState, Guest, Head, Offer
from protocol.entries import Audience, Entry
from protocol.errors import ErrorCode
from protocol.ids import AccountId, ClientId, ConversationId, QueueId, TopicId, WorldId
from protocol.people import Account, Author, AuthorRole, Person, Presence, Role
from protocol.scalars import Millis
from protocol.workplace import QueueState, Workplace

ME = AccountId("me00000001")
OTHER = AccountId("other00001")
QUEUE = QueueId("services")
PAGE = 3
FILE_SECRET = b"\x5e" * 32

_MEMBERS = (Person(account=ME, name="Анна Ветрова"), Person(account=OTHER, name="Пётр Лаптев"))

_OPEN = frozenset({ConversationState.ACTIVE, ConversationState.HELD})


def conversation_id(number: int) -> ConversationId:
    return ConversationId(f"conversation{number:04d}")


@dataclass
class Conversation:
    """The truth about one conversation."""

    id: ConversationId
    state: ConversationState = ConversationState.ACTIVE
    owner: AccountId | None = ME
    epoch: int = 1
    rev: int = 0
    read: int = 0
    agent_read: int = 0
    held_out: AccountId | None = None
    """To whom its owner would pass it on."""
    guest: bool = False
    """Whether I was brought into it."""
    called: int = 0
    """The entry by which I was, until I have looked."""
    asked: int = 0
    """Of a talk: the question to me."""
    entries: list[Entry] = field(default_factory=list)

    @property
    def talking(self) -> bool:
        return self.state is ConversationState.TALK

    def head(self) -> Head:
        unread = [
            entry
            for entry in self.entries
            if entry.author.role is AuthorRole.SUBSCRIBER and entry.seq > self.agent_read
        ]
        heard = [e.seq for e in self.entries if e.author.role is AuthorRole.SUBSCRIBER]
        return Head(
            id=self.id,
            last_heard=max(heard, default=0),
            world=WorldId("live"),
            state=self.state,
            queue=QUEUE,
            topic=TopicId("tariffs"),
            channel="web",
            language="ru",
            epoch=self.epoch,
            rev=self.rev,
            last_seq=len(self.entries),
            name="" if self.talking else f"Subscriber {self.id[-4:]}",
            phone="+7 900 ***-**-01",
            entered_at=Millis(1_000),
            owner=self.owner if self.state in _OPEN else None,
            offer=self.offer(),
            guests=(Guest(account=ME, name="Анна", called=self.called),) if self.guest else (),
            unread=len(unread),
            agent_read=self.agent_read,
            read=self.read,
            members=_MEMBERS if self.talking else (),
            asked=self.asked,
        )

    def offer(self) -> Offer | None:
        agent = ME if self.state is ConversationState.OFFERED else self.held_out
        return None if agent is None else Offer(agent=agent, until=Millis(9_000))

    def add(self, body: EntryBody, role: AuthorRole, *, client_id: ClientId | None = None) -> Entry:
        self.rev += 1
        entry = Entry(
            seq=len(self.entries) + 1,
            rev=self.rev,
            at=Millis(1_000 + self.rev),
            author=Author(role=role, id=ME if role is AuthorRole.AGENT else ""),
            audience=Audience.AGENTS if isinstance(body, Note) else Audience.SUBSCRIBER,
            body=body,
            client_id=client_id,
        )
        self.entries.append(entry)
        return entry

    def changes(self, after_rev: int) -> list[Entry]:
        return sorted((e for e in self.entries if e.rev > after_rev), key=lambda e: e.rev)


class World:
    """Conversations, my desk, and the answers a server would give."""

    def __init__(self, conversations: int = 2) -> None:
        self.desk_rev = 1
        self.conversations = {
            conversation_id(n): Conversation(conversation_id(n)) for n in range(conversations)
        }
        self.done: dict[ClientId, tuple[str, Done]] = {}
        self.recent: list[ConversationId] = []

    def __getitem__(self, conversation: ConversationId) -> Conversation:
        return self.conversations[conversation]

    # Answers.

    def signed_in(self) -> SignedIn:
        return SignedIn(
            request=1,
            token="t" * 24,
            expires_at=Millis(10**12),
            account=Account(id=ME, login="anna", name="Анна Ветрова", role=Role.AGENT),
            workplace=Workplace(queues=[], topics=[], outcomes=[], operator="Волна"),
            server_time=Millis(1_000),
            store_epoch="one",
            file_secret=FILE_SECRET.hex(),
        )

    def mine(self, conversation: Conversation) -> bool:
        return (
            conversation.state is ConversationState.OFFERED
            or conversation.held_out == ME
            or (conversation.owner == ME and conversation.state in _OPEN)
        )

    def followed(self, conversation: Conversation) -> bool:
        return self.mine(conversation) or conversation.guest

    def desk(self) -> Desk:
        return Desk(
            desk_rev=self.desk_rev,
            presence=Presence.ONLINE,
            presence_since=Millis(1_000),
            room=500,
            used=len([c for c in self.conversations.values() if self.mine(c)]),
            conversations=[c.head() for c in self.conversations.values() if self.mine(c)],
            recent=[self[id_].head() for id_ in self.recent if not self.followed(self[id_])],
            queues=[QueueState(id=QUEUE, waiting=0)],
            guest_of=[c.id for c in self.conversations.values() if c.guest],
        )

    def talks(self) -> Talks:
        listed = [c.head() for c in self.conversations.values() if c.talking]
        return Talks(desk_rev=self.desk_rev, talks=listed, asked=[], people=[])

    def page(self, conversation: ConversationId, after_rev: int) -> Page:
        own = self[conversation]
        entries = own.changes(after_rev)
        more = len(entries) > PAGE
        entries = entries[:PAGE]
        through = entries[-1].rev if more else own.rev
        return Page(request=1, head=own.head(), entries=entries, through=through, more=more)

    def history(self, conversation: ConversationId, before: int | None = None) -> History:
        own = self[conversation]
        entries = [e for e in own.entries if before is None or e.seq < before]
        return History(
            request=1,
            head=own.head(),
            entries=entries[-PAGE:],
            through=own.rev,
            more=len(entries) > PAGE,
        )

    def changed(self, conversation: ConversationId, after_rev: int) -> Changed:
        own = self[conversation]
        return Changed(
            head=own.head(), after_rev=after_rev, through=own.rev, entries=own.changes(after_rev)
        )

    def beat(self) -> Beat:
        revs = {id_: c.rev for id_, c in self.conversations.items() if self.followed(c)}
        return Beat(server_time=Millis(1_000), desk_rev=self.desk_rev, revs=revs)

    # What happens.

    def subscriber_says(self, conversation: ConversationId, text: str) -> None:
        self[conversation].add(Message(text=text), AuthorRole.SUBSCRIBER)

    def reads(self, conversation: ConversationId) -> None:
        own = self[conversation]
        own.rev += 1
        own.read = len(own.entries)

    def edits(self, conversation: ConversationId, seq: int) -> None:
        own = self[conversation]
        own.rev += 1
        own.entries[seq - 1] = msgspec.structs.replace(
            own.entries[seq - 1], rev=own.rev, body=Message(text="[erased]")
        )

    def pass_on(self, conversation: ConversationId) -> None:
        """Its owner holds it out to the other one of us."""
        own = self[conversation]
        if own.state in _OPEN and own.held_out is None:
            own.held_out = OTHER if own.owner == ME else ME
            until = Millis(9_000)
            body = PassedTo(agent=own.held_out, name="", note="Спросил о роуминге", until=until)
            own.add(body, AuthorRole.SYSTEM)
            self._desk_changed(conversation)

    def invite(self, conversation: ConversationId) -> None:
        """Its owner brings me in."""
        own = self[conversation]
        if own.state in _OPEN and own.owner != ME and not own.guest:
            own.guest = True
            own.called = own.add(GuestCame(agent=ME, name="Анна"), AuthorRole.SYSTEM).seq
            self._desk_changed(conversation)

    def reassign(self, conversation: ConversationId, owner: AccountId) -> None:
        own = self[conversation]
        own.epoch += 1
        own.owner, own.state = owner, ConversationState.ACTIVE
        own.held_out, own.guest = None, own.guest and owner != ME
        own.add(Taken(agent=owner, name="", how="claim"), AuthorRole.SYSTEM)
        self._desk_changed(conversation)

    def offer(self, conversation: ConversationId) -> None:
        own = self[conversation]
        own.epoch += 1
        own.owner, own.state = None, ConversationState.OFFERED
        own.held_out, own.guest = None, False
        own.add(Released(agent=ME), AuthorRole.SYSTEM)
        self._desk_changed(conversation)

    def close(self, conversation: ConversationId) -> None:
        own = self[conversation]
        own.state = ConversationState.CLOSED
        own.held_out, own.guest = None, False
        own.rev += 1
        self._desk_changed(conversation)

    def send(
        self,
        client_id: ClientId,
        conversation: ConversationId,
        *,
        epoch: int,
        text: str,
        note: bool,
    ) -> Done | ErrorCode:
        """As the server decides: identity first, then ownership, then the log."""
        body = f"{conversation} {epoch} {note} {text}"
        if client_id in self.done:
            known, answer = self.done[client_id]
            return answer if known == body else ErrorCode.CLIENT_ID_REUSED
        own = self[conversation]
        if own.epoch != epoch:
            return ErrorCode.STALE_EPOCH
        may = own.owner == ME or (note and own.guest)
        if not may or own.state not in _OPEN:
            return ErrorCode.WRONG_STATE
        said = Note(text=text) if note else Message(text=text)
        entry = own.add(said, AuthorRole.AGENT, client_id=client_id)
        answer = Done(
            request=1,
            conversation=conversation,
            seq=entry.seq,
            rev=own.rev,
            epoch=own.epoch,
            at=entry.at,
        )
        self.done[client_id] = (body, answer)
        return answer

    def change(self, command: EditMessage | DeleteMessage) -> Done | ErrorCode:
        """As the server decides of other words for a message or a note of mine."""
        text = command.text if isinstance(command, EditMessage) else None
        body = f"{command.conversation} {command.epoch} {command.seq} {text}"
        if command.client_id in self.done:
            known, answer = self.done[ClientId(command.client_id)]
            return answer if known == body else ErrorCode.CLIENT_ID_REUSED
        own = self[ConversationId(command.conversation)]
        if own.epoch != command.epoch:
            return ErrorCode.STALE_EPOCH
        may = own.owner == ME or (command.of_note and own.guest)
        if not may or own.state not in _OPEN:
            return ErrorCode.NOT_FOUND
        said = own.entries[command.seq - 1].body
        assert isinstance(said, Note if command.of_note else Message), "taken for the other"
        if command.since != (said.edited or own.entries[command.seq - 1].at):
            return ErrorCode.STALE_VERSION
        if said.deleted:
            return ErrorCode.NOT_FOUND
        told = self.reword(own.id, command.seq, text, client_id=ClientId(command.client_id))
        answer = Done(
            request=1,
            conversation=own.id,
            seq=told.seq,
            rev=told.rev,
            epoch=own.epoch,
            at=told.at,
        )
        self.done[ClientId(command.client_id)] = (body, answer)
        return answer

    def reword(
        self,
        conversation: ConversationId,
        seq: int,
        text: str | None,
        *,
        client_id: ClientId | None = None,
    ) -> Entry:
        """A message or a note gets other words, or none; the entry that tells of it."""
        own = self[conversation]
        before = own.entries[seq - 1]
        assert isinstance(before.body, Message | Note)
        was, note = before.body.text, isinstance(before.body, Note)
        body = Deleted(seq, was, of_note=note)
        if text is not None:
            body = Edited(seq, text, was, of_note=note)  # type: ignore[assignment]
        told = own.add(body, AuthorRole.AGENT, client_id=client_id)
        own.rev += 1
        now = type(before.body)(text=text or "", edited=told.at, deleted=text is None)
        own.entries[seq - 1] = msgspec.structs.replace(before, rev=own.rev, body=now)
        return told

    def _desk_changed(self, conversation: ConversationId) -> None:
        self.desk_rev += 1
        if conversation in self.recent:
            self.recent.remove(conversation)
        self.recent.insert(0, conversation)
