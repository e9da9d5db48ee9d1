"""One conversation as rows: day lines, the «new» line, entries, and what is on its way out."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from operator import attrgetter
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from console.core.attaching import AttachedFile
from console.core.changes import (
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
from console.core.outgoing import Outgoing, OutgoingKind
from console.core.second_words import on_its_way
from console.core.store import Store
from console.core.talks import question_open
from console.core.translating import Translation
from console.viewmodels import (
    card_lines,
    event_lines,
    file_lines,
    formats,
    mark_lines,
    second_word_rows,
)
from console.viewmodels.routing_lines import routing_line
from console.viewmodels.transcript_rows import CardLine, FileLine, Mark, RowKind, TranscriptRow
from console.viewmodels.translation_lines import translation_line
from language.text_language import is_foreign
from protocol.ids import ClientId, ConversationId
from protocol.values import (
    Author,
    AuthorRole,
    Citation,
    Entry,
    EntryBody,
    Head,
    Message,
    Millis,
    Note,
    Rated,
)

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_at = attrgetter("at")

FOLLOWS_MS = 180_000
"""Messages of one person this close read as one."""


class TranscriptRole(IntEnum):
    """What the model tells of a row."""

    ROW = Qt.ItemDataRole.UserRole + 1
    COPY = Qt.ItemDataRole.UserRole + 2


@dataclass(frozen=True, slots=True)
class _Line:
    """A row that stands before the entry at `position` and is no entry itself."""

    position: int
    kind: RowKind
    at: Millis


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
        self._now = now
        self._conversation: ConversationId | None = None
        self._apart: Chat | None = None
        self._entries: list[Entry] = []
        self._lines: list[_Line] = []
        self._pending: list[Outgoing] = []
        self._delivered = 0
        self._read = 0
        self._all_new = False
        self.translates_into: str | None = None
        """The user's language, where there is a translator."""
        self._roles: dict[int, Callable[[TranscriptRow], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda row: row.text,
            Qt.ItemDataRole.AccessibleTextRole: _spoken,
            TranscriptRole.ROW: lambda row: row,
            TranscriptRole.COPY: _copied,
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
        if self._all_new:
            return 0
        for number, line in enumerate(self._lines):
            if line.kind is RowKind.NEW:
                return line.position + number
        return None

    @property
    def last_seq(self) -> int:
        """Up to where somebody who sees the last row has read."""
        return self._entries[-1].seq if self._entries else 0

    def row_of(self, seq: int) -> int | None:
        """The row of an entry, if it is here."""
        position = bisect_left(self._entries, seq, key=attrgetter("seq"))
        here = position < len(self._entries) and self._entries[position].seq == seq
        return self._entry_index(position) if here else None

    def row_of_text(self, client_id: ClientId) -> int | None:
        """The row of a text that has not gone out, if it is here."""
        for position, item in enumerate(self._pending):
            if item.client_id == client_id:
                return self._entry_rows() + position
        return None

    def first_said(self, at: Millis) -> int | None:
        """The row of the first message or note of a time or later."""
        for position in range(bisect_left(self._entries, at, key=_at), len(self._entries)):
            if isinstance(self._entries[position].body, Message | Note):
                return self._entry_index(position)
        return None

    def row_at(self, row: int) -> TranscriptRow:
        """The row at a place, which must exist."""
        lines_before = self._lines_before(row)
        position = row - lines_before
        if lines_before < len(self._lines) and self._line_row(lines_before) == row:
            return self._line_row_at(self._lines[lines_before])
        if position < len(self._entries):
            return self._entry_row(position, after_line=self._is_line(row - 1))
        return self._pending_row(self._pending[position - len(self._entries)])

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
        chat = self._chat()
        self._load(chat.entries if chat else ())
        self._pending = list(chat.outgoing) if chat else []
        self.endResetModel()
        self.older_changed.emit()

    def take(self, changes: Sequence[Change]) -> None:
        """Follow what changed."""
        for change in changes:
            if getattr(change, "conversation", None) == self._conversation:
                self._take(change)

    def tick(self) -> None:
        """Time has passed: what has stopped is older, what is held goes sooner."""
        stopped = [n for n, item in enumerate(self._pending) if item.stopped or item.not_before]
        if stopped:
            self._pending_changed(stopped[0], stopped[-1])

    def reword(self) -> None:
        """What may be looked into from here has changed: cards say so."""
        for position, entry in enumerate(self._entries):
            if isinstance(entry.body, Message) and entry.body.about is not None:
                self._row_changed(self._entry_index(position))

    # Translating changes.

    def _take(self, change: Change) -> None:
        match change:
            case EntriesAdded(_, first, entries):
                self._on_entries_added(first, entries)
            case EntryChanged(_, position, entry):
                self._entries[position] = entry
                self._row_changed(self._entry_index(position))
                self._row_changed(self._entry_index(self._run_start(position)))
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
        lines = _day_lines(entries, offset=start, known_until=known_until)
        row = self._entry_rows()
        self.beginInsertRows(_ROOT, row, row + len(entries) + len(lines) - 1)
        self._entries.extend(entries)
        self._lines.extend(lines)
        self.endInsertRows()
        if start and self._folds_into_above(start):
            self._row_changed(self._entry_index(self._run_start(start)))

    def _prepend(self, entries: tuple[Entry, ...]) -> None:
        lines = _day_lines(entries, offset=0, known_until=Millis(0))
        until = formats.next_midnight(entries[-1].at)
        if self._lines and self._lines[0].kind is RowKind.DAY and self._lines[0].at < until:
            self.beginRemoveRows(_ROOT, 0, 0)
            del self._lines[0]
            self.endRemoveRows()
        self.beginInsertRows(_ROOT, 0, len(entries) + len(lines) - 1)
        self._entries[:0] = entries
        shift = len(entries)
        self._lines = lines + [
            _Line(line.position + shift, line.kind, line.at) for line in self._lines
        ]
        self.endInsertRows()
        self._row_changed(self._entry_index(shift))

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
            top, bottom = self._entry_index(first), self._entry_index(last)
            self.dataChanged.emit(self.index(top), self.index(bottom), list(self._roles))

    # Where rows stand.

    def _load(self, entries: Sequence[Entry]) -> None:
        chat = self._chat()
        head: Head | None = chat.head if chat else None
        self._entries = list(entries)
        self._delivered, self._read = (head.delivered, head.read) if head else (0, 0)
        self._lines = _day_lines(self._entries, offset=0, known_until=Millis(0))
        self._all_new = False
        new_after = chat.new_after if chat else None
        if new_after is not None:
            position = bisect_right(self._entries, new_after, key=attrgetter("seq"))
            # Before everything there is, it would part nothing from nothing.
            self._all_new = not position and bool(chat and not chat.has_older)
            if position < len(self._entries) and not self._all_new:
                line = _Line(position, RowKind.NEW, self._entries[position].at)
                place = bisect_right(self._lines, position, key=attrgetter("position"))
                self._lines.insert(place, line)

    def _entry_rows(self) -> int:
        return len(self._entries) + len(self._lines)

    def _line_row(self, number: int) -> int:
        return self._lines[number].position + number

    def _lines_before(self, row: int) -> int:
        """How many lines stand above a row."""
        low, high = 0, len(self._lines)
        while low < high:
            middle = (low + high) // 2
            if self._line_row(middle) < row:
                low = middle + 1
            else:
                high = middle
        return low

    def _is_line(self, row: int) -> bool:
        number = self._lines_before(row)
        return row < 0 or (number < len(self._lines) and self._line_row(number) == row)

    def _entry_index(self, position: int) -> int:
        return position + bisect_right(self._lines, position, key=attrgetter("position"))

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
            and not self._is_line(self._entry_index(position) - 1)
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

    def _line_row_at(self, line: _Line) -> TranscriptRow:
        if line.kind is RowKind.NEW:
            text = QCoreApplication.translate("Transcript", "New")
        else:
            text = formats.day(line.at)
        return TranscriptRow(
            kind=line.kind, key=f"{line.kind} {line.at}", version=0, at=line.at, text=text
        )

    def _entry_row(self, position: int, *, after_line: bool) -> TranscriptRow:
        entry = self._entries[position]
        body, author = entry.body, entry.author
        follows = not after_line and position > 0 and _follows(self._entries[position - 1], entry)
        mark, folded, time_text = Mark.NONE, False, formats.clock(entry.at)
        own = author.role is AuthorRole.AGENT and author.id == self._store.me
        about = body.about if isinstance(body, Message) else None
        asked = about is not None and about.conversation in self._store.talks.asked
        askable = self._is_askable(entry)
        translation = self._translation(entry)
        match body:
            case Message(text=text):
                kind = RowKind.MESSAGE
                if body.deleted:
                    text = QCoreApplication.translate("Transcript", "The message was deleted")
                elif body.edited is not None:
                    edited = QCoreApplication.translate("Transcript", "edited · {time}")
                    time_text = edited.format(time=time_text)
                if author.role is AuthorRole.AGENT and (own or not self._is_talk()):
                    mark = self._mark(entry.seq)
            case Note(text=text):
                kind = RowKind.NOTE
            case _:
                kind = RowKind.EVENT
                folded = not after_line and self._folds_into_above(position)
                run = [] if folded else self._run(position)
                text = routing_line(run, self._store.workplace)
                time_text = formats.clocks(entry.at, run[-1].at) if run else time_text
        row = TranscriptRow(
            kind=kind,
            key=f"entry {entry.seq}",
            version=hash(
                (
                    entry.rev,
                    mark,
                    follows,
                    (text, time_text) if kind is RowKind.EVENT else "",
                    asked,
                    askable,
                    translation,
                )
            ),
            at=entry.at,
            text=text,
            seq=entry.seq,
            author_role=author.role,
            author_name=event_lines.author_name(author),
            folded=folded,
            outgoing=self._is_ours(author),
            note=kind is RowKind.NOTE,
            follows=follows,
            time_text=time_text,
            mark=mark,
            mark_text=mark_lines.mark_line(mark),
            client_id=entry.client_id,
            mine=self._is_mine(entry),
            erased=isinstance(body, Message) and body.deleted,
            stars=body.stars if isinstance(body, Rated) else None,
            files=_files(body) if isinstance(body, Message) else (),
            card=self._card(body.about, own=own) if isinstance(body, Message) else None,
            askable=askable,
            settleable=own and isinstance(body, Message) and _is_open(body.about),
            translatable=not own and self._is_translatable(body),
            translation=translation_line(translation) if translation is not None else None,
        )
        coming = on_its_way(self._pending, entry.seq) if row.mine else None
        if coming is None or coming.said is None:
            return row
        return second_word_rows.as_it_will_read(row, coming, coming.said)

    def _pending_row(self, item: Outgoing) -> TranscriptRow:
        now = self._now()
        mark = mark_lines.mark_of(item, now=now)
        held = mark is Mark.HELD
        if held:
            text = mark_lines.held_line(item, now=now)
        elif item.stopped:
            text = mark_lines.stop_line(item, now=now)
        else:
            text = mark_lines.mark_line(mark)
        account = self._store.account
        row = TranscriptRow(
            kind=RowKind.PENDING,
            key=f"outgoing {item.client_id}",
            version=hash((mark, text, item.files, item.broken)),
            at=item.written_at,
            text=item.text,
            author_role=AuthorRole.AGENT,
            author_name=account.name if account else "",
            outgoing=True,
            note=item.kind is OutgoingKind.NOTE,
            time_text=text if held else formats.clock(item.written_at),
            mark=mark,
            mark_text=text,
            client_id=item.client_id,
            failed_code=item.code,
            wait_reason=item.reason,
            files=tuple(map(_kept_file, item.files)),
            card=self._card(item.about, own=True),
            takeable=item.untried and item.broken,
        )
        return row if item.said is None else second_word_rows.stopped_row(row, item, item.said)

    def _is_talk(self) -> bool:
        chat = self._chat()
        return chat is not None and chat.is_talk

    def _is_ours(self, author: Author) -> bool:
        """Whether it stands at the right: in a talk of colleagues only what I say does."""
        if self._is_talk():
            return author.id == self._store.me
        return author.role in (AuthorRole.AGENT, AuthorRole.ROBOT)

    def _is_askable(self, entry: Entry) -> bool:
        chat = self._chat()
        if chat is None or chat.is_talk or not chat.owned_by(self._store.me):
            return False
        body = entry.body
        return isinstance(body, Note) or (isinstance(body, Message) and not body.deleted)

    def _translation(self, entry: Entry) -> Translation | None:
        chat = self._chat()
        return chat.translation(entry) if chat is not None else None

    def _is_translatable(self, body: EntryBody) -> bool:
        into = self.translates_into
        if into is None or not isinstance(body, Message) or body.deleted:
            return False
        return is_foreign(body.text, into)

    def _card(self, about: Citation | None, *, own: bool) -> CardLine | None:
        if about is None:
            return None
        openable = own or question_open(about, self._store.talks.asked)
        return card_lines.card_line(about, own=own, openable=openable)

    def _is_mine(self, entry: Entry) -> bool:
        author, body = entry.author, entry.body
        own = author.role is AuthorRole.AGENT and author.id == self._store.me
        return own and isinstance(body, Message) and not body.deleted

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


def _day_lines(entries: Sequence[Entry], *, offset: int, known_until: Millis) -> list[_Line]:
    """A line before the first entry of each day after `known_until`: one search a day."""
    lines = []
    position = bisect_left(entries, known_until, key=_at)
    while position < len(entries):
        at = entries[position].at
        lines.append(_Line(offset + position, RowKind.DAY, at))
        position = bisect_left(entries, formats.next_midnight(at), lo=position + 1, key=_at)
    return lines


def _follows(before: Entry, entry: Entry) -> bool:
    return (
        isinstance(entry.body, Message | Note)
        and type(before.body) is type(entry.body)
        and before.author == entry.author
        and entry.at - before.at < FOLLOWS_MS
    )


def _is_open(about: Citation | None) -> bool:
    return about is not None and not about.settled


def _files(body: Message) -> tuple[FileLine, ...]:
    return tuple(
        FileLine(
            key=file.id,
            name=file.name,
            media_type=file.media_type,
            line=file_lines.size_line(file.size),
            width=file.width,
            height=file.height,
        )
        for file in body.files
    )


def _kept_file(file: AttachedFile) -> FileLine:
    return FileLine(
        key=file.key,
        name=file.name,
        media_type=file.kind.media_type,
        line=file_lines.progress_line(file),
        width=file.kind.width,
        height=file.kind.height,
        kept=True,
    )


def _spoken(row: TranscriptRow) -> str:
    author = row.author_name if row.kind is not RowKind.EVENT else ""
    files = [file.name for file in row.files]
    card = (row.card.title, row.card.text, row.card.state) if row.card is not None else ()
    made = (row.translation.title, row.translation.text) if row.translation is not None else ()
    parts = (author, *card, row.text, *made, *files, row.time_text, row.mark_text)
    return ", ".join(part for part in parts if part)


def _copied(row: TranscriptRow) -> str:
    if row.kind in (RowKind.DAY, RowKind.NEW, RowKind.EVENT):
        return row.text
    return f"[{row.time_text}] {row.author_name}: {row.text}"
