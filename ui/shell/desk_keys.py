"""The keys of the agent's window, and the two pages that list them."""

from PySide6.QtCore import QCoreApplication, QObject

from protocol.ids import ConversationId, SubscriberId
from protocol.people import Presence
from ui.desk.commands import CommandGroup, Commands
from ui.desk.presence_words import presence_title
from ui.shell import by_need, sharing_keys
from ui.shell.arrange_keys import ArrangeKeys
from ui.shell.desk_deeds import DeskDeeds
from ui.shell.desk_parts import DeskParts
from ui.shell.lead_deeds import LeadDeeds
from ui.shell.lead_keys import LeadKeys
from ui.shell.over_desk import open_once
from ui.shell.palette import Palette
from ui.shell.palette_hits import HitKind
from ui.shell.presence_menu import CHOICES
from ui.shell.reading_keys import ReadingKeys
from ui.shell.reply_keys import ReplyKeys
from ui.shell.sharing_deeds import SharingDeeds
from ui.shell.shortcuts_page import ShortcutsPage
from ui.shell.side_panel import HISTORY, KNOWLEDGE, SUBSCRIBER
from ui.shell.talk_deeds import TalkDeeds
from ui.shell.talk_keys import TalkKeys
from ui.shell.writing_keys import WritingKeys
from ui.widgets import plain_text

translate = QCoreApplication.translate

_TABS = 9


