"""Every key there is, by what it is for."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ui.desk.commands import Command, CommandGroup, Commands, group_title
from ui.desk.key_search import commands_called
from ui.theme import fonts, measures
from ui.theme.icons import Icon
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.key_cap import KeyCap, key_text, short_row
from ui.widgets.keys_field import KeysField
from ui.widgets.labels import Label
from ui.widgets.scroll_page import GUTTER, ScrollPage

translate = QCoreApplication.translate


class ShortcutsPage(QDialog):
    """Read-only; Esc closes it."""

    def __init__(self, commands: Commands, *, parent: QWidget) -> None:
        super().__init__(parent)
        title = translate("Shortcuts", "Keyboard shortcuts")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_ground(self, Ground.SURFACE)
        self.resize(measures.size(800, 620).boundedTo(parent.window().size()))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24 - GUTTER, 20)
        column.setSpacing(12)
        column.addWidget(Label(title, kind=fonts.Type.TITLE))
        self._commands = commands
        self._listed = [
            command
            for command in commands.all()
            if command.listed and (command.action is None or command.action.isEnabled())
        ]
        search = QHBoxLayout()
        search.setContentsMargins(0, 0, GUTTER, 0)
        self.search = KeysField(
            name=translate("Shortcuts", "Search the keys"),
            hint=translate("Shortcuts", "A name, or press the keys"),
        )
        self.search.query_changed.connect(self._show)
        search.addWidget(self.search)
        column.addLayout(search)
        self._scroll = ScrollPage(name=title)
        column.addWidget(self._scroll.over_foot(), 1)
        self._show("")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, GUTTER, 0)
        row.addStretch(1)
        close = Button(translate("Shortcuts", "Close"))
        close.clicked.connect(self.accept)
        row.addWidget(close)
        column.addLayout(row)
        self.search.setFocus()

    def _show(self, query: str) -> None:
        """The keys of what is looked for, or of everything."""
        found = commands_called(query, self._listed, title=_title, keys=self._keys)
        if found:
            self._scroll.show_page(_page(found, self._commands))
            return
        self._scroll.show_page(
            EmptyState(
                icon=Icon.SEARCH,
                title=translate("Shortcuts", "Nothing is called that"),
                text=translate("Shortcuts", "No command has such a name or such keys."),
            )
        )

    def _keys(self, command: Command) -> list[QKeySequence]:
        return [one.keys for one in self._commands.row(command)]


def _title(command: Command) -> str:
    return command.title


def _page(listed: list[Command], commands: Commands) -> QWidget:
    page = QWidget()
    halves = QHBoxLayout(page)
    halves.setContentsMargins(0, 0, GUTTER, 0)
    halves.setSpacing(32)
    sides = [QVBoxLayout(), QVBoxLayout()]
    for side in sides:
        side.setSpacing(16)
        halves.addLayout(side, 1)
    groups = [[one for one in listed if one.group is group] for group in CommandGroup]
    for group in sorted((group for group in groups if group), key=len, reverse=True):
        shortest = min(sides, key=lambda side: side.property("rows") or 0)
        shortest.addWidget(_group(group, commands))
        shortest.setProperty("rows", (shortest.property("rows") or 0) + len(group) + 2)
    for side in sides:
        side.addStretch(1)
    return page


def _group(group: list[Command], commands: Commands) -> QWidget:
    box = QWidget()
    grid = QGridLayout(box)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(0, 1)
    heading = Label(
        group_title(group[0].group).upper(), kind=fonts.Type.LABEL_STRONG, tone=Tone.MUTED
    )
    grid.addWidget(heading, 0, 0, 1, 2)
    for row, command in enumerate(group, start=1):
        grid.addWidget(Label(command.title, kind=fonts.Type.BODY, wrap=True), row, 0)
        printed = short_row([key_text(one.keys) for one in commands.row(command)])
        if printed:
            grid.addWidget(KeyCap(printed), row, 1, Qt.AlignmentFlag.AlignRight)
    return box
