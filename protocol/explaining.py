"""Asking why a conversation still waits, and what is answered."""

from protocol.answer import Answer
from protocol.command import Command
from protocol.ids import ConversationId
from protocol.routing import Explanation
from protocol.scalars import Id


class Explain(Command, tag="explain"):
    """Why a conversation that waits has not been offered, as things stand now."""

    conversation: Id


class Explained(Answer, tag="explained"):
    """The answer of routing; nothing of what is not waiting, or offered already."""

    request: int
    conversation: ConversationId
    why: Explanation | None = None
