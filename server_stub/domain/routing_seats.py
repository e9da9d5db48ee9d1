"""Who could be asked, best first, for each kind of what waits; kept right as rooms change.

Heaps are lazy. An agent who takes something only becomes a worse choice, so what a heap says of
him is put right when he comes to its top. One who may have become a better choice is noted with
the kinds that he suits, and gets into their heaps when they are asked next.
"""

from heapq import heapify, heappop, heappush, heapreplace

from protocol.ids import AccountId
from protocol.scalars import Millis
from server_stub.domain.routing_terms import Candidate, Demand

NOBODY: frozenset[AccountId] = frozenset()

_NOTED = 1024
"""After so many notes a kind that nobody asked is filled anew: it costs less than reading them."""

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
    """All who are there, and the kinds of what waits for them."""

    def __init__(self) -> None:
        self.by_agent: dict[AccountId, Seat] = {}
        self.roomy = 0
        """How many could take the lightest of what may wait."""
        self._kinds: list[Kind] = []
        self._lightest = 1 << 40
        self._stamp = 0
        self._profiles: dict[object, int] = {}
        self._members: list[Candidate] = []
        self._suited: list[tuple[int, list[tuple[Kind, int]]]] = []
        """By profile the kinds that it suits, each from which ring on, and out of how many."""
        self._rests: list[tuple[Millis, int, Seat]] = []

    def kind(self, demand: Demand, weight: int) -> "Kind":
        """A kind of what waits, to be asked from now on."""
        kind = Kind(demand, weight, self)
        self._kinds.append(kind)
        if weight < self._lightest:
            self._lightest = weight
            self.roomy = sum(seat.free >= weight for seat in self.by_agent.values())
        return kind

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
        if free < self._lightest:
            # Mostly one agent is noted, and takes one thing: then the others need not ask in vain.
            for kind, _ in self._suited[seat.profile][1]:
                if kind.noted and kind.noted[-1] is seat:
                    kind.noted.pop()
                    if not kind.noted:
                        kind.barren = kind.barren_before

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
        known, kinds = self._suited[seat.profile]
        if known != len(self._kinds):
            kinds = [
                (kind, ring) for kind in self._kinds if (ring := kind.ring_of(seat)) < kind.never
            ]
            self._suited[seat.profile] = len(self._kinds), kinds
        for kind, ring in kinds:
            if seat.free >= kind.weight:
                if not kind.noted:
                    kind.barren_before = kind.barren
                elif len(kind.noted) > _NOTED:
                    kind.empty()
                if kind.barren >= ring:
                    kind.barren = ring - 1
                kind.noted.append(seat)

    def _move(self, seat: Seat) -> None:
        self._stamp += 1
        seat.stamp = self._stamp

    def _profile(self, candidate: Candidate) -> int:
        can = (frozenset(candidate.skills.items()), candidate.languages, candidate.queues)
        profile = self._profiles.get(can)
        if profile is None:
            profile = self._profiles[can] = len(self._members)
            self._members.append(candidate)
            self._suited.append((0, []))
        return profile


class Kind:
    """What asks the same of an agent and weighs the same: who suits it, best first."""

    __slots__ = (
        "_filled",
        "_heaps",
        "_live",
        "_rings",
        "_seats",
        "barren",
        "barren_before",
        "demand",
        "last",
        "never",
        "noted",
        "opens",
        "weight",
    )

    def __init__(self, demand: Demand, weight: int, seats: Seats) -> None:
        self.demand = demand
        self.weight = weight
        self.opens = tuple(ring.after * 1000 for ring in demand.rings)
        """Milliseconds of waiting after which each ring opens."""
        self.last = len(self.opens)
        """The last ring."""
        self.never = self.last + 1
        """A number beyond all rings."""
        self.noted: list[Seat] = []
        """Who suits it, has room for it, and may have become a better choice."""
        self.barren = -1
        """Up to which ring nobody is there; -1 where somebody may be in each."""
        self.barren_before = -1
        self._seats = seats
        self._rings: dict[int, int] = {}
        self._heaps: list[list[_Choice]] = [[] for _ in range(self.never + 1)]
        """By ring; into the last one comes nobody whom it never suits."""
        self._live: dict[AccountId, int] = {}
        """By agent the stamp of what a heap says of him last: whatever else it says is void."""
        self._filled = False

    def empty(self) -> None:
        """To be filled anew when it is asked next."""
        self.noted.clear()
        self._filled = False

    def ring_of(self, seat: Seat) -> int:
        """The first ring in which he suits it, `never` when he does not."""
        ring = self._rings.get(seat.profile)
        if ring is None:
            found = self.demand.ring_of(self._seats.member(seat.profile))
            ring = self._rings[seat.profile] = self.never if found is None else found
        return ring

    def best(self, ring: int, without: frozenset[AccountId]) -> tuple[int, Seat] | None:
        """Of those with room who suit it once so many rings have opened, the one to ask."""
        if ring <= self.barren:
            return None
        if self.noted or not self._filled:
            self._read_notes()
        resting = None
        for number in range(ring + 1):
            heap = self._heaps[number]
            choice = self._top(heap, without) if without else self._first(heap)
            if choice is not None:
                if not choice[0]:
                    return number, choice[5]
                resting = resting or (number, choice[5])
        if resting is None and not without:
            self.barren = ring
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
            elif seat.free < weight or heap is not self._heaps[self.ring_of(seat)]:
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

    def _read_notes(self) -> None:
        if not self._filled:
            self._fill()
        else:
            live, weight, heaps = self._live, self.weight, self._heaps
            for seat in self.noted:
                agent = seat.candidate.agent
                if seat.free >= weight and live.get(agent) != seat.stamp:
                    # Who was noted may suit it no more: then nobody looks where he gets to.
                    heappush(heaps[self.ring_of(seat)], seat.choice())
                    live[agent] = seat.stamp
        self.noted.clear()

    def _fill(self) -> None:
        heaps, live, rings = self._heaps, self._live, self._rings
        for heap in heaps:
            heap.clear()
        live.clear()
        for agent, seat in self._seats.by_agent.items():
            if seat.free >= self.weight:
                ring = rings.get(seat.profile)
                if ring is None:
                    ring = self.ring_of(seat)
                if ring < self.never:
                    heaps[ring].append(seat.choice())
                    live[agent] = seat.stamp
        for heap in heaps:
            heapify(heap)
        self._filled = True
