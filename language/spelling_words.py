"""Which single words are misspelt, and what was meant: by rarity, slips and sound.

What was meant is the word for which rarity and slip together take the fewest bits.
"""

import re
from collections.abc import Iterable, Iterator

from language.lexicon import UNLISTED_BITS, Lexicon
from language.sounds import sound
from language.spelling_dictionaries import Dictionaries
from language.word_forms import is_known
from language.word_slips import one_slip, slip_bits

# A name or an abbreviation is taken for a slip only if something this likely was meant.
_SURE_BITS = 32
# So likely a word needs no further search.
_LIKELY_BITS = 30
# Whether an unlisted word exists costs most to find out: only for slips as likely as of the ear.
_LIKELY_SLIP = 5
# Shorter words that no dictionary has are abbreviations as often as slips; longer ones no names.
_SHORT = 3
_LONGEST_NAME = 10
# Nobody means so long a word; searching for what he meant would take long.
_LONGEST = 30
# Two slips leave nothing of a shorter word.
_TWO_SLIPS_FROM = 5
# «ться» for «тся» and the reverse.
_REFLEXIVE = 1
# A space that was not typed, between any words and where it is often forgotten.
_RUN_TOGETHER = 6
_RUN_TOGETHER_OFTEN = 1
_OFTEN_JOINED_FIRST = frozenset({"не", "ни", "по", "на", "в"})
_OFTEN_JOINED_LAST = frozenset({"же", "ж", "бы", "б", "ли"})
_LONE_LETTERS = frozenset("авикосуяжб")
_MOST_SUGGESTIONS = 6

_RUSSIAN = re.compile(r"[а-я]+(?:-[а-я]+)*")
_STRETCHED = re.compile(r"(.)\1{2,}")
_PARTICLE_JOINED = re.compile(
    r"(кто|кого|кому|кем|ком|что|чего|чему|чем|где|куда|откуда|когда|как|почему|зачем|сколько"
    r"|как(?:ой|ого|ому|им|ом|ая|ую|ое|ие|их|ими)|че(?:й|го|му)|чь(?:я|е|и|их|им|ю))"
    r"-?(то|либо|нибудь|нить|нибуть)"
)
_MEANT_PARTICLES = {"нить": "нибудь", "нибуть": "нибудь"}

# What new words are made of: a known beginning and a word of some length.
_BEGINNINGS = """
авто аудио анти аэро био веб видео гео гига гидро евро интер кибер контр макро мега медиа меж мета
микро мини моно мото мульти нано нео онлайн поли пост пре псевдо радио само смарт спец супер теле
техно транс турбо ультра физ фото эко экс экстра электро энерго юр
"""
_FIRST_PARTS = frozenset(_BEGINNINGS.split())
_COMPOUND = re.compile("|".join(sorted(_FIRST_PARTS, key=len, reverse=True)))
_SHORTEST_REST = 5
# «арабо-израильский» begins with what is no word alone.
_JOINING = "о"


