"""What an account has on this machine: drafts, texts on their way out, settings, its token."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

import msgspec
from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from console.core.attaching import AttachedFile
from console.core.errors import SettingsError
from console.core.events import Draft, Restored
from console.core.outgoing import Outgoing, OutgoingKind, OutgoingState, WaitReason
from console.local import tables
from console.local.desk_file import OpenedFile
from console.local.kept_files import KeptFiles, forget_files_of, hand_files_over, read_files
from console.local.own_replies import OwnReplies
from console.local.resting import Resting
from console.local.used_replies import forget_replies_of, keep_replies_of, read_replies
from console.local.writer import Writer
from protocol.errors import ErrorCode
from protocol.ids import ClientId, ConversationId
from protocol.values import Citation, Millis

KEEP_DRAFTS_MS = 24 * 3600 * 1000
"""A draft outlives its conversation's place on the desk by a day at most."""

_DraftKey = tuple[ConversationId, bool]


class LocalDesk:
    """The open file of one account.

    `settings` is the file's own copy in memory; `set_aside` names a file that could not be read.
    """

    def __init__(
        self, opened: OpenedFile, *, on_disk: Callable[[SettingsError | None], None]
    ) -> None:
        self.set_aside: Path | None = opened.set_aside
        self.settings: dict[str, str] = {}
        self._writer = Writer(opened.engine, name="pult-desk-file", on_disk=on_disk)
        self.files = KeptFiles(self._writer)
        self.replies = OwnReplies(self._writer)
        self._drafts: dict[_DraftKey, tuple[str, Millis]] = {}
        self._resting = Resting(self._write_drafts)

    async def load(self) -> Restored:
        """Read everything that was kept."""

        def work(connection: Connection) -> tuple[Restored, dict[str, str]]:
            settings = {row.name: row.value for row in connection.execute(select(tables.setting))}
            drafts = tuple(
                Draft(ConversationId(row.conversation), row.text, note=row.note)
                for row in connection.execute(select(tables.draft))
            )
            rows = connection.execute(select(tables.outgoing).order_by(tables.outgoing.c.place))
            files = read_files(connection)
            replies = read_replies(connection)
            about = {
                row.client_id: row.about for row in connection.execute(select(tables.question))
            }
            outgoing = tuple(
                _item(
                    row,
                    files.get(row.client_id, ()),
                    replies.get(row.client_id, ()),
                    about.get(row.client_id, ""),
                )
                for row in rows
            )
            # Where a text is not, its files are the draft's: it was taken back a moment ago.
            texts = {item.client_id for item in outgoing}
            attached = [one for text, own in files.items() if text not in texts for one in own]
            return Restored(drafts, outgoing, tuple(attached)), settings

        restored, self.settings = await self._writer.submit(work)
        await self.replies.load()
        return restored

    async def enqueue(self, item: Outgoing) -> None:
        """Keep a text that was entered, and its draft no longer. On disk when this returns."""
        note = item.kind is OutgoingKind.NOTE
        if item.about is None:
            self._drafts.pop((item.conversation, note), None)

        def work(connection: Connection) -> None:
            connection.execute(insert(tables.outgoing).values(**_values(item)))
            keep_replies_of(connection, item)
            if item.about is not None:
                about = msgspec.json.encode(item.about).decode()
                connection.execute(
                    insert(tables.question).values(client_id=item.client_id, about=about)
                )
            hand_files_over(connection, [file.key for file in item.files], to=item.client_id)
            if item.about is None:  # a question was no draft of its talk
                _erase_draft(connection, (item.conversation, note))

        await self._writer.submit(work)

    def keep(self, client_id: ClientId, item: Outgoing) -> None:
        """Follow an outgoing text: its state, and its identity if that changed."""

        def work(connection: Connection) -> None:
            connection.execute(
                update(tables.outgoing)
                .where(tables.outgoing.c.client_id == client_id)
                .values(**_values(item))
            )
            if item.client_id != client_id:
                hand_files_over(connection, [file.key for file in item.files], to=item.client_id)
                forget_replies_of(connection, client_id)
                keep_replies_of(connection, item)

        self._writer.post(work)

    def discard(self, client_id: ClientId, *, keep: Sequence[ClientId] = ()) -> None:
        """An outgoing text is acknowledged or given up, and its files with it, but for some."""

        def work(connection: Connection) -> None:
            connection.execute(
                delete(tables.outgoing).where(tables.outgoing.c.client_id == client_id)
            )
            _forget_question(connection, client_id)
            forget_files_of(connection, client_id, keep=keep)
            forget_replies_of(connection, client_id)

        self._writer.post(work)

    def take_back(
        self,
        client_id: ClientId,
        conversation: ConversationId,
        text: str,
        *,
        note: bool,
        files: Sequence[ClientId],
        now: Millis,
    ) -> asyncio.Future[None]:
        """Turn an outgoing text into a draft, its files included, in one step.

        What this returns is set when it is on disk.
        """
        self._drafts.pop((conversation, note), None)

        def work(connection: Connection) -> None:
            connection.execute(
                delete(tables.outgoing).where(tables.outgoing.c.client_id == client_id)
            )
            _forget_question(connection, client_id)
            hand_files_over(connection, files, to=None)
            forget_replies_of(connection, client_id)
            _write_draft(connection, (conversation, note), text, now)

        return self._writer.submit(work)

    def put_draft(
        self, conversation: ConversationId, text: str, *, note: bool, now: Millis
    ) -> None:
        """Follow the keyboard: on disk within a second."""
        self._drafts[conversation, note] = (text, now)
        self._resting.stir()

    def purge(self, *, on_desk: Collection[ConversationId], now: Millis) -> None:
        """Forget drafts of conversations that left the desk a day ago."""

        def work(connection: Connection) -> None:
            connection.execute(
                update(tables.draft)
                .where(tables.draft.c.conversation.in_(on_desk))
                .values(seen_at=now)
            )
            connection.execute(
                delete(tables.draft).where(tables.draft.c.seen_at < now - KEEP_DRAFTS_MS)
            )

        self._writer.post(work)

    def remember(self, name: str, value: str) -> None:
        """Keep a setting."""
        if self.settings.get(name) != value:
            self.settings[name] = value
            self._writer.post(lambda connection: _write_setting(connection, name, value))

    async def remember_safely(self, name: str, value: str) -> None:
        """Keep a setting. On disk when this returns."""
        self.settings[name] = value
        await self._writer.submit(lambda connection: _write_setting(connection, name, value))

    async def aclose(self) -> None:
        """Write what waits and close the file."""
        self._write_drafts()
        await self._writer.aclose()

    def _write_drafts(self) -> None:
        self._resting.stop()
        drafts, self._drafts = self._drafts, {}
        if not drafts:
            return

        def work(connection: Connection) -> None:
            for key, (text, now) in drafts.items():
                _write_draft(connection, key, text, now)

        self._writer.post(work)


