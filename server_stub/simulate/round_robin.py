"""The policy to beat: round robin without a queue, as chat tools do that assign at once."""

from collections import deque
from collections.abc import Iterable, Iterator

from server_stub.simulate.policies import Setting, Start


class RoundRobin:
    """Each request belongs to an agent the moment it comes.

    It is the next one in turn, among those on line who know its topic and have a place; where all
    their places are taken it is the next one in turn all the same, and it waits in his own line
    until a chat of his ends. A line is first come, first served, and nobody takes from another's.
    When a shift ends, those in its line are dealt out anew, in their order. With `past_full` off
    the turn does not look past who is full: the plainest kind.
    """

    def __init__(self, setting: Setting, *, past_full: bool = True) -> None:
        self._setting = setting
        self._past_full = past_full
        count = len(setting.skills)
        self._used = [0] * count
        self._on_line = [False] * count
        self._lines: list[deque[int]] = [deque() for _ in range(count)]
        self._waiting: set[int] = set()
        topics = 1 + max((topic for known in setting.skills for topic in known), default=0)
        self._turns = [_Turn() for _ in range(topics)]
        self._nobodys: deque[int] = deque()

    def arrived(self, request: int, now: float) -> Iterable[Start]:  # noqa: ARG002 - of the port
        """Assign at once."""
        turn = self._turns[self._setting.topics[request]]
        if not turn.members:
            self._nobodys.append(request)
            self._waiting.add(request)
            return ()
        position = self._next(turn)
        if self._used[position] < self._setting.at_once:
            self._used[position] += 1
            return ((request, position),)
        self._lines[position].append(request)
        self._waiting.add(request)
        return ()

    def gave_up(self, request: int) -> None:
        """It is passed by when its line comes to it."""
        self._waiting.discard(request)

    def freed(self, position: int, now: float) -> Iterable[Start]:  # noqa: ARG002 - of the port
        """The next of his own line."""
        self._used[position] -= 1
        if self._on_line[position]:
            line = self._lines[position]
            while line:
                request = line.popleft()
                if request in self._waiting:
                    self._waiting.discard(request)
                    self._used[position] += 1
                    return ((request, position),)
        return ()

    def came(self, position: int, now: float) -> Iterable[Start]:
        """He joins the turns of his topics; what is in others' lines stays there."""
        self._on_line[position] = True
        for topic in self._setting.skills[position]:
            self._turns[topic].add(position)
        nobodys, self._nobodys = self._nobodys, deque()
        return self._deal(nobodys, now)

    def went(self, position: int, now: float) -> Iterable[Start]:
        """His line is dealt out to the others."""
        self._on_line[position] = False
        for topic in self._setting.skills[position]:
            self._turns[topic].remove(position)
        line, self._lines[position] = self._lines[position], deque()
        return self._deal(line, now)

    def _deal(self, requests: Iterable[int], now: float) -> list[Start]:
        starts: list[Start] = []
        for request in requests:
            if request in self._waiting:
                self._waiting.discard(request)
                starts.extend(self.arrived(request, now))
        return starts

    def _next(self, turn: "_Turn") -> int:
        first = turn.members[turn.place % len(turn.members)]
        if self._past_full:
            for place, position in turn.from_here():
                if self._used[position] < self._setting.at_once:
                    turn.place = place + 1
                    return position
        turn.place = turn.place % len(turn.members) + 1
        return first


class _Turn:
    """Those who take turns, in the order of their numbers, and whose turn is next."""

    __slots__ = ("members", "place")

    def __init__(self) -> None:
        self.members: list[int] = []
        self.place = 0

    def add(self, position: int) -> None:
        self.members.append(position)
        self.members.sort()

    def remove(self, position: int) -> None:
        self.members.remove(position)

    def from_here(self) -> Iterator[tuple[int, int]]:
        count = len(self.members)
        begin = self.place % count
        for step in range(count):
            place = (begin + step) % count
            yield place, self.members[place]
