"""The size of a file is said as people say it."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from console.viewmodels.file_lines import size_line
from ui import translation
from ui.translation import Language


@pytest.fixture(autouse=True)
def spoken(qapp: QApplication) -> Iterator[None]:
    del qapp  # what is translated needs one
    before = translation.current().language
    yield
    translation.current().install(before or Language.EN)


@pytest.mark.parametrize(
    ("language", "size", "words"),
    [
        (Language.RU, 1, "1 байт"),
        (Language.RU, 2, "2 байта"),
        (Language.RU, 295, "295 байт"),
        (Language.EN, 1, "1 byte"),
        (Language.EN, 295, "295 bytes"),
    ],
)
def test_a_few_bytes_are_counted_in_words(language: Language, size: int, words: str) -> None:
    translation.current().install(language)
    assert size_line(size) == words


def test_more_is_counted_in_larger_units() -> None:
    translation.current().install(Language.EN)
    assert size_line(2048) == "2.0 kB"
