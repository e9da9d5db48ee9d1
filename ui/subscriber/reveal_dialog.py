"""Asks why a hidden field is to be shown; the reason is recorded."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from protocol import limits
from ui.subscriber import words
from ui.theme import fonts
from ui.widgets.choices import DropDown
from ui.widgets.dialog import Dialog
from ui.widgets.ground import Tone
from ui.widgets.labels import Label

translate = QCoreApplication.translate


class RevealDialog(Dialog):
    """One field of one subscriber."""

    def __init__(self, field: str, *, name: str, parent: QWidget) -> None:
        title = translate("Reveal", "Show the field “{field}”?").format(
            field=words.field_title(field)
        )
        super().__init__(title, answer=translate("Reveal", "Show"), parent=parent)
        self.field = field
        self.body.addWidget(
            Label(
                translate("Reveal", "{name}. The view is logged with its reason.").format(
                    name=name
                ),
                kind=fonts.Type.BODY,
                tone=Tone.MUTED,
                wrap=True,
            )
        )
        self._why = DropDown(name=translate("Reveal", "Reason"))
        for reason in (
            translate("Reveal", "The subscriber asks to check it"),
            translate("Reveal", "To verify who writes"),
            translate("Reveal", "To file a request"),
            translate("Reveal", "Another reason"),
        ):
            self._why.addItem(reason)
        self._own = QLineEdit()
        self._own.setAccessibleName(translate("Reveal", "The reason in your own words"))
        self._own.setPlaceholderText(translate("Reveal", "The reason in your own words"))
        self._own.setMaxLength(limits.COMMENT_CHARACTERS)
        self._why.currentIndexChanged.connect(self._on_why_changed)
        self._own.textChanged.connect(self._on_why_changed)
        caption = self.name_line(translate("Reveal", "Reason"), of=self._why)
        for widget in (caption, self._why, self._own):
            self.body.addWidget(widget)
        self._on_why_changed()

    @property
    def reason(self) -> str:
        """What goes on record."""
        return self._own.text().strip() if self._is_own() else self._why.currentText()

    def _is_own(self) -> bool:
        return self._why.currentIndex() == self._why.count() - 1

    def _on_why_changed(self) -> None:
        own = self._is_own()
        self._own.setEnabled(own)
        self.answer_button.setEnabled(bool(self.reason))
        if own and not self._own.hasFocus():
            self._own.setFocus()
