"""What an account has on this machine: drafts, texts on their way out, settings, its token."""

import asyncio
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.dialects.sqlite import insert as upsert

from console.core.errors import SettingsError
from console.core.events import Draft, Restored
from console.core.outgoing import Outgoing, OutgoingKind
from console.local import tables
from console.local.desk_file import OpenedFile
from console.local.kept_files import KeptFiles, read_files
from console.local.outgoing_rows import (
    add_outgoing,
    erase_outgoing,
    follow_outgoing,
    read_outgoing,
    take_back_outgoing,
)
from console.local.own_replies import OwnReplies
from console.local.resting import Resting
from console.local.writer import Writer
from protocol.ids import ClientId, ConversationId
from protocol.scalars import Millis

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
            files = read_files(connection)
            outgoing = read_outgoing(connection, files)
            # Where a text is not, its files are the draft's: it was taken back a moment ago.
            texts = {item.client_id for item in outgoing}
            attached = [one for text, own in files.items() if text not in texts for one in own]
            return Restored(drafts, outgoing, tuple(attached)), settings

        restored, self.settings = await self._writer.submit(work)
        await self.replies.load()
        return restored

    async def enqueue(self, item: Outgoing) -> None:
        """Keep a text that was entered, and its draft no longer. On disk when this returns."""
        draft = (item.conversation, item.kind is OutgoingKind.NOTE)
        if item.was_draft:
            self._drafts.pop(draft, None)

        def work(connection: Connection) -> None:
            add_outgoing(connection, item)
            if item.was_draft:
                _erase_draft(connection, draft)

        await self._writer.submit(work)

    def keep(self, client_id: ClientId, item: Outgoing) -> None:
        """Follow an outgoing text: its state, and its identity if that changed."""
        self._writer.post(lambda connection: follow_outgoing(connection, client_id, item))

    def discard(self, client_id: ClientId, *, keep: Sequence[ClientId] = ()) -> None:
        """An outgoing text is acknowledged or given up, and its files with it, but for some."""
        self._writer.post(lambda connection: erase_outgoing(connection, client_id, keep=keep))

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
            take_back_outgoing(connection, client_id, files=files)
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
