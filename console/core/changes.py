"""What `Store.apply` reports to have changed; a view-model translates each one to one.

Records about rows carry what stands there, so that a batch can be translated one record after the
other although the state already shows the end of it.
"""

from msgspec import Struct

from console.core.outgoing import Outgoing
from protocol.entries import Entry
from protocol.ids import AccountId, ClientId, ConversationId, QueueId


class DeskChanged(Struct, frozen=True):
    """Which conversations are on the desk, or their order, changed."""


class PresenceChanged(Struct, frozen=True):
    """My presence, room or load changed."""


class TalksChanged(Struct, frozen=True):
    """Which talks among colleagues there are, or what I am asked about, or who is there."""


class QueuesChanged(Struct, frozen=True):
    """The figures of the queues changed."""


class BoardChanged(Struct, frozen=True):
    """Rows of a lead's board changed: which, who has left it; the day's curves, the alerts."""

    queues: tuple[QueueId, ...] = ()
    agents: tuple[AccountId, ...] = ()
    gone: tuple[AccountId, ...] = ()
    day: bool = False
    alerts: bool = False


class WaitingChanged(Struct, frozen=True):
    """Who waits in a queue changed."""

    queue: QueueId


class LinkChanged(Struct, frozen=True):
    """The link is at another station."""


class AccountChanged(Struct, frozen=True):
    """Somebody signed in, or the workplace (queues, topics, outcomes) is known anew."""


class DiskChanged(Struct, frozen=True):
    """Whether this machine keeps what is written."""


class PreferencesChanged(Struct, frozen=True):
    """What a person has set up for himself is another."""


class KnowledgeStale(Struct, frozen=True):
    """The server has newer articles or canned replies; or, of these, such as are mine alone."""

    through: int
    own: bool = False


class HeadChanged(Struct, frozen=True):
    """A conversation's head was replaced."""

    conversation: ConversationId


class LogReset(Struct, frozen=True):
    """A conversation's entries were replaced as a whole."""

    conversation: ConversationId
    entries: tuple[Entry, ...]


class EntriesAdded(Struct, frozen=True):
    """These entries now stand at `first` and after it."""

    conversation: ConversationId
    first: int
    entries: tuple[Entry, ...]


class EntryChanged(Struct, frozen=True):
    """The entry at `position` was replaced by a newer revision of itself."""

    conversation: ConversationId
    position: int
    entry: Entry


class OlderChanged(Struct, frozen=True):
    """Whether there are older entries to read became known, or changed."""

    conversation: ConversationId


class OutgoingAdded(Struct, frozen=True):
    """An outgoing text now stands at `position`, the last."""

    conversation: ConversationId
    position: int
    item: Outgoing


class OutgoingChanged(Struct, frozen=True):
    """The outgoing text at `position` has another state; it was known by `client_id`."""

    conversation: ConversationId
    position: int
    item: Outgoing
    client_id: ClientId


class OutgoingRemoved(Struct, frozen=True):
    """The outgoing text that stood at `position` is gone: dropped, or now an entry of the log."""

    conversation: ConversationId
    position: int
    client_id: ClientId


class HintChanged(Struct, frozen=True):
    """Somebody began or stopped typing."""

    conversation: ConversationId


class OnlookersChanged(Struct, frozen=True):
    """A colleague began to look at a conversation or to write in it, or has gone."""

    conversation: ConversationId


class DraftRestored(Struct, frozen=True):
    """A draft came from elsewhere than the keyboard: from disk, or offered back for editing."""

    conversation: ConversationId


class AttachedChanged(Struct, frozen=True):
    """The files of a draft are others, or have got on."""

    conversation: ConversationId


class SyncChanged(Struct, frozen=True):
    """A conversation fell behind, or is caught up."""

    conversation: ConversationId


class ChatForgotten(Struct, frozen=True):
    """The console no longer keeps this conversation."""

    conversation: ConversationId


Change = (
    DeskChanged
    | PresenceChanged
    | TalksChanged
    | QueuesChanged
    | BoardChanged
    | WaitingChanged
    | LinkChanged
    | AccountChanged
    | PreferencesChanged
    | DiskChanged
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
