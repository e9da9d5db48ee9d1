"""The knowledge base beside the chats: searched on this machine, kept as new as the server's."""

from collections.abc import Callable

from console.basis import Subscription
from console.following import Follower
from console.local.knowledge import KnowledgeBase, KnowledgeHit
from protocol.knowledge import Article


class LookingUp:
    """Answers come from this machine, with or without a server."""

    def __init__(self, knowledge: KnowledgeBase, follower: Follower) -> None:
        self.knowledge = knowledge
        self._knowledge_follower = follower

    def subscribe_to_knowledge(self, listener: Callable[[], None]) -> Subscription:
        """Be told when the offline knowledge base has changed."""
        return self._knowledge_follower.subscribe(listener)

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