def _write_setting(connection: Connection, name: str, value: str) -> None:
    statement = upsert(tables.setting).values(name=name, value=value)
    connection.execute(
        statement.on_conflict_do_update(index_elements=["name"], set_={"value": value})
    )


def _write_draft(connection: Connection, key: _DraftKey, text: str, now: Millis) -> None:
    if not text:
        _erase_draft(connection, key)
        return
    statement = upsert(tables.draft).values(
        conversation=key[0], note=key[1], text=text, seen_at=now
    )
    connection.execute(
        statement.on_conflict_do_update(
            index_elements=["conversation", "note"], set_={"text": text, "seen_at": now}
        )
    )


def _erase_draft(connection: Connection, key: _DraftKey) -> None:
    connection.execute(
        delete(tables.draft).where(
            tables.draft.c.conversation == key[0], tables.draft.c.note == key[1]
        )
    )


def _forget_question(connection: Connection, client_id: ClientId) -> None:
    connection.execute(delete(tables.question).where(tables.question.c.client_id == client_id))


def _values(item: Outgoing) -> dict[str, str | int | None]:
    # What is on its way now may or may not have arrived when this is read again: queued.
    state = item.state if item.stopped else OutgoingState.QUEUED
    return {
        "client_id": item.client_id,
        "conversation": item.conversation,
        "kind": item.kind.value,
        "text": item.text,
        "epoch": item.epoch,
        "seen_seq": item.seen_seq,
        "written_at": item.written_at,
        "state": state.value,
        "reason": item.reason.value if item.reason else None,
        "code": item.code.value if item.code else None,
    }


def _item(
    row: Row[tuple[object, ...]],
    files: Sequence[AttachedFile],
    replies: Sequence[str],
    about: str,
) -> Outgoing:
    return Outgoing(
        client_id=ClientId(row.client_id),
        conversation=ConversationId(row.conversation),
        kind=OutgoingKind(row.kind),
        text=row.text,
        epoch=row.epoch,
        seen_seq=row.seen_seq,
        written_at=Millis(row.written_at),
        state=OutgoingState(row.state),
        reason=WaitReason(row.reason) if row.reason else None,
        code=ErrorCode(row.code) if row.code else None,
        files=tuple(files),
        replies=tuple(replies),
        about=msgspec.json.decode(about, type=Citation) if about else None,
    )
