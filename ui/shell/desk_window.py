"""The agent's window: lays the parts out and lets them know which conversation is in view."""

import msgspec
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from console.core.alerts import Attention
from console.core.errors import ConsoleError
from console.core.preferences import ThemeChoice
from console.core.tasks import TaskOwner
from console.session import DeskSession
from protocol.ids import ConversationId
from ui.chat.chat_page import ChatPage
from ui.settings.settings_window import SettingsWindow
from ui.settings.subjects import SUBJECTS
from ui.shell import refusals
from ui.shell.chat_tabs import ChatTabs
from ui.shell.desk_deeds import DeskDeeds
from ui.shell.desk_feed import DeskFeed
from ui.shell.desk_keys import DeskKeys
from ui.shell.inbox import Inbox
from ui.shell.offline_bar import OfflineBar
from ui.shell.open_chats import OpenChats
from ui.shell.side_panel import SidePanel
from ui.shell.status_bar import StatusBar
from ui.shell.top_bar import TopBar
from ui.shell.window_title import WindowTitle
from ui.theme.icons import Icon
from ui.widgets.empty_state import EmptyState
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.toast import Toast

translate = QCoreApplication.translate

OVERLAY_BELOW = 1280
"""Narrower than this the side panel lies over the conversation."""
_NARROW_BELOW = 1400


