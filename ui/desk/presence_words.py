"""The words for what a colleague says of himself: on line, busy, on a break, away."""

from PySide6.QtCore import QCoreApplication

from protocol.people import Presence, PresenceWhy

translate = QCoreApplication.translate


def presence_title(presence: Presence, why: PresenceWhy = PresenceWhy.OWN) -> str:
    """In words; what became of it by itself has words of its own."""
    if presence is Presence.BUSY and why is PresenceWhy.IDLE:
        return translate("Presence", "Stepped away")
    if presence is Presence.OFFLINE and why is PresenceWhy.LINK:
        return translate("Presence", "No connection")
    match presence:
        case Presence.ONLINE:
            return translate("Presence", "Online")
        case Presence.BUSY:
            return translate("Presence", "No new chats")
        case Presence.BREAK:
            return translate("Presence", "On a break")
        case Presence.OFFLINE:
            return translate("Presence", "Away")
        case Presence.WRAP_UP:
            return translate("Presence", "Finishing up")
        case Presence.ENDING:
            return translate("Presence", "End of shift")
        case Presence.SILENT:
            return translate("Presence", "Not responding")


def presence_remark(presence: Presence) -> str:
    """What it means for what arrives."""
    match presence:
        case Presence.ONLINE:
            return translate("Presence", "new chats come to you")
        case Presence.BUSY:
            return translate("Presence", "you keep your chats")
        case Presence.BREAK:
            return translate("Presence", "no new chats, break time is running")
        case Presence.OFFLINE:
            return translate("Presence", "no new chats come")
        case Presence.WRAP_UP:
            return translate("Presence", "no new chats until you are done")
        case Presence.ENDING:
            return translate("Presence", "only chats that colleagues pass on come")
        case Presence.SILENT:
            return translate("Presence", "no new chats until you are back")
