"""Where words may stand: numbers of entries, newest first, of what the log and the index have.

Nothing here is judged for good: an entry named may have changed, or be out of its reader's sight.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec
from sqlalchemy import ColumnElement, Connection, Text, cast, func, select

from language.finding import Sought
from protocol.conversations import ConversationState
from server_stub.domain.acts import Actor
from server_stub.domain.permissions import oversees
from server_stub.storage import conversations, history_words, tables, word_blocks
from server_stub.storage.sight import Known, newest_in_sight

CANDIDATES = 20_000
"""Entries the index may name for one answer: whoever sees a thousandth of them has his page."""

UNREAD = 2_000
"""Entries looked through without the index for one answer: a twentieth of a second."""

FEW = 3_000
"""Conversations whose entries are all listed: more than an agent has in a year. Of more, one in
some hundred is wanted, so that a page is filled from what has the words."""

_READ = 500
"""So few entries are read at once, whatever words they have."""

_LISTED_AT_ONCE = (100, 500)
"""Conversations."""

_CLOCKS_APART_MS = 60_000
"""Entries are numbered in about the order of their times: several lanes write at once."""

_numbers = msgspec.json.Decoder(list[int])
_entry = tables.entry.c
_conversation = tables.conversation.c


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What is looked for, and where."""

    query: str
    conversation: str | None = None
    subscriber: str | None = None
    queue: str | None = None
    since: int | None = None
    until: int | None = None
    before: int | None = None


