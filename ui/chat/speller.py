"""The speller of the composers, with its dictionaries: read once, whoever asks first."""

from functools import cache

from language.spelling import Speller
from language.spelling_dictionaries import Dictionaries, read_dictionaries_blocking
from resources import data


def make_blocking() -> Speller:
    """A speller that knows every word of the dictionaries."""
    made = Speller()
    made.use(_dictionaries_blocking())
    return made


@cache
def _dictionaries_blocking() -> Dictionaries:
    return read_dictionaries_blocking(lambda name: data(f"spelling/{name}"))
