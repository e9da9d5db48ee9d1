"""The band that says that there is no server, for how long, and what is safe meanwhile."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from console.core.link_state import FINAL, LinkPhase
from console.viewmodels import formats
from ui.desk import refusals
from ui.desk.desk_feed import DeskFeed
from ui.shell.band_words import BAR_HEIGHT, BandWords
from ui.theme import fitting
from ui.theme.icons import Icon
from ui.widgets.buttons import Button
from ui.widgets.ground import Ground, set_ground

translate = QCoreApplication.translate

# A hiccup that mends itself is none of anybody's business.
_PATIENCE_MS = 1_500


class OfflineBar(QFrame):
    """Visible only while the console is without a server.

    Signals:
        retry_wanted: try now.
        sign_in_wanted: the session is over.
    """

    retry_wanted = Signal()
    sign_in_wanted = Signal()

    def __init__(self, feed: DeskFeed, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        set_ground(self, Ground.BAR_WARN)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        fitting.keep_above(self, height=BAR_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 5)
        row.setSpacing(8)
        self._words = BandWords(Icon.WIFI_OFF)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self._retry = Button(translate("Offline", "Try now"))
        self._retry.clicked.connect(self._on_retry_clicked)
        row.addWidget(self._retry)
        feed.link_changed.connect(self._refresh)
        feed.ticked.connect(self._refresh)
        self.hide()
        self._refresh()

    def _refresh(self) -> None:
        link = self._feed.store.link
        gone = self._feed.here() - link.offline_since if link.offline_since is not None else 0
        final = link.phase in FINAL
        self.setVisible(not link.live and (final or gone > _PATIENCE_MS))
        if self.isHidden():
            return
        if final:
            title = refusals.phase_title(link.phase, link.reason)
            text = refusals.phase_sentence(link.phase, link.reason)
        else:
            title = translate("Offline", "No connection for {time}").format(
                time=formats.duration(gone)
            )
            text = translate(
                "Offline",
                "What you write is safe on this computer and goes out in order when the server"
                " is back. Chats here and the knowledge base stay readable.",
            )
        self._words.set_words(title, text)
        self.setAccessibleName(f"{title}. {text}")
        again = link.phase is LinkPhase.SESSION_ENDED
        self._retry.setText(
            translate("Offline", "Sign in") if again else translate("Offline", "Try now")
        )
        self._retry.updateGeometry()

    def _on_retry_clicked(self) -> None:
        if self._feed.store.link.phase is LinkPhase.SESSION_ENDED:
            self.sign_in_wanted.emit()
        else:
            self.retry_wanted.emit()
