"""The heading of a group: a title, a quiet remark or an action at its right."""

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.theme import fonts
from ui.widgets.ground import Tone
from ui.widgets.labels import ElidedLabel, Label


class SectionHeader(QWidget):
    """«Остатки пакета ........ обновлено только что», or in small capitals for a list's groups."""

    def __init__(
        self, title: str, *, remark: str = "", capitals: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._capitals = capitals
        kind = fonts.Type.LABEL_STRONG if capitals else fonts.Type.CAPTION_STRONG
        tone = Tone.MUTED if capitals else Tone.TEXT
        self._title = ElidedLabel(kind=kind, tone=tone)
        self._remark = Label(kind=fonts.Type.LABEL, tone=Tone.MUTED)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        self._row.addWidget(self._title, 1)
        self._row.addWidget(self._remark)
        self.set_title(title)
        self.set_remark(remark)

    def set_title(self, title: str) -> None:
        """Change the heading."""
        self._title.set_text(title.upper() if self._capitals else title)
        self.setAccessibleName(title)

    def set_remark(self, remark: str) -> None:
        """Change the remark at the right; empty hides it."""
        self._remark.set_text(remark)
        self._remark.setVisible(bool(remark))

    def add_action(self, action: QWidget) -> None:
        """Put a control at the right end."""
        self._row.addWidget(action)
