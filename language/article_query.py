"""What a typed query asks of the index: its words, and the full-text expressions they make."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from language.article_terms import (
    SHORTEST_BEGINNING,
    beginning,
    title_term,
)
from language.stop_words import STOP_WORDS
from language.tokens import spellings, tokens
from language.word_forms import keys

# The words of a query that count; a pasted page is not a query.
_MOST_WORDS = 12


@dataclass(frozen=True, slots=True)
class QueryWord:
    """A word of a query: its keys, the parts it may be written in, if a beginning is enough."""

    folded: str
    keys: frozenset[str]
    parts: tuple[str, ...]
    is_prefix: bool

    def expression(self, longest: int) -> str:
        """The full-text expression that matches this word; longer beginnings have no terms."""
        options = [_quoted(key) for key in sorted(self.keys)]
        if not self.is_prefix:
            options.append(_quoted(self.folded))
        elif len(self.folded) <= longest:
            options.append(_quoted(beginning(self.folded)))
        else:
            options.append(_quoted(self.folded) + "*")
        if len(self.parts) > 1:
            options.append("(" + " AND ".join(map(_quoted, self.parts)) + ")")
        return "(" + " OR ".join(options) + ")"


def query_words(query: str) -> tuple[QueryWord, ...]:
    """The words of a query that say something; if none does, all of them.

    The last word may still be typed, so its beginning is enough; so it is for any word long enough
    to mean something, because people shorten words.
    """
    found = [spellings(token.folded) for token in tokens(query)][:_MOST_WORDS]
    telling = [word for word in found if word[0] not in STOP_WORDS] or found
    return tuple(
        QueryWord(
            folded=word[0],
            keys=frozenset(keys(word[0])),
            parts=word[1:],
            is_prefix=word is found[-1] or len(word[0]) >= SHORTEST_BEGINNING,
        )
        for word in telling
    )


def all_of(words: Iterable[QueryWord], *, longest: int, language: str | None) -> str:
    """The expression that matches where every word does, in one language if given."""
    return _in_language([word.expression(longest) for word in words], language)


def the_title(title: str, *, language: str | None) -> str:
    """The expression that matches articles of just this title, in one language if given."""
    return _in_language([_quoted(title_term(title))], language)


def for_bodies(words: Iterable[QueryWord]) -> tuple[QueryWord, ...]:
    """The words as bodies are asked for them: a short beginning counts whole, or not at all."""
    asked = tuple(
        replace(word, is_prefix=word.is_prefix and len(word.folded) >= SHORTEST_BEGINNING)
        for word in words
    )
    long = tuple(word for word in asked if word.is_prefix or not word.folded.isalpha())
    return long or asked


def whole(words: Iterable[QueryWord]) -> tuple[QueryWord, ...]:
    """The words when their beginnings are not enough."""
    return tuple(replace(word, is_prefix=False) for word in words)


def spelt_out(word: QueryWord, beginning_so: Iterable[str]) -> QueryWord:
    """The word with these, which are all that begin so, in the place of its beginning."""
    return replace(word, keys=word.keys | frozenset(beginning_so), is_prefix=False)


def with_other_words(word: QueryWord, others: Iterable[str]) -> QueryWord:
    """The word with any form of these others accepted in its stead."""
    accepted = {key for other in others for key in (other, *keys(other))}
    return replace(word, keys=word.keys | accepted, is_prefix=False)


def plain_words(words: Iterable[str]) -> tuple[QueryWord, ...]:
    """Words of a running text, to be found in any form but not by their beginnings."""
    return tuple(
        QueryWord(folded=word, keys=frozenset(keys(word)), parts=(), is_prefix=False)
        for word in words
    )


def exactly(term: str, column: str | None = None) -> str:
    """The expression that matches one term, in one column if given."""
    return f"{column} : {_quoted(term)}" if column else _quoted(term)


def language_term(language: str) -> str:
    """The term that marks articles of a language; no word of a text is spelt so."""
    return f"={language}"


def _in_language(expressions: list[str], language: str | None) -> str:
    if language is not None:
        expressions = [*expressions, _quoted(language_term(language))]
    return " AND ".join(expressions)


def _quoted(term: str) -> str:
    return f'"{term}"'
