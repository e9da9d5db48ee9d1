"""What a band under the top bar says: an icon, a few words that lead, and what is to be done."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import fonts, measures, theme
from ui.theme.icons import Icon
from ui.widgets.balanced import balanced
from ui.widgets.ground import Tone
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import Label

BAR_HEIGHT = 37
"""Of a band under the top bar, with a button or without."""
_GAP = 8


class BandWords(QWidget):
    """The sentence is never cut: it goes on in lines below, and the rest stands by its first."""

    def __init__(self, icon: Icon, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._icon = IconLabel(icon, tone=Tone.WARN, parent=self)
        self._title = Label(kind=fonts.Type.BODY_STRONG, tone=Tone.WARN, parent=self)
        self._text = Label(wrap=True, parent=self)
        theme.current().measures_changed.connect(self._place)

    def set_words(self, title: str, text: str) -> None:
        """Say something else."""
        self._title.set_text(title)
        self._text.set_text(text)
        self.updateGeometry()
        self._place()

    def _before(self) -> int:
        """How wide all is that stands before the sentence."""
        gap = measures.length(_GAP)
        return self._icon.sizeHint().width() + gap + self._title.sizeHint().width() + gap

    def _place(self) -> None:
        icon, title = self._icon.sizeHint(), self._title.sizeHint()
        before = self._before()
        self._icon.setGeometry(0, (title.height() - icon.height()) // 2, *icon.toTuple())
        self._title.setGeometry(icon.width() + measures.length(_GAP), 0, *title.toTuple())
        text = balanced(self._text, max(1, self.width() - before))
        self._text.setGeometry(before, 0, *text.toTuple())

    # Qt overrides

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        room = max(1, width - self._before())
        return max(self._title.sizeHint().height(), self._text.heightForWidth(room))

    def minimumSizeHint(self) -> QSize:
        text = self._text.minimumSizeHint()
        return QSize(self._before() + text.width(), self._title.sizeHint().height())

    def sizeHint(self) -> QSize:
        width = self._before() + self._text.sizeHint().width()
        return QSize(width, self.heightForWidth(width))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()
