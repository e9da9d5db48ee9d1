"""All that the console knows: `apply(event)` is the only way it changes, and says what changed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from console.core import events
from console.core.changes import (
    AccountChanged,
    Change,
    ChatForgotten,
    DeskChanged,
    DraftRestored,
    KnowledgeStale,
    LinkChanged,
    LogReset,
    PreferencesChanged,
    PresenceChanged,
    QueuesChanged,
    WaitingChanged,
)
from console.core.chat import HINT_LASTS_MS, Chat, TypingHint
from console.core.desk import DeskState, Section, section_of
from console.core.link_state import LinkState
from console.core.outgoing import Outgoing, OutgoingKind, OutgoingState, WaitReason
from console.core.preferences import Preferences
from protocol.answers import (
    Beat,
    Changed,
    Desk,
    Hint,
    KnowledgeChanged,
    Queues,
    SignedIn,
)
from protocol.errors import RETRYABLE, ErrorCode
from protocol.ids import AccountId, ClientId, ConversationId
from protocol.values import Account, Head, Millis, Workplace

Event = SignedIn | Desk | Queues | Changed | Hint | Beat | KnowledgeChanged | events.LocalEvent


@dataclass(frozen=True, slots=True)
class WantDesk:
    """The desk must be read."""


@dataclass(frozen=True, slots=True)
class WantNewest:
    """The newest page of a conversation's history must be read."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class WantCatchUp:
    """What changed in a conversation since `after_rev` must be read."""

    conversation: ConversationId
    after_rev: int


Want = WantDesk | WantNewest | WantCatchUp


