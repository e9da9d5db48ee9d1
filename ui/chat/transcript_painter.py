"""Draws one laid out row of a transcript; allocates nothing that outlives the row."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from console.core.translating import TranslationState
from console.viewmodels.transcript_rows import CardLine, Mark, RowKind
from language.excerpts import Ranges
from ui.chat.bubble_frame import paint_bubble
from ui.chat.bubble_meta import paint_meta
from ui.chat.file_card import Find, PictureOf, paint_file
from ui.chat.message_layout import ADDED_GAP, QUOTE_PAD
from ui.chat.row_layouts import RowLayout
from ui.theme import fonts
from ui.theme.tokens import Tokens
from ui.widgets import painting
from ui.widgets.plain_text import plain_line, unbroken_numbers

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


def paint_row(
    painter: QPainter,
    layout: RowLayout,
    tokens: Tokens,
    *,
    selected: tuple[int, int] | None,
    hovered_action: int | None,
    focused: bool,
    picture: PictureOf,
    find: Find | None = None,
) -> None:
    """Draw with the painter's origin at the row's upper left corner.

    `find` says what is to be marked in the words of messages and notes, and in names of files.
    """
    kind = layout.row.kind
    if kind is RowKind.NEW:
        _paint_new_line(painter, layout, tokens.accent, tokens)
    elif kind is RowKind.TALK:
        _paint_new_line(painter, layout, tokens.muted, tokens)
    elif kind is RowKind.DAY or kind is RowKind.EVENT:
        painter.setPen(tokens.muted)
        layout.laid.draw(painter, layout.geometry.text.topLeft(), tokens=tokens, selected=selected)
        _paint_actions(painter, layout, tokens, hovered_action)
    else:
        found = find(layout.laid.text) if find is not None else ()
        _paint_bubble(painter, layout, tokens, selected, hovered_action, found)
        for file, rect in zip(layout.row.files, layout.geometry.files, strict=True):
            paint_file(painter, file, rect, tokens, picture=picture, find=find)
        if layout.row.card is not None and layout.geometry.card is not None:
            _paint_card(painter, layout.row.card, layout.geometry.card, tokens)
    if focused:
        ring = layout.geometry.body.adjusted(-3, -3, 3, 3)
        painting.rounded(painter, ring, radius=14, border=tokens.accent, width=2)


def _grounds(layout: RowLayout, tokens: Tokens) -> tuple[QColor, QColor]:
    row = layout.row
    if row.mark is Mark.FAILED:
        return tokens.note if layout.is_note else tokens.bubble_out, tokens.late
    if row.mark is Mark.WAITING:
        return tokens.note if layout.is_note else tokens.bubble_out, tokens.warn
    if layout.is_note:
        return tokens.note, tokens.note_border
    if row.outgoing:
        return tokens.bubble_out, tokens.bubble_out_border
    return tokens.bubble_in, tokens.bubble_in_border


def _paint_bubble(
    painter: QPainter,
    layout: RowLayout,
    tokens: Tokens,
    selected: tuple[int, int] | None,
    hovered_action: int | None,
    found: Ranges,
) -> None:
    geometry, row = layout.geometry, layout.row
    fill, border = _grounds(layout, tokens)
    if layout.bubble is not None:
        body = geometry.body.toRect()
        paint_bubble(painter, body, layout.bubble, fill=fill, border=border)
    if geometry.label is not None:
        painter.setFont(fonts.font(fonts.Type.LABEL_STRONG))
        painter.setPen(tokens.warn if layout.is_note else tokens.accent)
        _elided(painter, geometry.label, layout.label)
    painter.setPen(tokens.muted if row.erased else tokens.text)
    own, under = layout.words.parted(selected)
    if geometry.text.height():
        layout.laid.draw(painter, geometry.text.topLeft(), tokens=tokens, selected=own, found=found)
    if geometry.meta is not None:
        paint_meta(painter, geometry.meta, row, tokens)
    if geometry.status is not None:
        painter.setFont(fonts.font(fonts.Type.CAPTION))
        painter.setPen(tokens.late if row.mark is Mark.FAILED else tokens.warn)
        _elided(painter, geometry.status, layout.status)
    _paint_added(painter, layout, tokens, under)
    _paint_actions(painter, layout, tokens, hovered_action)


def _paint_actions(
    painter: QPainter, layout: RowLayout, tokens: Tokens, hovered_action: int | None
) -> None:
    for index, (_, words) in enumerate(layout.actions):
        rect = layout.geometry.actions[index]
        painter.setFont(fonts.font(fonts.Type.CAPTION_STRONG))
        painter.setPen(tokens.accent)
        painter.drawText(rect, _LEFT, words)
        if index == hovered_action:
            line = rect.center().y() + 8
            painter.drawLine(QPointF(rect.left(), line), QPointF(rect.right(), line))


def _paint_added(
    painter: QPainter, layout: RowLayout, tokens: Tokens, selected: tuple[int, int] | None
) -> None:
    """A line parts a machine's words from a person's, and a title says whose they are."""
    title, made = layout.geometry.added_title, layout.row.translation
    if title is None or made is None or layout.added is None or layout.geometry.added is None:
        return
    painter.setPen(QPen(tokens.border_strong, 1))
    line = round(title.top() - ADDED_GAP / 2) + 0.5
    painter.drawLine(QPointF(title.left(), line), QPointF(title.right(), line))
    painter.setFont(fonts.font(fonts.Type.CAPTION))
    failed = made.state is TranslationState.FAILED
    painter.setPen(tokens.late if failed else tokens.muted)
    _elided(painter, title, made.title)
    if made.text:
        painter.setPen(tokens.text)
        at = layout.geometry.added.topLeft()
        layout.added.draw(painter, at, tokens=tokens, selected=selected)


def _paint_card(painter: QPainter, card: CardLine, rect: QRectF, tokens: Tokens) -> None:
    """A sheet with an edge, as a quotation has one: whose words, the words, how it stands."""
    painting.rounded(painter, rect, radius=6, fill=tokens.surface, border=tokens.border)
    edge = QRectF(rect.left(), rect.top(), 3, rect.height())
    painting.rounded(painter, edge, radius=1.5, fill=tokens.accent)
    room = QRectF(rect.left() + QUOTE_PAD, rect.top() + 5, rect.width() - 2 * QUOTE_PAD, 17)
    painter.setFont(fonts.font(fonts.Type.CAPTION_STRONG))
    painter.setPen(tokens.text)
    _elided(painter, room, plain_line(card.title, shown=160))
    painter.setFont(fonts.font(fonts.Type.CAPTION))
    words = QRectF(room.left(), room.bottom(), room.width(), rect.height() - 44)
    clipped = unbroken_numbers(plain_line(card.text, shown=300))
    lines = _two_lines(painter, clipped, words.width())
    for line, at in zip(lines, range(0, int(words.height()), 16), strict=False):
        painter.drawText(QRectF(words.left(), words.top() + at, words.width(), 16), _LEFT, line)
    painter.setPen(tokens.accent if card.openable else tokens.muted)
    _elided(painter, QRectF(room.left(), words.bottom(), room.width(), 17), card.state)


def _two_lines(painter: QPainter, text: str, width: float) -> list[str]:
    """As much of a text as two lines hold, broken between words."""
    metrics = painter.fontMetrics()
    first = ""
    for word in text.split(" "):
        longer = f"{first} {word}" if first else word
        if first and metrics.horizontalAdvance(longer) > width:
            break
        first = longer
    rest = text[len(first) :].strip()
    elide = Qt.TextElideMode.ElideRight
    lines = [metrics.elidedText(first, elide, int(width))]
    return [*lines, metrics.elidedText(rest, elide, int(width))] if rest else lines


def _paint_new_line(painter: QPainter, layout: RowLayout, color: QColor, tokens: Tokens) -> None:
    body, words = layout.geometry.body, layout.geometry.text
    middle = round(body.center().y()) + 0.5
    painter.setPen(QPen(color, 1))
    painter.drawLine(QPointF(body.left(), middle), QPointF(words.left() - 8, middle))
    painter.drawLine(QPointF(words.right() + 8, middle), QPointF(body.right(), middle))
    at = QPointF(words.left(), middle - layout.laid.shape.height / 2)
    layout.laid.draw(painter, at, tokens=tokens, selected=None)


def _elided(painter: QPainter, rect: QRectF, text: str) -> None:
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, int(rect.width()))
    painter.drawText(rect, _LEFT, shown)
