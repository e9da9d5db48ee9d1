"""Where the marks of a file's name stand once its middle is left out."""

from hypothesis import given
from hypothesis import strategies as st

from ui.chat.file_card import marks_of

_HIDDEN = "…"


@given(st.data(), st.text("абв_.1", min_size=1, max_size=40))
def test_marks_stay_on_what_is_shown_and_else_on_the_ellipsis(
    data: st.DataObject, name: str
) -> None:
    start = data.draw(st.integers(0, len(name) - 1))
    length = data.draw(st.integers(1, len(name) - start))
    first = data.draw(st.integers(0, len(name)))
    last = data.draw(st.integers(first + 1, len(name))) if first < len(name) else first
    shown = name[:first] + _HIDDEN + name[last:] if first < last else name
    ((at, long),) = marks_of(name, shown, ((start, length),))
    assert 0 <= at < at + long <= len(shown)
    marked = shown[at : at + long]
    found = name[start : start + length]
    before, hidden, after = marked.partition(_HIDDEN)
    assert found.startswith(before)
    assert found.endswith(after)
    assert bool(hidden) or marked == found
