"""The server's side of the command `demo`: which tapes are played, and what their agents said.

It loads nothing of the server, which runs in a process of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import typer

from server_stub.practice.errors import TapeRefused
from server_stub.practice.library import shipped_tapes
from server_stub.practice.tape import Kind, Tape, is_answer
from server_stub.practice.tape_file import read_tapes

USAGE_ERROR = 2

Turn = tuple[tuple[str, ...], str]
"""An agent's replies, then the outcome if that was the end."""
Spoken = tuple[str, tuple[str, ...], tuple[Turn, ...]]
"""A subscriber's name and messages; what the agent did before the first of them and after each."""


def chosen_tapes(path: Path | None, *, language: str) -> list[Tape]:
    """Those of a path, or without one those that ship in a language; ends where there is none."""
    try:
        tapes = shipped_tapes(language) if path is None else read_tapes(path)
    except TapeRefused as error:
        _stop(f"The tapes cannot be read: {error}{_hint(error)}")
    except OSError as error:
        _stop(f"--tapes: {error.filename or path}: {error.strerror}")
    if not tapes:
        _stop(f"There is no tape in {path}.")
    return tapes


def spoken(tapes: Sequence[Tape]) -> list[Spoken]:
    """What was said, as plain values: the console's side knows no tapes."""
    return [
        (
            tape.subscriber.name,
            tuple(event.text for event in tape.heard),
            tuple(_turn(tape, heard) for heard in range(len(tape.heard) + 1)),
        )
        for tape in tapes
    ]


def _turn(tape: Tape, heard: int) -> Turn:
    events = tape.turn(heard)
    ends = (event.name or "solved" for event in events if event.kind is Kind.CLOSED)
    return tuple(event.text for event in events if is_answer(event)), next(ends, "")


def _hint(error: TapeRefused) -> str:
    """A file of another kind is mended by importing it, not line by line."""
    if error.code not in ("field_unknown", "field_missing") or error.line > 1:
        return ""
    return (
        "\nThis is no tape. Dialogs of other kinds are imported first:"
        " «import dialogs FILE --format star --to TAPES.jsonl», then --tapes TAPES.jsonl."
    )


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(USAGE_ERROR)
