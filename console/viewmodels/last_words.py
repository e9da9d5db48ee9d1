"""What a list of conversations shows of each: whose words are the last, and what became of them."""

from collections.abc import Sequence
from typing import NamedTuple

from console.core.outgoing import Outgoing, OutgoingKind, WaitReason
from console.core.talks import is_talk
from protocol.conversations import FILE_MARK, Head
from protocol.ids import AccountId
from protocol.people import AuthorRole

_MESSAGES = (OutgoingKind.REPLY, OutgoingKind.TALK)
"""What is the last word once it is there: a note and a change of what was said are not."""


class LastWords(NamedTuple):
    """The words under the name of a conversation; texts of people are untrusted.

    Attributes:
        mine: they are of our side, and in a talk my own.
        deleted: there were some, and they were taken back.
        files: there were none but names of files.
    """

    text: str = ""
    mine: bool = False
    deleted: bool = False
    files: bool = False


def last_words(head: Head, outgoing: Sequence[Outgoing], *, me: AccountId | None) -> LastWords:
    """Mine that wait to go out come after all that the server has, but for newer ones there."""
    for item in reversed(outgoing):
        if item.kind in _MESSAGES and item.reason is not WaitReason.NEWER:
            about = item.about.excerpt if item.about is not None else ""
            words = item.text or about
            names = ", ".join(file.name for file in item.files)
            return LastWords(words or names, mine=True, files=bool(names) and not words)
    if is_talk(head):
        mine = head.preview_by is not None and head.preview_by == me
    else:
        mine = head.preview_role not in (None, AuthorRole.SUBSCRIBER)
    deleted = not head.preview and head.preview_role is AuthorRole.AGENT
    words, files = without_marks(head.preview)
    return LastWords(words, mine=mine, deleted=deleted, files=files)


def without_marks(preview: str) -> tuple[str, bool]:
    """A preview, and whether it names files: that is drawn, and not written."""
    if not preview.startswith(FILE_MARK):
        return preview, False
    names = preview.replace(FILE_MARK, "")
    return names, bool(names)
