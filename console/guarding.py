"""Looks at a text before it leaves, with all that this machine knows of its conversation."""

import asyncio
from collections.abc import Sequence

from console.basis import SessionBasis
from console.core import guards
from console.core.guards import Doubt, DoubtKind, Talk
from console.local.knowledge import KnowledgeBase
from protocol.bodies import Message
from protocol.ids import ConversationId
from protocol.people import AuthorRole

_HEARD = 20
"""Messages of the subscriber that are looked at: what he wrote before is another story."""


class Guarding:
    """Asked before a text is entered; forbids nothing."""

    def __init__(self, basis: SessionBasis, knowledge: KnowledgeBase) -> None:
        self._basis = basis
        self._knowledge = knowledge
        self._internal: Sequence[str] = ()

    def use_internal_words(self, words: Sequence[str]) -> None:
        """These are for colleagues only, besides those a person has added for himself."""
        self._internal = words

    async def doubts(
        self, conversation: ConversationId, text: str, *, note: bool = False
    ) -> list[Doubt]:
        """What is doubtful about a text for a conversation. What we publish is nobody's own."""
        chat = self._basis.chat(conversation)
        heard = [
            entry.body.text
            for entry in chat.entries[-10 * _HEARD :]
            if entry.author.role is AuthorRole.SUBSCRIBER and isinstance(entry.body, Message)
        ]
        talk = Talk(
            language=chat.head.language if chat.head else "",
            phone=chat.head.phone if chat.head else "",
            heard=tuple(heard[-_HEARD:]),
        )
        own = self._basis.store.preferences.writing.internal_words
        internal = (*self._internal, *own)
        found = await asyncio.to_thread(guards.doubts, text, talk, note=note, internal=internal)
        return [
            doubt
            for doubt in found
            if doubt.kind is not DoubtKind.NUMBER
            or not await self._knowledge.publishes(doubt.words)
        ]
