"""Who is let in and how often: sockets, strangers and new visits of one address."""

import time
from collections import Counter, OrderedDict
from collections.abc import Callable

from protocol import limits
from server_stub.transport.pace import Pace

REMEMBERED_ADDRESSES = 10_000
"""Addresses whose pace of new visits is kept; the longest unused are forgotten first."""


class Ticket:
    """A socket that was let in: a stranger's until it is `known`, given back by `leave`."""

    def __init__(self, door: "Door", address: str | None) -> None:
        self._door = door
        self._stranger = True
        self._inside = True
        self.address = address

    def known(self) -> None:
        """It has said who it is. Idempotent."""
        if self._stranger:
            self._stranger = False
            self._door.know(self.address)

    def leave(self) -> None:
        """The socket is gone. Idempotent."""
        if self._inside:
            self._inside = False
            self.known()
            self._door.let_out(self.address)


class Door:
    """Counts by address; None is an address that nobody is held to account for."""

    def __init__(
        self,
        *,
        connections: int = limits.CONNECTIONS_PER_ADDRESS,
        strangers: int = limits.STRANGERS_PER_ADDRESS,
        visits: int = limits.VISITS_PER_ADDRESS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._most_sockets = connections
        self._most_strangers = strangers
        self._most_visits = visits
        self._clock = clock
        self._sockets: Counter[str] = Counter()
        self._strangers: Counter[str] = Counter()
        self._visits: OrderedDict[str, Pace] = OrderedDict()

    def let_in(self, address: str | None) -> Ticket | None:
        """A place for a socket, or None if its address has all it may have."""
        if address is not None:
            if (
                self._sockets[address] >= self._most_sockets
                or self._strangers[address] >= self._most_strangers
            ):
                return None
            self._sockets[address] += 1
            self._strangers[address] += 1
        return Ticket(self, address)

    def wait_to_visit_ms(self, address: str | None) -> int:
        """Count a new visit: 0, or in how many milliseconds the address may open one."""
        if address is None:
            return 0
        pace = self._visits.pop(address, None)
        if pace is None:
            rate = self._most_visits / limits.VISITS_WINDOW_SECONDS
            pace = Pace(rate, self._most_visits, clock=self._clock)
        self._visits[address] = pace
        if len(self._visits) > REMEMBERED_ADDRESSES:
            self._visits.popitem(last=False)
        return pace.wait_ms()

    def know(self, address: str | None) -> None:
        """One of its strangers has said who he is."""
        _take_one(self._strangers, address)

    def let_out(self, address: str | None) -> None:
        """One of its sockets is gone."""
        _take_one(self._sockets, address)


def _take_one(counter: Counter[str], address: str | None) -> None:
    if address is not None:
        counter[address] -= 1
        if not counter[address]:
            del counter[address]
