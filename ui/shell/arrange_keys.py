"""The keys by which open chats are arranged: tabs, panes, windows."""

from PySide6.QtCore import QCoreApplication, QObject

from console.core.arrangement import LAYOUTS
from ui.desk.commands import CommandGroup, Commands
from ui.shell.desk_parts import DeskParts
from ui.shell.layout_menu import layout_title

translate = QCoreApplication.translate


class ArrangeKeys(QObject):
    """Binds them."""

    def __init__(self, parts: DeskParts, commands: Commands) -> None:
        super().__init__(parts)
        self._parts = parts
        group = CommandGroup.ARRANGING
        for command, title, keys, run in (
            (
                "tab.list",
                translate("Commands", "List all open chats"),
                "Ctrl+Shift+L",
                parts.open_list,
            ),
            (
                "tab.left",
                translate("Commands", "Move the tab to the left"),
                "Ctrl+Shift+PgUp",
                self._move_left,
            ),
            (
                "tab.right",
                translate("Commands", "Move the tab to the right"),
                "Ctrl+Shift+PgDown",
                self._move_right,
            ),
            (
                "tab.pin",
                translate("Commands", "Pin the tab on the left, or unpin it"),
                "Ctrl+Shift+K",
                self._pin,
            ),
            (
                "tab.window",
                translate("Commands", "Move the chat to its own window, or back"),
                "Ctrl+Shift+D",
                self._tear_off,
            ),
            (
                "tab.admit",
                translate("Commands", "Show the chats that were not reopened"),
                "Ctrl+Shift+E",
                self._admit,
            ),
            (
                "pane.next",
                translate("Commands", "Go to the next pane or window"),
                "F6",
                self._go_on,
            ),
            (
                "pane.previous",
                translate("Commands", "Go to the previous pane or window"),
                "Shift+F6",
                self._go_back,
            ),
        ):
            commands.add(command, title, group=group, keys=keys, run=run)
        for count in LAYOUTS:
            commands.add(
                f"grid.{count}",
                translate("Commands", "In view: {layout}").format(layout=layout_title(count)),
                group=group,
                keys=f"Ctrl+Shift+{count}",
                run=_LayOut(self, count).run,
            )

    def lay_out(self, count: int) -> None:
        """So many panes."""
        self._parts.lay_out(count)

    def _move_left(self) -> None:
        self._parts.chats.move_by(-1)

    def _move_right(self) -> None:
        self._parts.chats.move_by(1)

    def _pin(self) -> None:
        current = self._parts.chats.current
        if current is not None:
            self._parts.chats.toggle_pin(current)

    def _tear_off(self) -> None:
        chats = self._parts.chats
        current = chats.current
        if current is None:
            return
        if current in chats.arrangement.windows:
            chats.bring_back(current)
            chats.open(current)
            self._parts.focus_chat()
        else:
            self._parts.views.tear_off(current)

    def _admit(self) -> None:
        self._parts.chats.admit()

    def _go_on(self) -> None:
        self._parts.chats.step_view(1)
        self._parts.focus_chat()

    def _go_back(self) -> None:
        self._parts.chats.step_view(-1)
        self._parts.focus_chat()


class _LayOut(QObject):
    def __init__(self, keys: ArrangeKeys, count: int) -> None:
        super().__init__(keys)
        self._keys, self._count = keys, count

    def run(self) -> None:
        """Do it."""
        self._keys.lay_out(self._count)
