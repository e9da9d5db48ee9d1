"""The bus within one process: of a single node, or of several that only compare counters."""

from collections.abc import Callable, Sequence

from server_stub.bus.listeners import Listeners
from server_stub.bus.port import BusState, Listener
from server_stub.bus.wakes import Wake


class MemoryBus:
    """Delivers within the process, at once."""

    def __init__(self) -> None:
        self._listeners = Listeners()

    @property
    def state(self) -> BusState:
        return BusState.ALONE

    def publish(self, wakes: Sequence[Wake]) -> None:
        self._listeners.tell(wakes, own=True)

    def listen(self, listener: Listener, *, of_others: bool = True) -> Callable[[], None]:
        return self._listeners.add(listener, of_others=of_others)

    async def carry(self, store: str) -> None:
        """There is nobody to reach."""

    async def aclose(self) -> None:
        self._listeners.clear()
