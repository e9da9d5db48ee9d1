"""How a row of the inbox is drawn, and where on it one may press."""

from collections.abc import Callable

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QKeySequence, QPainter, QRegion
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from console.viewmodels import formats
from console.viewmodels.inbox_rows import Group, InboxRow, InboxRowKind
from protocol.scalars import Millis
from ui.desk import waits
from ui.desk.channels import channel_icon
from ui.desk.desk_feed import DeskFeed
from ui.shell.inbox_lines import HEIGHTS, text_lines
from ui.shell.inbox_words import nothing_text, preview_of, section_title, take_words, unread_words
from ui.theme import fonts, icons, measures, theme
from ui.widgets import key_cap, painting, pill, plain_text
from ui.widgets.avatar import paint_avatar
from ui.widgets.presence_dot import paint_presence

translate = QCoreApplication.translate

PAD = 12
_NOTHING_ROOM = 238 - 1 - 2 * PAD
"""Of the words in an empty part, where the list is narrow."""
_BESIDE = 9
"""Between a picture and the words after it."""
_AVATAR, _ICON, _CLIP = 28, 16, 12
_CHAT_LEFT = PAD + _AVATAR + _BESIDE
_QUEUE_LEFT = PAD + _ICON + _BESIDE
_WAITING_LEFT = _QUEUE_LEFT + _ICON + _BESIDE
_PILL, _APART = 18, 2
"""How high a pill of a chat is, and how far under its line the lower one begins: of two, one under
the other, each is to be seen as a whole."""
_VCENTRE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


