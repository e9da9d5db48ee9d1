"""What the log of a conversation says of itself, in words: entered, taken, held, closed, rated."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, QLocale

from console.viewmodels import formats
from protocol import bodies, people, workplace
from protocol.bodies import EntryBody
from protocol.people import Author, AuthorRole
from protocol.workplace import Workplace

translate = QCoreApplication.translate

_STEPS = (
    bodies.Entered,
    bodies.Queued,
    bodies.Offered,
    bodies.Routed,
    bodies.CalledBack,
    bodies.Declined,
    bodies.Expired,
    bodies.Taken,
    bodies.Released,
    bodies.Vanished,
    bodies.Held,
    bodies.Unheld,
    bodies.KeptOpen,
    bodies.Scheduled,
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


def _entered(body: bodies.Entered, _: Author, place: Workplace | None) -> str:
    text = translate("Events", "{name} started a chat: {topic}")
    return text.format(name=body.name, topic=_title(place.topics if place else [], body.topic))


def _edited(body: bodies.Edited, author: Author, _: Workplace | None) -> str:
    text = translate("Events", "{name} edited a message. It was: “{text}”")
    if body.of_note:
        text = translate("Events", "{name} edited a note. It was: “{text}”")
    return text.format(name=author_name(author), text=body.was)


def _deleted(body: bodies.Deleted, author: Author, _: Workplace | None) -> str:
    text = translate("Events", "{name} deleted a message. It was: “{text}”")
    if body.of_note:
        text = translate("Events", "{name} deleted a note. It was: “{text}”")
    return text.format(name=author_name(author), text=body.was)


def _queued(body: bodies.Queued, _: Author, place: Workplace | None) -> str:
    titles = {queue.id: queue.title for queue in place.queues} if place else {}
    text = {
        "declined": translate("Events", "Declined; back in the queue “{queue}”"),
        "expired": translate("Events", "Not accepted in time; back in the queue “{queue}”"),
        "released": translate("Events", "Given back to the queue “{queue}”"),
        "reopened": translate("Events", "The subscriber wrote again; waits in “{queue}”"),
        "robot": translate("Events", "The robot called for a person; waits in “{queue}”"),
        "overflowed": translate("Events", "Passed to the queue “{queue}”, which can take more"),
        "follow_up": translate("Events", "The date has come; waits in “{queue}”"),
        "call_back": translate("Events", "The subscriber is to be called; waits in “{queue}”"),
        "passed": translate("Events", "Waits in the queue “{queue}” now, in its old place"),
        "vanished": translate("Events", "Waits in the queue “{queue}” again, in its old place"),
    }.get(body.reason, translate("Events", "Waits in the queue “{queue}”"))
    return text.format(queue=titles.get(body.queue, body.queue))


def _offered(body: bodies.Offered, _: Author, __: Workplace | None) -> str:
    return translate("Events", "Offered to {name}").format(name=body.name)


def _passed_to(body: bodies.PassedTo, author: Author, _: Workplace | None) -> str:
    text = translate("Events", "{name} offered to pass the chat on to {to}: “{note}”")
    return text.format(name=author_name(author), to=body.name, note=body.note)


def _passed_to_topic(body: bodies.PassedToTopic, author: Author, place: Workplace | None) -> str:
    text = translate("Events", "{name} passed the chat on to the topic “{topic}”: “{note}”")
    topic = _title(place.topics if place else [], body.topic)
    return text.format(name=author_name(author), topic=topic, note=body.note)


def _called_back(body: bodies.CalledBack, author: Author, _: Workplace | None) -> str:
    text = translate("Events", "{name} withdrew the offer of the chat to {to}")
    return text.format(name=author_name(author), to=body.name)


def _expired(body: bodies.Expired, _: Author, __: Workplace | None) -> str:
    if body.kept_by:
        text = translate("Events", "{name} did not accept in time; the chat stays with {keeper}")
        return text.format(name=body.name, keeper=body.kept_by)
    return translate("Events", "The offer was not answered in time")


def _guest_came(body: bodies.GuestCame, author: Author, _: Workplace | None) -> str:
    text = (
        translate("Events", "{name} invited {guest} to the chat: “{why}”")
        if body.why
        else translate("Events", "{name} invited {guest} to the chat")
    )
    return text.format(name=author_name(author), guest=body.name, why=body.why)


def _guest_left(body: bodies.GuestLeft, author: Author, _: Workplace | None) -> str:
    if body.how == "sent_away":
        text = translate("Events", "{name} removed guest {guest}")
        return text.format(name=author_name(author), guest=body.name)
    return translate("Events", "Guest {guest} left").format(guest=body.name)


def _lead_came(body: bodies.LeadCame, _: Author, __: Workplace | None) -> str:
    return translate("Events", "{name} writes here too, as a lead").format(name=body.name)


def _lead_left(body: bodies.LeadLeft, _: Author, __: Workplace | None) -> str:
    return translate("Events", "{name} writes here no more").format(name=body.name)


def _assigned(body: bodies.Assigned, author: Author, place: Workplace | None) -> str:
    name = author_name(author)
    if body.queue is not None:
        titles = {queue.id: queue.title for queue in place.queues} if place else {}
        text = translate("Events", "{name} gave the chat to the queue “{queue}”")
        line = text.format(name=name, queue=titles.get(body.queue, body.queue))
    else:
        line = translate("Events", "{name} gave the chat to {to}").format(name=name, to=body.name)
    return f"{line}: “{body.note}”" if body.note else line


def _declined(body: bodies.Declined, author: Author, _: Workplace | None) -> str:
    if body.kept_by and not body.reason:
        text = translate("Events", "{name} did not accept; the chat stays with {keeper}")
        return text.format(name=author_name(author), keeper=body.kept_by)
    if body.kept_by:
        text = translate("Events", "{name} did not accept: {reason}. The chat stays with {keeper}")
        return text.format(name=author_name(author), reason=body.reason, keeper=body.kept_by)
    if body.reason:
        text = translate("Events", "{name} declined: {reason}")
        return text.format(name=author_name(author), reason=body.reason)
    return translate("Events", "{name} declined").format(name=author_name(author))


def _taken(body: bodies.Taken, _: Author, __: Workplace | None) -> str:
    if body.how == "pass":
        return translate("Events", "{name} took the chat over").format(name=body.name)
    if body.how == "auto":
        return translate("Events", "{name} got the chat at once").format(name=body.name)
    if body.how == "reopened":
        return translate("Events", "The subscriber wrote again; {name} answers on").format(
            name=body.name
        )
    if body.how == "taken_over":
        text = translate("Events", "{name} took the chat over from {was}")
        return text.format(name=body.name, was=body.was)
    if body.how == "claim":
        return translate("Events", "{name} took the chat from the queue").format(name=body.name)
    return translate("Events", "{name} accepted the chat").format(name=body.name)


def _released(body: bodies.Released, author: Author, _: Workplace | None) -> str:
    if body.reason:
        text = translate("Events", "{name} gave the chat back: {reason}")
        return text.format(name=author_name(author), reason=body.reason)
    return translate("Events", "{name} gave the chat back").format(name=author_name(author))


def _vanished(body: bodies.Vanished, _: Author, __: Workplace | None) -> str:
    text = translate("Events", "{name} lost the connection at {time} and did not come back")
    return text.format(name=body.name, time=formats.clock(body.since))


def _held(body: bodies.Held, _: Author, __: Workplace | None) -> str:
    if body.until is None:
        return translate("Events", "On hold")
    return translate("Events", "On hold until {time}").format(time=formats.clock(body.until))


def _closed(body: bodies.Closed, author: Author, place: Workplace | None) -> str:
    outcome = _title(place.outcomes if place else [], body.outcome)
    if not outcome:
        return translate("Events", "The chat is finished")
    if author.role is AuthorRole.SYSTEM:
        return translate("Events", "Finished: {outcome}").format(outcome=outcome)
    text = (
        translate("Events", "Finished by {name}: {outcome}. {comment}")
        if body.comment
        else translate("Events", "Finished by {name}: {outcome}")
    )
    return text.format(name=author_name(author), outcome=outcome, comment=body.comment)


def _closing(body: bodies.Closing, author: Author, place: Workplace | None) -> str:
    outcome = _title(place.outcomes if place else [], body.outcome)
    text = (
        translate("Events", "{name} is finishing the chat, until {time}: {outcome}. {comment}")
        if body.comment
        else translate("Events", "{name} is finishing the chat, until {time}: {outcome}")
        if outcome
        else translate("Events", "{name} is finishing the chat, until {time}")
    )
    return text.format(
        name=author_name(author),
        time=formats.clock(body.until),
        outcome=outcome,
        comment=body.comment,
    )


def _kept_open(body: bodies.KeptOpen, author: Author, _: Workplace | None) -> str:
    if body.how == "agent":
        return translate("Events", "{name} left the chat open").format(name=author_name(author))
    return translate("Events", "The subscriber goes on: the chat stays open")


def _wrapped_up(body: bodies.WrappedUp, author: Author, place: Workplace | None) -> str:
    outcome = _title(place.outcomes if place else [], body.outcome)
    if body.how == "timed":
        return translate("Events", "The time to sum up is over")
    text = (
        translate("Events", "Summed up by {name}: {outcome}. {comment}")
        if body.comment
        else translate("Events", "Summed up by {name}: {outcome}")
    )
    return text.format(name=author_name(author), outcome=outcome, comment=body.comment)


def _scheduled(body: bodies.Scheduled, _: Author, __: Workplace | None) -> str:
    text = (
        translate("Events", "The subscriber asked for a call: {time}")
        if body.why == "call_back"
        else translate("Events", "To come back to it: {time}")
    )
    return text.format(time=formats.in_full(body.due))


def _late(body: bodies.Late, _: Author, __: Workplace | None) -> str:
    if body.level == "warn":
        text = {
            "first_answer": translate("Events", "The time for the first answer is nearly over"),
            "next_answer": translate("Events", "The time for an answer is nearly over"),
        }.get(body.of, translate("Events", "The time to solve it is nearly over"))
    else:
        text = {
            "first_answer": translate("Events", "The first answer is late"),
            "next_answer": translate("Events", "The answer is late"),
        }.get(body.of, translate("Events", "It was to be solved by now"))
    return text


def _rated(body: bodies.Rated, _: Author, __: Workplace | None) -> str:
    text = (
        translate("Events", "Rated {stars} of 5: “{comment}”")
        if body.comment
        else translate("Events", "Rated {stars} of 5")
    )
    return text.format(stars=body.stars, comment=body.comment)


def _talk_began(body: bodies.TalkBegan, author: Author, _: Workplace | None) -> str:
    if not body.name:
        return translate("Events", "{name} started the talk").format(name=author_name(author))
    text = translate("Events", "{name} started the group “{group}” with {people}")
    return text.format(name=author_name(author), group=body.name, people=_named(body.members))


def _talk_renamed(body: bodies.TalkRenamed, author: Author, _: Workplace | None) -> str:
    text = translate("Events", "{name} named the group “{group}”")
    return text.format(name=author_name(author), group=body.name)


def _talk_joined(body: bodies.TalkJoined, author: Author, _: Workplace | None) -> str:
    text = translate("Events", "{name} added {people}")
    return text.format(name=author_name(author), people=_named(body.members))


def _talk_left(_: bodies.TalkLeft, author: Author, __: Workplace | None) -> str:
    return translate("Events", "{name} left the group").format(name=author_name(author))


def _settled(_: bodies.Settled, author: Author, __: Workplace | None) -> str:
    return translate("Events", "{name} settled the question").format(name=author_name(author))


def _named(people: Sequence[people.Person]) -> str:
    return QLocale().createSeparatedList([person.name for person in people])


_LINES: dict[type[Any], Callable[[Any, Author, Workplace | None], str]] = {
    bodies.Entered: _entered,
    bodies.Edited: _edited,
    bodies.Deleted: _deleted,
    bodies.Queued: _queued,
    bodies.Offered: _offered,
    bodies.Declined: _declined,
    bodies.PassedTo: _passed_to,
    bodies.PassedToTopic: _passed_to_topic,
    bodies.CalledBack: _called_back,
    bodies.GuestCame: _guest_came,
    bodies.GuestLeft: _guest_left,
    bodies.LeadCame: _lead_came,
    bodies.LeadLeft: _lead_left,
    bodies.Assigned: _assigned,
    bodies.Expired: _expired,
    bodies.Taken: _taken,
    bodies.Released: _released,
    bodies.Vanished: _vanished,
    bodies.Held: _held,
    bodies.Unheld: lambda *_: translate("Events", "No longer on hold"),
    bodies.Closing: _closing,
    bodies.KeptOpen: _kept_open,
    bodies.Closed: _closed,
    bodies.WrappedUp: _wrapped_up,
    bodies.Scheduled: _scheduled,
    bodies.Merged: lambda *_: translate("Events", "Goes on in another chat of the subscriber"),
    bodies.MergedFrom: lambda *_: translate(
        "Events", "Another chat of the subscriber goes on here"
    ),
    bodies.Late: _late,
    bodies.Left: lambda *_: translate("Events", "The subscriber closed the chat"),
    bodies.Rated: _rated,
    bodies.TalkBegan: _talk_began,
    bodies.TalkRenamed: _talk_renamed,
    bodies.TalkJoined: _talk_joined,
    bodies.TalkLeft: _talk_left,
    bodies.Settled: _settled,
}


def _title(choices: list[workplace.Choice], wanted: str) -> str:
    return next((choice.title for choice in choices if choice.id == wanted), wanted)
