"""To whom what is typed goes: the subscriber, or colleagues only."""

from enum import StrEnum


class ComposerMode(StrEnum):
    """Two drafts, two grounds, two keys that send."""

    REPLY = "reply"
    NOTE = "note"
