"""What one address may have at once, on a clock that the test turns."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from protocol import limits
from server_stub.transport.door import REMEMBERED_ADDRESSES, Door, Ticket

OFFICE, CAFE = "192.0.2.7", "198.51.100.4"


class Clock:
    """Seconds that pass when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["in", "known", "out"]),
            st.sampled_from([OFFICE, CAFE, None]),
            st.integers(0, 9),
        ),
        max_size=60,
    )
)
def test_no_address_ever_has_more_than_it_may_and_none_less_because_of_another(
    steps: list[tuple[str, str | None, int]],
) -> None:
    door = Door(connections=4, strangers=2)
    inside: list[Ticket] = []
    known: set[Ticket] = set()
    for what, address, number in steps:
        own = [ticket for ticket in inside if ticket.address == address]
        if what == "in":
            strangers = sum(ticket not in known for ticket in own)
            room = address is None or (len(own) < 4 and strangers < 2)
            ticket = door.let_in(address)
            assert (ticket is not None) is room
            if ticket is not None:
                inside.append(ticket)
        elif own:
            ticket = own[number % len(own)]
            if what == "known":
                ticket.known()
                known.add(ticket)
            else:
                ticket.leave()
                ticket.leave()
                inside.remove(ticket)
    for ticket in inside:
        ticket.leave()
    assert not any(vars(door)[name] for name in ("_sockets", "_strangers")), Counter(
        ticket.address for ticket in inside
    )


def test_new_visits_of_one_address_come_at_a_pace_and_others_do_not_feel_it() -> None:
    clock = Clock()
    door = Door(visits=3, clock=clock)
    assert [door.wait_to_visit_ms(OFFICE) for _ in range(3)] == [0, 0, 0]
    wait = door.wait_to_visit_ms(OFFICE)
    assert 0 < wait <= limits.VISITS_WINDOW_SECONDS * 1000 / 3
    assert door.wait_to_visit_ms(CAFE) == 0
    assert [door.wait_to_visit_ms(None) for _ in range(100)] == [0] * 100
    clock.now += wait / 1000 + 0.001
    assert door.wait_to_visit_ms(OFFICE) == 0
    assert door.wait_to_visit_ms(OFFICE) > 0


def test_what_is_remembered_of_addresses_is_bounded() -> None:
    door = Door(visits=1, clock=Clock())
    assert door.wait_to_visit_ms(OFFICE) == 0
    for number in range(REMEMBERED_ADDRESSES):
        door.wait_to_visit_ms(f"address {number}")
    assert door.wait_to_visit_ms(OFFICE) == 0
