"""Draws a file of a transcript's row: the picture itself, or a card with its name and size."""

from collections.abc import Callable
from itertools import takewhile

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from console.viewmodels.transcript_rows import FileLine
from language.excerpts import Ranges
from ui.chat.laid_text import LaidText
from ui.pictures.thumbs import icon_of, paint_thumb
from ui.theme import fonts
from ui.theme.tokens import Tokens
from ui.widgets import elision, painting
from ui.widgets.plain_text import plain_line

PictureOf = Callable[[FileLine], QImage | None]
Find = Callable[[str], Ranges]
"""Where the words that somebody looks for stand in a text."""

_NAME = fonts.Type.CAPTION_STRONG
_LINE = 18
_STRIP = 22
"""Of a picture: a name has no place of its own there, and is shown while it is what was found."""
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def paint_file(
    painter: QPainter,
    file: FileLine,
    rect: QRectF,
    tokens: Tokens,
    *,
    picture: PictureOf,
    find: Find | None,
) -> None:
    """A picture that cannot be shown is a card."""
    name = plain_line(file.name, shown=160)
    found = find(name) if find is not None else ()
    if file.is_picture:
        paint_thumb(painter, rect, picture(file), icon_of(file.media_type))
        if found:
            strip = name_place(file, rect)
            # Square above: round corners there would let the picture through.
            painter.save()
            painter.setClipRect(strip, Qt.ClipOperation.IntersectClip)
            painting.rounded(painter, strip.adjusted(0, -8, 0, 0), radius=6, fill=tokens.surface)
            painter.restore()
            _paint_name(painter, name, strip.adjusted(8, 0, -8, 0), tokens, found)
        painting.rounded(painter, rect, radius=6, border=tokens.border)
        return
    painting.rounded(painter, rect, radius=8, fill=tokens.surface, border=tokens.border)
    sign = QRectF(rect.left() + 6, rect.top() + 6, rect.height() - 12, rect.height() - 12)
    paint_thumb(painter, sign, None, icon_of(file.media_type))
    room = QRectF(sign.right() + 8, rect.top() + 6, rect.right() - sign.right() - 16, _LINE)
    _paint_name(painter, name, room, tokens, found)
    painter.setFont(fonts.font(fonts.Type.CAPTION))
    painter.setPen(tokens.muted)
    end = Qt.TextElideMode.ElideRight
    line = painter.fontMetrics().elidedText(file.line, end, int(room.width()))
    painter.drawText(room.translated(0, _LINE), _LEFT, line)


def name_place(file: FileLine, rect: QRectF) -> QRectF:
    """Where in the room of a file its name stands while it is what was found."""
    if file.is_picture:
        return QRectF(rect.left(), rect.bottom() - _STRIP, rect.width(), _STRIP)
    return rect


def marks_of(name: str, shown: str, found: Ranges) -> Ranges:
    """Where the marks of a name stand in what is shown of it, its middle being left out.

    What is marked of that part marks the ellipsis.
    """
    if shown == name:
        return found
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(name, shown, strict=False))
    before = sum(1 for _ in alike)
    tail = len(name) - (len(shown) - before - 1)  # where what is shown behind the ellipsis begins
    marks = []
    for start, length in found:
        end = start + length
        first = start if start < before else before + max(start - tail + 1, 0)
        last = end if end <= before else before + 1 + max(end - tail, 0)
        marks.append((first, last - first))
    return tuple(marks)


def _paint_name(painter: QPainter, name: str, room: QRectF, tokens: Tokens, found: Ranges) -> None:
    painter.setFont(fonts.font(_NAME))
    painter.setPen(tokens.text)
    shown = elision.elided_middle(name, _NAME, int(room.width()))
    if not (found and shown):
        painter.drawText(room, _LEFT, shown)
        return
    laid = LaidText(shown, kind=_NAME, width=2 * room.width())
    at = QPointF(room.left(), room.center().y() - laid.shape.height / 2)
    laid.draw(painter, at, tokens=tokens, selected=None, found=marks_of(name, shown, found))
