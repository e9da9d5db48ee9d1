"""The board on a wall: large figures for a whole room, nothing to press, nobody's name.

Everything is drawn in pixels of a picture 1280 wide and enlarged to the screen it hangs on.
"""

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QFont, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from console.core.board import Sums
from console.core.waits import WaitStage, stage_of
from console.viewmodels import board_lines, formats
from console.viewmodels.board_rows import QueueColumn as Column
from console.viewmodels.board_rows import QueueRow, queue_order, queue_row
from protocol.people import Presence
from protocol.scalars import Millis
from ui.desk.desk_feed import DeskFeed
from ui.desk.presence_words import presence_title
from ui.lead import cells
from ui.lead.tiles import TileId, tile_title
from ui.lead.words import queue_heads, queue_words
from ui.theme import fonts, theme
from ui.widgets import painting, pill, plain_text
from ui.widgets.ground import Tone

translate = QCoreApplication.translate

_WIDE, _HIGH = 1280, 720
_EDGE, _GAP = 32, 16
_HEAD, _TILE, _ROW, _HIGHEST_ROW = 64, 148, 52, 72
_STAGES = {
    WaitStage.IN_ORDER: Tone.TEXT,
    WaitStage.LONG: Tone.WARN,
    WaitStage.TOO_LONG: Tone.LATE,
}
_COLUMNS = (
    (Column.NAME, 0.0, 0.34, False),
    (Column.WAITING, 0.34, 0.12, True),
    (Column.LONGEST, 0.46, 0.16, True),
    (Column.ACTIVE, 0.62, 0.13, True),
    (Column.SHARE, 0.75, 0.12, True),
    (Column.HOUR, 0.88, 0.12, True),
)
"""Where each begins and how wide it is, of the width."""


