"""What I say of myself: on line, busy, on a break, away."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from protocol.people import Presence
from protocol.workplace import Choice
from ui.desk.presence_words import presence_remark, presence_title
from ui.theme import icons, theme
from ui.widgets import painting, plain_text
from ui.widgets.buttons import Button
from ui.widgets.ground import Tone
from ui.widgets.menu import Menu

translate = QCoreApplication.translate

CHOICES = (Presence.ONLINE, Presence.BUSY, Presence.BREAK, Presence.OFFLINE)
_ROOM = "\u2003\u2002"
"""Blanks in the place of the dot before the words."""
_TONES = {
    Presence.ONLINE: Tone.OK,
    Presence.BUSY: Tone.WARN,
    Presence.BREAK: Tone.WARN,
    Presence.OFFLINE: Tone.FAINT,
}


class PresenceButton(Button):
    """Shows the presence; its menu changes it.

    Signals:
        presence_chosen: somebody wants to be this, and the reason if it is a break.
    """

    presence_chosen = Signal(str, str)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", trailing=icons.Icon.CHEVRON_DOWN, parent=parent)
        self._presence, self._reason = Presence.OFFLINE, ""
        self._in_force = True
        self._breaks: tuple[Choice, ...] = ()
        self._menu = Menu(choices=True, parent=self)
        self._fill()
        self._menu.triggered.connect(self._on_menu_triggered)
        self.clicked.connect(self.open_menu)
        self.set_presence(Presence.OFFLINE)

    def offer_breaks(self, breaks: Sequence[Choice]) -> None:
        """What one may take a break for here."""
        if tuple(breaks) != self._breaks:
            self._breaks = tuple(breaks)
            self._fill()
            self.set_presence(self._presence, reason=self._reason)

    def set_presence(self, presence: Presence, *, reason: str = "") -> None:
        """Show what the server says I am, and what the break is for."""
        self._presence, self._reason = presence, reason
        title = next((one.title for one in self._breaks if one.id == reason), "")
        words = title if presence is Presence.BREAK and title else presence_title(presence)
        self.setText(f"{_ROOM}{plain_text.plain_line(words)}")
        spoken = (
            translate("Presence", "Presence: {presence}")
            if self._in_force
            else translate("Presence", "Presence: {presence}, no connection now")
        )
        self.setAccessibleName(spoken.format(presence=plain_text.plain_line(words)))
        for action in self._menu.actions():
            action.setChecked(action.data() == f"{presence}:{reason}")
        self.updateGeometry()

    def set_in_force(self, in_force: bool) -> None:
        """Whether there is a connection: without one nobody is on line, whatever was chosen."""
        if in_force is not self._in_force:
            self._in_force = in_force
            self.set_presence(self._presence, reason=self._reason)
            self.update()

    def open_menu(self) -> None:
        """Show what one may be."""
        self._menu.hang(self)

    def _on_menu_triggered(self, action: QAction) -> None:
        # The mark follows the server, not the mouse.
        self.set_presence(self._presence, reason=self._reason)
        presence, _, reason = action.data().partition(":")
        self.presence_chosen.emit(presence, reason)

    def _fill(self) -> None:
        self._menu.clear()
        for presence in CHOICES:
            title = presence_title(presence)
            self._add(f"{title} — {presence_remark(presence)}", presence)
            if presence is Presence.BREAK:
                for one in self._breaks:
                    self._add(f"{_ROOM}{plain_text.plain_line(one.title)}", presence, one.id)

    def _add(self, words: str, presence: Presence, reason: str = "") -> None:
        action = self._menu.addAction(words.replace("&", "&&"))
        action.setData(f"{presence}:{reason}")
        action.setCheckable(True)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        color = tokens.colors()[_TONES[self._presence] if self._in_force else Tone.MUTED]
        rect = painting.enlarge(painter, self.rect())
        dot = QRectF(14, (rect.height() - 8) / 2, 8, 8)
        if self._presence is Presence.OFFLINE or not self._in_force:
            painting.rounded(painter, dot, radius=4, border=color, width=2)
        else:
            painting.rounded(painter, dot, radius=4, fill=color)
