"""Check boxes, switches between few and drop-down lists, drawn from tokens."""

import sys

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QSizePolicy, QStyledItemDelegate, QWidget

from ui.theme import fonts, icons, measures, theme
from ui.widgets import hanging, painting
from ui.widgets.round_corners import RoundCorners

_BOX = 16
_GAP = 8
_RING = 4


class CheckBox(QCheckBox):
    """Yes or no, with its words."""

    def __init__(self, text: str, *, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    # Qt overrides

    def sizeHint(self) -> QSize:
        words = painting.text_width(self.text(), fonts.Type.BODY)
        wide = int(words) + _BOX + _GAP + 2 * _RING + 1
        return measures.size(wide, painting.control_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        box = QRectF(_RING, (rect.height() - _BOX) / 2, _BOX, _BOX)
        if self.isChecked():
            painting.rounded(painter, box, radius=4, fill=tokens.accent)
            icons.paint(painter, icons.Icon.CHECK, tokens.on_accent, box, size=12)
        else:
            hovered = self.underMouse() and self.isEnabled()
            border = tokens.muted if hovered else tokens.border_strong
            painting.rounded(painter, box, radius=4, fill=tokens.surface, border=border)
        painter.setFont(fonts.font(fonts.Type.BODY))
        painter.setPen(tokens.text if self.isEnabled() else tokens.faint)
        words = rect.adjusted(box.right() + _GAP, 0, 0, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, flags, self.text())
        if self.hasFocus():
            painting.focus_ring(painter, rect)


class DropDown(QComboBox):
    """One of a list, with the same arrow as everything else that opens downwards."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        if sys.platform.startswith("linux"):
            # There Qt tells what is chosen in the place of a drop-down's name.
            self.setAccessibleDescription(name)
        self.view().setAccessibleName(name)
        self.setItemDelegate(QStyledItemDelegate(self))  # its own heeds no style sheet
        self._list = self.view().window()
        self._corners = RoundCorners(self._list)

    # Qt overrides

    def showPopup(self) -> None:
        super().showPopup()
        field, drop = hanging.on_screen(self), self._list.geometry()
        under = drop.center().y() > field.center().y()
        apart = field.height() if under else -drop.height()
        gap = hanging.gap() if under else -hanging.gap()
        self._list.move(drop.x(), field.y() + apart + gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        rect = painting.enlarge(painter, self.rect())
        arrow = QRectF(rect.width() - 22, 0, 12, rect.height())
        icons.paint(painter, icons.Icon.CHEVRON_DOWN, theme.current().tokens.muted, arrow, size=12)