class Wall(QWidget):
    """A window over a whole screen; Esc, F11 and the system's own ways close it.

    Signals:
        closed: it is gone; it deletes itself.
    """

    closed = Signal()

    def __init__(self, feed: DeskFeed) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._feed = feed
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(translate("Wall", "Board of the shift"))
        self.setAccessibleName(translate("Wall", "Board of the shift"))
        self.resize(_WIDE, _HIGH)
        feed.ticked.connect(self._tell)
        self._tell()

    def open(self) -> None:
        """Cover the screen that the console is on."""
        self.showFullScreen()

    def _tell(self) -> None:
        """Say and draw everything anew: a second has passed."""
        sums = self._feed.store.board.sums()
        told = [f"{title}: {figure}" for title, figure, _ in self._figures(sums)]
        self.setAccessibleDescription("; ".join(told))
        self.update()

    @property
    def _stale(self) -> bool:
        board, link = self._feed.store.board, self._feed.store.link
        return not (board.whole and link.live)

    def _now(self) -> Millis:
        """Where the figures are old their times stand still too."""
        return self._feed.store.board.at if self._stale else self._feed.now()

    def _figures(self, sums: Sums) -> list[tuple[str, str, Tone]]:
        longest, tone = board_lines.NOTHING, Tone.TEXT
        row = sums.longest
        if row is not None and row.longest_since is not None:
            longest = formats.duration(self._now() - row.longest_since)
            tone = _STAGES[
                stage_of(row.longest_since, now=self._now(), queue=self._feed.queue(row.id))
            ]
        clears = Tone.WARN if sums.clears_in_s is None else Tone.TEXT
        return [
            (tile_title(TileId.WAITING), str(sums.waiting), Tone.TEXT),
            (tile_title(TileId.LONGEST), longest, tone),
            (
                tile_title(TileId.IN_TIME),
                board_lines.percent(sums.in_time.percent),
                Tone.TEXT,
            ),
            (tile_title(TileId.CLEARS), board_lines.clears(sums.clears_in_s), clears),
        ]

    def _rows(self) -> list[QueueRow]:
        board = self._feed.store.board
        rows = [queue_row(one, board, self._feed.queue(one.id)) for one in board.queues.values()]
        return sorted(rows, key=_pressing)

    def _paint_head(self, painter: QPainter, rect: QRectF) -> None:
        tokens = theme.current().tokens
        store = self._feed.store
        operator = store.workplace.operator if store.workplace is not None else ""
        crew = store.board.crew()
        said = [
            f"{count} {formats.within_a_line(presence_title(presence))}"
            for presence, count in crew.said.items()
            if count and presence is not Presence.OFFLINE
        ]
        left = " · ".join([plain_text.plain_line(operator), *said])
        _text(painter, rect, left, 22, tokens.muted, QFont.Weight.Medium)
        if self._stale:
            words = translate("Wall", "no link · as of {time}")
            words = (
                words.format(time=formats.clock(store.board.at))
                if store.board.at
                else (translate("Wall", "no link"))
            )
            width = painting.text_width(words, fonts.Type.FIGURE) + 40
            box = QRectF(rect.right() - width, rect.top() + 8, width, rect.height() - 16)
            painting.rounded(painter, box, radius=10, fill=tokens.late_soft, border=tokens.late)
            _text(painter, box, words, 24, tokens.late, centre=True)
        else:
            clock = formats.clock(self._feed.now())
            _text(painter, rect, clock, 32, tokens.text, right=True)

    def _paint_tiles(self, painter: QPainter, rect: QRectF) -> None:
        tokens = theme.current().tokens
        figures = self._figures(self._feed.store.board.sums())
        width = (rect.width() - _GAP * (len(figures) - 1)) / len(figures)
        for at, (title, figure, tone) in enumerate(figures):
            box = QRectF(rect.left() + at * (width + _GAP), rect.top(), width, rect.height())
            painting.rounded(painter, box, radius=12, fill=tokens.surface, border=tokens.border)
            inner = box.adjusted(20, 14, -20, -14)
            title_line = QRectF(inner.left(), inner.top(), inner.width(), 28)
            _text(painter, title_line, title, 20, tokens.muted, QFont.Weight.Normal)
            color = tokens.muted if self._stale else tokens.colors()[tone]
            room = QRectF(inner.left(), inner.top() + 32, inner.width(), inner.height() - 32)
            _text(painter, room, figure, 60, color)

    def _paint_queues(self, painter: QPainter, rect: QRectF) -> None:
        tokens = theme.current().tokens
        painting.rounded(painter, rect, radius=12, fill=tokens.surface, border=tokens.border)
        rows = self._rows()
        high = max(_ROW, min(_HIGHEST_ROW, (rect.height() - _ROW) / max(len(rows), 1)))
        most = int((rect.height() - _ROW) // high)
        heads = queue_heads()
        top = QRectF(rect.left(), rect.top(), rect.width(), _ROW)
        for column, begins, width, right in _COLUMNS:
            box = _cell(top, begins, width)
            _text(painter, box, heads[column], 17, tokens.muted, right=right)
        for at, row in enumerate(rows[:most]):
            line = QRectF(rect.left(), rect.top() + _ROW + at * high, rect.width(), high)
            painter.fillRect(QRectF(line.left(), line.top(), line.width(), 1), tokens.border)
            cells.alert_edge(painter, line.adjusted(2, 0, 0, 0), row.level)
            for column, begins, width, right in _COLUMNS:
                self._paint_cell(painter, _cell(line, begins, width), row, column, right=right)

    def _paint_cell(
        self, painter: QPainter, box: QRectF, row: QueueRow, column: Column, *, right: bool
    ) -> None:
        tokens = theme.current().tokens
        if column is Column.HOUR:
            cells.curve(
                painter, box.adjusted(0, 4, 8, -4), row.spark, cells.level_color(row.level, tokens)
            )
            return
        text = queue_words(row, column, now=self._now())
        tone = pill.PillTone.NEUTRAL
        if column is Column.LONGEST and row.since is not None:
            stage = stage_of(row.since, now=self._now(), queue=row.info)
            tone = {WaitStage.LONG: pill.PillTone.WARN, WaitStage.TOO_LONG: pill.PillTone.LATE}.get(
                stage, tone
            )
        if column is Column.SHARE:
            tone = cells.LEVEL_TONES[row.share_level]
        ground, color = pill.colors(tone, tokens)
        if ground is not None and not self._stale:
            width = _width(text, 24) + 28
            mark = QRectF(box.right() - width + 14, box.center().y() - 18, width, 36)
            painting.rounded(painter, mark, radius=18, fill=ground, border=color)
            _text(painter, mark, text, 24, color, centre=True)
            return
        weight = QFont.Weight.DemiBold if column is Column.NAME else QFont.Weight.Medium
        shown = tokens.muted if self._stale else tokens.text
        _text(painter, box, text, 24, shown, weight, right=right)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        painter.fillRect(self.rect(), tokens.app)
        scale = min(self.width() / _WIDE, self.height() / _HIGH)
        painter.scale(scale, scale)
        width, height = self.width() / scale, self.height() / scale
        head = QRectF(_EDGE, 12, width - 2 * _EDGE, _HEAD)
        self._paint_head(painter, head)
        tiles = QRectF(_EDGE, head.bottom() + 8, width - 2 * _EDGE, _TILE)
        self._paint_tiles(painter, tiles)
        top = tiles.bottom() + _GAP
        rest = QRectF(_EDGE, top, width - 2 * _EDGE, height - top - _EDGE)
        self._paint_queues(painter, rest)


def _pressing(row: QueueRow) -> tuple[object, ...]:
    """Those that a threshold has caught first, then those with the most waiting."""
    levels = (None, "warn", "late")
    return (-levels.index(row.level), *queue_order(row, Column.WAITING), row.key)


def _cell(line: QRectF, begins: float, width: float) -> QRectF:
    inner = line.adjusted(20, 0, -24, 0)
    return QRectF(
        inner.left() + inner.width() * begins, line.top(), inner.width() * width, line.height()
    )


def _font(pixels: int, weight: QFont.Weight) -> QFont:
    made = QFont(fonts.font(fonts.Type.FIGURE))
    made.setPixelSize(pixels)
    made.setWeight(weight)
    return made


def _width(text: str, pixels: int) -> float:
    per_pixel = painting.text_width(text, fonts.Type.FIGURE) / fonts.Type.FIGURE.value[0]
    return per_pixel * pixels


def _text(
    painter: QPainter,
    rect: QRectF,
    text: str,
    pixels: int,
    color: QColor,
    weight: QFont.Weight = QFont.Weight.DemiBold,
    *,
    right: bool = False,
    centre: bool = False,
) -> None:
    """A line as large as there is room for, up to so many pixels."""
    text = plain_text.plain_line(text)
    fitted = min(pixels, int(pixels * rect.width() / max(_width(text, pixels), 1)))
    painter.setFont(_font(max(fitted, 12), weight))
    painter.setPen(color)
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    side = Qt.AlignmentFlag.AlignHCenter if centre else side
    painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, text)
