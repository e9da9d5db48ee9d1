"""Finding words in one conversation: what is here on a worker thread, the rest asked for."""

import asyncio
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal

from console.core.errors import ConsoleError
from console.core.tasks import TaskOwner
from console.session import DeskSession
from language.excerpts import Ranges
from language.finding import Sought
from protocol.bodies import (
    Assigned,
    Closed,
    EntryBody,
    GuestCame,
    Message,
    Note,
    PassedTo,
    PassedToTopic,
    Rated,
    Whisper,
)
from protocol.entries import Entry
from protocol.ids import ConversationId

_MOST_PAGES = 20
"""Of hits in older history: four hundred; who needs more, says it in more words."""


class ChatFinder(QObject):
    """Which entries of one conversation have the words, newest first, and which is shown.

    A newer question overtakes an older one, wherever that has got to.

    Signals:
        changed: hits, or which one is shown.
        marked: what is to be marked on the screen is another.
        shown: this entry is to be brought in sight; it is loaded.
    """

    changed = Signal()
    marked = Signal()
    shown = Signal(int)

    def __init__(self, session: DeskSession, *, owner: TaskOwner, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._owner = owner
        self._turn = 0
        self._conversation: ConversationId | None = None
        self._query = ""
        self._marking: Sought | None = None
        self._known: dict[str, Ranges] = {}
        self.hits: list[int] = []
        self.current: int | None = None
        self._brought: int | None = None
        self.looking = False
        self.more = False

    @property
    def place(self) -> int:
        """The number of the hit that is shown, from 1; 0 while none is."""
        return self.hits.index(self.current) + 1 if self.current in self.hits else 0

    @property
    def marker(self) -> Callable[[str], Ranges] | None:
        """What marks the words in a text on the screen."""
        return self._ranges if self._marking is not None else None

    def look_for(
        self, conversation: ConversationId | None, query: str, *, at: int | None = None
    ) -> None:
        """Find these words in a conversation; `at` is the entry to begin with."""
        self._turn += 1
        self._conversation, self._query = conversation, query
        self.hits, self.current, self.more = [], at, False
        self._brought = None
        self._marking = None
        self.looking = bool(query and conversation)
        if self.looking:
            self._owner.spawn("find", self._look(self._turn))
        self.marked.emit()
        self.changed.emit()

    def refresh(self) -> None:
        """The conversation goes on: find in it again, and stay where one is."""
        if self._query and not self.looking:
            self._turn += 1
            self._owner.spawn("find", self._look(self._turn))

    def step(self, by: int) -> None:
        """To the next older hit (1), or the next newer one (-1); round at the ends."""
        if not self.hits:
            return
        place = self.hits.index(self.current) + by if self.current in self.hits else 0
        self._show(self.hits[place % len(self.hits)])

    def _ranges(self, text: str) -> Ranges:
        known = self._known.get(text)
        if known is None and self._marking is not None:
            known = self._known[text] = self._marking.ranges(text)
        return known or ()

    def _show(self, seq: int) -> None:
        self.current = seq
        self.changed.emit()
        if self._conversation is not None:
            self._owner.spawn("find", self._bring(self._conversation, seq))

    async def _bring(self, conversation: ConversationId, seq: int) -> None:
        try:
            await self._session.read_back_to(conversation, seq)
        except ConsoleError:
            return  # the status bar says that there is no server
        chat = self._session.store.chats.get(conversation)
        if chat is None or seq != self.current or conversation != self._conversation:
            return
        place = chat.position(seq)
        if place < len(chat.entries) and chat.entries[place].seq == seq:
            self._brought = seq
            self.shown.emit(seq)

    async def _look(self, turn: int) -> None:
        conversation, query = self._conversation, self._query
        chat = self._session.store.chats.get(conversation) if conversation else None
        if conversation is None or chat is None:
            return
        here = await asyncio.to_thread(_found_blocking, query, tuple(chat.entries))
        if turn != self._turn:
            return
        # Loaded with its dictionary on the thread, so that marking what is in sight costs little.
        self._marking, self._known = Sought(query), {}
        self.marked.emit()
        self._take(here)
        oldest = chat.entries[0].seq if chat.entries else 0
        if chat.has_older:
            await self._look_further(conversation, query, oldest, turn)
        if turn == self._turn:
            self.looking = False
            self.changed.emit()

    async def _look_further(
        self, conversation: ConversationId, query: str, oldest: int, turn: int
    ) -> None:
        """What is not loaded, asked from the server page by page."""
        before: int | None = None
        for _ in range(_MOST_PAGES):
            try:
                found = await self._session.find_entries(
                    query, conversation=conversation, before=before
                )
            except ConsoleError:
                self.more = turn == self._turn
                return
            if turn != self._turn:
                return
            self._take([hit.seq for hit in found.hits if hit.seq < oldest])
            before, self.more = found.reached, found.more
            if not found.more:
                return

    def _take(self, seqs: Sequence[int]) -> None:
        self.hits = sorted({*self.hits, *seqs}, reverse=True)
        if self.hits and self.current is None:
            self._show(self.hits[0])
        elif self.current in self.hits and self.current != self._brought:
            self._show(self.current)
        self.changed.emit()


def _found_blocking(query: str, entries: Sequence[Entry]) -> list[int]:
    sought = Sought(query)
    return [entry.seq for entry in entries if sought.is_in(_words_of(entry.body))]


def _words_of(body: EntryBody) -> str:
    """What was written, and how what goes with it is called."""
    match body:
        case Message(text=words, files=files) | Note(text=words, files=files):
            return "\n".join((words, *(file.name for file in files)))
        case Whisper(text=words) | Assigned(note=words):
            return words
        case Closed(comment=words) | Rated(comment=words):
            return words
        case PassedTo(note=words) | PassedToTopic(note=words) | GuestCame(why=words):
            return words
        case _:
            return ""
