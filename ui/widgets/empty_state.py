"""What an empty area says: what will appear here, and the one thing to do."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import fonts, icons, measures, theme
from ui.widgets import painting, plain_text
from ui.widgets.balanced import balanced
from ui.widgets.buttons import Button, Look
from ui.widgets.ground import Tone
from ui.widgets.labels import Label

_MARK = 48
_WIDTH = 320
_LEAST_WIDTH = 200
_MARGIN = 24
_ROOM = "empty_states_stand_level"
_LEVEL = 0.3
"""Of a room's height, down to the mark: an area is looked at above its middle."""


def keep_level(room: QWidget) -> None:
    """Let all that is empty in a part of the window say so at one height."""
    room.setProperty(_ROOM, True)


class EmptyState(QWidget):
    """An icon, a line, a sentence and at most one button.

    Signals:
        acted: the button was pressed.
    """

    acted = Signal()

    def __init__(
        self,
        *,
        icon: icons.Icon,
        title: str,
        text: str = "",
        action: str = "",
        keys: QKeySequence | None = None,
        look: Look = Look.ORDINARY,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._balance: dict[tuple[str, int, int], QSize] = {}
        self._title = Label(kind=fonts.Type.TITLE, wrap=True)
        self._text = Label(kind=fonts.Type.BODY, tone=Tone.MUTED, wrap=True)
        self._button = Button(action, keys=keys, look=look)
        self._button.clicked.connect(self.acted)
        self._mark = _Mark(icon)
        for child in (self._mark, self._title, self._text, self._button):
            child.setParent(self)
            child.show()
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        theme.current().measures_changed.connect(self._place)
        self.set_words(title=title, text=text, action=action)

    def set_words(
        self, *, title: str, text: str = "", action: str = "", icon: icons.Icon | None = None
    ) -> None:
        """Say something else; an empty action hides the button, no icon leaves the one before."""
        if icon is not None:
            self._mark.set_icon(icon)
        self._title.set_text(plain_text.plain_line(title))
        self._text.set_text(plain_text.plain_line(text))
        self._text.setVisible(bool(text))
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._balance.clear()
        self.updateGeometry()
        self._place()

    def set_covered(self, width: int) -> None:
        """So much at its right is not seen: the middle is that of what is left."""
        self.setContentsMargins(0, 0, width, 0)
        self._place()

    def _parts(self, width: int) -> list[tuple[QWidget, QSize, int]]:
        """What is shown, how large it is, and the gap before it.

        Not by a layout: it forgets how high a wrapped text is that stands in its middle.
        """
        parts: list[tuple[QWidget, QSize, int]] = [(self._mark, self._mark.sizeHint(), 0)]
        for label, gap in ((self._title, 12), (self._text, 4)):
            if not label.isHidden():
                parts.append((label, self._balanced(label, width), gap))
        if not self._button.isHidden():
            parts.append((self._button, self._button.sizeHint(), 16))
        return parts

    def _balanced(self, label: Label, most: int) -> QSize:
        key = (label.text(), most, label.font().pixelSize())
        if key not in self._balance:
            self._balance[key] = balanced(label, most)
        return self._balance[key]

    def _column_width(self) -> int:
        most = min(measures.length(_WIDTH), self.contentsRect().width() - 2 * _MARGIN)
        return max(measures.length(_LEAST_WIDTH), most)

    def _height(self, width: int) -> int:
        return sum(size.height() + gap for _, size, gap in self._parts(width)) + 2 * _MARGIN

    def _place(self) -> None:
        width = self._column_width()
        middle = _MARGIN + (self.height() - self._height(width)) // 2
        top = max(_MARGIN, min(self._level(), middle))
        for part, size, gap in self._parts(width):
            top += gap
            left = (self.contentsRect().width() - size.width()) // 2
            part.setGeometry(QRect(QPoint(left, top), size))
            top += size.height()

    def _level(self) -> int:
        """How far down all empty areas of this part of the window have their mark."""
        room: QWidget | None = self
        while room is not None and not room.property(_ROOM):
            room = None if room.isWindow() else room.parentWidget()
        room = room or self
        above = self.mapTo(room, QPoint(0, 0)).y()
        return round(_LEVEL * room.height()) - above

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        width = measures.length(_LEAST_WIDTH)
        return QSize(width + 2 * _MARGIN, self._height(width))

    def sizeHint(self) -> QSize:
        width = measures.length(_WIDTH)
        return QSize(width + 2 * _MARGIN, self._height(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()


class _Mark(QWidget):
    def __init__(self, icon: icons.Icon) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon: icons.Icon) -> None:
        self._icon = icon
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(_MARK, _MARK)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        failed = self._icon is icons.Icon.WARNING
        ink, ground = (
            (tokens.late, tokens.late_soft) if failed else (tokens.accent, tokens.accent_soft)
        )
        edge = ink if tokens.outlined else None
        painting.rounded(painter, rect, radius=_MARK / 2, fill=ground, border=edge)
        icons.paint(painter, self._icon, ink, rect, size=22)
