"""What the log says of talks, in sentences of the language it is read in."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from console.viewmodels.event_lines import event_line
from protocol.bodies import TalkBegan
from protocol.ids import AccountId
from protocol.people import Author, AuthorRole, Person

NAMES = ("Ирина Соколова", "Олег Верещагин", "Павел Орлов")


@pytest.fixture(params=[("en_GB", "and"), ("ru_RU", "и")])
def conjunction(request: pytest.FixtureRequest) -> Iterator[str]:
    before = QLocale()
    name, word = request.param
    QLocale.setDefault(QLocale(name))
    yield word
    QLocale.setDefault(before)


def test_the_last_of_those_named_follows_an_and(conjunction: str) -> None:
    people = tuple(
        Person(account=AccountId(str(number) * 32), name=name) for number, name in enumerate(NAMES)
    )
    author = Author(role=AuthorRole.AGENT, name="Елена")
    said = event_line(TalkBegan(members=people, name="Смена"), author, None)
    assert f"Ирина Соколова, Олег Верещагин {conjunction} Павел Орлов" in said
