"""A thin bar for how much is left or done, with its name and figure."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import fonts, measures, theme
from ui.widgets import painting, plain_text
from ui.widgets.ground import Tone
from ui.widgets.labels import plain_tool_tip

_THICKNESS = 6
_HEIGHT = 22
_NAME_WIDTH = 82
_FIGURE_WIDTH = 86
_GAP = 8


def paint_level(painter: QPainter, rect: QRectF, share: float, tone: Tone) -> None:
    """Only the bar, for delegates: centred in `rect`; `share` is taken into 0..1."""
    tokens = theme.current().tokens
    top = rect.center().y() - _THICKNESS / 2
    track = QRectF(rect.left(), top, rect.width(), _THICKNESS)
    edge = tokens.border if tokens.outlined else None
    painting.rounded(painter, track, radius=_THICKNESS / 2, fill=tokens.sunken, border=edge)
    share = min(max(share, 0.0), 1.0)
    if share > 0:
        fill = {Tone.LATE: tokens.late, Tone.WARN: tokens.warn, Tone.OK: tokens.ok}
        # Never thinner than its round ends: a little left must be seen.
        track.setWidth(max(track.width() * share, _THICKNESS))
        painting.rounded(painter, track, radius=_THICKNESS / 2, fill=fill.get(tone, tokens.accent))


class LevelBar(QWidget):
    """«Минуты ▬▬▬▭▭ 372 из 600». The figure carries the meaning, the colour stresses it."""

    def __init__(
        self,
        name: str = "",
        *,
        figure: str = "",
        share: float = 0.0,
        tone: Tone = Tone.ACCENT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set(name, figure=figure, share=share, tone=tone)

    def set(self, name: str, *, figure: str, share: float, tone: Tone = Tone.ACCENT) -> None:
        """Show another level."""
        self._name = plain_text.plain_line(name)
        self._figure = plain_text.plain_line(figure)
        self._share, self._tone = share, tone
        self.setAccessibleName(f"{self._name}: {self._figure}" if self._name else self._figure)
        self._tell_when_cut()
        self.update()

    def is_cut(self) -> bool:
        """Whether its name or figure has less room than it needs."""
        needed = painting.text_width(self._figure, fonts.Type.CAPTION)
        named = painting.text_width(self._name, fonts.Type.CAPTION)
        width = measures.design(self.width())
        return named > _NAME_WIDTH - _GAP or needed > (width - _NAME_WIDTH) / 2 - _GAP

    def _tell_when_cut(self) -> None:
        self.setToolTip(plain_tool_tip(self.accessibleName()) if self.is_cut() else "")

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(280, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return measures.size(160, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._tell_when_cut()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        painter.setFont(fonts.font(fonts.Type.CAPTION))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        metrics = painter.fontMetrics()
        elide = Qt.TextElideMode.ElideRight
        left, right = 0.0, rect.width()
        if self._name:
            box = QRectF(0, 0, _NAME_WIDTH - _GAP, rect.height())
            painter.setPen(tokens.muted)
            painter.drawText(box, flags, metrics.elidedText(self._name, elide, int(box.width())))
            left = _NAME_WIDTH
        if self._figure:
            wanted = max(_FIGURE_WIDTH, metrics.horizontalAdvance(self._figure) + _GAP)
            width = min(wanted, (right - left) / 2)
            box = QRectF(right - width + _GAP, 0, width - _GAP, rect.height())
            painter.setPen(tokens.text)
            painter.drawText(box, flags, metrics.elidedText(self._figure, elide, int(box.width())))
            right -= width
        paint_level(painter, QRectF(left, 0, right - left, rect.height()), self._share, self._tone)
