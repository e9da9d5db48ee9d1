"""What I say of myself: on line, busy, on a break, away."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from protocol.people import Presence, PresenceWhy
from protocol.workplace import Choice
from ui.desk.presence_words import presence_remark, presence_title
from ui.theme import icons, theme
from ui.widgets import painting, plain_text
from ui.widgets.buttons import Button
from ui.widgets.ground import Tone
from ui.widgets.menu import Menu
from ui.widgets.presence_dot import SIZE, TONES, paint_mark

translate = QCoreApplication.translate

CHOICES = (
    Presence.ONLINE,
    Presence.BUSY,
    Presence.BREAK,
    Presence.OFFLINE,
    Presence.ENDING,
)
"""What one may be by one's own choice; the place of each is that of its key."""
_AT_ONCE = "at once"
_ROOM = "\u2003\u2002"
"""Blanks in the place of the dot before the words."""


class PresenceButton(Button):
    """Shows the presence; its menu changes it.

    Signals:
        presence_chosen: somebody wants to be this, and the reason if it is a break.
        auto_accept_chosen: what is offered shall be his at once, or no more.
    """

    presence_chosen = Signal(str, str)
    auto_accept_chosen = Signal(bool)

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__("", trailing=icons.Icon.CHEVRON_DOWN, parent=parent)
        self._presence, self._reason = Presence.OFFLINE, ""
        self._why = PresenceWhy.OWN
        self._at_once = False
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
            self._show_again()

    def set_presence(
        self, presence: Presence, *, reason: str = "", why: PresenceWhy = PresenceWhy.OWN
    ) -> None:
        """Show what the server says I am, what the break is for, and who or what brought it."""
        self._presence, self._reason, self._why = presence, reason, why
        title = next((one.title for one in self._breaks if one.id == reason), "")
        words = title if presence is Presence.BREAK and title else presence_title(presence, why)
        self.setText(f"{_ROOM}{plain_text.plain_line(words)}")
        spoken = (
            translate("Presence", "Presence: {presence}")
            if self._in_force
            else translate("Presence", "Presence: {presence}, no connection now")
        )
        self.setAccessibleName(spoken.format(presence=plain_text.plain_line(words)))
        for action in self._menu.actions():
            at_once = action.data() == _AT_ONCE
            action.setChecked(self._at_once if at_once else action.data() == f"{presence}:{reason}")
        self.updateGeometry()

    def set_auto_accept(self, *, on: bool) -> None:
        """Show whether what is offered to me is mine at once."""
        if on is not self._at_once:
            self._at_once = on
            self._show_again()

    def set_in_force(self, in_force: bool) -> None:
        """Whether there is a connection: without one nobody is on line, whatever was chosen."""
        if in_force is not self._in_force:
            self._in_force = in_force
            self._show_again()
            self.update()

    def open_menu(self) -> None:
        """Show what one may be."""
        self._menu.hang(self)

    def _on_menu_triggered(self, action: QAction) -> None:
        # The mark follows the server, not the mouse.
        self._show_again()
        if action.data() == _AT_ONCE:
            self.auto_accept_chosen.emit(not self._at_once)
            return
        presence, _, reason = action.data().partition(":")
        self.presence_chosen.emit(presence, reason)

    def _show_again(self) -> None:
        self.set_presence(self._presence, reason=self._reason, why=self._why)

    def _fill(self) -> None:
        self._menu.clear()
        for presence in CHOICES:
            title = presence_title(presence)
            self._add(f"{title} — {presence_remark(presence)}", f"{presence}:")
            if presence is Presence.BREAK:
                for one in self._breaks:
                    words = f"{_ROOM}{plain_text.plain_line(one.title)}"
                    self._add(words, f"{presence}:{one.id}")

        self._menu.addSeparator()
        self._add(translate("Presence", "Take offered chats at once"), _AT_ONCE)

    def _add(self, words: str, data: str) -> None:
        action = self._menu.addAction(words.replace("&", "&&"))
        action.setData(data)
        action.setCheckable(True)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        color = tokens.colors()[TONES[self._presence] if self._in_force else Tone.MUTED]
        rect = painting.enlarge(painter, self.rect())
        mark = QRectF(14, (rect.height() - SIZE) / 2, SIZE, SIZE)
        shown = self._presence if self._in_force else Presence.OFFLINE
        paint_mark(painter, mark, shown, color=color, ground=tokens.surface)
