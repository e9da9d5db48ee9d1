"""The store's clock goes on between two looks, whatever this machine's shows."""

from protocol.scalars import Millis
from server_stub.transport.store_clock import StoreClock


def test_it_goes_on_from_what_the_store_showed_last() -> None:
    steady = [100.0]
    clock = StoreClock(steady=lambda: steady[0])
    clock.seen(Millis(5_000))
    assert clock() == 5_000
    steady[0] += 1.5
    assert clock() == 6_500
    clock.seen(Millis(6_000))
    assert clock() == 6_000