class InboxPainter(QStyledItemDelegate):
    """Draws rows from tokens; the clock of `feed` tells how long people wait.

    `row_at` tells a row at once: through the model's data it would be asked for thousands of times
    a second, and cost more than its drawing.
    """

    def __init__(
        self,
        feed: DeskFeed,
        *,
        row_at: Callable[[int], InboxRow],
        parent: QStyledItemDelegate | None = None,
    ) -> None:
        super().__init__(parent)
        self._feed = feed
        self.row_at = row_at
        self.current_key = ""
        self.told_key = ""
        """Whose card lies beside the list."""
        self.talk_keys = QKeySequence()
        """By which one writes to a colleague."""
        self.to_paint = QRegion()
        """Where: Qt asks for every row between the first and the last of it."""
        self.beside = 0.0
        """How wide the scroll bar is: what is drawn keeps its distance from the edge behind it."""

    def room_of(self, rect: QRect) -> QRectF:
        """What a row is drawn in, in pixels of the design: with a scroll bar or without one."""
        return measures.design_rect(rect).adjusted(0, 0, self.beside, 0)

    def time_rect(self, rect: QRect, row: InboxRow) -> QRect:
        """What of a row becomes another as time passes, all in pixels of the screen."""
        if row.kind in (InboxRowKind.SECTION, InboxRowKind.NOTHING):
            return QRect()
        if row.kind is not InboxRowKind.CHAT:
            return rect
        if row.since is None and not row.held:
            return QRect()
        top, _ = _lines_of_chat(self.room_of(rect), row)
        zoom = measures.zoom()
        edges = (top.left() * zoom, top.top() * zoom, top.width() * zoom, top.height() * zoom)
        return QRectF(*edges).toAlignedRect()

    def take_rect(self, rect: QRectF) -> QRectF:
        """Where the «take» of a waiting row is; all in pixels of the design."""
        width = painting.text_width(take_words(), fonts.Type.CAPTION_STRONG) + 20
        return QRectF(rect.right() - width - PAD, rect.center().y() - 12, width, 24)

    def nothing_words(self, group: Group) -> str:
        """What will appear in an empty part, with the keys that hold."""
        return nothing_text(group).format(keys=key_cap.key_words(self.talk_keys))

    # Rows

    def _section(self, painter: QPainter, rect: QRectF, row: InboxRow) -> None:
        tokens = theme.current().tokens
        words = section_title(row.group).upper()
        if row.group is Group.COLLEAGUES:
            if row.count:
                words = f"{words} · {unread_words(row.count)}"
        elif row.count and row.group is not Group.RECENT:
            words = f"{words} · {row.count}"
        painter.setFont(fonts.font(fonts.Type.LABEL_STRONG))
        painter.setPen(tokens.muted)
        painter.drawText(rect.adjusted(PAD, 10, -PAD, 0), _VCENTRE, words)

    def _nothing(self, painter: QPainter, rect: QRectF, row: InboxRow) -> None:
        tokens = theme.current().tokens
        painter.setFont(fonts.font(fonts.Type.CAPTION))
        painter.setPen(tokens.muted)
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        words, keyed, _ = nothing_text(row.group).partition("{keys}")
        room = rect.adjusted(PAD, 4, -PAD, 0)
        painter.drawText(room, flags, words)
        printed = key_cap.key_text(self.talk_keys)
        if not keyed or not printed:
            return
        line = fonts.Type.CAPTION.line_height
        after = painting.text_width(words, fonts.Type.CAPTION)
        cap = QRectF(room.left() + after, room.top(), key_cap.width_of(printed), key_cap.HEIGHT)
        if cap.right() > room.right():
            cap.moveTo(room.left(), room.top() + line)
        cap.translate(0, (line - key_cap.HEIGHT) / 2)
        key_cap.paint_cap(painter, cap, printed, color=tokens.muted, border=tokens.border_strong)

    def _chat(self, painter: QPainter, rect: QRectF, row: InboxRow, *, only_time: bool) -> None:
        tokens = theme.current().tokens
        top, low = _lines_of_chat(rect, row)
        taken = self._wait(painter, top, row)
        faint = tokens.muted if row.held else tokens.text
        strong = fonts.Type.BODY_STRONG
        self._line(painter, top.adjusted(0, 0, -taken, 0), row.title, strong, faint)
        if only_time:
            return
        avatar = QRectF(rect.left() + PAD, rect.center().y() - _AVATAR / 2, _AVATAR, _AVATAR)
        paint_avatar(painter, avatar, name=row.title, person=row.person)
        if row.presence is not None:
            ground = tokens.selected if row.key == self.current_key else tokens.surface
            paint_presence(painter, avatar, row.presence, ground=ground)
        badge = 0.0
        if row.unread:
            figure = pill.figure_of(row.unread)
            badge = pill.width_of(figure)
            box = QRectF(low.right() - badge, low.top() + _APART, badge, _PILL)
            pill.paint_pill(painter, box, figure, pill.PillTone.UNREAD)
            badge += 8
        color = tokens.accent if row.typing or row.draft else tokens.muted
        under = low.adjusted(0, 0, -badge, 0)
        self._preview(painter, under, row, color)

    def _wait(self, painter: QPainter, top: QRectF, row: InboxRow) -> float:
        """The pill, the hold mark or the time at the end of the first line; the room it takes."""
        tokens = theme.current().tokens
        now = self._feed.now()
        if row.held:
            until = "" if row.at is None else formats.duration(row.at - now)
            width = painting.text_width(until, fonts.Type.CAPTION)
            box = QRectF(top.right() - width - 18, top.top(), 16, top.height())
            icons.paint(painter, icons.Icon.HOLD, tokens.muted, box, size=12)
            painter.setFont(fonts.font(fonts.Type.CAPTION))
            painter.setPen(tokens.muted)
            painter.drawText(top, _RIGHT, until)
            return width + 24
        if row.since is None:
            return self._end(painter, top, row, now)
        words, tone = waits.wait_pill(row.since, now=now, queue=row.queue_info)
        if tone is pill.PillTone.NEUTRAL:
            width = painting.text_width(words, fonts.Type.CAPTION)
            painter.setFont(fonts.font(fonts.Type.CAPTION))
            painter.setPen(tokens.muted)
            painter.drawText(top, _RIGHT, words)
        else:
            width = pill.width_of(words)
            box = QRectF(top.right() - width, top.center().y() - _PILL / 2, width, _PILL)
            pill.paint_pill(painter, box, words, tone)
        return width + 8

    def _end(self, painter: QPainter, top: QRectF, row: InboxRow, now: Millis) -> float:
        """When it closes, when its work is over, or when somebody is to come back to it."""
        if row.due is None:
            return 0
        put_off = row.group is Group.PUT_OFF
        words = formats.moment(row.due, now=now) if put_off else formats.duration(row.due - now)
        painter.setFont(fonts.font(fonts.Type.CAPTION))
        painter.setPen(theme.current().tokens.muted)
        painter.drawText(top, _RIGHT, words)
        return painting.text_width(words, fonts.Type.CAPTION) + 8

    def _queue(self, painter: QPainter, rect: QRectF, row: InboxRow) -> None:
        tokens = theme.current().tokens
        urgent = row.queue_info is not None and row.queue_info.urgent
        icon = icons.Icon.FLAG if urgent else icons.Icon.USERS
        color = tokens.late if urgent else tokens.muted
        icons.paint(
            painter, icon, color, QRectF(rect.left() + PAD, rect.top(), _ICON, rect.height())
        )
        room = rect.width() - _QUEUE_LEFT - 32
        top = QRectF(rect.left() + _QUEUE_LEFT, rect.center().y() - 17, room, 18)
        title = f"{plain_text.plain_line(row.title)} · {row.count}"
        self._line(painter, top, title, fonts.Type.BODY_MEDIUM, tokens.text)
        arrow = icons.Icon.CHEVRON_UP if row.open else icons.Icon.CHEVRON_DOWN
        box = QRectF(rect.right() - 28, rect.top(), 16, rect.height())
        icons.paint(painter, arrow, tokens.muted, box, size=12)
        if row.since is None:
            return
        words, tone = waits.wait_pill(row.since, now=self._feed.now(), queue=row.queue_info)
        text = translate("Inbox", "longest {wait}").format(wait=words)
        if urgent:
            text = translate("Inbox", "longest {wait} · urgent").format(wait=words)
        tones = {pill.PillTone.LATE: tokens.late, pill.PillTone.WARN: tokens.warn}
        kind = fonts.Type.LABEL if tone is pill.PillTone.NEUTRAL else fonts.Type.LABEL_STRONG
        self._line(painter, top.translated(0, 17), text, kind, tones.get(tone, tokens.muted))

    def _waiting(self, painter: QPainter, rect: QRectF, row: InboxRow, *, active: bool) -> None:
        tokens = theme.current().tokens
        box = QRectF(rect.left() + _QUEUE_LEFT, rect.top(), _ICON, rect.height())
        icons.paint(painter, channel_icon(row.channel), tokens.muted, box)
        text = rect.adjusted(_WAITING_LEFT, 0, -PAD, 0)
        top, low = text_lines(text, under=bool(row.text))
        if active:
            take = self.take_rect(rect)
            painting.rounded(painter, take, radius=painting.RADIUS, fill=tokens.accent)
            painter.setFont(fonts.font(fonts.Type.CAPTION_STRONG))
            painter.setPen(tokens.on_accent)
            painter.drawText(take, Qt.AlignmentFlag.AlignCenter, take_words())
            top.setRight(take.left() - 8)
            low.setRight(take.left() - 8)
            self._line(painter, top, row.title, fonts.Type.BODY, tokens.text)
        else:
            room = self._wait(painter, top, row)
            line = top.adjusted(0, 0, -room, 0)
            self._line(painter, line, row.title, fonts.Type.BODY, tokens.text)
        self._preview(painter, low, row, tokens.muted)

    def _recent(self, painter: QPainter, rect: QRectF, row: InboxRow) -> None:
        tokens = theme.current().tokens
        when = "" if row.at is None else formats.moment(row.at, now=self._feed.now())
        line = rect.adjusted(PAD, 0, -PAD, 0)
        painter.setFont(fonts.font(fonts.Type.CAPTION))
        painter.setPen(tokens.muted)
        painter.drawText(line, _RIGHT, when)
        room = painting.text_width(when, fonts.Type.CAPTION) + 8
        self._line(painter, line.adjusted(0, 0, -room, 0), row.title, fonts.Type.BODY, tokens.muted)

    def _preview(self, painter: QPainter, rect: QRectF, row: InboxRow, color: QColor) -> None:
        """What was said last; before the names of files an icon stands."""
        words, kind = preview_of(row), fonts.Type.CAPTION
        if row.files and not row.typing:
            lead, words, _ = words.partition(row.text)
            self._line(painter, rect, lead, kind, color)
            rect = rect.adjusted(painting.text_width(lead, kind), 0, 0, 0)
            mark = QRectF(rect.left(), rect.top(), _CLIP, rect.height())
            icons.paint(painter, icons.Icon.CLIP, color, mark, size=_CLIP)
            rect = rect.adjusted(_CLIP + 3, 0, 0, 0)
        self._line(painter, rect, words, kind, color)

    @staticmethod
    def _line(painter: QPainter, rect: QRectF, text: str, kind: fonts.Type, color: QColor) -> None:
        shown = painting.elided(plain_text.plain_line(text), kind, rect.width())
        painter.setFont(fonts.font(kind))
        painter.setPen(color)
        painter.drawText(rect, _VCENTRE, shown)

    # Qt overrides

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        row = self.row_at(index.row())
        height = measures.by_density(*HEIGHTS[row.kind])
        if row.kind is InboxRowKind.NOTHING:
            wide = painting.text_width(self.nothing_words(row.group), fonts.Type.CAPTION)
            wide += key_cap.width_of("") if "{keys}" in nothing_text(row.group) else 0
            height += fonts.Type.CAPTION.line_height * int(wide // _NOTHING_ROOM)
        return measures.size(200, height)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        if not self.to_paint.intersects(option.rect):
            return
        row = self.row_at(index.row())
        tokens = theme.current().tokens
        state: QStyle.StateFlag = option.state
        hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        focused = bool(state & QStyle.StateFlag.State_Selected) and bool(
            state & QStyle.StateFlag.State_HasFocus
        )
        painter.save()
        painting.begin(painter)
        rect = painting.enlarge(painter, option.rect)
        choosable = row.kind not in (InboxRowKind.SECTION, InboxRowKind.NOTHING)
        if row.key == self.current_key:
            painter.fillRect(rect, tokens.selected)
            if tokens.outlined:
                painting.rounded(painter, rect, radius=0, border=tokens.accent)
            painter.fillRect(_edge(rect), tokens.accent)
        elif (hovered and choosable) or row.key == self.told_key:
            painter.fillRect(rect, tokens.hover)
            if row.key == self.told_key:
                painter.fillRect(_edge(rect), tokens.border_strong)
        room = self.room_of(option.rect)
        match row.kind:
            case InboxRowKind.SECTION:
                self._section(painter, room, row)
            case InboxRowKind.NOTHING:
                self._nothing(painter, room, row)
            case InboxRowKind.CHAT:
                exposed = self.to_paint.intersected(option.rect).boundingRect()
                only_time = self.time_rect(option.rect, row).contains(exposed)
                self._chat(painter, room, row, only_time=only_time)
            case InboxRowKind.QUEUE:
                self._queue(painter, room, row)
            case InboxRowKind.WAITING:
                self._waiting(
                    painter, room, row, active=(hovered or focused) and self._feed.may_answer
                )
            case InboxRowKind.RECENT:
                self._recent(painter, room, row)
        if focused:
            painting.focus_ring(painter, rect.adjusted(1, 1, -1, -1))
        painter.restore()


def _edge(rect: QRectF) -> QRectF:
    """The left end of a row, which is told from the others by more than its ground."""
    return QRectF(rect.left(), rect.top(), 3, rect.height())


def _lines_of_chat(rect: QRectF, row: InboxRow) -> tuple[QRectF, QRectF]:
    text = rect.adjusted(_CHAT_LEFT, 0, -PAD, 0)
    return text_lines(text, under=bool(preview_of(row) or row.unread))
