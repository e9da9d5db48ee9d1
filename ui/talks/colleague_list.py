"""Found colleagues as a list to choose from: a circle, a name, a role, whether he is there."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from protocol.ids import AccountId
from protocol.people import Colleague
from ui.theme import fonts, icons, theme
from ui.widgets import painting, plain_text
from ui.widgets.avatar import paint_avatar
from ui.widgets.presence_dot import paint_presence

ROW = 44
_INDENT = 12
SHOWN = 5
"""Rows in sight at once; the others scroll."""

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class ColleagueModel(QAbstractListModel):
    """The found ones, and which of them are chosen; `describe` says role and presence."""

    def __init__(self, describe: Callable[[Colleague], str], parent: QObject) -> None:
        super().__init__(parent)
        self._describe = describe
        self._found: list[Colleague] = []
        self.chosen: dict[AccountId, Colleague] = {}

    def set_found(self, found: Sequence[Colleague]) -> None:
        """Other ones; who was chosen stays so."""
        self.beginResetModel()
        self._found = list(found)
        self.endResetModel()

    def colleague_at(self, row: int) -> Colleague | None:
        """Who stands there."""
        return self._found[row] if 0 <= row < len(self._found) else None

    def remark(self, colleague: Colleague) -> str:
        """What stands under his name."""
        return self._describe(colleague)

    def toggle(self, row: int) -> None:
        """Choose him, or no longer."""
        colleague = self.colleague_at(row)
        if colleague is None:
            return
        if self.chosen.pop(colleague.id, None) is None:
            self.chosen[colleague.id] = colleague
        index = self.index(row)
        self.dataChanged.emit(index, index)

    # Qt overrides

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._found)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        colleague = self.colleague_at(index.row()) if index.isValid() else None
        if colleague is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return plain_text.plain_line(colleague.name)
            case Qt.ItemDataRole.AccessibleTextRole:
                return plain_text.plain_line(f"{colleague.name}, {self.remark(colleague)}")
            case Qt.ItemDataRole.UserRole:
                return colleague
            case _:
                return None


class ColleagueList(QListView):
    """The list itself; the keys that move in it may come from a field above.

    Signals:
        pressed_row: this row was pressed with the mouse.
    """

    pressed_row = Signal(int)

    def __init__(self, model: ColleagueModel, *, name: str, several: bool) -> None:
        super().__init__()
        self._people = model
        self.setModel(model)
        self.setItemDelegate(_ColleaguePainter(model, several=several, parent=self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFixedHeight(ROW * SHOWN)
        self.setAccessibleName(name)
        self._nothing = ""
        self.clicked.connect(self._on_self_clicked)

    @property
    def current(self) -> Colleague | None:
        """Who would be chosen now."""
        index = self.currentIndex()
        return self._people.colleague_at(index.row()) if index.isValid() else None

    def say_nothing(self, words: str) -> None:
        """Why nobody is listed: it stands where he would."""
        self._nothing = words
        self.setAccessibleDescription(words)
        self.viewport().update()

    def step(self, step: int) -> None:
        """To the one above or below."""
        count = self._people.rowCount()
        if count:
            row = (self.currentIndex().row() + step) % count
            self.setCurrentIndex(self._people.index(row))

    def _on_self_clicked(self, index: QModelIndex) -> None:
        self.pressed_row.emit(index.row())

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._nothing and not self._people.rowCount():
            painter = QPainter(self.viewport())
            painter.setFont(fonts.font(fonts.Type.BODY))
            painter.setPen(theme.current().tokens.muted)
            room = self.viewport().rect().adjusted(_INDENT, _INDENT, -_INDENT, 0)
            painter.drawText(room, Qt.TextFlag.TextWordWrap, self._nothing)


class _ColleaguePainter(QStyledItemDelegate):
    """Two lines beside a circle; where several can be chosen, a mark at the right."""

    def __init__(self, model: ColleagueModel, *, several: bool, parent: QObject) -> None:
        super().__init__(parent)
        self._people = model
        self._several = several

    # Qt overrides

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        colleague = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(colleague, Colleague):
            return
        tokens = theme.current().tokens
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        painter.save()
        painting.begin(painter)
        ground = tokens.surface
        if state & QStyle.StateFlag.State_Selected:
            ground = tokens.selected
            edge = tokens.accent if tokens.outlined else None
            painting.rounded(painter, rect, radius=painting.RADIUS, fill=ground, border=edge)
        elif state & QStyle.StateFlag.State_MouseOver:
            ground = tokens.hover
            painting.rounded(painter, rect, radius=painting.RADIUS, fill=ground)
        circle = QRectF(rect.left() + 8, rect.center().y() - 14, 28, 28)
        paint_avatar(painter, circle, name=colleague.name, person=colleague.id)
        paint_presence(painter, circle, colleague.presence, ground=ground)
        right = rect.right() - 10
        if self._several and colleague.id in self._people.chosen:
            mark = QRectF(right - 16, rect.top(), 16, rect.height())
            icons.paint(painter, icons.Icon.CHECK, tokens.accent, mark)
            right = mark.left() - 8
        line = QRectF(circle.right() + 12, rect.top() + 4, right - circle.right() - 12, 20)
        painter.setFont(fonts.font(fonts.Type.BODY_MEDIUM))
        painter.setPen(tokens.text)
        _draw(painter, line, colleague.name)
        painter.setFont(fonts.font(fonts.Type.CAPTION))
        painter.setPen(tokens.muted)
        _draw(painter, line.translated(0, 17), self._people.remark(colleague))
        painter.restore()


def _draw(painter: QPainter, rect: QRectF, text: str) -> None:
    line = plain_text.plain_line(text)
    elide = Qt.TextElideMode.ElideRight
    painter.drawText(rect, _LEFT, painter.fontMetrics().elidedText(line, elide, int(rect.width())))
