"""What the rules of the console need from outside: a clock, chance, identities."""

import random
import time
from collections.abc import Callable
from dataclasses import dataclass

from protocol.ids import ClientId, new_id
from protocol.scalars import Millis


def _wall() -> Millis:
    return Millis(time.time_ns() // 1_000_000)


def _identity() -> ClientId:
    return ClientId(new_id())


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Time, chance and identities in one place, so that tests and simulations repeat themselves."""

    now: Callable[[], Millis] = _wall
    monotonic: Callable[[], float] = time.monotonic
    chance: Callable[[], float] = random.random
    new_client_id: Callable[[], ClientId] = _identity
