"""A whole article, read beside the conversation; whole or step by step it goes into the draft."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels import formats
from protocol.knowledge import Article
from ui.knowledge.article_text import Part, PartKind, answer_of, parts_of, whole_text
from ui.theme import fitting, fonts
from ui.theme.icons import Icon
from ui.widgets.buttons import Button, IconButton, Look, PrimaryButton
from ui.widgets.ground import Tone, hairline
from ui.widgets.labels import Label
from ui.widgets.scroll_page import ScrollPage

translate = QCoreApplication.translate

_LINE_PAD = 2
"""Over and under a point: a line of it is then as high as the button of a step."""


class ArticleView(QWidget):
    """One article.

    Signals:
        closed: back to the list.
        insert_wanted: this text.
    """

    closed = Signal()
    insert_wanted = Signal(str)

    def __init__(self, article: Article, *, insertable: bool = True) -> None:
        super().__init__()
        self._insertable = insertable
        answer = answer_of(article.body)
        self._said = answer or whole_text(article.body)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(16, 8, 16, 8)
        self._back = Button(translate("Knowledge", "Back"), icon=Icon.CHEVRON_LEFT)
        self._back.clicked.connect(self.closed)
        self._insert = PrimaryButton(
            translate("Knowledge", "Insert answer")
            if answer
            else translate("Knowledge", "Insert whole")
        )
        self._insert.clicked.connect(self._on_insert_clicked)
        bar.addWidget(self._back)
        bar.addStretch(1)
        bar.addWidget(self._insert)
        column.addLayout(bar)
        self._insert.setVisible(insertable)
        column.addWidget(hairline())
        scroll = ScrollPage(name=translate("Knowledge", "Article"))
        column.addWidget(scroll, 1)
        page = QWidget()
        text = QVBoxLayout(page)
        text.setContentsMargins(16, 12, 16, 16)
        text.setSpacing(6)
        text.addWidget(Label(article.title, kind=fonts.Type.TITLE, wrap=True, selectable=True))
        text.addWidget(
            Label(
                translate("Knowledge", "Updated {day}").format(
                    day=formats.iso_day(article.updated)
                ),
                kind=fonts.Type.LABEL,
                tone=Tone.MUTED,
            )
        )
        text.addSpacing(6)  # the day belongs to the title
        for part in parts_of(article.body):
            text.addWidget(self._line(part))
        text.addStretch(1)
        scroll.show_page(page)
        self.setAccessibleName(article.title)

    def focus_back(self) -> None:
        """Let the keyboard begin at the top."""
        (self._insert if self._insertable else self._back).setFocus()

    def _line(self, part: Part) -> QWidget:
        if part.kind is PartKind.HEADING:
            heading = Label(part.text, kind=fonts.Type.BODY_STRONG, wrap=True)
            heading.setContentsMargins(0, 8, 0, 0)
            return heading
        words = Label(part.text, kind=fonts.Type.BODY, wrap=True, selectable=True)
        fitting.keep_above(words, width=80)
        if part.kind is PartKind.TEXT:
            return words
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        mark = Label(part.number, kind=fonts.Type.BODY, tone=Tone.MUTED)
        fitting.fix_width(mark, 18)
        for label in (mark, words):
            label.setContentsMargins(0, _LINE_PAD, 0, _LINE_PAD)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(mark, 0, top)
        row.addWidget(words, 1, top)
        if part.kind is PartKind.STEP and self._insertable:
            name = translate("Knowledge", "Insert step {number}").format(number=part.number)
            insert = _StepButton(part.text, name=name)
            insert.step_wanted.connect(self.insert_wanted)
            row.addWidget(insert, 0, top)
        return box

    def _on_insert_clicked(self) -> None:
        self.insert_wanted.emit(self._said)


class _StepButton(IconButton):
    """Inserts one step."""

    step_wanted = Signal(str)

    def __init__(self, text: str, *, name: str) -> None:
        super().__init__(Icon.PLUS, name=name, look=Look.QUIET)
        self._text = text
        fitting.fix_size(self, 24, 20)
        self.clicked.connect(self._on_self_clicked)

    def _on_self_clicked(self) -> None:
        self.step_wanted.emit(self._text)
