"""Steps of routing that stand together, in one line: each fact once, vain offers only counted."""

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from console.viewmodels import event_lines, formats
from protocol.bodies import Declined, EntryBody, Expired, Offered, Queued, Released, Routed, Taken
from protocol.entries import Entry
from protocol.workplace import Workplace

translate = QCoreApplication.translate

_VAIN = 3
"""Entries of an offer that nobody answered: offered, run out, back in the queue."""


def routing_line(entries: Sequence[Entry], workplace: Workplace | None) -> str:
    """What the steps say together, in their order."""
    # Why it was offered is told when somebody asks, below the line.
    entries = [entry for entry in entries if not isinstance(entry.body, Routed)]
    bodies = [entry.body for entry in entries]
    sentences: list[str] = []
    vain: Counter[str] = Counter()
    place = 0
    while place < len(bodies):
        name = _offered_in_vain(bodies[place : place + _VAIN])
        if name is not None:
            vain[name] += 1
            place += _VAIN
            continue
        if vain:
            sentences.append(_not_accepted(vain))
            vain = Counter()
        if not _told_beside(bodies, place):
            entry = entries[place]
            sentences.append(event_lines.event_line(entry.body, entry.author, workplace))
        place += 1
    if vain:
        sentences.append(_not_accepted(vain))
    names = tuple(filter(None, {name for entry in entries for name in _named(entry)}))
    within = [one if one.startswith(names) else formats.within_a_line(one) for one in sentences[1:]]
    return " · ".join([*sentences[:1], *within])


def _named(entry: Entry) -> tuple[str, str]:
    """Whose names a step may begin with: they keep their capitals wherever they stand."""
    return event_lines.author_name(entry.author), str(getattr(entry.body, "name", ""))


def _offered_in_vain(bodies: Sequence[EntryBody]) -> str | None:
    """To whom, if these are such an offer."""
    match bodies:
        case [Offered(name=name), Expired(kept_by=""), Queued(reason="expired")]:
            return name
    return None


def _not_accepted(vain: Counter[str]) -> str:
    names = [f"{name} ×{count}" if count > 1 else name for name, count in vain.items()]
    return translate("Events", "Offered, but not accepted: {names}").format(names=", ".join(names))


def _told_beside(bodies: Sequence[EntryBody], place: int) -> bool:
    """Whether the step before or after it says what this one would say."""
    before = bodies[place - 1] if place else None
    after = bodies[place + 1] if place + 1 < len(bodies) else None
    match bodies[place]:
        case Offered(agent=offered):
            return isinstance(after, Taken) and after.how == "offer" and after.agent == offered
        case Expired(kept_by=""):
            return isinstance(after, Queued) and after.reason == "expired"
        case Queued(reason="declined"):
            return isinstance(before, Declined)
        case Queued(reason="released"):
            return isinstance(before, Released)
    return False
