"""A repeat is the same command in the same words; anything else under its identity is a reuse."""

from typing import Any

import pytest

from protocol import bodies, commands
from protocol.bodies import EntryBody
from protocol.ids import AccountId, TopicId
from server_stub.domain.acts import Request
from server_stub.domain.identity import is_repeat

_TAKE = commands.Take(request=1, client_id="client-id", conversation="conversation")
_WRITE: dict[str, Any] = {
    "request": 1,
    "client_id": "client-id",
    "conversation": "conversation",
}
_ACCEPT = commands.Accept(**_WRITE, epoch=3)
_SEND_AWAY = commands.SendAway(**_WRITE, epoch=3, agent="elena-kim")
_CLOSED = bodies.Closed(outcome="solved", topic=TopicId("services"), comment="")


def close(**fields: str) -> commands.Close:
    return commands.Close(
        request=1,
        client_id="client-id",
        conversation="conversation",
        epoch=3,
        seen_seq=9,
        outcome=fields.get("outcome", "solved"),
        topic=fields.get("topic"),
        comment=fields.get("comment", ""),
    )


def taken(how: str) -> bodies.Taken:
    return bodies.Taken(agent=AccountId("elena"), name="Елена", how=how)


def gone(how: str) -> bodies.GuestLeft:
    return bodies.GuestLeft(agent=AccountId("elena-kim"), name="Елена", how=how)


@pytest.mark.parametrize(
    ("request_", "body", "same"),
    [
        (_TAKE, taken("claim"), True),
        (_TAKE, taken("offer"), False),
        (_ACCEPT, taken("offer"), True),
        (_ACCEPT, taken("pass"), True),
        (_ACCEPT, taken("claim"), False),
        (_SEND_AWAY, gone("sent_away"), True),
        (_SEND_AWAY, gone("left"), False),
        (commands.StepOut(**_WRITE), gone("left"), True),
        (commands.StepOut(**_WRITE), gone("sent_away"), False),
        (_TAKE, bodies.Left(), False),
        (commands.VisitLeave(request=1, client_id="client-id"), bodies.Left(), True),
        (close(), _CLOSED, True),
        (close(topic="services"), _CLOSED, True),
        (close(topic="payments"), _CLOSED, False),
        (close(outcome="refused"), _CLOSED, False),
        (close(comment="иначе"), _CLOSED, False),
        (commands.VisitMarkRead(request=1, seq=1), bodies.Message(text="1"), False),
    ],
)
def test_a_repeat_is_told_from_a_reuse(request_: Request, body: EntryBody, same: bool) -> None:
    assert is_repeat(request_, body) is same
