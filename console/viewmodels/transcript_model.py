"""One conversation as rows: day lines, the «new» line, entries, and what is on its way out."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from enum import IntEnum
from operator import attrgetter
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from console.core.changes import (
    AccountChanged,
    Change,
    EntriesAdded,
    EntryChanged,
    HeadChanged,
    LogReset,
    OlderChanged,
    OutgoingAdded,
    OutgoingChanged,
    OutgoingRemoved,
)
from console.core.chat import Chat
from console.core.outgoing import Outgoing
from console.core.second_words import on_its_way
from console.core.store import Store
from console.viewmodels import event_lines, formats
from console.viewmodels.transcript_lines import Line, TranscriptLines, day_lines
from console.viewmodels.transcript_rows import Mark, RowKind, TranscriptRow
from console.viewmodels.transcript_wording import Standing, TranscriptWording, copied, spoken
from protocol.bodies import Message, Note, Whisper
from protocol.conversations import Head
from protocol.entries import Entry
from protocol.ids import ClientId, ConversationId
from protocol.scalars import Millis

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_at = attrgetter("at")

FOLLOWS_MS = 180_000
"""Messages of one person this close read as one."""


class TranscriptRole(IntEnum):
    """What the model tells of a row."""

    ROW = Qt.ItemDataRole.UserRole + 1
    COPY = Qt.ItemDataRole.UserRole + 2


class TranscriptModel(QAbstractListModel):
    """The rows of the conversation in view, made when they are asked for.

    Opening costs a copy of references and a search per day, whatever the length; what arrives costs
    itself. `take()` wants every batch of the session's changes, in order.

    Signals: `older_changed` when `has_older` may have another value.
    """

    older_changed = Signal()

    def __init__(
        self, store: Store, *, now: Callable[[], Millis], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store = store
        self._conversation: ConversationId | None = None
        self._apart: Chat | None = None
        self._entries: list[Entry] = []
        self._lines = TranscriptLines()
        self._pending: list[Outgoing] = []
        self._delivered = 0
        self._read = 0
        self._all_new = False
        self._day_ends = Millis(0)
        self.wording = TranscriptWording(store, self._chat, now=now)
        self._roles: dict[int, Callable[[TranscriptRow], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda row: row.text,
            Qt.ItemDataRole.AccessibleTextRole: spoken,
            TranscriptRole.ROW: lambda row: row,
            TranscriptRole.COPY: copied,
        }

    # What a view asks.

    @property
    def conversation(self) -> ConversationId | None:
        """The conversation in view."""
        return self._conversation

    @property
    def has_older(self) -> bool:
        """Whether there is older history to read."""
        chat = self._chat()
        return chat is not None and chat.has_older

    @property
    def first_unread(self) -> int | None:
        """The row of the «new» line, or the first where everything is new."""
        return 0 if self._all_new else next(iter(self._lines.rows_of(RowKind.NEW)), None)

    @property
    def last_seq(self) -> int:
        """Up to where somebody who sees the last row has read."""
        return self._entries[-1].seq if self._entries else 0

    def row_of(self, seq: int) -> int | None:
        """The row of an entry, if it is here."""
        position = bisect_left(self._entries, seq, key=attrgetter("seq"))
        here = position < len(self._entries) and self._entries[position].seq == seq
        return self._lines.row_of_entry(position) if here else None

    def row_of_text(self, client_id: ClientId) -> int | None:
        """The row of a text that has not gone out, if it is here."""
        for position, item in enumerate(self._pending):
            if item.client_id == client_id:
                return self._entry_rows() + position
        return None

    def first_said(self, at: Millis) -> int | None:
        """The row of the first message or note of a time or later."""
        for position in range(bisect_left(self._entries, at, key=_at), len(self._entries)):
            if isinstance(self._entries[position].body, Message | Note | Whisper):
                return self._lines.row_of_entry(position)
        return None

    def row_at(self, row: int) -> TranscriptRow:
        """The row at a place, which must exist."""
        if (line := self._lines.at(row)) is not None:
            return self.wording.line(line)
        position = row - self._lines.above(row)
        if position < len(self._entries):
            return self._entry_row(position, after_line=self._is_line(row - 1))
        return self._outgoing_row(self._pending[position - len(self._entries)])

    def told(self, row: TranscriptRow, role: int) -> Any:  # noqa: ANN401
        """What a role tells of a row."""
        tell = self._roles.get(role)
        return None if tell is None else tell(row)

    def show(self, conversation: ConversationId | None) -> None:
        """Look at another conversation, or at none."""
        self._look_at(conversation, None)

    def show_log(self, chat: Chat) -> None:
        """Look at a conversation that is not among those of the store."""
        self._look_at(chat.id, chat)

    def _look_at(self, conversation: ConversationId | None, apart: Chat | None) -> None:
        self.beginResetModel()
        self._conversation, self._apart = conversation, apart
        self._day_ends = formats.next_midnight(self.wording.moment_of_server())
        chat = self._chat()
        self._load(chat.entries if chat else ())
        self._pending = list(chat.outgoing) if chat else []
        self.endResetModel()
        self.older_changed.emit()

    def take(self, changes: Sequence[Change]) -> None:
        """Follow what changed."""
        for change in changes:
            if isinstance(change, AccountChanged):
                self._retitle()
            elif getattr(change, "conversation", None) == self._conversation:
                self._take(change)

    def tick(self) -> None:
        """Time has passed: what has stopped is older, what is held goes sooner, today is over."""
        if self.wording.moment_of_server() >= self._day_ends:
            self._day_ends = formats.next_midnight(self.wording.moment_of_server())
            for row in self._lines.rows_of(RowKind.DAY):
                self._row_changed(row)
        stopped = [n for n, item in enumerate(self._pending) if item.stopped or item.not_before]
        if stopped:
            self._pending_changed(stopped[0], stopped[-1])

    def reword(self) -> None:
        """What may be looked into from here has changed: cards say so."""
        for position, entry in enumerate(self._entries):
            if isinstance(entry.body, Message) and entry.body.about is not None:
                self._row_changed(self._lines.row_of_entry(position))

    def _retitle(self) -> None:
        """Queues, topics and outcomes may be called otherwise now: events name them."""
        for position, entry in enumerate(self._entries):
            if not isinstance(entry.body, Message | Note):
                self._row_changed(self._lines.row_of_entry(position))

    # Translating changes.

    def _take(self, change: Change) -> None:
        match change:
            case EntriesAdded(_, first, entries):
                self._on_entries_added(first, entries)
            case EntryChanged(_, position, entry):
                self._entries[position] = entry
                self._row_changed(self._lines.row_of_entry(position))
                self._row_changed(self._lines.row_of_entry(self._run_start(position)))
            case LogReset(_, entries):
                self.beginResetModel()
                self._load(entries)
                self.endResetModel()
                self.older_changed.emit()
            case HeadChanged():
                self._on_head_changed()
            case OlderChanged():
                self.older_changed.emit()
            case OutgoingAdded(_, position, item) if position == len(self._pending):
                row = self.rowCount()
                self.beginInsertRows(_ROOT, row, row)
                self._pending.append(item)
                self.endInsertRows()
                self._said_changed(item)
            case OutgoingChanged(_, position, item):
                self._pending[position] = item
                self._pending_changed(position, position)
                self._said_changed(item)
            case OutgoingRemoved(_, position, client_id) if self._is_pending(position, client_id):
                row = self._entry_rows() + position
                self.beginRemoveRows(_ROOT, row, row)
                item = self._pending.pop(position)
                self.endRemoveRows()
                self._said_changed(item)
            case _:
                pass

    def _on_entries_added(self, first: int, entries: tuple[Entry, ...]) -> None:
        if first < len(self._entries) and self._entries[first].seq == entries[0].seq:
            return  # it was shown while this batch was being told
        if first == len(self._entries):
            self._append(entries)
        elif first == 0:
            self._prepend(entries)
        else:
            self.beginResetModel()
            self._entries[first:first] = entries
            self._load(self._entries)
            self.endResetModel()

    def _append(self, entries: tuple[Entry, ...]) -> None:
        start = len(self._entries)
        known_until = formats.next_midnight(self._entries[-1].at) if self._entries else Millis(0)
        lines = day_lines(entries, offset=start, known_until=known_until)
        row = self._entry_rows()
        self.beginInsertRows(_ROOT, row, row + len(entries) + len(lines) - 1)
        self._entries.extend(entries)
        self._lines.append(lines)
        self.endInsertRows()
        if start and self._folds_into_above(start):
            self._row_changed(self._lines.row_of_entry(self._run_start(start)))

    def _prepend(self, entries: tuple[Entry, ...]) -> None:
        lines = day_lines(entries)
        until = formats.next_midnight(entries[-1].at)
        if self._lines.begins_before(until):
            self.beginRemoveRows(_ROOT, 0, 0)
            self._lines.drop_first()
            self.endRemoveRows()
        self.beginInsertRows(_ROOT, 0, len(entries) + len(lines) - 1)
        self._entries[:0] = entries
        self._lines.prepend(lines, entries=len(entries))
        self.endInsertRows()
        self._row_changed(self._lines.row_of_entry(len(entries)))
        if any(item.said is not None for item in self._pending):
            self._pending_changed(0, len(self._pending) - 1)

    def _on_head_changed(self) -> None:
        chat = self._chat()
        head = chat.head if chat else None
        delivered, read = (head.delivered, head.read) if head else (0, 0)
        before = min(self._delivered, self._read)
        if (delivered, read) == (self._delivered, self._read):
            return
        self._delivered, self._read = delivered, read
        first = bisect_left(self._entries, before + 1, key=attrgetter("seq"))
        last = bisect_right(self._entries, max(delivered, read), key=attrgetter("seq")) - 1
        if first <= last:
            top, bottom = self._lines.row_of_entry(first), self._lines.row_of_entry(last)
            self.dataChanged.emit(self.index(top), self.index(bottom), list(self._roles))

    # Where rows stand.

    def _load(self, entries: Sequence[Entry]) -> None:
        chat = self._chat()
        head: Head | None = chat.head if chat else None
        self._entries = list(entries)
        self._delivered, self._read = (head.delivered, head.read) if head else (0, 0)
        self._lines = TranscriptLines(day_lines(self._entries))
        self._all_new = False
        new_after = chat.new_after if chat else None
        if new_after is not None:
            position = bisect_right(self._entries, new_after, key=attrgetter("seq"))
            # Before everything there is, it would part nothing from nothing.
            self._all_new = not position and bool(chat and not chat.has_older)
            if position < len(self._entries) and not self._all_new:
                self._lines.put(Line(position, RowKind.NEW, self._entries[position].at))

    def _entry_rows(self) -> int:
        return len(self._entries) + len(self._lines)

    def _is_line(self, row: int) -> bool:
        """Whether nothing that was said stands there; above the first row nothing does."""
        return row < 0 or self._lines.at(row) is not None

    def _is_pending(self, position: int, client_id: str) -> bool:
        return position < len(self._pending) and self._pending[position].client_id == client_id

    def _row_changed(self, row: int) -> None:
        index = self.index(row)
        self.dataChanged.emit(index, index, list(self._roles))

    def _said_changed(self, item: Outgoing) -> None:
        """What is on its way for a message is shown on the message."""
        row = self.row_of(item.said.seq) if item.said is not None else None
        if row is not None:
            self._row_changed(row)

    def _pending_changed(self, first: int, last: int) -> None:
        start = self._entry_rows()
        self.dataChanged.emit(
            self.index(start + first), self.index(start + last), list(self._roles)
        )

    def _folds_into_above(self, position: int) -> bool:
        """Whether an entry and the one before it are steps of routing with no line between."""
        return (
            position > 0
            and event_lines.folds(self._entries[position].body)
            and event_lines.folds(self._entries[position - 1].body)
            and not self._is_line(self._lines.row_of_entry(position) - 1)
        )

    def _run_start(self, position: int) -> int:
        while self._folds_into_above(position):
            position -= 1
        return position

    def _run(self, position: int) -> Sequence[Entry]:
        """The steps of routing that stand together from a place on; else the one entry."""
        end = position + 1
        while end < len(self._entries) and self._folds_into_above(end):
            end += 1
        return self._entries[position:end]

    def _chat(self) -> Chat | None:
        if self._apart is not None:
            return self._apart
        return self._store.chats.get(self._conversation) if self._conversation else None

    # What rows say.

    def _entry_row(self, position: int, *, after_line: bool) -> TranscriptRow:
        entry = self._entries[position]
        event = not isinstance(entry.body, Message | Note | Whisper)
        folded = event and not after_line and self._folds_into_above(position)
        standing = Standing(
            follows=(
                not after_line and position > 0 and _follows(self._entries[position - 1], entry)
            ),
            folded=folded,
            run=self._run(position) if event and not folded else (),
            mark=self._mark(entry.seq),
        )
        coming = on_its_way(self._pending, entry.seq)
        return self.wording.entry(entry, standing, coming=coming)

    def _outgoing_row(self, item: Outgoing) -> TranscriptRow:
        here = item.said is not None and self.row_of(item.said.seq) is not None
        return self.wording.outgoing(item, beside_message=here)

    def _mark(self, seq: int) -> Mark:
        if seq <= self._read:
            return Mark.READ
        return Mark.DELIVERED if seq <= self._delivered else Mark.ACCEPTED

    # Qt overrides.

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else self._entry_rows() + len(self._pending)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:  # noqa: ANN401
        if not index.isValid() or index.row() >= self.rowCount() or role not in self._roles:
            return None
        return self.told(self.row_at(index.row()), role)


def _follows(before: Entry, entry: Entry) -> bool:
    return (
        isinstance(entry.body, Message | Note | Whisper)
        and type(before.body) is type(entry.body)
        and before.author == entry.author
        and entry.at - before.at < FOLLOWS_MS
    )
