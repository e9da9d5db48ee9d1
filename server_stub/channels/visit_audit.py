"""Owns the proof after a run: what was acknowledged against what the server kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from server_stub.channels.port import History, VisitorEntry, VisitorEntryKind, VisitorRole
from server_stub.channels.tape_visit import Posted, VisitRecord


@dataclass(frozen=True, slots=True)
class VisitAudit:
    """What went wrong with acknowledged messages; all three are zero on a sound server.

    Attributes: `lost` are not there, or with another text; `doubled` are extra copies, and messages
    of the subscriber that nobody sent; `reordered` stand at another place than acknowledged, or
    before one that was sent earlier.
    """

    conversations: int = 0
    messages: int = 0
    lost: int = 0
    doubled: int = 0
    reordered: int = 0

    def __add__(self, other: VisitAudit) -> VisitAudit:
        return VisitAudit(
            self.conversations + other.conversations,
            self.messages + other.messages,
            self.lost + other.lost,
            self.doubled + other.doubled,
            self.reordered + other.reordered,
        )


async def audit_visits(records: Sequence[VisitRecord], history: History) -> VisitAudit:
    """Compare every conversation of a run with `history`, after the player has stopped."""
    by_conversation: dict[str, list[Posted]] = {}
    for record in records:
        if record.conversation:
            # Who came twice while the first conversation was open wrote into one log, in turn.
            by_conversation.setdefault(record.conversation, []).extend(record.posted)
    total = VisitAudit()
    for conversation, posted in by_conversation.items():
        total += compare(posted, await history(conversation))
    return total


def compare(posted: Sequence[Posted], history: Sequence[VisitorEntry]) -> VisitAudit:
    """Compare what one conversation's subscriber sent, in order, with its log."""
    stored = [
        entry
        for entry in history
        if entry.role is VisitorRole.SUBSCRIBER and entry.kind is VisitorEntryKind.MESSAGE
    ]
    place = {entry.client_id: index for index, entry in enumerate(stored)}
    acknowledged = [message for message in posted if message.seq is not None]
    kept = [
        (message, place[message.client_id])
        for message in acknowledged
        if message.client_id in place and stored[place[message.client_id]].text == message.text
    ]
    return VisitAudit(
        conversations=1,
        messages=len(acknowledged),
        lost=len(acknowledged) - len(kept),
        doubled=_doubled(posted, stored),
        reordered=sum(stored[index].seq != message.seq for message, index in kept)
        + sum(later < earlier for (_, earlier), (_, later) in pairwise(kept))
        + sum(later.seq <= earlier.seq for earlier, later in pairwise(history)),
    )


def _doubled(posted: Sequence[Posted], stored: Sequence[VisitorEntry]) -> int:
    sent = {message.client_id for message in posted}
    copies = Counter(entry.client_id for entry in stored if entry.client_id in sent)
    # A conversation joined while it was open has messages of before this run: not ours to judge.
    first = min((message.seq for message in posted if message.seq is not None), default=0)
    strange = sum(entry.client_id not in sent and entry.seq > first > 0 for entry in stored)
    return sum(count - 1 for count in copies.values()) + strange
