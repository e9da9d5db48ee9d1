"""Who waits, in lanes of those for whom the same agents are asked; the lanes in their order.

Within a lane the longest wait is first in every respect: no ring is open for those behind it that
is not open for it. So a lane whose first one finds nobody has nobody for the others either.
"""

from bisect import bisect_left, bisect_right, insort
from heapq import heappop, heappush

from protocol.ids import AccountId, ConversationId
from protocol.scalars import Millis
from server_stub.domain.routing_seats import NOBODY, Kind, Seats
from server_stub.domain.routing_terms import Demand, Waiting

_Item = tuple[Millis, ConversationId, Waiting]
_Head = tuple[int, ConversationId, "Lane"]
_Key = tuple[Kind, int, frozenset[AccountId], AccountId | None]
"""What makes a lane: kind, priority, who rests from it, for whom it is kept."""


class Lane:
    """What waits for the same agents at the same priority, longest first.

    Attributes: agents `resting` from all of it, which they let pass just now; the `keeper`, a known
    agent who alone is asked; `ahead`, the head start of its priority in milliseconds; whether it is
    `open`, or shut while its keeper has no room; its `head`, by which it stands among the lanes
    unless it is shut or empty.
    """

    __slots__ = ("ahead", "head", "items", "keeper", "key", "kind", "open", "resting")

    def __init__(self, key: _Key) -> None:
        self.key = key
        self.kind, priority, self.resting, self.keeper = key
        self.ahead = priority * 1000
        self.items: list[_Item] = []
        self.open = True
        self.head: _Head | None = None


class Lanes:
    """Everything that waits, each in its lane; lanes with something to ask for, in order."""

    def __init__(self, seats: Seats) -> None:
        self.heads: list[_Head] = []
        """By the key of their first ones."""
        self._seats = seats
        self._kinds: dict[tuple[object, ...], Kind] = {}
        self._lanes: dict[_Key, Lane] = {}
        self._kept: dict[AccountId, set[Lane]] = {}
        self._awaiting: dict[AccountId, set[ConversationId]] = {}
        """By known agent what would wait for him, if he is there."""
        self._places: dict[ConversationId, tuple[Waiting, Lane]] = {}
        self._fresh: dict[ConversationId, Waiting] = {}
        """What has no lane yet: which one depends on the time of the plan."""
        self._due: list[tuple[Millis, ConversationId, int]] = []
        """When something belongs into another lane, by its number in `_terms`."""
        self._terms: dict[ConversationId, int] = {}
        self._count = 0

    def put(self, waiting: Waiting) -> None:
        if waiting.conversation in self._places:
            self.drop(waiting.conversation)
        self._fresh[waiting.conversation] = waiting

    def drop(self, conversation: ConversationId) -> None:
        place = self._places.pop(conversation, None)
        if place is None:
            self._fresh.pop(conversation, None)
            return
        waiting, lane = place
        if waiting.known_agent is not None and (
            awaiting := self._awaiting.get(waiting.known_agent)
        ):
            awaiting.discard(conversation)
        items = lane.items
        del items[
            0 if items[0][2] is waiting else bisect_left(items, (waiting.since, conversation))
        ]
        self._terms.pop(conversation, None)
        self._settle(lane)
        if not items and (lane.keeper is not None or lane.resting):
            self._forget(lane)

    def judge_again(self, agent: AccountId) -> None:
        """He came or went, or can other things: what awaits him may belong elsewhere."""
        for conversation in tuple(self._awaiting.get(agent, ())):
            self.put(self._places[conversation][0])

    def open_or_shut(self, agent: AccountId) -> None:
        """His room has changed: what is kept for him has its turn or has not."""
        for lane in self._kept.get(agent, ()):
            lane.open = self._seats.by_agent[agent].free >= lane.kind.weight
            self._settle(lane)

    def bring_up_to(self, now: Millis) -> None:
        """Everything into the lane in which it belongs at this time."""
        while self._due and self._due[0][0] <= now:
            _, conversation, term = heappop(self._due)
            if self._terms.get(conversation) == term:
                self.put(self._places[conversation][0])
        for waiting in self._fresh.values():
            self._place(waiting, now)
        self._fresh.clear()

    def due_at(self, since: Millis) -> Millis | None:
        """The next moment after this one at which somebody may be asked who was not before."""
        while self._due and self._terms.get(self._due[0][1]) != self._due[0][2]:
            heappop(self._due)
        moments = [self._due[0][0]] if self._due else []
        for _, _, lane in self.heads:
            began, opens = lane.items[0][0], lane.kind.opens
            ring = bisect_right(opens, since - began)
            if ring < len(opens):
                moments.append(Millis(began + opens[ring]))
        return min(moments, default=None)

    def _place(self, waiting: Waiting, now: Millis) -> None:
        kind = self._kind(waiting)
        resting, keeper = NOBODY, None
        moments = []
        if waiting.passed_over:
            resting = waiting.resting_at(now)
            moments = [until for until in waiting.rests() if until > now]
        if waiting.known_agent is not None and now < waiting.known_until:
            moments.append(waiting.known_until)
            awaited = waiting.awaited
            if awaited is not None:
                self._awaiting.setdefault(awaited, set()).add(waiting.conversation)
                seat = self._seats.by_agent.get(awaited)
                ring = len(kind.opens) + 1 if seat is None else kind.ring_of(seat)
                if ring == 0 or waiting.ring_at(now) >= ring:
                    keeper, resting = awaited, NOBODY
                elif ring <= len(kind.opens):
                    moments.append(Millis(waiting.since + kind.opens[ring - 1]))
        if moments:
            self._count += 1
            self._terms[waiting.conversation] = self._count
            heappush(self._due, (min(moments), waiting.conversation, self._count))
        lane = self._lane(kind, waiting.priority, resting, keeper)
        items = lane.items
        item = (waiting.since, waiting.conversation, waiting)
        if items and items[-1] > item:
            insort(items, item)
        else:
            items.append(item)
        self._places[waiting.conversation] = waiting, lane
        self._settle(lane)

    def _settle(self, lane: Lane) -> None:
        """Put it where its first one belongs."""
        first = lane.items[0] if lane.items and lane.open else None
        head = lane.head
        if head is not None:
            if first is not None and first[1] == head[1]:
                return
            del self.heads[bisect_left(self.heads, head)]
            lane.head = None
        if first is not None:
            lane.head = first[0] - lane.ahead, first[1], lane
            insort(self.heads, lane.head)

    def _kind(self, waiting: Waiting) -> Kind:
        asked = (waiting.queue, waiting.needs, waiting.language, waiting.rings, waiting.weight)
        kind = self._kinds.get(asked)
        if kind is None:
            kind = self._kinds[asked] = self._seats.kind(Demand(waiting), waiting.weight)
        return kind

    def _lane(
        self,
        kind: Kind,
        priority: int,
        resting: frozenset[AccountId],
        keeper: AccountId | None,
    ) -> Lane:
        key = (kind, priority, resting, keeper)
        lane = self._lanes.get(key)
        if lane is None:
            lane = self._lanes[key] = Lane(key)
            if keeper is not None:
                lane.open = self._seats.by_agent[keeper].free >= kind.weight
                self._kept.setdefault(keeper, set()).add(lane)
        return lane

    def _forget(self, lane: Lane) -> None:
        """There are as many of these lanes as there are agents: none is kept empty."""
        del self._lanes[lane.key]
        if lane.keeper is not None:
            kept = self._kept[lane.keeper]
            kept.discard(lane)
            if not kept:
                del self._kept[lane.keeper]
