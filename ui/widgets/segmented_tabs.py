"""A row of tabs for the views of one panel: «Абонент | Знания | История»."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import fonts, measures, theme
from ui.widgets import painting
from ui.widgets.ground import Ground, stands_on

_SMALL = 24


class SegmentedTabs(QWidget):
    """One of several views is chosen; arrows move between them.

    Signals:
        chosen: the index of the tab that is chosen now.
    """

    chosen = Signal(int)

    def __init__(self, *, name: str, large: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._large = large
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._group.idToggled.connect(self._on_group_toggled)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        self._row.addStretch(1)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def add(self, text: str) -> int:
        """Add a tab at the end; the first one is chosen. Returns its index."""
        index = self.count()
        tab = _Tab(text, large=self._large, parent=self)
        self._row.insertWidget(index, tab)
        self._group.addButton(tab, index)
        tab.setChecked(index == 0)
        return index

    def count(self) -> int:
        """How many tabs there are."""
        return len(self._group.buttons())

    def current(self) -> int:
        """The index of the chosen tab; -1 without tabs."""
        return self._group.checkedId()

    def choose(self, index: int) -> None:
        """Choose a tab."""
        self._group.button(index).setChecked(True)

    def set_text(self, index: int, text: str) -> None:
        """Rename a tab, for instance with another count."""
        tab = self._group.button(index)
        tab.setText(text)
        tab.setAccessibleName(text)
        tab.updateGeometry()

    def _on_group_toggled(self, index: int, checked: bool) -> None:
        if checked:
            self.chosen.emit(index)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is None or not self.count():
            super().keyPressEvent(event)
            return
        index = (self.current() + step) % self.count()
        self.choose(index)
        self._group.button(index).setFocus(Qt.FocusReason.TabFocusReason)


class _Tab(QAbstractButton):
    def __init__(self, text: str, *, large: bool, parent: QWidget) -> None:
        super().__init__(parent)
        self._kind = fonts.Type.BODY_STRONG if large else fonts.Type.CAPTION_STRONG
        self._large = large
        self.setText(text)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            event.ignore()  # the row moves between tabs
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        height = painting.control_height() if self._large else _SMALL
        return measures.size(int(painting.text_width(self.text(), self._kind)) + 19, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        radius = painting.RADIUS if self._large else rect.height() / 2
        ink = tokens.accent
        if self.isChecked():
            border = tokens.accent if tokens.outlined else None
            fill = tokens.accent_soft
            if stands_on(self, Ground.COMPOSER_NOTE):
                # The accent would say that what is written there goes to the subscriber.
                ink, fill, border = tokens.warn, tokens.surface, tokens.note_border
            painting.rounded(painter, rect, radius=radius, fill=fill, border=border)
        elif self.underMouse() and self.isEnabled():
            painting.rounded(painter, rect, radius=radius, fill=tokens.hover)
        painter.setFont(fonts.font(self._kind))
        other = tokens.muted if self.isEnabled() else tokens.faint
        painter.setPen(ink if self.isChecked() else other)
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self.text())
        if self.hasFocus():
            painting.focus_ring(painter, rect, radius=radius)
