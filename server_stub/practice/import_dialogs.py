"""Owns turning a file of recorded dialogs into tapes, with a report of what was skipped and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec

from server_stub.practice.errors import TapeRefused
from server_stub.practice.star import StarDialog, star_tape
from server_stub.practice.tape import Role, Tape
from server_stub.practice.tape_file import decode_json, decode_line, encode_line, lines_of

DEFAULT_TOPIC = "general"  # foreign dialogs are about hotels and rides: no topic of ours fits

Progress = Callable[[int, int], None]
"""Told how many bytes are done, of how many."""


class DialogFormat(StrEnum):
    """What the file is."""

    STAR = "star"
    JSONL = "jsonl"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A line that is no tape: its number, a stable reason, and what exactly."""

    line: int
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Note:
    """Something mended or unknown in dialogs that were imported, and how often."""

    code: str
    detail: str
    count: int


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import found."""

    tapes: tuple[Tape, ...]
    skipped: tuple[Skipped, ...]
    notes: tuple[Note, ...]

    def as_data(self) -> dict[str, object]:
        """The report as plain data for JSON; the tapes only as numbers."""
        events = [event for tape in self.tapes for event in tape.events]
        return {
            "imported": len(self.tapes),
            "events": len(events),
            "messages": {
                role.value: sum(e.role is role and e.kind == "message" for e in events)
                for role in (Role.SUBSCRIBER, Role.AGENT)
            },
            "languages": dict(Counter(tape.language for tape in self.tapes)),
            "skipped": [msgspec.to_builtins(one) for one in self.skipped],
            "notes": [msgspec.to_builtins(one) for one in self.notes],
        }


def import_dialogs(
    path: Path,
    format: DialogFormat,
    *,
    topic: str = DEFAULT_TOPIC,
    progress: Progress | None = None,
) -> ImportReport:
    """Read dialogs, a JSON a line. A bad line is skipped and counted; only the file may raise."""
    tapes: dict[str, Tape] = {}
    skipped: list[Skipped] = []
    notes: Counter[tuple[str, str]] = Counter()
    total = path.stat().st_size
    with path.open("rb") as file:
        for number, line in lines_of(file):
            try:
                tape = _tape(line, format, topic, notes)
            except TapeRefused as refused:
                detail = f"{refused.field}: {refused.detail}".strip(": ")
                skipped.append(Skipped(number, refused.code, detail))
            else:
                if tape.id in tapes:
                    skipped.append(Skipped(number, "id_repeated", tape.id))
                else:
                    tapes[tape.id] = tape
            if progress is not None:
                progress(file.tell(), total)
    return ImportReport(
        tuple(tapes.values()),
        tuple(skipped),
        tuple(Note(code, detail, count) for (code, detail), count in sorted(notes.items())),
    )


def _tape(
    line: bytes,
    format: DialogFormat,
    topic: str,
    notes: Counter[tuple[str, str]],
) -> Tape:
    if format is DialogFormat.JSONL:
        return decode_line(line)
    dialog = decode_json(line, _decode_star)
    mended: Counter[tuple[str, str]] = Counter()
    # Written and read again, so that what is imported keeps every rule of a file of ours.
    tape = decode_line(encode_line(star_tape(dialog, topic=topic, notes=mended)))
    notes.update(mended)
    return tape


_decode_star = msgspec.json.Decoder(StarDialog).decode
