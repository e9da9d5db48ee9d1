"""Random moves of subscribers, agents and timers in a few conversations, and what they ask for."""

from dataclasses import dataclass
from typing import Any

import msgspec
from hypothesis import strategies as st

from protocol import commands
from protocol.conversations import ConversationState
from protocol.ids import AccountId, ClientId, ConversationId, QueueId, SubscriberId
from protocol.scalars import Millis
from server_stub.domain.acts import (
    CLOSING_TIMER,
    DUE_TIMER,
    HOLD_TIMER,
    OFFER_TIMER,
    PASS_TIMER,
    ROBOT_TIMER,
    WRAP_UP_TIMER,
    Act,
    Actor,
    FireTimer,
    HandOver,
    MarkDelivered,
    OfferTo,
    OpenVisit,
    Request,
    RobotEnds,
    RobotSays,
    StillTyping,
)
from server_stub.domain.conversation import Conversation

QUEUE = QueueId("general")
SUBSCRIBER = SubscriberId("subscriber-1")
ROBOT = "Волна"
_RINGING = {
    ConversationState.ROBOT: ROBOT_TIMER,
    ConversationState.CLOSING: CLOSING_TIMER,
    ConversationState.WRAP_UP: WRAP_UP_TIMER,
    ConversationState.SCHEDULED: DUE_TIMER,
}
CHATS = 3
"""Few, so that moves meet each other."""


@dataclass(frozen=True, slots=True)
class Move:
    """Something that somebody tries; `current` tells whether he knows how things stand."""

    what: str
    chat: int
    agent: int
    current: bool
    number: int


MOVES = (
    *("enter", "say", "say", "say", "rate", "leave", "see", "delivered"),
    *("accept", "accept", "decline", "take", "take", "release", "hold", "hold", "unhold"),
    *("close", "close", "send", "send", "note", "read", "read"),
    *("keep_open", "wrap_up", "wrap_up", "merge", "typing", "call_me"),
    *("robot_says", "robot_says", "hand_over", "robot_ends"),
    *("edit", "edit", "delete", "edit_note", "edit_note", "delete_note"),
    *("pass", "pass", "pass", "topic", "call_back", "invite", "invite", "send_away", "step_out"),
    *("offer", "offer", "ring", "ring", "repeat", "reuse", "presence"),
)


def moves(count: int) -> st.SearchStrategy[list[Move]]:
    """So many moves; most know how things stand, or little would ever succeed."""
    one = st.builds(
        Move,
        what=st.sampled_from(MOVES),
        chat=st.integers(0, CHATS - 1),
        agent=st.integers(0, 1),
        current=st.integers(0, 5).map(bool),
        number=st.integers(0, 12),
    )
    return st.lists(one, min_size=count, max_size=count)


