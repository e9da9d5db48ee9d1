"""What every page of the settings is built of: named groups of controls, applied as they change."""

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.core.preferences import Preferences
from ui.theme import fitting, fonts
from ui.theme.icons import Icon
from ui.widgets.ground import Tone
from ui.widgets.labels import Label
from ui.widgets.scroll_page import GUTTER

_CONTROL_WIDTH = 288
ALONG = 4
"""Words begin where the boxes of check boxes do, which leave room for their ring of focus."""


class SettingsPage(QWidget):
    """A subject of the settings. There is no «Save»: what is chosen holds at once.

    Signals:
        changed: the preferences as they are wanted now.
        sound_tried: let this sound be heard, at this volume in percent.
    """

    changed = Signal(object)
    sound_tried = Signal(object, int)

    def __init__(self, icon: Icon, title: str, preferences: Preferences) -> None:
        super().__init__()
        self.icon = icon
        self.title = title
        self.preferences = preferences
        self.setAccessibleName(title)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, GUTTER, 0)
        self._column.setSpacing(8)
        self._column.addStretch(1)

    def show_preferences(self, preferences: Preferences) -> None:
        """They were changed elsewhere: let the controls say so."""
        self.preferences = preferences

    def add_group(self, title: str) -> Label:
        """Begin a group of controls; its heading."""
        heading = Label(title, kind=fonts.Type.BODY_STRONG)
        heading.setContentsMargins(ALONG, 12 if self._column.count() > 1 else 0, 0, 0)
        self._add(heading)
        return heading

    def add_row(self, title: str, control: QWidget, *, remark: str = "") -> QWidget:
        """A control with its name at the left, and below it what it means if that needs saying."""
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(ALONG, 2, 0, 2)
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(0)
        name = Label(title, wrap=True)
        name.setBuddy(control)
        words.addWidget(name)
        if remark:
            words.addWidget(Label(remark, kind=fonts.Type.CAPTION, tone=Tone.MUTED, wrap=True))
        row.addLayout(words, 1)
        fitting.fix_width(control, _CONTROL_WIDTH)
        row.addWidget(control)
        if not control.accessibleName():
            control.setAccessibleName(title)
        self._add(box)
        return box

    def add_wide(self, control: QWidget) -> None:
        """A control that takes the whole width and names itself."""
        self._add(control)

    def change(self, how: Callable[[Preferences], Preferences]) -> None:
        """Want something else from now on."""
        wanted = how(self.preferences)
        if wanted != self.preferences:
            self.preferences = wanted
            self.changed.emit(wanted)

    def _add(self, widget: QWidget) -> None:
        self._column.insertWidget(self._column.count() - 1, widget)
