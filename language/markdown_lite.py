"""The little Markdown people type in chats: plain text, and spans over it. Never HTML.

Bold (`**` or `__`), italic (`*` or `_`), code, links, list items. What does not pair off is text:
`*100#`, `2 * 3` and `snake_case` stay as they are. The time is linear in the text, and the spans
are bounded, whatever is sent.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import Enum
from typing import NamedTuple

_MOST_SPANS = 500
# Bold inside italic inside a link; deeper only somebody goes who wants to see what breaks.
_DEEPEST = 3
# So many backticks open a block of lines.
_BLOCK = 3
_LONGEST_ADDRESS = 2_000

_ADDRESS = rf"https?://[^\s()<>\[\]\"'`«»]{{1,{_LONGEST_ADDRESS}}}"
_TOKEN = re.compile(rf"\*\*|\*|__|_|`+|\[|\]\((?P<target>{_ADDRESS})\)|(?P<bare>{_ADDRESS})|\n")
_ITEM = re.compile(r"^[ \t]*(?:[-*•]|\d{1,3}[.)])[ \t]+(?=\S)[^\n]*", re.MULTILINE)
_AFTER_ADDRESS = ".,;:!?…*_"


class Style(Enum):
    """How a stretch is to look."""

    BOLD = "bold"
    ITALIC = "italic"
    CODE = "code"
    LINK = "link"
    ITEM = "item"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the plain text, never empty.

    Attributes: opening and closing are what stood round it in the source; target is the address of
    a link, http or https only.
    """

    start: int
    end: int
    style: Style
    opening: str = ""
    closing: str = ""
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """Plain text with its spans, outer ones first; list items, which are lines, come last."""

    text: str
    spans: tuple[Span, ...]

    def source(self) -> str:
        """What was parsed, to the letter."""
        inserted: list[tuple[int, int, int, str]] = []
        for order, span in enumerate(self.spans):
            inserted.append((span.start, 1, order, span.opening))
            inserted.append((span.end, 0, -order, span.closing))
        pieces, reached = [], 0
        for at, _, _, marker in sorted(inserted):
            pieces += [self.text[reached:at], marker]
            reached = at
        return "".join((*pieces, self.text[reached:]))


class _Pair(NamedTuple):
    """A span in places of the source: of its opening, of its closing."""

    opens: int
    starts: int
    ends: int
    closes: int
    style: Style
    target: str | None


class _Open(NamedTuple):
    marker: str
    start: int
    end: int


def parse(source: str) -> Marked:
    """The plain text and the spans of a source; every source has some."""
    pairs = sorted(_pairs(source), key=lambda pair: (pair.opens, -pair.closes))
    cut = sorted(
        place
        for pair in pairs
        for place in ((pair.opens, pair.starts), (pair.ends, pair.closes))
        if place[0] < place[1]
    )
    pieces, reached = [], 0
    starts, removed = [0], [0]  # from each place of the source on, how much is gone before it
    for start, end in cut:
        pieces.append(source[reached:start])
        reached = end
        starts.append(end)
        removed.append(removed[-1] + end - start)
    text = "".join((*pieces, source[reached:]))

    def place(at: int) -> int:
        return at - removed[bisect_right(starts, at) - 1]

    spans = [
        Span(
            place(pair.starts),
            place(pair.ends),
            pair.style,
            source[pair.opens : pair.starts],
            source[pair.ends : pair.closes],
            pair.target,
        )
        for pair in pairs
    ]
    return Marked(text, (*spans, *_items(text, spans)))


def _pairs(source: str) -> list[_Pair]:
    tokens = list(_TOKEN.finditer(source))
    code = _code(tokens)
    pairs: list[_Pair] = []
    opened: list[_Open] = []
    reached = 0
    for token in tokens:
        if token.start() < reached or len(pairs) >= _MOST_SPANS:
            continue
        marker = token.group()
        if (closing := code.get(token.start())) is not None:
            inside = token.end(), closing.start()
            pairs.append(_Pair(token.start(), *inside, closing.end(), Style.CODE, None))
            reached = closing.end()
        elif marker == "\n":
            opened.clear()
        elif token["bare"]:
            end = token.start() + len(marker.rstrip(_AFTER_ADDRESS))
            address = source[token.start() : end]
            pairs.append(_Pair(token.start(), token.start(), end, end, Style.LINK, address))
        elif token["target"]:
            _close(token, "[", Style.LINK, opened, pairs)
        elif marker == "[":
            _open(token, opened)
        elif not marker.startswith("`"):
            _emphasize(source, token, opened, pairs)
    return pairs


def _code(tokens: list[re.Match[str]]) -> dict[int, re.Match[str]]:
    """The closing of each run of backticks, by where the run starts: the next one as long.

    Only three or more hold lines together.
    """
    closings: dict[int, re.Match[str]] = {}
    later: dict[str, tuple[re.Match[str], int]] = {}
    line = 0
    for token in reversed(tokens):
        marker = token.group()
        if marker == "\n":
            line += 1
        elif marker.startswith("`"):
            if marker in later and (len(marker) >= _BLOCK or later[marker][1] == line):
                closings[token.start()] = later[marker][0]
            later[marker] = token, line
    return closings


def _emphasize(source: str, token: re.Match[str], opened: list[_Open], pairs: list[_Pair]) -> None:
    """Close what the marker opened, or open what it may close; else it is text."""
    marker = token.group()
    before = source[token.start() - 1 : token.start()]
    after = source[token.end() : token.end() + 1]
    may_close = before != "" and not before.isspace() and not after.isalnum()
    style = Style.BOLD if len(marker) > 1 else Style.ITALIC
    if may_close and _close(token, marker, style, opened, pairs):
        return
    is_code = marker == "*" and (after.isdigit() or after == "#")
    if after != "" and not after.isspace() and not before.isalnum() and not is_code:
        _open(token, opened)


def _open(token: re.Match[str], opened: list[_Open]) -> None:
    if len(opened) < _DEEPEST:
        opened.append(_Open(token.group(), token.start(), token.end()))


def _close(
    token: re.Match[str], marker: str, style: Style, opened: list[_Open], pairs: list[_Pair]
) -> bool:
    """Close the last one opened by the marker, if there is something between"""
    at = next((at for at in reversed(range(len(opened))) if opened[at].marker == marker), None)
    if at is None or opened[at].end == token.start():
        return False
    _, start, end = opened[at]
    del opened[at:]
    pairs.append(_Pair(start, end, token.start(), token.end(), style, token["target"]))
    return True


def _items(text: str, spans: list[Span]) -> list[Span]:
    """The list items outside code."""
    code = [span for span in spans if span.style is Style.CODE]
    starts = [span.start for span in code]
    items = []
    for match in _ITEM.finditer(text):
        before = bisect_right(starts, match.start()) - 1
        if before < 0 or code[before].end <= match.start():
            items.append(Span(match.start(), match.end(), Style.ITEM))
    return items[:_MOST_SPANS]
