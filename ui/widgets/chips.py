"""What holds now, each in a chip that a press or Delete takes away; arrows go between them."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from ui.theme import fonts, icons, measures, theme
from ui.theme.icons import Icon
from ui.widgets import painting, plain_text
from ui.widgets.flow_row import FlowRow
from ui.widgets.labels import plain_tool_tip

translate = QCoreApplication.translate

_HEIGHT = 24
_PAD, _GAP, _SIGN = 10, 4, 12
_WIDEST = 260
_REMOVING = frozenset(
    {Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter}
)
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
}


class Chips(QWidget):
    """Hidden while there is none.

    Signals:
        removed: the key of a chip that was taken away.
        left: the last one went, with the cursor.
    """

    removed = Signal(str)
    left = Signal()

    def __init__(self, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self.setAccessibleName(name)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._row: FlowRow | None = None
        self.chips: list[Chip] = []
        self.hide()

    def show_chips(self, words: dict[str, str]) -> None:
        """Show these, by their keys; the cursor stays among them if it was there."""
        place = self._held()
        if self._row is not None:
            self._row.hide()
            self._row.deleteLater()
        self._row = FlowRow(name=self._name)
        self.chips = [Chip(key, text) for key, text in words.items()]
        for number, chip in enumerate(self.chips):
            chip.clicked.connect(chip.announce)
            chip.removed.connect(self.removed)
            chip.stepped.connect(self._on_chip_stepped)
            chip.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus if not number else Qt.FocusPolicy.ClickFocus
            )
            self._row.add(chip)
        self._column.addWidget(self._row)
        self.setVisible(bool(self.chips))
        if place is not None and self.chips:
            self.chips[min(place, len(self.chips) - 1)].setFocus(Qt.FocusReason.TabFocusReason)
        elif place is not None:
            self.left.emit()

    def _held(self) -> int | None:
        """Which one has the cursor."""
        held = self.window().focusWidget()
        return next((n for n, chip in enumerate(self.chips) if chip is held), None)

    def _on_chip_stepped(self, step: int) -> None:
        place = self._held() or 0
        self.chips[(place + step) % len(self.chips)].setFocus(Qt.FocusReason.TabFocusReason)


class Chip(QAbstractButton):
    """One of them.

    Signals:
        removed: its key.
        stepped: to the chip before (-1) or after (1).
    """

    removed = Signal(str)
    stepped = Signal(int)

    def __init__(self, key: str, text: str) -> None:
        super().__init__()
        self._key = key
        self._text = plain_text.plain_line(text, shown=60)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(translate("Chips", "{what}: remove").format(what=self._text))
        hint = translate("Chips", "Remove (Delete)")
        self.setToolTip(plain_tool_tip(f"{self._text} · {hint}"))

    def announce(self) -> None:
        """It is not wanted any more."""
        self.removed.emit(self._key)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _REMOVING:
            self.announce()
        elif key in _STEPS:
            self.stepped.emit(_STEPS[key])
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        words = painting.text_width(self._text, fonts.Type.CAPTION_STRONG)
        wide = min(int(words) + 2 * _PAD + _GAP + _SIGN + 1, _WIDEST)
        return measures.size(wide, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        radius = rect.height() / 2
        # Not filled, as what is chosen among tabs is: this is there to be taken away.
        border = tokens.accent if self.underMouse() else tokens.border_strong
        painting.rounded(painter, rect, radius=radius, fill=tokens.surface, border=border)
        words = rect.adjusted(_PAD, 0, -_PAD - _GAP - _SIGN, 0)
        painter.setFont(fonts.font(fonts.Type.CAPTION_STRONG))
        painter.setPen(tokens.text)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        shown = painting.elided(self._text, fonts.Type.CAPTION_STRONG, words.width() + 1)
        painter.drawText(words, flags, shown)
        sign = QRectF(words.right() + _GAP, 0, _SIGN, rect.height())
        icons.paint(painter, Icon.X, tokens.muted, sign, size=_SIGN)
        if self.hasFocus():
            painting.focus_ring(painter, rect, radius=radius)