class DeskWindow(QWidget):
    """The whole desk of one session.

    Signals:
        close_requested: somebody wants to quit; the window stays until it is told.
        sign_out_wanted, language_chosen: of the account's menu.
        lock_wanted: its user goes away.
        sound_tried: let this sound be heard, at this volume in percent.
    """

    close_requested = Signal()
    sign_out_wanted = Signal()
    language_chosen = Signal(str)
    lock_wanted = Signal()
    sound_tried = Signal(object, int)

    def __init__(
        self, session: DeskSession, *, owner: TaskOwner, version: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.session = session
        self.owner = owner
        self.feed = DeskFeed(session, parent=self)
        self._overlay = False
        set_ground(self, Ground.APP)

        self.top_bar = TopBar(self.feed)
        self.offline_bar = OfflineBar(self.feed)
        self.inbox = Inbox(self.feed)
        self.tabs = ChatTabs(self.feed)
        self.chat = ChatPage(self.feed, owner=owner)
        self.side = SidePanel(self.feed, owner=owner)
        self.status_bar = StatusBar(self.feed, version=version)
        self._nothing = EmptyState(icon=Icon.CHAT, title="")
        self._centre = QStackedWidget()
        self._centre.addWidget(self._nothing)
        self._centre.addWidget(self.chat)
        self._lay_out()

        self.chats = OpenChats(self.feed, parent=self)
        self.chats.changed.connect(self._on_chats_changed)
        self.chats.dropped.connect(self._on_chats_dropped)
        self.title = WindowTitle(self.feed, self.chats, parent=self)
        self.deeds = DeskDeeds(self)
        self.keys = DeskKeys(self)
        self._connect()
        self._on_chats_changed()

    def show_chat(self, conversation: ConversationId) -> None:
        """Bring a conversation in view."""
        self.chats.open(conversation)
        self.chat.focus_editor()

    def show_side(self, view: int, *, search: bool = False) -> None:
        """Bring a view of the side panel to the front."""
        self.side.show()
        self._place_side()
        self.side.choose(view, search=search)

    def toggle_side(self) -> None:
        """Show the side panel, or give its room to the conversation."""
        self.side.setVisible(self.side.isHidden())
        self._place_side()

    def fail(self, error: Exception) -> None:
        """Something could not be done: say so, and what is safe."""
        if not isinstance(error, ConsoleError):
            raise error
        self.tell(translate("Desk", "That did not work"), refusals.sentence(error), tone=Tone.LATE)

    def tell(self, title: str, text: str = "", *, tone: Tone = Tone.ACCENT) -> None:
        """Say something that needs no answer."""
        icon = Icon.WARNING if tone is Tone.LATE else Icon.INFO
        close = translate("Desk", "Close the message")
        Toast(title, text=text, icon=icon, tone=tone, close_name=close, parent=self._centre)

    def tell_of_failure(self) -> None:
        """Something happened that nobody foresaw."""
        self.tell(
            translate("Desk", "Something went wrong in the console"),
            translate("Desk", "What you wrote is kept. If it happens again, tell your lead."),
            tone=Tone.LATE,
        )

    def open_settings(self) -> None:
        """Set things up; what is chosen holds at once."""
        settings = SettingsWindow(SUBJECTS, self.session.store.preferences, parent=self)
        settings.changed.connect(self.session.prefer)
        settings.sound_tried.connect(self.sound_tried)
        settings.open()

    def attention(self) -> Attention:
        """What its user looks at now."""
        in_front = self.window().isActiveWindow() or QApplication.activeWindow() is not None
        current = self.chats.current
        return Attention(in_front, frozenset() if current is None else frozenset({current}))

    def close_page(self) -> None:
        """Stop listening and asking. Idempotent."""
        self.feed.close()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        column.addWidget(self.offline_bar)
        self._middle = QWidget()
        row = QHBoxLayout(self._middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.inbox)
        centre = QVBoxLayout()
        centre.setSpacing(0)
        centre.addWidget(self.tabs)
        centre.addWidget(self._centre, 1)
        row.addLayout(centre, 1)
        row.addWidget(self.side)
        self._row = row
        column.addWidget(self._middle, 1)
        column.addWidget(self.status_bar)

    def _connect(self) -> None:
        for signal in (
            self.inbox.chat_chosen,
            self.tabs.chosen,
            self.side.history.conversation_chosen,
        ):
            signal.connect(self._on_conversation_chosen)
        self.tabs.panel_wanted.connect(self.toggle_side)
        self.tabs.close_wanted.connect(self.deeds.close_chat)
        self.inbox.take_wanted.connect(self.deeds.take)
        self.inbox.accept_wanted.connect(self.deeds.accept)
        self.inbox.decline_wanted.connect(self.deeds.decline)
        self.chat.hold_pressed.connect(self.deeds.hold_current)
        self.chat.release_pressed.connect(self.deeds.release_current)
        self.chat.finish_pressed.connect(self.deeds.finish_current)
        self.chat.take_pressed.connect(self.deeds.take_current)
        self.chat.article_wanted.connect(self.keys.find_article)
        self.chat.failed.connect(self.fail)
        self.side.knowledge.insert_wanted.connect(self.deeds.insert)
        self.side.subscriber.profile_shown.connect(self._on_profile_shown)
        self.side.close_wanted.connect(self.toggle_side)
        self.top_bar.presence.presence_chosen.connect(self.deeds.set_presence)
        self.top_bar.palette_wanted.connect(self.keys.open_palette)
        account = self.top_bar.account
        account.theme_chosen.connect(self._on_theme_chosen)
        account.settings_wanted.connect(self.open_settings)
        account.lock_wanted.connect(self.lock_wanted)
        account.language_chosen.connect(self.language_chosen)
        account.shortcuts_wanted.connect(self.keys.open_shortcuts)
        account.sign_out_wanted.connect(self.sign_out_wanted)
        account.quit_wanted.connect(self.close_requested)
        self.offline_bar.retry_wanted.connect(self.session.retry_now)
        self.offline_bar.sign_in_wanted.connect(self.sign_out_wanted)
        self.status_bar.outbox_wanted.connect(self.deeds.show_stopped)
        self.feed.desk_changed.connect(self._say_nothing)

    def _on_theme_chosen(self, code: str) -> None:
        now = self.session.store.preferences
        appearance = msgspec.structs.replace(now.appearance, theme=ThemeChoice(code))
        self.session.prefer(msgspec.structs.replace(now, appearance=appearance))

    def _on_conversation_chosen(self, conversation: str) -> None:
        self.show_chat(ConversationId(conversation))

    def _on_chats_changed(self) -> None:
        current = self.chats.current
        self.tabs.show_tabs(self.chats.tab_states(), current=current)
        self.inbox.set_current(current)
        if current != self.chat.conversation and current is not None:
            self.chat.show_chat(current)
        self._centre.setCurrentWidget(self._nothing if current is None else self.chat)
        self.side.show_chat(current)
        if current is None:
            self._say_nothing()

    def _on_chats_dropped(self, conversation: str) -> None:
        self.chat.drop_chat(ConversationId(conversation))

    def _on_profile_shown(self, subscriber: str) -> None:
        panel = self.side.subscriber
        head = self.session.store.head(self.chat.conversation) if self.chat.conversation else None
        own = head is not None and head.subscriber == subscriber
        self.chat.know_profile(panel.shown if own else None)

    def _say_nothing(self) -> None:
        waiting = sum(state.waiting for state in self.session.store.desk.queues.values())
        self._nothing.set_words(
            title=translate("Desk", "No chat is open"),
            text=(
                translate(
                    "Desk",
                    "Somebody waits: open a queue at the left and take a chat, or go on line.",
                )
                if waiting
                else translate("Desk", "Chats that come to you appear at the left. F2 takes one.")
            ),
        )

    def _place_side(self) -> None:
        if not self._overlay or self.side.isHidden():
            return
        self.side.setGeometry(
            self._middle.width() - self.side.width(), 0, self.side.width(), self._middle.height()
        )
        self.side.raise_()

    def _fit(self) -> None:
        overlay = self.width() < OVERLAY_BELOW
        self.top_bar.set_narrow(self.width() < _NARROW_BELOW)
        self.inbox.set_narrow(self.width() < _NARROW_BELOW)
        if overlay != self._overlay:
            self._overlay = overlay
            self.side.set_overlay(overlay)
            self.tabs.offer_panel(overlay)
            if overlay:
                self._row.removeWidget(self.side)
                self.side.setParent(self._middle)
                self.side.hide()
            else:
                self._row.addWidget(self.side)
                self.side.show()
        self._place_side()

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
