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
                "New ones are offered at the top, yours are below, then everyone waiting; the"
                " number is how long they have waited.",
            ),
            commands.keys("offer.accept"),
        ),
        Step(
            parts.top_bar.presence,
            Side.BELOW,
            translate("Tour", "You say when"),
            translate(
                "Tour",
                "Chats come while you are online. While you are on a break, no one is sent to you.",
            ),
            commands.keys("window.presence"),
        ),
        Step(
            parts.top_bar.search,
            Side.BELOW,
            translate("Tour", "Everything by its name"),
            translate(
                "Tour", "Chats, subscribers, articles, and every command: just type a few letters."
            ),
            commands.keys("window.palette"),
        ),
        Step(
            parts.top_bar.account,
            Side.BELOW,
            translate("Tour", "No mouse needed"),
            translate(
                "Tour",
                "Every action has a key: the list of them is one press away, and you can change any"
                " of them in settings. To see this tour again, open the menu under your initials.",
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
                    "Type / and part of a name: templates and articles are inserted with this"
                    " subscriber’s details.",
                ),
                QKeySequence("/"),
            ),
        )
    return [step for step in told if step.target.isVisible()]
