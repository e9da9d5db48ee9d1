"""Who sees no colours tells every presence and every kind of break from the others all the same."""

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from protocol.people import Presence
from ui.day.presence_marks import BREAKS, paint_presence_span
from ui.theme.tokens import ThemeName, Tokens, load_tokens
from ui.widgets import painting

WIDE, HIGH = 20, 12
APART = 30
"""Of 255 shades of grey."""


def _grey(presence: Presence, kind: int, tokens: Tokens) -> list[int]:
    image = QImage(WIDE, HIGH, QImage.Format.Format_ARGB32)
    image.fill(tokens.sunken)
    painter = QPainter(image)
    painting.begin(painter)
    paint_presence_span(painter, QRectF(0, 0, WIDE, HIGH), presence, tokens, kind=kind)
    painter.end()
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return [grey.pixelColor(x, y).red() for x in range(WIDE) for y in range(HIGH)]


@pytest.mark.parametrize("name", ThemeName)
def test_no_two_marks_look_alike_in_shades_of_grey(name: ThemeName, qapp: QApplication) -> None:
    tokens = load_tokens(name)
    marks: list[tuple[Presence, int]] = [
        (presence, 0) for presence in Presence if presence is not Presence.BREAK
    ]
    marks += [(Presence.BREAK, kind) for kind in range(BREAKS)]
    drawn = {mark: _grey(*mark, tokens) for mark in marks}
    for one, other in combinations(marks, 2):
        pairs = zip(drawn[one], drawn[other], strict=True)
        differing = sum(abs(left - right) > APART for left, right in pairs)
        assert differing >= WIDE * HIGH / 16, f"{one} looks like {other}"
