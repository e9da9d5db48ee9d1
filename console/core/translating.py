"""The slot for a translator: what one must do, and what is known of a message's translation."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from console.core.errors import TranslatorReason


class Translator(Protocol):
    """Turns a text into another language; we ship none, configuration names one."""

    async def translate(self, text: str, *, into: str) -> str:
        """The text in another language. Raises `TranslatorError`. Safe to cancel."""


class TranslationState(StrEnum):
    """How far it has got."""

    ASKED = "asked"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Translation:
    """A machine's words for one revision of a message; shown under it, and never sent."""

    rev: int
    state: TranslationState = TranslationState.ASKED
    text: str = ""
    reason: TranslatorReason | None = None
