"""Asks before a message of one's own is taken back."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import Look
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label

translate = QCoreApplication.translate


class DeleteDialog(Dialog):
    """The question about one message.

    Signals:
        confirmed: delete it; its place in the conversation.
    """

    confirmed = Signal(int)

    def __init__(self, seq: int, *, talk: bool, parent: QWidget) -> None:
        super().__init__(
            translate("Chat", "Delete the message?"),
            answer=translate("Chat", "Delete"),
            parent=parent,
        )
        self._seq = seq
        self.answer_button.set_look(Look.DANGER)
        if talk:
            words = translate(
                "Chat",
                "Everyone in the talk will see that you deleted the message, and what it said.",
            )
        else:
            words = translate(
                "Chat",
                "The subscriber will see that the message was deleted. Colleagues will still"
                " see what it said.",
            )
        self.body.addWidget(Label(words, wrap=True))

    def answer(self) -> None:
        """Yes."""
        self.confirmed.emit(self._seq)
        super().answer()
