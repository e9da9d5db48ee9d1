"""Asks what a group of colleagues is called from now on."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from protocol.ids import ConversationId
from protocol.limits import NAME_CHARACTERS
from ui.widgets.dialog import Dialog

translate = QCoreApplication.translate


class RenameDialog(Dialog):
    """The question about one group.

    Signals:
        named: the group, and its new name.
    """

    named = Signal(str, str)

    def __init__(self, group: ConversationId, name: str, *, parent: QWidget) -> None:
        super().__init__(
            translate("Talks", "Rename the group"),
            answer=translate("Talks", "Rename"),
            parent=parent,
        )
        self._group = group
        self.name = QLineEdit(name)
        self.name.setMaxLength(NAME_CHARACTERS)
        self.name.setAccessibleName(translate("Talks", "Name of the group"))
        self.name.selectAll()
        self.name.textChanged.connect(self._on_name_changed)
        self.body.addWidget(self.name)
        self.name.setFocus()

    def answer(self) -> None:
        """So it is."""
        self.named.emit(self._group, self.name.text().strip())
        super().answer()

    def _on_name_changed(self, text: str) -> None:
        self.answer_button.setEnabled(bool(text.strip()))
