"""Where everything of one transcript row stands: arithmetic over measured texts, no window.

Painting, heights and hit-testing all read the same `RowGeometry`, so that they cannot disagree.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt

from ui.theme import measures

SIDE = 24
PAD_X = 12
_PAD_Y = (8, 5)
"""Comfortable and compact, like the gap."""
_GAP = (6, 4)
"""Between two rows: half above, half below each."""
INLINE_GAP = 8
"""Between the last word and the time behind it."""
LABEL_HEIGHT = 18
META_HEIGHT = 16
ACTION_HEIGHT = 24
ACTION_GAP = 16
EVENT_PAD = 5
NEW_HEIGHT = 36
# Of the room between the margins; on a narrow page lines of two words would be worse.
_SHARE, _NARROW_SHARE, _NARROW = 0.62, 0.86, 420
CARD_WIDTH, CARD_MOST, CARD_HEIGHT = 264, 420, 48
CARD_AROUND = CARD_HEIGHT + 10
"""Of a file that is no picture: its sign, its name, its size; what stands beside the name."""
PICTURE_WIDTH, PICTURE_HEIGHT = 280, 200
PICTURE_LEAST = 64
"""A picture one pixel wide is still something to press on."""
FILE_GAP = 6
ADDED_GAP = 12
QUOTE_WIDTH, QUOTE_PAD = 340, 12
"""Of the card of a question to colleagues."""
QUOTE_HEIGHTS = (60, 76)
"""With one line of the message between whose it is and how it stands, and with two."""
_LONGEST_LINE = 680
"""Some ninety letters, of a message as of an event: the eye would lose a longer line."""


@dataclass(frozen=True, slots=True)
class TextShape:
    """What breaking a text into lines has come to."""

    width: int
    height: int
    last_line_width: int


@dataclass(frozen=True, slots=True)
class RowGeometry:
    """Places within a row, its upper left corner being 0, 0.

    Attributes:
        height: of the whole row, the gap included.
        body: the bubble, or the room of the words of an event or a line.
        meta: time and delivery mark, right aligned.
        status: why a text waits or failed.
        added: other words for the text, under a title of their own.
    """

    height: int
    body: QRectF
    text: QRectF
    label: QRectF | None = None
    meta: QRectF | None = None
    status: QRectF | None = None
    actions: tuple[QRectF, ...] = ()
    files: tuple[QRectF, ...] = ()
    card: QRectF | None = None
    added_title: QRectF | None = None
    added: QRectF | None = None

    def file_at(self, point: QPointF) -> int | None:
        """The index of the file under a point."""
        return next((i for i, rect in enumerate(self.files) if rect.contains(point)), None)

    def action_at(self, point: QPointF) -> int | None:
        """The index of the action under a point."""
        for index, rect in enumerate(self.actions):
            if rect.contains(point):
                return index
        return None


def bubble_text_width(width: int) -> int:
    """How wide the lines of a message may be on a page of this width."""
    room = max(width - 2 * SIDE, 2 * PAD_X + 40)
    share = _NARROW_SHARE if room < _NARROW else _SHARE
    return min(int(room * share) - 2 * PAD_X, _LONGEST_LINE)


def file_size(width: int, picture: QSize | None, *, name: int = 0) -> QSize:
    """The room of a file on a page of this width: a card, or the picture in its proportions.

    A card is as wide as its name asks for, within reason.
    """
    most = bubble_text_width(width)
    if picture is None:
        wanted = min(max(CARD_WIDTH, name + CARD_AROUND), CARD_MOST)
        return QSize(min(wanted, most), CARD_HEIGHT)
    box = QSize(min(PICTURE_WIDTH, most), PICTURE_HEIGHT)
    fits = picture.width() <= box.width() and picture.height() <= box.height()
    shown = picture if fits else picture.scaled(box, Qt.AspectRatioMode.KeepAspectRatio)
    return shown.expandedTo(QSize(min(PICTURE_LEAST, most), PICTURE_LEAST))


def event_text_width(width: int) -> int:
    """How wide the lines of an event may be."""
    return min(max(width - 2 * SIDE, 40), _LONGEST_LINE)


def place_bubble(
    *,
    width: int,
    right: bool,
    text: TextShape,
    meta_width: int,
    label_width: int = 0,
    status_width: int = 0,
    action_widths: Sequence[int] = (),
    files: Sequence[QSize] = (),
    card_height: int = 0,
    added: TextShape | None = None,
    added_title_width: int = 0,
) -> RowGeometry:
    """A message or note: label, files, text with the time behind its last line, status, actions.

    Other words for it (`added`) stand between the two, under a title.

    Beside files there may be no text: `text` has no height then.
    """
    most = bubble_text_width(width)
    inline = text.height > 0 and text.last_line_width + INLINE_GAP + meta_width <= most
    # A label alone on a first line may be long: it is elided, never widens a bubble past the most.
    inner = max(text.width, meta_width, min(label_width, most), min(status_width, most))
    if inline:
        inner = max(inner, text.last_line_width + INLINE_GAP + meta_width)
    inner = max(inner, *(size.width() for size in files), 0)
    if card_height:
        inner = max(inner, min(QUOTE_WIDTH, most))
    if added is not None:
        inner = max(inner, added.width, min(added_title_width, most))
    if action_widths:
        inner = max(inner, sum(action_widths) + ACTION_GAP * (len(action_widths) - 1))
    inner = min(inner, max(width - 2 * SIDE - 2 * PAD_X, 40))

    pad_y, gap = measures.by_density(*_PAD_Y), measures.by_density(*_GAP)
    left = width - SIDE - inner - 2 * PAD_X if right else SIDE
    x, top = left + PAD_X, gap // 2
    y = top + pad_y
    label = None
    if label_width:
        label = QRectF(x, y, inner, LABEL_HEIGHT)
        y += LABEL_HEIGHT
    card = None
    if card_height:
        card = QRectF(x, y, inner, card_height)
        y += card_height + FILE_GAP
    shown = []
    for size in files:
        shown.append(QRectF(x, y + FILE_GAP / 2, size.width(), size.height()))
        y += size.height() + FILE_GAP
    words = QRectF(x, y, min(text.width, inner), text.height)
    y += text.height
    if inline:
        meta = QRectF(x + text.last_line_width + INLINE_GAP, y - 17, meta_width, META_HEIGHT)
    else:
        meta = QRectF(x + inner - meta_width, y, meta_width, META_HEIGHT)
        y += META_HEIGHT
    status = None
    if status_width:
        status = QRectF(x, y + 2, inner, META_HEIGHT)
        y += META_HEIGHT + 2
    added_title = added_words = None
    if added is not None:
        added_title = QRectF(x, y + ADDED_GAP, inner, META_HEIGHT)
        added_words = QRectF(x, added_title.bottom(), min(added.width, inner), added.height)
        y += ADDED_GAP + META_HEIGHT + added.height
    actions, action_x = [], float(x)
    for wide in action_widths:
        actions.append(QRectF(action_x, y, wide, ACTION_HEIGHT))
        action_x += wide + ACTION_GAP
    if action_widths:
        y += ACTION_HEIGHT - 4
    body = QRectF(left, top, inner + 2 * PAD_X, y + pad_y - top)
    return RowGeometry(
        height=int(body.bottom()) + gap - gap // 2,
        body=body,
        text=words,
        label=label,
        meta=meta,
        status=status,
        actions=tuple(actions),
        files=tuple(shown),
        card=card,
        added_title=added_title,
        added=added_words,
    )


def place_event(*, width: int, text: TextShape, action_widths: Sequence[int] = ()) -> RowGeometry:
    """A day or something that happened: centred words, and under them what one may do."""
    lines = event_text_width(width)
    words = QRectF((width - lines) / 2, EVENT_PAD, lines, text.height)
    left = (width - sum(action_widths) - ACTION_GAP * (len(action_widths) - 1)) / 2
    actions = []
    for wide in action_widths:
        actions.append(QRectF(left, words.bottom(), wide, ACTION_HEIGHT))
        left += wide + ACTION_GAP
    under = ACTION_HEIGHT if actions else 0
    return RowGeometry(
        height=text.height + under + 2 * EVENT_PAD,
        body=words.adjusted(0, 0, 0, under),
        text=words,
        actions=tuple(actions),
    )


def place_folded() -> RowGeometry:
    """What the row above tells of takes no room."""
    return RowGeometry(height=0, body=QRectF(), text=QRectF())


def place_new_line(*, width: int, text_width: int) -> RowGeometry:
    """The line before what is new, with its word in the middle."""
    words = QRectF((width - text_width) / 2, 0, text_width, NEW_HEIGHT)
    return RowGeometry(
        height=NEW_HEIGHT, body=QRectF(SIDE, 0, width - 2 * SIDE, NEW_HEIGHT), text=words
    )
