"""Spelling marks and suggestions on sentences that people misspelt, beside a published baseline.

The sentences are RUSpellRU's; where they are missing nothing is measured. The speller was tuned on
the even lines, counted from nought, so the odd ones tell how good it is.
"""

import argparse
import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import resources
from benchmarks.machine import OtherCpu
from benchmarks.spelling_pairs import Pair, folded, read_pairs
from language.spelling import Mark, Speller
from language.spelling_dictionaries import read_dictionaries_blocking

# Hunspell, as published for the same sentences.
_HUNSPELL_F1 = 33.0
_BESIDE = Path(__file__).parents[2] / "shared" / "data"
# A composer's text of some length, to be typed letter by letter.
_TYPED_LETTERS = 4_000


@dataclass(frozen=True, slots=True)
class _Quality:
    """What came of some sentences.

    Attributes: errors there are; marked ones of them; marks made; those that met an error; those
    whose first suggestion was what belongs there.
    """

    errors: int
    marked: int
    marks: int
    met: int
    mended: int

    def marking(self) -> tuple[float, float, float]:
        return _scores(self.met, self.marks, self.marked, self.errors)

    def correction(self) -> tuple[float, float, float]:
        return _scores(self.mended, self.marks, self.mended, self.errors)


class _Took(NamedTuple):
    """Milliseconds of a call, by the clock and of the processor: others slow down the first."""

    clock: float
    processor: float


def main(argv: list[str]) -> None:
    """Mark every sentence, type some, print the figures."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks spelling")
    parser.add_argument("--json", action="store_true", help="only the last line, in JSON")
    parser.add_argument("--errors", action="store_true", help="tell what went wrong, even lines")
    wanted = parser.parse_args(argv)
    folder = Path(os.environ.get("PULT_TEST_DATA") or _BESIDE) / "spelling"
    if not folder.exists():
        raise SystemExit(f"NOT RUN: real data is missing: {folder} (see PULT_TEST_DATA)")
    pairs = read_pairs(folder, "ruspellru")
    with OtherCpu() as others:
        start = time.perf_counter()
        dictionaries = read_dictionaries_blocking(lambda name: resources.data(f"spelling/{name}"))
        loaded = time.perf_counter() - start
        speller = Speller()
        speller.use(dictionaries)
        tuned, unseen = (measured(speller, half) for half in (pairs[::2], pairs[1::2]))
        fresh = Speller()
        fresh.use(dictionaries)
        per_text = [_took(fresh, pair.source) for pair in pairs]
        per_key = _typed(fresh, "\n".join(pair.source for pair in pairs)[:_TYPED_LETTERS])
    if not wanted.json:
        print(f"dictionaries read in {loaded * 1000:.0f} ms")
        for name, quality in (("even lines, tuned on", tuned), ("odd lines", unseen)):
            print(f"{name}: marking {_told(quality.marking())},", end=" ")
            print(f"first suggestion {_told(quality.correction())}")
        print(others.told())
    if wanted.errors:
        _tell_errors(speller, pairs[::2])
    precision, recall, f1 = unseen.marking()
    print(
        json.dumps(
            {
                "sentences": len(pairs),
                "precision": precision,
                "recall": recall,
                "f1": f1,
                "f1_tuned": tuned.marking()[2],
                "correction_f1": unseen.correction()[2],
                "correction_f1_tuned": tuned.correction()[2],
                "hunspell_f1": _HUNSPELL_F1,
                "ms_per_text_p99": _p99([took.clock for took in per_text]),
                "ms_per_keystroke_p99": _p99([took.clock for took in per_key]),
                "cpu_ms_per_text_p99": _p99([took.processor for took in per_text]),
                "cpu_ms_per_keystroke_p99": _p99([took.processor for took in per_key]),
                "cpu_ms_max": round(max(took.processor for took in (*per_text, *per_key)), 2),
                "load_ms": round(loaded * 1000),
                "other_cpu": None if others.share is None else round(others.share, 3),
            }
        )
    )


def measured(speller: Speller, pairs: Sequence[Pair]) -> _Quality:
    """The quality over these sentences."""
    marked = marks = met = mended = 0
    for pair in pairs:
        hit = set()
        for mark in _all_marks(speller, pair.source):
            marks += 1
            errors = [e for e in pair.errors if e.start < mark.end and mark.start < e.end]
            if errors:
                met += 1
                hit.add(errors[0])
                first = speller.suggestions(mark.word, pair.source)[:1]
                mended += [folded(meant) for meant in first] == [errors[0].meant]
        marked += len(hit)
    return _Quality(sum(len(pair.errors) for pair in pairs), marked, marks, met, mended)


def _all_marks(speller: Speller, text: str) -> tuple[Mark, ...]:
    marks = speller.marks(text)
    while not speller.is_settled:
        marks = speller.marks(text)
    return marks


def _typed(speller: Speller, text: str) -> list[_Took]:
    return [_took(speller, text[:length]) for length in range(1, len(text) + 1)]


def _took(speller: Speller, text: str) -> _Took:
    start, used = time.perf_counter(), time.thread_time()
    speller.marks(text, caret=len(text))
    return _Took((time.perf_counter() - start) * 1000, (time.thread_time() - used) * 1000)


def _scores(right: int, given: int, found: int, there: int) -> tuple[float, float, float]:
    """Precision, recall and F1, in per cent."""
    precision = right / given if given else 0.0
    recall = found / there if there else 0.0
    both = precision + recall
    f1 = 2 * precision * recall / both if both else 0.0
    return round(100 * precision, 1), round(100 * recall, 1), round(100 * f1, 1)


def _told(scores: tuple[float, float, float]) -> str:
    precision, recall, f1 = scores
    return f"precision {precision}, recall {recall}, F1 {f1}"


def _p99(values: Sequence[float]) -> float:
    return round(sorted(values)[min(len(values) - 1, int(len(values) * 0.99))], 2)


def _tell_errors(speller: Speller, pairs: Sequence[Pair]) -> None:
    for pair in pairs:
        marks = _all_marks(speller, pair.source)
        for start, end, word in marks:
            errors = [e for e in pair.errors if e.start < end and start < e.end]
            first = speller.suggestions(word, pair.source)[:1]
            if not errors:
                print("not an error:", word, first)
            elif [folded(meant) for meant in first] != [errors[0].meant]:
                print("mended wrongly:", word, first, errors[0].meant)
        for error in pair.errors:
            if not any(error.start < end and start < error.end for start, end, _ in marks):
                print("missed:", pair.source[error.start : error.end], error.meant)
