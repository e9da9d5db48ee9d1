"""How fast a transcript of 100,000 rows opens, grows and scrolls, beside Qt's own list view."""

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from math import ceil
from random import Random

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from benchmarks.machine import OtherCpu
from console.viewmodels.transcript_rows import Mark, RowKind, TranscriptRow
from protocol.people import AuthorRole
from protocol.scalars import Millis
from ui.chat import message_layout
from ui.chat.transcript_view import TranscriptView
from ui.theme import fonts, theme

_ROWS = 100_000
_APPENDS = 300
_SCROLLS = 600
_LIST_APPENDS = 3  # each takes the stock view more than a second
_WIDTH, _HEIGHT = 820, 700
_WORDS = (
    *("да", "нет", "спасибо", "баланс", "тариф", "роуминг", "деньги", "почему", "подключили"),
    *("верните", "номер", "договор", "карта", "интернет", "минуты", "списали", "подписка"),
    *("проверьте", "пожалуйста", "сегодня", "вчера", "please", "thanks", "number"),
)
_AROUND = 22.0
"""Above and below the text of a bubble, the gap to the next one with it."""
_STEP = 120
"""One notch of a wheel."""


class _Rows(QAbstractListModel):
    def __init__(self, rows: list[TranscriptRow]) -> None:
        super().__init__()
        self.rows = rows

    def append(self, row: TranscriptRow) -> None:
        self.beginInsertRows(QModelIndex(), len(self.rows), len(self.rows))
        self.rows.append(row)
        self.endInsertRows()

    def row_at(self, position: int) -> TranscriptRow:
        return self.rows[position]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> str | None:
        return self.rows[index.row()].text if role == 0 else None


class _KeptHeights(QStyledItemDelegate):
    """The strongest rival: a text layout for each row, made once and remembered for ever.

    It breaks lines as ours does, of the same texts in the same font at the same width. Qt's own
    delegate lays every text out again at each append.
    """

    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self._sizes: dict[int, QSize] = {}
        self._font = fonts.font(fonts.Type.MESSAGE)
        self._line = message_layout.bubble_text_width(_WIDTH)

    def sizeHint(
        self,
        option: QStyleOptionViewItem,  # noqa: ARG002 - Qt passes it
        index: QModelIndex | QPersistentModelIndex,
    ) -> QSize:
        row = index.row()
        size = self._sizes.get(row)
        if size is None:
            size = self._sizes[row] = QSize(_WIDTH, self._height(str(index.data())))
        return size

    def _height(self, text: str) -> int:
        layout = QTextLayout(text, self._font)
        layout.beginLayout()
        height = _AROUND
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._line)
            height += line.height()
        layout.endLayout()
        return ceil(height)


def _row(number: int, random: Random) -> TranscriptRow:
    ours = number % 2 == 0
    return TranscriptRow(
        kind=RowKind.MESSAGE,
        key=str(number),
        version=0,
        at=Millis(number),
        text=" ".join(random.choices(_WORDS, k=random.randint(2, 40))),
        author_role=AuthorRole.AGENT if ours else AuthorRole.SUBSCRIBER,
        author_name="Елена" if ours else "Анна",
        outgoing=ours,
        time_text="14:02",
        mark=Mark.READ if ours else Mark.NONE,
    )


def _ms(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return (time.perf_counter() - started) * 1000


def _draw(view: QAbstractScrollArea) -> None:
    """What a turn of the loop does: what was posted, then the window draws what is to be drawn."""
    QApplication.sendPostedEvents()
    QApplication.sendEvent(view, QEvent(QEvent.Type.UpdateRequest))


def _p99(samples: Sequence[float]) -> float:
    return statistics.quantiles(samples, n=100)[98]


def _measure_own(
    rows: list[TranscriptRow], random: Random
) -> tuple[float, list[float], list[float]]:
    model = _Rows(list(rows))
    view = TranscriptView()
    view.resize(_WIDTH, _HEIGHT)
    view.show()
    QApplication.processEvents()

    def open_at_unread() -> None:
        view.show_transcript(model, model.row_at, first_unread=len(rows) - 20)
        _draw(view)

    opened = _ms(open_at_unread)
    view.jump_to_newest()
    _draw(view)

    def append() -> None:
        model.append(new)
        _draw(view)

    appends = []
    for number in range(_APPENDS):
        new = _row(len(rows) + number, random)
        appends.append(_ms(append))
        QApplication.processEvents()

    def scroll() -> None:
        view.scroll_by(-_STEP)
        _draw(view)

    scrolls = []
    for _ in range(_SCROLLS):
        scrolls.append(_ms(scroll))
        QApplication.processEvents()
    view.close()
    return opened, appends, scrolls


def _measure_list_view(
    rows: list[TranscriptRow], random: Random, *, remembers: bool
) -> list[float]:
    model = _Rows(list(rows))
    view = QListView()
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setWordWrap(True)
    view.setFont(fonts.font(fonts.Type.MESSAGE))
    if remembers:
        view.setItemDelegate(_KeptHeights(view))
    view.setModel(model)
    view.resize(_WIDTH, _HEIGHT)
    view.show()
    view.scrollToBottom()
    QApplication.processEvents()

    def append() -> None:
        model.append(new)
        view.scrollToBottom()
        _draw(view)

    samples = []
    for number in range(_LIST_APPENDS):
        new = _row(len(rows) + number, random)
        samples.append(_ms(append))
    view.close()
    return samples


def main(argv: list[str]) -> None:
    """Measure both views in one run; the last line is JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks transcript")
    parser.add_argument("--rows", type=int, default=_ROWS)
    parser.add_argument("--json", action="store_true", help="only the last line")
    arguments = parser.parse_args(argv)

    application = QApplication.instance() or QApplication([])
    theme.current()
    random = Random(1)
    rows = [_row(number, random) for number in range(arguments.rows)]
    with OtherCpu() as other:
        opened, appends, scrolls = _measure_own(rows, random)
        stock = _measure_list_view(rows, random, remembers=False)
        kept = _measure_list_view(rows, random, remembers=True)
    median = statistics.median
    if not arguments.json:
        print(f"{arguments.rows} rows, a page of {_WIDTH}x{_HEIGHT}, software raster")
        print(f"open at the first unread row and paint: {opened:.1f} ms")
        print(f"append and paint: p50 {median(appends):.2f} ms, p99 {_p99(appends):.2f} ms")
        print(
            f"scroll by {_STEP} and paint: p50 {median(scrolls):.2f} ms, p99 {_p99(scrolls):.2f} ms"
        )
        print(f"QListView, append and paint: p50 {median(stock):.0f} ms")
        print(f"QListView with heights remembered: p50 {median(kept):.0f} ms")
        print(other.told())
    print(
        json.dumps(
            {
                "rows": arguments.rows,
                "open_ms": round(opened, 2),
                "append_p99_ms": round(_p99(appends), 3),
                "scroll_p99_ms": round(_p99(scrolls), 3),
                "qlistview_append_ratio": round(median(stock) / median(appends), 1),
                "qlistview_kept_append_ratio": round(median(kept) / median(appends), 1),
                "other_cpu": other.share if other.share is None else round(other.share, 3),
            }
        )
    )
    del application