class Candidates:
    """Entries between two numbers that may fit, newest first, in lists: iterate once.

    Attributes:
        skipped: how many there were that nobody looked at.
        cut: whether the looking stopped short.
    """

    def __init__(
        self,
        connection: Connection,
        actor: Actor,
        wanted: Wanted,
        sought: Sought,
        *,
        above: int,
        below: int,
    ) -> None:
        self.skipped = 0
        self.cut = False
        self._left_unread = UNREAD
        self._connection = connection
        self._words = sought.words
        self._few = _few(connection, actor, wanted)
        self._above, self._below = above, below
        self._through = history_words.through(connection)
        self._end = min(word_blocks.folded(connection) * word_blocks.SIZE, self._through + 1)

    def __iter__(self) -> Iterator[Sequence[int]]:
        if self._few is None:
            return self._of_all()
        return self._of_some(self._few)

    def _of_all(self) -> Iterator[Sequence[int]]:
        """What the index has not read yet, then what it names."""
        unread = list(
            self._connection.execute(
                select(_entry.id)
                .where(_entry.id > max(self._through, self._above), _entry.id < self._below)
                .order_by(_entry.id.desc())
                .limit(UNREAD)
            ).scalars()
        )
        if len(unread) == UNREAD:
            self.skipped = unread[-1] - max(self._through, self._above) - 1
        yield unread
        yield self._young()
        left = CANDIDATES
        first, end = self._above + 1, min(self._below, self._end)
        blocks = range((end - 1) // word_blocks.SIZE, first // word_blocks.SIZE - 1, -1)
        for named in word_blocks.find(self._connection, self._words, blocks):
            within = [one for one in named if first <= one < end]
            yield within[:left]
            if len(within) > left:
                self.cut = True
                return
            left -= len(within)

    def _of_some(self, few: Sequence[Known]) -> Iterator[Sequence[int]]:
        """What these conversations have, in steps: most questions are answered by the last ones.

        Whoever changed earlier has no newer entry.
        """
        listed: list[int] = []
        below, done = self._below, 0
        for most in (*_LISTED_AT_ONCE, len(few)):
            listed += self._listed([one for _, one in few[done : done + most]])
            listed.sort()
            done += most
            floor = self._above
            if done < len(few):
                changed_at = few[done][0] + _CLOCKS_APART_MS
                floor = max(floor, _number_at(self._connection, changed_at, newest=below - 1))
            whole = bisect_right(listed, floor)
            yield from self._named(listed[whole : bisect_left(listed, below)])
            below = min(below, floor + 1)
            del listed[whole:]

    def _named(self, numbers: Sequence[int]) -> Iterator[Sequence[int]]:
        """Of these, which rise, what the index has not read yet, then what it names."""
        if len(numbers) <= _READ:
            yield numbers[::-1]
            return
        unread = numbers[bisect_right(numbers, self._through) :][::-1]
        read, self._left_unread = self._left_unread, max(0, self._left_unread - len(unread))
        self.skipped += len(unread[read:])
        yield unread[:read]
        if numbers[-1] >= self._end:
            yield sorted(frozenset(self._young()).intersection(numbers), reverse=True)
        folded = numbers[: bisect_left(numbers, self._end)]

        def places(block: int) -> frozenset[int]:
            start = block * word_blocks.SIZE
            end = bisect_left(folded, start + word_blocks.SIZE)
            return frozenset(one - start for one in folded[bisect_left(folded, start) : end])

        blocks = [block for block, _ in groupby(folded, word_blocks.SIZE.__rfloordiv__)]
        yield from word_blocks.find(self._connection, self._words, blocks[::-1], places)

    def _young(self) -> list[int]:
        """What the index names of the entries that no block has."""
        return history_words.find(
            self._connection,
            self._words,
            above=max(self._above, self._end - 1),
            below=min(self._below, self._through + 1),
        )

    def _listed(self, few: Sequence[str]) -> list[int]:
        """The numbers of all entries of these conversations."""
        numbers: list[int] = []
        # As one text, for a row of its own for each would take three times as long.
        listed = select(func.aggregate_strings(cast(_entry.id, Text), ","))
        for chunk in conversations.chunks(few):
            text = self._connection.execute(
                listed.where(_entry.conversation.in_(chunk))
            ).scalar_one()
            numbers += _numbers.decode(f"[{text or ''}]")
        return numbers


def conversations_wanted(wanted: Wanted) -> list[ColumnElement[bool]]:
    """Where to look, as conditions."""
    conditions = []
    if wanted.conversation is not None:
        conditions.append(_conversation.id == wanted.conversation)
    else:  # what subscribers said and were told; a talk is looked through from within
        conditions.append(_conversation.state != ConversationState.TALK.value)
    if wanted.subscriber is not None:
        conditions.append(_conversation.subscriber == wanted.subscriber)
    if wanted.queue is not None:
        conditions.append(_conversation.queue == wanted.queue)
    return conditions


def bounds(connection: Connection, wanted: Wanted) -> tuple[int, int]:
    """Between which numbers of entries to look."""
    below = (connection.execute(select(func.max(_entry.id))).scalar_one() or 0) + 1
    above = 0
    if wanted.since is not None:
        above = _number_at(connection, wanted.since - _CLOCKS_APART_MS, newest=below - 1)
    if wanted.until is not None:
        last = _number_at(connection, wanted.until + _CLOCKS_APART_MS, newest=below - 1)
        below = min(below, last + 1)
    return above, below if wanted.before is None else min(below, wanted.before)


def _number_at(connection: Connection, at: int, *, newest: int) -> int:
    """The newest number whose entry was there at a time, by halving: times have no index."""
    low, high = 0, newest
    while low < high:
        middle = (low + high + 1) // 2
        there = connection.execute(
            select(_entry.at).where(_entry.id <= middle).order_by(_entry.id.desc()).limit(1)
        ).scalar_one_or_none()
        if there is not None and there > at:
            high = middle - 1
        else:
            low = middle
    return low


def _few(connection: Connection, actor: Actor, wanted: Wanted) -> list[Known] | None:
    """The conversations to look in, where they are few enough to list their entries."""
    places = (wanted.conversation, wanted.subscriber, wanted.queue)
    if oversees(actor) and not any(place is not None for place in places):
        return None
    return newest_in_sight(connection, actor, conversations_wanted(wanted), most=FEW)
