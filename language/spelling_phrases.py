"""Words that exist, but not beside those words: «кто то», «как бы не было», «он учиться».

Each rule is one of grammar that has hardly an exception in a running text; what depends on the
meaning («также» and «так же») is left alone.
"""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Phrase(NamedTuple):
    """A misspelt stretch of a text and what belongs there."""

    start: int
    end: int
    meant: str


_PRONOUN = (
    r"(?:кто|кого|кому|кем|что|чего|чему|чем|где|куда|откуда|когда|как|почему|зачем|сколько"
    r"|как(?:ой|ого|ому|им|ом|ая|ую|ое|ие|их|ими)|чь(?:я|е|и|их|им|ю))"
)
_DATIVE = r"(?:мне|тебе|ему|ей|нам|вам|им|всем)"
_SUBJECT = r"(?:он|она|оно|они|это|который|которая|которое|которые)"
_WANTS_INFINITIVE = (
    r"(?:буд(?:у|ешь|ет|ем|ете|ут)|мо(?:гу|жем|жете|гут)|хо(?:чу|чешь|чет|тим|тите|тят)|надо|нужно"
    r"|нельзя|можно|долж(?:ен|на|но|ны)|пришлось|придется|сможе(?:те|м)|смогу|прошу|стоит)"
)
# Verbs of what happens to somebody: «мне нравится».
_HAPPENS = r"(?:по)?(?:нрави|каже|хоче|сни|дума|вери)"
_PAST = r"(?:л|ла|ло|ли|лся|лась|лось|лись)"

# A pattern with the group «wrong» round what is marked, and what belongs there.
_RULES = tuple(
    (re.compile(pattern, re.IGNORECASE), right)
    for pattern, right in (
        (rf"\b(?P<wrong>({_PRONOUN}) (то|либо|нибудь))\b(?! же\b|[,:—])", r"\2-\3"),
        (rf"\b(?P<wrong>({_PRONOUN}) нить)\b", r"\2-нибудь"),
        (r"\b(?P<wrong>(вс[её]|так|опять|довольно|прямо|\w+л[аои]?) таки)\b", r"\2-таки"),
        (r"\b(?P<wrong>из (за|под))\b(?= [а-яё])", r"из-\2"),
        (r"\b(?P<wrong>из вне)\b", "извне"),
        (r"\b(?P<wrong>не смотря) на\b", "несмотря"),
        (r"\b(?P<wrong>в следстви[ие])\b", "вследствие"),
        (r"\b(?P<wrong>ни (чего|кто))\b(?! ин)", r"ни\2"),
        (r"\b(?P<wrong>что бы) (?:не|мы|вы|я|он|она|они)\b(?! ни\b| не\b)", "чтобы"),
        (rf"\b{_PRONOUN} бы (?:(?:то|там|это|что) )?(?P<wrong>не) \w+{_PAST}\b", "ни"),
        (rf"\b{_SUBJECT} (?:не )?(?P<wrong>(\w+)ться)\b", r"\2тся"),
        (rf"\b{_DATIVE} (?:не )?(?P<wrong>({_HAPPENS})ться)\b", r"\2тся"),
        (rf"\b{_WANTS_INFINITIVE} (?:не )?(?P<wrong>(\w+)тся)\b", r"\2ться"),
    )
)


def misspelt_phrases(text: str, is_word: Callable[[str], bool]) -> Iterator[Phrase]:
    """Every misspelt stretch, in no order; what is meant consists of words that exist."""
    for pattern, right in _RULES:
        for match in pattern.finditer(text):
            meant = match.expand(right)
            if all(is_word(part) for part in re.split("[ -]", meant.lower())):
                yield Phrase(match.start("wrong"), match.end("wrong"), meant)
