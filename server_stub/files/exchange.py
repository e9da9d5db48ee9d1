"""The way of a file: announced, arriving, looked into, waiting for its entry, fetched, erased."""

import asyncio
import hashlib
import secrets
from collections.abc import AsyncIterator, Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TypeVar

import msgspec
import structlog

from protocol import limits
from protocol.file_kinds import HEAD_BYTES
from protocol.ids import ClientId, ConversationId, FileId, new_id
from protocol.picture_sizes import is_too_large, kind_of
from protocol.scalars import Millis
from server_stub.domain.acts import Actor
from server_stub.domain.errors import (
    ClientIdReused,
    DomainError,
    FileDamaged,
    FilesFull,
    FileTooLarge,
    FileTypeRefused,
    NotFound,
    PictureTooLarge,
)
from server_stub.domain.files import FileState, StoredFile, announced_for
from server_stub.domain.permissions import authorize, level_of, relation_to
from server_stub.files.errors import FilesUnavailable
from server_stub.files.port import FileStore
from server_stub.storage import conversations, files, reading
from server_stub.storage.engine import store_now
from server_stub.storage.errors import StorageUnavailable
from server_stub.storage.unit_of_work import UnitOfWork
from server_stub.store import Store

THREADS = 4
"""Disks are slow one at a time; more would only wait for each other."""

SWEEP_SECONDS = 600.0
"""What was never sent is looked for this often."""

_Result = TypeVar("_Result")
_log = structlog.get_logger(__name__)


class Announced(msgspec.Struct, frozen=True, kw_only=True):
    """A file may arrive: `token` brings it, `received` bytes of it are here."""

    file: FileId
    token: str
    received: int


class Ticketed(msgspec.Struct, frozen=True, kw_only=True):
    """A file may be fetched with the token, until a moment."""

    token: str
    expires_at: Millis


