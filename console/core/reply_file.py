"""One's own canned replies as a file, to be kept or given to a colleague."""

from collections.abc import Iterable

import msgspec

from console.core.errors import RepliesUnreadable
from console.core.reply_drafts import ReplyDraft, faults
from protocol import limits
from protocol.knowledge import CannedReply

_KIND = "pult.replies"
FILE_BYTES = 4 * 1024 * 1024
"""More than the most replies there can be take."""


class _Line(msgspec.Struct, omit_defaults=True):
    title: str
    text: str
    language: str = "ru"
    shortcut: str = ""


class _File(msgspec.Struct):
    kind: str
    version: int
    replies: list[_Line]


def export(replies: Iterable[CannedReply]) -> str:
    """As a file. Whose they are and how often they were used is not in it."""
    lines = [
        _Line(title=one.title, text=one.text, language=one.language, shortcut=one.shortcut)
        for one in replies
    ]
    content = msgspec.json.encode(_File(kind=_KIND, version=1, replies=lines))
    return msgspec.json.format(content, indent=2).decode() + "\n"


def read(content: bytes) -> list[ReplyDraft]:
    """What a file says, without the identities they are to get.

    Raises `RepliesUnreadable` for one that is none of ours, or has a reply that cannot be kept.
    """
    try:
        file = msgspec.json.decode(content, type=_File)
    except msgspec.DecodeError as error:
        raise RepliesUnreadable from error
    if file.kind != _KIND or file.version != 1 or len(file.replies) > limits.OWN_REPLIES:
        raise RepliesUnreadable
    drafts = [
        ReplyDraft(
            reply="", language=one.language, title=one.title, shortcut=one.shortcut, text=one.text
        )
        for one in file.replies
    ]
    if any(faults(draft) or draft.language not in ("ru", "en") for draft in drafts):
        raise RepliesUnreadable
    return drafts


def unknown_of(drafts: Iterable[ReplyDraft], known: Iterable[CannedReply]) -> list[ReplyDraft]:
    """Those that are not there yet, word for word; each once."""
    there = {(one.language, one.title, one.text) for one in known}
    new = {(one.language, one.title, one.text): one for one in drafts}
    return [one for said, one in new.items() if said not in there]
