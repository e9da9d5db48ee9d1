"""What the index keeps of an article: spellings and keys of words, letter runs of its title."""

from collections.abc import Iterable
from dataclasses import dataclass

from language.articles import IndexedArticle
from language.tokens import spellings, tokens
from language.word_forms import keys

# Four letters of a bounded word: short enough to survive a typo, long enough to mean something.
_RUN = 4


@dataclass(frozen=True, slots=True)
class ArticleTerms:
    """An article's terms. The head is its title and keywords; sizes count keys and letter runs."""

    head: frozenset[str]
    body: frozenset[str]
    runs: frozenset[str]
    head_size: int
    body_size: int


def article_terms(article: IndexedArticle) -> ArticleTerms:
    """The terms of one article; equal articles have equal terms."""
    head = _spellings(article.title, *article.keywords)
    body = _spellings(article.body)
    head_keys, body_keys = keys_of(head), keys_of(body)
    return ArticleTerms(
        head=head | head_keys,
        body=body | body_keys,
        runs=letter_runs(head),
        head_size=len(head_keys),
        body_size=len(body_keys),
    )


def keys_of(words: Iterable[str]) -> frozenset[str]:
    """The keys of all these words."""
    return frozenset(key for word in words for key in keys(word))


def letter_runs(words: Iterable[str]) -> frozenset[str]:
    """Every four characters in a row of each bounded word: «^сим», «симк», «имка», «мка$»."""
    found: set[str] = set()
    for word in words:
        bounded = f"^{word}$"
        found.update(bounded[at : at + _RUN] for at in range(max(1, len(bounded) - _RUN + 1)))
    return frozenset(found)


def _spellings(*texts: str) -> frozenset[str]:
    folded = {token.folded for text in texts for token in tokens(text)}
    return frozenset(spelling for word in folded for spelling in spellings(word))
