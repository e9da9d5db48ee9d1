"""Owns the errors of practice: PracticeError(code) -> TapeRefused."""

from __future__ import annotations


class PracticeError(Exception):
    """Something about tapes or practice cannot be done; `code` is stable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class TapeRefused(PracticeError):
    """A line or a file is not a tape.

    Attributes: `code`; `field` as in `events[3].text`, empty for the whole; `detail` is data for a
    log; `line` and `source` are where it stood, once that is known.
    """

    def __init__(
        self, code: str, field: str = "", *, detail: str = "", line: int = 0, source: str = ""
    ) -> None:
        super().__init__(code)
        self.field = field
        self.detail = detail
        self.line = line
        self.source = source

    def __str__(self) -> str:
        place = f"{self.source}:{self.line}" if self.source else f"line {self.line}"
        return f"{place}: {self.code} {self.field} {self.detail}".rstrip()
