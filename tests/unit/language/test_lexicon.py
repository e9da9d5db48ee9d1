"""The words of a language by how rare they are, and by how they sound."""

from language.lexicon import Lexicon, read_lexicon_blocking, sounding
from language.packed_words import PackedWords, pack
from language.sounds import sound
from resources import data

_RARITIES = pack([("конечно", "9"), ("канешна", "18"), ("вода", "10"), ("пупочно", "22")])


def _made() -> Lexicon:
    bare = read_lexicon_blocking(_RARITIES)
    return read_lexicon_blocking(_RARITIES, sounds=pack(sounding(bare)))


def test_common_words_are_found_by_how_they_sound_the_commonest_first() -> None:
    made = _made()
    assert made.sounding(sound("конешно")) == [("конечно", 9), ("канешна", 18)]
    assert made.has_sound(sound("канечно"))
    assert made.sounding(sound("пупочно")) == []  # too rare for a misspelling to mean it
    assert not made.has_sound(sound("пупочно"))


def test_a_language_may_have_no_sounds() -> None:
    english = read_lexicon_blocking(_RARITIES)
    assert english.sounding(sound("вода")) == []
    assert not english.has_sound(sound("вода"))
    assert "вода" in english
    assert english.bits("вода") == 10
    assert english.bits("воды") is None


def test_the_list_of_sounds_is_what_the_words_sound_like_now() -> None:
    russian = read_lexicon_blocking(data("spelling/ru.xz"))
    packed = PackedWords(data("spelling/ru_sounds.xz"))
    assert {key: packed.get(key) for key in packed} == dict(sounding(russian))
