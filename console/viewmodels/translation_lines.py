"""A translation as a transcript shows it: whose words they are, or why there are none."""

from PySide6.QtCore import QCoreApplication

from console.core.errors import TranslatorReason
from console.core.translating import Translation, TranslationState
from console.viewmodels.transcript_rows import TranslationLine

translate = QCoreApplication.translate


def translation_line(translation: Translation) -> TranslationLine:
    """With a line over it that nobody can take for a person's."""
    match translation.state:
        case TranslationState.ASKED:
            title = translate("Translation", "Translating…")
        case TranslationState.DONE:
            title = translate("Translation", "Machine translation")
        case _:  # TranslationState.FAILED
            title = _failure(translation.reason)
    return TranslationLine(title, translation.text, translation.state)


def _failure(reason: TranslatorReason | None) -> str:
    match reason:
        case TranslatorReason.SLOW:
            return translate("Translation", "The translator took too long")
        case TranslatorReason.ANSWER:
            return translate("Translation", "The translator gave no translation")
        case _:
            return translate("Translation", "The translator is not responding")
