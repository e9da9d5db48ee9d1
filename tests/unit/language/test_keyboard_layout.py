"""The wrong layout: turned exactly, noticed surely, never suspected in what people mean."""

import csv
import json
import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.keyboard_layout import looks_mistyped, to_english, to_russian, turned
from tests.support.real_data import TestData

_QWERTY = st.text(alphabet="qwertyuiop[]asdfghjkl;'zxcvbnm,./`QWERTYUIOP{}ASDFGHJKL:\"<>?~@#$^&|")
_RUSSIAN = st.text(alphabet="йцукенгшщзхъфывапролджэячсмитьбюёЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮЁ")

_MEANT = """
    sms mms lte vpn wifi apn esim html http smtp ftp dns tcp usb iphone android youtube telegram
    ok pls thx btw lol wtf ssid ping router volte roaming google gmail ussd puk pin iccid imei qr
    nfc hd tv ip tls pdf qwerty admin login json api help her next left net bye why rhythm
    смс ммс гб мб лк сим есим вайфай впн инн снилс пук пин руб спс пжл чё щас ваще окей ок лол
    имхо хз пон тыщ тыс прив мтс гугл ютуб вацап вайбер тг вк инет комп ноут апн крч плиз пжлст
    фсб мвд жкх снг всё ещё взгляд встреч штук здравствуйте монстр лстк ёжик объём съёмка
""".split()  # noqa: SIM905 - a list of words reads better as text


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ghbdtn", "привет"),
        ("руддщ", "hello"),
        ("cgfcb,j", "спасибо"),
        ("yt hf,jnftn bynthytn", "не работает интернет"),
        ("dthybnt ltymub 500 he,ktq", "верните деньги 500 рублей"),
        ("кщфьштп", "roaming"),
        ("ну щзут пкфььфк", "ye open grammar"),
        ("GHBDTN", "ПРИВЕТ"),
    ],
)
def test_text_surely_typed_in_the_wrong_layout_is_turned(typed: str, meant: str) -> None:
    assert looks_mistyped(typed) == meant


@pytest.mark.parametrize("word", [*_MEANT, *(word.upper() for word in _MEANT)])
def test_words_abbreviations_and_slang_are_left_alone(word: str) -> None:
    assert looks_mistyped(word) is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "*100#",
        "+7 916 123-45-67",
        "ghbdtn привет",
        "my code is qwrtpsdf1",
        "see https://hjdyj.example/ntkt",
        "a@ghbdtn.ru",
        "...",
        "Тариф «Прилив» за 490 ₽",
        "yt",
    ],
)
def test_codes_addresses_mixed_and_short_texts_are_left_alone(text: str) -> None:
    assert looks_mistyped(text) is None


def test_a_dictionary_silences_the_notice_of_a_word_of_odd_letters() -> None:
    assert looks_mistyped("внешнюю") == "dytiy.."
    assert looks_mistyped("внешнюю", {"внешнюю"}.__contains__) is None
    assert looks_mistyped("ghbdtn", {"hello"}.__contains__) == "привет"


def test_turning_goes_to_the_other_alphabet_or_nowhere() -> None:
    assert turned("nfhba 4") == "тариф 4"
    assert turned("ефкшаа") == "tariff"
    assert turned("тариф LTE") is None
    assert turned("500 + 5") is None


@given(_QWERTY)
def test_turning_to_russian_and_back_is_the_same(text: str) -> None:
    assert to_english(to_russian(text)) == text


@given(_RUSSIAN)
def test_turning_to_english_and_back_is_the_same(text: str) -> None:
    assert to_russian(to_english(text)) == text


@given(st.text())
def test_a_suggestion_is_always_the_turned_text(text: str) -> None:
    assert looks_mistyped(text) in (None, turned(text))


def _words(texts: Iterable[str], letters: str) -> set[str]:
    pattern = rf"(?<![\w'-]){letters}{{2,}}(?![\w'-])"
    return {word for text in texts for word in re.findall(pattern, text)}


def test_real_words_are_hardly_ever_suspected_and_real_messages_never(test_data: TestData) -> None:
    cases = json.loads(test_data("rutube_support/cases_dev.json").read_text())
    russian = [case["user_question"] for case in cases]
    russian += test_data("spelling/ruspellru_corrections.txt").read_text().split("\n")
    with test_data("banking77/test.csv").open() as file:
        english = [row[0] for row in csv.reader(file)][1:]
    russian = [text for text in russian if text and not re.search("[A-Za-z]", text)]

    assert [text for text in (*russian, *english) if looks_mistyped(text)] == []
    words = _words(russian, "[А-Яа-яЁё]") | _words(english, "[A-Za-z]")
    assert len(words) > 5_000
    assert len([word for word in words if looks_mistyped(word)]) <= len(words) / 2_000
    noticed = [looks_mistyped(to_english(text)) == text for text in russian]
    noticed += [looks_mistyped(to_russian(text)) == text for text in english]
    assert sum(noticed) / len(noticed) > 0.98
