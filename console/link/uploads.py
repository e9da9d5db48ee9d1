"""Brings files to the server, piece by piece, from wherever it stands, until all of them are."""

import asyncio

from console.core import events
from console.core.attaching import AttachedFile
from console.core.errors import CommandRejected, LinkLost
from console.core.ports import Surroundings
from console.core.tasks import Spawn, run_together
from console.link import backoff
from console.link.connection import Connection
from console.link.host import Host
from console.link.transfers import Transfers
from protocol.answers import Upload
from protocol.commands import AnnounceFile, AnnounceNoteFile
from protocol.errors import ErrorCode
from protocol.ids import ClientId

AT_ONCE = 2
"""More would share the same line, and the first to be whole is the first to be sent."""


class Uploads:
    """Works through `Store.files_under_way()`; a file that is no longer there is let go."""

    def __init__(
        self,
        host: Host,
        connection: Connection,
        transfers: Transfers,
        *,
        surroundings: Surroundings,
    ) -> None:
        self._host = host
        self._connection = connection
        self._transfers = transfers
        self._around = surroundings
        self._under_way: set[ClientId] = set()
        self._work = asyncio.Event()

    def poke(self) -> None:
        """The state has changed: look again."""
        self._work.set()

    async def run(self) -> None:
        """Bring, for as long as the connection lasts. Raises `LinkLost`."""
        await run_together(self._upload)

    async def _upload(self, spawn: Spawn) -> None:
        while True:
            self._work.clear()
            for file in self._host.store.files_under_way():
                if file.key not in self._under_way and len(self._under_way) < AT_ONCE:
                    self._under_way.add(file.key)
                    spawn(self._bring(file), name="link:file")
            await self._work.wait()

    async def _bring(self, file: AttachedFile) -> None:
        """Until it is there, refused, or wanted no more."""
        tries = 0
        try:
            while self._wanted(file):
                try:
                    await self._bring_once(file)
                except LinkLost:
                    # Of the way of files alone: when the websocket breaks, all this is cancelled.
                    await self._pause(tries)
                except CommandRejected as refusal:
                    if refusal.retryable or refusal.code is ErrorCode.WRONG_OFFSET:
                        await self._pause(tries)
                    else:
                        self._host.apply([events.FileRefused(file.key, refusal.code)])
                tries += 1
        finally:
            self._under_way.discard(file.key)
            self._work.set()

    async def _bring_once(self, file: AttachedFile) -> None:
        announce = AnnounceNoteFile if file.note else AnnounceFile
        upload = await self._connection.ask(
            lambda request: announce(
                request=request,
                client_id=file.key,
                conversation=file.conversation,
                name=file.name,
                size=file.size,
                digest=file.digest,
            ),
            Upload,
        )
        offset = upload.received
        while offset < file.size:
            self._host.apply([events.FileMoved(file.key, offset)])
            piece = await self._host.piece(file.key, offset)
            if not self._wanted(file):
                return
            if not piece:
                raise CommandRejected(ErrorCode.FILE_DAMAGED)
            offset = await self._transfers.put(upload.url, upload.token, offset, piece)
        self._host.apply([events.FileArrived(file.key, upload.file)])

    def _wanted(self, file: AttachedFile) -> bool:
        return any(one.key == file.key for one in self._host.store.files_under_way())

    async def _pause(self, tries: int) -> None:
        await asyncio.sleep(backoff.pause(tries, chance=self._around.chance()))
