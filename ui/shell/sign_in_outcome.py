"""Under the button of the sign-in page: how it goes, or why it did not."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui.theme import fitting, fonts, motion
from ui.theme.icons import Icon
from ui.widgets.buttons import Button, Look
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import Label

translate = QCoreApplication.translate

_ROOM = 88
"""For the longest of refusals, or a bar, two lines and a button."""


class SignInOutcome(QWidget):
    """Keeps its room whatever it shows, so that the page around it stands still.

    Signals:
        offline_wanted: somebody does not want to wait for the server.
    """

    offline_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        fitting.keep_above(self, height=_ROOM)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(4)
        self._error = _Notice()
        column.addWidget(self._error)
        self._progress = QProgressBar()
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(4)
        self._progress.setAccessibleName(translate("SignIn", "Signing in"))
        self._progress.hide()
        column.addWidget(self._progress)
        self._state = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED, wrap=True)
        fitting.keep_above(self._state, height=2 * fonts.Type.CAPTION.line_height)
        self._state.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._state.hide()
        column.addWidget(self._state)
        self._offline = Button(translate("SignIn", "Work without the server"), look=Look.QUIET)
        self._offline.clicked.connect(self.offline_wanted)
        self._offline.hide()
        column.addWidget(self._offline, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)

    def show_progress(self, words: str, *, may_work_offline: bool) -> None:
        """It goes on, and this is where it stands."""
        self._error.say("")
        # A bar that runs, or one that only stands there.
        self._progress.setRange(0, 1 if motion.still() else 0)
        self._progress.setValue(1)
        self._state.set_text(words)
        self._show(busy=True, may_work_offline=may_work_offline)

    def show_error(self, words: str) -> None:
        """It goes on no longer, and this is why; without words there is nothing to say."""
        self._show(busy=False, may_work_offline=False)
        self._error.say(words)

    def _show(self, *, busy: bool, may_work_offline: bool) -> None:
        self._progress.setVisible(busy)
        self._state.setVisible(busy)
        self._offline.setVisible(may_work_offline)


class _Notice(QFrame):
    """Why signing in did not work."""

    def __init__(self) -> None:
        super().__init__()
        set_ground(self, Ground.LATE)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(8)
        row.addWidget(IconLabel(Icon.WARNING, tone=Tone.LATE), 0, Qt.AlignmentFlag.AlignTop)
        self._words = Label(kind=fonts.Type.CAPTION, wrap=True)
        row.addWidget(self._words, 1)
        self.hide()

    def say(self, words: str) -> None:
        """Show words; without words nothing."""
        self._words.set_text(words)
        self.setAccessibleName(words)
        self.setVisible(bool(words))
