"""The port of a routing policy in the simulation, and the policies there are."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

Start = tuple[int, int]
"""A request and the position that answers it from this moment on."""


class Policy(Protocol):
    """Decides who answers what; told of everything it may know, never of work or patience.

    Requests and positions are numbers. What a call returns begins at once. A policy never gives a
    position more than its places, nor a topic it does not know.
    """

    def arrived(self, request: int, now: float) -> Iterable[Start]:
        """Somebody came."""
        ...

    def gave_up(self, request: int) -> None:
        """Somebody whom nobody answered has gone."""
        ...

    def freed(self, position: int, now: float) -> Iterable[Start]:
        """A chat of this position ended."""
        ...

    def came(self, position: int, now: float) -> Iterable[Start]:
        """Its shift begins; it may still have chats of the one before."""
        ...

    def went(self, position: int, now: float) -> Iterable[Start]:
        """Its shift is over: it ends what it has and is given nothing more."""
        ...


class PolicyName(StrEnum):
    """The policies that are compared."""

    PULT = "pult"
    ROUND_ROBIN = "round_robin"
    POOLED = "pooled"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a policy knows beforehand.

    Attributes: topics by request; skills, the topics each position answers; at_once, its places.
    """

    topics: Sequence[int]
    skills: Sequence[tuple[int, ...]]
    at_once: int


MakePolicy = Callable[[Setting], Policy]
