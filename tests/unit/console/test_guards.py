"""What is doubted before it leaves: each kind where it is due, and nothing that people just say."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from console.core.guards import Doubt, DoubtKind, Talk, doubts
from language.personal_data import mask_phone
from resources.volna.knowledge import load_articles, load_canned_replies

OWN = "+79750000101"
TALK = Talk(language="ru", phone=mask_phone(OWN), heard=("Здравствуйте, не работает интернет",))
INTERNAL = resources.lines("internal_words.txt")
CARD = "4111 1111 1111 1111"


def kinds(text: str, *, note: bool = False, talk: Talk = TALK) -> list[DoubtKind]:
    return [doubt.kind for doubt in doubts(text, talk, note=note, internal=INTERNAL)]


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        (f"оплатили с {CARD}, верно?", DoubtKind.CARD, CARD),
        ("перевод ушёл на 8 912 345-67-89", DoubtKind.NUMBER, "8 912 345-67-89"),
        ("Ваш тариф {тариф}, баланс в порядке", DoubtKind.VARIABLE, "{тариф}"),
        ("Ваш тариф {subscriber.tariff|}", DoubtKind.VARIABLE, "{subscriber.tariff|}"),
        ("Передал тикет коллегам", DoubtKind.WORD, "тикет"),
        ("Передам вас на вторую линию", DoubtKind.WORD, "вторую линию"),
        ("The service is switched off now", DoubtKind.LANGUAGE, "ru"),
    ],
)
def test_each_kind_is_found_where_it_stands(text: str, kind: DoubtKind, words: str) -> None:
    (doubt,) = doubts(text, TALK, note=False, internal=INTERNAL)
    assert (doubt.kind, doubt.words) == (kind, words)
    if kind is not DoubtKind.LANGUAGE:
        assert text[doubt.start : doubt.start + doubt.length] == words


@pytest.mark.parametrize(
    "text",
    [
        "Здравствуйте! Чем могу помочь?",
        "Ваш номер +7 (975) 000-01-01 подключён",
        "Наберите *100# или 0575",
        "Звоните 8 800 200-00-00, это бесплатно",
        "Номер заявки 4276000011",
        "ok",
        "{}",
        "Wi-Fi",
    ],
)
def test_what_people_just_say_is_not_doubted(text: str) -> None:
    assert kinds(text) == []


def test_a_number_that_the_subscriber_named_himself_may_be_said_again() -> None:
    talk = Talk(language="ru", heard=("мама на номере 8 (912) 3456789",))
    assert kinds("Проверил +7 912 345-67-89", talk=talk) == []
    assert kinds("Проверил +7 912 345-67-80", talk=talk) == [DoubtKind.NUMBER]


def test_the_language_is_the_one_the_subscriber_writes_in_now() -> None:
    turned = Talk(language="ru", heard=("Hello, my internet does not work",))
    assert kinds("The tariff has been changed", talk=turned) == []
    assert kinds("Тариф изменён", talk=turned) == [DoubtKind.LANGUAGE]


@given(text=st.text(max_size=60))
def test_a_note_is_stopped_for_nothing_but_a_card(text: str) -> None:
    assert set(kinds(f"{text} тикет 8 912 345-67-89 {{тариф}}", note=True)) <= {DoubtKind.CARD}


def test_a_card_number_is_doubted_in_a_note_too() -> None:
    assert kinds(f"карта {CARD}", note=True) == [DoubtKind.CARD]


def test_what_weighs_most_comes_first() -> None:
    text = f"тикет {{имя}}, звонил 8 912 345-67-89, карта {CARD}"
    found = kinds(text)
    assert found == [DoubtKind.CARD, DoubtKind.NUMBER, DoubtKind.VARIABLE, DoubtKind.WORD]


def test_our_own_canned_replies_use_no_word_for_colleagues() -> None:
    shipped = [(one.language, one.text) for one in load_canned_replies()]
    shipped += [(one.language, one.body) for one in load_articles()]
    found: list[tuple[str, Doubt]] = [
        (text, doubt)
        for language, text in shipped
        for doubt in doubts(text, Talk(language=language), note=False, internal=INTERNAL)
        if doubt.kind in (DoubtKind.WORD, DoubtKind.CARD, DoubtKind.LANGUAGE)
    ]
    assert found == []
