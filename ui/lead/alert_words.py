"""The alerts of the board in words: which figure of whom has passed its threshold."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from console.viewmodels import formats
from protocol.board import BoardAlert
from ui.desk.desk_feed import DeskFeed
from ui.widgets import plain_text

translate = QCoreApplication.translate


def alert_words(alert: BoardAlert, feed: DeskFeed) -> str:
    """One alert: who or which queue, what, and the threshold."""
    whose = plain_text.plain_line(_whose(alert, feed), shown=60)
    threshold = formats.duration(alert.threshold * 1000)
    match alert.kind:
        case "waiting":
            return translate(
                "Board", "“{queue}”: {count} are waiting, more than {threshold}"
            ).format(queue=whose, count=alert.value, threshold=alert.threshold)
        case "longest":
            return translate("Board", "“{queue}”: somebody waits longer than {threshold}").format(
                queue=whose, threshold=threshold
            )
        case "service_level":
            return translate(
                "Board", "“{queue}”: {value} answered in time, less than {threshold}"
            ).format(
                queue=whose,
                value=formats.percent(alert.value),
                threshold=formats.percent(alert.threshold),
            )
        case "owed":
            return translate("Board", "{name} owes an answer longer than {threshold}").format(
                name=whose, threshold=threshold
            )
        case "break":
            return translate("Board", "{name} is on a break longer than {threshold}").format(
                name=whose, threshold=threshold
            )
        case "link":
            return translate("Board", "{name} has lost the link").format(name=whose)
        case _:
            return whose


def standing_words(alerts: Sequence[BoardAlert], feed: DeskFeed) -> str:
    """What stands, in one line: how many, and the first of them."""
    return f"{count_words(alerts)}: {alert_words(alerts[0], feed)}" if alerts else ""


def count_words(alerts: Sequence[BoardAlert]) -> str:
    """How many stand."""
    return translate("Board", "%n alert(s)", "", len(alerts)) if alerts else ""


def _whose(alert: BoardAlert, feed: DeskFeed) -> str:
    if alert.account is not None:
        agent = feed.store.board.agents.get(alert.account)
        return agent.name if agent is not None else alert.account
    if alert.queue is None:
        return ""
    queue = feed.queue(alert.queue)
    return queue.title if queue is not None else alert.queue
