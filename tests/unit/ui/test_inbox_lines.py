"""The words of a row of the inbox are in its middle, be it two lines or one."""

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from ui.shell.inbox_lines import HEIGHTS, text_lines


@given(
    height=st.sampled_from(sorted({one for pair in HEIGHTS.values() for one in pair if one >= 40})),
    top=st.integers(0, 5_000),
    under=st.booleans(),
)
def test_what_is_said_of_a_chat_is_in_the_middle_of_its_row(
    height: int, top: int, under: bool
) -> None:
    row = QRectF(52, top, 180, height)
    name, below = text_lines(row, under=under)
    words = name | below if under else name
    assert row.contains(words)
    assert abs(words.center().y() - row.center().y()) <= 0.5
    assert name.top() == int(name.top()), "letters and pills stand on whole pixels"
    assert name.bottom() - below.top() <= 1