class Store:
    """The console's state.

    Applying any frames, doubled, late or lost, and then whatever `wants()` asks for, leaves the
    same state as reading everything afresh.
    """

    def __init__(self) -> None:
        self.account: Account | None = None
        self.workplace: Workplace | None = None
        self.preferences = Preferences()
        self.store_epoch = ""
        self.clock_offset_ms = 0
        self.link = LinkState()
        self.desk = DeskState()
        self.chats: dict[ConversationId, Chat] = {}
        self._now = Millis(0)
        self._apply: dict[type[Any], Callable[[Any], list[Change]]] = {
            SignedIn: self._on_signed_in,
            Desk: self._on_desk,
            Queues: lambda event: self.desk.take_queues(event.queues),
            Changed: self._on_changed,
            Hint: self._on_hint,
            Beat: self._on_beat,
            KnowledgeChanged: lambda event: [KnowledgeStale(event.through)],
            events.LinkMoved: self._on_link_moved,
            events.HistoryRead: self._on_history_read,
            events.PageRead: self._on_page_read,
            events.WaitingRead: self._on_waiting_read,
            events.Unreadable: self._on_unreadable,
            events.Opened: self._on_opened,
            events.Left: self._on_left,
            events.Typed: self._on_typed,
            events.ReadUpTo: self._on_read_up_to,
            events.Restored: self._on_restored,
            events.Preferred: self._on_preferred,
            events.Entered: self._on_entered,
            events.SendStarted: self._on_send_started,
            events.Acknowledged: self._on_acknowledged,
            events.SendRefused: self._on_send_refused,
            events.Confirmed: self._on_confirmed,
            events.Dropped: self._on_dropped,
            events.TakenBack: self._on_taken_back,
            events.AccountLeft: self._on_account_left,
            events.Ticked: self._on_ticked,
        }

    def apply(self, event: Event, *, now: Millis) -> tuple[Change, ...]:
        """Change the state by one event; `now` is this machine's clock."""
        self._now = now
        return tuple(self._apply[type(event)](event))

    # What there is to read.

    @property
    def me(self) -> AccountId | None:
        """The account that is signed in."""
        return self.account.id if self.account else None

    def head(self, conversation: ConversationId) -> Head | None:
        """A conversation's head, if it is known."""
        chat = self.chats.get(conversation)
        return chat.head if chat else None

    def section(self, section: Section) -> list[ConversationId]:
        """The conversations of a part of the inbox, in an order that stays put.

        Offers by the time they run out, one's own by the time they came in.
        """
        if section is Section.RECENT:
            return [id_ for id_ in self.desk.recent if id_ not in self.desk.places]
        heads = [
            chat.head
            for id_, place in self.desk.places.items()
            if place is section and (chat := self.chats.get(id_)) and chat.head
        ]
        if section is Section.OFFERS:
            heads.sort(key=lambda head: (head.offer.until if head.offer else 0, head.id))
        else:
            heads.sort(key=lambda head: (head.entered_at, head.id))
        return [head.id for head in heads]

    def by_urgency(self) -> list[ConversationId]:
        """My conversations, the one that has waited longest for an answer first."""
        heads = [head for id_ in self.section(Section.MINE) if (head := self.head(id_))]
        waiting = [head for head in heads if head.waiting_since is not None]
        waiting.sort(key=lambda head: (head.waiting_since or 0, head.id))
        return [head.id for head in waiting]

    def outgoing(self) -> Iterator[Outgoing]:
        """Everything that was entered and is not yet acknowledged."""
        for chat in self.chats.values():
            for item in chat.outgoing:
                if item.state is not OutgoingState.ACCEPTED:
                    yield item

    def outgoing_item(self, client_id: ClientId) -> Outgoing | None:
        """The outgoing text of this identity."""
        chat = self._chat_of(client_id)
        return chat.find(client_id) if chat else None

    def sendable(self, *, now: Millis) -> list[Outgoing]:
        """What may go now: at most one text a conversation."""
        if not self.link.live:
            return []
        ready = (chat.sendable(now) for chat in self.chats.values() if chat.outgoing)
        return [item for item in ready if item is not None]

    def unreported_reads(self) -> list[tuple[ConversationId, int]]:
        """Where I have read on further than the server knows, in my conversations."""
        return [
            (chat.id, chat.read_seq)
            for chat in self.chats.values()
            if chat.head and chat.owned_by(self.me) and chat.read_seq > chat.head.agent_read
        ]

    def next_send_at(self) -> Millis | None:
        """When the earliest postponed text may go."""
        times = [
            item.not_before
            for item in self.outgoing()
            if item.state is OutgoingState.QUEUED and not item.broken and item.not_before
        ]
        return min(times) if times else None

    def wants(self) -> list[Want]:
        """What must be asked of the server to be as new as it is, most needed first."""
        if not self.link.live:
            return []
        wants: list[Want] = []
        if self.desk.behind:
            wants.append(WantDesk())
        if not self.desk.fresh:
            return wants
        for chat in self.chats.values():
            if chat.gone or not self._kept(chat):
                continue
            if chat.through is None:
                wants.append(WantNewest(chat.id))
            elif chat.behind or not chat.fresh:
                wants.append(WantCatchUp(chat.id, chat.through))
        return wants

    # What the server says.

    def _on_signed_in(self, event: SignedIn) -> list[Change]:
        changes: list[Change] = []
        if self.store_epoch not in ("", event.store_epoch):
            for chat in list(self.chats.values()):
                if chat.opened or chat.outgoing or chat.draft or chat.note_draft:
                    self.chats[chat.id] = _emptied(chat)
                    changes.append(LogReset(chat.id, ()))
                else:
                    changes += self._forget(chat)
            self.desk = DeskState()
            changes.append(DeskChanged())
        self.account, self.workplace = event.account, event.workplace
        self.store_epoch = event.store_epoch
        self.clock_offset_ms = event.server_time - self._now
        return [*changes, AccountChanged()]

    def _on_desk(self, desk: Desk) -> list[Change]:
        if desk.desk_rev < self.desk.rev:
            return []
        changes = self.desk.take(desk)
        places: dict[ConversationId, Section] = {}
        for head in desk.conversations:
            chat = self._chat(head.id)
            changes += chat.take_head(head)
            section = section_of(chat.head or head, self.me)
            if section is not None:
                places[head.id] = section
        for head in desk.recent:
            changes += self._chat(head.id).take_head(head)
        for conversation in self.desk.places.keys() - places.keys():
            self.chats[conversation].fresh = False  # how it ended is still to be read
        changes += self.desk.place(places, tuple(head.id for head in desk.recent))
        for head in (*desk.conversations, *desk.recent):
            chat = self.chats[head.id]
            if chat.loaded and not chat.behind:
                chat.refresh()
            changes += chat.judge(self.me)
        for chat in list(self.chats.values()):
            if not self._worth_keeping(chat):
                changes += self._forget(chat)
        return changes

    def _on_changed(self, event: Changed) -> list[Change]:
        chat = self.chats.get(event.head.id)
        section = section_of(event.head, self.me)
        if chat is None:
            if section is None:
                return []
            chat = self._chat(event.head.id)
        changes = chat.take_changes(
            event.entries, after_rev=event.after_rev, through=event.through, head=event.head
        )
        return changes + self._after_head(chat)

    def _on_hint(self, event: Hint) -> list[Change]:
        chat = self.chats.get(event.conversation)
        if chat is None:
            return []
        if not event.typing:
            return chat.take_hint(None)
        until = Millis(self._now + HINT_LASTS_MS)
        return chat.take_hint(TypingHint(event.role, event.name, event.text, until))

    def _on_beat(self, event: Beat) -> list[Change]:
        self.clock_offset_ms = event.server_time - self._now
        self.desk.heard_rev = max(self.desk.heard_rev, event.desk_rev)
        changes: list[Change] = []
        for conversation, rev in event.revs.items():
            chat = self.chats.get(conversation)
            if chat is not None:
                changes += chat.hear_rev(rev)
        return changes

    def _on_history_read(self, event: events.HistoryRead) -> list[Change]:
        chat = self.chats.get(event.conversation)
        if chat is None:
            return []
        page = event.page
        if event.before is not None:
            changes = chat.take_head(page.head)
            changes += chat.take_older(page.entries, before_seq=event.before, more=page.more)
            return changes + self._after_head(chat)
        changes = chat.take_newest(
            page.entries, through=page.through, more=page.more, head=page.head
        )
        if chat.opened:
            self._mark_new(chat)
        chat.refresh()
        return changes + self._after_head(chat)

    def _on_page_read(self, event: events.PageRead) -> list[Change]:
        chat = self.chats.get(event.conversation)
        if chat is None:
            return []
        page = event.page
        through = page.through if page.more else max(page.through, page.head.rev)
        changes = chat.take_changes(
            page.entries, after_rev=event.after_rev, through=through, head=page.head
        )
        if not page.more:
            chat.refresh()
        return changes + self._after_head(chat)

    def _on_waiting_read(self, event: events.WaitingRead) -> list[Change]:
        told = tuple(event.answer.conversations)
        if self.desk.waiting.get(event.answer.queue) == told:
            return []
        self.desk.waiting[event.answer.queue] = told
        return [WaitingChanged(event.answer.queue)]

    def _on_unreadable(self, event: events.Unreadable) -> list[Change]:
        chat = self.chats.get(event.conversation)
        if chat is None:
            return []
        chat.gone = True
        return chat.judge(self.me) + self.desk.move(chat.id, None)

    # What happens here.

    def _on_link_moved(self, event: events.LinkMoved) -> list[Change]:
        was_live, self.link = self.link.live, event.state
        changes: list[Change] = [LinkChanged()]
        if was_live and not self.link.live:
            self.desk.fresh = False
            for chat in self.chats.values():
                changes += chat.cut_off()
        return changes

    def _on_opened(self, event: events.Opened) -> list[Change]:
        chat = self._chat(event.conversation)
        chat.opened = True
        chat.new_after = None  # who looks again sees what is new since he looked last
        self._mark_new(chat)
        return []

    def _on_left(self, event: events.Left) -> list[Change]:
        chat = self.chats.get(event.conversation)
        if chat is None:
            return []
        chat.opened = False
        chat.new_after = None
        return [] if self._worth_keeping(chat) else self._forget(chat)

    def _on_typed(self, event: events.Typed) -> list[Change]:
        chat = self._chat(event.conversation)
        if event.note:
            chat.note_draft = event.text
        else:
            chat.draft = event.text
        return []

    def _on_read_up_to(self, event: events.ReadUpTo) -> list[Change]:
        chat = self._chat(event.conversation)
        chat.read_seq = max(chat.read_seq, event.seq)
        return []

    def _on_restored(self, event: events.Restored) -> list[Change]:
        changes: list[Change] = []
        for draft in event.drafts:
            changes += self._on_typed(events.Typed(draft.conversation, draft.text, note=draft.note))
            changes.append(DraftRestored(draft.conversation))
        for item in event.outgoing:
            if self._chat_of(item.client_id) is None:
                changes += self._enter(item if item.stopped else item.cut_off())
        return changes

    def _on_preferred(self, event: events.Preferred) -> list[Change]:
        if event.preferences == self.preferences:
            return []
        self.preferences = event.preferences
        return [PreferencesChanged()]

    def _on_entered(self, event: events.Entered) -> list[Change]:
        chat = self._chat(event.item.conversation)
        certain = self.link.live and chat.fresh
        return self._enter(event.item if certain else event.item.cut_off()) + chat.judge(self.me)

    def _on_send_started(self, event: events.SendStarted) -> list[Change]:
        return self._change(event.client_id, lambda item: item.sending())

    def _on_acknowledged(self, event: events.Acknowledged) -> list[Change]:
        chat = self._chat_of(event.client_id)
        return chat.accept(event.client_id, rev=event.done.rev) if chat else []

    def _on_send_refused(self, event: events.SendRefused) -> list[Change]:
        def verdict(item: Outgoing) -> Outgoing:
            if event.code in RETRYABLE:
                return item.postponed(self._now, at_least_ms=event.retry_after_ms)
            if event.code is ErrorCode.STALE_EPOCH:
                return item.waiting(WaitReason.MOVED)
            return item.failed(event.code)

        return self._change(event.client_id, verdict)

    def _on_confirmed(self, event: events.Confirmed) -> list[Change]:
        chat = self._chat_of(event.client_id)
        item = chat.find(event.client_id) if chat else None
        if chat is None or item is None or chat.head is None or not item.stopped:
            return []
        sure = item.confirmed(event.fresh_id, epoch=chat.head.epoch, seen_seq=chat.seen_seq)
        if not (self.link.live and chat.fresh):
            sure = sure.cut_off()
        return chat.replace_outgoing(item.client_id, sure) + chat.judge(self.me)

    def _on_dropped(self, event: events.Dropped) -> list[Change]:
        chat = self._chat_of(event.client_id)
        if chat is None:
            return []
        return chat.remove_outgoing(event.client_id)

    def _on_taken_back(self, event: events.TakenBack) -> list[Change]:
        chat = self._chat_of(event.client_id)
        item = chat.find(event.client_id) if chat else None
        if chat is None or item is None:
            return []
        if item.kind is OutgoingKind.NOTE:
            chat.note_draft = _joined(item.text, chat.note_draft)
        else:
            chat.draft = _joined(item.text, chat.draft)
        return [*chat.remove_outgoing(event.client_id), DraftRestored(chat.id)]

    def _on_account_left(self, _: events.AccountLeft) -> list[Change]:
        changes: list[Change] = [ChatForgotten(conversation) for conversation in self.chats]
        self.chats, self.desk = {}, DeskState()
        self.account, self.workplace, self.store_epoch = None, None, ""
        changes += self._on_preferred(events.Preferred(Preferences()))
        return [*changes, DeskChanged(), PresenceChanged(), QueuesChanged(), AccountChanged()]

    def _on_ticked(self, _: events.Ticked) -> list[Change]:
        return [change for chat in self.chats.values() for change in chat.expire(self._now)]

    # How it is done.

    def _chat(self, conversation: ConversationId) -> Chat:
        return self.chats.setdefault(conversation, Chat(conversation))

    def _chat_of(self, client_id: ClientId) -> Chat | None:
        return next((chat for chat in self.chats.values() if chat.find(client_id)), None)

    def _after_head(self, chat: Chat) -> list[Change]:
        section = section_of(chat.head, self.me) if chat.head else None
        return self.desk.move(chat.id, section) + chat.judge(self.me)

    def _enter(self, item: Outgoing) -> list[Change]:
        return self._chat(item.conversation).enter(item)

    def _change(self, client_id: ClientId, change: Callable[[Outgoing], Outgoing]) -> list[Change]:
        chat = self._chat_of(client_id)
        item = chat.find(client_id) if chat else None
        if chat is None or item is None:
            return []
        return chat.replace_outgoing(client_id, change(item))

    def _kept(self, chat: Chat) -> bool:
        """Whether its log is to be here: it is on the desk, looked at, or owes an answer."""
        return bool(chat.id in self.desk.places or chat.opened or chat.outgoing)

    def _worth_keeping(self, chat: Chat) -> bool:
        return bool(
            self._kept(chat) or chat.id in self.desk.recent or chat.draft or chat.note_draft
        )

    def _forget(self, chat: Chat) -> list[Change]:
        del self.chats[chat.id]
        return [ChatForgotten(chat.id)]

    def _mark_new(self, chat: Chat) -> None:
        if chat.unread and chat.new_after is None:
            chat.new_after = chat.read_seq


def _emptied(chat: Chat) -> Chat:
    """The same conversation with nothing of what the server said: only what was typed here."""
    kept = Chat(chat.id)
    kept.opened, kept.draft, kept.note_draft = chat.opened, chat.draft, chat.note_draft
    kept.outgoing = [item if item.stopped else item.cut_off() for item in chat.outgoing]
    return kept


def _joined(first: str, second: str) -> str:
    return f"{first}\n{second}" if second else first
