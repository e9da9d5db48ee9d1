"""Who else has the conversation in view: small circles and what they do, in the chat's header."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from console.core.hints import Onlooker
from ui.theme import fonts, measures, theme
from ui.widgets import painting, plain_text
from ui.widgets.avatar import paint_avatar
from ui.widgets.labels import plain_tool_tip

translate = QCoreApplication.translate

_CIRCLE = 18
_STEP = 15
_CIRCLES = 3
_GAP = 6
_NAME_SHOWN = 40
_LEAST_WORDS = 48
"""Fewer pixels of words say nothing: then only the circles stand."""


def onlooker_words(people: Sequence[Onlooker]) -> str:
    """What colleagues do here, whoever writes first."""
    names = [plain_text.plain_line(one.name, shown=_NAME_SHOWN) for one in people]
    writing = [name for name, one in zip(names, people, strict=True) if one.writes_until]
    if writing:
        return translate("Onlookers", "{name} is typing…").format(name=writing[0])
    if len(people) == 1:
        return translate("Onlookers", "{name} is watching").format(name=names[0])
    return translate("Onlookers", "%n colleague(s) watching", "", len(people))


class Onlookers(QWidget):
    """Hidden while nobody else is here; the tool tip names everyone."""

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._people: list[Onlooker] = []
        self.words = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        # The lines of the header stay where they are when somebody comes to look.
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_people(self, people: Sequence[Onlooker]) -> None:
        """Show these, whoever writes first, then by name: they must not dance."""
        ordered = sorted(people, key=lambda one: (one.writes_until is None, one.name, one.account))
        if ordered == self._people:
            return
        self._people = ordered
        self.words = onlooker_words(ordered) if ordered else ""
        everyone = ", ".join(one.name for one in ordered)
        self.setAccessibleName(self.words)
        self.setToolTip(plain_tool_tip(everyone) if ordered else "")
        self.setVisible(bool(ordered))
        self.updateGeometry()
        self.update()

    def _circles_width(self) -> int:
        shown = min(len(self._people), _CIRCLES)
        return _CIRCLE + _STEP * (shown - 1) if shown else 0

    # Qt overrides

    def sizeHint(self) -> QSize:
        # The words have what is left: what is beside them does not move as they change.
        return measures.size(self._circles_width(), _CIRCLE)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        for place, one in reversed(list(enumerate(self._people[:_CIRCLES]))):
            circle = QRectF(place * _STEP, 0, _CIRCLE, _CIRCLE)
            painting.rounded(painter, circle, radius=_CIRCLE / 2, fill=tokens.surface)
            paint_avatar(painter, circle.adjusted(1, 1, -1, -1), name=one.name, person=one.account)
        painter.setFont(fonts.font(fonts.Type.CAPTION))
        painter.setPen(
            tokens.accent if self._people and self._people[0].writes_until else tokens.muted
        )
        left = self._circles_width() + _GAP
        line = QRectF(left, 0, rect.width() - left, rect.height())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        elided = painter.fontMetrics().elidedText(
            self.words, Qt.TextElideMode.ElideRight, int(line.width())
        )
        if line.width() >= _LEAST_WORDS:
            painter.drawText(line, flags, elided)
