"""What is doubtful about a text, in words: what it is, and why it is better not sent."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from console.core.guards import Doubt, DoubtKind

translate = QCoreApplication.translate

_SHOWN = 40
_NAMED = 3
"""Of the empty places; whoever leaves more of them needs their number, not their names."""


def doubt_line(doubts: Sequence[Doubt]) -> str:
    """A sentence for each kind of doubt."""
    kinds: dict[DoubtKind, dict[str, None]] = {}
    for doubt in doubts:
        kinds.setdefault(doubt.kind, {})[doubt.words[:_SHOWN]] = None
    return " ".join(_sentence(kind, list(kinds[kind])) for kind in DoubtKind if kind in kinds)


def _sentence(kind: DoubtKind, found: Sequence[str]) -> str:
    """Of what can be mended only here, each; of the rest the first says enough."""
    words = found[0]
    match kind:
        case DoubtKind.CARD:
            return translate("Doubts", "This is a card number: it does not belong in a chat.")
        case DoubtKind.NUMBER:
            return translate("Doubts", "{number} is another subscriber’s number.").format(
                number=words
            )
        case DoubtKind.WORD:
            return translate("Doubts", "“{word}” is a word for colleagues only.").format(word=words)
        case DoubtKind.VARIABLE:
            return _variables_sentence(found)
        case DoubtKind.LANGUAGE:
            return _language_sentence(words)


def _variables_sentence(found: Sequence[str]) -> str:
    if len(found) == 1:
        return translate("Doubts", "{name} is not filled in.").format(name=found[0])
    names, more = ", ".join(found[:_NAMED]), len(found) - _NAMED
    if more > 0:
        names = translate("Doubts", "{names} and %n more", None, more).format(names=names)
    return translate("Doubts", "{names} are not filled in.").format(names=names)


def _language_sentence(language: str) -> str:
    if language == "ru":
        return translate(
            "Doubts", "The subscriber writes in Russian, and this text is in another language."
        )
    if language == "en":
        return translate(
            "Doubts", "The subscriber writes in English, and this text is in another language."
        )
    return translate("Doubts", "The subscriber writes in another language.")
