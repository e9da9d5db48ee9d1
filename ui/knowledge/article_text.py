"""An article's plain text as titled parts, and the steps of it that can be inserted alone."""

import re
from dataclasses import dataclass
from enum import StrEnum

_STEP = re.compile(r"\d+\. ")


class PartKind(StrEnum):
    """What a line of an article is."""

    HEADING = "heading"
    TEXT = "text"
    POINT = "point"
    STEP = "step"


@dataclass(frozen=True, slots=True)
class Part:
    """A line as it is shown (with its number) and as it is inserted (without)."""

    kind: PartKind
    text: str
    number: str = ""


def parts_of(body: str) -> list[Part]:
    """The lines of an article; empty ones only divide."""
    parts = []
    for line in body.splitlines():
        text = line.strip()
        if not text:
            continue
        number = _STEP.match(text)
        if text.startswith("## "):
            parts.append(Part(PartKind.HEADING, text[3:]))
        elif text.startswith("- "):
            parts.append(Part(PartKind.POINT, text[2:], "•"))
        elif number is not None:
            parts.append(Part(PartKind.STEP, text[number.end() :], number[0].strip()))
        else:
            parts.append(Part(PartKind.TEXT, text))
    return parts


def whole_text(body: str) -> str:
    """An article as it goes to a subscriber: headings without their marks."""
    return "\n".join(
        line.removeprefix("## ") if line.startswith("## ") else line for line in body.splitlines()
    ).strip()
