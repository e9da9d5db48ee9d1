"""One found article: its title, where the words stand in it, what one may do with it."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from console.local.knowledge import KnowledgeHit
from language.excerpts import cut_short
from ui.theme import fonts, measures, theme
from ui.widgets import painting, plain_text
from ui.widgets.found_mark import found_mark
from ui.widgets.utf16 import from_utf16, to_utf16

translate = QCoreApplication.translate

_PAD = 10
_LINES = 2
Highlights = tuple[tuple[int, int], ...]


class HitCard(QAbstractButton):
    """A press opens the article; its link, where there is a chat for it, inserts its answer.

    Signals:
        opened, insert_wanted: the article's id and language.
    """

    opened = Signal(str, str)
    insert_wanted = Signal(str, str)

    def __init__(
        self, hit: KnowledgeHit, *, insertable: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.hit = hit
        self._insertable = insertable
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        title = plain_text.plain_line(hit.title)
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(plain_text.plain_line(hit.snippet))
        self._title = _Lines(hit.title, hit.title_highlights, fonts.Type.CAPTION_STRONG, most=2)
        self._snippet = _Lines(hit.snippet, hit.snippet_highlights, fonts.Type.LABEL, most=_LINES)
        self.clicked.connect(self.open)
        self._lay_out(280.0)

    def open(self) -> None:
        """Read it."""
        self.opened.emit(self.hit.article_id, self.hit.language)

    def insert(self) -> None:
        """Insert its answer."""
        self.insert_wanted.emit(self.hit.article_id, self.hit.language)

    def _lay_out(self, width: float) -> None:
        inner = max(width - 2 * _PAD, 60)
        height = self._title.lay_out(inner) + self._snippet.lay_out(inner) + 2 * _PAD + 1
        if self._insertable:
            height += fonts.Type.LABEL.line_height + 2
        self._height = int(height)

    def _link(self) -> QRectF:
        width = painting.text_width(_insert_words(), fonts.Type.LABEL_STRONG) + 2
        line = fonts.Type.LABEL.line_height
        return QRectF(_PAD, measures.design(self.height()) - _PAD - line, width, line)

    # Qt overrides

    def nextCheckState(self) -> None:
        """The list decides which card is current."""

    def sizeHint(self) -> QSize:
        return measures.size(280, self._height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        before = self._height
        self._lay_out(measures.design(event.size().width()))
        if self._height != before:
            self.updateGeometry()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        link = self._link().adjusted(-4, -4, 4, 4)
        if self._insertable and link.contains(measures.design_point(event.position())):
            self.setDown(False)
            self.insert()
            return
        super().mouseReleaseEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        fill = tokens.hover if self.underMouse() else tokens.surface
        border = tokens.accent if self.isChecked() else tokens.border
        painting.rounded(painter, rect, radius=8, fill=fill, border=border)
        self._title.paint(painter, QPointF(_PAD, _PAD), muted=False)
        self._snippet.paint(painter, QPointF(_PAD, _PAD + self._title.height + 1), muted=True)
        if self._insertable:
            painter.setFont(fonts.font(fonts.Type.LABEL_STRONG))
            painter.setPen(tokens.accent)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(self._link(), flags, _insert_words())
        if self.hasFocus():
            painting.focus_ring(painter, rect, radius=8)


class _Lines:
    """A wrapped text with some letters marked, cut after so many lines."""

    def __init__(self, text: str, marks: Highlights, kind: fonts.Type, *, most: int) -> None:
        plain = plain_text.plain_text(text).text.replace("\n", " ")
        # Marks count letters of the text as it came: where it had to be changed they mean nothing.
        self._marks = marks if plain == text.replace("\n", " ") else ()
        self._kind = kind
        self._most = most
        self._plain = plain
        self._layout = QTextLayout("", fonts.font(kind))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self.height = 0.0

    def lay_out(self, width: float) -> float:
        """Break into lines; the height they take."""
        shown = self._broken(self._plain, width, spare=0)
        if shown < len(self._plain):
            # There is always room for the ellipsis: where a line is full, in the card's margin.
            self._broken(cut_short(self._plain[:shown]), width, spare=_PAD)
        return self.height

    def _broken(self, text: str, width: float, *, spare: int) -> int:
        """How many letters the lines hold."""
        self.height, end = 0.0, 0
        self._layout.setText(text)
        self._layout.beginLayout()
        for number in range(1, self._most + 1):
            line = self._layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(width + (spare if number == self._most else 0))
            line.setPosition(QPointF(0, self.height))
            end = line.textStart() + line.textLength()
            self.height += self._kind.line_height
        self._layout.endLayout()
        return from_utf16(text, end)

    def paint(self, painter: QPainter, at: QPointF, *, muted: bool) -> None:
        tokens = theme.current().tokens
        text = self._layout.text()
        mark = found_mark(tokens)
        ranges = []
        for start, length in self._marks:
            which = QTextLayout.FormatRange()
            which.start = to_utf16(text, start)
            which.length = to_utf16(text, start + length) - which.start
            which.format = mark
            ranges.append(which)
        painter.setPen(tokens.muted if muted else tokens.text)
        self._layout.draw(painter, at, ranges)


def _insert_words() -> str:
    return translate("Knowledge", "Insert")
