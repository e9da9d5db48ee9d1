"""Which list lies behind each figure of the board, and what it is called."""

from PySide6.QtCore import QCoreApplication

from console.viewmodels.board_rows import AgentColumn, QueueColumn

translate = QCoreApplication.translate

WAITING, ACTIVE, OWED, HELD = "waiting", "active", "owed", "held"
ABANDONED, SOLVED, CHATS, BY_ROBOT = "abandoned", "solved", "chats", "by_robot"
ENTERED, ANSWERED, HANDLED, RATED = "entered", "answered", "handled", "rated"

OF_QUEUE = {
    QueueColumn.NAME: WAITING,
    QueueColumn.WAITING: WAITING,
    QueueColumn.LONGEST: WAITING,
    QueueColumn.ACTIVE: ACTIVE,
    QueueColumn.FREE: ACTIVE,
    QueueColumn.SHARE: ANSWERED,
    QueueColumn.LEFT: ABANDONED,
    QueueColumn.HOUR: ENTERED,
}
OF_AGENT = {
    AgentColumn.NAME: CHATS,
    AgentColumn.STATE: CHATS,
    AgentColumn.SINCE: CHATS,
    AgentColumn.CHATS: CHATS,
    AgentColumn.LOAD: CHATS,
    AgentColumn.FIRST: HANDLED,
    AgentColumn.RATING: RATED,
    AgentColumn.OWED: OWED,
    AgentColumn.ACTS: CHATS,
}


def title(figure: str) -> str:
    """What the list of a figure is called."""
    return {
        WAITING: translate("Board", "Waiting for an agent"),
        ACTIVE: translate("Board", "In work"),
        OWED: translate("Board", "Waiting longer than promised"),
        HELD: translate("Board", "On hold"),
        ABANDONED: translate("Board", "Left today"),
        SOLVED: translate("Board", "Closed today"),
        CHATS: translate("Board", "Chats of the agent"),
        ENTERED: translate("Board", "Came today"),
        ANSWERED: translate("Board", "First answers of today"),
        HANDLED: translate("Board", "Handled today"),
        RATED: translate("Board", "Rated today"),
        BY_ROBOT: translate("Board", "Closed by the robot today"),
    }[figure]
