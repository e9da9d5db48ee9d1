"""The lines of a conversation's log, and who may see them."""

from enum import StrEnum

from protocol.bodies import EntryBody
from protocol.ids import ClientId, ConversationId
from protocol.people import Author, AuthorRole
from protocol.scalars import Millis, Value


class Audience(StrEnum):
    """Who may see an entry; each level includes the ones below it in the list."""

    SUBSCRIBER = "subscriber"
    """Everyone in the conversation."""
    AGENTS = "agents"
    """Agents and leads, never the subscriber."""
    LEADS = "leads"


class Entry(Value):
    """One line of a conversation's log.

    `seq` is dense within the conversation; a reader sees holes where an entry is not for him and
    must never infer a gap from one. `rev` is the conversation's revision at the entry's last
    change.
    """

    seq: int
    rev: int
    at: Millis
    author: Author
    audience: Audience
    body: EntryBody
    client_id: ClientId | None = None


class EntryHit(Value):
    """Words found in a conversation: a line round them, and where in the line they stand.

    Where they are in the names of files alone, the line is how what was written begins, if anything
    was.
    """

    conversation: ConversationId
    seq: int
    at: Millis
    role: AuthorRole
    author: str
    excerpt: str
    """Plain text: untrusted, as it was written."""
    spans: list[list[int]]
    """Pairs of start and length in characters of the excerpt."""
    note: bool = False
    file: str = ""
    """How the file is called that words were found in: untrusted, as its sender called it."""
    file_spans: tuple[list[int], ...] = ()
    """As `spans`, of its name."""
