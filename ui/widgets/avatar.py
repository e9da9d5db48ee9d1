"""A circle with a person's initials in colours that are his on every desk."""

from functools import lru_cache
from zlib import crc32

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import fonts, measures, theme
from ui.widgets import painting, plain_text

SIZE = 28
_KEPT = 1024
_TWO_LETTERS = 24
"""A smaller circle has room for one."""


@lru_cache(maxsize=_KEPT)
def initials(name: str) -> str:
    """At most two letters: of the first and second word, or of the only one."""
    words = [word for word in plain_text.plain_line(name).split() if word[0].isalnum()]
    return "".join(word[0] for word in words[:2]).upper() or "?"


def paint_avatar(painter: QPainter, rect: QRectF, *, name: str, person: str) -> None:
    """Draw in a delegate or a widget. The pair is chosen by `person`, an id that never changes."""
    tokens = theme.current().tokens
    pair = tokens.avatars[crc32(person.encode("utf-8", "replace")) % len(tokens.avatars)]
    border = pair.text if tokens.outlined else None
    painting.rounded(painter, rect, radius=rect.height() / 2, fill=pair.ground, border=border)
    large = rect.height() >= 40
    painter.setFont(fonts.font(fonts.Type.BODY_STRONG if large else fonts.Type.LABEL_STRONG))
    painter.setPen(pair.text)
    letters = initials(name) if rect.height() >= _TWO_LETTERS else initials(name)[:1]
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, letters)


class Avatar(QWidget):
    """The circle as a widget."""

    def __init__(
        self, *, name: str = "", person: str = "", size: int = SIZE, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._size = size
        self._name = self._person = ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_person(name=name, person=person)

    def set_person(self, *, name: str, person: str) -> None:
        """Show another person."""
        self._name, self._person = name, person
        self.setAccessibleName(plain_text.plain_line(name))
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        paint_avatar(painter, rect, name=self._name, person=self._person)
