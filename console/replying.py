"""Canned replies as an agent has them: found, saved, taken away, and kept while he writes them."""

import asyncio
from collections.abc import Callable, Iterable, Sequence

from console.basis import SessionBasis, Subscription
from console.core import canned, reply_drafts
from console.core.changes import Change, LinkChanged
from console.core.errors import CommandRejected, ConsoleError, LinkError, LinkLost
from console.core.link_state import LinkPhase
from console.core.reply_drafts import ReplyDraft, ReplyKey, draft_of
from console.following import Follower
from console.local.knowledge import KnowledgeBase
from protocol.answers import ReplyKept, ReplyUses
from protocol.commands import DeleteReply, ReadReplyUses, SaveReply
from protocol.errors import ErrorCode
from protocol.ids import QueueId
from protocol.knowledge import CannedReply, ReplyScope, ReplyUse

_Make = Callable[[int], SaveReply | DeleteReply]
_DRAFTS = "replies.drafts"
_PAUSE_SECONDS = 0.2
"""Between tries of a save that the server had no time for, where it does not say how long."""


class Replying:
    """Shared replies are of the knowledge base, one's own of the account's file.

    What is saved and taken away is done by the server, or not at all; what is being written is kept
    on this machine until then.
    """

    def __init__(self, basis: SessionBasis, knowledge: KnowledgeBase, follower: Follower) -> None:
        self._basis = basis
        self._shared = knowledge
        self._shared_follower = follower
        self._reply_listeners: list[Callable[[], None]] = []
        self._own_follower = Follower(
            basis, lambda: basis.local.replies if basis.local is not None else None, own=True
        )
        for one in (self._shared_follower, self._own_follower):
            one.subscribe(self._tell_of_replies)
        basis.subscribe(self._follow_replies)

    def subscribe_to_replies(self, listener: Callable[[], None]) -> Subscription:
        """Be told when there are others, or they have been counted anew."""
        self._reply_listeners.append(listener)
        return Subscription(lambda: self._reply_listeners.remove(listener))

    # Finding.

    def replies(self) -> list[CannedReply]:
        """All that this account sees."""
        local = self._basis.local
        return [*self._shared.replies, *(local.replies.replies.values() if local else ())]

    def reply_uses(self) -> dict[str, ReplyUse]:
        """How often this account has used which."""
        local = self._basis.local
        return dict(local.replies.uses) if local is not None else {}

    def canned_replies(
        self, typed: str, *, language: str, queue: QueueId | None = None
    ) -> list[CannedReply]:
        """For what was typed after `/`, best first."""
        return canned.find(self.replies(), typed, self._wanted(language, queue, forms=False))

    async def find_replies(
        self, typed: str, *, language: str, queue: QueueId | None = None
    ) -> list[CannedReply]:
        """The same, forgiving of word forms; off the thread that asks."""
        wanted = self._wanted(language, queue, forms=True)
        return await asyncio.to_thread(canned.find, self.replies(), typed, wanted)

    # At the server.

    async def save_reply(self, draft: ReplyDraft) -> None:
        """Keep a reply at the server; here it is when this returns, and its draft is not any more.

        Safe to cancel: it is saved all the same. Raises `CommandRejected`, `LinkLost`.
        """
        identity = self._basis.around.new_client_id()

        def command(request: int) -> SaveReply:
            return SaveReply(
                request=request,
                client_id=identity,
                reply=draft.reply,
                language=draft.language,
                scope=draft.scope,
                queue=draft.queue,
                title=draft.title.strip(),
                shortcut=draft.shortcut,
                text=draft.text,
                version=draft.version,
            )

        await self._change(draft.key, command, own=draft.scope is ReplyScope.OWN)

    async def delete_reply(self, reply: CannedReply) -> None:
        """Take a reply away, as it is seen here. Raises `CommandRejected`, `LinkLost`."""
        identity = self._basis.around.new_client_id()

        def command(request: int) -> DeleteReply:
            return DeleteReply(
                request=request,
                client_id=identity,
                reply=reply.id,
                language=reply.language,
                version=reply.version,
            )

        key = (reply.id, reply.language)
        await self._change(key, command, own=reply.scope is ReplyScope.OWN)

    async def restore_reply(self, reply: CannedReply) -> None:
        """Have a reply again that was taken away. Raises `CommandRejected`, `LinkLost`."""
        draft = draft_of(reply)
        await self.save_reply(
            ReplyDraft(
                reply=draft.reply,
                language=draft.language,
                scope=draft.scope,
                queue=draft.queue,
                title=draft.title,
                shortcut=draft.shortcut,
                text=draft.text,
            )
        )

    async def uses_of_all(self) -> Sequence[ReplyUse]:
        """How often everybody has used what this account sees. Raises `LinkError`s."""
        return await self._read_uses(everybody=True)

    # What is being written.

    def new_reply(self, *, language: str) -> ReplyDraft:
        """A reply that is nowhere yet."""
        return ReplyDraft(reply=str(self._basis.around.new_client_id()), language=language)

    @property
    def reply_drafts(self) -> dict[ReplyKey, ReplyDraft]:
        """What was begun and neither saved nor thrown away."""
        local = self._basis.local
        return reply_drafts.decode(local.settings.get(_DRAFTS, "")) if local is not None else {}

    def keep_reply_draft(self, draft: ReplyDraft) -> None:
        """Follow what is being written; on its way to the disk when this returns."""
        self._keep_drafts(self.reply_drafts | {draft.key: draft})

    def drop_reply_draft(self, key: ReplyKey) -> None:
        """It is saved, or not wanted. Idempotent."""
        self._keep_drafts({one: draft for one, draft in self.reply_drafts.items() if one != key})

    # How it is done.

    def _wanted(self, language: str, queue: QueueId | None, *, forms: bool) -> canned.Wanted:
        now = self._basis.around.now() + self._basis.store.clock_offset_ms
        return canned.Wanted(
            language=language, queue=queue, uses=self.reply_uses(), now=now, forms=forms
        )

    def _keep_drafts(self, drafts: dict[ReplyKey, ReplyDraft]) -> None:
        if self._basis.local is not None:
            self._basis.local.remember(_DRAFTS, reply_drafts.encode(drafts))

    async def _change(self, key: ReplyKey, command: _Make, *, own: bool) -> None:
        """Raises what the server says no with. Safe to cancel: it is done all the same."""
        asked = self._basis.owner.spawn("canned reply", self._ask(key, command, own=own))
        if asked is None:
            raise LinkLost
        await asyncio.wait([asked])
        refused = asked.result()
        if refused is not None:
            raise refused

    async def _ask(self, key: ReplyKey, command: _Make, *, own: bool) -> ConsoleError | None:
        refused = await self._ask_until_heard(command)
        if refused is None:
            self.drop_reply_draft(key)
            await (self._own_follower if own else self._shared_follower).catch_up()
        return refused

    async def _ask_until_heard(self, command: _Make) -> ConsoleError | None:
        while True:
            try:
                await self._basis.link.ask(command, ReplyKept)
            except CommandRejected as refusal:
                # Many in a row, as out of a file: the same command again, when it may come.
                if refusal.code is not ErrorCode.TOO_FAST:
                    return refusal
                pause = int(refusal.data.get("retry_after_ms", 0)) / 1000
                await asyncio.sleep(pause or _PAUSE_SECONDS)
            except ConsoleError as error:
                return error
            else:
                return None

    async def _read_uses(self, *, everybody: bool) -> Sequence[ReplyUse]:
        answer = await self._basis.link.ask(
            lambda request: ReadReplyUses(request=request, everybody=everybody), ReplyUses
        )
        return answer.uses

    def _follow_replies(self, changes: Iterable[Change]) -> None:
        caught_up = self._basis.store.link.phase is LinkPhase.CAUGHT_UP
        if caught_up and any(isinstance(change, LinkChanged) for change in changes):
            self._basis.owner.spawn("reply uses", self._keep_uses())

    def _tell_of_replies(self) -> None:
        for listener in tuple(self._reply_listeners):
            listener()

    async def _keep_uses(self) -> None:
        local = self._basis.local
        try:
            uses = await self._read_uses(everybody=False)
        except (LinkError, CommandRejected):
            return  # asked for again at the next sign-in
        if local is not None and local is self._basis.local:
            local.replies.keep_uses(uses)
            self._tell_of_replies()
