"""Owns what a person sees of `import dialogs`: the progress bar, the report, the exit code."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import typer
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

from server_stub.practice.import_dialogs import DialogFormat, ImportReport, import_dialogs
from server_stub.practice.import_dialogs import Progress as Report
from server_stub.practice.tape_file import write_tapes

EXAMPLES = 3  # of each reason, lines named in the text; the JSON names every one

IMPORTED, NOTHING_IMPORTED, UNREADABLE = range(3)


def run(
    path: Path,
    format: DialogFormat,
    destination: Path | None,
    show_progress: bool,
    *,
    as_json: bool = False,
) -> int:
    """Import `path`, write the library, print the report; returns the exit code.

    A destination that ends in `.jsonl` is the file to write; any other is a folder, which gets
    a file named after the source. None only checks. Imported lines are kept however many were
    skipped; exit code 1 says that not one was imported, 2 that a file could not be read or written.
    """
    target = _target(path, destination)
    try:
        with _bar(show_progress) as progress:
            report = import_dialogs(path, format, progress=progress)
        if target is not None and report.tapes:
            write_tapes(target, report.tapes)
    except OSError as error:
        typer.echo(f"{error.filename}: {error.strerror}", err=True)
        return UNREADABLE
    written = str(target) if target is not None and report.tapes else None
    typer.echo(as_json_text(report, written) if as_json else as_text(report, written))
    return IMPORTED if report.tapes else NOTHING_IMPORTED


def as_json_text(report: ImportReport, written: str | None) -> str:
    """The whole report as one line of JSON."""
    return msgspec.json.encode({**report.as_data(), "written": written}).decode()


def as_text(report: ImportReport, written: str | None) -> str:
    """The report for a person: counts, reasons with a few places each, notes."""
    events = sum(len(tape.events) for tape in report.tapes)
    lines = [f"Imported {_counted(len(report.tapes), 'dialog')}, {_counted(events, 'event')}."]
    if written is not None:
        lines.append(f"Written to {written}")
    lines.append(f"Skipped {_counted(len(report.skipped), 'line')}.")
    for reason, count in Counter(one.reason for one in report.skipped).most_common():
        lines.append(f"  {reason}: {count}")
        same = [one for one in report.skipped if one.reason == reason]
        lines.extend(f"    line {one.line}: {one.detail}" for one in same[:EXAMPLES])
        if count > EXAMPLES:
            lines.append(f"    and {count - EXAMPLES} more")
    if report.notes:
        lines.append("Notes:")
        lines.extend(f"  {note.code} {note.detail}: {note.count}" for note in report.notes)
    return "\n".join(lines)


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _target(path: Path, destination: Path | None) -> Path | None:
    if destination is None or destination.suffix == ".jsonl":
        return destination
    return destination / f"{path.stem}.jsonl"


@contextmanager
def _bar(shown: bool) -> Iterator[Report | None]:
    if not shown:
        yield None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn())
    # On the error stream, so that the report alone is what a pipe receives.
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("Importing")
        yield lambda done, total: bar.update(task, completed=done, total=total)
