"""The tables of `docs/protocol.md` that are made of the code, so that they cannot grow stale.

`python -m tests.support.wire_tables` writes them into the page afresh.
"""

import re
from pathlib import Path
from typing import get_args

from protocol import docstrings, limits
from protocol.answers import Answer
from protocol.commands import Command, DeskCommand, VisitCommand
from protocol.errors import RETRYABLE, CloseCode, ErrorCode
from protocol.replies import REPLIES, TOLD_DESK, TOLD_VISIT

PAGE = Path(__file__).parents[2] / "docs" / "protocol.md"
_BLOCK = re.compile(r"(<!-- made of the code: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)


def filled(page: str) -> str:
    """The page with every table as the code says it now. Unknown names of tables raise KeyError."""
    tables = {
        "desk_verbs": _verbs(get_args(DeskCommand)),
        "visit_verbs": _verbs(get_args(VisitCommand)),
        "desk_told": _told(TOLD_DESK),
        "visit_told": _told(TOLD_VISIT),
        "limits": _limits(),
        "errors": _errors(),
        "closings": _closings(),
    }
    return _BLOCK.sub(lambda found: found[1] + "\n" + tables[found[2]] + "\n" + found[3], page)


def names(page: str) -> set[str]:
    """Of the tables in the page."""
    return {name for _, name, _ in _BLOCK.findall(page)}


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "".join(f"| {' | '.join(' '.join(cell.split()) for cell in line)} |\n" for line in lines)


def _verbs(commands: tuple[type[Command], ...]) -> str:
    return _table(
        ("verb", "answer", "meaning"),
        [
            (_tag(command), _tag(reply) if reply else "none", _first_line(command))
            for command in commands
            for reply in [REPLIES[command]]
        ],
    )


def _told(told: tuple[type[Answer], ...]) -> str:
    return _table(("kind", "meaning"), [(_tag(kind), _first_line(kind)) for kind in told])


def _limits() -> str:
    return _table(
        ("limit", "number", "why"),
        [
            (f"`{name}`", f"{getattr(limits, name):,}", why)
            for name, why in docstrings.of_constants(limits).items()
        ],
    )


def _errors() -> str:
    return _table(
        ("code", "again?", "meaning"),
        [
            (f"`{ErrorCode[name].value}`", "yes" if ErrorCode[name] in RETRYABLE else "", text)
            for name, text in docstrings.of_attributes(ErrorCode).items()
        ],
    )


def _closings() -> str:
    return _table(
        ("code", "name", "meaning"),
        [
            (str(CloseCode[name].value), name.lower().replace("_", " "), text)
            for name, text in docstrings.of_attributes(CloseCode).items()
        ],
    )


def _tag(message: type[Command] | type[Answer]) -> str:
    return f"`{message.__struct_config__.tag}`"


def _first_line(message: type[Command] | type[Answer]) -> str:
    return (message.__doc__ or "").split("\n\n")[0]


if __name__ == "__main__":
    PAGE.write_text(filled(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
