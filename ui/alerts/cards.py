"""The cards that lie over all windows until someone acts, while our own are behind."""

from collections.abc import Sequence

import msgspec
from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.core.alerts import Alert
from console.core.preferences import AlertKind
from console.core.talks import is_talk
from protocol.conversations import Head
from protocol.ids import ConversationId
from ui.alerts.tray import told
from ui.desk.desk_feed import DeskFeed
from ui.shell.offer_card import OfferCard
from ui.theme import fitting, fonts, theme
from ui.widgets import painting
from ui.widgets.buttons import Button
from ui.widgets.ground import Ground, set_ground
from ui.widgets.labels import Label
from ui.widgets.round_corners import CARD, RoundCorners

translate = QCoreApplication.translate

_WIDTH = 340
_MARGIN = 16
_OFFERS_SHOWN = 3
"""More would cover the screen; the line below counts them all."""


class AlertCards(QWidget):
    """A small window at the lower right of the screen; it never takes the keyboard.

    Signals:
        accept_pressed, decline_pressed: of an offered conversation.
        window_wanted: somebody wants to see; with the conversation it is about, or none.
    """

    accept_pressed = Signal(str)
    decline_pressed = Signal(str)
    window_wanted = Signal(str)

    def __init__(self, feed: DeskFeed) -> None:
        super().__init__(
            None,
            Qt.WindowType.Tool
            | Qt.WindowType.FramelessWindowHint
            | Qt.WindowType.WindowStaysOnTopHint
            | Qt.WindowType.WindowDoesNotAcceptFocus,
        )
        self._feed = feed
        self._shown: tuple[Alert, ...] = ()
        self._how = (True, True)
        self._names = True
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAccessibleName(translate("Alerts", "What calls for you"))
        self.setWindowTitle(translate("Desk", "Pult"))
        fitting.fix_width(self, _WIDTH)
        set_ground(self, Ground.CARD)
        self._corners = RoundCorners(self, radius=CARD)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(10, 10, 10, 10)
        self._column.setSpacing(8)

    def show_alerts(self, alerts: Sequence[Alert], *, names: bool, acts: bool = True) -> None:
        """Lie over everything as long as there is something to show.

        `acts`: whether an offer can be answered from here.
        """
        shown, how = tuple(alerts), (names, acts)
        if shown == self._shown and how == self._how:
            return
        self._shown, self._how = shown, how
        self._names = names
        self._clear()
        offers = [one for one in shown if one.kind is AlertKind.OFFER]
        cards = offers[:_OFFERS_SHOWN] if acts else []
        for alert in cards:
            head = self._feed.store.head(alert.conversation) if alert.conversation else None
            if head is not None:
                self._add(self._offer(head))
        if len(shown) > len(cards):
            self._add(self._rest(shown))
        self.setVisible(bool(shown))
        if shown:
            self._place()

    def _add(self, widget: QWidget) -> None:
        self._column.addWidget(widget)
        widget.show()  # a layout shows it only later, and counts it only then

    def _offer(self, head: Head) -> OfferCard:
        if not self._names:
            who = translate("Alerts", "A subscriber")
            head = msgspec.structs.replace(head, name=who, preview="")
        card = OfferCard(head, feed=self._feed, note=self._names, parent=self)
        card.accept_pressed.connect(self.accept_pressed)
        card.decline_pressed.connect(self.decline_pressed)
        return card

    def _rest(self, shown: Sequence[Alert]) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(9, 0, 0, 0)  # under the words of a card and not under its edge
        row.setSpacing(8)
        row.addWidget(Label(self._words(shown), kind=fonts.Type.BODY_STRONG, wrap=True), 1)
        button = Button(translate("Alerts", "Open"))
        button.clicked.connect(self._on_open_clicked)
        row.addWidget(button)
        return line

    def _words(self, shown: Sequence[Alert]) -> str:
        words = told(shown)
        alone = shown[0].conversation if len(shown) == 1 else None
        head = self._feed.store.head(alone) if alone else None
        if head is None or not self._names:
            return words[:1].upper() + words[1:]
        match shown[0].kind:
            case AlertKind.LATE:
                words = translate("Alerts", "{name} has waited too long")
            case AlertKind.HELP if is_talk(head):
                words = translate("Alerts", "{name} asks you about a message")
            case AlertKind.HELP:
                words = translate("Alerts", "{colleague} invites you to the chat with {name}")
            case _:
                words = translate("Alerts", "{name} has written")
        return words.format(name=head.name, colleague=head.owner_name)

    def _on_open_clicked(self) -> None:
        about: ConversationId | None = next(
            (one.conversation for one in self._shown if one.kind is not AlertKind.OFFER), None
        )
        self.window_wanted.emit(about or "")

    def _clear(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _place(self) -> None:
        fitting.fit_height(self)
        screen = QGuiApplication.primaryScreen().availableGeometry()
        corner = screen.bottomRight()
        self.move(corner.x() - self.width() - _MARGIN, corner.y() - self.height() - _MARGIN)

    # Qt overrides

    def paintEvent(self, event: QPaintEvent) -> None:
        # Of a window that can be seen through, the style sheet draws no ground.
        tokens, painter = theme.current().tokens, QPainter(self)
        painting.begin(painter)
        ground, border = tokens.surface, tokens.border_strong
        painting.rounded(painter, QRectF(self.rect()), radius=CARD, fill=ground, border=border)
