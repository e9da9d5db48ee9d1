"""Every sequence of commands keeps the log dense, the owner fenced and the counters true."""

import contextlib

from hypothesis import given

from protocol.ids import AccountId
from protocol.values import AuthorRole, Millis, Presence, Role
from server_stub.domain.acts import Actor
from server_stub.domain.capacity import AgentLoad
from server_stub.domain.errors import DomainError
from tests.support.work import Move, Work, check, moves

ROOM = {"elena": 1, "pavel": 2}


def new_work() -> Work:
    return Work(
        agents=[
            Actor(kind=AuthorRole.AGENT, id=name, name=name.title(), role=Role.AGENT)
            for name in ROOM
        ],
        loads={
            AccountId(name): AgentLoad(
                account=AccountId(name),
                presence=Presence.ONLINE,
                presence_reason="",
                presence_since=Millis(1),
                room=room,
                used=0,
                idle_since=Millis(1),
                seen_at=Millis(1),
                desk_rev=1,
            )
            for name, room in ROOM.items()
        },
        now=Millis(1_000),
        offer_ms=20,
        horizon=20,
    )


def play(work: Work, move: Move) -> None:
    """Time goes on, somebody tries something, and everything still holds."""
    work.now = Millis(work.now + move.number)
    if move.what == "presence":
        work.set_presence(move)
        return
    with contextlib.suppress(DomainError):
        work.apply(work.act_of(move))
    check(work)


@given(moves(80))
def test_no_sequence_of_commands_breaks_an_invariant(sequence: list[Move]) -> None:
    work = new_work()
    for chat in range(2):
        play(work, Move("enter", chat, 0, current=True, number=1))
    for move in sequence:
        play(work, move)
