"""What is doubtful about a text that was to be sent, until it is mended or sent all the same."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.chat.composer_mode import ComposerMode
from ui.chat.doubt_bar import DoubtBar

Submitted = tuple[ComposerMode, str]


class Doubts(QObject):
    """Of one composer; the line that tells them is made when there first are any.

    Attributes:
        about: the text that somebody must decide about, if there is one.

    Signals:
        anyway_wanted: send it as it is.
        edit_wanted: mend it.
    """

    anyway_wanted = Signal()
    edit_wanted = Signal()

    def __init__(self, column: QVBoxLayout, *, above: QWidget) -> None:
        super().__init__(column)
        self._column, self._above = column, above
        self._keys = QKeySequence()
        self._bar: DoubtBar | None = None
        self.about: Submitted | None = None

    def print_keys(self, anyway: QKeySequence) -> None:
        """The keys that send in spite of a doubt."""
        self._keys = anyway
        if self._bar is not None:
            self._bar.print_keys(anyway)

    def say(self, about: Submitted, sentence: str) -> None:
        """Show why a text was not sent."""
        self.about = about
        if self._bar is None:
            self._bar = DoubtBar()
            self._bar.anyway_wanted.connect(self.anyway_wanted)
            self._bar.edit_wanted.connect(self.edit_wanted)
            self._bar.print_keys(self._keys)
            self._column.insertWidget(self._column.indexOf(self._above), self._bar)
        self._bar.say(sentence, note=about[0] is ComposerMode.NOTE)

    def keep(self, text: Submitted) -> None:
        """The field has this now: doubts are about what they were raised about."""
        if self.about is not None and self.about != text:
            self.forget()

    def forget(self) -> None:
        """There are none. Idempotent."""
        self.about = None
        if self._bar is not None:
            self._bar.say("")
