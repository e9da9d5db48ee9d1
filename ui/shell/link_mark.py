"""How the connection stands, in the top bar: a dot, and words where they have room."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.core.link_state import LinkPhase
from ui.theme import fonts, measures, theme
from ui.widgets import painting
from ui.widgets.ground import Tone
from ui.widgets.labels import plain_tool_tip

translate = QCoreApplication.translate


def link_words(phase: LinkPhase) -> tuple[str, Tone]:
    """Where the connection stands."""
    match phase:
        case LinkPhase.CAUGHT_UP:
            return translate("TopBar", "connected"), Tone.OK
        case LinkPhase.CATCHING_UP:
            return translate("TopBar", "catching up…"), Tone.WARN
        case LinkPhase.CONNECTING | LinkPhase.SIGNING_IN:
            return translate("TopBar", "connecting…"), Tone.WARN
        case LinkPhase.OFFLINE:
            return translate("TopBar", "no connection"), Tone.LATE
        case LinkPhase.SESSION_ENDED:
            return translate("TopBar", "signed out"), Tone.LATE
        case LinkPhase.VERSION_REFUSED:
            return translate("TopBar", "cannot connect"), Tone.LATE
        case LinkPhase.CERTIFICATE_ERROR:
            return translate("TopBar", "not trusted"), Tone.LATE


class LinkMark(QWidget):
    """A dot and a word, where the words have room."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._tone = "", Tone.MUTED
        self._shown = True
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set(self, words: str, tone: Tone) -> None:
        """Say where the connection stands."""
        self._words, self._tone = words, tone
        self.setAccessibleName(translate("TopBar", "Connection: {state}").format(state=words))
        self._tell()

    def show_words(self, *, shown: bool) -> None:
        """Without them the dot alone says it, and the words are its tool tip."""
        if shown != self._shown:
            self._shown = shown
            self._tell()

    @property
    def width_of_words(self) -> int:
        """What it needs less without them."""
        return measures.length(_width(self._words) - _width(""))

    @property
    def has_words(self) -> bool:
        """Whether they are to be read beside the dot."""
        return self._shown

    def _tell(self) -> None:
        self.setToolTip("" if self._shown else plain_tool_tip(self._words))
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        words = self._words if self._shown else ""
        return measures.size(_width(words), 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.begin(painter)
        color = theme.current().tokens.colors()[self._tone]
        rect = painting.enlarge(painter, self.rect())
        dot = QRectF(1, (rect.height() - 8) / 2, 8, 8)
        if self._tone is Tone.OK:
            painting.rounded(painter, dot, radius=4, fill=color)
        else:
            painting.rounded(painter, dot, radius=4, border=color, width=2)
        if not self._shown:
            return
        painter.setFont(fonts.font(fonts.Type.CAPTION))
        painter.setPen(color)
        line = QRectF(15, 0, rect.width() - 15, rect.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self._words)


def _width(words: str) -> int:
    return int(painting.text_width(words, fonts.Type.CAPTION)) + 17