class Files:
    """The files of all conversations. Made on the event loop that uses it."""

    def __init__(self, store: Store, keeper: FileStore, *, refused: Collection[str]) -> None:
        self._store = store
        self._keeper = keeper
        self._refused = frozenset(refused)
        self._loop = asyncio.get_running_loop()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="files")
        # Held while contents come and go by digest, so that none goes that has just come again:
        # here, at least; what another node does is looked for (`_erase_buried`).
        self._settling = asyncio.Lock()

    async def announce(
        self,
        actor: Actor,
        verb: str,
        conversation: ConversationId,
        *,
        client_id: ClientId,
        name: str,
        size: int,
        digest: str,
    ) -> Announced:
        """Say that a file will come, or again, to learn how much of it has. Raises `DomainError`.

        The newest announcement's token is the one that counts.
        """
        if size > limits.FILE_BYTES:
            raise FileTooLarge(limit=limits.FILE_BYTES)
        token = secrets.token_urlsafe(32)

        def put(unit: UnitOfWork) -> StoredFile:
            present = unit.require_rights(actor)
            found = conversations.load(unit.connection, {conversation}, locked=True)
            subject = found.get(conversation)
            authorize(present, verb, relation_to(subject, present, verb))
            if subject is None:
                raise NotFound
            wanted = StoredFile(
                id=FileId(new_id()),
                sender=actor.id,
                conversation=conversation,
                audience=announced_for(verb, subject),
                name=name,
                size=size,
                digest=digest,
                state=FileState.ANNOUNCED,
            )
            known = files.announced_as(unit.connection, client_id, actor.id)
            if known is not None:
                if not _same(known, wanted):
                    raise ClientIdReused
                files.give_token(unit.connection, known.id, _hash(token))
                return known
            _require_room(unit, wanted)
            files.add(
                unit.connection,
                wanted,
                client_id=client_id,
                token_hash=_hash(token),
                now=unit.now,
            )
            unit.audit(actor.id, verb, wanted.id, data=conversation)
            return wanted

        file = await self._store.lanes.run(put, key=conversation)
        received = await self._received(file)
        return Announced(file=file.id, token=token, received=received)

    async def received(self, token: str) -> int:
        """How much of the file has arrived that this token brings. Raises `NotFound`."""
        return await self._received(await self._arriving(token))

    async def receive(self, token: str, offset: int, pieces: AsyncIterator[bytes]) -> int:
        """Take what comes, from an offset on; how much there is then.

        What has come before a break stays. When the last byte is there the file is looked into,
        and what may not be kept is forgotten. Raises `DomainError`.
        """
        file = await self._arriving(token)
        if file.state is not FileState.ANNOUNCED:
            return file.size
        async for piece in pieces:
            if offset + len(piece) > file.size:
                raise FileTooLarge(limit=file.size)
            if piece:
                offset = await self._run(partial(self._keeper.append, file.id, offset, piece))
        return await self._received(file)

    async def take_whole(
        self,
        actor: Actor,
        verb: str,
        conversation: ConversationId,
        *,
        client_id: ClientId,
        name: str,
        content: bytes,
    ) -> FileId:
        """Have a file that is within this very process. Idempotent by `client_id`."""
        announced = await self.announce(
            actor,
            verb,
            conversation,
            client_id=client_id,
            name=name,
            size=len(content),
            digest=hashlib.sha256(content).hexdigest(),
        )

        async def rest() -> AsyncIterator[bytes]:
            yield content[announced.received :]

        await self.receive(announced.token, announced.received, rest())
        return announced.file

    async def ticket(
        self, actor: Actor, verb: str, conversation: ConversationId, file: FileId
    ) -> Ticketed:
        """Let who may see the entry fetch its file. On record before it is given."""
        token = secrets.token_urlsafe(32)

        def put(unit: UnitOfWork) -> Ticketed:
            reading.sight(unit.connection, actor, verb, conversation)
            found = files.sent_in(unit.connection, conversation, file, level=level_of(actor))
            if found is None:
                raise NotFound
            expires_at = Millis(unit.now + limits.FILE_TICKET_SECONDS * 1000)
            files.add_ticket(unit.connection, _hash(token), file, expires_at=expires_at)
            unit.audit(actor.id, verb, file, data=conversation)
            return Ticketed(token=token, expires_at=expires_at)

        return await self._store.lanes.run(put, key=conversation)

    async def open(self, token: str) -> tuple[StoredFile, AsyncIterator[bytes]]:
        """The file that a ticket opens, and its content. Raises `NotFound`."""
        file = await self._store.read(
            lambda connection: files.of_ticket(connection, _hash(token), now=store_now(connection))
        )
        if file is None:
            raise NotFound
        return file, self._content(file.digest)

    async def sweep(self) -> None:
        """Erase what was never sent, for as long as the node runs."""
        while True:
            try:
                await self.erase_unsent()
            except (StorageUnavailable, FilesUnavailable):
                _log.warning("files_unswept")
            await asyncio.sleep(SWEEP_SECONDS)

    async def erase_unsent(self) -> int:
        """Erase files that waited too long for an entry; how many there were."""

        def forget(unit: UnitOfWork) -> tuple[list[StoredFile], set[str]]:
            files.erase_tickets(unit.connection, now=unit.now)
            before = unit.now - limits.UNSENT_FILE_SECONDS * 1000
            old = files.never_sent(unit.connection, before=before)
            files.erase(unit.connection, [one.id for one in old])
            used = files.digests_in_use(unit.connection, {one.digest for one in old})
            return old, used

        async with self._settling:
            old, used = await self._store.lanes.run(forget)
            for one in old:
                await self._run(partial(self._keeper.give_up, one.id))
                if one.digest not in used:
                    await self._run(partial(self._keeper.bury, one.digest))
            await self._erase_buried()
        return len(old)

    async def _erase_buried(self) -> None:
        """What was set aside goes, and what another node has had announced since comes back.

        So it does if a node was killed in the middle of this.
        """
        for digest in await self._run(self._keeper.buried):
            wanted = await self._store.read(partial(files.digests_in_use, digests={digest}))
            end = self._keeper.unearth if wanted else self._keeper.erase
            await self._run(partial(end, digest))

    async def close(self) -> None:
        """End the threads."""
        await self._loop.run_in_executor(None, self._threads.shutdown)

    async def _arriving(self, token: str) -> StoredFile:
        file = await self._store.read(lambda connection: files.of_upload(connection, _hash(token)))
        if file is None:
            raise NotFound
        return file

    async def _received(self, file: StoredFile) -> int:
        """How much of it is here; whole, it is finished, if a break kept that from being done."""
        if file.state is not FileState.ANNOUNCED:
            return file.size
        received = await self._run(partial(self._keeper.received, file.id))
        if received >= file.size:
            await self._finish(file)
        return received

    async def _finish(self, file: StoredFile) -> None:
        """Look into it and put it where it stays. Idempotent."""
        async with self._settling:
            now = await self._store.read(lambda connection: files.with_id(connection, file.id))
            if now is None or now.state is not FileState.ANNOUNCED:
                # Another who brought it was first; what came after him is of no use.
                await self._run(partial(self._keeper.give_up, file.id))
                return
            try:
                kind = await self._run(partial(self._examined_blocking, file))
            except DomainError as refusal:
                await self._refuse(file, refusal)
                raise
            await self._run(partial(self._keeper.settle, file.id, file.digest))
            await self._store.lanes.run(
                lambda unit: files.finish(unit.connection, kind), key=file.conversation
            )

    def _examined_blocking(self, file: StoredFile) -> StoredFile:
        """What it is. Raises `DomainError` for what is not kept."""
        if self._keeper.digest(file.id) != file.digest:
            raise FileDamaged
        kind = kind_of(self._keeper.head(file.id, HEAD_BYTES), file.name)
        if kind is None:
            raise FileDamaged
        if kind.media_type in self._refused:
            raise FileTypeRefused(media_type=kind.media_type)
        if is_too_large(kind):
            raise PictureTooLarge(width=kind.width, height=kind.height, limit=limits.PICTURE_PIXELS)
        return msgspec.structs.replace(
            file, media_type=kind.media_type, width=kind.width, height=kind.height
        )

    async def _refuse(self, file: StoredFile, refusal: DomainError) -> None:
        """Forget it, and keep that it came."""

        def forget(unit: UnitOfWork) -> None:
            files.erase(unit.connection, [file.id])
            unit.audit(
                file.sender, "refuse_file", file.id, reason=refusal.code, data=file.conversation
            )

        await self._store.lanes.run(forget, key=file.conversation)
        await self._run(partial(self._keeper.give_up, file.id))

    async def _content(self, digest: str) -> AsyncIterator[bytes]:
        pieces = self._keeper.pieces(digest)
        while piece := await self._run(lambda: next(pieces, b"")):
            yield piece

    async def _run(self, work: Callable[[], _Result]) -> _Result:
        return await self._loop.run_in_executor(self._threads, work)


def _same(known: StoredFile, wanted: StoredFile) -> bool:
    asked = ("conversation", "audience", "name", "size", "digest")
    return all(getattr(known, name) == getattr(wanted, name) for name in asked)


def _require_room(unit: UnitOfWork, file: StoredFile) -> None:
    here = files.bytes_of_conversation(unit.connection, file.conversation)
    if here + file.size > limits.CONVERSATION_FILE_BYTES:
        raise FilesFull(limit=limits.CONVERSATION_FILE_BYTES)
    since = unit.now - limits.SENDER_FILE_SECONDS * 1000
    lately = files.bytes_of_sender(unit.connection, file.sender, since=since)
    if lately + file.size > limits.SENDER_FILE_BYTES:
        raise FilesFull(limit=limits.SENDER_FILE_BYTES)


def _hash(token: str) -> str:
    """What the store keeps of a token: who reads the store cannot use it."""
    return hashlib.sha256(token.encode()).hexdigest()
