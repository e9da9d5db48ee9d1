"""What a row of a transcript says: of a line, of an entry, of a text on its way out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from console.core.attaching import AttachedFile
from console.core.chat import Chat
from console.core.outgoing import Outgoing
from console.core.rights import may_see
from console.core.store import Store
from console.core.talks import question_open
from console.viewmodels import (
    card_lines,
    event_lines,
    file_lines,
    formats,
    mark_lines,
    second_word_rows,
)
from console.viewmodels.routing_lines import routing_line
from console.viewmodels.routing_why import why_of
from console.viewmodels.transcript_lines import Line
from console.viewmodels.transcript_rows import CardLine, FileLine, Mark, RowKind, TranscriptRow
from console.viewmodels.translation_lines import translation_line
from language.text_language import is_foreign
from protocol.bodies import Attachment, Citation, EntryBody, Message, Note, Rated, Whisper
from protocol.entries import Entry
from protocol.people import Author, AuthorRole
from protocol.scalars import Millis

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Standing:
    """What an entry's row depends on besides the entry: its neighbours, and who has seen it.

    `run` are the steps of routing that stand together from here on.
    """

    follows: bool
    folded: bool
    run: Sequence[Entry]
    mark: Mark


class TranscriptWording:
    """Makes the rows of the conversation in view, which `chat` tells."""

    def __init__(
        self, store: Store, chat: Callable[[], Chat | None], *, now: Callable[[], Millis]
    ) -> None:
        self._store = store
        self._chat = chat
        self._now = now
        self.translates_into: str | None = None
        """The user's language, where there is a translator."""

    def moment_of_server(self) -> Millis:
        """The clock that the times of a log are of, however wrong the one of this machine is."""
        return Millis(self._now() + self._store.clock_offset_ms)

    def line(self, line: Line) -> TranscriptRow:
        """The row of a day, or of what is new."""
        if line.kind is RowKind.NEW:
            text, title = translate("Transcript", "New"), ""
        else:
            text, title = (
                formats.day(line.at),
                formats.near_day(line.at, now=self.moment_of_server()),
            )
        return TranscriptRow(
            kind=line.kind,
            key=f"{line.kind} {line.at}",
            version=hash(title),
            at=line.at,
            text=text,
            title=title,
        )

    def entry(
        self, entry: Entry, standing: Standing, *, coming: Outgoing | None = None
    ) -> TranscriptRow:
        """The row of an entry, as it will read once the change that is on its way has come."""
        body, author, chat = entry.body, entry.author, self._chat()
        time_text = formats.clock(entry.at)
        mark = Mark.NONE
        own = author.role is AuthorRole.AGENT and author.id == self._store.me
        name = event_lines.author_name(author)
        about = body.about if isinstance(body, Message) else None
        asked = about is not None and about.conversation in self._store.talks.asked
        askable = self._is_askable(entry)
        translation = chat.translation(entry) if chat is not None else None
        why = ""
        match body:
            case Message(text=text):
                kind = RowKind.MESSAGE
                if body.deleted:
                    text = translate("Transcript", "The message was deleted")
                elif body.edited is not None:
                    edited = translate("Transcript", "edited · {time}")
                    time_text = edited.format(time=time_text)
                if author.role is AuthorRole.AGENT and (own or not self._is_talk()):
                    mark = standing.mark
            case Note(text=text):
                kind = RowKind.NOTE
                if body.deleted:
                    text = translate("Transcript", "The note was deleted")
                elif body.edited is not None:
                    edited = translate("Transcript", "edited · {time}")
                    time_text = edited.format(time=time_text)
            case Whisper(text=text, to=to):
                kind, name = RowKind.NOTE, whisper_author(author, to)
            case _:
                kind, run = RowKind.EVENT, standing.run
                text = routing_line(run, self._store.workplace)
                why = why_of(run, self._store.workplace)
                time_text = formats.clocks(entry.at, run[-1].at) if run else time_text
        seen = (
            entry.rev,
            mark,
            standing.follows,
            (text, time_text, why) if kind is RowKind.EVENT else "",
            asked,
            askable,
            translation,
        )
        row = TranscriptRow(
            kind=kind,
            key=f"entry {entry.seq}",
            version=hash(seen),
            at=entry.at,
            text=text,
            seq=entry.seq,
            author_role=author.role,
            author_name=name,
            folded=standing.folded,
            outgoing=self._is_ours(author),
            note=kind is RowKind.NOTE,
            follows=standing.follows,
            time_text=time_text,
            mark=mark,
            mark_text=mark_lines.mark_line(mark),
            client_id=entry.client_id,
            mine=own and isinstance(body, Message | Note) and not body.deleted,
            erased=isinstance(body, Message | Note) and body.deleted,
            stars=body.stars if isinstance(body, Rated) else None,
            files=tuple(map(_sent_file, body.files)) if isinstance(body, Message | Note) else (),
            card=self._card(about, own=own),
            askable=askable,
            settleable=own and about is not None and not about.settled,
            translatable=not own and self._is_translatable(body),
            translation=translation_line(translation) if translation is not None else None,
            why=why,
        )
        if not row.mine or coming is None or coming.said is None:
            return row
        return second_word_rows.as_it_will_read(row, coming, coming.said)

    def outgoing(self, item: Outgoing, *, beside_message: bool = True) -> TranscriptRow:
        """The row of a text that the log does not have yet.

        A change of a message whose page of the log is not here stands by itself.
        """
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
        written_at = Millis(item.written_at + self._store.clock_offset_ms)
        row = TranscriptRow(
            kind=RowKind.PENDING,
            key=f"outgoing {item.client_id}",
            version=hash((mark, text, item.files, item.broken)),
            at=written_at,
            text=item.text,
            author_role=AuthorRole.AGENT,
            author_name=account.name if account else "",
            outgoing=True,
            note=item.is_note,
            time_text=text if held else formats.clock(written_at),
            mark=mark,
            mark_text=text,
            client_id=item.client_id,
            failed_code=item.code,
            wait_reason=item.reason,
            files=tuple(map(_kept_file, item.files)),
            card=self._card(item.about, own=True),
            takeable=item.untried and item.broken,
        )
        if item.said is None:
            return row
        return second_word_rows.change_row(row, item, item.said, beside_message=beside_message)

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
        return isinstance(body, Message | Note) and not body.deleted

    def _is_translatable(self, body: EntryBody) -> bool:
        into = self.translates_into
        if into is None or not isinstance(body, Message) or body.deleted:
            return False
        return is_foreign(body.text, into)

    def _card(self, about: Citation | None, *, own: bool) -> CardLine | None:
        if about is None:
            return None
        account = self._store.account
        sees = may_see(account.role if account is not None else None)
        openable = sees and (own or question_open(about, self._store.talks.asked))
        return card_lines.card_line(about, own=own, openable=openable)


def whisper_author(author: Author, to: str) -> str:
    """Who whispers, and to whom: nobody may take it for a note to all."""
    text = translate("Transcript", "{name} whispers to {to}")
    return text.format(name=event_lines.author_name(author), to=to)


def spoken(row: TranscriptRow) -> str:
    """The row for who listens to the screen."""
    author = row.author_name if row.kind is not RowKind.EVENT else ""
    files = [file.name for file in row.files]
    card = (row.card.title, row.card.text, row.card.state) if row.card is not None else ()
    made = (row.translation.title, row.translation.text) if row.translation is not None else ()
    parts = (author, *card, row.text, *made, *files, row.time_text, row.mark_text)
    return ", ".join(part for part in parts if part)


def copied(row: TranscriptRow) -> str:
    """The row as it is copied with the name and the time."""
    if row.kind in (RowKind.DAY, RowKind.NEW, RowKind.EVENT):
        return row.text
    return f"[{row.time_text}] {row.author_name}: {row.text}"


def _sent_file(file: Attachment) -> FileLine:
    return FileLine(
        key=file.id,
        name=file.name,
        media_type=file.media_type,
        line=file_lines.size_line(file.size),
        width=file.width,
        height=file.height,
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
