"""What an empty area says: what will appear here, and the one thing to do."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import fonts, icons, measures, theme
from ui.widgets import painting, plain_text
from ui.widgets.buttons import Button
from ui.widgets.ground import Tone
from ui.widgets.labels import Label

_MARK = 48
_WIDTH = 320
_LEAST_WIDTH = 200
_MARGIN = 24


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
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = Label(kind=fonts.Type.TITLE, wrap=True)
        self._text = Label(kind=fonts.Type.BODY, tone=Tone.MUTED, wrap=True)
        self._button = Button(action, keys=keys)
        self._button.clicked.connect(self.acted)
        column = QVBoxLayout(self)
        # The texts follow the width that there is; they must not keep it from shrinking.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(4)
        column.addStretch(1)
        column.addWidget(_Mark(icon), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        for label in (self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            column.addWidget(label, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(12)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        self.set_words(title=title, text=text, action=action)

    def set_words(self, *, title: str, text: str = "", action: str = "") -> None:
        """Say something else; an empty action hides the button."""
        self._title.set_text(plain_text.plain_line(title))
        self._text.set_text(plain_text.plain_line(text))
        self._text.setVisible(bool(text))
        self._button.setText(action)
        self._button.setVisible(bool(action))
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._fit()

    def _fit(self) -> None:
        """Give each text the height it needs: a layout forgets it for what stands in the middle."""
        width = max(
            measures.length(_LEAST_WIDTH),
            min(measures.length(_WIDTH), self.width() - 2 * _MARGIN),
        )
        for label in (self._title, self._text):
            label.setFixedSize(width, max(0, label.heightForWidth(width)))

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        width = measures.length(_LEAST_WIDTH) + 2 * _MARGIN
        return QSize(width, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()


class _Mark(QWidget):
    def __init__(self, icon: icons.Icon) -> None:
        super().__init__()
        self._icon = icon
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(_MARK, _MARK)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        edge = tokens.accent if tokens.outlined else None
        painting.rounded(painter, rect, radius=_MARK / 2, fill=tokens.accent_soft, border=edge)
        icons.paint(painter, self._icon, tokens.accent, rect, size=22)
