"""What is called as somebody typed: every word of it somewhere in the name, in either layout."""

import re
from collections.abc import Callable, Iterable
from typing import TypeVar

from language.keyboard_layout import turned

_T = TypeVar("_T")
_WORD = re.compile(r"\w+")
_BEGINNING = 2
"""So few letters stand in nearly every name: they are the beginning of a word."""


def called(query: str, things: Iterable[_T], name: Callable[[_T], str]) -> list[_T]:
    """Those that are called so, in their order; all of them while nothing is typed.

    Where none is, what the same keys give in the other keyboard layout is looked for.
    """
    all_of_them = list(things)
    found = [one for one in all_of_them if _fits(query, name(one))]
    other = turned(query)
    if found or other is None:
        return found
    return [one for one in all_of_them if _fits(other, name(one))]


def _fits(query: str, name: str) -> bool:
    whole = _folded(name)
    return all(_has(whole, word) for word in _folded(query).split())


def _has(name: str, word: str) -> bool:
    if len(word) > _BEGINNING or not word.isalpha():
        return word in name
    return any(one.startswith(word) for one in _WORD.findall(name))


def _folded(text: str) -> str:
    return text.casefold().replace("ё", "е")
