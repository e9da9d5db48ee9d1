"""Transcripts made up for tests and measurements of the view."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import count
from random import Random
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex

from console.viewmodels.transcript_rows import Mark, RowKind, TranscriptRow
from protocol.people import AuthorRole
from protocol.scalars import Millis

_WORDS = ("да", "нет", "спасибо", "баланс", "тариф", "деньги", "почему", "подключили", "верните")
_numbers = count()


def row(kind: RowKind, text: str, **more: Any) -> TranscriptRow:
    """A row with a key of its own."""
    return TranscriptRow(
        kind=kind, key=f"row-{next(_numbers)}", version=0, at=Millis(0), text=text, **more
    )


def said(text: str, *, name: str = "Анна") -> TranscriptRow:
    """A message of the subscriber."""
    return row(
        RowKind.MESSAGE,
        text,
        author_role=AuthorRole.SUBSCRIBER,
        author_name=name,
        time_text="14:02",
    )


def answered(text: str, *, mark: Mark = Mark.READ) -> TranscriptRow:
    """A message of an agent."""
    return row(
        RowKind.MESSAGE,
        text,
        author_role=AuthorRole.AGENT,
        author_name="Елена",
        outgoing=True,
        time_text="14:03",
        mark=mark,
    )


def talk(number: int, *, seed: int = 0, longest: int = 40) -> list[TranscriptRow]:
    """As many messages of both sides, of one word to `longest`."""
    random = Random(seed)
    rows = []
    for index in range(number):
        text = " ".join(random.choices(_WORDS, k=random.randint(1, longest)))
        rows.append(said(text) if index % 2 else answered(text))
    return rows


class Transcript(QAbstractListModel):
    """A list of rows that changes as the console's model does."""

    def __init__(self, rows: Sequence[TranscriptRow] = ()) -> None:
        super().__init__()
        self.rows = list(rows)

    def row_at(self, position: int) -> TranscriptRow:
        """What the view asks for."""
        return self.rows[position]

    def insert(self, position: int, rows: Sequence[TranscriptRow]) -> None:
        """Put rows before the one at `position`."""
        self.beginInsertRows(QModelIndex(), position, position + len(rows) - 1)
        self.rows[position:position] = rows
        self.endInsertRows()

    def append(self, *rows: TranscriptRow) -> None:
        """Put rows at the end."""
        self.insert(len(self.rows), rows)

    def remove(self, position: int, number: int = 1) -> None:
        """Take rows away."""
        self.beginRemoveRows(QModelIndex(), position, position + number - 1)
        del self.rows[position : position + number]
        self.endRemoveRows()

    def change(self, position: int, *, text: str) -> None:
        """Have a row say something else."""
        old = self.rows[position]
        self.rows[position] = replace(old, text=text, version=old.version + 1)
        index = self.index(position)
        self.dataChanged.emit(index, index)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = 0) -> Any:
        return self.rows[index.row()].text if role == 0 else None
