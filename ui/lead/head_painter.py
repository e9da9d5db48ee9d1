"""How a conversation stands in the list behind a figure: who, about what, with whom, how long."""

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from console.viewmodels import formats
from protocol.conversations import ConversationState, Head
from ui.desk import waits
from ui.desk.desk_feed import DeskFeed
from ui.theme import fonts, measures, theme
from ui.widgets import choosable_rows, painting, pill, plain_text
from ui.widgets.avatar import paint_avatar

translate = QCoreApplication.translate

_ROW, _COMPACT = 60, 52
_AVATAR = 28
_PAD = 12


def head_words(head: Head, feed: DeskFeed) -> str:
    """Where a conversation stands: its queue or who has it, and what it is about."""
    queue = feed.queue(head.queue)
    parts = [queue.title if queue is not None else head.queue, feed.topic_title(head.topic)]
    if head.state is ConversationState.CLOSED:
        parts.append(translate("Board", "over"))
    elif head.owner_name:
        parts.append(head.owner_name)
    elif head.offer is not None and head.offer.name:
        parts.append(translate("Board", "offered to {name}").format(name=head.offer.name))
    return " · ".join(dict.fromkeys(plain_text.plain_line(part) for part in parts if part))


def spoken_head(head: Head, feed: DeskFeed) -> str:
    """A row for those who listen."""
    name = plain_text.plain_line(head.name)
    return ", ".join(part for part in (name, head_words(head, feed), head.preview) if part)


class HeadPainter(QStyledItemDelegate):
    """Two lines beside a circle, and the wait at the right of the first."""

    def __init__(self, feed: DeskFeed, *, parent: QWidget) -> None:
        super().__init__(parent)
        self._feed = feed

    # Qt overrides

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return measures.size(200, measures.by_density(_ROW, _COMPACT))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        head: Head | None = index.data(Qt.ItemDataRole.UserRole)
        if head is None:
            return
        tokens = theme.current().tokens
        painter.save()
        painting.begin(painter)
        rect = painting.enlarge(painter, option.rect)
        choosable_rows.paint_ground(painter, rect, option.state)
        circle = QRectF(rect.left() + _PAD, rect.center().y() - _AVATAR / 2, _AVATAR, _AVATAR)
        paint_avatar(painter, circle, name=head.name, person=head.subscriber or head.id)
        room = rect.adjusted(_PAD + _AVATAR + 10, 0, -_PAD, 0)
        top = QRectF(room.left(), rect.center().y() - 27, room.width(), 18)
        taken = self._wait(painter, top, head)
        for line, text, kind, color in (
            (top.adjusted(0, 0, -taken, 0), head.name, fonts.Type.BODY_STRONG, tokens.text),
            (top.translated(0, 19), head_words(head, self._feed), fonts.Type.CAPTION, tokens.muted),
            (top.translated(0, 36), head.preview, fonts.Type.CAPTION, tokens.text),
        ):
            painter.setFont(fonts.font(kind))
            painter.setPen(color)
            shown = painting.elided(plain_text.plain_line(text), kind, line.width())
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
            painter.drawText(line, flags, shown)
        painter.restore()

    def _wait(self, painter: QPainter, line: QRectF, head: Head) -> float:
        """The pill of who waits, the time of what is over; the room it takes."""
        now = self._feed.now()
        if head.closed_at is not None:
            words, tone = formats.moment(head.closed_at, now=now), pill.PillTone.NEUTRAL
        elif head.waiting_since is not None:
            queue = self._feed.queue(head.queue)
            words, tone = waits.wait_pill(head.waiting_since, now=now, queue=queue)
        else:
            return 0
        width = pill.width_of(words)
        pill.paint_pill(
            painter, QRectF(line.right() - width, line.top(), width, pill.HEIGHT), words, tone
        )
        return width + 8
