"""A message that floats over a page and takes no focus: what happened, perhaps an undo."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import fitting, fonts, icons, measures, theme
from ui.widgets import notice_place, painting, plain_text
from ui.widgets.buttons import Button, IconButton, Look
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.labels import Label

_SHOWN = 160
# Long enough to read two lines and reach for the button; what must be seen stays instead.
SHOWN_MS = 6_000
MOST = 3
"""At once: more would lie over what is read, and nobody reads so many."""


class Toast(QFrame):
    """One message at the right of its parent, over what is read and never over what is written.

    At its top, or `low`: where what is at the top has just been chosen. Another stands beside it;
    of too many the oldest goes, unless it is to stay.

    Attributes:
        low, stays: as it was made.

    Signals:
        acted: its button was pressed.
        closed: it is gone, pressed or not. It deletes itself.
    """

    acted = Signal()
    closed = Signal()

    def __init__(
        self,
        title: str,
        *,
        text: str = "",
        action: str = "",
        close_name: str,
        icon: icons.Icon = icons.Icon.INFO,
        tone: Tone = Tone.ACCENT,
        stays: bool = False,
        low: bool = False,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._home = parent
        self.low = low
        self._said = title, text
        set_ground(self, Ground.FLOAT)
        fitting.fix_width(self, notice_place.WIDTH)
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 6, 8, 6)
        row.setSpacing(10)
        row.addWidget(_ToneIcon(icon, tone), 0, Qt.AlignmentFlag.AlignTop)
        close = IconButton(icons.Icon.X, name=close_name, look=Look.QUIET)
        title, text = (plain_text.plain_line(part, shown=_SHOWN) for part in (title, text))
        lead = Label(title, kind=fonts.Type.BODY_STRONG, wrap=True)
        words = QVBoxLayout()
        # The first line stands in the middle of what is pressed beside it.
        above = (close.sizeHint().height() - lead.fontMetrics().height()) // 2
        words.setContentsMargins(0, above, 0, 4)
        words.setSpacing(2)
        words.addWidget(lead)
        if text:
            words.addWidget(Label(text, kind=fonts.Type.CAPTION, tone=Tone.MUTED, wrap=True))
        row.addLayout(words, 1)
        if action:
            button = Button(action)
            button.clicked.connect(self._on_button_clicked)
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        close.clicked.connect(self.dismiss)
        row.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._shadow = notice_place.throw_shadow(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        parent.installEventFilter(self)
        self.show()
        self.raise_()
        self.stays = stays
        self._go_on()
        self._make_room()

    def says(self, title: str, text: str) -> bool:
        """Whether this is what can be read there."""
        return not self.isHidden() and self._said == (title, text)

    def say_again(self) -> None:
        """What it says has happened once more: it can be read for as long as at first."""
        self._go_on()

    def dismiss(self) -> None:
        """Take it away. Idempotent."""
        if not self.isHidden():
            self._timer.stop()
            self.hide()
            self.closed.emit()
            self.deleteLater()
            for toast in self._shown_here():
                toast.place()

    def remaining_ms(self) -> int | None:
        """When it goes by itself; None while it stays."""
        return self._timer.remainingTime() if self._timer.isActive() else None

    def _go_on(self) -> None:
        if not self.stays:
            self._timer.start(SHOWN_MS)

    def _on_button_clicked(self) -> None:
        self.acted.emit()
        self.dismiss()

    def _shown_here(self) -> list["Toast"]:
        """Those at this place, the oldest first."""
        here = self._home.findChildren(Toast, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [toast for toast in here if not toast.isHidden() and toast.low == self.low]

    def _make_room(self) -> None:
        shown = self._shown_here()
        passing = [toast for toast in shown if not toast.stays and toast is not self]
        for toast in passing[: max(0, len(shown) - MOST)]:
            toast.dismiss()
        self.place()

    def place(self) -> None:
        """Go where there is room beside those that were there before."""
        fitting.fit_height(self)
        shown = self._shown_here()
        older = shown[: shown.index(self)] if self in shown else shown
        between = measures.length(notice_place.BETWEEN)
        taken = sum(toast.height() + between for toast in older)
        top = measures.length(notice_place.BELOW) + notice_place.room_of_steady(self._home) + taken
        if self.low:
            top = self._home.height() - self.height() - notice_place.MARGIN - taken
        self.move(notice_place.left_of(self, self._home), top)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in notice_place.MOVES:
            self.place()
        return super().eventFilter(watched, event)

    def enterEvent(self, event: QEnterEvent) -> None:
        self._timer.stop()  # who reads it keeps it

    def leaveEvent(self, event: QEvent) -> None:
        self._go_on()


class _ToneIcon(QWidget):
    def __init__(self, icon: icons.Icon, tone: Tone) -> None:
        super().__init__()
        self._icon, self._tone = icon, tone
        fitting.fix_width(self, icons.SIZE)
        fitting.fix_height(self, painting.CONTROL_HEIGHT, painting.COMPACT_HEIGHT)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        rect = painting.enlarge(painter, self.rect())
        icons.paint(painter, self._icon, tokens.colors()[self._tone], rect)
