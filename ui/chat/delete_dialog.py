"""Asks before a message of one's own is taken back."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QWidget

from ui.widgets.buttons import Look
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label

translate = QCoreApplication.translate


class DeleteDialog(Dialog):
    """The question about one message or note; «Cancel» has the cursor: what goes never comes back.

    Signals:
        confirmed: delete it; its place in the conversation.
    """

    confirmed = Signal(int)

    def __init__(self, seq: int, *, talk: bool, note: bool, files: bool, parent: QWidget) -> None:
        super().__init__(
            translate("Chat", "Delete the note?")
            if note
            else translate("Chat", "Delete the message?"),
            answer=translate("Chat", "Delete"),
            parent=parent,
        )
        self._seq = seq
        self.answer_button.set_look(Look.DANGER)
        self.advise_cancel()
        if note:
            words = translate(
                "Chat",
                "Colleagues will see that the note was deleted, and what it said.",
            )
        elif talk:
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
        if files and (note or talk):
            words = translate("Chat", "Nobody will be able to open its files any more.")
            self.body.addWidget(Label(words, wrap=True))

    def answer(self) -> None:
        """Yes."""
        self.confirmed.emit(self._seq)
        super().answer()
