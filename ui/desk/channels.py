"""The icon and the name of the channel a subscriber writes through."""

from PySide6.QtCore import QCoreApplication

from ui.theme.icons import Icon

translate = QCoreApplication.translate

_ICONS = {
    "web": Icon.GLOBE,
    "tape": Icon.TAPE,
    "telegram": Icon.PAPER_PLANE,
    "email": Icon.MAIL,
    "sms": Icon.SMS,
    "phone": Icon.PHONE,
    "colleagues": Icon.USERS,
}


def channel_icon(channel: str) -> Icon:
    """A channel nobody drew is a chat like any other."""
    return _ICONS.get(channel, Icon.CHAT)


def channel_name(channel: str) -> str:
    """In the language of the interface."""
    match channel:
        case "web":
            return translate("Channels", "Web chat")
        case "tape":
            return translate("Channels", "Recorded dialog")
        case "telegram":
            return translate("Channels", "Messenger")
        case "email":
            return translate("Channels", "E-mail")
        case "sms":
            return translate("Channels", "Text message")
        case "phone":
            return translate("Channels", "Call")
        case "colleagues":
            return translate("Channels", "Colleagues")
        case _:
            return translate("Channels", "Chat")
