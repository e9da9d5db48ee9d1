"""What floats hangs beside what it is about, inside the screen, and never on it."""

from hypothesis import assume, given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from ui.widgets.hanging import gap, hung
from ui.widgets.round_corners import rounded

ROOM = QRect(-300, 40, 1_000, 700)

places = st.builds(
    QRect,
    st.integers(-300, 650),
    st.integers(40, 720),
    st.integers(1, 50),
    st.integers(1, 20),
)


@given(about=places, wide=st.integers(10, 900), high=st.integers(10, 690), right=st.booleans())
def test_it_covers_nothing_where_there_is_room_over_or_under(
    about: QRect, wide: int, high: int, right: bool
) -> None:
    over = about.top() - ROOM.top()
    under = ROOM.bottom() - about.bottom()
    assume(high + gap() <= max(over, under))
    box = QRect(hung(QSize(wide, high), about, room=ROOM, right=right), QSize(wide, high))
    assert ROOM.contains(box)
    apart = box.top() - about.bottom() - 1, about.top() - box.bottom() - 1
    assert max(apart) == gap()
    assert (apart[0] == gap()) == (high + gap() <= under)


def test_it_is_flush_with_the_side_that_is_wanted() -> None:
    about = QRect(100, 100, 60, 28)
    assert hung(QSize(200, 90), about, room=ROOM).x() == 100
    assert hung(QSize(200, 90), about, room=ROOM, right=True).x() == 160 - 200
    assert hung(QSize(200, 90), QRect(650, 100, 40, 28), room=ROOM).x() == 700 - 200


def test_all_four_corners_are_cut_alike() -> None:
    rect = QRect(0, 0, 60, 40)
    region = rounded(rect, radius=8)
    for x in range(8):
        for y in range(8):
            alike = {(x, y), (59 - x, y), (x, 39 - y), (59 - x, 39 - y), (y, x)}
            assert len({region.contains(QPoint(*at)) for at in alike}) == 1
    assert not region.contains(QPoint(0, 0))
    assert region.boundingRect() == rect
