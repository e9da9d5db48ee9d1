"""Which skills the agents of each place on the shift plan have. Pure, the same for all policies."""

from itertools import combinations


def covering(topics: int, skills: int) -> int:
    """How many agents it takes at least that somebody knows every topic."""
    return -(-topics // skills)


def skill_sets(
    shares: tuple[float, ...], *, skills: int, positions: int
) -> tuple[tuple[int, ...], ...]:
    """The topics that each position answers, so that the first n of them are balanced for any n.

    The first few together know everything; each of the rest takes those topics that, by their
    shares of the requests, the positions before it know too rarely, and of equal ones the set
    that there are fewest of: a mixed team bends further than one of a few fixed pairs.
    """
    known = [0] * len(shares)
    taken = dict.fromkeys(combinations(range(len(shares)), skills), 0)
    wanted = [min(1.0, share * skills) for share in shares]
    by_share = sorted(range(len(shares)), key=lambda topic: (-shares[topic], topic))
    found: list[tuple[int, ...]] = []
    for place in range(positions):
        first = by_share[place * skills : (place + 1) * skills]
        if len(first) == skills:
            best = tuple(sorted(first))
        else:
            missing = [want * (place + 1) - know for want, know in zip(wanted, known, strict=True)]
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
