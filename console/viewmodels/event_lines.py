"""What the log of a conversation says of itself, in words: entered, taken, held, closed, rated."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QCoreApplication

from console.viewmodels import formats
from protocol import values
from protocol.values import Author, AuthorRole, EntryBody, Workplace

translate = QCoreApplication.translate

_STEPS = (
    values.Entered,
    values.Queued,
    values.Offered,
    values.Declined,
    values.Expired,
    values.Taken,
    values.Released,
    values.Held,
    values.Unheld,
)


def author_name(author: Author) -> str:
    """Who wrote, as a person is called; the robot and the system have no names of their own."""
    if author.name:
        return author.name
    match author.role:
        case AuthorRole.ROBOT:
            return translate("Events", "Robot")
        case AuthorRole.SYSTEM:
            return translate("Events", "System")
        case AuthorRole.SUBSCRIBER:
            return translate("Events", "Subscriber")
        case AuthorRole.AGENT:
            return translate("Events", "Agent")


def event_line(body: EntryBody, author: Author, workplace: Workplace | None) -> str:
    """A whole sentence for an entry that is neither message nor note."""
    say = _LINES.get(type(body))
    return say(body, author, workplace) if say else ""


def folds(body: EntryBody) -> bool:
    """Whether it is one of the steps of routing, which read as one line where they stand together.

    How a chat ended does not fold: it is looked for.
    """
    return isinstance(body, _STEPS)


def _entered(body: values.Entered, _: Author, place: Workplace | None) -> str:
    text = translate("Events", "{name} came in: {topic}")
    return text.format(name=body.name, topic=_title(place.topics if place else [], body.topic))


def _edited(body: values.Edited, author: Author, _: Workplace | None) -> str:
    text = translate("Events", "{name} edited a message. It was: “{text}”")
    return text.format(name=author_name(author), text=body.was)


def _deleted(body: values.Deleted, author: Author, _: Workplace | None) -> str:
    text = translate("Events", "{name} deleted a message. It was: “{text}”")
    return text.format(name=author_name(author), text=body.was)


def _queued(body: values.Queued, _: Author, place: Workplace | None) -> str:
    titles = {queue.id: queue.title for queue in place.queues} if place else {}
    text = {
        "declined": translate("Events", "Declined; back in the queue “{queue}”"),
        "expired": translate("Events", "Not accepted in time; back in the queue “{queue}”"),
        "released": translate("Events", "Given back to the queue “{queue}”"),
    }.get(body.reason, translate("Events", "Waits in the queue “{queue}”"))
    return text.format(queue=titles.get(body.queue, body.queue))


def _offered(body: values.Offered, _: Author, __: Workplace | None) -> str:
    return translate("Events", "Offered to {name}").format(name=body.name)


def _declined(body: values.Declined, author: Author, _: Workplace | None) -> str:
    if body.reason:
        text = translate("Events", "{name} declined: {reason}")
        return text.format(name=author_name(author), reason=body.reason)
    return translate("Events", "{name} declined").format(name=author_name(author))


def _taken(body: values.Taken, _: Author, __: Workplace | None) -> str:
    if body.how == "claim":
        return translate("Events", "{name} took the chat from the queue").format(name=body.name)
    return translate("Events", "{name} accepted the chat").format(name=body.name)


def _released(body: values.Released, author: Author, _: Workplace | None) -> str:
    if body.reason:
        text = translate("Events", "{name} gave the chat back: {reason}")
        return text.format(name=author_name(author), reason=body.reason)
    return translate("Events", "{name} gave the chat back").format(name=author_name(author))


def _held(body: values.Held, _: Author, __: Workplace | None) -> str:
    if body.until is None:
        return translate("Events", "On hold")
    return translate("Events", "On hold until {time}").format(time=formats.clock(body.until))


def _closed(body: values.Closed, author: Author, place: Workplace | None) -> str:
    outcome = _title(place.outcomes if place else [], body.outcome)
    text = (
        translate("Events", "Closed by {name}: {outcome}. {comment}")
        if body.comment
        else translate("Events", "Closed by {name}: {outcome}")
    )
    return text.format(name=author_name(author), outcome=outcome, comment=body.comment)


def _rated(body: values.Rated, _: Author, __: Workplace | None) -> str:
    text = (
        translate("Events", "Rated {stars} of 5: “{comment}”")
        if body.comment
        else translate("Events", "Rated {stars} of 5")
    )
    return text.format(stars=body.stars, comment=body.comment)


_LINES: dict[type[Any], Callable[[Any, Author, Workplace | None], str]] = {
    values.Entered: _entered,
    values.Edited: _edited,
    values.Deleted: _deleted,
    values.Queued: _queued,
    values.Offered: _offered,
    values.Declined: _declined,
    values.Expired: lambda *_: translate("Events", "The offer was not answered in time"),
    values.Taken: _taken,
    values.Released: _released,
    values.Held: _held,
    values.Unheld: lambda *_: translate("Events", "No longer on hold"),
    values.Closed: _closed,
    values.Left: lambda *_: translate("Events", "The subscriber closed the chat"),
    values.Rated: _rated,
}


def _title(choices: list[values.Choice], wanted: str) -> str:
    return next((choice.title for choice in choices if choice.id == wanted), wanted)
