"""Runs a policy on the virtual clock: people come, wait, are answered or give up; agents work."""

from collections.abc import Iterable
from dataclasses import dataclass

from server_stub.simulate.clock import Clock, Happens
from server_stub.simulate.desk import Desk
from server_stub.simulate.policies import Policy, Start
from server_stub.simulate.shifts import SHIFT_S, Shifts
from server_stub.simulate.work import Requests

NEVER = float("nan")
"""In place of a moment that did not come."""


@dataclass(frozen=True, slots=True)
class Course:
    """What happened to each request, by its number; `NEVER` where it did not.

    Attributes: answered, ended and gave_up are moments in seconds; answered_by is a position, -1
    for nobody; taken_s is seconds times chats held by those on line, up to the last shift's end.
    """

    answered: list[float]
    ended: list[float]
    gave_up: list[float]
    answered_by: list[int]
    taken_s: float


def run(
    requests: Requests,
    shifts: Shifts,
    policy: Policy,
    rates: tuple[float, ...],
    *,
    until: float = float("inf"),
) -> Course:
    """Everything up to `until`; without it, up to the last chat's end.

    After the last half hour of the shifts its agents stay until nobody is left.
    """
    return _Run(requests, shifts, policy, rates).course(until)


class _Run:
    def __init__(
        self, requests: Requests, shifts: Shifts, policy: Policy, rates: tuple[float, ...]
    ) -> None:
        self._requests = requests
        self._shifts = shifts
        self._policy = policy
        self._clock = Clock()
        self._desks = [Desk(rates) for _ in range(max(shifts.heads))]
        nothing = [NEVER] * len(requests.at)
        self._answered = nothing[:]
        self._ended = nothing[:]
        self._gave_up = nothing
        self._answered_by = [-1] * len(requests.at)

    def course(self, until: float) -> Course:
        at, clock = self._requests.at, self._clock
        coming = half = heads = 0
        taken_s: float | None = None
        last_request, last_half = len(at), len(self._shifts.heads)
        while True:
            shift_at = half * SHIFT_S if half <= last_half else float("inf")
            request_at = at[coming] if coming < last_request else float("inf")
            next_at = clock.next_at
            now = min(shift_at, request_at, next_at)
            if now > until or now == float("inf"):
                break
            if now == shift_at:
                if half < last_half:
                    heads = self._change_shift(heads, self._shifts.heads[half], now)
                else:
                    taken_s = self._taken(now)
                half += 1
            elif now == request_at:
                self._arrive(coming, now)
                coming += 1
            else:
                self._happen(*clock.take())
        return Course(
            answered=self._answered,
            ended=self._ended,
            gave_up=self._gave_up,
            answered_by=self._answered_by,
            taken_s=self._taken(until) if taken_s is None else taken_s,
        )

    def _arrive(self, request: int, now: float) -> None:
        starts = self._policy.arrived(request, now)
        self._start(starts, now)
        if self._answered_by[request] < 0:
            patience = self._requests.patience[request]
            self._clock.note(now + patience, Happens.PATIENCE_ENDS, request)

    def _happen(self, now: float, what: int, number: int, stamp: int) -> None:
        if what == Happens.CHAT_ENDS:
            desk = self._desks[number]
            if desk.stamp == stamp:
                self._ended[desk.end(now)] = now
                self._start(self._policy.freed(number, now), now)
                if desk.chats:
                    self._note_end(number)
        elif self._answered_by[number] < 0:
            self._gave_up[number] = now
            self._policy.gave_up(number)

    def _change_shift(self, before: int, after: int, now: float) -> int:
        for position in range(before, after):
            self._desks[position].pass_to(now)
            self._desks[position].on_line = True
            self._start(self._policy.came(position, now), now)
        for position in range(before - 1, after - 1, -1):
            self._desks[position].pass_to(now)
            self._desks[position].on_line = False
            self._start(self._policy.went(position, now), now)
        return after

    def _taken(self, now: float) -> float:
        for desk in self._desks:
            desk.pass_to(now)
        return sum(desk.taken_s for desk in self._desks)

    def _start(self, starts: Iterable[Start], now: float) -> None:
        for request, position in starts:
            self._answered[request] = now
            self._answered_by[request] = position
            self._desks[position].begin(request, self._requests.work[request], now)
            self._note_end(position)

    def _note_end(self, position: int) -> None:
        desk = self._desks[position]
        self._clock.note(desk.ends_at(), Happens.CHAT_ENDS, position, desk.stamp)
