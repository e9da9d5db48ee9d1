"""Of the files that go with a draft none is seen by half."""

from hypothesis import given
from hypothesis import strategies as st

from ui.chat.attachment_strip import page_width, whole_widths

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


@given(
    st.lists(st.tuples(st.integers(204, 360), st.integers(0, 156)), min_size=1, max_size=6),
    st.integers(314, 1400),
)
def test_what_is_cut_is_cut_of_the_longest(chips: list[tuple[int, int]], room: int) -> None:
    leasts = [least for least, _ in chips]
    wanted = [least + more for least, more in chips]
    widths = whole_widths(leasts, wanted, room=room)
    gaps = GAP * (len(chips) - 1)
    if widths is None:
        assert sum(leasts) + gaps > room
        return
    assert sum(widths) + gaps <= room
    given_more = [width - least for width, least in zip(widths, leasts, strict=True)]
    cut = [width < want for width, want in zip(widths, wanted, strict=True)]
    if any(cut):
        assert room - sum(widths) - gaps == 0, "room is left, and something is cut"
        most = max(given_more)
        assert all(more >= most - 1 for more, is_cut in zip(given_more, cut, strict=True) if is_cut)
