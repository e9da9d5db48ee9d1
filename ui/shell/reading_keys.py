"""The keys of what was said: finding it, going to its day, translating it, keeping it as a file."""

from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject

from ui.desk.commands import CommandGroup, Commands
from ui.shell import by_need
from ui.shell.desk_parts import DeskParts
from ui.shell.side_panel import HISTORY

if TYPE_CHECKING:  # loaded when it is first wanted
    from ui.shell.chat_export import ChatExport

translate = QCoreApplication.translate


class ReadingKeys(QObject):
    """Binds them."""

    def __init__(self, parts: DeskParts, commands: Commands) -> None:
        super().__init__(parts)
        self._parts = parts
        for group, command, title, keys, run in (
            (
                CommandGroup.CHATS,
                "chat.find",
                translate("Commands", "Find in this chat"),
                "Ctrl+Shift+G",
                self._find_in_chat,
            ),
            (
                CommandGroup.CHATS,
                "find.next",
                translate("Commands", "Go to the next older match"),
                "F3",
                self._next_hit,
            ),
            (
                CommandGroup.CHATS,
                "find.previous",
                translate("Commands", "Go to the next newer match"),
                "Shift+F3",
                self._previous_hit,
            ),
            (
                CommandGroup.CHATS,
                "chat.day",
                translate("Commands", "Go to a date in this chat"),
                "Ctrl+Shift+J",
                self._go_to_day,
            ),
            (
                CommandGroup.CHATS,
                "chat.translate",
                translate("Commands", "Translate the message, or hide its translation"),
                "Ctrl+Alt+T",
                self._translate_in_chat,
            ),
            (
                CommandGroup.CHATS,
                "chat.why",
                translate("Commands", "Tell why somebody was asked, or why somebody waits"),
                "Ctrl+Shift+Y",
                self._explain,
            ),
            (
                CommandGroup.CHATS,
                "chat.export",
                translate("Commands", "Save the conversation as a file"),
                "Ctrl+S",
                self._save_chat,
            ),
            (
                CommandGroup.PANELS,
                "side.history",
                translate("Commands", "Show earlier conversations"),
                "Ctrl+Shift+H",
                self._show_history,
            ),
            (
                CommandGroup.PANELS,
                "side.search_history",
                translate("Commands", "Search all conversations"),
                "Ctrl+Alt+F",
                self._search_history,
            ),
            (
                CommandGroup.PANELS,
                "side.narrow_history",
                translate("Commands", "Narrow the search in conversations"),
                "Ctrl+Alt+H",
                self._narrow_history,
            ),
        ):
            commands.add(command, title, group=group, keys=keys, run=run)

    @cached_property
    def export(self) -> "ChatExport":
        """Made when it is first wanted."""
        return by_need.chat_export(self._parts)

    def _translate_in_chat(self) -> None:
        self._parts.chat.deeds.translate()

    def _explain(self) -> None:
        card = self._parts.preview.card
        if card.row is not None:
            card.explain()
        else:
            self._parts.chat.deeds.explain()

    def _find_in_chat(self) -> None:
        self._parts.uncover()
        self._parts.chat.search.open()

    def _next_hit(self) -> None:
        self._parts.chat.search.go_on()

    def _previous_hit(self) -> None:
        self._parts.chat.search.go_back()

    def _go_to_day(self) -> None:
        self._parts.chat.days.ask()

    def _save_chat(self) -> None:
        self.export.ask()

    def _show_history(self) -> None:
        self._parts.show_side(HISTORY)

    def _search_history(self) -> None:
        self._parts.show_side(HISTORY, search=True)

    def _narrow_history(self) -> None:
        self._search_history()
        self._parts.side.talks.ask_bounds()
