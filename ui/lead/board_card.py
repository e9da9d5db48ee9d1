"""A card of the board: a title, a remark or controls at its right, and what it is about."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import fonts
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.labels import ElidedLabel, Label


class BoardCard(QFrame):
    """Its parts reach its edges; the head keeps its distance."""

    def __init__(self, title: str, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_ground(self, Ground.CARD)
        self._title = ElidedLabel(title, kind=fonts.Type.TITLE, by_parts=True)
        self._remark = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(16, 10, 12, 6)
        self.head.setSpacing(8)
        self.head.addWidget(self._title, 1)
        self.head.addWidget(self._remark)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(1, 1, 1, 8)
        self.column.setSpacing(0)
        self.column.addLayout(self.head)

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self._title.set_text(title)

    def set_remark(self, remark: str, *, tone: Tone = Tone.MUTED) -> None:
        """Change the remark at the right."""
        if remark != self._remark.text():
            self._remark.set_text(remark)
        self._remark.set_tone(tone)
