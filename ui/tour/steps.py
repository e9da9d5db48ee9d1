"""What the tour tells of: a handful of places, in the order in which a shift needs them."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from ui.desk.commands import Commands
from ui.shell.desk_parts import DeskParts

translate = QCoreApplication.translate


class Side(Enum):
    """Where a callout stands beside what it tells of."""

    RIGHT = auto()
    BELOW = auto()
    ABOVE = auto()


@dataclass(frozen=True, slots=True)
class Step:
    """One callout."""

    target: QWidget
    side: Side
    title: str
    text: str
    keys: QKeySequence | None = None


def steps(parts: DeskParts, commands: Commands) -> Sequence[Step]:
    """Those whose place is in sight now."""
    writer = parts.chat.writer
    told = [
        Step(
            parts.inbox,
            Side.RIGHT,
            translate("Tour", "Your chats are here"),
            translate(
                "Tour",
                "New ones are offered at the top, yours stand below, then whoever waits. The figure"
                " tells how long.",
            ),
            commands.keys("offer.accept"),
        ),
        Step(
            parts.top_bar.presence,
            Side.BELOW,
            translate("Tour", "You say when"),
            translate("Tour", "Chats come while you are online. On a break nobody is sent to you."),
            commands.keys("window.presence"),
        ),
        Step(
            parts.top_bar.search,
            Side.BELOW,
            translate("Tour", "Everything by its name"),
            translate(
                "Tour", "Chats, subscribers, articles, and every command: type a few letters of it."
            ),
            commands.keys("window.palette"),
        ),
        Step(
            parts.top_bar.account,
            Side.BELOW,
            translate("Tour", "No mouse needed"),
            translate(
                "Tour",
                "Every action has a key: the list of them is one press away, and the settings"
                " change any. This tour waits in the menu under your initials.",
            ),
            commands.keys("window.shortcuts"),
        ),
    ]
    if writer is not None:
        told.insert(
            1,
            Step(
                writer.composer,
                Side.ABOVE,
                translate("Tour", "Answer faster"),
                translate(
                    "Tour",
                    "Type / and a part of a name: templates and articles come with the"
                    " subscriber’s own figures in them.",
                ),
                QKeySequence("/"),
            ),
        )
    return [step for step in told if step.target.isVisible()]
