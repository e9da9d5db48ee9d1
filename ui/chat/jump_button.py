"""The round button over a transcript that leads to its newest row and counts the new ones."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from ui.theme import icons, measures, theme
from ui.widgets import painting, pill
from ui.widgets.labels import plain_tool_tip

_ROUND = 36
_BADGE = 10


class JumpButton(QAbstractButton):
    """Hidden while the newest row is in sight."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._unseen = 0
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(QCoreApplication.translate("Transcript", "Go to the newest message"))
        self.resize(self.sizeHint())
        self.hide()

    def show_for(self, *, away: bool, unseen: int) -> None:
        """Show it to a reader who is away from the newest row."""
        if unseen != self._unseen:
            self._unseen = unseen
            self.update()
        name = QCoreApplication.translate("Transcript", "Go to the newest message")
        if unseen:
            more = QCoreApplication.translate("Transcript", "%n new message(s)", "", unseen)
            name = f"{name}: {more}"
        if name != self.accessibleName() or not self.toolTip():
            self.setAccessibleName(name)
            self.setToolTip(plain_tool_tip(name))
        if away == self.isHidden():
            self.setVisible(away)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(_ROUND + 8, _ROUND + _BADGE)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        wide = painting.enlarge(painter, self.rect()).width()
        circle = QRectF((wide - _ROUND) / 2, _BADGE, _ROUND, _ROUND)
        fill = tokens.hover if self.underMouse() else tokens.surface
        border = tokens.border_strong
        painting.rounded(painter, circle, radius=_ROUND / 2, fill=fill, border=border)
        icons.paint(painter, icons.Icon.ARROW_DOWN, tokens.accent, circle)
        if self.hasFocus():
            painting.focus_ring(painter, circle, radius=_ROUND / 2)
        if self._unseen:
            text = str(self._unseen) if self._unseen < 100 else "99+"
            width = pill.width_of(text)
            badge = QRectF((wide - width) / 2, 0, width, pill.HEIGHT)
            pill.paint_pill(painter, badge, text, pill.PillTone.UNREAD)
