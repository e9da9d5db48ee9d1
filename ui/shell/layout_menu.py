"""The chooser of how many chats are in view at once."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from console.core.arrangement import LAYOUTS
from ui.theme.icons import Icon
from ui.widgets.buttons import Button, Look
from ui.widgets.labels import plain_tool_tip
from ui.widgets.menu import Menu

translate = QCoreApplication.translate


def layout_title(count: int) -> str:
    """A layout in words, as they stand within a sentence."""
    match count:
        case 1:
            return translate("Grid", "one chat")
        case 2:
            return translate("Grid", "two chats")
        case 4:
            return translate("Grid", "four chats")
        case _:
            return translate("Grid", "six chats")


def _capital(title: str) -> str:
    return title[:1].upper() + title[1:]


class LayoutButton(Button):
    """Shows how many panes there are; its menu changes it.

    Signals:
        layout_chosen: so many.
    """

    layout_chosen = Signal(int)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(look=Look.QUIET, icon=Icon.GRID, trailing=Icon.CHEVRON_DOWN, parent=parent)
        self._count = 1
        self._menu = Menu(choices=True, parent=self)
        self._actions: dict[int, QAction] = {}
        for count in LAYOUTS:
            action = self._menu.addAction(_capital(layout_title(count)))
            action.setData(count)
            action.setCheckable(True)
            self._actions[count] = action
        self._menu.triggered.connect(self._on_menu_triggered)
        self.clicked.connect(self.open_menu)
        self.set_layout_count(1, shown=1)

    def set_layout_count(self, count: int, *, shown: int) -> None:
        """Show which layout stands, and how many of its panes have room."""
        self._count = count
        if shown < count:
            text = translate("Grid", "{shown} of {count}").format(shown=shown, count=count)
            words = translate(
                "Grid",
                "Chats in view: {part}. The window has no room for more; the others are in tabs.",
            ).format(part=text)
        else:
            text = str(count) if count > 1 else ""
            words = translate("Grid", "Chats in view: {layout}").format(layout=layout_title(count))
        self.setText(text)
        self.setAccessibleName(words)
        self.setToolTip(plain_tool_tip(words))
        self._mark()
        self.updateGeometry()

    def print_keys(self, count: int, keys: QKeySequence) -> None:
        """Print the keys of a layout beside it; somebody else listens to them."""
        self._menu.print_keys(self._actions[count], keys)

    def open_menu(self) -> None:
        """Show what there is to choose."""
        self._menu.hang(self)

    def _on_menu_triggered(self, action: QAction) -> None:
        self._mark()  # it follows the desk, not the mouse
        self.layout_chosen.emit(action.data())

    def _mark(self) -> None:
        for count, action in self._actions.items():
            action.setChecked(count == self._count)
