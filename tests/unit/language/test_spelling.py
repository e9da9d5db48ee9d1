"""Spelling marks: what is misspelt, what is left alone, what is suggested, how much a call does."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from benchmarks.spelling import measured
from benchmarks.spelling_pairs import read_pairs
from language.spelling import Speller
from language.spelling_dictionaries import Dictionaries, read_dictionaries_blocking
from resources.volna.knowledge import load_articles, load_canned_replies
from tests.support.real_data import TestData


@pytest.fixture(scope="module")
def dictionaries() -> Dictionaries:
    return read_dictionaries_blocking(lambda name: resources.data(f"spelling/{name}"))


@pytest.fixture(scope="module")
def speller(dictionaries: Dictionaries) -> Speller:
    speller = Speller()
    speller.use(dictionaries)
    return speller


def _marked(speller: Speller, text: str) -> list[str]:
    marks = speller.marks(text)
    while not speller.is_settled:
        marks = speller.marks(text)
    return [mark.word for mark in marks]


@pytest.mark.parametrize(
    ("text", "marked", "meant"),
    [
        ("Деньги вернуться на баланс", [], ""),
        ("подключили тариыф вчера", ["тариыф"], "тарифы"),
        ("подключили тарриф вчера", ["тарриф"], "тариф"),
        ("Сегодяшний платёж прошёл", ["Сегодяшний"], "Сегодняшний"),
        ("это будет расчитано завтра", ["расчитано"], "рассчитано"),
        ("студент-экономзст", ["студент-экономзст"], "студент-экономист"),
        ("ооочень долго", ["ооочень"], "очень"),
        ("я незнаю номер", ["незнаю"], "не знаю"),
        ("ктото звонил", ["ктото"], "кто-то"),
        ("щас посмотрю", ["щас"], "сейчас"),
        ("это канешна так", ["канешна"], "конечно"),
        ("вам хочеться подключить", ["хочеться"], "хочется"),
        ("потомучто лимит", ["потомучто"], "потому что"),
        ("please chekc the balance", ["chekc"], "check"),
        ("we have recieved the payment", ["recieved"], "received"),
    ],
)
def test_a_misspelt_word_is_marked_and_what_was_meant_comes_first(
    speller: Speller, text: str, marked: list[str], meant: str
) -> None:
    assert _marked(speller, text) == marked
    for word in marked:
        assert speller.suggestions(word, text)[0] == meant


@pytest.mark.parametrize(
    ("text", "marked", "meant"),
    [
        ("Вам кто то звонил", "кто то", "кто-то"),
        ("он учиться пользоваться", "учиться", "учится"),
        ("вы можете подключится сами", "подключится", "подключиться"),
        ("мне не нравиться", "нравиться", "нравится"),
        ("все таки проверьте", "все таки", "все-таки"),
        ("Не смотря на это", "Не смотря", "Несмотря"),
        ("где бы вы то не были, как бы то не было", "не", "ни"),
        ("выньте карту из под крышки", "из под", "из-под"),
        ("что бы вы проверили", "что бы", "чтобы"),
    ],
)
def test_words_that_do_not_go_together_are_marked(
    speller: Speller, text: str, marked: str, meant: str
) -> None:
    assert _marked(speller, text) == [marked]
    assert speller.suggestions(marked, text) == (meant,)


@pytest.mark.parametrize(
    "text",
    [
        "Надо учиться и нравиться",
        "он учится, а мне пора учиться",
        "Кто, то есть чей номер?",
        "что-то не так, как бы не забыть",
        "тот же номер, также и так же",
        "из-за границы звонить дороже",
    ],
)
def test_grammar_that_is_right_is_left_alone(speller: Speller, text: str) -> None:
    assert _marked(speller, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Наберите *100# или USSD-команду",
        "https://my.volna.example/paymnt и a@ghbdtn.ru",
        "тариф Прилив, пакет iPhone Xyzzy, Шпигельцвейк",
        "ПРЕВЕТ ТЕХПАДДЕРЖКА",
        "код qwrtpsdf1 и 3хчасовой 5гб",
        "роуминг, кэшбэк, вай-фай, есим, автоплатёж, видеосвязь, смс",
        "сайт почте.ру",
        "арабо-израильский онлайн-платёж",
        "don't, I'm, it’s the subscriber's SIM card",
        "",
        "...",
    ],
)
def test_names_codes_brands_and_words_of_the_trade_are_left_alone(
    speller: Speller, text: str
) -> None:
    assert _marked(speller, text) == []


def test_latin_words_are_marked_in_english_texts_only(dictionaries: Dictionaries) -> None:
    speller = Speller()
    speller.use(dictionaries)
    assert _marked(speller, "пакет traveel и wellcome") == []
    assert _marked(speller, "traveel") == []
    assert _marked(speller, "a traveel pack is on") == ["traveel"]
    english = Speller(languages=["en"])
    english.use(dictionaries)
    assert _marked(english, "traveel") == ["traveel"]
    assert _marked(english, "привте") == []
    russian = Speller(languages=["ru"])
    russian.use(dictionaries)
    assert _marked(russian, "the traveel pack is on") == []


def test_the_word_at_the_caret_is_still_being_typed(speller: Speller) -> None:
    assert [mark.word for mark in speller.marks("тариыф", caret=6)] == []
    assert [mark.word for mark in speller.marks("тариыф ", caret=7)] == ["тариыф"]


def test_own_words_are_never_marked_again(dictionaries: Dictionaries) -> None:
    speller = Speller()
    speller.use(dictionaries)
    assert _marked(speller, "шмурдяк и кто то") == ["шмурдяк", "кто то"]
    speller.add("Шмурдяк")
    speller.add("кто то")
    assert speller.knows("Шмурдяк")
    assert _marked(speller, "шмурдяк и кто то") == []


def test_before_there_are_dictionaries_nothing_is_marked() -> None:
    speller = Speller()
    assert speller.marks("првиет") == ()
    assert speller.suggestions("првиет") == ()
    assert not speller.knows("привет")
    assert speller.is_settled


def test_a_long_text_is_judged_bit_by_bit(
    dictionaries: Dictionaries, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("language.spelling._NEW_A_CALL", 20)
    monkeypatch.setattr("language.spelling._MOST_SENTENCES", 3)
    monkeypatch.setattr("language.spelling._MOST_WORDS", 2)
    speller = Speller()
    speller.use(dictionaries)
    text = "Тариыф подключён. Тариыф отключён.\nТариыф"
    assert len(speller.marks(text)) == 2
    assert not speller.is_settled
    assert len(speller.marks(text)) == 3
    assert speller.is_settled


def test_a_text_without_a_stop_is_not_cut_within_words(speller: Speller) -> None:
    assert _marked(speller, "подключение " * 200) == []
    assert _marked(speller, "ы" * 1_000 + " тариыф") == ["ы" * 1_000, "тариыф"]


def test_no_more_is_judged_than_a_reply_may_have(speller: Speller) -> None:
    text = "Да. " * 4_096 + "тариыф "
    assert _marked(speller, text) == []


def test_texts_of_the_product_have_next_to_no_marks(speller: Speller) -> None:
    texts = [f"{article.title}\n{article.body}" for article in load_articles()]
    texts += [reply.text for reply in load_canned_replies()]
    marked = [word for text in texts for word in _marked(speller, text)]
    assert len(marked) <= sum(len(text.split()) for text in texts) / 1_000, marked


def test_marks_are_better_than_a_dictionary_alone(speller: Speller, test_data: TestData) -> None:
    pairs = read_pairs(test_data("spelling/ruspellru_sources.txt").parent, "ruspellru")
    quality = measured(speller, pairs[1::2])
    # A plain dictionary reaches an F1 of 33.0 here, this speller 89.8 and 74.4.
    assert quality.marking()[2] >= 88
    assert quality.correction()[2] >= 72


def test_real_questions_are_marked_where_misspelt(speller: Speller, test_data: TestData) -> None:
    cases = json.loads(test_data("rutube_support/knowledge_base.json").read_text())
    texts = [case["answer"] for case in cases]
    marked = [word for text in texts for word in _marked(speller, text)]
    assert len(marked) <= sum(len(text.split()) for text in texts) / 200


_TYPED = st.text(max_size=60) | st.text(
    alphabet="тариф не что-то бы ЁXx'’.!?\n12@ьтся", max_size=60
)


@given(text=_TYPED)
def test_marks_stand_in_the_text_in_order_and_apart(speller: Speller, text: str) -> None:
    reached = 0
    for mark in speller.marks(text):
        assert reached <= mark.start < mark.end <= len(text)
        assert mark.word == text[mark.start : mark.end]
        reached = mark.end
        assert mark.word not in speller.suggestions(mark.word, text)


@given(text=_TYPED)
def test_whatever_is_added_is_not_marked(dictionaries: Dictionaries, text: str) -> None:
    speller = Speller()
    speller.use(dictionaries)
    for mark in speller.marks(text):
        speller.add(mark.word)
    assert speller.marks(text) == ()
