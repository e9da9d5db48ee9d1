"""Search over the product's own articles: each is found by its title, however it is typed."""

from collections.abc import Iterator

import pytest

from language.article_index import ArticleIndex
from language.articles import IndexedArticle
from language.keyboard_layout import turned
from language.tokens import tokens
from resources.volna.knowledge import Article, load_articles

_ARTICLES = load_articles()


@pytest.fixture(scope="module")
def index() -> Iterator[ArticleIndex]:
    with ArticleIndex.open(":memory:") as opened:
        opened.replace(
            IndexedArticle(
                id=_id(article),
                language=article.language,
                title=article.title,
                body=article.body,
                keywords=article.keywords,
                popularity=article.popularity,
            )
            for article in _ARTICLES
        )
        yield opened


def _id(article: Article) -> str:
    return f"{article.id}:{article.language}"


def _place(index: ArticleIndex, query: str, wanted: str) -> int:
    """Where the article stands among what is found; beyond the tenth counts as eleventh."""
    found = [hit.article_id for hit in index.search(query)]
    return found.index(wanted) if wanted in found else 10


def _longest_word(title: str) -> str:
    return max((token.folded for token in tokens(title)), key=len)


def test_a_title_typed_out_brings_its_article_first(index: ArticleIndex) -> None:
    places = {article.title: _place(index, article.title, _id(article)) for article in _ARTICLES}
    assert [title for title, place in places.items() if place > 0] == []


def test_a_title_is_found_at_every_letter_from_the_middle_on(index: ArticleIndex) -> None:
    typed = [
        (article.title[:length], article)
        for article in _ARTICLES
        for length in range(len(article.title) // 2, len(article.title), 5)
    ]
    missing = [query for query, article in typed if _place(index, query, _id(article)) > 4]
    # «A number for a …» is the beginning of more titles than there are places.
    assert len(missing) <= len(typed) / 50, missing


def test_a_title_with_a_slip_in_its_longest_word_is_found(index: ArticleIndex) -> None:
    missing = []
    for article in _ARTICLES:
        word = _longest_word(article.title)
        slipped = article.title.lower().replace(word, word[:2] + word[3:])
        if _place(index, slipped, _id(article)) > 2:
            missing.append(slipped)
    assert len(missing) <= len(_ARTICLES) / 10, missing


def test_a_title_in_the_wrong_layout_is_found(index: ArticleIndex) -> None:
    tried = [(other, article) for article in _ARTICLES if (other := turned(article.title.lower()))]
    assert len(tried) >= len(_ARTICLES) / 2
    assert [query for query, article in tried if _place(index, query, _id(article)) > 2] == []


def test_a_keyword_finds_its_article_in_either_language(index: ArticleIndex) -> None:
    asked = [(keyword, article) for article in _ARTICLES for keyword in article.keywords]
    missing = [word for word, article in asked if _place(index, word, _id(article)) > 9]
    assert {article.language for _, article in asked} == {"ru", "en"}
    assert len(missing) <= len(asked) / 50, missing
