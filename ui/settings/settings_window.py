"""The window of the settings: the subjects at the left, the page of one of them at the right."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from console.core.preferences import Preferences
from ui.settings.settings_page import ALONG, SettingsPage
from ui.settings.subject_list import SubjectList
from ui.theme import fitting, fonts, measures
from ui.widgets.buttons import Button
from ui.widgets.ground import Ground, set_ground
from ui.widgets.labels import Label
from ui.widgets.scroll_page import GUTTER, ScrollPage

translate = QCoreApplication.translate

MakePage = Callable[[Preferences], SettingsPage]

_SIZE = (860, 620)
_SUBJECTS_WIDTH = 180


class SettingsWindow(QDialog):
    """Opened over a window, never run; what is chosen holds at once. Esc closes it.

    Signals:
        changed: the preferences as they are wanted now.
        sound_tried: let this sound be heard, at this volume in percent.
    """

    changed = Signal(object)
    sound_tried = Signal(object, int)

    def __init__(
        self, pages: Sequence[MakePage], preferences: Preferences, *, parent: QWidget
    ) -> None:
        super().__init__(parent)
        title = translate("Settings", "Settings")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        set_ground(self, Ground.SURFACE)
        self.resize(measures.size(*_SIZE).boundedTo(parent.window().size()))
        self._pages = [make(preferences) for make in pages]
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24 - GUTTER, 20)
        column.setSpacing(12)
        column.addWidget(Label(title, kind=fonts.Type.TITLE))
        row = QHBoxLayout()
        row.setSpacing(24)
        self._subjects = SubjectList(name=translate("Settings", "Subjects"))
        fitting.fix_width(self._subjects, _SUBJECTS_WIDTH)
        self._stack = QStackedWidget()
        for page in self._pages:
            self._subjects.add(page.icon, page.title)
            self._stack.addWidget(_scrolled(page))
            page.changed.connect(self._on_page_changed)
            page.sound_tried.connect(self.sound_tried)
        self._subjects.currentRowChanged.connect(self._stack.setCurrentIndex)
        self._subjects.setCurrentRow(0)
        row.addWidget(self._subjects)
        row.addWidget(self._stack, 1)
        column.addLayout(row, 1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(0, 0, GUTTER, 0)
        buttons.addStretch(1)
        close = Button(translate("Settings", "Close"))
        close.clicked.connect(self.accept)
        buttons.addWidget(close)
        column.addLayout(buttons)
        self._subjects.setFocus()

    @property
    def pages(self) -> list[SettingsPage]:
        """The pages, in order."""
        return list(self._pages)

    def choose(self, subject: int) -> None:
        """Show the page of a subject."""
        self._subjects.setCurrentRow(subject)

    def _on_page_changed(self, preferences: Preferences) -> None:
        for page in self._pages:
            if page is not self.sender():
                page.show_preferences(preferences)
        self.changed.emit(preferences)


def _scrolled(page: SettingsPage) -> QWidget:
    scroll = ScrollPage(name=page.title, controls=True)
    scroll.show_page(page)
    return scroll.over_foot(indent=ALONG)