def request_of(
    move: Move,
    *,
    conversation: ConversationId,
    chat: Conversation | None,
    client_id: ClientId,
    agent: Actor,
    colleague: str,
    hold_until: Millis,
    other: ConversationId,
) -> Request:
    """The command that the move means where the conversation stands like this."""
    epoch = 1 if chat is None else chat.epoch
    if not move.current:
        epoch = max(0, epoch - 1 - move.number % 2)
    number, text = move.number, f"Текст {move.number} [{client_id}]"
    write: dict[str, Any] = {"request": 0, "client_id": client_id, "conversation": conversation}
    match move.what:
        case "say":
            return commands.VisitSend(request=0, client_id=client_id, text=text)
        case "rate":
            return commands.VisitRate(request=0, client_id=client_id, stars=number % 5 + 1)
        case "leave":
            return commands.VisitLeave(request=0, client_id=client_id)
        case "see":
            return commands.VisitMarkRead(request=0, seq=number * 2)
        case "delivered":
            return MarkDelivered(seq=number * 2)
        case "accept":
            return commands.Accept(**write, epoch=epoch)
        case "decline":
            return commands.Decline(**write, epoch=epoch, reason="busy" * (number % 2))
        case "take":
            return commands.Take(**write)
        case "release":
            return commands.Release(**write, epoch=epoch, reason="lunch" * (number % 2))
        case "pass":
            return commands.PassOn(**write, epoch=epoch, agent=colleague, note=text)
        case "topic":
            where = ("services", "services", "nonsense")[number % 3]
            return commands.PassToTopic(**write, epoch=epoch, topic=where, note=text)
        case "call_back":
            return commands.CallBack(**write, epoch=epoch)
        case "invite":
            return commands.Invite(**write, epoch=epoch, agent=colleague, why="help" * (number % 2))
        case "send_away":
            return commands.SendAway(**write, epoch=epoch, agent=colleague)
        case "step_out":
            return commands.StepOut(**write)
        case "hold":
            until = (None, 1, hold_until)[number % 3]
            return commands.Hold(**write, epoch=epoch, until=until)
        case "unhold":
            return commands.Unhold(**write, epoch=epoch)
        case "close":
            topic = "payments" if number % 2 else None
            heard = 0 if chat is None else chat.last_heard_seq
            seen = max(0, heard - 1) if number % 4 == 3 else heard
            return commands.Close(
                **write,
                epoch=epoch,
                seen_seq=seen,
                outcome=("solved", "", "solved")[number % 3],
                topic=topic,
                follow_up=1 if number % 5 == 4 else None,
            )
        case "keep_open":
            return commands.KeepOpen(**write, epoch=epoch)
        case "wrap_up":
            follow_up = 1 if number % 4 == 0 else None
            outcome = "helped" * (number % 2)
            return commands.EndWork(**write, epoch=epoch, outcome=outcome, follow_up=follow_up)
        case "merge":
            return commands.Merge(**write, epoch=epoch, into=other)
        case "typing":
            return StillTyping()
        case "call_me":
            return commands.VisitCallMe(request=0, client_id=client_id, at=1)
        case "robot_says":
            return RobotSays(client_id=client_id, epoch=epoch, text=text)
        case "hand_over":
            return HandOver(client_id=client_id, epoch=epoch)
        case "robot_ends":
            return RobotEnds(client_id=client_id, epoch=epoch, outcome="by_robot")
        case "send":
            return commands.Send(**write, epoch=epoch, text=text)
        case "note":
            return commands.WriteNote(**write, epoch=epoch, text=text)
        case "edit" | "edit_note":
            seq = 0 if chat is None else max(0, chat.last_seq - number % 5)
            note = move.what == "edit_note"
            return commands.EditMessage(**write, epoch=epoch, seq=seq, text=text, of_note=note)
        case "delete" | "delete_note":
            seq = 0 if chat is None else max(0, chat.last_seq - number % 5)
            note = move.what == "delete_note"
            return commands.DeleteMessage(**write, epoch=epoch, seq=seq, of_note=note)
        case "read":
            return commands.MarkRead(request=0, conversation=conversation, seq=number * 2)
        case "offer":
            return OfferTo(agent=AccountId(agent.id), agent_name=agent.name, epoch=epoch)
        case "ring":
            return FireTimer(kind=_ringing(chat, number), epoch=epoch)
        case _:
            return OpenVisit(
                client_id=client_id,
                channel="web",
                name="Анна",
                phone="+7 975 000-41-17",
                topic="services",
                queue=QUEUE,
                language="ru",
                subscriber=SUBSCRIBER,
                robot=ROBOT if number % 5 == 4 else "",
                call_at=Millis(1) if number % 7 == 6 else None,
            )


def _ringing(chat: Conversation | None, number: int) -> str:
    """The alarm that has been set, most often."""
    if chat is None:
        return OFFER_TIMER
    if chat.state in _RINGING:
        return _RINGING[chat.state]
    return (HOLD_TIMER, PASS_TIMER)[number % 2] if chat.owner else OFFER_TIMER


def other_words(act: Act, number: int) -> Act:
    """The same identity on another command."""
    request: Request
    match act.request:
        case commands.Send() | commands.WriteNote() | commands.VisitSend() as said:
            request = msgspec.structs.replace(said, text=f"Другое {number}")
        case commands.EditMessage() as edit:
            request = msgspec.structs.replace(edit, text=f"Другое {number}")
        case commands.DeleteMessage() as delete:
            request = msgspec.structs.replace(delete, seq=delete.seq + 1)
        case commands.Take() as take:
            request = commands.Accept(
                request=0, client_id=take.client_id, conversation=take.conversation, epoch=number
            )
        case commands.VisitRate() as rate:
            request = msgspec.structs.replace(rate, comment="Передумал")
        case commands.PassOn() | commands.PassToTopic() as given_on:
            request = msgspec.structs.replace(given_on, note=f"Другое {number}")
        case commands.SendAway() as sent:
            request = commands.StepOut(
                request=0, client_id=sent.client_id, conversation=sent.conversation
            )
        case commands.Decline() | commands.Release() as given:
            request = msgspec.structs.replace(given, reason="other")
        case commands.Close() as close:
            request = msgspec.structs.replace(close, outcome="refused")
        case OpenVisit() as visit:
            request = msgspec.structs.replace(visit, topic="payments")
        case other:
            request = other
    return msgspec.structs.replace(act, request=request)
