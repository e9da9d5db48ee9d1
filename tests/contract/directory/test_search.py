"""Searching subscribers: by whatever an agent has of them, and never more than the limit."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from protocol import limits
from protocol.subscribers import SubscriberLine
from server_stub.directory.name_keys import words_of
from server_stub.directory.phones import digits_of
from server_stub.directory.records import Contract, Line
from tests.contract.directory.conftest import Filled

EVERYBODY = 10_000
chances = st.randoms(use_true_random=False)


def find(filled: Filled, query: str, limit: int = EVERYBODY) -> list[SubscriberLine]:
    return list(filled.directory.find(query, limit=limit, language="ru").lines)


def anybody(filled: Filled, random: Random) -> tuple[Contract, Line]:
    contract = random.choice(filled.contracts)
    return contract, random.choice(contract.lines)


def ids(found: list[SubscriberLine]) -> set[str]:
    return {line.id for line in found}


@settings(deadline=None, max_examples=20)
@given(random=chances)
def test_everybody_is_found_by_his_number(filled: Filled, random: Random) -> None:
    _, line = anybody(filled, random)
    number = line.number
    written = random.choice(
        [
            number,
            f"+7{number}",
            f"8{number}",
            f"+7 ({number[:3]}) {number[3:6]}-{number[6:8]}-{number[8:]}",
            f" 8 {number[:3]} {number[3:]} ",
        ]
    )
    found = find(filled, written)
    assert found[0].id == line.id


@settings(deadline=None, max_examples=20)
@given(random=chances, digits=st.integers(4, 9))
def test_everybody_is_found_by_his_last_digits(filled: Filled, random: Random, digits: int) -> None:
    _, line = anybody(filled, random)
    assert line.id in ids(find(filled, line.number[-digits:]))


@settings(deadline=None, max_examples=20)
@given(random=chances, digits=st.integers(4, 10))
def test_everybody_is_found_by_the_beginning_of_his_number(
    filled: Filled, random: Random, digits: int
) -> None:
    _, line = anybody(filled, random)
    code = random.choice(["", "8", "+7 "])
    assert line.id in ids(find(filled, code + line.number[:digits]))


@settings(deadline=None, max_examples=20)
@given(random=chances, spaced=st.booleans())
def test_everybody_is_found_by_his_contract(filled: Filled, random: Random, spaced: bool) -> None:
    contract, _ = anybody(filled, random)
    number = contract.number
    written = f"{number[:3]} {number[3:6]} {number[6:]}" if spaced else number
    assert {line.id for line in contract.lines} <= ids(find(filled, written))


@settings(deadline=None, max_examples=30)
@given(random=chances)
def test_everybody_is_found_by_beginnings_of_his_names_in_any_order(
    filled: Filled, random: Random
) -> None:
    contract, line = anybody(filled, random)
    words = contract.person.name.replace("-", " ").split()
    chosen = random.sample(words, random.randint(1, len(words)))
    beginnings = [word[: random.randint(1, len(word))] for word in chosen]
    query = " ".join(beginnings)
    query = random.choice([query, query.upper(), query.lower().replace("ё", "е")])
    assert line.id in ids(find(filled, query))


@settings(deadline=None, max_examples=30)
@given(random=chances)
def test_only_names_that_begin_so_are_found(filled: Filled, random: Random) -> None:
    contract, _ = anybody(filled, random)
    beginnings = [word[:3] for word in words_of(contract.person.name)][:2]
    for found in find(filled, " ".join(beginnings)):
        words = words_of(found.name)
        assert all(any(word.startswith(begun) for word in words) for begun in beginnings)


def test_each_word_needs_a_name_of_its_own(filled: Filled) -> None:
    (sergey,) = [line for line in find(filled, "степанов сергей") if line.contract]
    assert sergey.name == "Степанов Сергей Георгиевич"
    assert sergey.id not in ids(find(filled, "степанов степан"))


@settings(deadline=None, max_examples=30)
@given(
    query=st.text(min_size=1, max_size=limits.QUERY_CHARACTERS)
    | st.text("абвеиност 975", min_size=1, max_size=12),
    limit=st.integers(1, limits.FOUND_SUBSCRIBERS),
)
def test_no_query_finds_more_than_the_limit_or_anybody_twice(
    filled: Filled, query: str, limit: int
) -> None:
    found = filled.directory.find(query, limit=limit, language="en")
    assert len(found.lines) <= limit
    assert len(ids(list(found.lines))) == len(found.lines)
    rest = filled.directory.find(query, limit=limit + 1, language="en")
    assert rest.lines[: len(found.lines)] == found.lines
    assert found.more == (len(rest.lines) > limit)


@pytest.mark.parametrize("query", ["а", "975", "+7 975", "ва", "0575"])
def test_a_line_reveals_no_number(filled: Filled, query: str) -> None:
    known = {line.number for contract in filled.contracts for line in contract.lines}
    for line in find(filled, query):
        assert len(digits_of(line.number)) == 6
        assert not any(number in repr(line) for number in known)


@pytest.mark.parametrize("query", ["123", "7", " ", "%", "_____", "' OR 1=1 --", "\U0010ffff"])
def test_what_tells_nobody_apart_finds_nobody(filled: Filled, query: str) -> None:
    assert find(filled, query) == []


def test_tariffs_are_named_in_the_language_asked(filled: Filled) -> None:
    (russian,) = filled.directory.find("Сомов Виктор", limit=5, language="ru").lines
    (english,) = filled.directory.find("Сомов Виктор", limit=5, language="en").lines
    assert (russian.tariff, english.tariff) == ("Штиль", "Shtil")
