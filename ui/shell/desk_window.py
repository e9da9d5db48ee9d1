"""The agent's window: what its parts announce is done, and they know which chat is in view."""

from typing import TYPE_CHECKING

import msgspec
from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QWidget

import resources
from console.core.alerts import Attention
from console.core.arrangement import LAYOUTS
from console.core.preferences import ThemeChoice
from console.core.tasks import TaskOwner
from console.session import DeskSession
from protocol.ids import ConversationId
from protocol.people import Presence
from ui.chat.printed_keys import printed_keys
from ui.shell import by_need
from ui.shell.desk_deeds import DeskDeeds
from ui.shell.desk_keys import DeskKeys
from ui.shell.desk_parts import DeskParts
from ui.shell.first_cursor import FirstCursor
from ui.shell.lead_deeds import LeadDeeds
from ui.shell.leading import Leading
from ui.shell.over_desk import open_once
from ui.shell.sharing_deeds import SharingDeeds
from ui.shell.talk_deeds import TalkDeeds
from ui.shell.window_title import WindowTitle
from ui.widgets import key_cap
from ui.widgets.ground import Tone

if TYPE_CHECKING:  # loaded when it is first wanted
    from ui.settings.settings_window import SettingsWindow

translate = QCoreApplication.translate


class DeskWindow(DeskParts):
    """The whole desk of one session.

    Signals:
        sign_out_wanted, language_chosen: of the account's menu.
        sound_tried: let this sound be heard, at this volume in percent.
    """

    sign_out_wanted = Signal()
    language_chosen = Signal(str)
    sound_tried = Signal(object, int)

    def __init__(
        self, session: DeskSession, *, owner: TaskOwner, version: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(session, owner=owner, version=version, parent=parent)
        self.chats.changed.connect(self._on_chats_changed)
        self.chats.tabs_changed.connect(self._on_chats_tabs_changed)
        self.title = WindowTitle(self.feed, self.chats, parent=self)
        self.deeds = DeskDeeds(self)
        self.sharing = SharingDeeds(self)
        self.talk_deeds = TalkDeeds(self)
        self.lead_deeds = LeadDeeds(self, Leading(self))
        self.keys = DeskKeys(self, self.deeds, self.sharing, self.talk_deeds, self.lead_deeds)
        self._cursor = FirstCursor(self)
        self.session.use_internal_words(resources.lines("internal_words.txt"))
        self._connect()
        self._on_chats_changed()
        self.lead_deeds.leading.follow_role()

    def tell_of_failure(self) -> None:
        """Something happened that nobody foresaw; what was written is kept if the disk works."""
        kept = translate("Desk", "What you wrote is kept. If it happens again, tell your lead.")
        memory = translate("Desk", "What you wrote is only in memory. Do not close Pult yet.")
        self.tell(
            translate("Desk", "Something went wrong in Pult"),
            memory if self.session.store.disk_failing else kept,
            tone=Tone.LATE,
        )

    def open_settings(self) -> None:
        """Set things up; what is chosen holds at once."""
        open_once(self, "settings", self._settings)

    def attention(self) -> Attention:
        """What its user looks at now: nothing behind the cover of a locked desk."""
        if self.views.covered:
            return Attention()
        in_front = self.window().isActiveWindow() or QApplication.activeWindow() is not None
        return Attention(in_front, self.views.in_view())

    def _settings(self) -> "SettingsWindow":
        settings = by_need.settings_window(
            self.keys.commands.all(), self.session.store.preferences, parent=self
        )
        settings.changed.connect(self.session.prefer)
        settings.sound_tried.connect(self.sound_tried)
        return settings

    def close_page(self) -> None:
        """Stop listening and asking. Idempotent."""
        self.chats.keep()
        self.views.close()
        self.session.look_at(frozenset())
        self.session.observe(frozenset())
        if self.area is not None:
            self.area.close_page()
        self.feed.close()
        self.kept.close_page()

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
        self.preview.card.take_pressed.connect(self.deeds.take)
        self.inbox.accept_wanted.connect(self.deeds.accept)
        self.inbox.decline_wanted.connect(self.deeds.decline)
        self.views.hold_pressed.connect(self.deeds.hold)
        self.views.release_pressed.connect(self.deeds.release)
        self.views.finish_pressed.connect(self.deeds.close_chat)
        self.views.take_pressed.connect(self.deeds.take)
        self.views.failed.connect(self.fail)
        self.views.lead_act_wanted.connect(self.lead_deeds.act)
        self.views.whispered.connect(self.lead_deeds.whisper)
        self.views.ask_wanted.connect(self.talk_deeds.ask_about)
        self.views.card_wanted.connect(self.talk_deeds.look_into)
        self.views.group_pressed.connect(self.talk_deeds.open_menu)
        self.views.window_made.connect(self._on_views_window_made)
        self.views.grid.placed.connect(self._show_layout)
        self.kept.article_wanted.connect(self.keys.find_article)
        self.kept.template_wanted.connect(self.keys.replies.begin)
        self.kept.failed.connect(self.fail)
        self.feed.preferences_changed.connect(self.kept.follow_preferences)
        self.feed.disk_changed.connect(self.kept.say_how_safe)
        self.side.knowledge.insert_wanted.connect(self.deeds.insert)
        self.side.subscriber.profile_shown.connect(self._on_profile_shown)
        self.side.talks.hit_chosen.connect(self._on_hit_chosen)
        self.side.close_wanted.connect(self.toggle_side)
        self.top_bar.presence.presence_chosen.connect(self.deeds.set_presence)
        self.top_bar.presence.auto_accept_chosen.connect(self.deeds.set_auto_accept)
        self.silent_bar.back_wanted.connect(self.deeds.come_back)
        self.top_bar.palette_wanted.connect(self.keys.open_palette)
        self.feed.preferences_changed.connect(self._use_keys)
        self.feed.account_changed.connect(self._offer_breaks)
        self.feed.account_changed.connect(self._follow_role)
        self.feed.ticked.connect(self._tell_colleagues)
        self.keys.offer_breaks()
        self._use_keys()
        self._follow_role()
        account = self.top_bar.account
        account.theme_chosen.connect(self._on_theme_chosen)
        account.day_wanted.connect(self.keys.open_day)
        account.settings_wanted.connect(self.settings_wanted)
        account.lock_wanted.connect(self.lock_wanted)
        account.tour_wanted.connect(self.tour_wanted)
        self.settings_wanted.connect(self.open_settings)
        account.language_chosen.connect(self.language_chosen)
        account.shortcuts_wanted.connect(self.keys.open_shortcuts)
        account.sign_out_wanted.connect(self.sign_out_wanted)
        account.quit_wanted.connect(self.close_requested)
        self.offline_bar.retry_wanted.connect(self.session.retry_now)
        self.offline_bar.sign_in_wanted.connect(self.sign_out_wanted)
        self.status_bar.outbox_wanted.connect(self.deeds.show_stopped)
        self.nothing.acted.connect(self._on_nothing_acted)
        for signal in (
            self.feed.desk_changed,
            self.feed.queues_changed,
            self.feed.presence_changed,
        ):
            signal.connect(self._say_nothing)

    def _on_theme_chosen(self, code: str) -> None:
        now = self.session.store.preferences
        appearance = msgspec.structs.replace(now.appearance, theme=ThemeChoice(code))
        self.session.prefer(msgspec.structs.replace(now, appearance=appearance))

    def _use_keys(self) -> None:
        commands = self.keys.commands
        commands.use(self.session.store.preferences.keys.changed)
        self.top_bar.search.print_keys(commands.keys("window.palette"))
        for count in LAYOUTS:
            self.top_bar.layout_button.print_keys(count, commands.keys(f"grid.{count}"))
        self.silent_bar.print_keys(commands.keys(f"presence.{Presence.ONLINE}"))
        self.inbox.print_keys(commands.keys("offer.accept"), talk=commands.keys("talk.open"))
        self.kept.print_keys(printed_keys(commands))
        self.side.subscriber.print_keys(commands.keys("side.reveal"))
        self._say_nothing()

    def _follow_role(self) -> None:
        answers = self.feed.may_answer
        self.keys.follow_role(answers=answers, leads=self.feed.may_lead)
        self.top_bar.set_answering(answers)
        self.top_bar.account.set_answering(answers)
        self.preview.card.take.setVisible(answers)
        self._say_nothing()

    def _offer_breaks(self) -> None:
        self.keys.offer_breaks()
        self._use_keys()

    def _on_conversation_chosen(self, conversation: str) -> None:
        self.show_chat(ConversationId(conversation))

    def _on_hit_chosen(self, conversation: str, seq: int, query: str) -> None:
        self.show_chat(ConversationId(conversation))
        self.chat.search.look_for(query, at=seq)

    def _on_chats_changed(self) -> None:
        current = self.chats.current
        self._fit()
        self.views.follow()
        self.tabs.show_tabs(self.chats.tab_states(), current=current)
        self.inbox.set_current(current)
        self.show_centre(empty=not any(self.chats.arrangement.panes))
        self._show_layout()
        self.side.show_chat(current)
        heads = [self.session.store.head(one) for one in sorted(self.chats.arrangement.barred)]
        self.barred_bar.show_names([head.name for head in heads if head is not None])
        self._tell_colleagues()
        self._cursor.follow()
        if current is None:
            self._say_nothing()

    def _show_layout(self) -> None:
        count = len(self.chats.arrangement.panes)
        grid = self.views.grid
        # While nothing is open it has no size of its own.
        shown = count if grid.isHidden() else len(grid.visible_panes)
        self.top_bar.layout_button.set_layout_count(count, shown=shown)

    def _tell_colleagues(self) -> None:
        seen = self.views.on_screen() if self.desk_in_view else frozenset()
        unseen = self.lead_deeds.looked_at(seen)
        self.session.observe(unseen)
        self.session.look_at(seen - unseen)

    def _on_nothing_acted(self) -> None:
        self.deeds.set_presence(Presence.ONLINE)

    def _on_chats_tabs_changed(self, conversations: list[ConversationId]) -> None:
        states = (self.chats.tab_state(conversation) for conversation in conversations)
        self.tabs.show_some([state for state in states if state is not None])

    def _on_views_window_made(self, window: QWidget) -> None:
        window.addActions(self.actions())  # every key does there what it does here

    def _on_profile_shown(self, subscriber: str) -> None:
        panel = self.side.subscriber
        head = self.session.store.head(self.chat.conversation) if self.chat.conversation else None
        own = head is not None and head.subscriber == subscriber
        self.chat.know_profile(panel.shown if own else None)

    def _say_nothing(self) -> None:
        if not self.feed.may_answer:
            self.nothing.set_words(
                title=translate("Desk", "No chat is open"),
                text=translate("Desk", "Your role only reads chats and does not answer them."),
            )
            return
        waiting = self.inbox.first_offer() is None and any(
            state.waiting for state in self.session.store.desk.queues.values()
        )
        away = self.session.store.desk.presence is not Presence.ONLINE
        keys = self.keys.commands.keys("chat.take" if waiting else "offer.accept")
        if waiting and keys.isEmpty():
            text = translate("Desk", "Somebody is waiting.")
        elif waiting:
            text = translate(
                "Desk", "Somebody is waiting. Press {keys} to take whoever has waited longest."
            )
        elif away:
            text = translate("Desk", "No chats come to you until you are online.")
        elif keys.isEmpty():
            text = translate("Desk", "New chats appear on the left.")
        else:
            text = translate("Desk", "New chats appear on the left. Press {keys} to take one.")
        self.nothing.set_words(
            title=translate("Desk", "No chat is open"),
            text=text.format(keys=key_cap.key_words(keys)),
            action=translate("Desk", "Go online") if away else "",
        )

    # Qt overrides

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._cursor.place()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.EnabledChange:
            self.views.set_enabled(self.isEnabled())
        super().changeEvent(event)
