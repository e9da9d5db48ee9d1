"""The queues of the board: who waits, how long, how well it is answered, the last hour."""

from collections.abc import Mapping
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from console.core.waits import stage_of
from console.viewmodels.board_model import BoardModel
from console.viewmodels.board_rows import QueueColumn, QueueRow, queue_order, queue_row
from protocol.ids import QueueId
from ui.desk import waits
from ui.desk.desk_feed import DeskFeed
from ui.lead import cells, words
from ui.lead.board_table import BoardTable
from ui.theme import fonts, theme
from ui.widgets import pill

translate = QCoreApplication.translate


class QueueTable(BoardTable[QueueRow]):
    """One row a queue."""

    widths: ClassVar[Mapping[int, int]] = {
        QueueColumn.NAME: 124,
        QueueColumn.WAITING: 72,
        QueueColumn.LONGEST: 102,
        QueueColumn.ACTIVE: 80,
        QueueColumn.FREE: 88,
        QueueColumn.SHARE: 76,
        QueueColumn.LEFT: 66,
        QueueColumn.HOUR: 118,
    }
    given_up = (QueueColumn.LEFT, QueueColumn.FREE, QueueColumn.ACTIVE)
    stretched = QueueColumn.NAME
    right_aligned = frozenset(QueueColumn) - {QueueColumn.NAME}
    aging = frozenset({QueueColumn.LONGEST})

    def __init__(self, feed: DeskFeed, *, parent: QWidget | None = None) -> None:
        self._feed = feed
        self.queues: BoardModel[QueueRow] = BoardModel(
            heads=words.queue_heads(),
            words=self._words,
            order=queue_order,
            formula=words.queue_formula,
            column=QueueColumn.WAITING,
        )
        super().__init__(self.queues, name=translate("Board", "Queues"), parent=parent)
        self.queues.setParent(self)

    def show_all(self) -> None:
        """Every queue that the lead's groups serve."""
        self.queues.become(self._made(queue) for queue in self._feed.store.board.queues)

    def show_some(self, queues: tuple[QueueId, ...]) -> None:
        """These have changed, come or gone."""
        board = self._feed.store.board
        here = [queue for queue in queues if queue in board.queues]
        new = any(self.queues.position_of(queue) is None for queue in here)
        self.queues.put(map(self._made, here))
        self.queues.remove(queue for queue in queues if queue not in board.queues)
        if new:
            self.queues.reorder()

    def _made(self, queue: QueueId) -> QueueRow:
        board = self._feed.store.board
        return queue_row(board.queues[queue], board, self._feed.queue(queue))

    def _words(self, row: QueueRow, column: int) -> str:
        return words.queue_words(row, column, now=self._feed.now())

    def left_of_row(self, painter: QPainter, rect: QRectF, row: QueueRow) -> None:
        cells.alert_edge(painter, rect, row.level)

    def paint_cell(self, painter: QPainter, rect: QRectF, row: QueueRow, column: int) -> None:
        tokens = theme.current().tokens
        match QueueColumn(column):
            case QueueColumn.NAME:
                kind = fonts.Type.BODY_STRONG
                text = self._words(row, column)
                cells.words(painter, rect, text, kind=kind, color=tokens.text)
            case QueueColumn.HOUR:
                cells.curve(painter, rect, row.spark, cells.level_color(row.level, tokens))
            case QueueColumn.LONGEST:
                cells.figure(painter, rect, self._words(row, column), self._wait_tone(row))
            case QueueColumn.WAITING:
                tone = cells.LEVEL_TONES[row.waiting_level]
                text = self._words(row, column)
                cells.figure(painter, rect, text, tone, strong=bool(row.waiting))
            case QueueColumn.SHARE:
                tone = cells.LEVEL_TONES[row.share_level]
                cells.figure(painter, rect, self._words(row, column), tone)
            case QueueColumn.ACTIVE | QueueColumn.FREE | QueueColumn.LEFT:
                text = self._words(row, column)
                cells.words(painter, rect, text, color=tokens.text, right=True)

    def _wait_tone(self, row: QueueRow) -> pill.PillTone:
        if row.since is None:
            return pill.PillTone.NEUTRAL
        by_time = waits.TONES[stage_of(row.since, now=self._feed.now(), queue=row.info)]
        return cells.worse(by_time, cells.LEVEL_TONES[row.longest_level])
