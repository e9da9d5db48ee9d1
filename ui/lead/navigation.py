"""The navigation at the left of a lead's window: the desk and his pages, as words or as icons."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from ui.lead.pages import PageKind
from ui.theme import fitting, fonts, icons, measures, theme
from ui.theme.icons import Icon
from ui.widgets import painting, pill, plain_text
from ui.widgets.ground import Ground, set_ground, set_style_property
from ui.widgets.labels import plain_tool_tip

translate = QCoreApplication.translate

WIDTH, RAIL = 192, 56
_ROW, _COMPACT = 34, 30
_BADGE = Qt.ItemDataRole.UserRole + 1
_TITLE = Qt.ItemDataRole.UserRole + 2


class Navigation(QFrame):
    """One entry is always chosen; moving the choice shows its page.

    `list` announces `currentRowChanged`.
    """

    def __init__(self, kinds: Sequence[PageKind], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_ground(self, Ground.PANEL_LEFT)
        self._rail = False
        self.list = QListWidget()
        self.list.setAccessibleName(translate("Lead", "Pages"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.setItemDelegate(_Entries(self))
        set_style_property(self.list, "plain", "true")
        for kind in kinds:
            item = QListWidgetItem(plain_text.plain_line(kind.title))
            item.setData(Qt.ItemDataRole.UserRole, kind.icon.value)
            item.setData(_TITLE, kind.title)
            self.list.addItem(item)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 9, 8)
        column.addWidget(self.list)
        self.set_rail(False)

    @property
    def rail(self) -> bool:
        """Whether only the icons are shown."""
        return self._rail

    def set_rail(self, rail: bool) -> None:
        """Icons alone where the page needs the room; their names are told on hover."""
        self._rail = rail
        fitting.fix_width(self, RAIL if rail else WIDTH)
        for at in range(self.list.count()):
            item = self.list.item(at)
            item.setToolTip(plain_tool_tip(item.text()) if rail else "")
        self.list.viewport().update()

    def set_badge(self, position: int, count: int) -> None:
        """So many things call on that page; said with its name."""
        item = self.list.item(position)
        title = item.data(_TITLE)
        item.setData(_BADGE, count)
        words = translate("Lead", "%n alert(s)", "", count)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{title}, {words}" if count else title)


class _Entries(QStyledItemDelegate):
    def __init__(self, navigation: Navigation) -> None:
        super().__init__(navigation)
        self._navigation = navigation

    # Qt overrides

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return measures.size(0, measures.by_density(_ROW, _COMPACT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        tokens, state = theme.current().tokens, option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painting.begin(painter)
        rect = painting.enlarge(painter, option.rect).adjusted(0, 1, 0, -1)
        if chosen:
            edge = tokens.accent if tokens.outlined else None
            fill = tokens.accent_soft
            painting.rounded(painter, rect, radius=painting.RADIUS, fill=fill, border=edge)
        elif state & QStyle.StateFlag.State_MouseOver:
            painting.rounded(painter, rect, radius=painting.RADIUS, fill=tokens.hover)
        if chosen and state & QStyle.StateFlag.State_HasFocus:
            painting.focus_ring(painter, rect)
        color = tokens.accent if chosen else tokens.muted
        place = QRectF(rect.left() + 12, rect.top(), icons.SIZE, rect.height())
        icons.paint(painter, Icon(index.data(Qt.ItemDataRole.UserRole)), color, place)
        count = index.data(_BADGE) or 0
        if self._navigation.rail:
            if count:
                dot = QRectF(place.right() - 2, rect.top() + 6, 8, 8)
                painting.rounded(painter, dot, radius=4, fill=tokens.late)
            painter.restore()
            return
        right = rect.right() - 10
        if count:
            figure = pill.figure_of(count)
            width = pill.width_of(figure)
            box = QRectF(right - width, rect.center().y() - pill.HEIGHT / 2, width, pill.HEIGHT)
            pill.paint_pill(painter, box, figure, pill.PillTone.LATE)
            right -= width + 6
        kind = fonts.Type.BODY_STRONG if chosen else fonts.Type.BODY
        words = QRectF(place.right() + 10, rect.top(), right - place.right() - 10, rect.height())
        painter.setFont(fonts.font(kind))
        painter.setPen(tokens.accent if chosen else tokens.text)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        shown = painting.elided(plain_text.plain_line(index.data(_TITLE)), kind, words.width())
        painter.drawText(words, flags, shown)
        painter.restore()
