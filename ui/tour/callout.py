"""One callout beside a part of the window, and the ring round that part."""

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import fitting, fonts, measures, theme
from ui.tour.steps import Side, Step
from ui.widgets import painting
from ui.widgets.buttons import Button, Look, PrimaryButton
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.key_cap import KeyCap, key_text
from ui.widgets.labels import Label

translate = QCoreApplication.translate

_WIDTH = 372
_GAP = 12
_EDGE = 8
"""From the window's edge: as far as the controls in its corners, or they would peek out."""
_LOWER = 100
"""Beside a high part: below what says whose chat is open."""
_NEXT = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Right, Qt.Key.Key_Space})
_BACK = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Backspace})


class Callout(QFrame):
    """Says one thing; Enter goes on, the arrows go both ways, Esc ends it.

    Signals:
        moved: one step on, or back.
        skipped: no more of this.
        typed: a key that belongs to the work.
        left: the cursor went elsewhere in the window.
    """

    moved = Signal(int)
    skipped = Signal()
    typed = Signal(QKeyEvent)
    left = Signal()

    def __init__(self, step: Step, *, number: int, count: int, parent: QWidget) -> None:
        super().__init__(parent)
        self._step, self._home = step, parent
        set_ground(self, Ground.FLOAT)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        fitting.fix_width(self, _WIDTH)
        place = translate("Tour", "{number} of {count}").format(number=number, count=count)
        self.setAccessibleName(f"{step.title}, {place}")
        self.setAccessibleDescription(step.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(6)
        column.addWidget(Label(place, kind=fonts.Type.LABEL, tone=Tone.MUTED))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(step.title, kind=fonts.Type.TITLE, wrap=True), 1)
        keys = key_text(step.keys) if step.keys is not None else ""
        if keys:
            head.addWidget(KeyCap(keys))
        column.addLayout(head)
        column.addWidget(Label(step.text, tone=Tone.MUTED, wrap=True))
        column.addSpacing(6)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        last = number == count
        self.skip = Button(translate("Tour", "Skip"), look=Look.QUIET)
        self.skip.set_keys(QKeySequence(Qt.Key.Key_Escape), bound=False)
        self.skip.clicked.connect(self.skipped)
        self.go_on = PrimaryButton(translate("Tour", "Done") if last else translate("Tour", "Next"))
        self.go_on.set_keys(QKeySequence(Qt.Key.Key_Return), bound=False)
        self.go_on.clicked.connect(self._on_go_on_clicked)
        for button in (self.skip, self.go_on):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the callout hears the keys
            foot.addWidget(button)
        self.skip.setVisible(not last)
        column.addLayout(foot)

    def stand_beside(self, part: QRect) -> None:
        """Float beside a part of the parent, inside of it."""
        home = self._home.rect()
        fitting.fit_height(self)
        corner = {
            Side.RIGHT: QPoint(part.right() + _GAP, part.top() + measures.length(_LOWER)),
            Side.BELOW: QPoint(part.left(), part.bottom() + _GAP),
            Side.ABOVE: QPoint(part.left() + _GAP, part.top() - self.height() - _GAP),
        }[self._step.side]
        most = home.bottomRight() - QPoint(self.width() + _EDGE, self.height() + _EDGE)
        self.move(max(min(corner.x(), most.x()), _EDGE), max(min(corner.y(), most.y()), _EDGE))

    def _on_go_on_clicked(self) -> None:
        self.moved.emit(1)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _NEXT:
            self.moved.emit(1)
        elif key in _BACK:
            self.moved.emit(-1)
        elif key is Qt.Key.Key_Escape:
            self.skipped.emit()
        elif event.text():
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        # Another window or a menu comes and goes; who turns to a part of this one is at work.
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        ):
            self.left.emit()


class Ring(QWidget):
    """Round what is told of; the mouse goes through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        accent = theme.current().tokens.accent
        painting.rounded(painter, rect, radius=painting.CARD_RADIUS, border=accent, width=2)
