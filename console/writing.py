"""What an agent writes: on this machine's disk first, then on its way; and the hints of writing."""

import asyncio
import contextlib
from collections.abc import Iterable, Sequence
from dataclasses import replace

from console.basis import SessionBasis
from console.core import events
from console.core.changes import Change, OutgoingChanged, OutgoingRemoved
from console.core.errors import OutOfSync
from console.core.outgoing import Outgoing, OutgoingKind, OutgoingState, Said
from protocol.bodies import Citation
from protocol.commands import Typing
from protocol.ids import ClientId, ConversationId
from protocol.scalars import Millis

TYPING_AGAIN_SECONDS = 3.0
"""A hint lasts six seconds at who sees it."""

HAND_IN_SECONDS = 5.0
"""Longer than any acknowledgement takes; a server that has none to give keeps nobody waiting."""


class Writing:
    """Coroutines return when what was written is on disk; hints go at once and in nobody's way."""

    def __init__(self, basis: SessionBasis) -> None:
        self._basis = basis
        self._typing_told: dict[ConversationId, float] = {}
        self._texts_moved = asyncio.Event()
        basis.subscribe(self._follow_texts)

    async def send(
        self,
        conversation: ConversationId,
        text: str,
        *,
        undo_s: float = 0,
        replies: Sequence[str] = (),
    ) -> ClientId:
        """Enter a reply; it goes as soon as it may, after the time in which it can be taken back.

        `replies` are the canned ones it is made of. Raises `SettingsError(DISK)`, `OutOfSync`.
        """
        client_id = await self._enter(conversation, text, OutgoingKind.REPLY, undo_s, replies)
        if self._basis.local is not None:
            now = self._basis.around.now() + self._basis.store.clock_offset_ms
            self._basis.local.replies.count(replies, at=Millis(now))
        return client_id

    async def note(self, conversation: ConversationId, text: str, *, undo_s: float = 0) -> ClientId:
        """Enter a note for colleagues."""
        return await self._enter(conversation, text, OutgoingKind.NOTE, undo_s)

    async def say(self, conversation: ConversationId, text: str, *, undo_s: float = 0) -> ClientId:
        """Enter a message to colleagues, in a talk of theirs."""
        return await self._enter(conversation, text, OutgoingKind.TALK, undo_s)

    async def ask(self, talk: ConversationId, text: str, *, about: Citation) -> ClientId:
        """Enter a question to colleagues about a message of a conversation that I answer."""
        return await self._enter(talk, text, OutgoingKind.TALK, 0, about=about)

    async def edit_message(self, conversation: ConversationId, said: Said, text: str) -> None:
        """Say otherwise what I have said, as soon as that may go.

        Raises `SettingsError(DISK)`, `OutOfSync`.
        """
        await self._enter(conversation, text, OutgoingKind.EDIT, 0, said=said)

    async def delete_message(self, conversation: ConversationId, said: Said) -> None:
        """Take back what I have said, as soon as that may go."""
        await self._enter(conversation, "", OutgoingKind.DELETION, 0, said=said)

    def draft_changed(self, conversation: ConversationId, text: str, *, note: bool = False) -> None:
        """Follow the keyboard; on disk within a second."""
        self._basis.apply([events.Typed(conversation, text, note=note)])
        if self._basis.local is not None:
            now = self._basis.around.now()
            self._basis.local.put_draft(conversation, text, note=note, now=now)

    async def send_again(self, client_id: ClientId) -> None:
        """Send a stopped text as it is, on the view of now."""
        self._basis.apply([events.Confirmed(client_id, self._basis.around.new_client_id())])

    async def take_back(self, client_id: ClientId) -> None:
        """Turn an unsent text into the draft again; `DraftRestored` tells the composer."""
        item = self._basis.store.outgoing_item(client_id)
        if item is None or item.state is OutgoingState.SENDING:
            return
        kept: asyncio.Future[None] | None = None
        if self._basis.local is not None:
            # Before the store lets go of it: between the two the disk would have neither.
            kept = self._basis.local.take_back(
                client_id,
                item.conversation,
                self._basis.store.chats[item.conversation].draft_with(item),
                note=item.is_note,
                files=[file.key for file in item.files],
                now=self._basis.around.now(),
            )
        self._basis.apply([events.TakenBack(client_id)])
        if kept is not None:
            await kept

    async def take_back_newest(self, conversation: ConversationId) -> bool:
        """Take back what was entered last, while it may be; whether there was such a text."""
        held = self._basis.chat(conversation).held(self._basis.around.now())
        if held:
            await self.take_back(held[-1].client_id)
        return bool(held)

    def send_now(self, conversation: ConversationId | None = None) -> None:
        """Wait no longer with what was entered in a conversation, or anywhere."""
        self._basis.apply([events.Hastened(conversation)])

    async def drop(self, client_id: ClientId) -> None:
        """Give an unsent text up."""
        item = self._basis.store.outgoing_item(client_id)
        if item is not None and item.state is not OutgoingState.SENDING:
            self._basis.apply([events.Dropped(client_id)])

    def typing(self, conversation: ConversationId, *, typing: bool) -> None:
        """Tell the subscriber that I type, now and then, or that I have stopped."""
        now = self._basis.around.monotonic()
        told = self._typing_told.get(conversation)
        if typing and told is not None and now - told < TYPING_AGAIN_SECONDS:
            return
        if not typing and told is None:
            return
        if typing:
            self._typing_told[conversation] = now
        else:
            del self._typing_told[conversation]
        if self._basis.store.link.live:
            self._basis.owner.spawn(
                "typing",
                self._basis.link.tell(
                    lambda request: Typing(
                        request=request, conversation=conversation, typing=typing
                    )
                ),
            )

    async def hand_in(self, conversation: ConversationId) -> None:
        """Before a conversation is left: what was written goes first, unless that takes long."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(HAND_IN_SECONDS):
                await self.until_sent(conversation)

    async def until_sent(self, conversation: ConversationId | None = None) -> None:
        """Wait for the acknowledgement of all that can be sent, of one conversation or anywhere."""
        self.send_now(conversation)
        while self._basis.store.link.live and any(
            chat.on_its_way()
            for chat in self._basis.store.chats.values()
            if conversation in (None, chat.id)
        ):
            self._texts_moved.clear()
            await self._texts_moved.wait()

    async def _enter(
        self,
        conversation: ConversationId,
        text: str,
        kind: OutgoingKind,
        undo_s: float,
        replies: Sequence[str] = (),
        *,
        about: Citation | None = None,
        said: Said | None = None,
    ) -> ClientId:
        chat = self._basis.chat(conversation)
        if self._basis.local is None or chat.head is None:
            raise OutOfSync
        if not kind.belongs(talk=chat.is_talk):
            raise OutOfSync  # what is for colleagues enters no subscriber's chat, nor the reverse
        now = self._basis.around.now()
        item = Outgoing(
            client_id=self._basis.around.new_client_id(),
            conversation=conversation,
            kind=kind,
            text=text,
            epoch=chat.head.epoch,
            seen_seq=chat.seen_seq,
            written_at=now,
            not_before=Millis(now + int(undo_s * 1000)) if undo_s else Millis(0),
            replies=tuple(replies),
            about=about,
            begins=chat.begins_with,
            said=said,
        )
        note = kind is OutgoingKind.NOTE
        if item.was_draft:
            item = replace(item, files=tuple(chat.drafted_files(note=note)))
        await self._basis.local.enqueue(item)
        item = self._with_files_as_now(item)
        self._typing_told.pop(conversation, None)
        self._basis.apply(
            [
                events.Entered(item),
                *([events.Typed(conversation, "", note=note)] if item.was_draft else []),
            ]
        )
        return item.client_id

    def _with_files_as_now(self, item: Outgoing) -> Outgoing:
        """They went on, or were taken away, while the text went to disk."""
        now = {file.key: file for file in self._basis.chat(item.conversation).attached}
        return replace(item, files=tuple(now[file.key] for file in item.files if file.key in now))

    def _follow_texts(self, changes: Iterable[Change]) -> None:
        self._texts_moved.set()
        for change in changes:
            self._keep_on_disk(change)

    def _keep_on_disk(self, change: Change) -> None:
        """Let the disk follow what became of a text."""
        local = self._basis.local
        if local is None:
            return
        if isinstance(change, OutgoingRemoved):
            # What was taken back has given its files to the draft.
            chat = self._basis.store.chats.get(change.conversation)
            drafted = [file.key for file in chat.attached] if chat is not None else []
            local.discard(change.client_id, keep=drafted)
        elif isinstance(change, OutgoingChanged):
            if change.item.state is OutgoingState.ACCEPTED:
                local.discard(change.client_id)
            elif change.item.state is not OutgoingState.SENDING:
                local.keep(change.client_id, change.item)
