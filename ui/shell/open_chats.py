"""Which conversations have a tab, in which order, and which one is in view."""

from PySide6.QtCore import QObject, Signal

from console.core.chat import Chat
from console.core.desk import Section
from protocol.ids import ConversationId
from protocol.values import AuthorRole, ConversationState
from ui.shell.chat_tab import TabState
from ui.shell.desk_feed import DeskFeed


class OpenChats(QObject):
    """Mine and those on hold always have one; what is only read has one until it is closed.

    Signals:
        changed: tabs, or which one is in view.
        dropped: this one is not open any more.
    """

    changed = Signal()
    dropped = Signal(str)

    def __init__(self, feed: DeskFeed, *, parent: QObject) -> None:
        super().__init__(parent)
        self._feed = feed
        self._order: list[ConversationId] = []
        self._opened: set[ConversationId] = set()
        self._expected: ConversationId | None = None
        self._finished: set[ConversationId] = set()
        self.current: ConversationId | None = None
        feed.desk_changed.connect(self._on_feed_desk_changed)
        feed.chat_changed.connect(self._on_feed_chat_changed)
        feed.account_changed.connect(self.changed)
        feed.chat_forgotten.connect(self._on_feed_chat_forgotten)
        self._on_feed_desk_changed()

    @property
    def order(self) -> list[ConversationId]:
        """From left to right."""
        return list(self._order)

    def open(self, conversation: ConversationId) -> None:
        """Bring one in view, with a tab of its own."""
        if conversation not in self._order:
            self._order.append(conversation)
        if conversation not in self._opened:
            self._opened.add(conversation)
            self._feed.session.open_chat(conversation)
        self.current = conversation
        self.changed.emit()

    def close(self, conversation: ConversationId) -> None:
        """Close a tab; what is mine keeps it."""
        if conversation in self._order and not self._mine(conversation):
            self._drop(conversation)
            self.changed.emit()

    def expect(self, conversation: ConversationId) -> None:
        """Bring one in view as soon as it is mine."""
        self._expected = conversation

    def finish(self, conversation: ConversationId) -> None:
        """It is over: its tab goes as soon as the desk knows."""
        self._finished.add(conversation)
        self._on_feed_desk_changed()

    def step(self, by: int) -> None:
        """The tab beside."""
        if self._order:
            at = self._order.index(self.current) if self.current in self._order else -by
            self.open(self._order[(at + by) % len(self._order)])

    def most_urgent(self) -> ConversationId | None:
        """The one that has waited longest; from it, the next one; else the tab beside."""
        waiting = self._feed.store.by_urgency()
        if self.current in waiting:
            following = waiting.index(self.current) + 1
            waiting = waiting[following:] + waiting[:following]
        if waiting and waiting[0] != self.current:
            return waiting[0]
        if not self._order:
            return None
        at = self._order.index(self.current) if self.current in self._order else -1
        return self._order[(at + 1) % len(self._order)]

    def tab_states(self) -> list[TabState]:
        """What the tabs show."""
        return [self._tab(self._feed.store.chats[id_]) for id_ in self._order if self._known(id_)]

    def _known(self, conversation: ConversationId) -> bool:
        return conversation in self._feed.store.chats

    def _mine(self, conversation: ConversationId) -> bool:
        place = self._feed.store.desk.places.get(conversation)
        return place in (Section.MINE, Section.HELD)

    def _tab(self, chat: Chat) -> TabState:
        head = chat.head
        if head is None:
            return TabState(chat.id, "…", "", reading=True)
        hint = chat.hint
        mine = chat.owned_by(self._feed.store.me)
        return TabState(
            conversation=chat.id,
            name=head.name,
            channel=head.channel,
            since=head.waiting_since if mine else None,
            queue_info=self._feed.queue(head.queue),
            unread=chat.unread if mine else 0,
            typing=hint is not None and hint.role is AuthorRole.SUBSCRIBER,
            held=head.state is ConversationState.HELD,
            reading=not mine,
        )

    def _on_feed_desk_changed(self) -> None:
        store = self._feed.store
        mine = [*store.section(Section.MINE), *store.section(Section.HELD)]
        fresh = [id_ for id_ in mine if id_ not in self._order]
        self._order += fresh
        for conversation in fresh:
            if conversation not in self._opened:
                self._opened.add(conversation)
                self._feed.session.open_chat(conversation)
        for gone in [id_ for id_ in self._finished if not self._mine(id_)]:
            self._finished.discard(gone)
            if gone in self._order:
                self._drop(gone)
        if self.current is None and self._order:
            self.current = self._order[0]
        if self._expected in mine:
            self.current, self._expected = self._expected, None
        self.changed.emit()

    def _on_feed_chat_changed(self, conversation: str) -> None:
        if conversation in self._order:
            self.changed.emit()

    def _on_feed_chat_forgotten(self, conversation: str) -> None:
        if conversation in self._order:
            self._drop(ConversationId(conversation))
            self.changed.emit()

    def _drop(self, conversation: ConversationId) -> None:
        at = self._order.index(conversation)
        self._order.remove(conversation)
        if conversation in self._opened:
            self._opened.remove(conversation)
            if self._known(conversation):
                self._feed.session.leave_chat(conversation)
        if self.current == conversation:
            following = self._order[at : at + 1] or self._order[-1:]
            self.current = following[0] if following else None
        self.dropped.emit(conversation)
