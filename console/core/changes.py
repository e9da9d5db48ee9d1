"""What `Store.apply` reports to have changed; a view-model translates each one to one.

Records about rows carry what stands there, so that a batch can be translated one record after the
other although the state already shows the end of it.
"""

from dataclasses import dataclass

from console.core.outgoing import Outgoing
from protocol.ids import ClientId, ConversationId, QueueId
from protocol.values import Entry


@dataclass(frozen=True, slots=True)
class DeskChanged:
    """Which conversations are on the desk, or their order, changed."""


@dataclass(frozen=True, slots=True)
class PresenceChanged:
    """My presence, room or load changed."""


@dataclass(frozen=True, slots=True)
class QueuesChanged:
    """The figures of the queues changed."""


@dataclass(frozen=True, slots=True)
class WaitingChanged:
    """Who waits in a queue changed."""

    queue: QueueId


@dataclass(frozen=True, slots=True)
class LinkChanged:
    """The link is at another station."""


@dataclass(frozen=True, slots=True)
class AccountChanged:
    """Somebody signed in, or the workplace (queues, topics, outcomes) is known anew."""


@dataclass(frozen=True, slots=True)
class PreferencesChanged:
    """What a person has set up for himself is another."""


@dataclass(frozen=True, slots=True)
class KnowledgeStale:
    """The server has newer articles or canned replies."""

    through: int


@dataclass(frozen=True, slots=True)
class HeadChanged:
    """A conversation's head was replaced."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class LogReset:
    """A conversation's entries were replaced as a whole."""

    conversation: ConversationId
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class EntriesAdded:
    """These entries now stand at `first` and after it."""

    conversation: ConversationId
    first: int
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class EntryChanged:
    """The entry at `position` was replaced by a newer revision of itself."""

    conversation: ConversationId
    position: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class OlderChanged:
    """Whether there are older entries to read became known, or changed."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class OutgoingAdded:
    """An outgoing text now stands at `position`, the last."""

    conversation: ConversationId
    position: int
    item: Outgoing


@dataclass(frozen=True, slots=True)
class OutgoingChanged:
    """The outgoing text at `position` has another state; it was known by `client_id`."""

    conversation: ConversationId
    position: int
    item: Outgoing
    client_id: ClientId


@dataclass(frozen=True, slots=True)
class OutgoingRemoved:
    """The outgoing text that stood at `position` is gone: dropped, or now an entry of the log."""

    conversation: ConversationId
    position: int
    client_id: ClientId


@dataclass(frozen=True, slots=True)
class HintChanged:
    """Somebody began or stopped typing."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class OnlookersChanged:
    """A colleague began to look at a conversation or to write in it, or has gone."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class DraftRestored:
    """A draft came from elsewhere than the keyboard: from disk, or offered back for editing."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class AttachedChanged:
    """The files of a draft are others, or have got on."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class SyncChanged:
    """A conversation fell behind, or is caught up."""

    conversation: ConversationId


@dataclass(frozen=True, slots=True)
class ChatForgotten:
    """The console no longer keeps this conversation."""

    conversation: ConversationId


Change = (
    DeskChanged
    | PresenceChanged
    | QueuesChanged
    | WaitingChanged
    | LinkChanged
    | AccountChanged
    | PreferencesChanged
    | KnowledgeStale
    | HeadChanged
    | LogReset
    | EntriesAdded
    | EntryChanged
    | OlderChanged
    | OutgoingAdded
    | OutgoingChanged
    | OutgoingRemoved
    | HintChanged
    | OnlookersChanged
    | DraftRestored
    | AttachedChanged
    | SyncChanged
    | ChatForgotten
)
