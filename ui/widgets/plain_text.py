"""The one way of remote text to the screen: made plain, short and unable to deceive."""

import re
from dataclasses import dataclass

# Wrapping costs the square of an unbroken run; 256 is longer than any word or link people read.
LONGEST_RUN = 256
# What a transcript lays out at once; 64 KiB in one line froze a text view for a second.
SHOWN = 4_096
# Names, subjects, previews: more never fits on a line.
SHOWN_IN_LINE = 512
# Vietnamese needs two marks on a letter; towers of them are there to cover the neighbours.
_MARKS_KEPT = 3

BREAK = "\u200b"
"""Where a layout may break a run. It is ours: what is copied goes without it."""
_JOINER = "\u200d"

# Anything here sends the text to the slow path; ordinary Russian, English and emoji never do.
_SUSPECT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\uffff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
    "|[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{2}"
)
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
# A joiner between two emoji makes one picture of them; anywhere else it only hides.
_JOINED = re.compile(
    "(?<=[\u2600-\u27bf\ufe0f\U0001f000-\U0001faff])\u200d(?=[\u2190-\u2bff\U0001f000-\U0001faff])"
)
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5"
    "\u180b-\u180f\u200b\u200c\u200d\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U000e0000-\U000e0fff]"
)
# An object replacement character asks a layout for an object; a surrogate alone is no text.
_UNFIT = re.compile("[\ufffc\ufffe\uffff\ud800-\udfff]")
_TOWER = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
    f"{{{_MARKS_KEPT}}})[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+"
)
# A little earlier where it would part what one picture is made of.
_RUN = re.compile(
    rf"(\S{{{LONGEST_RUN - 16},{LONGEST_RUN}}})(?<!\u200d)"
    r"(?=[^\s\u200d\ufe0f\U0001f3fb-\U0001f3ff])"
)
_BLANK = re.compile(r"\s+")
_MASKED = re.compile(r"(?=[+\d]*[ -]?[\d •-]*•)\+?[\d•](?:[ -]?[\d•])+")
_NO_BREAK, _WORD_JOINER = "\u00a0", "\u2060"


@dataclass(frozen=True, slots=True)
class PlainText:
    """Text fit to show.

    Attributes:
        hidden: how many characters «show more» would add.
    """

    text: str
    hidden: int = 0


def plain_text(raw: str, *, shown: int | None = SHOWN) -> PlainText:
    """Make a remote text of several lines fit to show. `shown=None` keeps all of it.

    Line ends and tabs stay; controls, bidi overrides, invisible characters and towers of marks
    go; unbroken runs get places to break at. Idempotent but for the cut.
    """
    hidden = 0
    if shown is not None and len(raw) > shown:
        hidden = len(raw) - shown
        raw = raw[:shown]
    return PlainText(text=_RUN.sub(rf"\1{BREAK}", harmless(raw)), hidden=hidden)


def plain_line(raw: str, *, shown: int = SHOWN_IN_LINE) -> str:
    """Make a name, subject or preview fit to show on one line; what is cut ends in an ellipsis."""
    cut = len(raw) > shown
    line = _BLANK.sub(" ", harmless(raw[:shown])).strip()
    return f"{line}…" if cut else line


def unbroken_numbers(line: str) -> str:
    """For a layout that wraps: a masked number stands on one line. Nothing to copy or search."""

    def joined(number: re.Match[str]) -> str:
        return number[0].replace(" ", _NO_BREAK).replace("-", f"-{_WORD_JOINER}")

    return _MASKED.sub(joined, line)


def harmless(raw: str) -> str:
    """The same text without what hides or deceives: what people paste passes this too."""
    if _SUSPECT.search(raw) is None:
        return raw
    text = _LINE_ENDS.sub("\n", raw)
    text = _UNFIT.sub("\ufffd", text)
    text = _JOINED.sub("\ufffc", text)  # free: it was replaced just above
    text = _INVISIBLE.sub("", text)
    text = text.replace("\ufffc", _JOINER)
    return _TOWER.sub(r"\1", text)
