"""Both languages say everything, in every plural, with the same places for values."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator

from tests.support import translations as files

_PLACE = re.compile(r"\{\w+\}|%n")
LANGUAGES = sorted(files.FORMS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_of_the_code_is_translated_and_no_other(language: str) -> None:
    known = files.translations(language)
    assert sorted(known) == files.wanted(language)
    assert [key for key, forms in known.items() if not forms or not all(forms)] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_has_the_places_of_its_source(language: str) -> None:
    for sentence, forms in files.translations(language).items():
        for form in forms:
            assert sorted(_PLACE.findall(form)) == sorted(_PLACE.findall(sentence.source)), form


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_ships_is_compiled_from_what_is_written(language: str, tmp_path: Path) -> None:
    fresh = tmp_path / "fresh.qm"
    files.compiled(language, fresh)
    assert fresh.read_bytes() == files.file_of(language).with_suffix(".qm").read_bytes()


@pytest.mark.parametrize(
    ("language", "count", "expected"),
    [
        ("ru", 1, "1 номер"),
        ("ru", 3, "3 номера"),
        ("ru", 11, "11 номеров"),
        ("ru", 21, "21 номер"),
        ("en", 1, "1 number"),
        ("en", 2, "2 numbers"),
    ],
)
def test_plurals_follow_the_language(
    qapp: QCoreApplication, language: str, count: int, expected: str
) -> None:
    translator = QTranslator()
    assert translator.load(str(files.file_of(language).with_suffix(".qm")))
    said = translator.translate("Subscriber", "%n numbers", "", count) or ""
    assert said.replace("%n", str(count)) == expected


def test_qt_itself_speaks_russian(qapp: QCoreApplication) -> None:
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    assert QTranslator().load("qtbase_ru", folder)
