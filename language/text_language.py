"""Which language a short text is written in, Russian or English; nothing when that is not sure."""

import re
from collections import Counter
from collections.abc import Iterable

from language.keyboard_layout import looks_mistyped
from language.letter_costs import ENGLISH_COSTS, WORST
from language.stop_words import STOP_WORDS

# Addresses, codes and figures are written alike in every language.
_CODE = re.compile(r"\S*(?:[\d@#*/\\_=+]|\w\.\w)\S*")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_RUSSIAN = re.compile(r"[а-яё'’-]+")
_ENGLISH = re.compile(r"[a-z'’-]+")
_FOREIGN = re.compile(r"[іїєґўәғқңөұүһ]")  # Ukrainian, Belarusian, Kazakh
# A brand or two in a Russian text do not make it English.
_RUSSIAN_SHARE = 0.3
_FEWEST_LETTERS = 2
# Bits a letter: English words take about 3.4, German and transliterated Russian more.
_ENGLISH_BITS = 3.7
_FEWEST_ENGLISH_WORDS = 2
_FEWEST_FOREIGN_WORDS = 3


def language_of(text: str) -> str | None:
    """ "ru", "en", or nothing: too short, mixed, another language, or the wrong layout."""
    words = [match.group() for match in _WORD.finditer(_CODE.sub(" ", text).lower())]
    if any(_FOREIGN.search(word) for word in words):
        return None
    russian = sum(len(word) for word in words if _RUSSIAN.fullmatch(word))
    english = sum(len(word) for word in words if _ENGLISH.fullmatch(word))
    if russian + english < _FEWEST_LETTERS or looks_mistyped(text) is not None:
        return None
    if russian >= _RUSSIAN_SHARE * (russian + english):
        return "ru"
    return "en" if all(map(_ENGLISH.fullmatch, words)) and _is_english(words) else None


def is_foreign(text: str, language: str) -> bool:
    """Whether somebody who reads one of the two languages only is likely not to understand it.

    A word or two that belong to neither may be a name; three are a sentence.
    """
    known = language_of(text)
    if known is not None:
        return known != language
    words = [match.group() for match in _WORD.finditer(_CODE.sub(" ", text).lower())]
    if looks_mistyped(text) is not None:
        return False
    plain = [word for word in words if _RUSSIAN.fullmatch(word) or _ENGLISH.fullmatch(word)]
    return len(words) > len(plain) or len(words) >= _FEWEST_FOREIGN_WORDS


def language_of_talk(texts: Iterable[str]) -> str | None:
    """The language that most of these texts are surely written in, the first of them if equal."""
    counted = Counter(language for text in texts if (language := language_of(text)) is not None)
    return next((language for language, _ in counted.most_common(1)), None)


def _is_english(words: list[str]) -> bool:
    """Whether the words look English; one alone may be a brand, unless it is a common word."""
    plain = [word.replace("'", "").replace("’", "") for word in words]
    if any(word in STOP_WORDS for word in plain):
        return True
    pairs = [pair for word in plain for pair in zip("^" + word, word + "$", strict=True)]
    bits = sum(ENGLISH_COSTS.get(before + after, WORST) for before, after in pairs)
    return len(plain) >= _FEWEST_ENGLISH_WORDS and bits <= _ENGLISH_BITS * len(pairs)
