"""What a lane knows from its last transactions, as long as nobody else can have changed it.

SQLite tells a connection whether another one has committed since: then nothing here counts any
more. On PostgreSQL, where other nodes write and rows must be locked, nothing is ever kept.
"""

from collections.abc import Mapping

import msgspec
from sqlalchemy import Connection

from protocol.ids import ConversationId
from protocol.people import Role
from server_stub.domain.conversation import Conversation
from server_stub.storage import hot_statements

MOST = 10_000
"""Conversations: more than a node has open; some 20 MB."""


class Rights(msgspec.Struct, frozen=True):
    """What an account may do, as of this transaction."""

    role: Role
    name: str
    version: int
    disabled: bool


class Kept:
    """Conversations and rights as the lane's last commit left them. Used by its thread only.

    `begin` in every transaction before anything here is believed; `keep` what it leaves after its
    commit; `forget` after one that failed, or that may have written past these rows.
    """

    def __init__(self) -> None:
        self.conversations: dict[ConversationId, Conversation] = {}
        self.rights: dict[str, Rights] = {}
        self._version: int | None = None

    def begin(self, connection: Connection) -> None:
        """A transaction has begun: find out whether others have written since the last one."""
        version = hot_statements.store_version(connection)
        if version is None or version != self._version:
            self.forget()
        self._version = version

    def keep(
        self, conversations: Mapping[ConversationId, Conversation], rights: Mapping[str, Rights]
    ) -> None:
        """What the transaction knew at its end; it is committed."""
        if self._version is None:
            return
        if len(self.conversations) > MOST:
            self.forget()
        self.conversations |= conversations
        self.rights |= rights

    def forget(self) -> None:
        """Read everything again. Idempotent."""
        self.conversations.clear()
        self.rights.clear()
