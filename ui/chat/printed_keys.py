"""The keys that the page of a chat prints beside what they do, as its user has them now."""

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from ui.desk.commands import Commands

_FIELD_KEYS = QKeySequence("Esc")


@dataclass(frozen=True, slots=True)
class PrintedKeys:
    """Some may have none."""

    take_back: QKeySequence = _FIELD_KEYS
    """What the field listens to, unless a key was chosen for it."""
    layout: QKeySequence = QKeySequence()  # noqa: RUF009 - never changed
    anyway: QKeySequence = QKeySequence()  # noqa: RUF009 - never changed


def printed_keys(commands: Commands) -> PrintedKeys:
    """As they are now."""
    chosen = commands.is_changed("write.take_back")
    return PrintedKeys(
        take_back=commands.keys("write.take_back") if chosen else _FIELD_KEYS,
        layout=commands.keys("write.layout"),
        anyway=commands.keys("write.anyway"),
    )
