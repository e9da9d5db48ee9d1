"""Of the files that go with a draft none is seen by half."""

from hypothesis import given
from hypothesis import strategies as st

from ui.chat.attachment_strip import page_width

GAP = 6


@given(st.lists(st.integers(204, 360), min_size=1, max_size=10), st.integers(314, 1400))
def test_the_room_ends_where_a_chip_ends(leasts: list[int], room: int) -> None:
    width = page_width(leasts, room=room)
    if width is None:
        assert sum(leasts) + GAP * (len(leasts) - 1) <= room
        return
    seen = (room + GAP) // (width + GAP)
    assert 1 <= seen <= len(leasts)
    assert room - (seen * (width + GAP) - GAP) < GAP, "of the next chip nothing is seen"
    assert width >= min(max(leasts), room)
