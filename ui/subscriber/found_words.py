"""What was said with the words one looks for: lines round them, each leads to its conversation."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from console.session import FoundWords
from console.viewmodels import formats
from language.excerpts import Ranges
from protocol.conversations import Head
from protocol.entries import EntryHit
from ui.desk.channels import channel_icon, channel_name
from ui.subscriber.talk_row import PAD, RowWords, TalkRow
from ui.theme import fonts
from ui.theme.icons import Icon
from ui.widgets import plain_text
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.ground import Tone
from ui.widgets.labels import Label
from ui.widgets.placeholder import Placeholder
from ui.widgets.scroll_page import ScrollPage

translate = QCoreApplication.translate


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
        self._fill(
            [Placeholder(blocks=4, lines=2, line_height=16, apart=22, sign=16, name=name)],
            margin=PAD,
        )

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
    note.setContentsMargins(PAD, 8, PAD, 8)
    return note


class FoundWordsRow(TalkRow):
    """One hit: who, when, the line with the words marked, and a file with them in its name.

    Signals:
        chosen: its conversation and entry.
    """

    chosen = Signal(str, int)

    def __init__(self, hit: EntryHit, head: Head | None) -> None:
        self._hit = hit
        words = hit_words(hit.excerpt, hit.spans)
        file = hit_words(hit.file, hit.file_spans)
        name = plain_text.plain_line(head.name if head else hit.author, shown=60)
        when = f"{formats.day(hit.at)}, {formats.clock(hit.at)}"
        super().__init__(
            Icon.NOTE if hit.note else channel_icon(head.channel if head else ""),
            title=name,
            when=when,
            words=(
                RowWords(words.text, words.found),
                RowWords(file.text, file.found, sign=Icon.CLIP),
            ),
        )
        channel = channel_name(head.channel) if head else ""
        named = translate("FoundWords", "File: {name}").format(name=file.text) if file.text else ""
        parts = (name, when, channel, words.text, named)
        self.setAccessibleName(plain_text.plain_line(", ".join(part for part in parts if part)))

    def announce(self) -> None:
        """It was chosen."""
        self.chosen.emit(self._hit.conversation, self._hit.seq)
