"""The band that says that there is no server, for how long, and what is safe meanwhile."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from console.core.link_state import FINAL, LinkPhase
from console.viewmodels import formats
from ui.desk import refusals
from ui.desk.desk_feed import DeskFeed
from ui.theme import fitting, fonts
from ui.theme.icons import Icon
from ui.widgets.buttons import Button
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import Label

translate = QCoreApplication.translate

BAR_HEIGHT = 37
"""Of a band under the top bar, with a button or without."""

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
        row.addWidget(IconLabel(Icon.WIFI_OFF, tone=Tone.WARN))
        self._title = Label(kind=fonts.Type.BODY_STRONG, tone=Tone.WARN)
        # What is safe and what to do is never cut: it goes on in a line below.
        self._text = Label(wrap=True)
        row.addWidget(self._title)
        row.addWidget(self._text, 1)
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
            self._title.set_text(refusals.phase_title(link.phase, link.reason))
            self._text.set_text(refusals.phase_sentence(link.phase, link.reason))
        else:
            self._title.set_text(
                translate("Offline", "No connection for {time}").format(time=formats.duration(gone))
            )
            self._text.set_text(
                translate(
                    "Offline",
                    "What you write is safe on this computer and goes out in order when the server"
                    " is back. Chats here and the knowledge base stay readable.",
                )
            )
        again = link.phase is LinkPhase.SESSION_ENDED
        self._retry.setText(
            translate("Offline", "Sign in") if again else translate("Offline", "Try now")
        )
        self._retry.updateGeometry()
        self.setAccessibleName(f"{self._title.text()}. {self._text.text()}")

    def _on_retry_clicked(self) -> None:
        if self._feed.store.link.phase is LinkPhase.SESSION_ENDED:
            self.sign_in_wanted.emit()
        else:
            self.retry_wanted.emit()
