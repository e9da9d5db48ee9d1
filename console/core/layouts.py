"""Text typed in the wrong keyboard layout: noticed word by word, and turned."""

import re
from collections.abc import Callable

from language.keyboard_layout import looks_mistyped, turned

_CHUNK = re.compile(r"\S+")


def righted(text: str, is_word: Callable[[str], bool] | None = None) -> str | None:
    """The text with what was surely typed in the wrong layout turned; None if nothing was."""
    whole = looks_mistyped(text, is_word)
    if whole is not None:
        return whole
    right = _CHUNK.sub(lambda word: looks_mistyped(word.group(), is_word) or word.group(), text)
    return right if right != text else None


def turned_by_hand(text: str) -> str:
    """The text as a person wants it turned: what is surely wrong, else all of it, word by word."""
    return righted(text) or turned(text) or _CHUNK.sub(_turned_word, text)


def _turned_word(word: re.Match[str]) -> str:
    return turned(word.group()) or word.group()
