"""The quiet line about chats that were in view when the console fell twice."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.theme import fonts
from ui.theme.icons import Icon
from ui.widgets.buttons import Button
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import ElidedLabel

translate = QCoreApplication.translate


class BarredBar(QFrame):
    """Visible only while there are such chats.

    Signals:
        open_wanted: show them all the same.
    """

    open_wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_ground(self, Ground.BAR_APP)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 3, 12, 4)
        row.setSpacing(8)
        row.addWidget(IconLabel(Icon.INFO, tone=Tone.MUTED))
        self._text = ElidedLabel(kind=fonts.Type.BODY, tone=Tone.MUTED)
        row.addWidget(self._text, 1)
        self.button = Button(translate("Barred", "Open"))
        self.button.clicked.connect(self.open_wanted)
        row.addWidget(self.button)
        self.hide()

    def show_names(self, names: list[str]) -> None:
        """Say whose chats were not reopened."""
        self.setVisible(bool(names))
        words = translate(
            "Barred",
            "Not reopened: Pult closed with an error twice while they were in view: {names}",
        )
        self._text.set_text(words.format(names=", ".join(names)))
        self.setAccessibleName(self._text.text())
