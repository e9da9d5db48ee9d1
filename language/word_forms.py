"""Keys of words: what the forms of one Russian or English word have in common.

A key is the Snowball stem of the word's dictionary form. The dictionary form comes from pymorphy3
for Russian (дети and ребёнка, денег and деньги, шёл and идти) and from a short list of irregulars
for English. The dictionary loads at the first Russian word (0.13 s, 22 MB), so ask for keys on a
worker thread and call `warm_up` there when there is time. Safe to call from any thread.
"""

import threading
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import TYPE_CHECKING

import pymorphy3_dicts_ru
from Stemmer import Stemmer
from Stemmer import version as stemmer_version

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer

# Keys of words that have forms with another first letter, and that letter.
_SUPPLETIVE = {
    "ребенок": "д",
    "человек": "л",
    "год": "л",
    "идт": "ш",
    "хорош": "л",
    "плох": "х",
}

# Below it a reading is a rarity: «стали» is hardly ever the steel.
_LIKELY_READING = 0.25

_IRREGULAR_ENGLISH = {
    form: base
    for base, forms in {
        "be": "am are is was were been being",
        "begin": "began begun",
        "break": "broke broken",
        "bring": "brought",
        "buy": "bought",
        "child": "children",
        "choose": "chose chosen",
        "do": "did done does",
        "find": "found",
        "foot": "feet",
        "forget": "forgot forgotten",
        "freeze": "froze frozen",
        "get": "got gotten",
        "give": "gave given",
        "go": "went gone goes",
        "have": "had has",
        "hear": "heard",
        "keep": "kept",
        "know": "knew known",
        "leave": "left",
        "lose": "lost",
        "make": "made",
        "man": "men",
        "pay": "paid",
        "person": "people",
        "run": "ran",
        "say": "said",
        "see": "saw seen",
        "sell": "sold",
        "send": "sent",
        "speak": "spoke spoken",
        "spend": "spent",
        "steal": "stole stolen",
        "take": "took taken",
        "tell": "told",
        "think": "thought",
        "understand": "understood",
        "wake": "woke woken",
        "woman": "women",
        "write": "wrote written",
    }.items()
    for form in forms.split()
}

_loading = threading.Lock()
_own = threading.local()


@lru_cache(maxsize=65_536)
def keys(folded: str) -> tuple[str, ...]:
    """The keys of one folded word, most often one; a homonym («плачу») has several, sorted.

    Numbers, codes and words of other languages are their own keys. Never empty.
    """
    if _is_russian(folded):
        lemmas = _russian_lemmas(folded) or (folded,)
        stem = _stemmer("russian").stemWord
        return tuple(sorted({stem(lemma) for lemma in lemmas}))
    if folded.isascii() and folded.isalpha():
        return (_stemmer("english").stemWord(_IRREGULAR_ENGLISH.get(folded, folded)),)
    return (folded,)


@lru_cache(maxsize=65_536)
def quick_key(folded: str) -> str:
    """The stem of the word as it is: a key of nine words in ten, in a fiftieth of the time."""
    if _is_russian(folded):
        return str(_stemmer("russian").stemWord(folded))
    return keys(folded)[0]


def first_letters(of_keys: Iterable[str]) -> frozenset[str]:
    """With which letters the forms of words with these keys begin."""
    return frozenset(letter for key in of_keys for letter in (key[:1], *_SUPPLETIVE.get(key, "")))


def warm_up() -> None:
    """Load the Russian dictionary now, which takes about 0.13 s. Idempotent."""
    _dictionary()


def dictionaries_version() -> str:
    """Changes whenever the keys of words may have changed."""
    return f"{stemmer_version()} {pymorphy3_dicts_ru.__version__}"


def is_known(folded: str) -> bool:
    """Whether the Russian dictionary has this form of some word."""
    return bool(_dictionary().word_is_known(folded))


def _is_russian(folded: str) -> bool:
    return folded.isalpha() and all("а" <= letter <= "я" for letter in folded)


def _russian_lemmas(folded: str) -> tuple[str, ...]:
    dictionary = _dictionary()
    if not dictionary.word_is_known(folded):
        return ()  # the guesses for unknown words join strangers more often than relatives
    readings = dictionary.parse(folded)
    likely = [reading for reading in readings if reading.score >= _LIKELY_READING]
    return tuple(reading.normal_form.replace("ё", "е") for reading in likely or readings[:1])


def _stemmer(language: str) -> Stemmer:
    """The calling thread's own stemmer: they must not be shared between threads."""
    stemmer: Stemmer | None = getattr(_own, language, None)
    if stemmer is None:
        stemmer = Stemmer(language)
        setattr(_own, language, stemmer)
    return stemmer


def _dictionary() -> "MorphAnalyzer":
    with _loading:  # two threads would otherwise load it twice
        return _loaded_dictionary()


@cache
def _loaded_dictionary() -> "MorphAnalyzer":
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - 0.13 s the console must not start with
    from pymorphy3.units import DictionaryAnalyzer  # noqa: PLC0415 - as above

    analyzer = MorphAnalyzer(lang="ru", units=[DictionaryAnalyzer()])
    # What unknown words are guessed by: 4 MB that only the units left out would ask.
    analyzer.dictionary.prediction_suffixes_dawgs.clear()
    return analyzer
