"""The knowledge base beside the chats: searched on this machine, kept as new as the server's."""

import asyncio
from collections.abc import Callable, Iterable

from console.basis import SessionBasis, Subscription
from console.core.changes import Change, KnowledgeStale, LinkChanged
from console.core.errors import CommandRejected, LinkError
from console.core.link_state import LinkPhase
from console.local.knowledge import KnowledgeBase, KnowledgeHit
from protocol.answers import Knowledge
from protocol.commands import SyncKnowledge
from protocol.values import Article, CannedReply


class LookingUp:
    """Answers come from this machine, with or without a server."""

    def __init__(self, basis: SessionBasis, knowledge: KnowledgeBase) -> None:
        self._basis = basis
        self.knowledge = knowledge
        self._knowledge_listeners: list[Callable[[], None]] = []
        self._syncing_knowledge = False
        basis.subscribe(self._follow_knowledge)

    def subscribe_to_knowledge(self, listener: Callable[[], None]) -> Subscription:
        """Be told when the offline knowledge base has changed."""
        self._knowledge_listeners.append(listener)
        return Subscription(lambda: self._knowledge_listeners.remove(listener))

    async def search_knowledge(
        self, query: str, *, limit: int = 10, language: str | None = None
    ) -> list[KnowledgeHit] | None:
        """Articles for what is typed; None when a newer search has overtaken this one."""
        return await self.knowledge.search(query, limit=limit, language=language)

    async def suggest_knowledge(
        self, message: str, *, limit: int = 3, language: str | None = None
    ) -> list[KnowledgeHit] | None:
        """Articles a subscriber's message is about."""
        return await self.knowledge.suggest_for(message, limit=limit, language=language)

    async def article(self, article_id: str, language: str) -> Article | None:
        """The whole of an article."""
        return await self.knowledge.article(article_id, language)

    def canned_replies(self, typed: str, *, language: str) -> list[CannedReply]:
        """For what was typed after `/`, best first."""
        return self.knowledge.canned_replies(typed, language=language)

    async def find_replies(self, typed: str, *, language: str) -> list[CannedReply]:
        """The same, forgiving of word forms; off the thread that asks."""
        return await asyncio.to_thread(
            self.knowledge.canned_replies, typed, language=language, forms=True
        )

    def _follow_knowledge(self, changes: Iterable[Change]) -> None:
        caught_up = self._basis.store.link.phase is LinkPhase.CAUGHT_UP
        for change in changes:
            newer = isinstance(change, KnowledgeStale) and change.through > self.knowledge.mark
            if newer or (isinstance(change, LinkChanged) and caught_up):
                self._sync_knowledge()

    def _sync_knowledge(self) -> None:
        if not self._syncing_knowledge:
            self._syncing_knowledge = True
            self._basis.owner.spawn("knowledge", self._read_knowledge())

    async def _read_knowledge(self) -> None:
        try:
            if not self._basis.store.store_epoch:
                return  # signed out meanwhile
            await self.knowledge.belong_to(self._basis.store.store_epoch)
            more = True
            while more:
                page = await self._basis.link.ask(
                    lambda request: SyncKnowledge(
                        request=request, after_change=self.knowledge.mark
                    ),
                    Knowledge,
                )
                await self.knowledge.take(page)
                more = page.more
                for listener in tuple(self._knowledge_listeners):
                    listener()
        except (LinkError, CommandRejected):
            return  # asked for again at the next sign-in
        finally:
            self._syncing_knowledge = False
