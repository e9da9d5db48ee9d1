"""Who is told of wake-ups within a process."""

from collections.abc import Callable, Sequence

from server_stub.bus.port import Listener
from server_stub.bus.wakes import Wake


class Listeners:
    """Calls all of them at once, in the order in which they began to listen."""

    def __init__(self) -> None:
        self._all: dict[int, tuple[Listener, bool]] = {}
        self._next = 0

    def add(self, listener: Listener, *, of_others: bool) -> Callable[[], None]:
        """From now on it is told; what is returned ends it."""
        number = self._next
        self._next += 1
        self._all[number] = listener, of_others

        def stop() -> None:
            self._all.pop(number, None)

        return stop

    def tell(self, wakes: Sequence[Wake], *, own: bool) -> None:
        """Tell of what this node or another one has published."""
        if wakes:
            for listener, of_others in tuple(self._all.values()):
                if own or of_others:
                    listener(wakes)

    def clear(self) -> None:
        """Tell nobody any more."""
        self._all.clear()
