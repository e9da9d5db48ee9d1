"""The panel at the right: who writes, what we know, what was before."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from console.core.chat import Chat
from console.core.talks import is_talk
from console.core.tasks import TaskOwner
from protocol.bodies import Message
from protocol.ids import ConversationId, SubscriberId
from protocol.people import AuthorRole
from ui.desk.desk_feed import DeskFeed
from ui.knowledge.knowledge_panel import KnowledgePanel
from ui.subscriber.history_search import HistorySearch
from ui.subscriber.subscriber_panel import SubscriberPanel
from ui.theme import fitting
from ui.theme.icons import Icon
from ui.widgets.buttons import IconButton, Look
from ui.widgets.ground import Ground, hairline, set_ground
from ui.widgets.segmented_tabs import SegmentedTabs
from ui.widgets.shades import SideShade

translate = QCoreApplication.translate

WIDTH = 340
SUBSCRIBER, KNOWLEDGE, HISTORY = range(3)


class SidePanel(QFrame):
    """Three views of one conversation.

    Signals:
        close_wanted: the overlay is in the way.
    """

    close_wanted = Signal()

    def __init__(self, feed: DeskFeed, *, owner: TaskOwner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._conversation: ConversationId | None = None
        set_ground(self, Ground.PANEL_RIGHT)
        fitting.fix_width(self, WIDTH)
        self.setAccessibleName(translate("SidePanel", "Side panel"))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 5, 8, 6)
        bar.setSpacing(4)
        self.tabs = SegmentedTabs(name=translate("SidePanel", "What the side panel shows"))
        for words in (
            translate("SidePanel", "Subscriber"),
            translate("SidePanel", "Knowledge"),
            translate("SidePanel", "History"),
        ):
            self.tabs.add(words)
        bar.addWidget(self.tabs, 1)
        self._close = IconButton(
            Icon.X, name=translate("SidePanel", "Close the panel"), look=Look.QUIET
        )
        self._close.clicked.connect(self.close_wanted)
        bar.addWidget(self._close)
        column.addLayout(bar)
        column.addWidget(hairline())
        self.subscriber = SubscriberPanel(feed.session, owner=owner)
        self.knowledge = KnowledgePanel(feed.session, owner=owner)
        self.talks = HistorySearch(feed, owner=owner)
        self.history = self.talks.earlier
        self._stack = QStackedWidget()
        for panel in (self.subscriber, self.knowledge, self.talks):
            self._stack.addWidget(panel)
        column.addWidget(self._stack, 1)
        self.tabs.chosen.connect(self._stack.setCurrentIndex)
        self.history.count_changed.connect(self._on_history_count_changed)
        self.subscriber.profile_shown.connect(self._on_subscriber_profile_shown)
        feed.chat_changed.connect(self._on_feed_chat_changed)
        feed.log_changed.connect(self._on_feed_chat_changed)
        self._shade = SideShade(self)
        self.set_overlay(False)

    def show_chat(self, conversation: ConversationId | None) -> None:
        """Tell of another conversation."""
        self._conversation = conversation
        self._refresh()

    def set_overlay(self, overlay: bool) -> None:
        """Whether it lies over the conversation and can be closed."""
        self._close.setVisible(overlay)
        set_ground(self, Ground.PANEL_OVER if overlay else Ground.PANEL_RIGHT)
        self._shade.set_thrown(overlay)

    def choose(self, view: int, *, search: bool = False) -> None:
        """Bring a view to the front, and the cursor into its search."""
        self.tabs.choose(view)
        if not search:
            return
        field = (self.subscriber, self.knowledge, self.talks)[view].search
        field.setFocus()
        field.selectAll()

    def _refresh(self) -> None:
        chat = self._feed.store.chats.get(self._conversation) if self._conversation else None
        head = chat.head if chat else None
        subscriber = head.subscriber if head else None
        # A talk of colleagues is with nobody whom one could look up.
        self.subscriber.show_for(None if is_talk(head) else self._conversation, subscriber)
        self.talks.show_for(self.subscriber.subscriber, beside=self._conversation)
        self.knowledge.show_for(
            self._conversation,
            message=_last_words(chat) if chat else "",
            language=(head.language if head else "") or "ru",
        )

    def _on_feed_chat_changed(self, conversation: str) -> None:
        if conversation == self._conversation:
            self._refresh()

    def _on_subscriber_profile_shown(self, subscriber: str) -> None:
        if subscriber:
            self.talks.show_for(SubscriberId(subscriber), beside=self._conversation)

    def _on_history_count_changed(self, count: int) -> None:
        title = translate("SidePanel", "History")
        self.tabs.set_text(HISTORY, f"{title} · {count}" if count > 0 else title)


def _last_words(chat: Chat) -> str:
    """The subscriber's last message."""
    for entry in reversed(chat.entries):
        if entry.author.role is AuthorRole.SUBSCRIBER and isinstance(entry.body, Message):
            return entry.body.text
    return ""
