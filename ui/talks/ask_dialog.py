"""Asks which colleague is asked about a message, and what he is asked."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from console.core.tasks import TaskOwner
from protocol.bodies import Citation
from ui.desk.desk_feed import DeskFeed
from ui.talks.colleague_dialog import ColleagueDialog
from ui.widgets import plain_text
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.labels import Label

translate = QCoreApplication.translate

_CITED = 160
"""Of the message one asks about, as much as says which it is."""
_QUESTION_HEIGHT = 72


class AskDialog(ColleagueDialog):
    """Which colleague is asked about a message, and what.

    Signals:
        asked: this colleague, in these words.
    """

    asked = Signal(str, str)

    def __init__(
        self, about: Citation, *, feed: DeskFeed, owner: TaskOwner, parent: QWidget
    ) -> None:
        self._about = about
        super().__init__(
            translate("Talks", "Ask a colleague"),
            answer=translate("Talks", "Ask"),
            feed=feed,
            owner=owner,
            parent=parent,
        )

    def fill_before(self) -> None:
        """The message, as the colleague will see it, and what he may do with it."""
        card = Label(_which(self._about), wrap=True)
        card.setContentsMargins(12, 8, 12, 8)
        set_ground(card, Ground.SUNKEN)
        self.body.addWidget(card)

    def fill_behind(self) -> None:
        """The question."""
        self.question = QPlainTextEdit()
        self.body.addWidget(self.name_line(translate("Talks", "Question"), of=self.question))
        self.question.setAccessibleName(translate("Talks", "Question"))
        self.question.setPlaceholderText(translate("Talks", "What do you want to know?"))
        self.question.setFixedHeight(_QUESTION_HEIGHT)
        self.question.setTabChangesFocus(True)
        self.question.installEventFilter(self)
        self.question.textChanged.connect(self._weigh)
        self.body.addWidget(self.question)
        words = translate(
            "Talks",
            "Your colleague can read this chat until the question is settled or the chat is no"
            " longer yours. The subscriber won’t know.",
        )
        self.body.addWidget(Label(words, tone=Tone.MUTED, wrap=True))

    def ready(self) -> bool:
        """Whether somebody is asked something."""
        return super().ready() and bool(self.question.toPlainText().strip())

    def enter(self) -> None:
        """He is found: now the question."""
        if self.list.current is not None:
            self.question.setFocus()

    def answer(self) -> None:
        """Ask him."""
        colleague = self.list.current
        if colleague is not None and self.ready():
            self.asked.emit(colleague.id, self.question.toPlainText().strip())
            super().answer()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self.question_or_none()
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        ):
            self.answer_button.click()
            return True
        return super().eventFilter(watched, event)

    def question_or_none(self) -> QPlainTextEdit | None:
        """The field; the search asks before there is one."""
        return getattr(self, "question", None)


def _which(about: Citation) -> str:
    """A message in a line or two."""
    text = plain_text.plain_line(about.excerpt, shown=_CITED)
    return translate("Talks", "{subscriber}: “{text}”").format(
        subscriber=plain_text.plain_line(about.subscriber, shown=40), text=text
    )
