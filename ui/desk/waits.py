"""A wait as words and a tone, the same on tabs, in the inbox and in the status bar."""

from console.core.waits import WaitStage, stage_of
from console.viewmodels import formats
from protocol.scalars import Millis
from protocol.workplace import QueueInfo
from ui.widgets.pill import PillTone

TONES = {
    WaitStage.IN_ORDER: PillTone.NEUTRAL,
    WaitStage.LONG: PillTone.WARN,
    WaitStage.TOO_LONG: PillTone.LATE,
}


def wait_pill(since: Millis, *, now: Millis, queue: QueueInfo | None) -> tuple[str, PillTone]:
    """How long and how pressing."""
    return formats.duration(now - since), TONES[stage_of(since, now=now, queue=queue)]
