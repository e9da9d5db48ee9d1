"""The transcript of one conversation as it is seen, heard and worked with."""

from PySide6.QtCore import QCoreApplication, QEvent, QRect, QRectF, Qt, Slot
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from ui.chat.file_card import Find, PictureOf
from ui.chat.found_place import found_place
from ui.chat.jump_button import JumpButton
from ui.chat.message_layout import SIDE
from ui.chat.row_layouts import is_from_subscriber
from ui.chat.transcript_copy import spoken_text
from ui.chat.transcript_hand import TranscriptHand
from ui.chat.transcript_painter import paint_row
from ui.chat.transcript_sheet import FOOTER, TranscriptSheet
from ui.theme import fonts, measures, theme
from ui.widgets import painting, plain_text
from ui.widgets.labels import plain_tool_tip

_RING = 2
"""Pixels by which the ring around the current row reaches into the rows beside it."""
_SPOKEN = 5
"""Of the newest rows, for who comes to the transcript and hears the screen."""
_KEYBOARD = frozenset(
    {
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)


class TranscriptView(TranscriptSheet):
    """Draws the rows of its sheet; `hand` selects, copies and acts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._unseen = 0
        self._typing = ""
        self._ringed = False
        self._find: Find | None = None
        self.picture_of: PictureOf = lambda _: None
        """Where the pictures of files come from; whoever has them says when there is another."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(QCoreApplication.translate("Transcript", "Conversation"))
        self.viewport().setMouseTracking(True)
        self.hand = TranscriptHand(self)
        self._jump = JumpButton(self)
        self._jump.clicked.connect(self.jump_to_newest)
        self.started.connect(self._on_self_started)
        self.rows_appended.connect(self._on_self_rows_appended)
        self.settled.connect(self._on_self_settled)
        theme.current().theme_changed.connect(self.viewport().update)
        theme.current().measures_changed.connect(self._place_jump)

    def set_typing(self, words: str) -> None:
        """Say under the newest row who types, or with an empty text nothing."""
        words = plain_text.plain_line(words)
        if words != self._typing:
            self._typing = words
            self.viewport().update(self._footer())

    def mark_found(self, find: Find | None) -> None:
        """Mark what this finds in messages, notes and names of files, or with None nothing."""
        self._find = find
        self.viewport().update()

    def go_to(self, position: int) -> None:
        """Bring a row in sight, with what is marked in it, and make it the current one."""
        self.hand.current = position
        found = found_place(self.layout_at(position), self._find) if self._find else None
        self.show_row(position, found)
        self.viewport().update()

    def leave_row(self) -> None:
        """No row is the current one."""
        self.hand.current = None
        self.viewport().update()

    @Slot()
    def _on_self_started(self) -> None:
        self._unseen = 0

    @Slot()
    def _on_self_settled(self) -> None:
        if self._place.following:
            self._unseen = 0
        self._jump.show_for(away=not self._place.following, unseen=self._unseen)
        if QAccessible.isActive():
            self.setAccessibleDescription(self._newest_in_words())

    @Slot(int, int)
    def _on_self_rows_appended(self, first: int, count: int) -> None:
        rows = (self.row_at(position) for position in range(first, first + count))
        fresh = [row for row in rows if is_from_subscriber(row)]
        if not self._place.following:
            self._unseen += len(fresh)
        if QAccessible.isActive():
            for row in fresh:
                said = QAccessibleAnnouncementEvent(self, spoken_text(row))
                QAccessible.updateAccessibility(said)

    def _footer(self) -> QRect:
        view, height = self.viewport().rect(), measures.length(FOOTER)
        return QRect(0, view.height() - height, view.width(), height)

    def _paint_rows(self, painter: QPainter, dirty: QRectF) -> None:
        tokens = theme.current().tokens
        for placed in self.placed_rows():
            focused = self._is_pointed_at(placed.position)
            beyond = _RING if focused else 0
            below = placed.top - beyond > dirty.bottom()
            if below or placed.top + placed.height + beyond <= dirty.top():
                continue
            layout = self.layout_at(placed.position)
            painter.translate(0, placed.top)
            paint_row(
                painter,
                layout,
                tokens,
                selected=self.hand.selected_in(placed.position, len(layout.words.text)),
                hovered_action=self.hand.hovered_in(placed.position),
                focused=focused,
                picture=self.picture_of,
                find=self._find if layout.bubble else None,
            )
            painter.translate(0, -placed.top)

    def _is_pointed_at(self, position: int) -> bool:
        return position == self.hand.current and (self.hasFocus() or self._find is not None)

    def _is_ringed(self) -> bool:
        return self._ringed and self.hand.current is None

    def _moves_whole(self) -> bool:
        return not self._is_ringed()

    def _free(self) -> int:
        free = self._footer().top() if self._typing else super()._free()
        return free if self._jump.isHidden() else min(self._jump.y(), free)

    def _paint_typing(self, painter: QPainter) -> None:
        footer = measures.design_rect(self._footer())
        room = footer.adjusted(SIDE, 0, -SIDE, 0)
        if self._typing:
            painter.fillRect(footer, theme.current().tokens.app)
        painter.setFont(fonts.font(fonts.Type.CAPTION))
        painter.setPen(theme.current().tokens.accent)
        elide = Qt.TextElideMode.ElideRight
        words = painter.fontMetrics().elidedText(self._typing, elide, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)

    def _newest_in_words(self) -> str:
        count = self.count
        rows = (self.row_at(position) for position in range(max(0, count - _SPOKEN), count))
        return "\n".join(spoken_text(row) for row in rows)

    @Slot()
    def _place_jump(self) -> None:
        self._jump.resize(self._jump.sizeHint())
        corner = self.viewport().geometry().bottomRight()
        size = self._jump.size()
        self._jump.move(corner.x() - size.width() - 16, corner.y() - size.height() - 12)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_jump()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.settle()
        painter = QPainter(self.viewport())
        painting.begin(painter)
        page = painting.enlarge(painter, self.viewport().rect())
        self._paint_rows(painter, measures.design_rect(event.rect()))
        if event.rect().intersects(self._footer()):
            self._paint_typing(painter)
        if self._is_ringed():
            painting.focus_ring(painter, page, radius=4)
        self._tell_painted(whole=event.region().contains(self.viewport().rect()))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._layouts.clear()
            self.touch()
            self.setAccessibleName(QCoreApplication.translate("Transcript", "Conversation"))
        super().changeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ringed = event.reason() in _KEYBOARD
        self.setAccessibleDescription(self._newest_in_words())
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._ringed = False
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.hand.press_key(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hand.press(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.hand.press_twice(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hand.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hand.release(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.hand.stop()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == event.Reason.Mouse
        self.hand.open_menu(event.globalPos() if by_mouse else None)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self.hand.leave()
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            words = self.hand.mark_words_at(self.on_page(event.pos()))
            QToolTip.showText(event.globalPos(), plain_tool_tip(words) if words else "", self)
            return True
        return super().viewportEvent(event)
