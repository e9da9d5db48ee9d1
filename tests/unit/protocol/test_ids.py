"""Identifiers: they sort by time, never meet, and pass their own validation."""

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from protocol.ids import ID_LENGTH, new_id
from protocol.scalars import Id

stamps = st.integers(min_value=0, max_value=2**48 - 1)
chances = st.integers(min_value=0, max_value=2**82 - 1)


@given(one=st.tuples(stamps, chances), other=st.tuples(stamps, chances))
def test_they_sort_as_their_time_and_then_their_chance(
    one: tuple[int, int], other: tuple[int, int]
) -> None:
    first = new_id(at_ms=one[0], random_bits=one[1])
    second = new_id(at_ms=other[0], random_bits=other[1])
    assert (first < second) == (one < other)
    assert (first == second) == (one == other)


@given(at_ms=stamps, random_bits=chances)
def test_they_are_identifiers_of_the_wire(at_ms: int, random_bits: int) -> None:
    made = new_id(at_ms=at_ms, random_bits=random_bits)
    assert len(made) == ID_LENGTH
    assert msgspec.convert(made, Id) == made


def test_ten_thousand_of_the_same_moment_differ() -> None:
    assert len({new_id(at_ms=1) for _ in range(10_000)}) == 10_000


def test_one_made_now_sorts_after_one_of_the_past_and_before_one_of_the_future() -> None:
    assert new_id(at_ms=1_700_000_000_000) < new_id() < new_id(at_ms=2**48 - 1)
