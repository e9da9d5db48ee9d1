"""What the figures of a demo mean: whether it has proved what it should, and what is told of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

FIGURES = (
    "conversations",
    "messages_in",
    "messages_out",
    "ack_ms",
    "unanswered",
    "lost",
    "doubled",
    "reordered",
)
_MUST_BE_NONE = ("unanswered", "lost", "doubled", "reordered")
_NAMED = 3
"""Refused tapes that are named: they mostly share the reason."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Attributes: `figures` for the last line; `complaints` for standard error; the exit `code`."""

    figures: dict[str, Any]
    complaints: tuple[str, ...]
    code: int

    @classmethod
    def on(cls, report: Mapping[str, Any]) -> "Verdict":
        """Of the server's report."""
        figures = {name: report[name] for name in FIGURES}
        complaints = []
        refused = report["refused"]
        if refused:
            first = ", ".join(f"{one['tape']} ({one['code']})" for one in refused[:_NAMED])
            complaints.append(f"Refused tapes: {len(refused)}; the first: {first}.")
        if not figures["conversations"]:
            complaints.append("Nobody came in: nothing was played, so nothing is proved.")
        wrong = any(figures[name] for name in _MUST_BE_NONE)
        return cls(figures, tuple(complaints), int(wrong or not figures["conversations"]))
