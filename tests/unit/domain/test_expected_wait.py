"""What somebody who waits is told: only what can honestly be said."""

import pytest

from server_stub.domain.expected_wait import WINDOW_MS, Expected, Pace, expected, filled

_BLANKS = "Вы {place}-й в очереди. Ответим примерно через {minutes} мин. Спасибо!"


@pytest.mark.parametrize(
    ("place", "pace", "minutes"),
    [
        (4, Pace(taken=20, on_line=3), 2),
        (5, Pace(taken=20, on_line=3), 3),
        (1, Pace(taken=1, on_line=1), 10),
        (2, Pace(taken=0, on_line=2, free=200), 1),
        (3, Pace(taken=0, on_line=2, free=200), None),
        (4, Pace(taken=20, on_line=0), None),
        (500, Pace(taken=1, on_line=1), None),
    ],
)
def test_the_minutes_are_those_of_the_formula(place: int, pace: Pace, minutes: int | None) -> None:
    assert WINDOW_MS == 600_000
    assert expected(place, pace) == Expected(place=place, minutes=minutes)


def test_a_sentence_that_cannot_be_filled_is_left_unsaid() -> None:
    told = filled(_BLANKS, place="3", minutes="2")
    assert told == "Вы 3-й в очереди. Ответим примерно через 2 мин. Спасибо!"
    assert filled(_BLANKS, place="3", minutes="") == "Вы 3-й в очереди. Спасибо!"
    assert filled("Откроемся {opens}.", opens="") == ""


def test_what_is_filled_in_is_never_filled_again() -> None:
    assert filled("{place}", place="{minutes}", minutes="7") == "{minutes}"
