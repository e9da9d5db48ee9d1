"""The line over the send button that says what is doubtful about a text, and what one may do."""

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui.chat import composer_words
from ui.theme import fonts
from ui.theme.icons import Icon
from ui.widgets.buttons import Button
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import Label

translate = QCoreApplication.translate


class DoubtBar(QFrame):
    """Hidden while there is no doubt.

    Signals:
        anyway_wanted: send it, or save it, as it is.
        edit_wanted: mend it.
    """

    anyway_wanted = Signal()
    edit_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_ground(self, Ground.WARN)
        self._sentence = Label(kind=fonts.Type.BODY, tone=Tone.TEXT, wrap=True)
        self._note = False
        self._anyway = Button()
        self._anyway.clicked.connect(self.anyway_wanted)
        self._edit = Button()
        self._edit.set_keys(QKeySequence(Qt.Key.Key_Escape), bound=False)
        self._edit.clicked.connect(self.edit_wanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 6, 6, 6)
        row.setSpacing(8)
        row.addWidget(IconLabel(Icon.WARNING, tone=Tone.WARN))
        row.addWidget(self._sentence, 1)
        row.addWidget(self._edit)
        row.addWidget(self._anyway)
        self._retranslate()
        self.hide()

    def say(self, sentence: str, *, note: bool = False) -> None:
        """Show why a reply was not sent, or a note not saved; nothing hides the line."""
        self._note = note
        self._retranslate()
        self._sentence.set_text(sentence)
        self.setAccessibleName(sentence)
        self.setVisible(bool(sentence))

    def print_keys(self, anyway: QKeySequence) -> None:
        """The window's keys for sending it all the same."""
        self._anyway.set_keys(anyway, bound=False)

    def _retranslate(self) -> None:
        self._anyway.setText(composer_words.in_spite(note=self._note))
        self._edit.setText(translate("Composer", "Edit"))

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
