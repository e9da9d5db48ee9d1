"""The keys by which a conversation is shared with colleagues."""

from PySide6.QtCore import QCoreApplication

from ui.desk.commands import CommandGroup, Commands
from ui.shell.sharing_deeds import SharingDeeds

translate = QCoreApplication.translate


def bind(deeds: SharingDeeds, commands: Commands) -> None:
    """List them, and have them do it."""
    for command, title, keys, run in (
        (
            "chat.pass",
            translate("Commands", "Pass the chat on to a colleague or a topic"),
            "Ctrl+G",
            deeds.pass_current,
        ),
        (
            "chat.call_back",
            translate("Commands", "Withdraw the offer to pass the chat on"),
            "Ctrl+Alt+G",
            deeds.call_back_current,
        ),
        (
            "chat.invite",
            translate("Commands", "Invite a colleague to the chat"),
            "Ctrl+Shift+I",
            deeds.invite_current,
        ),
        (
            "chat.send_away",
            translate("Commands", "Remove the guests from the chat"),
            "Ctrl+Alt+I",
            deeds.send_guests_away,
        ),
        (
            "chat.step_out",
            translate("Commands", "Leave a chat as its guest"),
            "Ctrl+Alt+W",
            deeds.step_out_current,
        ),
    ):
        commands.add(command, title, group=CommandGroup.CHATS, keys=keys, run=run)
