"""What a text is looked at for before it leaves: what must not go, or is hardly meant to.

A doubt forbids nothing: its writer sends anyway, or mends the text. A note stays among colleagues,
so that only a card number is doubted in it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from language.personal_data import PersonalKind, PersonalSpan, find_personal_data, mask_phone
from language.text_language import language_of, language_of_talk
from language.tokens import Token, tokens
from language.word_forms import keys

_VARIABLE = re.compile(r"\{[^\W\d][^{}\n]{0,60}\}")
_MOBILE = "+7 9"
"""How a subscriber's number begins once it is masked; others are those of firms and services."""
_NUMBER_DIGITS = 10
"""What of a number is the same however it is written: 8 912…, +7 912…, 912…."""
_LANGUAGE_LETTERS = 12
"""«Ok», a name or a brand is said in any language."""


class DoubtKind(StrEnum):
    """What makes one doubt that a text is to go."""

    CARD = "card"
    NUMBER = "number"
    """The number of another subscriber."""
    WORD = "word"
    """A word that only colleagues know."""
    VARIABLE = "variable"
    """A variable of a canned reply that nothing was put into."""
    LANGUAGE = "language"
    """Another language than the subscriber writes in."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What was found and where, in Python characters. `words` is what it is about."""

    kind: DoubtKind
    start: int
    length: int
    words: str


@dataclass(frozen=True, slots=True)
class Talk:
    """What is known of a conversation when a text is to go into it.

    `phone` is the subscriber's own number as it is masked for us; `heard` is what he has written,
    the newest last.
    """

    language: str
    phone: str = ""
    heard: tuple[str, ...] = ()


def doubts(text: str, talk: Talk, *, note: bool, internal: Iterable[str] = ()) -> list[Doubt]:
    """Everything that is doubtful about a text, what weighs most first.

    Loads dictionaries when it is first called: call it on a worker thread.
    """
    personal = find_personal_data(text)
    cards = [_doubt(DoubtKind.CARD, text, one) for one in personal if one.kind is PersonalKind.CARD]
    if note:
        return cards
    return [
        *cards,
        *_numbers(text, personal, talk),
        *_variables(text),
        *_internal_words(text, internal),
        *_language(text, talk),
    ]


def digits(text: str) -> str:
    """The figures of a text and nothing else."""
    return "".join(filter(str.isdecimal, text))


def same_number(number: str, text: str) -> bool:
    """Whether a text has this number, however either is written."""
    return digits(number)[-_NUMBER_DIGITS:] in digits(text)


def _numbers(text: str, personal: Sequence[PersonalSpan], talk: Talk) -> Iterator[Doubt]:
    for span in personal:
        doubt = _doubt(DoubtKind.NUMBER, text, span)
        masked = mask_phone(doubt.words) if span.kind is PersonalKind.PHONE else ""
        foreign = masked.startswith(_MOBILE) and masked != talk.phone
        if foreign and not any(same_number(doubt.words, heard) for heard in talk.heard):
            yield doubt


def _variables(text: str) -> Iterator[Doubt]:
    for found in _VARIABLE.finditer(text):
        length = found.end() - found.start()
        yield Doubt(DoubtKind.VARIABLE, found.start(), length, found.group())


def _internal_words(text: str, internal: Iterable[str]) -> Iterator[Doubt]:
    written = list(tokens(text))
    for phrase in internal:
        wanted = [set(keys(token.folded)) for token in tokens(phrase)]
        for first in range(len(written) - len(wanted) + 1 if wanted else 0):
            stretch = written[first : first + len(wanted)]
            if all(map(_is_form, stretch, wanted)):
                start, end = stretch[0].start, stretch[-1].start + stretch[-1].length
                yield Doubt(DoubtKind.WORD, start, end - start, text[start:end])


def _is_form(token: Token, wanted: set[str]) -> bool:
    return not wanted.isdisjoint(keys(token.folded))


def _language(text: str, talk: Talk) -> Iterator[Doubt]:
    theirs = language_of_talk(reversed(talk.heard)) or talk.language
    letters = sum(map(str.isalpha, text))
    written = language_of(text) if letters >= _LANGUAGE_LETTERS else None
    if written is not None and written != theirs:
        yield Doubt(DoubtKind.LANGUAGE, len(text), 0, theirs)


def _doubt(kind: DoubtKind, text: str, span: PersonalSpan) -> Doubt:
    words = text[span.start : span.start + span.length]
    return Doubt(kind, span.start, span.length, words)
