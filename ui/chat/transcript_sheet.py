"""The rows of a transcript on a scroll area: laid out only in sight, kept where they are read.

Heights, tops and points of the page are in pixels of the design, whatever the text size.
"""

from collections.abc import Callable

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPoint, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from console.viewmodels.transcript_rows import FileLine, TranscriptRow
from ui.chat.drawn_page import DrawnPage
from ui.chat.kept_place import KeptPlace, place_of
from ui.chat.page_moves import ShownRow
from ui.chat.reading_place import PlacedRow, ReadingPlace
from ui.chat.row_layouts import FileAction, RowAction, RowLayout, RowLayouts
from ui.theme import measures, theme
from ui.widgets import plain_text

RowAt = Callable[[int], TranscriptRow]

FOOTER = 32
"""Room under the newest row that is always there: who types shows in it and moves nothing."""
LINE = 40
"""Pixels that an arrow key scrolls."""
_OLDER_PAGES = 3
"""Older history is asked for this many pages before the reader meets the top."""
_FAR_PAGES = 4
"""A farther move is a jump: laying out everything in between would take longer than it shows."""


class TranscriptSheet(QAbstractScrollArea):
    """Follows a model and keeps the reader's place; draws nothing itself.

    Signals:
        history_wanted: the reader nears the top; again after he left and came back.
        row_action: a row's key and what to do with it.
        link_pressed: the address of a link; nothing is opened.
        file_action: a file of a row, and what to do with it.
        newest_seen: the newest row is in sight, and is another one than last time.
        started: other rows altogether.
        rows_came, rows_went: the first position and how many.
        rows_appended: of the rows that came, those behind the newest one.
        settled: it is decided again which rows stand where.
        painted: they were drawn; heard when the drawing is over.
    """

    history_wanted = Signal()
    row_action = Signal(str, RowAction)
    link_pressed = Signal(str)
    quote_wanted = Signal(TranscriptRow, str)
    file_action = Signal(FileLine, FileAction)
    newest_seen = Signal()
    started = Signal()
    rows_came = Signal(int, int)
    rows_went = Signal(int, int)
    rows_appended = Signal(int, int)
    settled = Signal()
    painted = Signal()
    _touched = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Where room is short the composer has it: what is written must not lie over itself.
        self.setMinimumHeight(1)
        self._model: QAbstractItemModel | None = None
        self._row_at: RowAt | None = None
        self._layouts = RowLayouts()
        self._place = ReadingPlace(self._measure)
        self._placed: list[PlacedRow] = []
        # By position, as long as nothing moves: a row is asked for when it is measured, compared
        # with what is drawn, and painted.
        self._laid: dict[int, RowLayout] = {}
        self._first_unread: int | None = None
        self._kept: KeptPlace | None = None
        self._opened = False  # painted once: until then the page has no size to keep a place on
        self._settled = False
        self._turning = False  # the page is about to be drawn as its rows stand by then
        self._syncing = False
        self._near_top = False
        self._seen = ""

        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: a bar that comes and goes would wrap every message anew.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        # Qt fills the ground: at 125 % it knows the pixel that belongs to the page only in part.
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self.verticalScrollBar().setSingleStep(LINE)
        theme.current().measures_changed.connect(self._on_measures_changed)
        self.verticalScrollBar().sliderReleased.connect(self.touch)
        self._drawn = DrawnPage(self.viewport())
        # Queued: once for all that a batch of changes touches, and before the next frame.
        self._touched.connect(self._on_self_touched, Qt.ConnectionType.QueuedConnection)
        # Queued: whoever answers may change the model, which must not happen while it is painted.
        self.painted.connect(self._on_self_painted, Qt.ConnectionType.QueuedConnection)

    def show_transcript(
        self,
        model: QAbstractItemModel,
        row_at: RowAt,
        *,
        first_unread: int | None = None,
        kept: KeptPlace | None = None,
    ) -> None:
        """Show another transcript: where one was, or at its «new» line, or at its newest row."""
        if self._model is not None:
            self._model.disconnect(self)
        self._model, self._row_at = model, row_at
        model.rowsInserted.connect(self._on_model_rows_inserted)
        model.rowsRemoved.connect(self._on_model_rows_removed)
        model.dataChanged.connect(self._on_model_data_changed)
        model.modelReset.connect(self._on_model_reset)
        self._start(first_unread, kept)

    def keep_place(self) -> KeptPlace | None:
        """What brings the reader back here later; None where he reads the newest row."""
        self.settle()
        kept = self._place.kept()
        if kept is None or self._row_at is None:
            return None
        position, above = kept
        return KeptPlace(self._row_at(position).key, len(self._place) - position, above)

    def set_own_name(self, name: str) -> None:
        """Messages of this author of ours bear no name; those of others do."""
        self._layouts.own_name = plain_text.plain_line(name, shown=60)
        self._layouts.clear()
        self.touch()

    def print_take_back(self, keys: str) -> None:
        """The keys that take back what was sent a moment ago."""
        self._layouts.take_back_keys = keys
        self._layouts.clear()
        self.touch()

    @Slot()
    def jump_to_newest(self) -> None:
        """Go to the newest row and stay there while others come."""
        self._place.following = True
        self.touch()

    def show_row(self, position: int, part: tuple[int, int] | None = None) -> None:
        """Scroll until the row is in sight, and of a high one what is from here to there in it."""
        self.settle()
        self._opened = True
        if part is None:
            self._place.show_row(position)
        else:
            self._place.show_part(position, *part)
        self.touch()

    def show_more(self, row: TranscriptRow) -> None:
        """Unfold the next portion of a text that was cut."""
        self._layouts.show_more(row)
        self.touch()

    def explain(self, row: TranscriptRow) -> None:
        """Tell why under an event, or tell it no more."""
        self._layouts.explain(row)
        self.touch()

    def scroll_by(self, pixels: int) -> None:
        """Scroll by as many pixels exactly."""
        self.settle()
        self._opened = True
        self._place.scroll_by(pixels)
        self.touch()

    @property
    def following(self) -> bool:
        """Whether the newest row is in sight."""
        self.settle()
        return self._place.following

    @property
    def count(self) -> int:
        """How many rows there are."""
        self.settle()
        return len(self._place)

    def placed_rows(self) -> list[PlacedRow]:
        """Which rows are in sight, and where on the page."""
        self.settle()
        return self._placed

    def placed_at(self, point: QPoint, *, nearest: bool = False) -> PlacedRow | None:
        """The row under a point of the page, or the one nearest to it."""
        self.settle()
        for placed in self._placed:
            if placed.top <= point.y() < placed.top + placed.height:
                return placed
        if nearest and self._placed:
            return self._placed[0] if point.y() < self._placed[0].top else self._placed[-1]
        return None

    def row_at(self, position: int) -> TranscriptRow:
        """The row at a position."""
        if self._row_at is None:
            raise IndexError(position)
        return self._row_at(position)

    def layout_at(self, position: int) -> RowLayout:
        """The laid out row at a position."""
        known = self._laid.get(position)
        if known is None:
            known = self._laid[position] = self._layouts.get(self.row_at(position))
        return known

    @Slot()
    def touch(self) -> None:
        """Something moved: settle before the next frame, or before anyone asks. Idempotent."""
        self._settled = False
        self._laid.clear()
        if not self._turning:
            self._turning = True
            self._touched.emit()

    def settle(self) -> None:
        """Decide which rows stand where. Idempotent until something is touched."""
        if self._settled or self._model is None:
            return
        self._laid.clear()
        self._layouts.set_width(self._page_width())
        if not self._opened:
            self._place.resize(self._page(), rewrapped=False)
            self._place.reset(self._model.rowCount(), first=self._first_unread)
            self._return_to_kept()
        self._placed = self._place.settle()
        self._settled = True
        self._sync_bar()
        self.settled.emit()

    def _return_to_kept(self) -> None:
        if self._kept is not None and self._row_at is not None:
            position = place_of(self._kept, count=len(self._place), row_at=self._row_at)
            if position is not None:
                self._place.restore(position, self._kept.above)

    # Following the model

    def _start(self, first_unread: int | None, kept: KeptPlace | None = None) -> None:
        self._layouts.forget_rows()
        self._first_unread, self._kept, self._opened = first_unread, kept, False
        self._near_top, self._seen = False, ""
        self.started.emit()
        self.touch()

    @Slot(QModelIndex, int, int)
    def _on_model_rows_inserted(self, parent: QModelIndex, first: int, last: int) -> None:
        self._laid.clear()
        if self._opened:
            count = last - first + 1
            at_end = first == len(self._place)
            self._place.rows_inserted(first, count)
            self.rows_came.emit(first, count)
            if at_end:
                self.rows_appended.emit(first, count)
            if first == 0:
                self._near_top = False
        self.touch()

    @Slot(QModelIndex, int, int)
    def _on_model_rows_removed(self, parent: QModelIndex, first: int, last: int) -> None:
        self._laid.clear()
        if self._opened:
            self._place.rows_removed(first, last - first + 1)
            self.rows_went.emit(first, last - first + 1)
        self.touch()

    @Slot()
    def _on_model_data_changed(self) -> None:
        self.touch()

    @Slot()
    def _on_model_reset(self) -> None:
        self._start(None)

    # Drawing no more than what is new

    @Slot()
    def _on_self_touched(self) -> None:
        self._turning = False
        if not self._opened or not self.isVisible() or not self._moves_whole():
            self._drawn.forget()
            return
        self.settle()
        if not self._drawn.turn(self._shown_rows(), free=self._free()):
            self.painted.emit()  # as it should be

    def _moves_whole(self) -> bool:
        """Whether all that is drawn belongs to rows and moves with them."""
        return True

    def _free(self) -> int:
        """Above it nothing lies over the rows."""
        return self.viewport().height()

    def _shown_rows(self) -> list[ShownRow]:
        return [
            ShownRow(self.layout_at(placed.position), placed.top, placed.height)
            for placed in self._placed
        ]

    def _tell_painted(self, *, whole: bool) -> None:
        """Of the page as it is settled, all was drawn, or a part."""
        if self._turning:
            self._drawn.lose()  # rows may have been drawn where others still stand
        elif whole:
            self._drawn.learn(self._shown_rows(), free=self._free())
        elif not self._drawn.known:
            self._drawn.forget()
        self._opened = True
        self.painted.emit()

    # Places

    @property
    def page_height(self) -> int:
        """How high what is seen is."""
        return int(measures.design(self.viewport().height()))

    @staticmethod
    def on_page(place: QPointF | QPoint) -> QPoint:
        """A place on the viewport as one of the page."""
        return measures.design_point(QPointF(place)).toPoint()

    def _page_width(self) -> int:
        return int(measures.design(self.viewport().width()))

    def _page(self) -> int:
        return max(self.page_height - FOOTER, 1)

    def _measure(self, position: int) -> int:
        return self.layout_at(position).height

    def _sync_bar(self) -> None:
        bar = self.verticalScrollBar()
        most = max(self._place.total - self._page(), 0)
        self._syncing = True
        bar.setPageStep(self._page())
        bar.setRange(0, most)
        bar.setEnabled(most > 0)
        if not bar.isSliderDown():
            bar.setValue(min(self._place.scrolled, most))
        self._syncing = False

    @Slot()
    def _on_measures_changed(self) -> None:
        """Every row is laid out anew; the first one in sight stays there."""
        self._layouts.clear()
        if self._opened:
            self._place.resize(self._page(), rewrapped=True)
        self._drawn.forget()
        self.touch()

    @Slot()
    def _on_self_painted(self) -> None:
        if self._row_at is None or not self.count:
            return  # what was painted may have gone since
        if self.following:
            newest = self._row_at(len(self._place) - 1).key
            if newest != self._seen:
                self._seen = newest
                self.newest_seen.emit()
        near = self._place.scrolled < _OLDER_PAGES * self._page()
        if near != self._near_top:
            self._near_top = near
            if near:
                self.history_wanted.emit()

    # Qt overrides

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        if self._syncing or not self._opened:
            return
        bar = self.verticalScrollBar()
        if dy < 0 and bar.value() == bar.maximum():
            self._place.following = True
        elif abs(dy) > _FAR_PAGES * self._page():
            self._place.scroll_to(bar.value())
        else:
            self._place.scroll_by(-dy)
        self.touch()

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._opened:
            rewrapped = self._page_width() != self._layouts.width
            self._place.resize(self._page(), rewrapped=rewrapped)
        self._drawn.forget()
        self.touch()
