"""Keys: forms of one word share one, strangers do not."""

import threading

import pytest

from language.tokens import fold
from language.word_forms import keys, warm_up


def _share_a_key(*words: str) -> bool:
    first, *others = (set(keys(fold(word))) for word in words)
    return bool(first.intersection(*others))


@pytest.mark.parametrize(
    "forms",
    [
        ("дети", "ребёнка", "детей"),
        ("люди", "человек", "людьми"),
        ("шёл", "идти", "иду", "шла"),
        ("деньги", "денег", "деньгами"),
        ("карточек", "карточка"),
        ("возврат", "возврата", "возвратом"),
        ("подключить", "подключил", "подключите"),
        ("списываете", "списывать"),
        ("children", "child"),
        ("people", "person"),
        ("paid", "pay", "payed"),
        ("lost", "lose", "losing"),
        ("charges", "charged", "charging"),
        ("роутеры", "роутером"),
    ],
)
def test_forms_of_one_word_share_a_key(forms: tuple[str, ...]) -> None:
    assert _share_a_key(*forms)


@pytest.mark.parametrize(
    ("one", "other"),
    [("карта", "карман"), ("тариф", "трафик"), ("счёт", "счастье"), ("port", "part")],
)
def test_strangers_share_no_key(one: str, other: str) -> None:
    assert not _share_a_key(one, other)


def test_a_homonym_has_the_keys_of_all_its_likely_readings() -> None:
    assert _share_a_key("плачу", "платить")
    assert _share_a_key("плачу", "плакать")


@pytest.mark.parametrize("word", ["5151", "*100#", "4g", "5гб", "漢字", "tarifы"])
def test_numbers_codes_and_foreign_words_are_their_own_keys(word: str) -> None:
    assert keys(word) == (word,)


def test_threads_may_ask_at_once() -> None:
    warm_up()
    found: list[tuple[str, ...]] = []
    asking = [
        threading.Thread(target=lambda: found.append(keys.__wrapped__("абонентами")))
        for _ in range(4)
    ]
    for thread in asking:
        thread.start()
    for thread in asking:
        thread.join()
    assert found == [keys("абонент")] * 4
