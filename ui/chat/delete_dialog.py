"""Asks before a message of one's own is taken back."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from protocol.ids import ConversationId
from ui.widgets.buttons import Look
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label

translate = QCoreApplication.translate


class DeleteDialog(Dialog):
    """The question about one message.

    Signals:
        confirmed: delete it; the conversation and its place there.
    """

    confirmed = Signal(str, int)

    def __init__(
        self, conversation: ConversationId, seq: int, *, talk: bool, parent: QWidget
    ) -> None:
        super().__init__(
            translate("Chat", "Delete the message?"),
            answer=translate("Chat", "Delete"),
            parent=parent,
        )
        self._which = (conversation, seq)
        self.answer_button.set_look(Look.DANGER)
        if talk:
            words = translate("Chat", "Who is in the talk will see that, and what you had written.")
        else:
            words = translate(
                "Chat",
                "The subscriber will see that there was a message. Colleagues find its words here.",
            )
        self.body.addWidget(Label(words, wrap=True))

    def answer(self) -> None:
        """Yes."""
        self.confirmed.emit(*self._which)
        super().answer()
