"""The rows of the manager of canned replies: what the server has, under what is being written."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from console.core import canned
from console.core.reply_drafts import ReplyDraft, ReplyKey, draft_of
from protocol.knowledge import CannedReply, ReplyScope, ReplyUse


class Clash(Enum):
    """What has become of a reply while somebody wrote another version of it."""

    NONE = "none"
    CHANGED = "changed"
    """Somebody has saved another one."""
    GONE = "gone"
    """It was taken away."""


@dataclass(frozen=True, slots=True)
class ReplyRow:
    """A reply as it is shown: `draft` is what is being written, or what the server has."""

    draft: ReplyDraft
    reply: CannedReply | None
    """As the server has it; None of one that is nowhere yet, or gone."""
    mine: int = 0
    last: int = 0
    everybody: int | None = None
    """None where it was not asked."""

    @property
    def key(self) -> ReplyKey:
        """What tells it from others."""
        return self.draft.key

    @property
    def edited(self) -> bool:
        """Whether there is something that is not saved."""
        return self.reply is None or not self.draft.is_of(self.reply)

    @property
    def clash(self) -> Clash:
        """What stands in the way of saving it."""
        if self.reply is None:
            return Clash.GONE if self.draft.version else Clash.NONE
        return Clash.NONE if self.draft.version == self.reply.version else Clash.CHANGED


def reply_rows(
    replies: Sequence[CannedReply],
    drafts: Mapping[ReplyKey, ReplyDraft],
    *,
    typed: str,
    scope: ReplyScope | None,
    wanted: canned.Wanted,
    everybody: Mapping[str, int] | None = None,
) -> list[ReplyRow]:
    """What fits, best first; before all what was begun and is nowhere but here."""
    there = {(one.id, one.language): one for one in replies}
    found = canned.find([one for one in replies if scope in (None, one.scope)], typed, wanted)
    rows = [_row(drafts.get((one.id, one.language), draft_of(one)), one, wanted) for one in found]
    begun = [
        _row(draft, None, wanted)
        for key, draft in drafts.items()
        if key not in there and scope in (None, draft.scope) and _has(draft, typed)
    ]
    return [
        row if everybody is None else _with_all(row, everybody.get(row.draft.reply, 0))
        for row in (*begun, *rows)
    ]


def _row(draft: ReplyDraft, reply: CannedReply | None, wanted: canned.Wanted) -> ReplyRow:
    use: ReplyUse | None = wanted.uses.get(draft.reply)
    return ReplyRow(draft, reply, use.mine if use else 0, use.last if use else 0)


def _with_all(row: ReplyRow, everybody: int) -> ReplyRow:
    return ReplyRow(row.draft, row.reply, row.mine, row.last, max(everybody, row.mine))


def _has(draft: ReplyDraft, typed: str) -> bool:
    """A title that is not written yet cannot be sought by it."""
    said = f"{draft.title} {draft.shortcut} {draft.text}".casefold()
    return all(word in said for word in typed.casefold().split())
