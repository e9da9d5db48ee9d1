"""What is doubtful about a text, in words: what it is, and why it is better not sent."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from console.core.guards import Doubt, DoubtKind

translate = QCoreApplication.translate

_SHOWN = 40


def doubt_line(doubts: Sequence[Doubt]) -> str:
    """A sentence for each kind of doubt."""
    kinds = {doubt.kind: doubt for doubt in reversed(doubts)}
    return " ".join(_sentence(kinds[kind]) for kind in DoubtKind if kind in kinds)


def _sentence(doubt: Doubt) -> str:
    words = doubt.words[:_SHOWN]
    match doubt.kind:
        case DoubtKind.CARD:
            return translate("Doubts", "There is a card number: it must not stand in a chat.")
        case DoubtKind.NUMBER:
            return translate("Doubts", "{number} is another subscriber’s number.").format(
                number=words
            )
        case DoubtKind.WORD:
            return translate("Doubts", "“{word}” is a word among colleagues.").format(word=words)
        case DoubtKind.VARIABLE:
            return translate("Doubts", "{name} is not filled in.").format(name=words)
        case DoubtKind.LANGUAGE:
            return _language_sentence(words)


def _language_sentence(language: str) -> str:
    if language == "ru":
        return translate("Doubts", "The subscriber writes in Russian, this is not.")
    if language == "en":
        return translate("Doubts", "The subscriber writes in English, this is not.")
    return translate("Doubts", "The subscriber writes in another language.")
