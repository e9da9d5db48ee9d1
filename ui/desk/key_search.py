"""Finding commands by their names or by their keys, in either keyboard layout."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from PySide6.QtGui import QKeySequence

from console.core.naming import called
from language.keyboard_layout import turned
from ui.widgets.key_cap import key_text, key_words

_T = TypeVar("_T")
_PORTABLE = QKeySequence.SequenceFormat.PortableText


def commands_called(
    query: str,
    commands: Iterable[_T],
    *,
    title: Callable[[_T], str],
    keys: Callable[[_T], Sequence[QKeySequence]],
) -> list[_T]:
    """Those with just these keys; where there are none, those whose name or keys have the words."""
    everything = list(commands)
    meant = {_folded(words) for words in (query, turned(query)) if words}
    exact = [one for one in everything if meant & set(map(_folded, _names(keys(one))))]
    if exact:
        return exact
    return called(query, everything, lambda one: " ".join((title(one), *_names(keys(one)))))


def _names(keys: Iterable[QKeySequence]) -> list[str]:
    """Each as it is printed, as a sentence tells it, and as every desktop writes it."""
    return [
        name
        for one in keys
        if not one.isEmpty()
        for name in (key_text(one), key_words(one), one.toString(_PORTABLE))
    ]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
