"""A conversation that is offered to me: who, about what, how long I may think."""

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.viewmodels import formats
from protocol.ids import ConversationId
from protocol.values import Head
from ui.shell.channels import channel_icon
from ui.shell.desk_feed import DeskFeed
from ui.theme import fonts
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.flow_row import FlowRow
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import ElidedLabel, Label

translate = QCoreApplication.translate


class OfferCard(QFrame):
    """One offer. It counts down and goes away with the offer; pressing only announces.

    Signals:
        accept_pressed, decline_pressed: of this conversation.
    """

    accept_pressed = Signal(str)
    decline_pressed = Signal(str)

    def __init__(self, head: Head, *, feed: DeskFeed, parent: QWidget) -> None:
        super().__init__(parent)
        self._feed = feed
        self._head = head
        set_ground(self, Ground.OFFER)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 10, 8, 10)
        column.setSpacing(4)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(IconLabel(channel_icon(head.channel), tone=Tone.TEXT))
        line.addWidget(ElidedLabel(head.name, kind=fonts.Type.BODY_STRONG), 1)
        self._left = Label(kind=fonts.Type.BODY_STRONG, tone=Tone.ACCENT)
        line.addWidget(self._left)
        column.addLayout(line)
        about = head.preview or feed.topic_title(head.topic)
        column.addWidget(ElidedLabel(about, kind=fonts.Type.CAPTION, tone=Tone.MUTED))
        # Under each other where the panel is narrow or the words are long.
        buttons = FlowRow(name=translate("Inbox", "Answer to the offer"))
        self.accept_button = PrimaryButton(translate("Inbox", "Take"))
        self.accept_button.setAccessibleName(
            translate("Inbox", "Take the chat with {name}").format(name=head.name)
        )
        self.accept_button.clicked.connect(self._on_accept_clicked)
        self.decline_button = Button(translate("Inbox", "Decline"))
        self.decline_button.setAccessibleName(
            translate("Inbox", "Decline the chat with {name}").format(name=head.name)
        )
        self.decline_button.clicked.connect(self._on_decline_clicked)
        buttons.add(self.accept_button)
        buttons.add(self.decline_button)
        column.addWidget(buttons)
        self.setAccessibleName(
            translate("Inbox", "Offer: {name}, {about}").format(name=head.name, about=about)
        )
        feed.ticked.connect(self._on_feed_ticked)
        self._on_feed_ticked()

    @property
    def conversation(self) -> ConversationId:
        """Which one is offered."""
        return self._head.id

    def set_busy(self, busy: bool) -> None:
        """An answer is on its way to the server."""
        self.accept_button.setEnabled(not busy)
        self.decline_button.setEnabled(not busy)

    def _on_feed_ticked(self) -> None:
        if self._head.offer is not None:
            self._left.set_text(formats.duration(self._head.offer.until - self._feed.now()))

    def _on_accept_clicked(self) -> None:
        self.accept_pressed.emit(self._head.id)

    def _on_decline_clicked(self) -> None:
        self.decline_pressed.emit(self._head.id)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())
