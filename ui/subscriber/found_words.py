"""What was said with the words one looks for: lines round them, each leads to its conversation."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from console.session import FoundWords
from console.viewmodels import formats
from language.excerpts import Ranges
from protocol.conversations import Head
from protocol.entries import EntryHit
from ui.chat.laid_text import LaidText
from ui.desk.channels import channel_icon, channel_name
from ui.theme import fitting, fonts, icons, theme
from ui.theme.icons import Icon
from ui.widgets import painting, plain_text
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.ground import Tone
from ui.widgets.labels import Label
from ui.widgets.placeholder import Placeholder
from ui.widgets.scroll_page import ScrollPage

translate = QCoreApplication.translate

_TOP, _LINE, _PAD = 9, 18, 16
_INDENT = 42
_TEXT_WIDTH = 270
"""Of the panel: a line of some fifty letters."""
_SIGN = 20
"""Before the name of a file."""


@dataclass(frozen=True, slots=True)
class HitWords:
    """A line of remote text fit to show, and what of it is to be marked."""

    text: str
    found: Ranges


def hit_words(excerpt: str, spans: Sequence[Sequence[int]]) -> HitWords:
    """Made fit piece by piece, so that the marks stay on their words whatever is taken out."""
    text, found, at = "", [], 0
    for start, length in (span for span in spans if len(span) == 2):
        if start < at or length <= 0 or start + length > len(excerpt):
            continue  # of a newer server, or a broken one
        text += plain_text.harmless(excerpt[at:start]).replace("\n", " ")
        word = plain_text.harmless(excerpt[start : start + length]).replace("\n", " ")
        if word:
            found.append((len(text), len(word)))
        text += word
        at = start + length
    text += plain_text.harmless(excerpt[at:]).replace("\n", " ")
    return HitWords(text, tuple(found))


class FoundWordsList(ScrollPage):
    """Newest first, page by page.

    Signals:
        hit_chosen: the conversation and the entry in it.
        more_wanted: the next page.
    """

    hit_chosen = Signal(str, int)
    more_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(name=translate("FoundWords", "Found in conversations"), parent=parent)
        self._rows: list[FoundWordsRow] = []

    def show_looking(self) -> None:
        """The server is asked."""
        self._rows = []
        name = translate("FoundWords", "Searching")
        self._fill([Placeholder(lines=8, line_height=30, name=name)], margin=_PAD)

    def show_error(self, words: str) -> None:
        """It could not be asked."""
        self._rows = []
        title = translate("FoundWords", "The search did not work")
        self._fill([EmptyState(icon=Icon.WARNING, title=title, text=words)])

    @property
    def is_empty(self) -> bool:
        """Whether no hit is shown."""
        return not self._rows

    def add_page(self, found: FoundWords, *, asked: str, narrowed: bool = False) -> None:
        """The next page of hits, under what is there; other words than those asked for are told."""
        for hit in found.hits:
            row = FoundWordsRow(hit, found.heads.get(hit.conversation))
            row.clicked.connect(row.announce)
            row.chosen.connect(self.hit_chosen)
            self._rows.append(row)
        place = self.verticalScrollBar().value()
        widgets: list[QWidget] = list(self._rows)
        if found.skipped:
            words = translate("FoundWords", "Some of the last minutes’ messages are not in yet.")
            widgets.insert(0, _note(words))
        if found.query != asked:
            words = translate("FoundWords", "Nothing found for “{asked}”. Found for “{found}”:")
            said = words.format(asked=plain_text.plain_line(asked), found=found.query)
            widgets.insert(0, _note(said))
        if found.more:
            button = Button(translate("FoundWords", "Look further back"))
            button.clicked.connect(self.more_wanted)
            widgets.append(button)
        elif not self._rows:
            title = translate("FoundWords", "Nothing found")
            text = translate("FoundWords", "Try fewer words, or a word in another form.")
            if narrowed:
                text = translate("FoundWords", "Try other days, another queue, or fewer words.")
            widgets = [EmptyState(icon=Icon.SEARCH, title=title, text=text)]
        self._fill(widgets)
        self.verticalScrollBar().setValue(place)

    def enter(self) -> None:
        """Put the cursor on the first hit."""
        if self._rows:
            self._rows[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self, rows: list[QWidget], *, margin: int = 0) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(margin, margin, margin, 8)
        column.setSpacing(0)
        for row in rows:
            centred = isinstance(row, Button)
            column.addWidget(
                row, 0, Qt.AlignmentFlag.AlignHCenter if centred else Qt.AlignmentFlag(0)
            )
        if not isinstance(rows[0], EmptyState):
            column.addStretch(1)
        self.show_page(page)


def _note(words: str) -> Label:
    note = Label(words, kind=fonts.Type.CAPTION, tone=Tone.MUTED, wrap=True)
    note.setContentsMargins(_PAD, 8, _PAD, 8)
    return note


class FoundWordsRow(QAbstractButton):
    """One hit: who, when, the line with the words marked, and a file with them in its name.

    Signals:
        chosen: its conversation and entry.
    """

    chosen = Signal(str, int)

    def __init__(self, hit: EntryHit, head: Head | None) -> None:
        super().__init__()
        self._hit = hit
        words = hit_words(hit.excerpt, hit.spans)
        self._found = words.found
        self._laid = LaidText(words.text, kind=fonts.Type.CAPTION, width=_TEXT_WIDTH)
        self._words_height = self._laid.shape.height if words.text else 0
        name = hit_words(hit.file, hit.file_spans)
        self._found_in_name = name.found
        self._file = LaidText(name.text, kind=fonts.Type.CAPTION, width=_TEXT_WIDTH - _SIGN)
        file_height = self._file.shape.height if name.text else 0
        self._icon = Icon.NOTE if hit.note else channel_icon(head.channel if head else "")
        self._name = plain_text.plain_line(head.name if head else hit.author, shown=60)
        self._when = f"{formats.day(hit.at)}, {formats.clock(hit.at)}"
        fitting.fix_height(self, _TOP + _LINE + 2 + self._words_height + file_height + _TOP)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        channel = channel_name(head.channel) if head else ""
        file = translate("FoundWords", "File: {name}").format(name=name.text) if name.text else ""
        parts = (self._name, self._when, channel, words.text, file)
        self.setAccessibleName(plain_text.plain_line(", ".join(part for part in parts if part)))

    def announce(self) -> None:
        """It was chosen."""
        self.chosen.emit(self._hit.conversation, self._hit.seq)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        if self.underMouse():
            painter.fillRect(rect, tokens.hover)
        painter.fillRect(QRectF(_PAD, rect.bottom() - 1, rect.width() - 2 * _PAD, 1), tokens.border)
        icons.paint(painter, self._icon, tokens.muted, QRectF(_PAD, _TOP, 16, _LINE))
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        line = QRectF(_INDENT, _TOP, rect.width() - _INDENT - _PAD, _LINE)
        painter.setFont(fonts.font(fonts.Type.CAPTION))
        painter.setPen(tokens.muted)
        painter.drawText(line, right, self._when)
        room = line.width() - painting.text_width(self._when, fonts.Type.CAPTION) - 8
        painter.setFont(fonts.font(fonts.Type.CAPTION_STRONG))
        painter.setPen(tokens.text)
        elide = Qt.TextElideMode.ElideRight
        painter.drawText(line, left, painter.fontMetrics().elidedText(self._name, elide, int(room)))
        at = QPointF(_INDENT, _TOP + _LINE + 2)
        self._laid.draw(painter, at, tokens=tokens, selected=None, found=self._found)
        if self._file.text:
            top = at.y() + self._words_height
            icons.paint(painter, Icon.CLIP, tokens.muted, QRectF(_INDENT, top, 16, 16), size=14)
            beside = QPointF(_INDENT + _SIGN, top)
            marks = self._found_in_name
            self._file.draw(painter, beside, tokens=tokens, selected=None, found=marks)
        if self.hasFocus():
            painting.focus_ring(painter, rect)
