"""What is said of a talk among colleagues under its name: who is in it, whether he is there."""

from PySide6.QtCore import QCoreApplication

from console.core.talks import companion
from console.viewmodels import formats
from protocol.conversations import Head
from protocol.people import Colleague, Presence, Role
from ui.desk.desk_feed import DeskFeed
from ui.desk.presence_words import presence_title

translate = QCoreApplication.translate

_NAMED = 4
"""Of a group, as many as are told apart at a glance."""


def about_talk(head: Head, feed: DeskFeed) -> str:
    """For the line under the name."""
    who = companion(head)
    if who is not None:
        known = feed.store.people.get(who)
        return describe(known, feed) if known is not None else translate("Talks", "Colleague")
    names = [one.name for one in head.members if one.account != feed.store.me]
    shown = ", ".join(names[:_NAMED])
    rest = len(names) - _NAMED
    if rest > 0:
        shown = translate("Talks", "{names} and %n more", "", rest).format(names=shown)
    if not names:
        return translate("Talks", "Group · nobody but you")
    return translate("Talks", "Group · {names}").format(names=shown)


def describe(colleague: Colleague, feed: DeskFeed) -> str:
    """His role, and whether he is there."""
    presence = presence_title(colleague.presence, colleague.presence_why)
    if colleague.presence is Presence.BREAK:
        presence = feed.break_title(colleague.presence_reason) or presence
    return f"{_role(colleague.role)} · {formats.within_a_line(presence)}"


def _role(role: Role) -> str:
    return translate("Talks", "Lead") if role is Role.LEAD else translate("Talks", "Agent")
