"""A row of keys is printed in short, and says what was changed in it."""

import pytest

from ui.widgets.key_cap import short_row


@pytest.mark.parametrize(
    ("row", "printed"),
    [
        ([], ""),
        ([""], ""),
        (["Ctrl 1"], "Ctrl 1"),
        ([f"Ctrl {number}" for number in range(1, 10)], "Ctrl 1…9"),
        (["F9", "Ctrl 2", "Ctrl 3", "Ctrl 4"], "F9, Ctrl 2…4"),
        (["Ctrl 1", "Ctrl 2", "", "Ctrl 4"], "Ctrl 1…2, Ctrl 4"),
        (["Ctrl 1", "Alt 2"], "Ctrl 1, Alt 2"),
        (["Ctrl A", "Ctrl B"], "Ctrl A, Ctrl B"),
    ],
)
def test_what_follows_is_left_out(row: list[str], printed: str) -> None:
    assert short_row(row) == printed
