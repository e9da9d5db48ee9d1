"""How pressing a wait is: in order, long, too long, by the thresholds of its queue."""

from enum import StrEnum

from protocol.scalars import Millis
from protocol.workplace import QueueInfo


class WaitStage(StrEnum):
    """The three stages of a wait."""

    IN_ORDER = "in_order"
    LONG = "long"
    TOO_LONG = "too_long"


def stage_of(since: Millis, *, now: Millis, queue: QueueInfo | None) -> WaitStage:
    """The stage that a wait is in; one in a queue nobody knows is always in order."""
    if queue is None:
        return WaitStage.IN_ORDER
    waited = (now - since) / 1000
    if waited >= queue.late_after_s:
        return WaitStage.TOO_LONG
    return WaitStage.LONG if waited >= queue.warn_after_s else WaitStage.IN_ORDER
