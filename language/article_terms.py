"""What the index keeps of an article: spellings and keys of words, letter runs of its title."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple
from zlib import crc32

from language.articles import IndexedArticle
from language.tokens import fold, spellings, tokens, written_words
from language.word_forms import keys

# How long the beginnings are by which a word is found: one letter says nothing in a body, and of
# bodies there are so many words that long beginnings are better spelt out.
SHORTEST_BEGINNING = 3
LONGEST_BEGINNING = 6
LONGEST_IN_HEAD = 10
# Stands behind a beginning; no word of a text has it.
_BEGINNING_MARK = "~"
# Stands before the checksum of a title; no word of a text has it, nor the mark of a language.
_TITLE_MARK = "=="
# Four letters of a bounded word: short enough to survive a typo, long enough to mean something.
_RUN = 4


@dataclass(frozen=True, slots=True)
class ArticleTerms:
    """An article's terms. The head is its title and keywords; sizes count keys and letter runs.

    Attributes: title stands for the whole title; beginnings are those of words of the head that are
    shorter or longer than those that head and body have among their terms.
    """

    title: str
    beginnings: frozenset[str]
    head: frozenset[str]
    body: frozenset[str]
    runs: frozenset[str]
    head_size: int
    body_size: int


class _WordTerms(NamedTuple):
    """The spellings and the keys of a word as it was written, and the beginnings of them all."""

    spellings: tuple[str, ...]
    keys: frozenset[str]
    terms: frozenset[str]


class TermReader:
    """Reads the terms of articles; remembers every word met, so use one for a batch."""

    def __init__(self) -> None:
        self._known: dict[str, _WordTerms] = {}

    def terms(self, article: IndexedArticle) -> ArticleTerms:
        """The terms of one article; equal articles have equal terms."""
        head = self._words(article.title, *article.keywords)
        body = self._words(article.body)
        head_keys = frozenset().union(*(word.keys for word in head))
        body_keys = frozenset().union(*(word.keys for word in body))
        spelt = frozenset(spelling for word in head for spelling in word.spellings)
        return ArticleTerms(
            title=title_term(article.title),
            beginnings=_beginnings(spelt | head_keys, 1, SHORTEST_BEGINNING - 1)
            | _beginnings(spelt | head_keys, LONGEST_BEGINNING + 1, LONGEST_IN_HEAD),
            head=frozenset().union(*(word.terms for word in head)),
            body=frozenset().union(*(word.terms for word in body)),
            runs=letter_runs(spelt),
            head_size=len(head_keys),
            body_size=len(body_keys),
        )

    def met(self) -> frozenset[str]:
        """The spellings and the keys of every word met so far."""
        known = self._known.values()
        return frozenset().union(*(word.spellings for word in known), *(w.keys for w in known))

    def _words(self, *texts: str) -> list[_WordTerms]:
        written = set().union(*map(written_words, texts))
        return [self._known.get(word) or self._read(word) for word in written]

    def _read(self, written: str) -> _WordTerms:
        spelt = spellings(fold(written))
        own = keys_of(spelt)
        whole = own.union(spelt)
        terms = whole | _beginnings(whole, SHORTEST_BEGINNING, LONGEST_BEGINNING)
        read = self._known[written] = _WordTerms(spelt, own, terms)
        return read


def beginning(letters: str) -> str:
    """The term of a beginning of words, if it is neither too short nor too long to have one."""
    return letters + _BEGINNING_MARK


def title_term(title: str) -> str:
    """The term of a whole title; two that differ in case or punctuation have one."""
    folded = " ".join(token.folded for token in tokens(title))
    return f"{_TITLE_MARK}{crc32(folded.encode()):x}"


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


def _beginnings(words: Iterable[str], shortest: int, longest: int) -> frozenset[str]:
    return frozenset(
        beginning(word[:length])
        for word in words
        for length in range(shortest, min(longest, len(word)) + 1)
    )
