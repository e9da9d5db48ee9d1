"""What a colleague is wanted for, and what was already written to him."""

from dataclasses import dataclass
from enum import Enum


class Purpose(Enum):
    """What a colleague is wanted for."""

    PASS = "pass"
    INVITE = "invite"


@dataclass(frozen=True, slots=True)
class Begun:
    """What was written in a question that was not answered."""

    note: str = ""
