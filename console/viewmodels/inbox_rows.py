"""The rows of the inbox as plain values, and how the store's state becomes a list of them."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import NamedTuple

from console.core.chat import Chat
from console.core.desk import Section
from console.core.outgoing import Outgoing
from console.core.store import Store
from console.core.talks import companion, person_of
from console.viewmodels.last_words import last_words, without_marks
from protocol.conversations import Head
from protocol.ids import ConversationId, QueueId
from protocol.people import AuthorRole, Presence
from protocol.scalars import Millis
from protocol.workplace import QueueInfo


class InboxRowKind(StrEnum):
    """What a row is."""

    SECTION = "section"
    NOTHING = "nothing"
    """Says what will appear in an empty section."""
    CHAT = "chat"
    QUEUE = "queue"
    WAITING = "waiting"
    RECENT = "recent"


class Group(StrEnum):
    """The parts of the list, from its top."""

    MINE = "mine"
    COLLEAGUES = "colleagues"
    WAITING = "waiting"
    HELD = "held"
    AFTER = "after"
    PUT_OFF = "put_off"
    GUEST = "guest"
    RECENT = "recent"


@dataclass(frozen=True, slots=True)
class InboxRow:
    """One row; `key` is its own for as long as it is in the list. Texts of people are untrusted."""

    kind: InboxRowKind
    key: str
    group: Group
    title: str = ""
    text: str = ""
    conversation: ConversationId | None = None
    queue: QueueId | None = None
    person: str = ""
    channel: str = ""
    since: Millis | None = None
    queue_info: QueueInfo | None = None
    count: int = 0
    unread: int = 0
    mine: bool = False
    """The preview is of our side."""
    deleted: bool = False
    """What was said last was taken back."""
    files: bool = False
    """The text is the names of files."""
    typing: bool = False
    held: bool = False
    closing: bool = False
    """It counts down to its end."""
    due: Millis | None = None
    """When its state ends by itself."""
    open: bool = False
    """A queue whose waiting list is shown."""
    draft: bool = False
    at: Millis | None = None
    talk: bool = False
    """Of colleagues."""
    presence: Presence | None = None
    """Of the colleague."""


class _Said(NamedTuple):
    """All that the row of a chat is made of."""

    head: Head
    outgoing: tuple[Outgoing, ...]
    draft: str
    unread: int
    typing: bool
    queue: QueueInfo | None


class InboxRows:
    """Makes the list below the offers from the store's state.

    On a busy desk it is made sixty times a second: of a chat that says what it said, the row stays.
    """

    def __init__(self) -> None:
        self._made: dict[ConversationId, tuple[_Said, InboxRow]] = {}
        self._before = self._made

    def made(self, store: Store, *, opened: Container[QueueId]) -> list[InboxRow]:
        """The whole list; queues in `opened` show who waits in them."""
        self._before, self._made = self._made, {}
        queues = {info.id: info for info in store.workplace.queues} if store.workplace else {}
        mine = self._chats(Section.MINE, store, queues)
        rows = [_section(Group.MINE, len(mine)), *(mine or [_nothing(Group.MINE)])]
        if after := self._chats(Section.AFTER, store, queues):
            rows += [_section(Group.AFTER, len(after)), *map(_after, after)]
        rows += _talks(store)
        rows += _waiting(store, queues, opened=opened)
        if held := self._chats(Section.HELD, store, queues):
            rows += [_section(Group.HELD, len(held)), *held]
        if put_off := self._chats(Section.PUT_OFF, store, queues):
            by_date = sorted(map(_put_off, put_off), key=lambda row: row.at or 0)
            rows += [_section(Group.PUT_OFF, len(put_off)), *by_date]
        if guest_of := self._chats(Section.GUEST, store, queues):
            rows += [_section(Group.GUEST, len(guest_of)), *map(_as_guest, guest_of)]
        recent = [store.chats[id_] for id_ in store.section(Section.RECENT) if id_ in store.chats]
        if recent:
            rows.append(_section(Group.RECENT, len(recent)))
            rows += [_recent(chat.head) for chat in recent if chat.head]
        return rows

    def _chats(
        self, section: Section, store: Store, queues: dict[QueueId, QueueInfo]
    ) -> list[InboxRow]:
        return [self._chat(store.chats[id_], queues) for id_ in store.section(section)]

    def _chat(self, chat: Chat, queues: dict[QueueId, QueueInfo]) -> InboxRow:
        head, hint = chat.head, chat.hint
        assert head is not None  # it has a section by its head
        said = _Said(
            head=head,
            outgoing=tuple(chat.outgoing),
            draft=chat.draft,
            unread=chat.unread,
            typing=hint is not None and hint.role is AuthorRole.SUBSCRIBER,
            queue=queues.get(head.queue),
        )
        known = self._before.get(chat.id)
        made = known if known is not None and known[0] == said else (said, _chat_row(said))
        self._made[chat.id] = made
        return made[1]


def _section(group: Group, count: int) -> InboxRow:
    return InboxRow(InboxRowKind.SECTION, f"section {group}", group, count=count)


def _nothing(group: Group) -> InboxRow:
    return InboxRow(InboxRowKind.NOTHING, f"nothing {group}", group)


def _chat_row(said: _Said) -> InboxRow:
    head = said.head
    last = last_words(head, said.outgoing, me=None)
    held = head.held_until is not None or head.state == "held"
    # What the subscriber wrote last is worth more than what I began to answer.
    drafted = bool(said.draft) and not said.unread
    return InboxRow(
        InboxRowKind.CHAT,
        f"chat {head.id}",
        Group.HELD if held else Group.MINE,
        title=head.name,
        text=said.draft if drafted else last.text,
        conversation=head.id,
        person=person_of(head),
        channel=head.channel,
        since=head.waiting_since,
        queue_info=said.queue,
        unread=said.unread,
        mine=last.mine,
        deleted=last.deleted and not drafted,
        files=last.files and not drafted,
        typing=said.typing,
        held=held,
        draft=drafted,
        at=head.held_until if held else head.changed_at,
        closing=head.state == "closing",
        due=head.due_at,
    )


def _after(row: InboxRow) -> InboxRow:
    """The talk is over: nobody waits for anything but the end of the work."""
    return replace(row, group=Group.AFTER, since=None, closing=False)


def _put_off(row: InboxRow) -> InboxRow:
    """Its time is when somebody is to come back to it."""
    return replace(row, group=Group.PUT_OFF, since=None, unread=0, closing=False, at=row.due)


def _as_guest(row: InboxRow) -> InboxRow:
    """Another one's: how long its subscriber waits, and what is unread, are his."""
    return replace(row, group=Group.GUEST, since=None, unread=0, mine=False, held=False)


