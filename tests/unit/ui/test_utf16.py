"""Places of Python and of Qt in the same text."""

from hypothesis import given
from hypothesis import strategies as st

from ui.widgets.utf16 import from_utf16, to_utf16

TEXT = st.text(alphabet=st.sampled_from("aж😀👍\u200d\n"), max_size=30)


@given(TEXT, st.data())
def test_there_and_back_is_the_same_place(text: str, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, len(text)))
    offset = to_utf16(text, index)
    assert offset == len(text[:index].encode("utf-16-le")) // 2
    assert from_utf16(text, offset) == index


@given(TEXT, st.integers(0, 100))
def test_a_place_inside_a_pair_or_behind_the_end_is_a_place_of_the_text(
    text: str, offset: int
) -> None:
    assert 0 <= from_utf16(text, offset) <= len(text)
