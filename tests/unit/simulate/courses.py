"""Small centres for the tests of the simulation: who comes, who works, and what must hold after."""

import math
from collections.abc import Callable, Sequence
from itertools import pairwise

from server_stub.simulate import engine
from server_stub.simulate.engine import Course
from server_stub.simulate.planner_policy import PlannerPolicy
from server_stub.simulate.policies import Policy, Setting
from server_stub.simulate.pooled import Pooled
from server_stub.simulate.round_robin import RoundRobin
from server_stub.simulate.shifts import SHIFT_S, Shifts
from server_stub.simulate.work import Requests

Make = Callable[[Setting], Policy]


def plain_round_robin(setting: Setting) -> RoundRobin:
    """Turns that look at nobody's room."""
    return RoundRobin(setting, past_full=False)


POLICIES: dict[str, Make] = {
    "pult": PlannerPolicy,
    "plain": plain_round_robin,
    "past_full": RoundRobin,
    "pooled": Pooled,
}


def rates(at_once: int, slowdown: float) -> tuple[float, ...]:
    """The pace of each of k chats."""
    return (0.0, *(1 / (1 + slowdown * k) for k in range(at_once)))


def requests(
    *rows: tuple[float, float], topics: Sequence[int] = (), patience: Sequence[float] = ()
) -> Requests:
    """From moments and work; of one topic and endlessly patient without more."""
    return Requests(
        at=[at for at, _ in rows],
        topic=list(topics) or [0] * len(rows),
        work=[work for _, work in rows],
        patience=list(patience) or [math.inf] * len(rows),
        robot=0,
    )


def course(
    make: Make,
    came: Requests,
    *,
    heads: Sequence[int],
    skills: Sequence[tuple[int, ...]] = (),
    at_once: int = 4,
    slowdown: float = 0.25,
    until: float = math.inf,
) -> Course:
    """Run a small centre."""
    known = list(skills) or [(0,)] * max(heads)
    setting = Setting(topics=came.topic, skills=known, at_once=at_once)
    shifts = Shifts(tuple(heads))
    return engine.run(came, shifts, make(setting), rates(at_once, slowdown), until=until)


def check(
    came: Requests,
    found: Course,
    *,
    heads: Sequence[int],
    skills: Sequence[tuple[int, ...]] | None,
    at_once: int,
    until: float = math.inf,
) -> None:
    """Nobody is lost or answered twice, everybody waits for his turn, nobody has too many chats."""
    begun: dict[int, list[tuple[float, int]]] = {}
    for number, at in enumerate(came.at):
        answered, ended = found.answered[number], found.ended[number]
        gave_up, position = found.gave_up[number], found.answered_by[number]
        assert math.isnan(answered) == (position < 0)
        if math.isnan(answered):
            assert math.isnan(ended)
            patient_until = at + came.patience[number]
            if math.isnan(gave_up):
                assert until < math.inf
                assert min(at, patient_until) <= until or at > until
                assert not patient_until <= until
            else:
                assert gave_up == patient_until
            continue
        assert math.isnan(gave_up)
        assert at <= answered <= at + came.patience[number]
        if math.isnan(ended):
            assert until < math.inf
            ended = math.inf
        else:
            assert ended >= answered + came.work[number] * (1 - 1e-9)
        half = min(int(answered // SHIFT_S), len(heads) - 1)
        on_line = max(heads[half], heads[half - 1] if answered % SHIFT_S == 0 and half else 0)
        assert position < on_line
        if skills is not None:
            assert came.topic[number] in skills[position]
        begun.setdefault(position, []).extend([(answered, 1), (ended, -1)])
    for moments in begun.values():
        held = 0
        # Of one moment what ends makes room for what begins.
        ordered = sorted(moments)
        assert all(before <= after for before, after in pairwise(ordered))
        for _, change in ordered:
            held += change
            assert 0 <= held <= at_once
