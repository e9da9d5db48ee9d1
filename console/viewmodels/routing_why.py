"""How routing decided, in words: why it was offered to somebody, or why it still waits."""

from collections.abc import Callable, Iterable, Iterator

from PySide6.QtCore import QCoreApplication, QLocale

from console.viewmodels import formats
from protocol.bodies import Routed
from protocol.configuration import Known, Ring
from protocol.entries import Entry
from protocol.routing import ChosenFor, Explanation, Limit
from protocol.workplace import Workplace

translate = QCoreApplication.translate


def why_of(entries: Iterable[Entry], workplace: Workplace | None) -> str:
    """Of steps of routing that stand together: each offer with what decided on it."""
    routed = [entry.body for entry in entries if isinstance(entry.body, Routed)]
    return "\n\n".join(why_offered(body, workplace) for body in routed)


def why_offered(body: Routed, workplace: Workplace | None) -> str:
    """One line a fact, the decisive one first."""
    why = body.why
    lines = [_decided(body)]
    others = [one.name for one in why.best if one.agent != body.agent]
    could = translate("Routing", "%n on line, {choices} of them could take it.", "", why.on_line)
    could = could.format(choices=why.choices)
    if others:
        after = translate("Routing", "Next would have been {names}.")
        could = f"{could} {after.format(names=_listed(others))}"
    return "\n".join([*lines, could, *_limits(why), *_relaxed(why.opened, workplace)])


def why_waits(why: Explanation, workplace: Workplace | None) -> str:
    """The same of what has not been offered yet."""
    lines = [_state(why)]
    lines += _needs(why, workplace)
    lines += _limits(why)
    lines += _relaxed(why.opened, workplace)
    if why.opens_at is not None:
        text = translate("Routing", "From {time} on, more colleagues may be asked.")
        lines.append(text.format(time=formats.clock(why.opens_at)))
    if why.before:
        lines.append(
            translate("Routing", "%n chat(s) of this queue come before it.", "", why.before)
        )
    return "\n".join(lines)


def _decided(body: Routed) -> str:
    why = body.why
    decided = why.chosen_for
    load = next((one.load for one in why.best if one.agent == body.agent), 0)
    text = {
        ChosenFor.KNOWN: translate("Routing", "{name} knows this subscriber and is asked first."),
        ChosenFor.ONLY: translate("Routing", "{name}: nobody else could take it."),
        ChosenFor.RESTED: translate("Routing", "{name}: the others rest after a hard chat."),
        ChosenFor.SKILL: translate("Routing", "{name} suits it best."),
        ChosenFor.LOAD: translate("Routing", "{name} is the least busy: {load} of the room taken."),
        ChosenFor.IDLE: translate("Routing", "{name} has been free for longest."),
        ChosenFor.ORDER: translate("Routing", "{name}: the others would have done as well."),
        None: translate("Routing", "{name} was asked."),
    }[decided]
    return text.format(name=body.name, load=formats.percent(load))


def _state(why: Explanation) -> str:
    if why.choices:
        return translate(
            "Routing", "It can be offered: %n colleague(s) have room.", "", why.choices
        )
    if why.known_until is not None:
        text = translate(
            "Routing", "Until {time} only the agent who knows this subscriber is asked."
        )
        return text.format(time=formats.clock(why.known_until))
    if not why.on_line:
        return translate("Routing", "Nobody is on line.")
    return translate("Routing", "None of %n on line can take it now.", "", why.on_line)


def _needs(why: Explanation, workplace: Workplace | None) -> Iterator[str]:
    asked = [_known(one, workplace) for one in why.needs]
    if why.language:
        native = QLocale(why.language).nativeLanguageName()
        asked.append(translate("Routing", "language: {language}").format(language=native))
    if asked:
        yield translate("Routing", "Needed: {needs}.").format(needs=", ".join(asked))


def _known(known: Known, workplace: Workplace | None) -> str:
    text = translate("Routing", "“{skill}” from level {level}")
    return text.format(skill=_skill(known.skill, workplace), level=known.level)


def _limits(why: Explanation) -> Iterator[str]:
    for one in why.limits:
        yield _LIMITS[one.limit]().format(names=_few(one.names, one.count))


def _few(names: tuple[str, ...], count: int) -> str:
    """The nearest by name, the others counted."""
    left = count - len(names)
    if not left:
        return _listed(names)
    more = translate("Routing", "%n more", "and so many others", left)
    return _listed([*names, more])


def _relaxed(rings: Iterable[Ring], workplace: Workplace | None) -> Iterator[str]:
    for ring in rings:
        less = [
            translate("Routing", "without “{skill}”").format(skill=_skill(skill, workplace))
            for skill in ring.without
        ]
        if ring.lower:
            less.append(translate("Routing", "levels lower by %n", "", ring.lower))
        if ring.any_language:
            less.append(translate("Routing", "any language"))
        text = translate("Routing", "After waiting for {time} less was needed: {less}.")
        yield text.format(time=formats.duration(ring.after * 1000), less=", ".join(less))


def _skill(skill: str, workplace: Workplace | None) -> str:
    known = workplace.skills if workplace is not None else []
    return next((one.title for one in known if one.id == skill), skill)


def _listed(names: Iterable[str]) -> str:
    return QLocale().createSeparatedList(list(names))


_LIMITS: dict[Limit, Callable[[], str]] = {
    Limit.ROOM: lambda: translate("Routing", "No room: {names}."),
    Limit.SKILL: lambda: translate("Routing", "A skill is missing: {names}."),
    Limit.LANGUAGE: lambda: translate("Routing", "Other languages: {names}."),
    Limit.QUEUE: lambda: translate("Routing", "Other queues: {names}."),
    Limit.PASSED: lambda: translate("Routing", "Did not take it just now: {names}."),
    Limit.KNOWN: lambda: translate("Routing", "Asked only if that one does not take it: {names}."),
    Limit.AWAY: lambda: translate("Routing", "Would suit, but not on line: {names}."),
}
