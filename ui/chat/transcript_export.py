"""A conversation as a file: plain text, or a PDF of the same text. Nothing in it is markup."""

import os
import re
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QMarginsF, QPointF, Qt
from PySide6.QtGui import (
    QFont,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QTextLayout,
    QTextLine,
    QTextOption,
)

from console.viewmodels.transcript_rows import RowKind, TranscriptRow
from ui.chat.transcript_copy import copied_text
from ui.theme import fonts
from ui.widgets.plain_text import plain_line, plain_text

_LONGEST_NAME = 60
_UNFIT = re.compile(r"[^\w \-().,№]+")
_RESERVED = re.compile(r"(?i)\A(con|prn|aux|nul|com\d|lpt\d)\Z")
_POINTS = 10
_DOTS = 300
"""Of the PDF, to the inch: its letters are drawn as lines, whatever that is."""
_MARGIN_MM = 20
_AT_ONCE = 20
"""Texts between two looks at the clock."""
_WORKS_SECONDS, _RESTS_SECONDS = 0.004, 0.001
"""A writer shares the interpreter with the window, which is to have it for every frame."""


class Writing:
    """How far a file is written, and whether it is still wanted: shared with the thread it is on.

    Attributes:
        share: of all that is to be written, from 0 to 1.
    """

    def __init__(self) -> None:
        self.share = 0.0
        self._stopped = threading.Event()
        self._rested = 0.0

    def stop(self) -> None:
        """It is not wanted any more. Idempotent."""
        self._stopped.set()

    def goes_on(self, share: float) -> bool:
        """Say how far it is, let others run now and then; False when it is to be stopped."""
        self.share = share
        if time.monotonic() - self._rested > _WORKS_SECONDS:
            self._stopped.wait(_RESTS_SECONDS)
            self._rested = time.monotonic()
        return not self._stopped.is_set()


def exported_part(row: TranscriptRow) -> str | None:
    """What a row says, under who said it and when; None where that is nothing."""
    if row.kind is RowKind.NEW or row.folded:
        return None
    return copied_text([(row, plain_text(row.text, shown=None).text, "")], named=True)


def file_name(title: str) -> str:
    """A name for the file that no system takes for a path, a device or a hidden file."""
    name = _UNFIT.sub("_", plain_line(title, shown=_LONGEST_NAME).rstrip("…"))
    name = name.strip(" ._-") or "chat"
    return f"_{name}" if _RESERVED.match(name.split(".")[0]) else name


def write_blocking(title: str, parts: Sequence[str], path: Path, writing: Writing) -> bool:
    """Write the file whole or not at all: a PDF if it is named so. Raises `OSError`.

    It is written aside and then put in its place; False if it was stopped before that.
    """
    draft = path.with_name(f".{path.name}.part")
    lines = [plain_line(title), "", *parts]
    try:
        if path.suffix.casefold() == ".pdf":
            whole = _write_pdf_blocking(lines, draft, writing)
        else:
            whole = _write_text_blocking(lines, draft, writing)
        if whole:
            os.replace(draft, path)
        return whole
    finally:
        draft.unlink(missing_ok=True)


def _write_text_blocking(lines: Sequence[str], path: Path, writing: Writing) -> bool:
    with path.open("w", encoding="utf-8") as file:
        for first in range(0, len(lines), _AT_ONCE):
            if not writing.goes_on(first / len(lines)):
                return False
            file.writelines(f"{line}\n" for line in lines[first : first + _AT_ONCE])
    return True


def _write_pdf_blocking(lines: Sequence[str], path: Path, writing: Writing) -> bool:
    path.touch()  # Qt does not say what keeps it from writing
    writer = QPdfWriter(str(path))
    writer.setResolution(_DOTS)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN_MM, _MARGIN_MM, _MARGIN_MM, _MARGIN_MM)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    writer.setTitle(lines[0])
    painter = QPainter(writer)
    try:
        pages = _Pages(writer, painter)
        for number, line in enumerate(lines):
            if number % _AT_ONCE == 0 and not writing.goes_on(number / len(lines)):
                return False
            for paragraph in line.split("\n"):
                pages.add(paragraph)
    finally:
        painter.end()
    return True


class _Pages:
    """Lays paragraphs out one after the other; a page that is full is done with.

    A document of Qt's would lay out everything before it draws anything, and not be stopped.
    """

    def __init__(self, writer: QPdfWriter, painter: QPainter) -> None:
        self._writer = writer
        self._painter = painter
        page = writer.pageLayout().paintRectPixels(writer.resolution())
        self._width, self._height = float(page.width()), float(page.height())
        self._font = QFont(fonts.FAMILY)
        self._font.setPointSize(_POINTS)
        self._option = QTextOption()
        self._option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._option.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
        self._top = 0.0

    def add(self, paragraph: str) -> None:
        """One more, over as many lines and pages as it takes."""
        layout = QTextLayout(paragraph, self._font, self._writer)
        layout.setTextOption(self._option)
        layout.beginLayout()
        lines = []
        while (line := layout.createLine()).isValid():
            line.setLineWidth(self._width)
            lines.append(line)
        layout.endLayout()
        for line in lines:
            self._draw(line)

    def _draw(self, line: QTextLine) -> None:
        if self._top + line.height() > self._height:
            self._writer.newPage()
            self._top = 0.0
        line.draw(self._painter, QPointF(0, self._top))
        self._top += line.height()
