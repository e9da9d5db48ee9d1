"""The keys of canned replies: their manager, and a new one of what is written in the draft."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale, QObject

from console.core import canned
from console.viewmodels.reply_values import reply_values, variable_titles
from ui.desk.commands import CommandGroup, Commands
from ui.shell import by_need
from ui.shell.desk_parts import DeskParts
from ui.shell.over_desk import open_once

if TYPE_CHECKING:  # loaded when it is first wanted
    from ui.replies.replies_window import RepliesWindow

translate = QCoreApplication.translate


class ReplyKeys(QObject):
    """Opens the manager over the window, with the chat in use to show how replies look in it."""

    def __init__(self, parts: DeskParts, commands: Commands) -> None:
        super().__init__(parts)
        self._parts = parts
        for command, title, keys, run in (
            (
                "replies.manage",
                translate("Commands", "Manage templates"),
                "Ctrl+Shift+S",
                self.open_manager,
            ),
            (
                "replies.save",
                translate("Commands", "Save the draft, or what is selected in it, as a template"),
                "Ctrl+Alt+S",
                self.keep_draft,
            ),
        ):
            commands.add(command, title, group=CommandGroup.WRITING, keys=keys, run=run)

    def open_manager(self) -> "RepliesWindow":
        """Look at what there is."""
        return open_once(self._parts, "replies", self._manager)

    def _manager(self) -> "RepliesWindow":
        parts = self._parts
        writer = parts.chat.writer
        return by_need.replies_window(
            parts.feed,
            language=writer.language() if writer is not None else _own_language(),
            preview=self._preview,
            owner=parts.owner,
            parent=parts,
        )

    def begin(self, text: str) -> None:
        """Make a new one of a text."""
        self.open_manager().begin(text)

    def keep_draft(self) -> None:
        """Make a new one of what is written in the chat in use."""
        writer = self._parts.chat.writer
        self.begin(writer.canned.text_to_keep() if writer is not None else "")

    def _preview(self, text: str, language: str) -> tuple[str, str]:
        writer = self._parts.chat.writer
        head = self._parts.session.store.head(writer.conversation) if writer is not None else None
        if writer is not None and head is not None:
            values, name = writer.values(), head.name
        else:
            values, name = self._values_of_nobody(language), ""
        return canned.fill(text, values, variable_titles(language)), name

    def _values_of_nobody(self, language: str) -> dict[str, str]:
        feed = self._parts.feed
        account = feed.store.account
        return reply_values(language=language, now=feed.now(), account=account, profile=None)


def _own_language() -> str:
    return "ru" if QLocale().language() is QLocale.Language.Russian else "en"
