"""The subjects of the settings as a list to choose from: an icon and a word in each row."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import fonts, icons, measures, theme
from ui.theme.icons import Icon
from ui.widgets import painting
from ui.widgets.ground import set_style_property

_ROW, _COMPACT_ROW = 36, 30
_PADDING = 12
_GAP = 8
_ICON = Qt.ItemDataRole.UserRole


class SubjectList(QListWidget):
    """One row is always chosen; the ring of the focus is drawn round it alone."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Rows(self))
        set_style_property(self, "plain", "true")

    def add(self, icon: Icon, title: str) -> None:
        """A subject more."""
        item = QListWidgetItem(title)
        item.setData(_ICON, icon)
        self.addItem(item)


class _Rows(QStyledItemDelegate):
    # Qt overrides

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return measures.size(0, measures.by_density(_ROW, _COMPACT_ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        state = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        tokens = theme.current().tokens
        painter.save()
        painting.begin(painter)
        rect = painting.enlarge(painter, option.rect).adjusted(0, 1, 0, -1)
        if chosen:
            painting.rounded(painter, rect, radius=painting.RADIUS, fill=tokens.selected)
        elif state & QStyle.StateFlag.State_MouseOver:
            painting.rounded(painter, rect, radius=painting.RADIUS, fill=tokens.hover)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painting.focus_ring(painter, rect)
        place = QRectF(rect.left() + _PADDING, rect.top(), icons.SIZE, rect.height())
        icons.paint(
            painter, Icon(index.data(_ICON)), tokens.accent if chosen else tokens.muted, place
        )
        painter.setFont(fonts.font(fonts.Type.BODY_MEDIUM if chosen else fonts.Type.BODY))
        painter.setPen(tokens.text)
        words = rect.adjusted(_PADDING + icons.SIZE + _GAP, 0, -_PADDING, 0)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(words, flags, index.data(Qt.ItemDataRole.DisplayRole))
        painter.restore()
