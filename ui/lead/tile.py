"""A tile of the board: one figure, what it is, what belongs to it; pressed it opens its list."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import fonts, measures, theme
from ui.widgets import painting, plain_text
from ui.widgets.ground import Tone
from ui.widgets.labels import plain_tool_tip

HEIGHT = 96
LEAST = 152
_PAD = 14


class Tile(QAbstractButton):
    """Its tool tip, its description and the key «?» tell how the figure is counted.

    Signals:
        formula_wanted: tell how it is counted.
    """

    formula_wanted = Signal()

    def __init__(self, title: str, *, formula: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._figure, self._remark = title, "–", ""
        self._tone, self._remark_tone = Tone.TEXT, Tone.MUTED
        self._faded = False
        self.formula = formula
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(plain_tool_tip(formula))
        self.setAccessibleDescription(formula)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name()

    @property
    def title(self) -> str:
        """What it counts."""
        return self._title

    def set_title(self, title: str) -> None:
        """Count something else by the same formula, as a target that has changed."""
        if title != self._title:
            self._title = title
            self._name()
            self.update()

    def show_figure(
        self, figure: str, remark: str, *, tone: Tone = Tone.TEXT, remark_tone: Tone = Tone.MUTED
    ) -> None:
        """Show another figure; nothing is drawn anew where nothing has changed."""
        told = figure, plain_text.plain_line(remark), tone, remark_tone
        if told == (self._figure, self._remark, self._tone, self._remark_tone):
            return
        self._figure, self._remark, self._tone, self._remark_tone = told
        self._name()
        self.update()

    def fade(self, *, faded: bool) -> None:
        """The figure is an old one."""
        if faded is not self._faded:
            self._faded = faded
            self.update()

    def _name(self) -> None:
        parts = [f"{self._title}: {self._figure}", self._remark]
        self.setAccessibleName(", ".join(part for part in parts if part))

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(LEAST, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return measures.size(LEAST, HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.text() == "?":
            self.formula_wanted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        hovered = self.underMouse() or self.isDown()
        painting.rounded(
            painter,
            rect,
            radius=painting.CARD_RADIUS,
            fill=tokens.hover if hovered else tokens.surface,
            border=tokens.border_strong if hovered or tokens.outlined else tokens.border,
        )
        colors = tokens.colors()
        room = rect.adjusted(_PAD, 12, -_PAD, -12)
        faded = tokens.muted if self._faded else None
        for text, kind, color, top, height in (
            (self._title, fonts.Type.CAPTION, tokens.muted, 0, 16),
            (self._figure, fonts.Type.FIGURE, faded or colors[self._tone], 20, 32),
            (self._remark, fonts.Type.CAPTION, faded or colors[self._remark_tone], 56, 16),
        ):
            painter.setFont(fonts.font(kind))
            painter.setPen(color)
            line = QRectF(room.left(), room.top() + top, room.width(), height)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            shown = painting.elided(plain_text.plain_line(text), kind, line.width())
            painter.drawText(line, flags, shown)
        if self.hasFocus():
            painting.focus_ring(painter, rect, radius=painting.CARD_RADIUS)
