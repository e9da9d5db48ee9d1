"""What comes of a choice in the question of passing on or asking in, said before it is made."""

from PySide6.QtCore import QCoreApplication

from console.viewmodels import formats
from ui.desk.presence_words import presence_title
from ui.sharing.colleague_rows import TAKES_TRANSFERS, ShareRow
from ui.sharing.purpose import Purpose
from ui.widgets import plain_text

translate = QCoreApplication.translate

NAME = 60
"""Letters of a name that a question repeats."""


def of_choice(row: ShareRow, purpose: Purpose) -> str:
    """Of this colleague, or of this topic."""
    if not row.open:
        words = _not_open(row)
    elif purpose is Purpose.INVITE:
        words = translate(
            "Sharing",
            "{name} will see the chat and write notes. The subscriber won’t know.",
        )
    elif row.topic is not None:
        words = translate(
            "Sharing",
            "The chat leaves you at once and waits in its queue, in its old place, for whoever"
            " is free first.",
        )
    else:
        words = translate(
            "Sharing", "The chat stays yours, and you can go on answering, until {name} accepts."
        )
    return words.format(
        name=plain_text.plain_line(row.title, shown=NAME),
        presence=formats.within_a_line(presence_title(row.presence)) if row.presence else "",
    )


def _not_open(row: ShareRow) -> str:
    """Why he cannot be asked; who takes what is passed on and cannot has no room."""
    if row.presence is None or row.presence in TAKES_TRANSFERS:
        return translate("Sharing", "{name} has no room now. Choose somebody else.")
    return translate("Sharing", "{name} cannot be asked now: {presence}.")


def of_search(purpose: Purpose) -> str:
    """Of the field one looks for a receiver in."""
    if purpose is Purpose.INVITE:
        return translate("Sharing", "Find a colleague")
    return translate("Sharing", "Find a colleague or a topic")


def of_note(purpose: Purpose) -> str:
    """Of the field for what the receiver is told."""
    if purpose is Purpose.INVITE:
        return translate("Sharing", "Why you need help (optional)")
    return translate("Sharing", "What was asked, what has been done")


def of_answer(purpose: Purpose) -> str:
    """Of the button that does it."""
    if purpose is Purpose.INVITE:
        return translate("Sharing", "Invite")
    return translate("Sharing", "Pass on")


def of_none(purpose: Purpose) -> str:
    """Of nobody: why nothing can be done yet."""
    if purpose is Purpose.INVITE:
        return translate("Sharing", "Choose a colleague.")
    return translate("Sharing", "Choose a colleague or a topic.")


def of_nothing(purpose: Purpose) -> str:
    """Of a search that found nobody."""
    if purpose is Purpose.INVITE:
        return translate("Sharing", "No colleague is called that. Try another name.")
    return translate("Sharing", "No colleague and no topic is called that. Try another name.")
