"""What opens over the desk: one of each, and afterwards the keys go where they went before."""

from collections.abc import Callable
from typing import TypeVar, cast

from PySide6.QtWidgets import QDialog

from ui.shell.desk_parts import DeskParts
from ui.widgets.former_focus import FormerFocus

_Page = TypeVar("_Page", bound=QDialog)


def open_once(desk: DeskParts, name: str, make: Callable[[], _Page]) -> _Page:
    """The page of this name, which the window of a chat can ask for while it is open."""
    for page in desk.findChildren(QDialog, name):
        if page.isVisible():
            page.raise_()
            page.activateWindow()
            return cast("_Page", page)
    page = make()
    page.setObjectName(name)
    open_over(desk, page)
    return page


def open_over(desk: DeskParts, dialog: QDialog, *, asks: bool = False) -> None:
    """Open it over the desk, whichever window is in front.

    `asks`: it leads back only without an answer, for an answer leads on.
    """
    before = FormerFocus(dialog)
    before.remember()
    desk.come_forward()
    ended = dialog.rejected if asks else dialog.finished
    ended.connect(before.give_back)
    dialog.open()
