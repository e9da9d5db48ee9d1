"""What a desk opens later, loaded when it is first opened."""

from __future__ import annotations  # nothing of what is named in them is loaded yet

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from console.core.preferences import Preferences
    from console.core.tasks import TaskOwner
    from protocol.ids import ConversationId
    from ui.day.day_window import DayWindow
    from ui.desk.commands import Command
    from ui.desk.desk_feed import DeskFeed
    from ui.lead.lead_area import LeadArea
    from ui.replies.replies_window import RepliesWindow
    from ui.replies.reply_editor import Preview
    from ui.settings.settings_window import SettingsWindow
    from ui.sharing.purpose import Begun, Purpose
    from ui.sharing.share_dialog import ShareDialog
    from ui.shell.chat_export import ChatExport
    from ui.shell.desk_parts import DeskParts


def settings_window(
    commands: Sequence[Command], preferences: Preferences, *, parent: QWidget
) -> SettingsWindow:
    """Make the window of the settings."""
    from ui.settings.settings_window import SettingsWindow
    from ui.settings.subjects import subjects

    return SettingsWindow(subjects(commands), preferences, parent=parent)


def day_window(feed: DeskFeed, *, owner: TaskOwner, parent: QWidget) -> DayWindow:
    """Make the window of an agent's day."""
    from ui.day.day_window import DayWindow

    return DayWindow(feed, owner=owner, parent=parent)


def lead_area(desk: QWidget, feed: DeskFeed, *, owner: TaskOwner) -> LeadArea:
    """Make the pages of a lead, with his desk among them."""
    from ui.lead.lead_area import LeadArea

    return LeadArea(desk, feed, owner=owner)


def replies_window(
    feed: DeskFeed, *, language: str, preview: Preview, owner: TaskOwner, parent: QWidget
) -> RepliesWindow:
    """Make the manager of canned replies."""
    from ui.replies.replies_window import RepliesWindow

    return RepliesWindow(feed, language=language, preview=preview, owner=owner, parent=parent)


def chat_export(parts: DeskParts) -> ChatExport:
    """Make what saves conversations as files."""
    from ui.shell.chat_export import ChatExport

    return ChatExport(parts)


def share_dialog(
    conversation: ConversationId,
    purpose: Purpose,
    *,
    feed: DeskFeed,
    owner: TaskOwner,
    parent: QWidget,
    begun: Begun | None,
) -> ShareDialog:
    """Make the question of who is to have a conversation, or to come into it."""
    from ui.sharing.share_dialog import ShareDialog

    return ShareDialog(conversation, purpose, feed=feed, owner=owner, parent=parent, begun=begun)
