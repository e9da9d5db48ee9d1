"""The sounds of the console, written as notes and rendered when first heard; no files, no Qt."""

import array
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import assert_never

from console.core.preferences import Sound

RATE = 22_050
"""Samples a second: more than these soft tones contain."""

_ATTACK_SECONDS = 0.006
"""A tone that begins at once clicks."""
_PARTIALS = ((1.0, 1.0, 1.0), (2.0, 0.35, 1.7), (3.01, 0.12, 2.6))
"""Of a struck bar: times the pitch, how loud, how much sooner it dies away."""
_PEAK = 0.8 * 32_767


@dataclass(frozen=True, slots=True)
class Note:
    """A struck tone: when it is struck, its pitch in Hz, how long it rings, how loud it is."""

    at: float
    pitch: float
    rings: float
    loud: float = 1.0


def score(sound: Sound) -> Sequence[Note]:
    """What a sound consists of. Each is told from the others by its shape, not only its pitch."""
    match sound:
        case Sound.NONE:
            return ()
        case Sound.CHIME:  # three rising tones: somebody is at the door
            return (Note(0, 659.3, 0.5), Note(0.13, 784.0, 0.5), Note(0.26, 1046.5, 0.8))
        case Sound.DROP:  # one short tone: a word has come
            return (Note(0, 987.8, 0.28, 0.8),)
        case Sound.KNOCK:  # two low knocks: somebody loses patience
            return (Note(0, 329.6, 0.16), Note(0.17, 329.6, 0.22))
        case Sound.BELL:  # the same tone twice, higher than a chime: somebody beckons
            return (Note(0, 1318.5, 0.4, 0.8), Note(0.18, 1318.5, 0.6, 0.8))
        case Sound.HORN:  # two falling tones: something is broken
            return (Note(0, 440.0, 0.45), Note(0.3, 311.1, 0.7))
        case _:
            assert_never(sound)


@cache
def samples(sound: Sound) -> "array.array[int]":
    """The sound as 16-bit samples of one channel, at full volume."""
    notes = score(sound)
    length = max((note.at + note.rings for note in notes), default=0.0)
    mixed = [0.0] * round(length * RATE)
    for note in notes:
        first = round(note.at * RATE)
        for index in range(min(round(note.rings * RATE), len(mixed) - first)):
            mixed[first + index] += _amplitude(note, index / RATE)
    peak = max((abs(value) for value in mixed), default=0.0) or 1.0
    return array.array("h", (round(value / peak * _PEAK) for value in mixed))


def _amplitude(note: Note, since: float) -> float:
    """Of one note, so many seconds after it was struck; at its end it has died away."""
    attack = min(1.0, since / _ATTACK_SECONDS)
    fading = 1.0 - since / note.rings
    total = 0.0
    for times, loud, sooner in _PARTIALS:
        decay = math.exp(-4.0 * sooner * since / note.rings)
        total += loud * decay * math.sin(2 * math.pi * note.pitch * times * since)
    return note.loud * attack * fading * total
