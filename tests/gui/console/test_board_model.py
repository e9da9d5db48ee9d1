"""The rows of the board as a model: kept by their keys, ordered when told."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtTest import QAbstractItemModelTester

from console.core.board import BoardState
from console.viewmodels.board_model import BoardModel
from console.viewmodels.board_rows import (
    AgentColumn,
    AgentRow,
    OwedBy,
    QueueColumn,
    agent_order,
    agent_row,
    queue_order,
    queue_row,
)
from protocol.board import AlertLevel
from protocol.scalars import Millis
from tests.support import made_up_board

NOW = Millis(1_764_000_000_000)


def rows() -> list[AgentRow]:
    board = BoardState()
    board.take(made_up_board.shift(NOW))
    return [agent_row(one, board, OwedBy({}), "") for one in board.agents.values()]


def model() -> BoardModel[AgentRow]:
    made: BoardModel[AgentRow] = BoardModel(
        heads=tuple(AgentColumn.__members__),
        words=lambda row, column: f"{row.key} {column}",
        order=agent_order,
        formula=str,
        column=AgentColumn.OWED,
    )
    made.tester = QAbstractItemModelTester(  # type: ignore[attr-defined]
        made, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    return made


_CHANGES = st.lists(
    st.tuples(
        st.sampled_from(["put", "remove", "reorder", "order_by", "become"]),
        st.integers(0, 8),
        st.integers(0, len(AgentColumn) - 1),
    ),
    max_size=30,
)


@given(changes=_CHANGES)
def test_any_changes_leave_the_rows_that_were_put_last(
    changes: list[tuple[str, int, int]],
) -> None:
    made, known = model(), rows()
    there: dict[str, AgentRow] = {}
    for step, (what, at, column) in enumerate(changes):
        row = replace(known[at], chats=step, owed_since=Millis(NOW - step))
        match what:
            case "put":
                made.put([row])
                there[row.key] = row
            case "remove":
                made.remove([row.key])
                there.pop(row.key, None)
            case "reorder":
                made.reorder()
            case "order_by":
                made.order_by(column, turned=step % 2 == 0)
            case "become":
                made.become(known[: at + 1])
                there = {one.key: one for one in known[: at + 1]}
    assert {row.key: row for row in made.rows()} == there
    assert all(made.row_at(made.position_of(key) or 0).key == key for key in there)


def test_a_row_that_changes_stays_until_the_rows_are_ordered() -> None:
    made = model()
    made.become(rows())
    first, last = made.row_at(0), made.row_at(made.rowCount() - 1)
    kept = QPersistentModelIndex(made.index(0, AgentColumn.NAME))
    made.put([replace(last, owed_since=Millis(NOW - 3_600_000))])
    assert made.row_at(0) is first, "nothing jumps by itself"
    made.reorder()
    assert made.row_at(0).key == last.key
    assert made.row_at(kept.row()).key == first.key, "who was chosen is chosen still"


def test_only_rows_that_differ_are_announced_and_neighbours_at_once() -> None:
    made = model()
    made.become(rows())
    announced: list[tuple[int, int]] = []

    def note(top: QModelIndex, bottom: QModelIndex) -> None:
        announced.append((top.row(), bottom.row()))

    made.dataChanged.connect(note)
    made.put(made.rows())
    assert not announced
    made.put([replace(made.row_at(at), chats=77) for at in (1, 2, 5)])
    assert announced == [(1, 2), (5, 5)]


def test_who_needs_a_look_comes_first() -> None:
    made = model()
    made.become(rows())
    assert [row.name for row in made.rows()][:2] == ["Елена Морозова", "Игорь Сотников"]
    made.order_by(AgentColumn.STATE, turned=False)
    assert made.row_at(0).cut_off


def test_a_queue_tells_the_worst_of_its_thresholds() -> None:
    board = BoardState()
    board.take(made_up_board.shift(NOW))
    made = {one.id: queue_row(one, board, None) for one in board.queues.values()}
    assert made["antifraud"].level is AlertLevel.LATE  # type: ignore[index]
    assert made["services"].level is AlertLevel.WARN  # type: ignore[index]
    assert made["general"].level is None  # type: ignore[index]
    ordered = sorted(made.values(), key=lambda row: queue_order(row, QueueColumn.LONGEST))
    assert [row.key for row in ordered] == ["services", "general", "antifraud"]
