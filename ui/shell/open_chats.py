"""Which chats are open and how they are arranged; kept for when the desk is opened again."""

from PySide6.QtCore import QObject, QTimer, Signal

from console.core.arrangement import Arrangement, WindowPlace
from console.core.chat import Chat
from console.core.desk import ON_HAND
from protocol.conversations import ConversationState
from protocol.ids import ConversationId
from protocol.people import AuthorRole
from ui.desk.desk_feed import DeskFeed
from ui.shell.chat_tab import TabState

_KEEP_MS = 300
"""A change is on the disk this soon after it: a crash undoes no more than a person did last."""


class OpenChats(QObject):
    """Mine and those on hold always have a place; what is only read has one until it is closed.

    Signals:
        changed: which are open, where they stand, or which one is in use.
        tabs_changed: what the tabs of these show.
        dropped: this one is not open any more.
        expected_came: the one that was expected is mine now.
    """

    changed = Signal()
    tabs_changed = Signal(list)
    dropped = Signal(str)
    expected_came = Signal(str)

    def __init__(self, feed: DeskFeed, *, parent: QObject) -> None:
        super().__init__(parent)
        self._feed = feed
        self.arrangement = Arrangement()
        self._restored = False
        self._opened: set[ConversationId] = set()
        self._expected: ConversationId | None = None
        self._finished: set[ConversationId] = set()
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEEP_MS)
        self._keep.timeout.connect(self.keep)
        self._expected_talks: set[ConversationId] = set()
        self._seen: frozenset[ConversationId] = frozenset()
        feed.desk_changed.connect(self._on_feed_desk_changed)
        feed.talks_changed.connect(self._on_feed_talks_changed)
        feed.chats_changed.connect(self._on_feed_chats_changed)
        feed.account_changed.connect(self.changed)
        feed.chat_forgotten.connect(self._on_feed_chat_forgotten)
        self._on_feed_desk_changed()

    @property
    def current(self) -> ConversationId | None:
        """The one in use."""
        return self.arrangement.current

    @property
    def restored(self) -> bool:
        """Whether they stand again as they stood when the desk was left."""
        return self._restored

    @property
    def order(self) -> list[ConversationId]:
        """The tabs from left to right."""
        return list(self.arrangement.tabs)

    def by_urgency(self) -> list[ConversationId]:
        """Everything that is open, who has waited longest first."""
        waiting = [one for one in self._feed.store.by_urgency() if one in self.arrangement.order]
        return [*waiting, *(one for one in self.arrangement.order if one not in waiting)]

    # What a person does.

    def open(self, conversation: ConversationId) -> None:
        """Bring one in view, with a tab of its own if it has no place yet."""
        self._arrange(self.arrangement.brought(conversation))

    def close(self, conversation: ConversationId) -> None:
        """Close a tab; what is mine keeps it."""
        if not self._mine(conversation):
            self._drop(conversation)

    def expect(self, conversation: ConversationId) -> None:
        """Tell as soon as it is mine."""
        self._expected = conversation

    def finish(self, conversation: ConversationId) -> None:
        """It is over: its tab goes as soon as the desk knows."""
        self._finished.add(conversation)
        self._on_feed_desk_changed()

    def step(self, by: int) -> None:
        """The tab beside."""
        beside = self.arrangement.beside(by)
        if beside is not None:
            self.open(beside)

    def most_urgent(self) -> ConversationId | None:
        """The one that has waited longest; from it, the next one; else the tab beside."""
        return self.arrangement.most_urgent(self._feed.store.by_urgency())

    def step_view(self, by: int) -> None:
        """The pane or the window beside."""
        self._arrange(self.arrangement.stepped(by))

    def enter_pane(self, pane: int) -> None:
        """Somebody works in this pane."""
        self._arrange(self.arrangement.entered(pane))

    def enter_window(self, conversation: ConversationId) -> None:
        """Somebody works in this window."""
        self._arrange(self.arrangement.entered_window(conversation))

    def put(self, conversation: ConversationId, pane: int) -> None:
        """Into this pane."""
        self._arrange(self.arrangement.put(conversation, pane))

    def lay_out(self, count: int) -> None:
        """With so many panes."""
        urgent = self._feed.store.by_urgency()
        self._arrange(self.arrangement.laid_out(count, first=urgent))

    def toggle_pin(self, conversation: ConversationId) -> None:
        """Keep it at the left, or no longer."""
        pinned = conversation in self.arrangement.pinned
        self._arrange(self.arrangement.pin(conversation, pinned=not pinned))

    def move(self, conversation: ConversationId, to: int) -> None:
        """To this place among the tabs."""
        self._arrange(self.arrangement.moved(conversation, to))

    def move_by(self, step: int) -> None:
        """The tab in use, to the left or the right."""
        tabs, current = self.arrangement.tabs, self.current
        if current in tabs:
            self.move(current, tabs.index(current) + step)

    def tear_off(self, conversation: ConversationId, place: WindowPlace) -> None:
        """Into a window of its own."""
        self._arrange(self.arrangement.torn_off(conversation, place))

    def bring_back(self, conversation: ConversationId) -> None:
        """Out of its window."""
        self._arrange(self.arrangement.returned(conversation))

    def window_moved(self, conversation: ConversationId, place: WindowPlace) -> None:
        """Its window is elsewhere now: only to be kept, nothing else changes."""
        self.arrangement = self.arrangement.window_moved(conversation, place)
        self._keep.start()

    def admit(self) -> None:
        """Show what was not shown by itself after crashes."""
        self._arrange(self.arrangement.admitted())

    def keep(self) -> None:
        """Have it arranged so when the desk is opened again."""
        self._keep.stop()
        if self._restored:
            self._feed.session.keep_arrangement(self.arrangement)

    # What is shown of it.

    def show_seen(self, seen: frozenset[ConversationId]) -> None:
        """These stand in panes that there is room for. Idempotent."""
        other, self._seen = seen ^ self._seen, seen
        changed = [one for one in self.arrangement.order if one in other]
        if changed:
            self.tabs_changed.emit(changed)

    def tab_state(self, conversation: ConversationId) -> TabState | None:
        """What its tab shows."""
        chat = self._feed.store.chats.get(conversation)
        return None if chat is None else self._tab(chat)

    def tab_states(self) -> list[TabState]:
        """What the tabs show."""
        states = (self.tab_state(one) for one in self.arrangement.tabs)
        return [state for state in states if state is not None]

    def all_states(self) -> list[TabState]:
        """Everything that is open, who has waited longest first."""
        states = (self.tab_state(one) for one in self.by_urgency())
        return [state for state in states if state is not None]

    def _tab(self, chat: Chat) -> TabState:
        head, desk = chat.head, self.arrangement
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
            typing=hint is not None and (chat.is_talk or hint.role is AuthorRole.SUBSCRIBER),
            held=head.state is ConversationState.HELD,
            reading=not mine,
            pinned=chat.id in desk.pinned,
            in_view=len(desk.panes) > 1 and chat.id in self._seen,
            torn=chat.id in desk.windows,
            talk=chat.is_talk,
        )

    # How it is done.

    def _mine(self, conversation: ConversationId) -> bool:
        place = self._feed.store.desk.places.get(conversation)
        return place in ON_HAND

    def _arrange(self, wanted: Arrangement) -> None:
        if wanted == self.arrangement:
            return
        self.arrangement = wanted
        self._keep.start()
        for conversation in wanted.order:
            if conversation not in self._opened:
                self._opened.add(conversation)
                self._feed.session.open_chat(conversation)
        self.changed.emit()

    def _restore(self) -> Arrangement:
        """As it was kept, without what has left the desk, and with what was done meanwhile."""
        self._restored = True
        on_desk = [one for one, chat in self._feed.store.chats.items() if chat.opened]
        store = self._feed.store
        on_desk += [one for section in ON_HAND for one in store.section(section)]
        kept = self._feed.session.arrangement
        self._expected_talks = {*kept.order} - {*on_desk, *kept.barred}
        wanted = kept.only(on_desk)
        for conversation in self.arrangement.order:
            wanted = wanted.came(conversation)
        panes = len(self.arrangement.panes)
        if panes > 1:
            wanted = wanted.laid_out(panes, first=store.by_urgency())
        current = self.arrangement.current
        return wanted if current is None else wanted.brought(current)

    def _on_feed_desk_changed(self) -> None:
        store = self._feed.store
        wanted = self.arrangement
        if store.desk.fresh and not self._restored:
            wanted = self._restore()
        mine = [one for section in ON_HAND for one in store.section(section)]
        for conversation in mine:
            wanted = wanted.came(conversation)
        self._arrange(wanted)
        if self._expected is not None and self._expected in mine:
            come, self._expected = self._expected, None
            self.expected_came.emit(come)
        for gone in [one for one in self._finished if not self._mine(one)]:
            self._finished.discard(gone)
            self._drop(gone)
        for conversation in self.arrangement.order:
            self.tabs_changed.emit([conversation])

    def _on_feed_talks_changed(self) -> None:
        """The talks come behind the desk: their tabs come back with them."""
        if not self._restored:
            return
        wanted = self.arrangement
        for conversation in self._feed.store.talks_by_time():
            if conversation in self._expected_talks:
                wanted = wanted.came(conversation)
        self._expected_talks -= set(wanted.order)
        self._arrange(wanted)

    def _on_feed_chats_changed(self, conversations: frozenset[ConversationId]) -> None:
        changed = [one for one in self.arrangement.order if one in conversations]
        if changed:
            self.tabs_changed.emit(changed)

    def _on_feed_chat_forgotten(self, conversation: str) -> None:
        self._drop(ConversationId(conversation))

    def _drop(self, conversation: ConversationId) -> None:
        if conversation not in self.arrangement.order:
            return
        if conversation in self._opened:
            self._opened.remove(conversation)
            if conversation in self._feed.store.chats:
                self._feed.session.leave_chat(conversation)
        self._arrange(self.arrangement.gone(conversation))
        self.dropped.emit(conversation)
