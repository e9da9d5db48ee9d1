"""The language in force: our translations, Qt's own, and the locale that numbers are written in."""

from enum import StrEnum
from functools import cache

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

import resources


class Language(StrEnum):
    """Languages of the interface."""

    RU = "ru"
    EN = "en"


OWN_NAMES = {Language.RU: "Русский", Language.EN: "English"}
"""Each language in its own words, never translated."""

_LOCALES = {
    Language.RU: QLocale(QLocale.Language.Russian, QLocale.Country.Russia),
    # The English that writes a day before its month and counts hours to 24.
    Language.EN: QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom),
}


class Translation:
    """What is installed now. Windows built before a switch keep their words: build them anew."""

    def __init__(self) -> None:
        self.language: Language | None = None
        self._installed: list[QTranslator] = []

    def install(self, language: Language) -> None:
        """Speak a language from now on. Idempotent."""
        if language is self.language:
            return
        self.language = language
        QLocale.setDefault(_LOCALES[language])
        for old in self._installed:
            QCoreApplication.removeTranslator(old)
        self._installed = [_qts_own(language), _ours(language)]
        for translator in self._installed:
            QCoreApplication.installTranslator(translator)


def of_machine() -> Language:
    """The language of this machine, English where it is none of ours."""
    russian = QLocale.system().language() is QLocale.Language.Russian
    return Language.RU if russian else Language.EN


@cache
def _bytes(language: Language) -> bytes:
    # QTranslator reads from these for as long as it lives: the cache keeps them.
    return resources.data(f"translations/pult_{language}.qm")


def _ours(language: Language) -> QTranslator:
    made = QTranslator()
    if not made.load(_bytes(language)):
        raise RuntimeError(f"Qt cannot read the {language} translation")
    return made


def _qts_own(language: Language) -> QTranslator:
    made = QTranslator()
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    made.load(f"qtbase_{language}", folder)
    return made


@cache
def current() -> Translation:
    """The one of this process."""
    return Translation()
