"""The bus of a single node: listeners are called at once, in order."""

from collections.abc import Callable, Sequence

from server_stub.bus.port import Listener
from server_stub.bus.wakes import Wake


class MemoryBus:
    """Delivers within the process."""

    def __init__(self) -> None:
        self._listeners: dict[int, Listener] = {}
        self._next = 0

    def publish(self, wakes: Sequence[Wake]) -> None:
        if not wakes:
            return
        for listener in tuple(self._listeners.values()):
            listener(wakes)

    def listen(self, listener: Listener) -> Callable[[], None]:
        number = self._next
        self._next += 1
        self._listeners[number] = listener

        def stop() -> None:
            self._listeners.pop(number, None)

        return stop

    async def aclose(self) -> None:
        self._listeners.clear()
