"""The tab of one open chat: who, how long he waits, what is unread; all of it drawn here."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QSizePolicy, QWidget

from console.core.waits import WaitStage, stage_of
from console.viewmodels import formats
from protocol.ids import ConversationId
from protocol.scalars import Millis
from protocol.workplace import QueueInfo
from ui.desk import waits
from ui.desk.channels import channel_icon, channel_name
from ui.desk.desk_feed import DeskFeed
from ui.theme import fonts, icons, measures, theme
from ui.widgets import painting, pill, plain_text
from ui.widgets.labels import plain_tool_tip

translate = QCoreApplication.translate

_HEIGHT, _COMPACT_HEIGHT = 34, 30
_NAME_LEFT = 36
_END = 8
_NAME_MOST = 150.0
_NAME_LEAST = 84.0
"""A first name and the beginning of the second: with fewer letters the list says more."""


def tab_height() -> int:
    """How high a tab is on the screen."""
    return measures.length(measures.by_density(_HEIGHT, _COMPACT_HEIGHT))


@dataclass(frozen=True, slots=True)
class TabState:
    """What a tab shows."""

    conversation: ConversationId
    name: str
    channel: str
    since: Millis | None = None
    queue_info: QueueInfo | None = None
    unread: int = 0
    typing: bool = False
    held: bool = False
    reading: bool = False
    """Opened only to be read."""
    pinned: bool = False
    in_view: bool = False
    """In one of several panes."""
    torn: bool = False
    """In a window of its own."""
    talk: bool = False
    """Among colleagues."""


def spoken(state: TabState, *, now: Millis) -> str:
    """All that is shown, in words."""
    parts = [state.name, channel_name(state.channel)]
    if state.held:
        parts.append(translate("Tabs", "on hold"))
    if state.reading:
        parts.append(translate("Tabs", "only to read"))
    if state.since is not None:
        wait = formats.duration(now - state.since)
        parts.append(translate("Tabs", "waits {wait}").format(wait=wait))
    if state.unread:
        parts.append(translate("Tabs", "%n unread", "", state.unread))
    if state.typing:
        parts.append(translate("Tabs", "typing"))
    if state.pinned:
        parts.append(translate("Tabs", "pinned"))
    if state.in_view:
        parts.append(translate("Tabs", "in view"))
    if state.torn:
        parts.append(translate("Tabs", "in its own window"))
    return ", ".join(parts)


class ChatTab(QAbstractButton):
    """One open chat.

    Signals:
        chosen, close_pressed, menu_wanted: of this conversation.
        dragged, let_go: of this conversation, and where on the desktop the mouse is.
        drag_ended: whatever came of it.
    """

    chosen = Signal(str)
    close_pressed = Signal(str)
    menu_wanted = Signal(str, QPoint)
    dragged = Signal(str, QPoint)
    let_go = Signal(str, QPoint)
    drag_ended = Signal()

    def __init__(self, conversation: ConversationId, *, feed: DeskFeed, parent: QWidget) -> None:
        super().__init__(parent)
        self.conversation = conversation
        self._feed = feed
        self._state = TabState(conversation, "", "")
        self._pressed_at: QPoint | None = None
        self._dragging = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def state(self) -> TabState:
        """What it shows."""
        return self._state

    def set_state(self, state: TabState) -> None:
        """Show other things of the same chat."""
        before, self._state = self._state, state
        if (state.name, state.channel) != (before.name, before.channel):
            self.setText(plain_text.plain_line(state.name))
            self.setToolTip(plain_tool_tip(f"{state.name} · {channel_name(state.channel)}"))
        if state != before:
            self.update()
        self.setAccessibleName(spoken(state, now=self._feed.now()))

    def announce_chosen(self) -> None:
        """It was pressed."""
        self.setChecked(True)
        self.chosen.emit(self.conversation)

    def wanted_width(self) -> int:
        """Room for everything it shows."""
        return self._width_with(min(self._name_width(), _NAME_MOST))

    def least_width(self) -> int:
        """Room for the beginning of the name and all the marks."""
        return self._width_with(min(self._name_width(), _NAME_LEAST))

    def is_late(self) -> bool:
        """Whether its subscriber has waited longer than his queue allows."""
        state = self._state
        if state.since is None or state.held:
            return False
        return (
            stage_of(state.since, now=self._feed.now(), queue=state.queue_info)
            is WaitStage.TOO_LONG
        )

    def _end_drag(self) -> None:
        self._pressed_at = None
        if self._dragging:
            self._dragging = False
            self.setDown(False)
            self.drag_ended.emit()

    def _name_width(self) -> float:
        return painting.text_width(self.text(), fonts.Type.BODY_STRONG) + 2

    def _width_with(self, name: float) -> int:
        return measures.length(math.ceil(_NAME_LEFT + name + self._marks_width() + _END))

    def _marks_width(self) -> float:
        state, width = self._state, 0.0
        if state.pinned:
            width += 8 + 12
        if state.typing:
            width += 8 + 14
        if state.held:
            width += 8 + 12
        elif state.since is not None:
            width += 8 + self._wait_width()
        if state.unread:
            width += 6 + pill.width_of(pill.figure_of(state.unread))
        return width

    def _wait(self) -> tuple[str, pill.PillTone]:
        state = self._state
        assert state.since is not None
        return waits.wait_pill(state.since, now=self._feed.now(), queue=state.queue_info)

    def _wait_width(self) -> float:
        words, tone = self._wait()
        if tone is pill.PillTone.NEUTRAL:
            # Without a ground it needs no edge round it: the name has that room.
            return painting.text_width(words, fonts.Type.CAPTION_STRONG)
        return pill.width_of(words)

    def _close_rect(self) -> QRectF:
        rect = measures.design_rect(self.rect())
        return QRectF(rect.width() - 26, (rect.height() - 20) / 2, 20, 20)

    def _draw_marks(self, painter: QPainter, left: float, *, until: float) -> None:
        """From the left, as many as end where they may."""
        tokens = theme.current().tokens
        state, height = self._state, measures.design(self.height())
        for wanted, icon, color, size in (
            (state.pinned, icons.Icon.PIN, tokens.muted, 12),
            (state.typing, icons.Icon.EDIT, tokens.accent, 14),
            (state.held, icons.Icon.HOLD, tokens.muted, 12),
        ):
            if wanted and left + size <= until:
                icons.paint(painter, icon, color, QRectF(left, 0, size, height), size=size)
            left += size + 8 if wanted else 0
        if state.since is not None and not state.held:
            words, tone = self._wait()
            box = QRectF(left, (height - 20) / 2, self._wait_width(), 20)
            if box.right() <= until:
                pill.paint_pill(painter, box, words, tone)
            left = box.right() + 6
        if state.unread:
            figure = pill.figure_of(state.unread)
            box = QRectF(left, (height - 18) / 2, pill.width_of(figure), 18)
            if box.right() <= until:
                pill.paint_pill(painter, box, figure, pill.PillTone.UNREAD)

    def _draw_cross(self, painter: QPainter, box: QRectF) -> None:
        tokens = theme.current().tokens
        at = self.mapFromGlobal(self.cursor().pos()).toPointF()
        over = box.contains(measures.design_point(at))
        if over:
            painting.rounded(painter, box, radius=5, fill=tokens.sunken)
        icons.paint(painter, icons.Icon.X, tokens.text if over else tokens.muted, box, size=12)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return QSize(self.wanted_width(), tab_height())

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.HoverMove, QEvent.Type.HoverLeave):
            self.update()
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(self.conversation, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._dragging and event.key() == Qt.Key.Key_Escape:
            self._end_drag()
            return
        super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._end_drag()
        super().hideEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed_at is not None:
            way = (event.position().toPoint() - self._pressed_at).manhattanLength()
            self._dragging = self._dragging or way >= QApplication.startDragDistance()
        if self._dragging:
            self.setDown(False)
            self.dragged.emit(self.conversation, event.globalPosition().toPoint())
            return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._end_drag()
            self.let_go.emit(self.conversation, event.globalPosition().toPoint())
            return
        self._pressed_at = None
        middle = event.button() is Qt.MouseButton.MiddleButton
        left = event.button() is Qt.MouseButton.LeftButton
        if middle or (
            left and self._close_rect().contains(measures.design_point(event.position()))
        ):
            self.setDown(False)
            self.close_pressed.emit(self.conversation)
            return
        super().mouseReleaseEvent(event)

    def nextCheckState(self) -> None:
        """A press does not uncheck: the row decides which tab is looked at."""

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        chosen = self.isChecked()
        if chosen:
            body = rect.adjusted(0.5, 0.5, -0.5, 12)
            # One surface with the header under it.
            ground = tokens.selected if self._state.talk else tokens.surface
            painting.rounded(painter, body, radius=8, fill=ground, border=tokens.border)
        elif self.underMouse():
            body = rect.adjusted(2, 2, -2, -4)
            painting.rounded(painter, body, radius=painting.RADIUS, fill=tokens.hover)
        if self._state.in_view and not chosen:
            line = QRectF(12, rect.height() - 3, rect.width() - 12 - _END, 2)
            painting.rounded(painter, line, radius=1, fill=tokens.accent)
        color = tokens.text if chosen else tokens.muted
        icon = icons.Icon.EYE if self._state.reading else channel_icon(self._state.channel)
        icons.paint(painter, icon, color, QRectF(12, 0, 16, rect.height()))
        # The cross takes the place of what would lie under it: nothing moves under the mouse.
        cross = self._close_rect() if self.underMouse() else None
        until = cross.left() if cross is not None else rect.width()
        room = rect.width() - _NAME_LEFT - self._marks_width() - _END
        kind = fonts.Type.BODY_STRONG if chosen else fonts.Type.BODY_MEDIUM
        shown = painting.elided(self.text(), kind, max(room, 12) + 1)
        marks = _NAME_LEFT + min(room, painting.text_width(shown, kind)) + 8
        short = painting.elided(self.text(), kind, min(max(room, 12) + 1, until - _NAME_LEFT))
        painter.setFont(fonts.font(kind))
        painter.setPen(color)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRectF(_NAME_LEFT, 0, room + 2, rect.height()), flags, short)
        self._draw_marks(painter, marks, until=until)
        if cross is not None:
            self._draw_cross(painter, cross)
        if self.hasFocus():
            painting.focus_ring(painter, rect.adjusted(2, 2, -2, -2))
