"""An article's plain text as titled parts, and the steps of it that can be inserted alone."""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

_HEADING = "## "
_ANSWERS = frozenset({"что ответить", "what to reply"})
"""Headings of the words to send: what stands above them is for the agent."""
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
        if text.startswith(_HEADING):
            parts.append(Part(PartKind.HEADING, text.removeprefix(_HEADING)))
        elif text.startswith("- "):
            parts.append(Part(PartKind.POINT, text[2:], "•"))
        elif number is not None:
            parts.append(Part(PartKind.STEP, text[number.end() :], number[0].strip()))
        else:
            parts.append(Part(PartKind.TEXT, text))
    return parts


def answer_of(body: str) -> str:
    """The ready answer an article ends with, as it goes to a subscriber; empty without one."""
    lines = body.splitlines()
    for place, line in enumerate(lines):
        if line.startswith(_HEADING) and line.removeprefix(_HEADING).casefold() in _ANSWERS:
            rest = takewhile(lambda later: not later.startswith(_HEADING), lines[place + 1 :])
            return "\n".join(rest).strip()
    return ""


def whole_text(body: str) -> str:
    """An article as it goes to a subscriber: headings without their marks."""
    return "\n".join(line.removeprefix(_HEADING) for line in body.splitlines()).strip()
