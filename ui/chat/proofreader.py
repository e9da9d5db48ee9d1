"""Reads over what is being written, on a thread of its own: spelling, and the keyboard layout."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from console.core.layouts import righted

if TYPE_CHECKING:  # loaded when a text first comes
    from language.spelling import Mark, Speller

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Proof:
    """What is to be said of a text: its misspelt stretches, and how it reads in the other layout.

    `settled` says that all of it was judged; if not, ask again.
    """

    marks: "tuple[Mark, ...]" = ()
    righted: str | None = None
    settled: bool = True


class Proofreader:
    """One for all the composers of a window. Its dictionaries are read when a text first comes."""

    def __init__(self) -> None:
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="pult-proof")
        self._speller: Speller | None = None
        self._own: frozenset[str] = frozenset()

    def use_own_words(self, words: frozenset[str]) -> None:
        """A person's own words are right."""
        self._own = words

    async def proof(self, text: str, *, caret: int, spelling: bool) -> Proof:
        """What is to be said of a text; of the word at the caret nothing yet."""
        return await self._run(lambda: self._proof_blocking(text, caret, spelling=spelling))

    async def suggestions(self, word: str, context: str) -> tuple[str, ...]:
        """What may be meant by a marked word, likeliest first."""
        return await self._run(lambda: self._ready_blocking().suggestions(word, context))

    def close(self) -> None:
        """Read no more. Idempotent."""
        self._thread.shutdown(cancel_futures=True)

    async def _run(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    # On the thread.

    def _proof_blocking(self, text: str, caret: int, *, spelling: bool) -> Proof:
        speller = self._ready_blocking()
        right = righted(text, speller.knows)
        if right is not None or not spelling:
            return Proof(righted=right)
        marks = speller.marks(text, caret=caret)
        return Proof(marks, settled=speller.is_settled)

    def _ready_blocking(self) -> "Speller":
        if self._speller is None:
            from ui.chat import speller  # noqa: PLC0415 - here it keeps no window waiting

            self._speller = speller.make_blocking()
        for word in self._own:
            if not self._speller.knows(word):
                self._speller.add(word)
        return self._speller
