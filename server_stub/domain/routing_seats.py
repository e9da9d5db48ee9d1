"""Who could be asked, best first, for each kind of what waits; kept right as rooms change.

Heaps are lazy. An agent who takes something only becomes a worse choice, so what a heap says of
him is put right when he comes to its top; one who may have become a better choice is named in a
log, in which each kind reads on when it is asked next. So a change costs kinds in which nobody
waits nothing.
"""

from heapq import heapify, heappop, heappush, heapreplace

from protocol.ids import AccountId
from protocol.scalars import Millis
from server_stub.domain.routing_terms import Candidate, Demand

NOBODY: frozenset[AccountId] = frozenset()

_LOG = 4096
"""Changes after which kinds that lag behind are filled anew: more than any centre has agents, so
that reading on costs less than filling."""

_GONE = -(1 << 40)
"""The room of one who has gone: less than anything weighs."""

_Choice = tuple[bool, float, int, AccountId, int, "Seat"]
"""Resting, load, idle since, id: the smaller is asked first. Then the seat, and its stamp then."""


class Seat:
    """An agent at work, as the plan goes on."""

    __slots__ = ("candidate", "free", "idle_since", "profile", "resting", "stamp")

    def __init__(self, candidate: Candidate, profile: int) -> None:
        self.candidate = candidate
        self.profile = profile
        self.free = candidate.free
        self.idle_since = candidate.idle_since
        self.resting = candidate.rest_until > 0
        self.stamp = 0

    def choice(self) -> _Choice:
        room = self.candidate.room
        load = (room - self.free) / room if room > 0 else 0.0
        return self.resting, load, self.idle_since, self.candidate.agent, self.stamp, self


class Seats:
    """All who are there, and the log of those who may have become better choices."""

    def __init__(self) -> None:
        self.by_agent: dict[AccountId, Seat] = {}
        self.log: list[Seat] = []
        self.generation = 0
        """Of the log: it begins again when it has become long."""
        self.roomy = 0
        """How many could take the lightest of what may wait."""
        self._lightest = 1 << 40
        self._stamp = 0
        self._profiles: dict[object, int] = {}
        self._members: list[Candidate] = []
        self._rests: list[tuple[Millis, int, Seat]] = []

    def come(self, candidate: Candidate) -> bool:
        """Whether he is new here, or can other things than before."""
        seat = self.by_agent.get(candidate.agent)
        if seat is None:
            seat = self.by_agent[candidate.agent] = Seat(candidate, self._profile(candidate))
            self.roomy += seat.free >= self._lightest
            self._improve(seat)
            return True
        before = seat.candidate
        other = not (
            candidate.skills is before.skills
            and candidate.languages is before.languages
            and candidate.queues is before.queues
        )
        if other:
            profile = self._profile(candidate)
            other = profile != seat.profile
            seat.profile = profile
        self.roomy += (candidate.free >= self._lightest) - (seat.free >= self._lightest)
        seat.candidate = candidate
        seat.free = candidate.free
        seat.idle_since = candidate.idle_since
        seat.resting = candidate.rest_until > 0
        self._improve(seat)
        return other

    def go(self, agent: AccountId) -> bool:
        """Whether he was there."""
        seat = self.by_agent.pop(agent, None)
        if seat is None:
            return False
        self.roomy -= seat.free >= self._lightest
        seat.free = _GONE
        self._move(seat)
        return True

    def take(self, seat: Seat, weight: int, now: Millis) -> None:
        """He is given something: from now on he is a worse choice."""
        free = seat.free - weight
        self.roomy -= free < self._lightest <= seat.free
        seat.free = free
        seat.idle_since = now
        self._move(seat)

    def weigh(self, weight: int) -> None:
        """So much may something weigh that waits."""
        if weight < self._lightest:
            self._lightest = weight
            self.roomy = sum(seat.free >= weight for seat in self.by_agent.values())

    def wake(self, now: Millis) -> None:
        """Who has rested from a hard conversation is asked like everybody else."""
        while self._rests and self._rests[0][0] <= now:
            _, stamp, seat = heappop(self._rests)
            if seat.resting and seat.stamp >= stamp and seat.candidate.rest_until <= now:
                seat.resting = False
                self._improve(seat)

    def member(self, profile: int) -> Candidate:
        """One of those who can exactly so much."""
        return self._members[profile]

    def _improve(self, seat: Seat) -> None:
        self._move(seat)
        if seat.resting:
            heappush(self._rests, (seat.candidate.rest_until, seat.stamp, seat))
        if len(self.log) >= _LOG:
            self.log.clear()
            self.generation += 1
        self.log.append(seat)

    def _move(self, seat: Seat) -> None:
        self._stamp += 1
        seat.stamp = self._stamp

    def _profile(self, candidate: Candidate) -> int:
        can = (frozenset(candidate.skills.items()), candidate.languages, candidate.queues)
        profile = self._profiles.get(can)
        if profile is None:
            profile = self._profiles[can] = len(self._members)
            self._members.append(candidate)
        return profile


