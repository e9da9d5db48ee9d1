"""Small things one after the other, going on in another line where the room ends."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

_GAP = 6


class FlowRow(QWidget):
    """Its children keep their size, in the middle of their line; its height follows its width."""

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QWidget] = []
        self.setAccessibleName(name)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def add(self, item: QWidget) -> None:
        """One more behind the last."""
        item.setParent(self)
        self._items.append(item)
        self.updateGeometry()

    def _place(self, width: int, *, move: bool) -> int:
        """The height that the items take, moved to their places or only asked."""
        left = top = 0
        sizes = [item.sizeHint().expandedTo(item.minimumSize()) for item in self._items]
        line = max((size.height() for size in sizes), default=0)
        for item, wanted in zip(self._items, sizes, strict=True):
            size = wanted.boundedTo(QSize(width, line))
            if left and left + size.width() > width:
                left, top = 0, top + line + _GAP
            if move:
                middle = top + (line - size.height()) // 2
                item.setGeometry(left, middle, size.width(), size.height())
            left += size.width() + _GAP
        return top + line

    # Qt overrides

    def heightForWidth(self, width: int) -> int:
        return self._place(width, move=False)

    def sizeHint(self) -> QSize:
        widths = [item.sizeHint().width() + _GAP for item in self._items]
        return QSize(sum(widths), self._place(sum(widths), move=False))

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._place(self.width(), move=False))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._place(self.width(), move=True)
