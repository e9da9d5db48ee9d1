"""What is called as somebody typed, whichever layout the keyboard was in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.core.naming import called

NAMES = ["Анна Кольцова", "Пётр Лебедев", "Finish the chat", "iPhone: нет сети"]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", NAMES),
        ("анна", NAMES[:1]),
        ("кольцова  анна", NAMES[:1]),
        ("петр", NAMES[1:2]),
        ("gtnh", NAMES[1:2]),
        ("ашт", NAMES[2:3]),
        ("chat сети", []),
        ("he", []),
        ("ле", NAMES[1:2]),
        ("fi th", NAMES[2:3]),
        ("kt", NAMES[1:2]),
        ("phon", NAMES[3:]),
        ("nobody", []),
    ],
)
def test_every_word_is_somewhere_in_the_name(typed: str, found: list[str]) -> None:
    assert called(typed, NAMES, str) == found


@given(st.sampled_from(NAMES), st.data())
def test_a_part_of_a_name_as_it_is_written_finds_it(name: str, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(name.split()))
    assert name in called(word, NAMES, str)
