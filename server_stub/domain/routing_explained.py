"""Why routing decided as it did, or has not decided: the plan's own rules, told instead of applied.

Made of the same snapshot as the plan, for a conversation that is offered or asked about; no plan
waits for it.
"""

from collections.abc import Iterable, Mapping, Sequence

import msgspec

from protocol import limits
from protocol.configuration import Known
from protocol.ids import AccountId
from protocol.routing import ChosenFor, Considered, Explanation, Limit, Limited
from protocol.scalars import Millis
from server_stub.domain.routing_terms import Assignment, Candidate, Demand, Waiting

NEAREST = 3
"""Agents named of those who could have it, and of those whom a limit kept from it: enough to see
whom to ask, and an entry stays below two kilobytes."""

_Choice = tuple[bool, int, float, int, AccountId]
"""The order of the plan: resting, ring, load, idle since, id."""

_DECIDED_BY = (
    ChosenFor.RESTED,
    ChosenFor.SKILL,
    ChosenFor.LOAD,
    ChosenFor.IDLE,
    ChosenFor.ORDER,
)


def explain_all(
    assignments: Sequence[Assignment],
    waiting: Iterable[Waiting],
    candidates: Iterable[Candidate],
    *,
    away: Sequence[Candidate],
    now: Millis,
) -> list[Explanation]:
    """Of each assignment of a plan why it was made, as things stood when its turn came."""
    by_id = {one.conversation: one for one in waiting}
    there = {one.agent: one for one in candidates}
    explanations = []
    for one in assignments:
        offered = by_id[one.conversation]
        explanations.append(explain(offered, there.values(), away=away, now=now))
        before = there[one.agent]
        there[one.agent] = msgspec.structs.replace(
            before, free=before.free - offered.weight, idle_since=now
        )
    return explanations


def explain(
    waiting: Waiting,
    candidates: Iterable[Candidate],
    *,
    away: Sequence[Candidate],
    now: Millis,
    before: int = 0,
) -> Explanation:
    """Who could have it at this moment and who could not; `away` are those who are not on line."""
    demand, opened = Demand(waiting), waiting.ring_at(now)
    there = list(candidates)
    known = _waited_for(waiting, there, demand, now)
    choices: list[tuple[_Choice, Candidate]] = []
    limited: dict[Limit, list[Candidate]] = {}
    for candidate in there:
        ring = demand.ring_of(candidate)
        limit = _limit(waiting, candidate, demand, opened, known, now)
        if limit is None and ring is not None:
            rests = now < candidate.rest_until
            key = (rests, ring, candidate.load, candidate.idle_since, candidate.agent)
            choices.append((key, candidate))
        elif limit is not None:
            limited.setdefault(limit, []).append(candidate)
    absent = [one for one in away if _suits(demand, one, opened)]
    if absent:
        limited[Limit.AWAY] = absent
    choices.sort(key=lambda one: one[0])
    needs, language = demand.needs_at(opened)
    return Explanation(
        at=now,
        since=waiting.since,
        priority=waiting.priority,
        on_line=len(there),
        choices=len(choices),
        best=tuple(_considered(key, one) for key, one in choices[:NEAREST]),
        chosen_for=_decided([key for key, _ in choices[:2]], known),
        limits=tuple(_told(limit, limited[limit]) for limit in Limit if limit in limited),
        needs=tuple(Known(skill=skill, level=level) for skill, level in needs),
        language=language,
        opened=waiting.rings[:opened],
        opens_at=(
            Millis(waiting.since + waiting.rings[opened].after * 1000)
            if opened < len(waiting.rings)
            else None
        ),
        known_until=None if known is None else waiting.known_until,
        before=before,
    )


def _waited_for(
    waiting: Waiting, candidates: Iterable[Candidate], demand: Demand, now: Millis
) -> AccountId | None:
    """Who alone is asked, because he knows the subscriber, is there and suits."""
    known = waiting.awaited
    if known is None or now >= waiting.known_until:
        return None
    opened = waiting.ring_at(now)
    there = any(one.agent == known and _suits(demand, one, opened) for one in candidates)
    return known if there else None


def _limit(
    waiting: Waiting,
    candidate: Candidate,
    demand: Demand,
    opened: int,
    known: AccountId | None,
    now: Millis,
) -> Limit | None:
    """The first thing that keeps him from it."""
    if not _suits(demand, candidate, opened):
        if candidate.queues and waiting.queue not in candidate.queues:
            return Limit.QUEUE
        skills: Mapping[str, int] = candidate.skills
        needs, _ = demand.needs_at(opened)
        lacks = any(skills.get(skill, 0) < level for skill, level in needs)
        return Limit.SKILL if lacks else Limit.LANGUAGE
    if known is not None and candidate.agent != known:
        return Limit.KNOWN
    if known is None and candidate.agent in waiting.resting_at(now):
        return Limit.PASSED
    return Limit.ROOM if candidate.free < waiting.weight else None


def _suits(demand: Demand, candidate: Candidate, opened: int) -> bool:
    ring = demand.ring_of(candidate)
    return ring is not None and ring <= opened


def _decided(best: Sequence[_Choice], known: AccountId | None) -> ChosenFor | None:
    if not best:
        return None
    if known is not None:
        return ChosenFor.KNOWN
    if len(best) == 1:
        return ChosenFor.ONLY
    first, second = best
    return next(
        why for why, one, other in zip(_DECIDED_BY, first, second, strict=True) if one != other
    )


def _considered(key: _Choice, candidate: Candidate) -> Considered:
    rests, ring, load, _, _ = key
    return Considered(
        agent=candidate.agent,
        name=candidate.name[: limits.GUEST_NAME_CHARACTERS],
        load=min(100, max(0, round(load * 100))),
        idle_since=candidate.idle_since,
        ring=ring,
        rests=rests,
    )


def _told(limit: Limit, candidates: Sequence[Candidate]) -> Limited:
    """The nearest are those with most room left."""
    nearest = sorted(candidates, key=lambda one: (one.load, one.idle_since, one.agent))[:NEAREST]
    return Limited(
        limit=limit,
        count=len(candidates),
        names=tuple(one.name[: limits.GUEST_NAME_CHARACTERS] for one in nearest),
    )
