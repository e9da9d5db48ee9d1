"""A packed list tells of each word what it was made with, and of no other."""

from hypothesis import given
from hypothesis import strategies as st

from language.packed_words import PackedWords, pack

_LETTERS = st.text(alphabet="аб-вz'", max_size=7)


@given(st.dictionaries(_LETTERS, st.text(alphabet="019,я", max_size=5)), st.lists(_LETTERS))
def test_it_tells_of_each_word_what_was_said_and_of_no_other(
    told: dict[str, str], others: list[str]
) -> None:
    packed = PackedWords(pack(told.items()))
    for word in [*told, *others]:
        assert packed.get(word) == told.get(word)
        assert (word in packed) == (word in told)
    assert sorted(packed) == sorted(told)


def test_a_word_of_other_letters_is_not_here() -> None:
    packed = PackedWords(pack([("тариф", "12")]))
    assert packed.get("ταρίφα") is None
    assert "ταρίφα" not in packed


def test_the_same_words_make_the_same_list() -> None:
    told = [("тариф", "12"), ("та", "5"), ("тар", "16")]
    assert pack(told) == pack(reversed(told))
