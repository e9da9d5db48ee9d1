"""Canned replies that are being written: what is wrong with one, and what is kept of them."""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from console.core import canned
from protocol import limits
from protocol.ids import QueueId
from protocol.knowledge import CannedReply, ReplyScope
from protocol.people import Role

ReplyKey = tuple[str, str]
"""Id and language."""

_OFFERED: dict[ReplyScope, frozenset[Role]] = {
    ReplyScope.OWN: frozenset(Role),
    ReplyScope.GROUP: frozenset({Role.LEAD}),
    ReplyScope.COMMON: frozenset({Role.EDITOR, Role.ADMIN}),
}


def may_write(role: Role | None, scope: ReplyScope) -> bool:
    """Whether it is worth offering; whether it is allowed the server says."""
    return role in _OFFERED[scope]


class ReplyDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A canned reply as somebody wants it; `version` is that of the one he began with."""

    reply: str
    language: str
    scope: ReplyScope = ReplyScope.OWN
    queue: QueueId | None = None
    title: str = ""
    shortcut: str = ""
    text: str = ""
    version: int = 0

    @property
    def key(self) -> ReplyKey:
        """What tells it from others."""
        return self.reply, self.language

    def is_of(self, reply: CannedReply) -> bool:
        """Whether nothing in it differs from the reply."""
        return self == draft_of(reply)


def draft_of(reply: CannedReply) -> ReplyDraft:
    """A reply as somebody begins to change it."""
    return ReplyDraft(
        reply=reply.id,
        language=reply.language,
        scope=reply.scope,
        queue=reply.queue,
        title=reply.title,
        shortcut=reply.shortcut,
        text=reply.text,
        version=reply.version,
    )


class Fault(StrEnum):
    """What keeps a draft from being saved."""

    TITLE_MISSING = "title_missing"
    TITLE_LONG = "title_long"
    TEXT_MISSING = "text_missing"
    TEXT_LONG = "text_long"
    SHORTCUT_ODD = "shortcut_odd"
    VARIABLE_UNKNOWN = "variable_unknown"
    BRACE_STRAY = "brace_stray"


def faults(draft: ReplyDraft) -> list[Fault]:
    """What is wrong with it, in the order of its fields."""
    title = draft.title.strip()
    found = {
        Fault.TITLE_MISSING: not title,
        Fault.TITLE_LONG: len(title) > limits.NAME_CHARACTERS,
        Fault.SHORTCUT_ODD: not may_be_shortcut(draft.shortcut),
        Fault.TEXT_MISSING: not draft.text.strip(),
        Fault.TEXT_LONG: len(draft.text) > limits.TEXT_CHARACTERS,
        Fault.VARIABLE_UNKNOWN: bool(canned.unknown_variables(draft.text)),
        Fault.BRACE_STRAY: canned.has_stray_brace(draft.text),
    }
    return [fault for fault, there in found.items() if there]


def may_be_shortcut(word: str) -> bool:
    """Whether it is one word, short enough to be typed behind a slash; none is one too."""
    plain = word.replace("-", "").replace("_", "")
    return len(word) <= limits.SHORTCUT_CHARACTERS and (not word or plain.isalnum())


def encode(drafts: Mapping[ReplyKey, ReplyDraft]) -> str:
    """As they are kept on this machine."""
    return msgspec.json.encode(list(drafts.values())).decode() if drafts else ""


def decode(kept: str) -> dict[ReplyKey, ReplyDraft]:
    """As they were kept; what cannot be read is nothing."""
    try:
        drafts = msgspec.json.decode(kept, type=list[ReplyDraft]) if kept else []
    except msgspec.DecodeError:
        return {}
    return {draft.key: draft for draft in drafts}