class WordJudge:
    """Judges single folded words; remembers nothing."""

    def __init__(self, dictionaries: Dictionaries) -> None:
        self._all = dictionaries

    def is_right(self, word: str) -> bool:
        """Whether the word is in some dictionary, all parts of it if it has hyphens."""
        if word in self._all.informal:
            return False
        if self._is_word(word):
            return True
        if "-" in word:
            return all(part in _FIRST_PARTS or self._is_part(part) for part in word.split("-"))
        return self._is_compound(word)

    def is_misspelt(self, word: str, *, may_be_name: bool) -> bool:
        """Whether a word that is not right was surely not meant so."""
        if word in self._all.informal:
            return True
        if len(word) > (_LONGEST_NAME if may_be_name else _SHORT):
            return True
        return self._likely(word).best <= _SURE_BITS

    def meant(self, word: str) -> tuple[str, ...]:
        """What may have been meant, likeliest first."""
        if word in self._all.informal:
            return self._all.informal[word]
        if len(word) > _LONGEST:
            return ()
        if "-" in word and (mended := self._mended_parts(word)) != word:
            return (mended,)
        found = self._likely(word)
        lexicon = self._lexicon(word)
        if found.best > _LIKELY_BITS and len(word) >= _TWO_SLIPS_FROM:
            found.add_all(self._slipped_twice(word, lexicon))
        if found.best > _SURE_BITS and not word.isascii():
            found.add_all(self._rare(word))
        return found.likeliest()[:_MOST_SUGGESTIONS]

    def _is_part(self, word: str) -> bool:
        """Whether it can stand before or behind a hyphen."""
        return self._is_word(word) or word.endswith(_JOINING) or self._is_compound(word)

    def _is_compound(self, word: str) -> bool:
        """«автопродление» is «авто» and a word."""
        matched = _COMPOUND.match(word)
        rest = word[matched.end() :] if matched else ""
        return len(rest) >= _SHORTEST_REST and self._is_word(rest)

    def _is_word(self, word: str) -> bool:
        if word in self._all.trade:
            return True
        if _RUSSIAN.fullmatch(word):
            return word in self._all.russian or is_known(word)
        return word in self._all.english

    def _mended_parts(self, word: str) -> str:
        """The word with the likeliest in the place of each part that is not right."""
        parts = word.split("-")
        return "-".join(
            part if self.is_right(part) else next(iter(self.meant(part)), part) for part in parts
        )

    def _lexicon(self, word: str) -> Lexicon:
        return self._all.english if word.isascii() else self._all.russian

    def _likely(self, word: str) -> "_Found":
        """The words that may be meant, but for those it takes long to think of."""
        lexicon = self._lexicon(word)
        found = _Found()
        found.add_all(self._unstretched(word, lexicon))
        found.add_all(self._slipped(word, lexicon))
        found.add_all(self._run_together(word, lexicon))
        if not word.isascii():
            found.add_all(self._particles(word))
            found.add_all(self._sounding(word, lexicon))
        return found

    def _particles(self, word: str) -> Iterator[tuple[str, int]]:
        """«ктото» and «кто нибуть» have a hyphen."""
        if matched := _PARTICLE_JOINED.fullmatch(word):
            particle = _MEANT_PARTICLES.get(matched[2], matched[2])
            yield f"{matched[1]}-{particle}", 1

    def _unstretched(self, word: str, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
        """«ооочень» is «очень»."""
        if _STRETCHED.search(word):
            for kept in (r"\1", r"\1\1"):
                short = _STRETCHED.sub(kept, word)
                rarity = lexicon.bits(short)
                if rarity is not None:
                    yield short, rarity

    def _slipped(self, word: str, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
        for other, slip in one_slip(word):
            rarity = lexicon.bits(other)
            if rarity is not None:
                yield other, rarity + slip
        for written, right in (("ться", "тся"), ("тся", "ться")):
            if word.endswith(written):
                other = word.removesuffix(written) + right
                rarity = lexicon.bits(other)
                if rarity is not None or is_known(other):
                    yield other, (UNLISTED_BITS if rarity is None else rarity) + _REFLEXIVE

    def _sounding(self, word: str, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
        for other, rarity in lexicon.sounding(sound(word)):
            yield other, rarity + slip_bits(word, other) * 3 // 4

    def _slipped_twice(self, word: str, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
        """Of two slips one is of the ear, as a rule: one slip away there is the sound of a word."""
        keys = {key for key, _ in one_slip(sound(word)) if lexicon.has_sound(key)}
        for key in keys:
            for other, rarity in lexicon.sounding(key):
                yield other, rarity + slip_bits(word, other)

    def _rare(self, word: str) -> Iterator[tuple[str, int]]:
        """Words so rare that only the dictionary of all forms has them."""
        for other, slip in one_slip(word):
            if slip <= _LIKELY_SLIP and is_known(other):
                yield other, UNLISTED_BITS + slip

    def _run_together(self, word: str, lexicon: Lexicon) -> Iterator[tuple[str, int]]:
        for at in range(1, len(word)):
            first, last = word[:at], word[at:]
            rarity = self._rarity_of_part(first, lexicon)
            other_rarity = self._rarity_of_part(last, lexicon)
            if first == "не" and other_rarity is None and at + 3 < len(word):
                other_rarity = UNLISTED_BITS if is_known(last) else None
            if rarity is not None and other_rarity is not None:
                often = first in _OFTEN_JOINED_FIRST or last in _OFTEN_JOINED_LAST
                space = _RUN_TOGETHER_OFTEN if often else _RUN_TOGETHER
                yield f"{first} {last}", rarity + other_rarity + space

    @staticmethod
    def _rarity_of_part(part: str, lexicon: Lexicon) -> int | None:
        if len(part) == 1 and part not in _LONE_LETTERS:
            return None
        return lexicon.bits(part)


class _Found:
    """The fewest bits met for each word."""

    def __init__(self) -> None:
        self.bits: dict[str, int] = {}

    @property
    def best(self) -> int:
        return min(self.bits.values(), default=_SURE_BITS + 99)

    def likeliest(self) -> tuple[str, ...]:
        """The words in the order of their bits."""
        return tuple(sorted(self.bits, key=lambda word: (self.bits[word], word)))

    def add_all(self, found: Iterable[tuple[str, int]]) -> None:
        for word, bits in found:
            if bits < self.bits.get(word, bits + 1):
                self.bits[word] = bits
