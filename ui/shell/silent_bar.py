"""The band that tells somebody that an offer ran out, and by which key he is back."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from protocol.people import Presence
from ui.desk.desk_feed import DeskFeed
from ui.shell.band_words import BAR_HEIGHT, BandWords
from ui.theme import fitting
from ui.theme.icons import Icon
from ui.widgets.buttons import PrimaryButton
from ui.widgets.ground import Ground, set_ground

translate = QCoreApplication.translate


class SilentBar(QFrame):
    """Visible while its user is held not to be responding.

    Signals:
        back_wanted: he is there.
    """

    back_wanted = Signal()

    def __init__(self, feed: DeskFeed, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._keys = QKeySequence()
        set_ground(self, Ground.BAR_WARN)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        fitting.keep_above(self, height=BAR_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 5)
        row.setSpacing(8)
        self._words = BandWords(Icon.WARNING)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.back = PrimaryButton(translate("Silent", "I’m here"))
        self.back.clicked.connect(self.back_wanted)
        row.addWidget(self.back)
        feed.presence_changed.connect(self._refresh)
        self._refresh()

    def print_keys(self, keys: QKeySequence) -> None:
        """Name the key that does the same."""
        self._keys = keys
        self._refresh()

    def _refresh(self) -> None:
        self.setVisible(self._feed.store.desk.presence is Presence.SILENT)
        title = translate("Silent", "You are marked as not responding")
        text = translate(
            "Silent",
            "A chat offered to you was not accepted in time and went to somebody else. You keep"
            " your chats; no new ones come until you are back.",
        )
        if not self._keys.isEmpty():
            keys = self._keys.toString(QKeySequence.SequenceFormat.NativeText)
            text = translate("Silent", "{text} Press {keys}.").format(text=text, keys=keys)
        self._words.set_words(title, text)
        self.setAccessibleName(f"{title}. {text}")
