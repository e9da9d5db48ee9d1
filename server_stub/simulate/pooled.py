"""The bound: everybody answers everything, out of one queue. No real centre is so well off."""

from collections.abc import Iterable

from server_stub.simulate.policies import Setting, Start


class Pooled:
    """First come, first served, by who has fewest chats, of these by who has been so the longest.

    Written apart from the product's planner: a bound that shared its mistakes would hide them.
    """

    def __init__(self, setting: Setting) -> None:
        self._at_once = setting.at_once
        self._used = [0] * len(setting.skills)
        self._on_line = [False] * len(setting.skills)
        # By chats held: those on line, in the order in which they came to hold so many.
        self._by_used: list[dict[int, None]] = [{} for _ in range(setting.at_once + 1)]
        self._queue: dict[int, None] = {}

    def arrived(self, request: int, now: float) -> Iterable[Start]:  # noqa: ARG002 - of the port
        """To who has fewest, else into the queue."""
        for used in range(self._at_once):
            if self._by_used[used]:
                position = next(iter(self._by_used[used]))
                self._move(position, used + 1)
                return ((request, position),)
        self._queue[request] = None
        return ()

    def gave_up(self, request: int) -> None:
        """One less in the queue."""
        del self._queue[request]

    def freed(self, position: int, now: float) -> Iterable[Start]:  # noqa: ARG002 - of the port
        """The next of the queue."""
        self._move(position, self._used[position] - 1)
        return self._fill(position)

    def came(self, position: int, now: float) -> Iterable[Start]:  # noqa: ARG002 - of the port
        """All his places at once."""
        self._on_line[position] = True
        self._move(position, self._used[position])
        return self._fill(position)

    def went(self, position: int, now: float) -> Iterable[Start]:  # noqa: ARG002 - of the port
        """Nothing more for him."""
        self._on_line[position] = False
        self._move(position, self._used[position])
        return ()

    def _fill(self, position: int) -> list[Start]:
        starts: list[Start] = []
        while self._queue and self._on_line[position] and self._used[position] < self._at_once:
            request = next(iter(self._queue))
            del self._queue[request]
            self._move(position, self._used[position] + 1)
            starts.append((request, position))
        return starts

    def _move(self, position: int, used: int) -> None:
        self._by_used[self._used[position]].pop(position, None)
        self._used[position] = used
        if self._on_line[position]:
            self._by_used[used][position] = None
