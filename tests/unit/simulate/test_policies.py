"""The policies do what the page on the simulation says of them."""

from server_stub.simulate.planner_policy import PlannerPolicy
from server_stub.simulate.policies import Setting
from server_stub.simulate.pooled import Pooled
from server_stub.simulate.round_robin import RoundRobin
from tests.unit.simulate.courses import POLICIES, course, plain_round_robin, requests


def _setting(topics: list[int], skills: list[tuple[int, ...]], at_once: int = 1) -> Setting:
    return Setting(topics=topics, skills=skills, at_once=at_once)


def test_plain_turns_mind_nobodys_room() -> None:
    policy = plain_round_robin(_setting([0] * 4, [(0,), (0,)]))
    policy.came(0, 0)
    policy.came(1, 0)
    assert list(policy.arrived(0, 1)) == [(0, 0)]
    assert list(policy.arrived(1, 2)) == [(1, 1)]
    assert list(policy.freed(1, 3)) == []
    # It is the first one's turn, who is full, though the second has a place.
    assert list(policy.arrived(2, 4)) == []
    assert list(policy.freed(0, 5)) == [(2, 0)]


def test_turns_past_full_look_for_a_place() -> None:
    policy = RoundRobin(_setting([0] * 4, [(0,), (0,)]))
    policy.came(0, 0)
    policy.came(1, 0)
    policy.arrived(0, 1)
    policy.arrived(1, 2)
    policy.freed(1, 3)
    assert list(policy.arrived(2, 4)) == [(2, 1)]
    # All are full now: it waits in the line of the first one, and of nobody else.
    assert list(policy.arrived(3, 5)) == []
    assert list(policy.freed(1, 6)) == []
    assert list(policy.freed(0, 7)) == [(3, 0)]


def test_a_line_is_dealt_out_anew_when_its_shift_ends() -> None:
    policy = plain_round_robin(_setting([0] * 3, [(0,), (0,)]))
    policy.came(0, 0)
    policy.arrived(0, 1)
    policy.arrived(1, 2)
    policy.arrived(2, 3)
    policy.gave_up(1)
    policy.came(1, 4)
    assert list(policy.went(0, 5)) == [(2, 1)]


def test_what_nobody_knows_waits_for_who_does() -> None:
    policy = plain_round_robin(_setting([1], [(0,), (1,)]))
    policy.came(0, 0)
    assert list(policy.arrived(0, 1)) == []
    assert list(policy.came(1, 2)) == [(0, 1)]


def test_the_bound_asks_who_has_fewest_chats_then_who_has_been_so_longest() -> None:
    policy = Pooled(_setting([0] * 5, [(0,), (1,)], at_once=2))
    policy.came(1, 0)
    policy.came(0, 1)
    taken = [list(policy.arrived(number, 2)) for number in range(5)]
    assert taken == [[(0, 1)], [(1, 0)], [(2, 1)], [(3, 0)], []]
    assert list(policy.freed(0, 3)) == [(4, 0)]


def test_ours_asks_only_who_knows_the_topic_and_counts_its_decisions() -> None:
    policy = PlannerPolicy(_setting([1, 1], [(0,), (1,)]))
    policy.came(0, 0)
    policy.came(1, 0)
    assert list(policy.arrived(0, 1)) == [(0, 1)]
    assert list(policy.arrived(1, 1)) == []
    policy.gave_up(1)
    assert list(policy.freed(1, 2)) == []
    assert policy.decisions == 1
    assert policy.spent_s > 0


def test_one_queue_serves_the_longest_wait_and_lines_do_not() -> None:
    # Two agents of one place; the first has long work. In turns the third request stands behind it.
    came = requests((0, 1_000), (0, 10), (1, 10), (2, 10))
    pult = course(POLICIES["pult"], came, heads=[2], at_once=1)
    plain = course(POLICIES["plain"], came, heads=[2], at_once=1)
    assert pult.answered[2:] == [10, 20]
    assert plain.answered[2:] == [1_000, 10]
