"""The board in words: what its columns are called, what its cells say, how its figures count."""

from PySide6.QtCore import QCoreApplication

from console.viewmodels import board_lines, formats
from console.viewmodels.board_rows import AgentColumn, AgentRow, QueueColumn, QueueRow
from protocol.people import Presence
from protocol.scalars import Millis
from ui.desk.presence_words import presence_title
from ui.widgets import plain_text
from ui.widgets.ground import Tone
from ui.widgets.presence_dot import TONES

translate = QCoreApplication.translate


def queue_heads() -> tuple[str, ...]:
    """The titles of the columns of queues."""
    return (
        translate("Board", "Queue"),
        translate("Board", "Waiting"),
        translate("Board", "Longest"),
        translate("Board", "In work"),
        translate("Board", "Free"),
        translate("Board", "In time"),
        translate("Board", "Left"),
        translate("Board", "Last hour"),
    )


def agent_heads() -> tuple[str, ...]:
    """The titles of the columns of agents; what can be done needs none."""
    return (
        translate("Board", "Agent"),
        translate("Board", "State"),
        translate("Board", "For"),
        translate("Board", "Chats"),
        translate("Board", "Load"),
        translate("Board", "First answer"),
        translate("Board", "Rating"),
        translate("Board", "Owes"),
        "",
    )


def queue_words(row: QueueRow, column: int, *, now: Millis) -> str:
    """What a cell of a queue says."""
    match QueueColumn(column):
        case QueueColumn.NAME:
            return plain_text.plain_line(row.title)
        case QueueColumn.WAITING:
            return str(row.waiting)
        case QueueColumn.LONGEST:
            return board_lines.NOTHING if row.since is None else formats.duration(now - row.since)
        case QueueColumn.ACTIVE:
            return str(row.active)
        case QueueColumn.FREE:
            return board_lines.chats(row.free)
        case QueueColumn.SHARE:
            return board_lines.percent(None if row.share is None else round(row.share))
        case QueueColumn.LEFT:
            return board_lines.percent(row.left)
        case QueueColumn.HOUR:
            return translate("Board", "%n came", "", sum(row.spark))


def agent_words(row: AgentRow, column: int, *, now: Millis) -> str:
    """What a cell of an agent says."""
    match AgentColumn(column):
        case AgentColumn.NAME:
            name = plain_text.plain_line(row.name)
            if not row.trainee:
                return name
            return translate("Board", "{name} (trainee)").format(name=name)
        case AgentColumn.STATE:
            return state_words(row)
        case AgentColumn.SINCE:
            return formats.duration(now - row.since)
        case AgentColumn.CHATS:
            return board_lines.load(row.used, row.room)
        case AgentColumn.LOAD:
            return board_lines.percent(round(100 * row.used / row.room) if row.room else None)
        case AgentColumn.FIRST:
            answered = row.first_answer_ms
            return formats.duration(answered) if answered else board_lines.NOTHING
        case AgentColumn.RATING:
            if row.rating is None:
                return board_lines.NOTHING
            return formats.amount(round(row.rating, 1))
        case AgentColumn.OWED:
            since = row.owed_since
            return board_lines.NOTHING if since is None else formats.duration(now - since)
        case AgentColumn.ACTS:
            return ""


def state_words(row: AgentRow) -> str:
    """What an agent is, with the reason of a break."""
    if row.cut_off:
        return translate("Board", "No link")
    title = presence_title(row.presence)
    if row.presence is Presence.BREAK and row.reason:
        return translate("Board", "{presence}, {reason}").format(
            presence=title, reason=formats.within_a_line(plain_text.plain_line(row.reason))
        )
    return title


def state_tone(row: AgentRow) -> Tone:
    """How the dot beside it is coloured."""
    return Tone.LATE if row.cut_off else TONES[row.presence]


def queue_formula(column: int) -> str:
    """How a column of queues is counted."""
    match QueueColumn(column):
        case QueueColumn.NAME:
            return translate(
                "Board", "The queue. A mark at its left: one of its thresholds passed."
            )
        case QueueColumn.WAITING:
            return translate(
                "Board", "Conversations that wait for an agent now, those being offered included."
            )
        case QueueColumn.LONGEST:
            return translate(
                "Board", "How long the one has waited who has waited longest of those."
            )
        case QueueColumn.ACTIVE:
            return translate(
                "Board", "Conversations that an agent has now: answered, on hold or being closed."
            )
        case QueueColumn.FREE:
            return translate(
                "Board",
                "Chats that agents online who serve the queue could take now: their room less "
                "what they have.",
            )
        case QueueColumn.SHARE:
            return translate(
                "Board",
                "First answers within the target ÷ all first answers, since midnight of the "
                "queue, on its hours.",
            )
        case QueueColumn.LEFT:
            return translate(
                "Board",
                "Those who left before anybody answered ÷ all who came, since midnight of the "
                "queue.",
            )
        case QueueColumn.HOUR:
            return translate("Board", "How many came in each five minutes of the last hour.")


def agent_formula(column: int) -> str:
    """How a column of agents is counted."""
    match AgentColumn(column):
        case AgentColumn.NAME | AgentColumn.ACTS:
            return translate("Board", "The agent. A mark at the left: a threshold passed.")
        case AgentColumn.STATE:
            return translate(
                "Board", "What the agent says of himself; “No link” where his console is not felt."
            )
        case AgentColumn.SINCE:
            return translate("Board", "How long the agent has been in this state.")
        case AgentColumn.CHATS:
            return translate(
                "Board", "What the agent's chats weigh, and his room; chats on hold weigh nothing."
            )
        case AgentColumn.LOAD:
            return translate("Board", "What the chats weigh ÷ the room.")
        case AgentColumn.FIRST:
            return translate(
                "Board",
                "The middle first answer of today: half of them came faster, half slower.",
            )
        case AgentColumn.RATING:
            return translate("Board", "All stars of today ÷ how many subscribers gave any.")
        case AgentColumn.OWED:
            return translate(
                "Board", "How long the subscriber has waited who has waited longest for an answer."
            )
