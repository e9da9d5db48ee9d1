"""Spelling marks for a text that is being written, in Russian and English, with suggestions.

A `Speller` belongs to one thread. It marks nothing until it is given dictionaries, which are read
on a worker. What has been judged is remembered by sentence and by word, and a call judges only so
much that is new: it takes no more than a few milliseconds however long the text is.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from language.spelling_dictionaries import Dictionaries
from language.spelling_phrases import Phrase, misspelt_phrases
from language.spelling_words import WordJudge

# So many characters are judged anew in a call, after the first sentence: some two milliseconds.
_NEW_A_CALL = 400
# A longer one is taken apart at a space: a pasted table must not cost more than a call may take.
_LONGEST_SENTENCE = 400
# A reply has at most half of it; the rest of a longer text is not looked at.
_LONGEST_TEXT = 8_192
# Judgements kept: a day of chats. Over it all are forgotten and made again.
_MOST_SENTENCES = 2_000
_MOST_WORDS = 20_000

_SENTENCE = re.compile(
    rf"(?:(?![.!?…]\s|\n)[\s\S]){{1,{_LONGEST_SENTENCE}}}(?:[.!?…]+(?=\s|$)|(?=\s|$))|\S+|\s"
)
_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
# Whoever writes a code, an address, a link or a path means it.
_CODE = re.compile(r"[\d@#/\\_*=+~<>^$%&|{}]|\w\.\w")
_RUSSIAN_WORD = re.compile(r"[А-Яа-яЁё]+(?:-[А-Яа-яЁё]+)*")
_ENGLISH_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)?")
_POSSESSIVE = re.compile(r"'s?$")
_CYRILLIC = re.compile(r"[Ѐ-ӿ]")
# Latin words in a Russian text are brands; a text that has so many English ones is English.
_FEWEST_ENGLISH = 2


class Mark(NamedTuple):
    """A misspelt stretch of a text: where it starts and ends, in characters, and how it reads."""

    start: int
    end: int
    word: str


class _Word(NamedTuple):
    start: int
    end: int
    folded: str
    may_be_name: bool


class Speller:
    """Finds what is misspelt in a text, and what may have been meant.

    Attributes: languages are those that are marked, "ru" and "en"; is_settled is whether the last
    `marks` judged the whole text: if not, call it again when there is time.
    """

    def __init__(self, languages: Iterable[str] = ("ru", "en")) -> None:
        self.languages = frozenset(languages)
        self.is_settled = True
        self._judge: WordJudge | None = None
        self._own: set[str] = set()
        self._sentences: dict[str, tuple[Mark, ...]] = {}
        self._misspelt: dict[tuple[str, bool], bool] = {}

    def use(self, dictionaries: Dictionaries) -> None:
        """Mark by these from now on."""
        self._judge = WordJudge(dictionaries)
        self._sentences.clear()
        self._misspelt.clear()

    def add(self, word: str) -> None:
        """Never mark this word again, nor any word of it."""
        self._own.update(_folded(match.group()) for match in _WORD.finditer(word))
        self._own.add(_folded(word))
        self._sentences.clear()

    def knows(self, word: str) -> bool:
        """Whether the word is in a dictionary or was added."""
        folded = _folded(word)
        return folded in self._own or (self._judge is not None and self._judge.is_right(folded))

    def marks(self, text: str, *, caret: int | None = None) -> tuple[Mark, ...]:
        """What is misspelt, in order; not the word that ends at the caret, which is being typed."""
        self.is_settled = True
        if self._judge is None:
            return ()
        found = []
        room = _NEW_A_CALL
        for match in _SENTENCE.finditer(text, 0, _LONGEST_TEXT):
            sentence = match.group()
            known = self._sentences.get(sentence)
            if known is None:
                if room <= 0:
                    self.is_settled = False
                    continue
                room -= len(sentence)
                known = self._remembered(sentence, self._judge)
            at = match.start()
            found += [Mark(at + mark.start, at + mark.end, mark.word) for mark in known]
        return tuple(mark for mark in found if mark.end != caret)

    def suggestions(self, word: str, context: str = "") -> tuple[str, ...]:
        """What may be meant by a marked word, likeliest first; its text helps with phrases."""
        if self._judge is None:
            return ()
        phrases = misspelt_phrases(context or word, self._judge.is_right)
        meant = [phrase.meant for phrase in phrases if _stretch(context or word, phrase) == word]
        folded = _folded(word)
        if not meant and (_RUSSIAN_WORD.fullmatch(word) or _ENGLISH_WORD.fullmatch(word)):
            meant = list(self._judge.meant(folded))
        return tuple(dict.fromkeys(_cased(other, word) for other in meant))

    def _remembered(self, sentence: str, judge: WordJudge) -> tuple[Mark, ...]:
        if len(self._sentences) >= _MOST_SENTENCES:
            self._sentences.clear()
        if len(self._misspelt) >= _MOST_WORDS:
            self._misspelt.clear()
        marks = self._sentences[sentence] = tuple(self._judged(sentence, judge))
        return marks

    def _judged(self, sentence: str, judge: WordJudge) -> Iterator[Mark]:
        phrases = list(self._phrases(sentence, judge))
        stretches = [(phrase.start, phrase.end) for phrase in phrases]
        for word in self._words(sentence, judge):
            inside = any(start < word.end and word.start < end for start, end in stretches)
            if not inside and self._is_misspelt(word, judge):
                stretches.append((word.start, word.end))
        return (Mark(start, end, sentence[start:end]) for start, end in sorted(stretches))

    def _phrases(self, sentence: str, judge: WordJudge) -> Iterator[Phrase]:
        if "ru" not in self.languages or not _CYRILLIC.search(sentence):
            return
        reached = 0
        for phrase in sorted(misspelt_phrases(sentence, judge.is_right)):
            if phrase.start >= reached and _folded(_stretch(sentence, phrase)) not in self._own:
                reached = phrase.end
                yield phrase

    def _words(self, sentence: str, judge: WordJudge) -> list[_Word]:
        """The words of a sentence that may be marked."""
        is_russian = _CYRILLIC.search(sentence) is not None
        pattern = _RUSSIAN_WORD if is_russian else _ENGLISH_WORD
        if ("ru" if is_russian else "en") not in self.languages:
            return []
        words = []
        is_first = True
        for chunk in _CHUNK.finditer(sentence):
            if not _CODE.search(chunk.group().rstrip(".,!?")):
                for match in _WORD.finditer(sentence, chunk.start(), chunk.end()):
                    word = match.group()
                    capital = word[0].isupper()
                    is_name = capital and (not is_first or word[1:] != word[1:].lower())
                    if pattern.fullmatch(word) and len(word) > 1 and not is_name:
                        words.append(_Word(match.start(), match.end(), _folded(word), capital))
            is_first = False
        if not is_russian:
            known = sum(judge.is_right(word.folded) for word in words)
            if known < _FEWEST_ENGLISH and "ru" in self.languages:
                return []
        return words

    def _is_misspelt(self, word: _Word, judge: WordJudge) -> bool:
        if word.folded in self._own:
            return False
        key = (word.folded, word.may_be_name)
        known = self._misspelt.get(key)
        if known is None:
            known = self._misspelt[key] = not judge.is_right(word.folded) and judge.is_misspelt(
                word.folded, may_be_name=word.may_be_name
            )
        return known


def _stretch(text: str, phrase: Phrase) -> str:
    return text[phrase.start : phrase.end]


def _cased(meant: str, written: str) -> str:
    return meant[0].upper() + meant[1:] if written[0].isupper() else meant


def _folded(word: str) -> str:
    """As dictionaries have it: contractions with their apostrophe, no possessive."""
    return _POSSESSIVE.sub("", word.casefold().replace("ё", "е").replace("’", "'"))
