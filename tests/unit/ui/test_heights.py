"""Heights against a plain list of numbers."""

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from ui.chat.heights import Heights

COUNTS = st.one_of(st.integers(0, 5), st.integers(500, 2100))
PIXELS = st.integers(0, 90)


class HeightsMachine(RuleBasedStateMachine):
    """The same changes to both."""

    @initialize(count=COUNTS, height=PIXELS)
    def start(self, count: int, height: int) -> None:
        self.heights = Heights()
        self.heights.reset(count, height)
        self.plain = [height] * count

    @rule(data=st.data(), count=COUNTS, height=PIXELS)
    def insert(self, data: st.DataObject, count: int, height: int) -> None:
        position = data.draw(st.integers(0, len(self.plain)))
        self.heights.insert(position, count, height)
        self.plain[position:position] = [height] * count

    @rule(data=st.data())
    def remove(self, data: st.DataObject) -> None:
        position = data.draw(st.integers(0, len(self.plain)))
        count = data.draw(st.integers(0, len(self.plain) - position))
        self.heights.remove(position, count)
        del self.plain[position : position + count]

    @rule(data=st.data(), height=PIXELS)
    def correct(self, data: st.DataObject, height: int) -> None:
        if self.plain:
            position = data.draw(st.integers(0, len(self.plain) - 1))
            self.heights.set(position, height)
            self.plain[position] = height

    @rule(data=st.data())
    def ask(self, data: st.DataObject) -> None:
        position = data.draw(st.integers(0, len(self.plain)))
        assert self.heights.top(position) == sum(self.plain[:position])
        if not self.plain:
            return
        place = data.draw(st.integers(0, max(0, self.heights.total - 1)))
        if self.heights.total:
            found = self.heights.at(place)
            assert self.heights.top(found) <= place < self.heights.top(found + 1)
        else:
            assert 0 <= self.heights.at(place) < len(self.plain)

    @invariant()
    def same(self) -> None:
        if hasattr(self, "plain"):
            assert list(self.heights) == self.plain
            assert len(self.heights) == len(self.plain)
            assert self.heights.total == sum(self.plain)


TestHeights = HeightsMachine.TestCase
TestHeights.settings = settings(max_examples=40, stateful_step_count=25, deadline=None)


@given(st.integers(), st.lists(PIXELS, min_size=1))
def test_a_place_outside_is_the_nearest_row(place: int, plain: list[int]) -> None:
    heights = Heights()
    for height in plain:
        heights.insert(len(heights), 1, height)
    assert 0 <= heights.at(place) < len(plain)
    assert heights.at(-1) == 0
    assert heights.at(sum(plain)) == len(plain) - 1
