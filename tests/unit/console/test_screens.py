"""A window is never where nobody can take hold of it."""

from hypothesis import given
from hypothesis import strategies as st

from console.core.arrangement import WindowPlace
from console.core.screens import overlap, within

LEFT = WindowPlace(0, 0, 1920, 1040)
RIGHT = WindowPlace(1920, 0, 2560, 1400)
_PLACES = st.builds(
    WindowPlace,
    st.integers(-9000, 9000),
    st.integers(-9000, 9000),
    st.integers(360, 3000),
    st.integers(360, 3000),
)


@given(_PLACES)
def test_a_window_is_always_where_a_hand_can_take_it(place: WindowPlace) -> None:
    for screens in ((LEFT,), (LEFT, RIGHT)):
        there = within(place, screens)
        assert any(overlap(there, screen) for screen in screens)
        assert any(screen.top <= there.top < screen.top + screen.height for screen in screens)
        assert within(there, screens) == there
        assert place.width >= there.width
        assert place.height >= there.height


def test_what_can_be_reached_stays_where_it_is() -> None:
    place = WindowPlace(2000, 100, 520, 720)
    assert within(place, (LEFT, RIGHT)) == place
    assert within(place, ()) == place


def test_a_window_of_a_screen_that_is_gone_comes_to_the_one_that_is_left() -> None:
    assert within(WindowPlace(2000, 100, 520, 720), (LEFT,)) == WindowPlace(700, 160, 520, 720)
    assert within(WindowPlace(2000, 100, 2520, 1720), (LEFT,)) == LEFT


def test_a_window_larger_than_the_screens_it_stands_on_is_made_to_fit() -> None:
    """A window of a large screen comes to a small one: the draft is at its lower edge."""
    assert within(WindowPlace(40, 30, 3800, 2000), (LEFT,)) == WindowPlace(0, 40, 1920, 1000)
    assert within(WindowPlace(40, 30, 520, 2000), (LEFT,)) == WindowPlace(40, 40, 520, 1000)
    assert within(WindowPlace(40, 500, 520, 720), (LEFT,)) == WindowPlace(40, 320, 520, 720)
    over_both = WindowPlace(40, 30, 4000, 1000)
    assert within(over_both, (LEFT, RIGHT)) == over_both


@given(_PLACES)
def test_a_window_never_goes_below_every_screen(place: WindowPlace) -> None:
    for screens in ((LEFT,), (LEFT, RIGHT)):
        there = within(place, screens)
        assert there.top + there.height <= max(one.top + one.height for one in screens)


def test_windows_beside_each_other_hide_nothing() -> None:
    assert not overlap(LEFT, RIGHT)
    assert overlap(LEFT, WindowPlace(1900, 0, 100, 100))
