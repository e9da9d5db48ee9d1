"""One position's chats, worked on side by side: each the slower the more there are of them."""

import heapq


class Desk:
    """Shares an agent's attention equally among the chats he holds (processor sharing).

    Time is kept as work: `_done` is how much each chat that was here all along has got, so a chat
    ends when `_done` reaches what it was at its beginning plus the chat's work, however often the
    pace has changed between; nothing is recounted chat by chat.

    Attributes: on_line is set by who makes the shifts; stamp changes with each chat that comes or
    goes; taken_s is seconds times chats held on line, for the occupancy.
    """

    __slots__ = ("_at", "_chats", "_done", "_rates", "on_line", "stamp", "taken_s")

    def __init__(self, rates: tuple[float, ...]) -> None:
        self._rates = rates
        self._chats: list[tuple[float, int]] = []
        self._done = 0.0
        self._at = 0.0
        self.on_line = False
        self.stamp = 0
        self.taken_s = 0.0

    @property
    def chats(self) -> int:
        """How many are held now."""
        return len(self._chats)

    def pass_to(self, now: float) -> None:
        """Work on what is here until this moment."""
        held = len(self._chats)
        if held:
            passed = now - self._at
            self._done += passed * self._rates[held]
            if self.on_line:
                self.taken_s += passed * held
        self._at = now

    def begin(self, request: int, work: float, now: float) -> None:
        """One more chat."""
        self.pass_to(now)
        heapq.heappush(self._chats, (self._done + work, request))
        self.stamp += 1

    def end(self, now: float) -> int:
        """The chat with the least work left is done; which it was."""
        self.pass_to(now)
        self._done, request = heapq.heappop(self._chats)
        self.stamp += 1
        return request

    def ends_at(self) -> float:
        """When the next chat ends if none comes before; there must be one."""
        left = self._chats[0][0] - self._done
        return self._at + left / self._rates[len(self._chats)]
