"""Everything one can do by a key: one list that the window, the palette and the help page read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from console.core import shortcuts

translate = QCoreApplication.translate

_PORTABLE = QKeySequence.SequenceFormat.PortableText


class CommandGroup(StrEnum):
    """What a command is about."""

    CHATS = "chats"
    ARRANGING = "arranging"
    WRITING = "writing"
    COLLEAGUES = "colleagues"
    LEADING = "leading"
    PANELS = "panels"
    ME = "me"
    WINDOW = "window"


def group_title(group: CommandGroup) -> str:
    """A group in words."""
    match group:
        case CommandGroup.CHATS:
            return translate("Commands", "Chats")
        case CommandGroup.ARRANGING:
            return translate("Commands", "Tabs, panes and windows")
        case CommandGroup.WRITING:
            return translate("Commands", "Writing")
        case CommandGroup.COLLEAGUES:
            return translate("Commands", "Colleagues")
        case CommandGroup.LEADING:
            return translate("Commands", "Leading a shift")
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
    default: QKeySequence
    action: QAction | None = None
    listed: bool = True
    """Whether it is one of the things to choose from, and not one of a row of keys."""


class Commands(QObject):
    """The commands of one window, in the order of their adding.

    Signals:
        keys_changed: some have other keys.
    """

    keys_changed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
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
        self._commands[command_id] = Command(
            command_id, group, title, sequence, sequence, action, listed
        )
        return action

    def tell(self, command_id: str, title: str, *, group: CommandGroup, keys: str) -> None:
        """Name keys that a field listens to by itself."""
        sequence = QKeySequence(keys)
        self._commands[command_id] = Command(command_id, group, title, sequence, sequence)

    def all(self) -> list[Command]:
        """Every command."""
        return list(self._commands.values())

    def row(self, command: Command) -> list[Command]:
        """The commands of its row of keys, itself first; it may be alone there."""
        return [
            one
            for one in self._commands.values()
            if one is command or (not one.listed and one.title == command.title)
        ]

    def keys(self, command_id: str) -> QKeySequence:
        """The keys a command has now; there may be none."""
        return self._commands[command_id].keys

    def is_changed(self, command_id: str) -> bool:
        """Whether a person has given it other keys than we did."""
        command = self._commands[command_id]
        return command.keys != command.default

    def allow(self, *command_ids: str, allowed: bool) -> None:
        """Whether commands can be chosen at all: what a role may not do is not offered to it."""
        for command_id in command_ids:
            self.action(command_id).setEnabled(allowed)

    def defaults(self) -> dict[str, str]:
        """The keys that we gave to what can have others, by the names of the commands."""
        return {
            command.id: command.default.toString(_PORTABLE)
            for command in self._commands.values()
            if command.action is not None
        }

    def use(self, changed: Mapping[str, str]) -> None:
        """Give commands the keys that a person wants; the rest have those we gave them."""
        for command_id, keys in shortcuts.effective(self.defaults(), changed).items():
            command = self._commands[command_id]
            wanted = QKeySequence.fromString(keys, _PORTABLE)
            if command.action is not None and command.keys != wanted:
                command.action.setShortcut(wanted)
                self._commands[command_id] = replace(command, keys=wanted)
        self.keys_changed.emit()

    def action(self, command_id: str) -> QAction:
        """The action of a command that has one."""
        action = self._commands[command_id].action
        assert action is not None
        return action


def keys_of(command_id: str, *, near: QWidget) -> QKeySequence:
    """The keys a command has now in the window that holds a widget; none where there is no such."""
    home: QWidget | None = near
    while home is not None:
        for action in home.actions():
            if action.objectName() == command_id:
                return action.shortcut()
        home = home.parentWidget()
    return QKeySequence()
