"""Everything one can do by a key: one list that the window, the palette and the help page read."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

translate = QCoreApplication.translate


class CommandGroup(StrEnum):
    """What a command is about."""

    CHATS = "chats"
    WRITING = "writing"
    PANELS = "panels"
    ME = "me"
    WINDOW = "window"


def group_title(group: CommandGroup) -> str:
    """A group in words."""
    match group:
        case CommandGroup.CHATS:
            return translate("Commands", "Chats")
        case CommandGroup.WRITING:
            return translate("Commands", "Writing")
        case CommandGroup.PANELS:
            return translate("Commands", "Panels")
        case CommandGroup.ME:
            return translate("Commands", "Presence")
        case CommandGroup.WINDOW:
            return translate("Commands", "Window")


@dataclass(frozen=True, slots=True)
class Command:
    """A command and its action; without an action it belongs to a field and is only told."""

    id: str
    group: CommandGroup
    title: str
    keys: QKeySequence
    action: QAction | None = None
    listed: bool = True
    """Whether it is one of the things to choose from, and not one of a row of keys."""


class Commands:
    """The commands of one window, in the order of their adding."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._commands: dict[str, Command] = {}

    def add(
        self,
        command_id: str,
        title: str,
        *,
        group: CommandGroup,
        keys: str,
        run: Callable[[], object],
        listed: bool = True,
    ) -> QAction:
        """Bind keys to what `run` does; `run` is a bound method of a QObject."""
        action = QAction(title, self._window)
        action.setObjectName(command_id)
        sequence = QKeySequence(keys)
        action.setShortcut(sequence)
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(run)
        self._window.addAction(action)
        self._commands[command_id] = Command(command_id, group, title, sequence, action, listed)
        return action

    def tell(self, command_id: str, title: str, *, group: CommandGroup, keys: str) -> None:
        """Name keys that a field listens to by itself."""
        self._commands[command_id] = Command(command_id, group, title, QKeySequence(keys))

    def all(self) -> list[Command]:
        """Every command."""
        return list(self._commands.values())

    def action(self, command_id: str) -> QAction:
        """The action of a command that has one."""
        action = self._commands[command_id].action
        assert action is not None
        return action
