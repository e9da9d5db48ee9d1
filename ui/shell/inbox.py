"""The list at the left: offers, mine, who waits in the queues, on hold, recent."""

from PySide6.QtCore import QCoreApplication, QPoint, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from console.core.desk import Section
from console.core.talks import is_talk
from console.viewmodels import formats
from console.viewmodels.inbox_model import InboxModel
from console.viewmodels.inbox_rows import Group, InboxRow, InboxRowKind, InboxRows
from protocol.ids import ConversationId, QueueId
from ui.desk.channels import channel_name
from ui.desk.desk_feed import DeskFeed
from ui.desk.presence_words import presence_title
from ui.shell.inbox_painter import PAD, InboxPainter
from ui.shell.inbox_view import InboxView
from ui.shell.inbox_words import preview_of, section_title
from ui.shell.offer_card import OfferCard
from ui.theme import fitting, measures
from ui.widgets.ground import Ground, set_ground
from ui.widgets.section_header import SectionHeader

translate = QCoreApplication.translate

WIDTH = 264
_NARROW_WIDTH = 238
_TOP = (15, 12)
"""Comfortable and compact: above the first heading, be it of an offer or of the list."""


class Inbox(QFrame):
    """Shows the desk; every act of a person is only announced.

    Signals:
        chat_chosen: look at this conversation.
        take_wanted: claim this waiting conversation.
        accept_wanted, decline_wanted: answer an offer.
    """

    chat_chosen = Signal(str)
    take_wanted = Signal(str)
    accept_wanted = Signal(str)
    decline_wanted = Signal(str)

    def __init__(self, feed: DeskFeed, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._opened: set[QueueId] = set()
        self._unfolded: QueueId | None = None
        self._cards: dict[ConversationId, OfferCard] = {}
        self._accept_keys = QKeySequence()
        set_ground(self, Ground.PANEL_LEFT)
        fitting.fix_width(self, WIDTH)
        self.setAccessibleName(translate("Inbox", "Inbox"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        self._offers = QWidget(self)
        self._offers.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        offers = QVBoxLayout(self._offers)
        offers.setSpacing(8)
        self.offers_title = SectionHeader("", capitals=True)
        offers.addWidget(self.offers_title)
        self._offers_column = offers
        self._offers.hide()
        column.addWidget(self._offers)
        self.model = InboxModel(spoken=self._spoken, parent=self)
        self._rows = InboxRows()
        self._painter = InboxPainter(feed, row_at=self.model.row_at)
        self.view = InboxView(self._painter, self)
        self.view.setModel(self.model)
        self.view.setAccessibleName(translate("Inbox", "Chats and queues"))
        self.view.row_pressed.connect(self._on_view_row_pressed)
        self.view.row_chosen.connect(self._on_view_row_chosen)
        self.view.room_changed.connect(self._on_view_room_changed)
        column.addWidget(self.view, 1)
        for signal in (
            feed.desk_changed,
            feed.talks_changed,
            feed.queues_changed,
            feed.account_changed,
        ):
            signal.connect(self._refresh)
        feed.chats_changed.connect(self._on_feed_chats_changed)
        feed.waiting_changed.connect(self._on_feed_waiting_changed)
        feed.ticked.connect(self.view.pass_second)
        self._show_soon = QTimer(self, singleShot=True, interval=0)
        self._show_soon.timeout.connect(self._show_current)
        self._refresh()

    def set_current(self, conversation: ConversationId | None) -> None:
        """Mark the conversation that is looked at."""
        position = None
        for kind in ("chat", "recent", "waiting"):
            position = self.model.position_of(f"{kind} {conversation}")
            if position is not None:
                break
        self._painter.current_key = "" if position is None else self.model.row_at(position).key
        # Not before the view has its place: in the little room of before, much would scroll away.
        self._show_soon.start()
        self.view.viewport().update()

    def _show_current(self) -> None:
        position = self.model.position_of(self._painter.current_key)
        if position is not None:
            self.view.bring(position, position)

    def _show_unfolded(self) -> None:
        """Who waits in the queue that was just opened: they come when the server has told."""
        store, queue = self._feed.store, self._unfolded
        waiting = store.desk.waiting.get(queue, ()) if queue is not None else ()
        position = self.model.position_of(f"queue {queue}")
        if waiting and position is not None:
            self.view.bring(position, position + len(waiting))
            self._unfolded = None

    def set_narrow(self, narrow: bool) -> None:
        """Leave more room to the conversation."""
        fitting.fix_width(self, _NARROW_WIDTH if narrow else WIDTH)
        pad = measures.length(PAD)
        top = measures.length(measures.by_density(*_TOP))
        self._offers_column.setContentsMargins(pad, top, pad, measures.length(4))

    def first_offer(self) -> ConversationId | None:
        """The offer that runs out first."""
        return next(iter(self._cards), None)

    def open_queue(self, queue: QueueId) -> None:
        """Show who waits in a queue, or show it no more."""
        self._opened ^= {queue}
        self._unfolded = queue if queue in self._opened else None
        self._feed.session.watch_waiting(tuple(sorted(self._opened)))
        self._refresh()
        self._show_unfolded()

    def set_answering(self, conversation: ConversationId, busy: bool) -> None:
        """An answer to an offer is on its way."""
        card = self._cards.get(conversation)
        if card is not None:
            card.set_busy(busy)

    def _refresh(self) -> None:
        self._show_offers()
        self.model.set_rows(self._rows.made(self._feed.store, opened=self._opened))

    def _on_feed_chats_changed(self, conversations: frozenset[ConversationId]) -> None:
        store = self._feed.store
        talks = (one for one in conversations if is_talk(store.head(one)))
        if not conversations.isdisjoint(store.desk.places) or any(talks):
            self._refresh()

    def _on_feed_waiting_changed(self) -> None:
        self._refresh()
        self._show_unfolded()

    def _on_view_room_changed(self, before: int) -> None:
        """Whoever has scrolled away from the conversation in view is not brought back to it."""
        position = self.model.position_of(self._painter.current_key)
        if position is not None:
            rect = self.view.visualRect(self.model.index(position))
            if rect.bottom() >= 0 and rect.top() < before:
                self._show_soon.start()

    def _show_offers(self) -> None:
        store = self._feed.store
        heads = [head for id_ in store.section(Section.OFFERS) if (head := store.head(id_))]
        if [head.id for head in heads] == list(self._cards):
            return
        for card in self._cards.values():
            card.hide()
            card.deleteLater()
        self._cards = {}
        for head in heads:
            card = OfferCard(head, feed=self._feed, parent=self._offers)
            if not self._cards:
                card.accept_button.set_keys(self._accept_keys, bound=False)
            card.accept_pressed.connect(self.accept_wanted)
            card.decline_pressed.connect(self.decline_wanted)
            self._offers_column.addWidget(card)
            self._cards[head.id] = card
        self.offers_title.set_title(
            translate("Inbox", "Offered · {count}").format(count=len(heads))
        )
        self._offers.setVisible(bool(heads))

    @property
    def offer_cards(self) -> list[OfferCard]:
        """What is offered, the first to run out first."""
        return list(self._cards.values())

    def print_keys(self, accept: QKeySequence, *, talk: QKeySequence) -> None:
        """Print the keys that take the first offer, and those that write to a colleague."""
        self._painter.talk_keys = talk
        self.view.scheduleDelayedItemsLayout()
        self._accept_keys = accept
        for card in list(self._cards.values())[:1]:
            card.accept_button.set_keys(accept, bound=False)

    def _on_view_row_pressed(self, position: int, at: QPoint) -> None:
        row = self.model.row_at(position)
        if row.kind is InboxRowKind.WAITING:
            if not self._feed.may_answer:
                return
            rect = self._painter.room_of(self.view.visualRect(self.model.index(position)))
            pressed = measures.design_point(at.toPointF())
            if self._painter.take_rect(rect).contains(pressed) and row.conversation:
                self.take_wanted.emit(row.conversation)
            return
        self._act(row)

    def _on_view_row_chosen(self, position: int) -> None:
        row = self.model.row_at(position)
        if row.kind is InboxRowKind.WAITING and row.conversation and self._feed.may_answer:
            self.take_wanted.emit(row.conversation)
            return
        self._act(row)

    def _act(self, row: InboxRow) -> None:
        if row.kind is InboxRowKind.QUEUE and row.queue:
            self.open_queue(row.queue)
        elif row.conversation is not None:
            self.chat_chosen.emit(row.conversation)

    def _spoken(self, row: InboxRow) -> str:
        now = self._feed.now()
        waited = "" if row.since is None else formats.duration(now - row.since)
        match row.kind:
            case InboxRowKind.SECTION:
                return f"{section_title(row.group)}, {row.count}"
            case InboxRowKind.NOTHING:
                return self._painter.nothing_words(row.group)
            case InboxRowKind.QUEUE:
                return translate("Inbox", "{queue}: {count} waiting, longest {wait}").format(
                    queue=row.title, count=row.count, wait=waited
                )
            case InboxRowKind.WAITING if not waited:
                return translate("Inbox", "{name}: {text}. Enter takes it").format(
                    name=row.title, text=row.text
                )
            case InboxRowKind.WAITING:
                return translate("Inbox", "{name} waits {wait}: {text}. Enter takes it").format(
                    name=row.title, wait=waited, text=row.text
                )
            case InboxRowKind.RECENT:
                return row.title
            case InboxRowKind.CHAT:
                parts = [row.title, channel_name(row.channel)]
                if row.presence is not None:
                    parts.append(presence_title(row.presence))
                if row.group in (Group.HELD, Group.AFTER, Group.PUT_OFF, Group.GUEST):
                    parts.append(section_title(row.group))
                if waited:
                    parts.append(translate("Inbox", "waits {wait}").format(wait=waited))
                if row.unread:
                    parts.append(translate("Inbox", "%n unread", "", row.unread))
                parts.append(preview_of(row))
                return ", ".join(part for part in parts if part)
