"""What the bus says: which conversation, desk or queue has changed, and hints nobody stores."""

import msgspec

from protocol.answers import Hint, Looking
from protocol.entries import Entry
from protocol.ids import AccountId, ConversationId, QueueId
from server_stub.domain.conversation import AUDIENCE_LEVELS, Conversation, LogEntry


class ConversationWake(msgspec.Struct, frozen=True, tag="conversation"):
    """A conversation is at `conversation.rev` now; the entries are those after `after_rev`.

    They serve whoever is exactly at `after_rev`; everyone else reads.
    """

    conversation: Conversation
    after_rev: int
    entries: tuple[LogEntry, ...]

    def seen_by(self, level: int) -> list[Entry]:
        """What a reader of an audience level sees of the entries."""
        return [
            one.seen_by(level) for one in self.entries if AUDIENCE_LEVELS[one.audience] <= level
        ]


class DeskWake(msgspec.Struct, frozen=True, tag="desk"):
    """What is on an agent's desk has changed."""

    agent: AccountId
    desk_rev: int


class QueueWake(msgspec.Struct, frozen=True, tag="queue"):
    """A queue has become longer or shorter."""

    queue: QueueId


class KnowledgeWake(msgspec.Struct, frozen=True, tag="knowledge"):
    """There are changes of articles or canned replies up to this number."""

    through: int
    account: AccountId | None = None
    """Whose own they are: nobody else is told."""


class AccountWake(msgspec.Struct, frozen=True, tag="account"):
    """An account's rights have changed, or its sessions were ended."""

    account: AccountId


class ConfigurationWake(msgspec.Struct, frozen=True, tag="configuration"):
    """The rules of the centre, or what is set for an agent, are another revision now."""

    revision: int


class HintWake(msgspec.Struct, frozen=True, tag="hint"):
    """Somebody types; told to all who look at the conversation but the one it came from."""

    conversation: ConversationId
    origin: str
    hint: Hint


class LookingWake(msgspec.Struct, frozen=True, tag="looking"):
    """A colleague looks at a conversation or writes in it; told to desks that have it too."""

    origin: str
    told: Looking


Wake = (
    ConversationWake
    | DeskWake
    | QueueWake
    | KnowledgeWake
    | AccountWake
    | ConfigurationWake
    | HintWake
    | LookingWake
)
