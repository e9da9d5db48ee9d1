"""The six tiles over the board: what they say is made of the sums over all queues."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from console.core.board import Sums
from console.core.waits import WaitStage, stage_of
from console.viewmodels import board_lines, formats
from console.viewmodels.board_rows import worst
from protocol.board import AlertLevel
from protocol.ids import QueueId
from protocol.scalars import Millis
from ui.desk.desk_feed import DeskFeed
from ui.lead.tile import HEIGHT, LEAST, Tile
from ui.theme import measures
from ui.widgets.ground import Tone

translate = QCoreApplication.translate

_GAP = 12
_RISING = 5
"""More in ten minutes than that is worth a colour."""
_STAGES = {
    WaitStage.IN_ORDER: Tone.TEXT,
    WaitStage.LONG: Tone.WARN,
    WaitStage.TOO_LONG: Tone.LATE,
}
_LEVELS = {None: Tone.TEXT, AlertLevel.WARN: Tone.WARN, AlertLevel.LATE: Tone.LATE}


class TileId(StrEnum):
    """The tiles, from the left; each is named after the list that it opens."""

    WAITING = "waiting"
    LONGEST = "longest"
    IN_TIME = "owed"
    SOLVED = "solved"
    BY_ROBOT = "by_robot"
    CLEARS = "clears"


def tile_title(tile: TileId) -> str:
    """What a tile counts."""
    match tile:
        case TileId.WAITING:
            return translate("Board", "Waiting now")
        case TileId.LONGEST:
            return translate("Board", "Longest wait")
        case TileId.IN_TIME:
            return translate("Board", "Answered in time")
        case TileId.SOLVED:
            return translate("Board", "Solved in time")
        case TileId.BY_ROBOT:
            return translate("Board", "Closed by the robot")
        case TileId.CLEARS:
            return translate("Board", "Queues clear in")


def tile_formula(tile: TileId) -> str:
    """How it is counted."""
    match tile:
        case TileId.WAITING:
            return translate(
                "Board",
                "All conversations that wait for an agent now, in every queue of your groups. "
                "Press to see them.",
            )
        case TileId.LONGEST:
            return translate(
                "Board", "How long the one has waited who has waited longest, and in which queue."
            )
        case TileId.IN_TIME:
            return translate(
                "Board",
                "First answers within their queue's target ÷ all first answers, since midnight. "
                "Pressed, it shows who waits longer than promised now.",
            )
        case TileId.SOLVED:
            return translate(
                "Board",
                "Conversations closed by agents within the target of resolution ÷ all closed by "
                "agents, since midnight, on the queues' hours.",
            )
        case TileId.BY_ROBOT:
            return translate(
                "Board", "Conversations closed without an agent ÷ all closed, since midnight."
            )
        case TileId.CLEARS:
            return translate(
                "Board",
                "In how long nobody waits if it goes on as in the last ten minutes; of the queue "
                "that takes longest.",
            )


class Tiles(QWidget):
    """As many beside each other as there is room for.

    Signals:
        list_wanted: show what a tile counts: the figure, the queue if it is of one.
        formula_wanted: tell how the tile that has the keys is counted.
    """

    list_wanted = Signal(str, str)
    formula_wanted = Signal(str, QRect)

    def __init__(self, feed: DeskFeed, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._longest: QueueId | None = None
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSizeConstraint(QGridLayout.SizeConstraint.SetNoConstraint)
        self._columns = 0
        self.tiles = {one: Tile(tile_title(one), formula=tile_formula(one)) for one in TileId}
        for tile in self.tiles.values():
            tile.clicked.connect(self._on_tile_clicked)
            tile.formula_wanted.connect(self._on_tile_formula_wanted)
        self._arrange(len(self.tiles))

    def show_board(self, *, stale: bool) -> None:
        """What the board says now."""
        board, now = self._feed.store.board, self._feed.now()
        for tile in self.tiles.values():
            tile.fade(faded=stale)
        if not board.at:
            for tile in self.tiles.values():
                tile.show_figure(board_lines.NOTHING, translate("Board", "being read…"))
            return
        sums = board.sums()
        self._show_waiting(sums)
        self._show_longest(sums, board.at if stale else now)
        self._show_shares(sums)
        crew = translate("Board", "agents online: {count}").format(count=sums.on_line)
        self.tiles[TileId.CLEARS].show_figure(
            board_lines.clears(sums.clears_in_s),
            crew,
            tone=Tone.WARN if sums.clears_in_s is None else Tone.TEXT,
        )

    def _show_waiting(self, sums: Sums) -> None:
        board = self._feed.store.board
        trend = board.trend()
        rising = trend is not None and trend.grown >= _RISING
        levels = (board.alert_level("waiting", queue=queue) for queue in board.queues)
        self.tiles[TileId.WAITING].show_figure(
            str(sums.waiting),
            board_lines.trend(trend) or translate("Board", "in all queues"),
            tone=_LEVELS[worst(levels)],
            remark_tone=Tone.LATE if rising else Tone.MUTED,
        )

    def _show_longest(self, sums: Sums, now: Millis) -> None:
        tile, row = self.tiles[TileId.LONGEST], sums.longest
        self._longest = row.id if row is not None else None
        if row is None or row.longest_since is None:
            tile.show_figure(board_lines.NOTHING, translate("Board", "nobody waits"))
            return
        info = self._feed.queue(row.id)
        remark = info.title if info is not None else row.id
        if info is not None:
            remark = translate("Board", "{queue} · long from {time}").format(
                queue=remark, time=formats.duration(info.warn_after_s * 1000)
            )
        stage = stage_of(row.longest_since, now=now, queue=info)
        tile.show_figure(formats.duration(now - row.longest_since), remark, tone=_STAGES[stage])

    def _show_shares(self, sums: Sums) -> None:
        board = self._feed.store.board
        levels = (board.alert_level("service_level", queue=queue) for queue in board.queues)
        hour = board_lines.percent(sums.in_time_hour.percent)
        self.tiles[TileId.IN_TIME].show_figure(
            board_lines.percent(sums.in_time.percent),
            translate("Board", "this hour {percent}").format(percent=hour),
            tone=_LEVELS[worst(levels)],
        )
        for tile, told in ((TileId.SOLVED, sums.solved), (TileId.BY_ROBOT, sums.by_robot)):
            figure = board_lines.percent(told.percent)
            self.tiles[tile].show_figure(figure, board_lines.share(told))

    def _on_tile_clicked(self) -> None:
        tile = next(one for one, widget in self.tiles.items() if widget is self.sender())
        if tile is TileId.LONGEST:
            self.list_wanted.emit(TileId.WAITING.value, self._longest or "")
        else:
            figure = TileId.WAITING if tile is TileId.CLEARS else tile
            self.list_wanted.emit(figure.value, "")

    def _on_tile_formula_wanted(self) -> None:
        tile = self.sender()
        assert isinstance(tile, Tile)
        self.formula_wanted.emit(
            tile.formula, QRect(tile.mapToGlobal(tile.rect().topLeft()), tile.size())
        )

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        self._grid.setSpacing(measures.length(_GAP))
        for at, tile in enumerate(self.tiles.values()):
            self._grid.addWidget(tile, at // columns, at % columns, Qt.AlignmentFlag(0))
        self.updateGeometry()
        for column in range(len(self.tiles)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)

    # Qt overrides

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As narrow as two beside each other; as high as they stand now."""
        rows = -(-len(self.tiles) // max(self._columns, 1))
        high = measures.length(HEIGHT) * rows + self._grid.spacing() * (rows - 1)
        return QSize(measures.length(2 * LEAST + _GAP), high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        each = measures.length(LEAST + _GAP)
        fit = (self.width() + measures.length(_GAP)) // each
        self._arrange(next((one for one in (6, 3, 2) if one <= fit), 2))
