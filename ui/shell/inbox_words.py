"""What is written on a row of the inbox."""

from PySide6.QtCore import QCoreApplication

from console.viewmodels.inbox_rows import Group, InboxRow

translate = QCoreApplication.translate


def section_title(group: Group) -> str:
    """The heading of a part of the inbox."""
    match group:
        case Group.MINE:
            return translate("Inbox", "Mine")
        case Group.COLLEAGUES:
            return translate("Inbox", "Colleagues")
        case Group.WAITING:
            return translate("Inbox", "Waiting")
        case Group.HELD:
            return translate("Inbox", "On hold")
        case Group.AFTER:
            return translate("Inbox", "To sum up")
        case Group.PUT_OFF:
            return translate("Inbox", "To come back to")
        case Group.GUEST:
            return translate("Inbox", "Guest")
        case Group.RECENT:
            return translate("Inbox", "Recent")


def nothing_text(group: Group) -> str:
    """What will appear in an empty part."""
    if group is Group.MINE:
        return translate("Inbox", "Chats you take appear here.")
    if group is Group.COLLEAGUES:
        return translate("Inbox", "Write to a colleague: {keys}")
    return translate("Inbox", "Nobody is waiting.")


def unread_words(count: int) -> str:
    """How many talks have something unread."""
    return translate("Inbox", "%n unread", "", count)


def take_words() -> str:
    """What a press on the end of a waiting row does."""
    return translate("Inbox", "Take")


def preview_of(row: InboxRow) -> str:
    """What stands under the name of a chat."""
    if row.typing:
        return translate("Inbox", "typing…")
    if row.draft:
        return translate("Inbox", "Draft: {text}").format(text=row.text)
    if row.closing:
        return translate("Inbox", "Closing: {text}").format(text=row.text)
    text = translate("Inbox", "message deleted") if row.deleted else row.text
    if row.mine and text:
        return translate("Inbox", "You: {text}").format(text=text)
    if row.talk and not text:
        return translate("Inbox", "Nobody has written yet")
    return text