def _talks(store: Store) -> Iterator[InboxRow]:
    """A talk in which nobody has said anything is there for who opened it, in its tab."""
    if store.account is None:
        return
    said = [store.chats[id_] for id_ in store.talks_by_time()]
    shown = [
        chat
        for chat in said
        if chat.head and (chat.head.preview_role or chat.head.group or chat.outgoing)
    ]
    yield _section(Group.COLLEAGUES, sum(chat.unread for chat in shown))
    for chat in shown:
        yield _talk(chat, store)
    if not shown:
        yield _nothing(Group.COLLEAGUES)


def _talk(chat: Chat, store: Store) -> InboxRow:
    head = chat.head
    assert head is not None
    who = companion(head)
    there = store.people.get(who) if who is not None else None
    drafted = bool(chat.draft) and not chat.unread
    last = last_words(head, chat.outgoing, me=store.me)
    return InboxRow(
        InboxRowKind.CHAT,
        f"chat {chat.id}",
        Group.COLLEAGUES,
        title=head.name,
        text=chat.draft if drafted else last.text,
        conversation=chat.id,
        person=person_of(head),
        channel=head.channel,
        unread=chat.unread,
        mine=last.mine,
        deleted=last.deleted and not drafted,
        files=last.files and not drafted,
        typing=chat.hint is not None,
        draft=drafted,
        talk=True,
        presence=there.presence if there is not None else None,
    )


def _waiting(
    store: Store, queues: dict[QueueId, QueueInfo], *, opened: Container[QueueId]
) -> Iterator[InboxRow]:
    states = store.desk.queues
    yield _section(Group.WAITING, sum(state.waiting for state in states.values()))
    busy = [info for id_, info in queues.items() if id_ in states and states[id_].waiting]
    for info in busy:
        state = states[info.id]
        shown = info.id in opened
        yield InboxRow(
            InboxRowKind.QUEUE,
            f"queue {info.id}",
            Group.WAITING,
            title=info.title,
            queue=info.id,
            queue_info=info,
            since=state.longest_since,
            count=state.waiting,
            open=shown,
        )
        if shown:
            for head in store.desk.waiting.get(info.id, ()):
                text, files = without_marks(head.preview)
                yield InboxRow(
                    InboxRowKind.WAITING,
                    f"waiting {head.id}",
                    Group.WAITING,
                    title=head.name,
                    text=text,
                    files=files,
                    conversation=head.id,
                    queue=info.id,
                    queue_info=info,
                    person=person_of(head),
                    channel=head.channel,
                    since=head.waiting_since,
                )
    if not busy:
        yield _nothing(Group.WAITING)


def _recent(head: Head) -> InboxRow:
    return InboxRow(
        InboxRowKind.RECENT,
        f"recent {head.id}",
        Group.RECENT,
        title=head.name,
        text=head.preview,
        conversation=head.id,
        person=person_of(head),
        channel=head.channel,
        at=head.closed_at or head.changed_at,
    )
