"""What a person finds by typing, and what the index suggests for a message."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.article_index import ArticleIndex
from language.articles import FoundBy, Hit, IndexedArticle

_ARTICLES = (
    IndexedArticle(
        "refund",
        "ru",
        "Возврат за контент-подписку",
        "Срок 3 рабочих дня; лимит 500 ₽ без согласования. Деньги возвращаются на баланс номера.",
        ("вернуть деньги", "5151"),
        popularity=40,
    ),
    IndexedArticle(
        "ban",
        "ru",
        "Запрет контент-услуг",
        "Бесплатно, действует сразу. Команда *100# или личный кабинет.",
        popularity=30,
    ),
    IndexedArticle(
        "tariff",
        "ru",
        "Тариф «Прилив»",
        "490 ₽ в месяц: 600 минут, 30 ГБ, 300 SMS. Подходит для всей семьи, включая детей.",
        popularity=90,
    ),
    IndexedArticle(
        "tariffs",
        "ru",
        "Тарификация звонков за границей",
        "Поминутная. Ещё дешевле с пакетом для поездок.",
        popularity=95,
    ),
    IndexedArticle(
        "wifi",
        "ru",
        "Звонки по Wi-Fi",
        "Включаются в настройках телефона; нужен интернет и 4G.",
        popularity=5,
    ),
    IndexedArticle(
        "roaming",
        "en",
        "Switch roaming on before a journey",
        "Roaming is charged per day. Children's plans have it switched off.",
        ("abroad", "travel"),
        popularity=20,
    ),
    IndexedArticle(
        "refund-en",
        "en",
        "Refund of a content subscription",
        "People paid by mistake get the money back within 3 days.",
        popularity=10,
    ),
)


@pytest.fixture(scope="module")
def index() -> Iterator[ArticleIndex]:
    with ArticleIndex.open(":memory:") as opened:
        opened.replace(_ARTICLES)
        yield opened


def _ids(hits: list[Hit]) -> list[str]:
    return [hit.article_id for hit in hits]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("возврат", "refund"),
        ("возвраты подписок", "refund"),
        ("вернуть деньги", "refund"),
        ("верн ден", "refund"),
        ("как мне вернуть деньги за подписку", "refund"),
        ("5151", "refund"),
        ("*100#", "ban"),
        ("*10", "ban"),
        ("ещё дешевле", "tariffs"),
        ("еще дешевле", "tariffs"),
        ("ребёнок", "tariff"),
        ("прилив", "tariff"),
        ("wifi", "wifi"),
        ("wi-fi", "wifi"),
        ("wi fi", "wifi"),
        ("4g", "wifi"),
        ("30гб", "tariff"),
        ("ROAMING", "roaming"),
        ("travelling", "roaming"),
        ("child", "roaming"),
        ("person pays", "refund-en"),
        ("за", "tariffs"),
    ],
)
def test_any_form_part_or_code_finds_the_article(
    index: ArticleIndex, query: str, first: str
) -> None:
    assert _ids(index.search(query))[0] == first


@pytest.mark.parametrize("length", range(1, len("возврат за подписку") + 1))
def test_the_article_stays_found_while_its_title_is_typed(index: ArticleIndex, length: int) -> None:
    hits = index.search("возврат за подписку"[:length])
    assert hits[0].article_id == "refund"
    assert hits[0].found_by is FoundBy.WORDS


@pytest.mark.parametrize("most_endings", [0, 128])
@pytest.mark.parametrize("query", ["тарификац", "контент-подпис", "1234567"])
def test_a_long_beginning_finds_the_word_however_many_begin_so(
    query: str, most_endings: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("language.corrections._MOST_ENDINGS", most_endings)
    with ArticleIndex.open(":memory:") as index:
        index.replace([IndexedArticle("a", "ru", "Тарификация контент-подписки 12345678", "")])
        assert _ids(index.search(query)) == ["a"]


def test_a_whole_word_comes_before_the_beginning_of_a_more_popular_one(
    index: ArticleIndex,
) -> None:
    assert _ids(index.search("тариф")) == ["tariff", "tariffs"]


def test_titles_come_before_bodies_and_the_popular_first(index: ArticleIndex) -> None:
    assert _ids(index.search("контент")) == ["refund", "ban"]
    assert _ids(index.search("звонк")) == ["tariffs", "wifi"]
    assert _ids(index.search("прилив месяц")) == ["tariff"]


def test_a_letter_or_two_are_not_looked_for_at_the_beginnings_of_body_words(
    index: ArticleIndex,
) -> None:
    assert _ids(index.search("ср")) == []
    assert _ids(index.search("запрет ср")) == ["ban"]
    assert _ids(index.search("запрет сразу бесп")) == ["ban"]


@pytest.mark.parametrize(
    ("query", "found"),
    [("djpdhfn", "refund"), ("ghbkbd vtczw", "tariff"), ("кщфьштп", "roaming")],
)
def test_the_wrong_layout_is_turned_when_little_is_found(
    index: ArticleIndex, query: str, found: str
) -> None:
    hits = index.search(query)
    assert _ids(hits) == [found]
    assert hits[0].found_by is FoundBy.OTHER_LAYOUT


def test_the_other_layout_only_adds_to_what_was_found() -> None:
    with ArticleIndex.open(":memory:") as index:
        index.apply([IndexedArticle("en", "en", "nf", ""), IndexedArticle("ru", "ru", "та", "")])
        index.apply([IndexedArticle("both", "ru", "nf та", "")])
        hits = index.search("nf")
    assert [(hit.article_id, hit.found_by) for hit in hits] == [
        *((found, FoundBy.WORDS) for found in _ids(hits)[:2]),
        ("ru", FoundBy.OTHER_LAYOUT),
    ]
    assert set(_ids(hits)[:2]) == {"en", "both"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("возрат", "refund"),
        ("вовзрат подписк", "refund"),
        ("тарриф", "tariff"),
        ("roamnig", "roaming"),
        ("возврвтом", "refund"),
    ],
)
def test_one_slip_per_word_is_forgiven_when_nothing_is_found(
    index: ArticleIndex, query: str, found: str
) -> None:
    hits = index.search(query)
    assert hits[0].article_id == found
    assert hits[0].found_by is FoundBy.CORRECTION
    assert hits[0].title_highlights


def test_when_no_article_has_every_word_the_likest_are_shown(index: ArticleIndex) -> None:
    hits = index.search("списали деньги верните возврат")
    assert hits[0].article_id == "refund"
    assert hits[0].found_by is FoundBy.LIKENESS


@pytest.mark.parametrize("query", ["xyzzy", "ю", "жжжжж щщщщ", "9999", "тариф OR zzzz*"])
def test_what_is_nowhere_is_not_found_and_syntax_means_nothing(
    index: ArticleIndex, query: str
) -> None:
    assert {hit.found_by for hit in index.search(query)} <= {FoundBy.LIKENESS}
    assert len(index.search(query)) <= 2


@pytest.mark.parametrize("query", ["", "  ", '?!"*'])
def test_while_nothing_is_typed_the_most_popular_are_shown(index: ArticleIndex, query: str) -> None:
    hits = index.search(query, limit=3)
    assert _ids(hits) == ["tariffs", "tariff", "refund"]
    assert hits == index.popular(3)
    assert hits[0].found_by is FoundBy.POPULARITY
    assert not hits[0].title_highlights


def test_a_language_may_be_asked_for(index: ArticleIndex) -> None:
    assert _ids(index.popular(1, language="en")) == ["roaming"]
    assert _ids(index.search("3", language="en")) == ["refund-en"]
    assert _ids(index.search("3", language="ru")) == ["refund"]
    assert _ids(index.search("refund", language="ru")) == []
    assert _ids(index.suggest_for("money деньги", language="en")) == ["refund-en"]


def test_the_limit_is_kept(index: ArticleIndex) -> None:
    assert len(index.search("тариф", limit=1)) == 1
    assert len(index.suggest_for("деньги за подписку и запрет услуг", limit=1)) == 1


def test_a_hit_carries_plain_text_and_where_to_highlight_it(index: ArticleIndex) -> None:
    (hit, *_) = index.search("возврат деньги")
    assert hit == Hit(
        article_id="refund",
        language="ru",
        title="Возврат за контент-подписку",
        snippet=(
            "Срок 3 рабочих дня; лимит 500 ₽ без согласования. "
            "Деньги возвращаются на баланс номера."
        ),
        title_highlights=((0, 7),),
        snippet_highlights=((50, 6),),
        found_by=FoundBy.WORDS,
    )


@pytest.mark.parametrize(
    ("message", "first"),
    [
        ("а можно вернуть эти деньги?", "refund"),
        ("с меня опять сняли за подписку с номера 5151, верните!", "refund"),
        ("хочу запретить все контент услуги", "ban"),
        ("звонки через вайфай wifi не идут", "wifi"),
        ("i was chraged for roamin in turkey", "roaming"),
        ("подпизка возвратт денег", "refund"),
    ],
)
def test_a_message_brings_the_article_it_is_about(
    index: ArticleIndex, message: str, first: str
) -> None:
    assert index.suggest_for(message)[0].article_id == first


@pytest.mark.parametrize("message", ["", "спасибо", "Добрый день!", "ок, хорошо", "thank you"])
def test_a_message_about_nothing_brings_nothing(index: ArticleIndex, message: str) -> None:
    assert index.suggest_for(message) == []


def test_a_word_of_every_article_of_a_huge_index_tells_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("language.article_likeness._COMMON", 2)
    monkeypatch.setattr("language.article_likeness._MEASURED", 1)
    with ArticleIndex.open(":memory:") as index:
        index.replace(IndexedArticle(str(number), "ru", "тариф", "роуминг") for number in range(3))
        index.apply([IndexedArticle("rare", "ru", "тариф", "антенна, сигнал")])
        index.apply([IndexedArticle("rarer", "ru", "сигнал", "сигнал")])
        assert index.suggest_for("тариф роуминг") == []
        assert len(index.suggest_for("сигнал антенна тариф")) == 1


def test_suggestions_for_a_title_without_words_do_not_fail() -> None:
    with ArticleIndex.open(":memory:") as index:
        index.replace([IndexedArticle("blank", "ru", "!", "антенна")])
        assert _ids(index.suggest_for("антенна")) == ["blank"]


@given(
    query=st.text(max_size=30) | st.text(alphabet='тариф ТАРИФ*"#=^()-+5g:', max_size=30),
    language=st.sampled_from((None, "ru")),
)
def test_whatever_is_typed_is_answered(
    index: ArticleIndex, query: str, language: str | None
) -> None:
    for hits in (
        index.search(query, limit=2, language=language),
        index.suggest_for(query, limit=2, language=language),
    ):
        assert len(hits) <= 2
        assert all(language in (None, hit.language) for hit in hits)
