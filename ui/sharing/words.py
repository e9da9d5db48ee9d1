"""What is said of passing a conversation on: why it did not work, how it ended."""

from PySide6.QtCore import QCoreApplication

from console.core.errors import CommandRejected, ConsoleError
from console.core.sharing_news import News, NewsKind
from protocol.errors import ErrorCode
from protocol.people import Presence
from ui.desk import refusals
from ui.desk.presence_words import presence_title
from ui.widgets import plain_text

translate = QCoreApplication.translate


_NAME = 60


def told(news: News) -> tuple[str, str]:
    """What has happened, and what follows of it."""
    colleague = plain_text.plain_line(news.colleague, shown=_NAME)
    subscriber = plain_text.plain_line(news.subscriber, shown=_NAME)
    stays = translate("Sharing", "The chat with {name} stays with you.")
    match news.kind:
        case NewsKind.ACCEPTED:
            title = translate("Sharing", "{name} has accepted")
            text = translate("Sharing", "The chat with {name} is no longer yours.")
        case NewsKind.DECLINED:
            title, text = translate("Sharing", "{name} did not accept"), stays
        case NewsKind.EXPIRED:
            title, text = translate("Sharing", "{name} has not answered in time"), stays
        case _:  # NewsKind.INVITED
            title = translate("Sharing", "{name} invites you to a chat")
            text = translate("Sharing", "The chat with {name} is in the inbox, under “Guest”.")
    follows = text.format(name=subscriber)
    if news.words:
        said = plain_text.plain_line(news.words)
        quoted = translate("Sharing", "“{said}”. {follows}")
        if news.kind is NewsKind.DECLINED:
            quoted = translate("Sharing", "Reason: {said}. {follows}")
        follows = quoted.format(said=said, follows=follows)
    return title.format(name=colleague), follows


def is_of_receiver(error: ConsoleError) -> bool:
    """Whether another one might be asked all the same."""
    if not isinstance(error, CommandRejected):
        return False
    state = str(error.data.get("state", ""))
    return (
        error.code is ErrorCode.NO_ROOM
        or (error.code is ErrorCode.WRONG_STATE and (state in list(Presence) or state == "guest"))
        or (error.code is ErrorCode.NOT_FOUND and bool(error.data.get("field")))
    )


def refusal(error: ConsoleError, name: str) -> str:
    """Why this colleague, or this topic, could not be asked."""
    if isinstance(error, CommandRejected):
        state = str(error.data.get("state", ""))
        match error.code:
            case ErrorCode.NO_ROOM:
                text = translate("Sharing", "{name} has no room left. Choose somebody else.")
                return text.format(name=name)
            case ErrorCode.WRONG_STATE if state in list(Presence):
                text = translate("Sharing", "{name} cannot be asked now: {presence}.")
                return text.format(name=name, presence=presence_title(Presence(state)).lower())
            case ErrorCode.WRONG_STATE if state == "passed_on":
                return translate(
                    "Sharing", "The chat is already offered to a colleague: withdraw it first."
                )
            case ErrorCode.WRONG_STATE if state == "guest":
                return translate("Sharing", "{name} is in this chat already.").format(name=name)
            case ErrorCode.NOT_FOUND if error.data.get("field"):
                return translate("Sharing", "{name} is no longer available.").format(name=name)
            case _:
                pass
    return refusals.sentence(error)
