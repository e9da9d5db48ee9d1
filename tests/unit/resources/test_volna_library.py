"""The articles and replies as a library: enough, told apart, the same in both languages."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from language.article_index import ArticleIndex
from language.articles import IndexedArticle
from resources.volna.centre import topic_ids
from resources.volna.knowledge import (
    VARIABLE,
    Article,
    CannedReply,
    load_articles,
    load_canned_replies,
)
from resources.volna.operator import Language

ARTICLES = load_articles()
REPLIES = load_canned_replies()

NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
CODE = re.compile(r"\*[\d*]+(?:номер|number)?#")
STEP_MARK = re.compile(r"^\d+\. ", re.M)
SEE_ALSO = {Language.RU: "\n## Смотрите также\n", Language.EN: "\n## See also\n"}


@pytest.mark.parametrize("article", ARTICLES, ids=lambda a: f"{a.id}.{a.language}")
def test_an_article_is_neither_a_note_nor_a_treatise(article: Article) -> None:
    assert 120 <= len(article.body.split()) <= 350
    assert date(2026, 9, 1) <= article.updated <= date(2026, 11, 30)
    assert "\n## " in article.body


def test_there_is_enough_of_everything() -> None:
    in_russian = [article for article in ARTICLES if article.language is Language.RU]
    assert len(in_russian) >= 80
    assert len(ARTICLES) - len(in_russian) >= 40
    assert {article.topic for article in in_russian} == topic_ids()
    assert {reply.topic for reply in REPLIES} == topic_ids()
    in_both = [{reply.id for reply in REPLIES if reply.language is each} for each in Language]
    assert in_both[0] == in_both[1]
    assert len(in_both[0]) >= 60


def test_an_article_is_found_by_the_words_people_use_for_it(tmp_path: Path) -> None:
    asked, found = 0, 0
    with ArticleIndex.open(tmp_path / "articles.db") as index:
        index.replace(
            IndexedArticle(a.id + a.language, a.language, a.title, a.body, a.keywords, a.popularity)
            for a in ARTICLES
        )
        for article in ARTICLES:
            for words in article.keywords:
                hits = index.search(words, limit=5, language=article.language)
                asked += 1
                found += article.id + article.language in [hit.article_id for hit in hits]
    # A few words are two articles' own: «нет интернета» is said of a phone and of a router.
    assert found >= asked * 0.98


def test_titles_of_articles_are_told_apart() -> None:
    titles = [(article.language, article.title) for article in ARTICLES]
    assert len(titles) == len(set(titles))


def own_words(article: Article) -> str:
    """The body without the titles of other articles that may end it."""
    return article.body.partition(SEE_ALSO[article.language])[0]


def test_an_article_refers_to_others_of_its_language_by_their_titles() -> None:
    titles = {(article.language, article.title) for article in ARTICLES}
    referring = 0
    for article in ARTICLES:
        _, marked, rest = article.body.partition(SEE_ALSO[article.language])
        named = [line.removeprefix("- ") for line in rest.splitlines() if line]
        assert bool(named) == bool(marked)
        assert len(set(named)) == len(named)
        for title in named:
            assert (article.language, title) in titles, (article.id, title)
            assert title != article.title
        referring += bool(named)
    assert referring >= len(ARTICLES) // 3


def numbers_in(text: str) -> set[Decimal]:
    return {Decimal(found.replace(",", ".")) for found in NUMBER.findall(STEP_MARK.sub("", text))}


def test_an_english_article_agrees_with_the_russian_one() -> None:
    russian = {a.id: a for a in ARTICLES if a.language is Language.RU}
    for english in (a for a in ARTICLES if a.language is Language.EN):
        original = russian[english.id]
        assert (english.topic, english.popularity) == (original.topic, original.popularity)
        assert numbers_in(own_words(english)) == numbers_in(own_words(original)), english.id
        assert set(CODE.findall(english.body)) == set(CODE.findall(original.body))


def test_an_english_reply_agrees_with_the_russian_one() -> None:
    russian = {r.id: r for r in REPLIES if r.language is Language.RU}
    for english in (r for r in REPLIES if r.language is Language.EN):
        original = russian[english.id]
        assert (english.topic, english.popularity) == (original.topic, original.popularity)
        assert numbers_in(english.text) == numbers_in(original.text), english.id
        said = {found["name"] for found in VARIABLE.finditer(english.text)}
        assert said == {found["name"] for found in VARIABLE.finditer(original.text)}, english.id


@pytest.mark.parametrize("reply", REPLIES, ids=lambda r: f"{r.id}.{r.language}")
def test_a_reply_reads_well_when_nothing_is_known(reply: CannedReply) -> None:
    said = VARIABLE.sub(lambda found: found["fallback"] or "Ада", reply.text)
    assert said[0].isupper()
    assert not re.search(r"[{}|]|\s[,.!?:]|[,:]\s*[,.!?:]|\s$", said)
    # A fallback that begins a sentence must begin it with a capital.
    assert not re.search(r"[.!?]\s+[a-zа-яё]", said)
