"""A conversation that is offered to me: who, about what, how long I may think."""

from PySide6.QtCore import QCoreApplication, QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from console.core.sharing import pass_note
from console.viewmodels import formats
from console.viewmodels.last_words import without_marks
from protocol.conversations import Head
from protocol.ids import ConversationId
from ui.desk.channels import channel_icon
from ui.desk.desk_feed import DeskFeed
from ui.theme import fonts
from ui.widgets import plain_text
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.flow_row import FlowRow
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import ElidedLabel, Label, plain_tool_tip

translate = QCoreApplication.translate

_NOTE = 240
"""Letters of a colleague's note: five lines of the narrowest card; the tool tip has the rest."""


class OfferCard(QFrame):
    """One offer. It counts down and goes away with the offer; pressing only announces.

    Signals:
        accept_pressed, decline_pressed: of this conversation.
    """

    accept_pressed = Signal(str)
    decline_pressed = Signal(str)

    def __init__(self, head: Head, *, feed: DeskFeed, parent: QWidget, note: bool = True) -> None:
        super().__init__(parent)
        self._feed = feed
        self._noted = note
        self._busy = False
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
        words, _ = without_marks(head.preview)
        about = words or feed.topic_title(head.topic)
        column.addWidget(ElidedLabel(about, kind=fonts.Type.CAPTION, tone=Tone.MUTED))
        self._giver = Label(kind=fonts.Type.CAPTION_STRONG, tone=Tone.TEXT, wrap=True)
        self._note = Label(kind=fonts.Type.CAPTION, tone=Tone.TEXT, wrap=True)
        self._wait = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED, wrap=True)
        for label in (self._giver, self._note, self._wait):
            label.hide()
            column.addWidget(label)
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
        column.addSpacing(4)
        column.addWidget(buttons)
        self._about = translate("Inbox", "Offer: {name}, {about}").format(
            name=head.name, about=about
        )
        feed.ticked.connect(self._on_feed_ticked)
        feed.log_changed.connect(self._on_feed_log_changed)
        feed.link_changed.connect(self._offer_answers)
        self._show_giver()
        self._offer_answers()
        self._on_feed_ticked()

    @property
    def conversation(self) -> ConversationId:
        """Which one is offered."""
        return self._head.id

    def set_busy(self, busy: bool) -> None:
        """An answer is on its way to the server."""
        self._busy = busy
        self._offer_answers()

    def _offer_answers(self) -> None:
        """None waits in the outbox: when the link is back the offer may be another one's."""
        live = self._feed.store.link.live
        why = "" if live else translate("Inbox", "There is no connection to the server")
        for button in (self.accept_button, self.decline_button):
            button.setEnabled(live and not self._busy)
            button.setToolTip(plain_tool_tip(why) if why else "")
            button.setAccessibleDescription(why)

    def _show_giver(self) -> None:
        """Whose it is, if a colleague would pass it on; and what he says of it, once it is read."""
        giver = self._head.owner_name
        chat = self._feed.store.chats.get(self._head.id)
        note = pass_note(chat.entries) if self._noted and giver and chat else ""
        said = translate("Inbox", "{name} is passing it on to you").format(name=giver)
        self._giver.set_text(said if giver else "")
        self._note.set_text(plain_text.plain_line(note, shown=_NOTE))
        self._note.setToolTip(plain_tool_tip(note))
        self._giver.setVisible(bool(giver))
        self._note.setVisible(bool(note))
        parts = (self._about, said if giver else "", note)
        self.setAccessibleName(plain_text.plain_line(". ".join(part for part in parts if part)))

    def _on_feed_log_changed(self, conversation: str) -> None:
        if conversation == self._head.id:
            self._show_giver()

    def _on_feed_ticked(self) -> None:
        now, since = self._feed.now(), self._head.waiting_since
        if self._head.offer is not None:
            self._left.set_text(formats.duration(self._head.offer.until - now))
        if self._head.owner_name and since is not None:
            wait = formats.duration(now - since)
            self._wait.set_text(
                translate("Inbox", "The subscriber has been waiting {wait}").format(wait=wait)
            )
            self._wait.show()

    def _on_accept_clicked(self) -> None:
        self.accept_pressed.emit(self._head.id)

    def _on_decline_clicked(self) -> None:
        self.decline_pressed.emit(self._head.id)

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())
