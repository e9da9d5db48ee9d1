"""Rows of a transcript as plain text: for the clipboard, and for those who hear the screen."""

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from console.viewmodels.transcript_rows import RowKind, TranscriptRow
from ui.widgets.plain_text import BREAK, plain_line

_LONGEST_SPOKEN = 400


def copied_text(rows: Iterable[tuple[TranscriptRow, str, str]], *, named: bool) -> str:
    """Selected parts of rows, one under the other, each with what of its translation is selected.

    `named` says who and when above each, and above a translation that it is one. Files are named
    where all of a row is meant: beside who sent them, or where there are no words.
    """
    lines: list[str] = []
    for row, own, translated in rows:
        # «Today» is another day where it is read later.
        text = row.text if row.kind is RowKind.DAY and own else own.replace(BREAK, "")
        if named and row.kind is not RowKind.EVENT:
            lines += filter(None, [_whose(row)])
        if text or not (row.files or translated):
            lines.append(text)
        if named or not (text or translated):
            lines += [f"📎 {file}" for file in _files(row)]
        if translated:
            if named and row.translation is not None:
                lines.append(f"{row.translation.title}:")
            lines.append(translated.replace(BREAK, ""))
    return "\n".join(lines)


def spoken_text(row: TranscriptRow) -> str:
    """A row as one line for a screen reader."""
    text = ", ".join(filter(None, [plain_line(row.text, shown=_LONGEST_SPOKEN), *_files(row)]))
    if row.kind is RowKind.NOTE:
        note = QCoreApplication.translate("Transcript", "Note")
        text = f"{note}: {text}"
    head = _head(row)
    line = f"{head} {text}" if head else text
    return f"{line} ({plain_line(row.mark_text)})" if row.mark_text else line


def _files(row: TranscriptRow) -> list[str]:
    return [f"{plain_line(file.name, shown=160)} ({file.line})" for file in row.files]


def _whose(row: TranscriptRow) -> str:
    """Outside of the console no colour tells what was never meant for the subscriber."""
    head = _head(row)
    if row.kind is RowKind.NOTE or row.note:
        label = QCoreApplication.translate("Transcript", "NOTE · only colleagues see it")
        return f"{label} · {head}" if head else label
    return head


def _head(row: TranscriptRow) -> str:
    name = plain_line(row.author_name, shown=120)
    if row.kind is RowKind.EVENT:
        return f"{row.time_text}:" if row.time_text else ""
    if row.kind in (RowKind.DAY, RowKind.NEW) or not (name or row.time_text):
        return ""
    return f"{name}, {row.time_text}:" if name and row.time_text else f"{name or row.time_text}:"
