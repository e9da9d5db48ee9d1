"""A conversation as a file: plain text, or a PDF of the same text. Nothing in it is markup."""

import os
import re
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtGui import QFont, QPageSize, QPdfWriter, QTextDocument

from console.viewmodels.transcript_rows import RowKind, TranscriptRow
from ui.chat.transcript_copy import copied_text
from ui.theme import fonts
from ui.widgets.plain_text import plain_line, plain_text

_LONGEST_NAME = 60
_UNFIT = re.compile(r"[^\w \-().,№]+")
_RESERVED = re.compile(r"(?i)\A(con|prn|aux|nul|com\d|lpt\d)\Z")
_POINTS = 10


def exported_text(rows: Iterable[TranscriptRow], *, title: str) -> str:
    """Every row with who said it and when, under one line that says whose conversation it is."""
    parts = [
        (row, plain_text(row.text, shown=None).text)
        for row in rows
        if row.kind is not RowKind.NEW and not row.folded
    ]
    return f"{plain_line(title)}\n\n{copied_text(parts, named=True)}\n"


def file_name(title: str) -> str:
    """A name for the file that no system takes for a path, a device or a hidden file."""
    name = _UNFIT.sub("_", plain_line(title, shown=_LONGEST_NAME).rstrip("…"))
    name = name.strip(" ._-") or "chat"
    return f"_{name}" if _RESERVED.match(name.split(".")[0]) else name


def write_blocking(text: str, path: Path) -> None:
    """Write the file whole or not at all: a PDF if it is named so. Raises `OSError`."""
    draft = path.with_name(f".{path.name}.part")
    try:
        if path.suffix.casefold() == ".pdf":
            _write_pdf_blocking(text, draft)
        else:
            draft.write_text(text, encoding="utf-8")
        os.replace(draft, path)
    finally:
        draft.unlink(missing_ok=True)


def _write_pdf_blocking(text: str, path: Path) -> None:
    path.touch()  # Qt does not say what keeps it from writing
    writer = QPdfWriter(str(path))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setTitle(text.split("\n", 1)[0])
    font = QFont(fonts.FAMILY)
    font.setPointSize(_POINTS)
    document = QTextDocument()
    document.setDefaultFont(font)
    document.setPlainText(text)
    document.print_(writer)