class DeskKeys(QObject):
    """Binds every command of the window."""

    def __init__(
        self,
        parts: DeskParts,
        deeds: DeskDeeds,
        sharing: SharingDeeds,
        talks: TalkDeeds,
        leading: LeadDeeds,
    ) -> None:
        super().__init__(parts)
        self._parts = parts
        self._deeds = deeds
        self._talks = talks
        self.commands = Commands(parts)
        self._palette: Palette | None = None
        self._chats()
        sharing_keys.bind(sharing, self.commands)
        self._arranging = ArrangeKeys(parts, self.commands)
        WritingKeys(parts, self.commands)
        self.replies = ReplyKeys(parts, self.commands)
        self.reading = ReadingKeys(parts, self.commands)
        TalkKeys(parts, talks, self.commands)
        self._leading = leading
        LeadKeys(parts, leading, self.commands)
        self._panels()
        self._me()
        self._windows()

    @property
    def palette(self) -> Palette:
        """Made when it is first wanted."""
        if self._palette is None:
            parts = self._parts
            self._palette = Palette(parts.feed, self.commands, owner=parts.owner, parent=parts)
            self._palette.hit_chosen.connect(self._on_palette_hit_chosen)
        return self._palette

    def open_palette(self) -> None:
        """Search everything."""
        self.palette.open()  # first: it looks where the keys went
        self._parts.come_forward()

    def open_shortcuts(self) -> None:
        """List the keys."""
        parts = self._parts
        open_once(parts, "shortcuts", lambda: ShortcutsPage(self.commands, parent=parts))

    def open_day(self) -> None:
        """Look at what I have done."""
        parts = self._parts
        open_once(
            parts,
            "day",
            lambda: by_need.day_window(parts.feed, owner=parts.owner, parent=parts),
        )

    def follow_role(self, *, answers: bool, leads: bool) -> None:
        """What the server would refuse is not offered, nor what nothing is there for."""
        own = ("presence.", "break.", "offer.", "talk.ask", "talk.settle")
        ids = [one.id for one in self.commands.all() if one.id.startswith(own)]
        self.commands.allow(*ids, "chat.take", "window.presence", "me.day", allowed=answers)
        leading = [one.id for one in self.commands.all() if one.id.startswith("lead.")]
        self.commands.allow(*leading, allowed=leads)
        self.commands.allow("chat.translate", allowed=self._parts.session.translates)

    def find_article(self) -> None:
        """Put the cursor into the search of the knowledge base."""
        self._parts.show_side(KNOWLEDGE, search=True)

    def _chats(self) -> None:
        deeds, group = self._deeds, CommandGroup.CHATS
        add = self.commands.add
        add(
            "offer.accept",
            translate("Commands", "Take the offered chat"),
            group=group,
            keys="F2",
            run=deeds.accept_first,
        )
        add(
            "offer.decline",
            translate("Commands", "Decline the offered chat"),
            group=group,
            keys="Shift+F2",
            run=deeds.decline_first,
        )
        add(
            "chat.take",
            translate("Commands", "Take the chat that waits longest"),
            group=group,
            keys="Ctrl+Shift+T",
            run=deeds.take_longest,
        )
        add(
            "chat.urgent",
            translate("Commands", "Go to the most urgent chat"),
            group=group,
            keys="Ctrl+Tab",
            run=self._go_to_urgent,
        )
        add(
            "chat.previous",
            translate("Commands", "Go to the chat on the left"),
            group=group,
            keys="Ctrl+Shift+Tab",
            run=self._go_left,
        )
        for number in range(1, _TABS + 1):
            add(
                f"chat.{number}",
                translate("Commands", "Go to a chat by its number, 1 to 9"),
                group=group,
                keys=f"Ctrl+{number}",
                run=_Jump(self, number - 1).run,
                listed=number == 1,
            )
        add(
            "chat.hold",
            translate("Commands", "Hold the chat, or resume it"),
            group=group,
            keys="Ctrl+H",
            run=deeds.hold_current,
        )
        add(
            "chat.release",
            translate("Commands", "Give the chat back to its queue"),
            group=group,
            keys="Ctrl+Shift+R",
            run=deeds.release_current,
        )
        add(
            "chat.finish",
            translate("Commands", "Finish the chat"),
            group=group,
            keys="Ctrl+W",
            run=deeds.finish_current,
        )
        add(
            "outbox.decide",
            translate("Commands", "Go to what needs your decision"),
            group=group,
            keys="Ctrl+Shift+O",
            run=deeds.show_stopped,
        )

    def _panels(self) -> None:
        group = CommandGroup.PANELS
        for command, title, keys, run in (
            (
                "side.knowledge",
                translate("Commands", "Search the knowledge base"),
                "Ctrl+F",
                self.find_article,
            ),
            (
                "side.find",
                translate("Commands", "Find a subscriber"),
                "Ctrl+Shift+F",
                self._find_subscriber,
            ),
            (
                "side.subscriber",
                translate("Commands", "Show the subscriber"),
                "Ctrl+U",
                self._show_subscriber,
            ),
            (
                "side.reveal",
                translate("Commands", "Show the whole number"),
                "Ctrl+Shift+N",
                self._parts.side.subscriber.reveal_number,
            ),
            (
                "side.toggle",
                translate("Commands", "Show or hide the side panel"),
                "Ctrl+B",
                self._parts.toggle_side,
            ),
            ("inbox.focus", translate("Commands", "Go to the inbox"), "Ctrl+L", self._go_to_inbox),
        ):
            self.commands.add(command, title, group=group, keys=keys, run=run)

    def _me(self) -> None:
        for number, presence in enumerate(CHOICES, start=1):
            self.commands.add(
                f"presence.{presence}",
                translate("Commands", "Presence: {presence}").format(
                    presence=presence_title(presence).lower()
                ),
                group=CommandGroup.ME,
                keys=f"Alt+{number}",
                run=_Be(self, presence).run,
            )
        self.commands.add(
            "me.day",
            translate("Commands", "My day"),
            group=CommandGroup.ME,
            keys="Ctrl+Alt+Y",
            run=self.open_day,
        )

    def _windows(self) -> None:
        group, parts = CommandGroup.WINDOW, self._parts
        for command, title, keys, run in (
            (
                "window.palette",
                translate("Commands", "Search everything"),
                "Ctrl+K",
                self.open_palette,
            ),
            (
                "window.shortcuts",
                translate("Commands", "Keyboard shortcuts"),
                "F1",
                self.open_shortcuts,
            ),
            (
                "window.tour",
                translate("Commands", "Show me around"),
                "Ctrl+F1",
                parts.tour_wanted.emit,
            ),
            (
                "window.account",
                translate("Commands", "Account: theme, language, sign out"),
                "Ctrl+Shift+A",
                parts.top_bar.account.open_menu,
            ),
            (
                "window.presence",
                translate("Commands", "Choose your presence"),
                "Ctrl+Shift+P",
                parts.top_bar.presence.open_menu,
            ),
            (
                "window.settings",
                translate("Commands", "Settings"),
                "Ctrl+,",
                parts.settings_wanted.emit,
            ),
            (
                "window.lock",
                translate("Commands", "Lock the desk"),
                "Ctrl+Alt+L",
                parts.lock_wanted.emit,
            ),
            ("window.quit", translate("Commands", "Quit"), "Ctrl+Q", parts.close_requested.emit),
        ):
            self.commands.add(command, title, group=group, keys=keys, run=run)

    def _go_to_urgent(self) -> None:
        urgent = self._parts.chats.most_urgent()
        if urgent is not None:
            self._parts.show_chat(urgent)

    def _go_left(self) -> None:
        self._parts.chats.step(-1)
        self._parts.focus_chat()

    def jump(self, position: int) -> None:
        """To the tab at a place."""
        order = self._parts.chats.order
        if position < len(order):
            self._parts.show_chat(order[position])

    def be(self, presence: Presence, reason: str = "") -> None:
        """Change the presence."""
        self._deeds.set_presence(presence, reason)

    def offer_breaks(self) -> None:
        """Breaks with a reason can be chosen in the palette, and be given keys."""
        workplace = self._parts.feed.store.workplace
        known = {command.id for command in self.commands.all()}
        for number, choice in enumerate(workplace.breaks if workplace else (), start=1):
            if (command := f"break.{choice.id}") not in known:
                self.commands.add(
                    command,
                    translate("Commands", "Break: {reason}").format(
                        reason=plain_text.plain_line(choice.title)
                    ),
                    group=CommandGroup.ME,
                    keys=f"Alt+Shift+{number}" if number <= _TABS else "",
                    run=_Be(self, Presence.BREAK, choice.id).run,
                )

    def _find_subscriber(self) -> None:
        self._parts.show_side(SUBSCRIBER, search=True)

    def _show_subscriber(self) -> None:
        self._parts.show_side(SUBSCRIBER)

    def _go_to_inbox(self) -> None:
        self._parts.inbox.view.setFocus()

    def _on_palette_hit_chosen(self, kind: HitKind, target: str) -> None:
        parts = self._parts
        match kind:
            case HitKind.SHIFT:
                self._leading.find(target)
            case HitKind.CHAT:
                parts.show_chat(ConversationId(target))
            case HitKind.COLLEAGUE:
                self._talks.open_talk(target)
            case HitKind.SUBSCRIBER:
                parts.show_side(SUBSCRIBER)
                parts.side.subscriber.show_found(SubscriberId(target))
            case HitKind.ARTICLE:
                parts.show_side(KNOWLEDGE)
                article_id, _, language = target.partition(" ")
                parts.side.knowledge.open_article(article_id, language)
            case HitKind.HISTORY:
                parts.show_side(HISTORY)
                parts.side.talks.look_for(target)
            case HitKind.REPLY:
                self._deeds.insert_canned(target)
            case HitKind.COMMAND:
                self.commands.action(target).trigger()


class _Jump(QObject):
    def __init__(self, keys: DeskKeys, position: int) -> None:
        super().__init__(keys)
        self._keys, self._position = keys, position

    def run(self) -> None:
        """Go there."""
        self._keys.jump(self._position)


class _Be(QObject):
    def __init__(self, keys: DeskKeys, presence: Presence, reason: str = "") -> None:
        super().__init__(keys)
        self._keys, self._presence, self._reason = keys, presence, reason

    def run(self) -> None:
        """Be it."""
        self._keys.be(self._presence, self._reason)
