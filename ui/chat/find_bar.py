"""The bar over a transcript that one finds words with: what is sought, which hit of how many."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.theme import fitting, fonts
from ui.theme.icons import Icon
from ui.widgets.buttons import IconButton, Look
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.labels import Label
from ui.widgets.search_field import SearchField

translate = QCoreApplication.translate

HEIGHT = 44


class FindBar(QFrame):
    """Enter and F3 go on to older hits, with Shift back to newer ones; Esc closes.

    Signals:
        query_changed: something else is sought.
        stepped: 1 to the next older hit, -1 to the next newer one.
        closed: it is not needed any more.
    """

    query_changed = Signal(str)
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_ground(self, Ground.BAR_TOP)
        fitting.fix_height(self, HEIGHT)
        self.setAccessibleName(translate("FindBar", "Find in this chat"))
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 12, 1)
        row.setSpacing(6)
        self.field = SearchField(name=translate("FindBar", "Find in this chat"))
        fitting.keep_between(self.field, 0, 360)
        self.field.query_changed.connect(self.query_changed)
        self.field.moved.connect(self._on_field_moved)
        row.addWidget(self.field, 1)
        self.count = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        row.addWidget(self.count, 1)  # what it says does not move the field
        self.older = IconButton(
            Icon.CHEVRON_UP, name=translate("FindBar", "Older match"), look=Look.QUIET
        )
        self.newer = IconButton(
            Icon.CHEVRON_DOWN, name=translate("FindBar", "Newer match"), look=Look.QUIET
        )
        close = IconButton(Icon.X, name=translate("FindBar", "Close the search"), look=Look.QUIET)
        self.older.clicked.connect(self._on_older_clicked)
        self.newer.clicked.connect(self._on_newer_clicked)
        close.clicked.connect(self.closed)
        for button in (self.older, self.newer, close):
            row.addWidget(button)
        self.hide()

    def open(self, query: str = "") -> None:
        """Show it, with the cursor in the field."""
        self.show()
        if query:
            self.field.setText(query)
        self.field.setFocus()
        self.field.selectAll()

    def say(self, *, current: int, of: int, more: bool, looking: bool) -> None:
        """Which hit is shown, of how many; `more` says that there are others further back."""
        if not self.field.query():
            words = ""
        elif looking and not of:
            words = translate("FindBar", "Searching…")
        elif not of:
            words = translate("FindBar", "Nothing found")
        elif more:
            words = translate("FindBar", "{current} of {count} or more")
        else:
            words = translate("FindBar", "{current} of {count}")
        self.count.set_text(words.format(current=current, count=of))
        for button in (self.older, self.newer):
            button.setEnabled(of > 0)

    def _on_field_moved(self, step: int) -> None:
        self.stepped.emit(-step)  # up is older

    def _on_older_clicked(self) -> None:
        self.stepped.emit(1)

    def _on_newer_clicked(self) -> None:
        self.stepped.emit(-1)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape:
            self.closed.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)