class Kind:
    """What asks the same of an agent and weighs the same: who suits it, best first."""

    __slots__ = (
        "_generation",
        "_heaps",
        "_live",
        "_read",
        "_rings",
        "_seats",
        "demand",
        "opens",
        "weight",
    )

    def __init__(self, demand: Demand, weight: int, seats: Seats) -> None:
        self.demand = demand
        self.weight = weight
        self.opens = tuple(ring.after * 1000 for ring in demand.rings)
        """Milliseconds of waiting after which each ring opens."""
        self._seats = seats
        self._rings: dict[int, int] = {}
        self._heaps: list[list[_Choice]] = [[] for _ in range(len(self.opens) + 1)]
        self._live: dict[AccountId, int] = {}
        """By agent the stamp of what a heap says of him last: whatever else it says is void."""
        self._generation = -1
        self._read = 0

    def ring_of(self, seat: Seat) -> int:
        """The first ring in which he suits it; a number beyond all rings when he never does."""
        ring = self._rings.get(seat.profile)
        if ring is None:
            found = self.demand.ring_of(self._seats.member(seat.profile))
            ring = self._rings[seat.profile] = len(self._heaps) if found is None else found
        return ring

    def best(self, ring: int, without: frozenset[AccountId]) -> tuple[int, Seat] | None:
        """Of those with room who suit it once so many rings have opened, the one to ask."""
        if self._read != len(self._seats.log) or self._generation != self._seats.generation:
            self._read_on()
        resting = None
        for number in range(ring + 1):
            heap = self._heaps[number]
            choice = self._top(heap, without) if without else self._first(heap)
            if choice is not None:
                if not choice[0]:
                    return number, choice[5]
                resting = resting or (number, choice[5])
        return resting

    def _first(self, heap: list[_Choice]) -> _Choice | None:
        live, weight = self._live, self.weight
        while heap:
            choice = heap[0]
            seat, stamp = choice[5], choice[4]
            if live.get(choice[3]) != stamp:
                heappop(heap)
            elif seat.stamp == stamp:
                return choice
            elif seat.free < weight or heap is not self._heap_of(seat):
                heappop(heap)
                del live[choice[3]]
            else:
                heapreplace(heap, seat.choice())
                live[choice[3]] = seat.stamp
        return None

    def _top(self, heap: list[_Choice], without: frozenset[AccountId]) -> _Choice | None:
        """The first who is not among those."""
        aside = []
        while (choice := self._first(heap)) is not None and choice[3] in without:
            aside.append(heappop(heap))
        for one in aside:
            heappush(heap, one)
        return choice

    def _heap_of(self, seat: Seat) -> list[_Choice] | None:
        ring = self.ring_of(seat)
        return self._heaps[ring] if ring < len(self._heaps) else None

    def _read_on(self) -> None:
        seats = self._seats
        if self._generation != seats.generation:
            self._fill()
        else:
            live, weight = self._live, self.weight
            for seat in seats.log[self._read :]:
                agent = seat.candidate.agent
                if seat.free < weight or live.get(agent) == seat.stamp:
                    continue
                heap = self._heap_of(seat)
                if heap is not None:
                    heappush(heap, seat.choice())
                    live[agent] = seat.stamp
        self._read = len(seats.log)
        self._generation = seats.generation

    def _fill(self) -> None:
        for heap in self._heaps:
            heap.clear()
        self._live.clear()
        for agent, seat in self._seats.by_agent.items():
            if seat.free >= self.weight:
                heap_of = self._heap_of(seat)
                if heap_of is not None:
                    heap_of.append(seat.choice())
                    self._live[agent] = seat.stamp
        for heap in self._heaps:
            heapify(heap)
