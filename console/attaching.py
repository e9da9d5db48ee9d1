"""Files that go with texts, and files of others: kept before they go, fetched when asked for."""

import asyncio
import contextlib
import hashlib
from collections.abc import Collection
from pathlib import Path

from console.basis import SessionBasis
from console.core import events
from console.core.attaching import AttachedFile
from console.core.errors import FileUnfit, OutOfSync, SettingsError
from protocol import limits
from protocol.answers import Ticket
from protocol.commands import OpenFile
from protocol.errors import ErrorCode
from protocol.file_kinds import HEAD_BYTES, REFUSED
from protocol.ids import ClientId, ConversationId, FileId
from protocol.picture_sizes import is_too_large, kind_of

_ENDING = 12
"""Letters of a name's ending that are worth keeping when the name is too long."""


class Attaching:
    """Coroutines return when what was attached is on disk."""

    def __init__(self, basis: SessionBasis) -> None:
        self._basis = basis

    async def attach_path(
        self, conversation: ConversationId, path: Path, *, note: bool = False
    ) -> None:
        """Put a file of this machine to the draft of a reply, or of a note. Raises `FileUnfit`."""
        try:
            content = await asyncio.to_thread(_read_blocking, path)
        except OSError:
            raise FileUnfit(ErrorCode.NOT_FOUND, name=path.name) from None
        await self.attach(conversation, path.name, content, note=note)

    async def attach(
        self, conversation: ConversationId, name: str, content: bytes, *, note: bool = False
    ) -> None:
        """Put what was pasted or read to the draft of a reply, or of a note.

        Raises `FileUnfit` for what the server would refuse, `SettingsError(DISK)`, `OutOfSync`.
        """
        local = self._basis.local
        chat = self._basis.chat(conversation)
        if local is None:
            raise OutOfSync
        if len(chat.drafted_files(note=note)) >= limits.FILES_PER_MESSAGE:
            raise FileUnfit(ErrorCode.FILES_FULL, name=name)
        file = await asyncio.to_thread(
            _looked_into_blocking,
            self._basis.around.new_client_id(),
            conversation,
            _sendable_name(name),
            content,
            note=note,
        )
        await local.files.keep(file, content)
        if self._basis.local is local:
            self._basis.apply([events.Attached(file)])

    async def detach(self, key: ClientId) -> None:
        """Take a file away from a draft, wherever it has got to."""
        self._basis.apply([events.Detached(key)])
        if self._basis.local is not None:
            self._basis.local.files.forget(key)

    async def forget_left(self, on_desk: Collection[ConversationId]) -> None:
        """Files of drafts go a day after their conversations have left the desk for good.

        What is open here, or has come back meanwhile, keeps them.
        """
        local, store = self._basis.local, self._basis.store
        if local is None:
            return
        opened = {chat.id for chat in store.chats.values() if chat.opened}
        with contextlib.suppress(SettingsError):  # and is looked for again
            left = await local.files.left_behind(
                wanted={*on_desk, *opened}, now=self._basis.around.now()
            )
            for key, conversation in left.items():
                chat = store.chats.get(conversation)
                here = conversation in store.desk.places or (chat is not None and chat.opened)
                if self._basis.local is local and not here:
                    await self.detach(key)

    async def kept_content(self, key: ClientId) -> bytes:
        """A file that has not been sent yet, from this machine's disk."""
        local = self._basis.local
        return b"" if local is None else await local.files.content(key)

    async def fetch(self, conversation: ConversationId, file: FileId) -> bytes:
        """A file of an entry, from the server. Raises `CommandRejected`, `LinkLost`."""
        ticket = await self._basis.link.ask(
            lambda request: OpenFile(request=request, conversation=conversation, file=file),
            Ticket,
        )
        return await self._basis.link.transfers.get(ticket.url, ticket.token)


def _read_blocking(path: Path) -> bytes:
    """All of it, or enough to know that it is too large."""
    with path.open("rb") as file:
        return file.read(limits.FILE_BYTES + 1)


def _looked_into_blocking(
    key: ClientId, conversation: ConversationId, name: str, content: bytes, *, note: bool
) -> AttachedFile:
    """What it is, if the server will take it; the server has the last word."""
    if len(content) > limits.FILE_BYTES:
        raise FileUnfit(ErrorCode.FILE_TOO_LARGE, name=name)
    kind = kind_of(content[:HEAD_BYTES], name)
    if kind is None or not content:
        raise FileUnfit(ErrorCode.FILE_DAMAGED, name=name)
    if is_too_large(kind):
        raise FileUnfit(ErrorCode.PICTURE_TOO_LARGE, name=name)
    if kind.media_type in REFUSED:
        raise FileUnfit(ErrorCode.FILE_TYPE_REFUSED, name=name)
    return AttachedFile(
        key=key,
        conversation=conversation,
        name=name,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        kind=kind,
        note=note,
    )


def _sendable_name(name: str) -> str:
    """Short enough, with its ending; what is no letter at all is left out."""
    clean = name.replace("\0", "").encode(errors="ignore").decode() or "file"
    if len(clean) <= limits.FILE_NAME_CHARACTERS:
        return clean
    ending = Path(clean).suffix[:_ENDING]
    return clean[: limits.FILE_NAME_CHARACTERS - len(ending)] + ending
