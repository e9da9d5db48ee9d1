"""Colleagues are found the same way wherever one looks for them."""

import pytest

from protocol.people import Presence
from server_stub.domain.colleagues import is_called, standing


@pytest.mark.parametrize(
    ("name", "query", "found"),
    [
        ("Артём Орлов", "артем", True),
        ("Артем Орлов", "АРТЁМ", True),
        ("Вера Соколова-Белая", "бел", True),
        ("Вера Соколова-Белая", "соколова-б", True),
        ("Вера Соколова", "сок вер", True),
        ("Вера Соколова", "колова", False),
        ("Вера Соколова", "вера бел", False),
        ("Вера Соколова", " ", True),
    ],
)
def test_by_the_beginnings_of_their_names(name: str, query: str, found: bool) -> None:
    assert is_called(name, query) is found


def test_who_is_there_comes_first_then_the_alphabet() -> None:
    people = [
        standing(Presence.OFFLINE, "Анна", "1"),
        standing(Presence.ONLINE, "Ёлкина", "2"),
        standing(Presence.ONLINE, "Жукова", "3"),
        standing(Presence.BUSY, "Борис", "4"),
    ]
    assert [account for *_, account in sorted(people)] == ["2", "3", "4", "1"]
