"""What people do to a transcript with mouse and keys: select, copy, go row by row, act on a row."""

from functools import partial

from PySide6.QtCore import (
    QCoreApplication,
    QObject,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    QTimer,
    Slot,
)
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QMouseEvent

from console.core.links import read_link
from console.viewmodels.transcript_rows import FileLine, RowKind, TranscriptRow
from ui.chat.row_layouts import FileAction, RowAction, RowLayout
from ui.chat.selection import Selection, TextPlace
from ui.chat.transcript_copy import copied_text
from ui.chat.transcript_sheet import LINE, TranscriptSheet
from ui.desk.commands import keys_of
from ui.theme import measures
from ui.widgets.menu import Menu
from ui.widgets.plain_text import plain_line

_AUTOSCROLL_MS = 30
_LINKS = 5
"""Of one message in its menu; the others can be pressed where they stand."""
_MENU_NAME = 40
"""Of a file's name, as much as a menu shows."""
_COPY = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_C)
_SELECT_ALL = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_A)
_COPY_NAMED = QKeySequence(Qt.Modifier.CTRL | Qt.Modifier.SHIFT | Qt.Key.Key_C)

_OF_THE_LAST = {RowAction.CHANGE: "write.change_last", RowAction.DELETE: "write.delete_last"}


class TranscriptHand(QObject):
    """Selection, hovering and the current row of one view.

    Ctrl+Up and Ctrl+Down go from message to message; the menu key acts on the current one.
    """

    def __init__(self, sheet: TranscriptSheet) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._selection: Selection | None = None
        self._hovered: tuple[int, int] | None = None
        self._pressed: tuple[int, int] | None = None
        self._pressed_file: FileLine | None = None
        self._dragging = False
        self._drag_at = QPoint()
        self.current: int | None = None
        self._autoscroll = QTimer(self)
        self._autoscroll.setInterval(_AUTOSCROLL_MS)
        self._autoscroll.timeout.connect(self._on_autoscroll_timeout)
        sheet.started.connect(self._on_sheet_started)
        sheet.rows_came.connect(self._on_sheet_rows_came)
        sheet.rows_went.connect(self._on_sheet_rows_went)

    # What the view asks

    def selected_in(self, position: int, length: int) -> tuple[int, int] | None:
        """The selected part of the row at a position."""
        selection = self._selection
        return selection.within(position, length) if selection is not None else None

    def hovered_in(self, position: int) -> int | None:
        """The action of the row at a position that is under the mouse."""
        hovered = self._hovered
        return hovered[1] if hovered is not None and hovered[0] == position else None

    # Keeping to the same rows while others come and go

    @Slot()
    def _on_sheet_started(self) -> None:
        self._selection = self._hovered = self._pressed = self.current = None
        self.stop()

    @Slot(int, int)
    def _on_sheet_rows_came(self, position: int, count: int) -> None:
        self.leave()
        self._pressed = None
        if self._selection is not None:
            self._selection = self._selection.rows_inserted(position, count)
        if self.current is not None and position <= self.current:
            self.current += count

    @Slot(int, int)
    def _on_sheet_rows_went(self, position: int, count: int) -> None:
        self.leave()
        self._pressed = None
        if self._selection is not None:
            self._selection = self._selection.rows_removed(position, count)
        if self.current is not None and self.current >= position:
            gone = self.current < position + count
            self.current = None if gone else self.current - count

    # Selecting and copying

    def selected_text(self, *, named: bool = False) -> str:
        """What is selected, or else the current row; with who said it and when if `named`."""
        return copied_text(self._selected_words(), named=named)

    def _selected_words(self) -> list[tuple[TranscriptRow, str, str]]:
        """The rows with what of their own words, and of a machine's, is selected."""
        selection = self._selection
        if selection is None or selection.empty:
            if self.current is None:
                return []
            length = len(self._sheet.layout_at(self.current).words.text)
            selection = Selection(TextPlace(self.current, 0), TextPlace(self.current, length))
        parts = []
        for position in range(selection.start.row, selection.end.row + 1):
            layout = self._sheet.layout_at(position)
            part = selection.within(position, len(layout.words.text))
            if part is not None and layout.row.kind is not RowKind.NEW and not layout.row.folded:
                parts.append((layout.row, *layout.words.selected(part)))
        return parts

    @Slot()
    def copy(self) -> None:
        """Put the selected text on the clipboard."""
        self._copy(named=False)

    @Slot()
    def copy_named(self) -> None:
        """Put it there with who said it and when."""
        self._copy(named=True)

    @Slot()
    def select_all(self) -> None:
        """Select everything that is loaded."""
        last = self._sheet.count - 1
        if last >= 0:
            end = TextPlace(last, len(self._sheet.layout_at(last).words.text))
            self._select(Selection(TextPlace(0, 0), end))

    def text_place_at(self, point: QPoint) -> TextPlace | None:
        """The place in a text nearest to a point of the page; None in an empty transcript."""
        placed = self._sheet.placed_at(point, nearest=True)
        if placed is None:
            return None
        layout = self._sheet.layout_at(placed.position)
        within = QPointF(point) - QPointF(0, placed.top)
        return TextPlace(placed.position, layout.words.offset_at(within))

    def quotable(self) -> tuple[TranscriptRow, str] | None:
        """What is selected or current, as one text, and the row it begins in.

        Where colleagues' words are among it, it is theirs: they may not be quoted to a subscriber.
        A machine's words are nobody's: they are left out.
        """
        said = [(row, own, "") for row, own, _ in self._selected_words() if own]
        text = copied_text(said, named=False)
        if not text:
            return None
        selection = self._selection
        if selection is None or selection.empty:
            rows = [] if self.current is None else [self.current]
        else:
            rows = list(range(selection.start.row, selection.end.row + 1))
        found = [self._sheet.layout_at(position).row for position in rows]
        inside = [row for row in found if row.kind is not RowKind.MESSAGE]
        return (*inside, *found)[0], text

    @Slot()
    def quote(self) -> None:
        """Ask for a quotation of what is selected, or of the current row."""
        found = self.quotable()
        if found is not None:
            self._sheet.quote_wanted.emit(*found)

    def _copy(self, *, named: bool) -> None:
        text = self.selected_text(named=named)
        if text:
            QGuiApplication.clipboard().setText(text)

    def _select(self, selection: Selection | None) -> None:
        if selection != self._selection:
            self._selection = selection
            self._sheet.viewport().update()

    # Mouse

    def press(self, event: QMouseEvent) -> None:
        """Begin to select, or press an action."""
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        point = self._sheet.on_page(event.position())
        self._pressed = self._action_at(point)
        self._pressed_file = self._file_at(point)
        if self._pressed is not None or self._pressed_file is not None:
            return
        place = self.text_place_at(point)
        if place is None:
            return
        self.current = None
        held = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        anchor = self._selection.anchor if held and self._selection is not None else place
        self._select(Selection(anchor, place))
        self._dragging, self._drag_at = True, point
        self._sheet.viewport().update()

    def press_twice(self, event: QMouseEvent) -> None:
        """Select the word under the mouse."""
        place = self.text_place_at(self._sheet.on_page(event.position()))
        if place is not None and event.button() is Qt.MouseButton.LeftButton:
            start, end = self._sheet.layout_at(place.row).words.word_at(place.offset)
            self._select(Selection(TextPlace(place.row, start), TextPlace(place.row, end)))

    def move(self, event: QMouseEvent) -> None:
        """Select as far as the mouse, or tell what it is over."""
        point = self._sheet.on_page(event.position())
        if not self._dragging:
            self._hover(point)
            return
        self._drag_at = point
        self._drag()
        inside = 0 <= point.y() < self._sheet.page_height
        if inside:
            self._autoscroll.stop()
        elif not self._autoscroll.isActive():
            self._autoscroll.start()

    def release(self, event: QMouseEvent) -> None:
        """End selecting, or act."""
        self.stop()
        link = self._link_at(self._sheet.on_page(event.position()))
        if link is not None and self._selection is not None and self._selection.empty:
            self._sheet.link_pressed.emit(link)
        if self._selection is not None and self._selection.empty:
            self._select(None)
        file, self._pressed_file = self._pressed_file, None
        if file is not None and file == self._file_at(self._sheet.on_page(event.position())):
            self._sheet.file_action.emit(file, FileAction.OPEN)
        pressed, self._pressed = self._pressed, None
        here = self._sheet.on_page(event.position())
        if pressed is not None and pressed == self._action_at(here):
            layout = self._sheet.layout_at(pressed[0])
            self._do(layout, layout.actions[pressed[1]][0])

    def mark_words_at(self, point: QPoint) -> str:
        """How far the message has got whose time or mark is under a point, in words."""
        placed = self._sheet.placed_at(point)
        if placed is None:
            return ""
        layout = self._sheet.layout_at(placed.position)
        meta = layout.geometry.meta
        over = meta is not None and meta.contains(QPointF(point) - QPointF(0, placed.top))
        return layout.row.mark_text if over else ""

    def stop(self) -> None:
        """Let go of what is being dragged. Idempotent."""
        self._dragging = False
        self._autoscroll.stop()

    def leave(self) -> None:
        """The mouse left the page."""
        if self._hovered is not None:
            self._hovered = None
            self._sheet.viewport().update()

    def _hover(self, point: QPoint) -> None:
        hovered = self._action_at(point)
        file = self._file_at(point)
        if hovered is not None or file is not None or self._link_at(point) is not None:
            shape = Qt.CursorShape.PointingHandCursor
        elif self._is_over_text(point):
            shape = Qt.CursorShape.IBeamCursor
        else:
            shape = Qt.CursorShape.ArrowCursor
        self._sheet.viewport().setCursor(shape)
        if hovered != self._hovered:
            self._hovered = hovered
            self._sheet.viewport().update()

    def _action_at(self, point: QPoint) -> tuple[int, int] | None:
        placed = self._sheet.placed_at(point)
        if placed is None:
            return None
        geometry = self._sheet.layout_at(placed.position).geometry
        index = geometry.action_at(QPointF(point) - QPointF(0, placed.top))
        return None if index is None else (placed.position, index)

    def _link_at(self, point: QPoint) -> str | None:
        place = self.text_place_at(point) if self._is_over_text(point) else None
        return self._sheet.layout_at(place.row).words.link_at(place.offset) if place else None

    def _file_at(self, point: QPoint) -> FileLine | None:
        placed = self._sheet.placed_at(point)
        if placed is None:
            return None
        layout = self._sheet.layout_at(placed.position)
        index = layout.geometry.file_at(QPointF(point) - QPointF(0, placed.top))
        return None if index is None else layout.row.files[index]

    def _is_over_text(self, point: QPoint) -> bool:
        placed = self._sheet.placed_at(point)
        if placed is None:
            return False
        words = self._sheet.layout_at(placed.position).words
        return words.are_at(QPointF(point) - QPointF(0, placed.top))

    def _drag(self) -> None:
        place = self.text_place_at(self._drag_at)
        if place is not None and self._selection is not None:
            self._select(Selection(self._selection.anchor, place))

    @Slot()
    def _on_autoscroll_timeout(self) -> None:
        beyond_bottom = max(self._drag_at.y() - self._sheet.page_height, 0)
        beyond = min(self._drag_at.y(), 0) + beyond_bottom
        self._sheet.scroll_by(max(-2 * LINE, min(beyond, 2 * LINE)))
        self._drag()

    # Keys

    def press_key(self, event: QKeyEvent) -> bool:
        """Do what a key means here; False if it means nothing."""
        bar = self._sheet.verticalScrollBar()
        key = Qt.Key(event.key())
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif QKeySequence(event.keyCombination()) == _COPY_NAMED:
            self.copy_named()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        elif control and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move_current(-1 if key is Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.open_menu()
        elif key is Qt.Key.Key_Up:
            self._sheet.scroll_by(-LINE)
        elif key is Qt.Key.Key_Down:
            self._sheet.scroll_by(LINE)
        elif key is Qt.Key.Key_PageUp:
            self._sheet.scroll_by(LINE - bar.pageStep())
        elif key is Qt.Key.Key_PageDown:
            self._sheet.scroll_by(bar.pageStep() - LINE)
        elif key is Qt.Key.Key_Home:
            bar.setValue(0)
        elif key is Qt.Key.Key_End:
            self._sheet.jump_to_newest()
        elif key is Qt.Key.Key_Escape and (self._selection or self.current is not None):
            self.current = None
            self._selection = None
            self._sheet.viewport().update()
        else:
            return False
        return True

    def _move_current(self, step: int) -> None:
        placed = self._sheet.placed_rows()
        if not placed:
            return
        position = placed[-1].position + 1 if self.current is None else self.current
        position += step
        while 0 <= position < self._sheet.count:
            if self._sheet.layout_at(position).bubble is not None:
                self._selection = None
                self.current = position
                self._sheet.show_row(position)
                self._sheet.viewport().update()
                return
            position += step

    # Menu

    def open_menu(self, at: QPoint | None = None) -> Menu:
        """Open the menu of the selection, and of the row under the mouse or the current one.

        `at`: where the mouse is on the screen; None: the keys want it.
        """
        if at is not None:
            here = self._sheet.viewport().mapFromGlobal(at)
            placed = self._sheet.placed_at(self._sheet.on_page(here))
            position = placed.position if placed is not None else None
            if self._selection is None or self._selection.empty:
                self.current = position
        else:
            position = self.current
        menu = Menu(parent=self._sheet)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if position is not None:
            layout = self._sheet.layout_at(position)
            offered = [*layout.actions, *(_changes() if layout.row.mine else ())]
            if layout.row.askable:
                offered.append((RowAction.ASK, _ask_words()))
            for action, words in offered:
                entry = menu.addAction(words)
                entry.setData((layout.row.key, action.value))
                if (command := self._command_for(action, position)) is not None:
                    menu.print_keys(entry, keys_of(command, near=self._sheet))
            menu.triggered.connect(self._on_menu_triggered)
            links = [link for link in map(read_link, layout.laid.links()) if link is not None]
            for link in links[:_LINKS]:
                words = QCoreApplication.translate("Transcript", "Open {host}…")
                host = plain_line(link.host, shown=60)
                menu.addAction(words.format(host=host)).setData(link.address)
            for file in layout.row.files:
                self._offer_file(menu, file)
            if offered or links or layout.row.files:
                menu.addSeparator()
        chosen = bool(self.selected_text())
        quotable = self.quotable() is not None
        quoting = keys_of("write.quote", near=self._sheet)
        for words, slot, possible, keys in (
            (QCoreApplication.translate("Transcript", "Quote"), self.quote, quotable, quoting),
            (QCoreApplication.translate("Transcript", "Copy"), self.copy, chosen, _COPY),
            (
                QCoreApplication.translate("Transcript", "Copy with names"),
                self.copy_named,
                chosen,
                _COPY_NAMED,
            ),
            (
                QCoreApplication.translate("Transcript", "Select all"),
                self.select_all,
                True,
                _SELECT_ALL,
            ),
        ):
            entry = menu.addAction(words)
            entry.setEnabled(possible)
            entry.triggered.connect(slot)
            menu.print_keys(entry, keys)
        if at is None:
            menu.hang(self._current_rect())
        else:
            menu.popup(at)
        return menu

    def _command_for(self, action: RowAction, position: int) -> str | None:
        """Which command does the same to this row; those of what I said last are of no other."""
        if action is RowAction.ASK:
            return "talk.ask" if position == self.current else None
        kind = self._sheet.layout_at(position).row.kind
        for one in range(self._sheet.count - 1, position, -1):
            later = self._sheet.layout_at(one).row
            if later.mine and later.kind is kind:
                return None
        return _OF_THE_LAST.get(action) if kind is not RowKind.NOTE else None

    def _current_rect(self) -> QRect:
        """What can be seen of the current row, on the screen."""
        view = self._sheet.viewport()
        seen = QRect(view.mapToGlobal(QPoint(0, 0)), view.size())
        for placed in self._sheet.placed_rows():
            if placed.position == self.current:
                body = self._sheet.layout_at(placed.position).geometry.body
                top_left = (body.topLeft() + QPointF(0, placed.top)) * measures.zoom()
                size = (body.size() * measures.zoom()).toSize()
                return seen & QRect(view.mapToGlobal(top_left.toPoint()), size)
        return QRect(seen.topLeft(), QSize(0, 0))

    def _offer_file(self, menu: Menu, file: FileLine) -> None:
        name = plain_line(file.name, shown=_MENU_NAME).replace("&", "&&")
        for action, words in (
            (FileAction.OPEN, QCoreApplication.translate("Transcript", "Open “{name}”…")),
            (FileAction.SAVE, QCoreApplication.translate("Transcript", "Save “{name}” as…")),
        ):
            entry = menu.addAction(words.format(name=name))
            entry.triggered.connect(partial(self._sheet.file_action.emit, file, action))

    @Slot(QAction)
    def _on_menu_triggered(self, chosen: QAction) -> None:
        data = chosen.data()
        if data is None:
            return
        if isinstance(data, str):
            self._sheet.link_pressed.emit(data)
            return
        key, action = data
        for placed in self._sheet.placed_rows():
            layout = self._sheet.layout_at(placed.position)
            if layout.row.key == key:
                self._do(layout, RowAction(action))
                return

    def _do(self, layout: RowLayout, action: RowAction) -> None:
        if action is RowAction.SHOW_MORE:
            self._sheet.show_more(layout.row)
        elif action is RowAction.WHY:
            self._sheet.explain(layout.row)
        else:
            self._sheet.row_action.emit(layout.row.key, action)


def _ask_words() -> str:
    return QCoreApplication.translate("Transcript", "Ask a colleague…")


def _changes() -> tuple[tuple[RowAction, str], ...]:
    """What one may do with what one has said."""
    return (
        (RowAction.CHANGE, QCoreApplication.translate("Transcript", "Edit")),
        (RowAction.DELETE, QCoreApplication.translate("Transcript", "Delete")),
    )
