"""Which skills the agents of each place on the shift plan have. Pure, the same for all policies."""

import math
from itertools import combinations


def covering(topics: int, skills: int) -> int:
    """How many agents it takes at least that somebody knows every topic."""
    return -(-topics // skills)


def skill_sets(
    shares: tuple[float, ...], *, skills: int, positions: int
) -> tuple[tuple[int, ...], ...]:
    """The topics that each position answers, so that the first n of them are balanced for any n.

    The first few together know everything. Each of the rest takes those topics that the positions
    before it know too rarely, and of equal ones the set that there are fewest of: a mixed team
    bends further than one of a few fixed pairs. How often is enough goes by square-root staffing:
    a topic's share of n agents and its root besides, for a small team needs the larger margin.
    """
    known = [0] * len(shares)
    taken = dict.fromkeys(combinations(range(len(shares)), skills), 0)
    by_share = sorted(range(len(shares)), key=lambda topic: (-shares[topic], topic))
    found: list[tuple[int, ...]] = []
    for place in range(positions):
        first = by_share[place * skills : (place + 1) * skills]
        if len(first) == skills:
            best = tuple(sorted(first))
        else:
            enough = _enough(shares, agents=place + 1, skills=skills)
            missing = [want - know for want, know in zip(enough, known, strict=True)]
            best = max(
                (one for one in taken if set(first) <= set(one)),
                key=lambda one: (
                    sum(missing[topic] for topic in one),
                    -taken[one],
                    tuple(-topic for topic in one),
                ),
            )
        found.append(best)
        taken[best] += 1
        for topic in best:
            known[topic] += 1
    return tuple(found)


def _enough(shares: tuple[float, ...], *, agents: int, skills: int) -> list[float]:
    """By topic how many of so many agents should know it."""
    loads = [share * agents for share in shares]
    margins = [load + math.sqrt(load) for load in loads]
    whole = sum(margins)
    return [agents * skills * margin / whole for margin in margins]
