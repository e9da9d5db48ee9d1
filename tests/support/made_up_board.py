"""A made-up shift as a lead's board shows it: one like any other, and one as large as they come."""

from collections.abc import Sequence

import msgspec

from protocol.board import (
    AlertLevel,
    BoardAgent,
    BoardAlert,
    BoardHour,
    BoardListed,
    BoardQueue,
    BoardTold,
    ListBoard,
)
from protocol.conversations import ConversationState, Head
from protocol.ids import AccountId, QueueId
from protocol.people import Presence
from protocol.scalars import Millis

_SECOND = 1000
_HALF_HOUR = 30 * 60 * _SECOND
_SHAPE = (
    2, 2, 3, 4, 6, 9, 13, 18, 24, 31, 38, 44, 51, 56, 62, 66, 70, 68, 65, 63, 66, 71, 78, 86, 92,
)  # fmt: skip
_BEFORE = (
    3, 3, 3, 5, 7, 10, 13, 17, 22, 27, 34, 41, 48, 53, 57, 60, 62, 63, 64, 66, 68, 66, 64, 66, 68,
    66, 61, 52, 40, 28, 17, 9,
)  # fmt: skip
_AGENTS = (
    ("Елена Морозова", "Самара-2", Presence.ONLINE, "", 134, 400, 500, 4, 102, 18, 48, 231, True),
    ("Рустам Гайнуллин", "Самара-2", Presence.ONLINE, "", 62, 500, 500, 5, 31, 24, 41, 188, True),
    ("Дарья Ким", "Самара-2", Presence.BUSY, "", 19, 200, 500, 2, 0, 15, 55, 270, True),
    ("Алексей Пахомов", "Самара-1", Presence.BREAK, "lunch", 1450, 0, 500, 0, 0, 29, 33, 148, True),
    ("Марина Чу", "Самара-1", Presence.ONLINE, "", 47, 100, 200, 1, 12, 33, 12, 56, True),
    ("Игорь Сотников", "Самара-1", Presence.ONLINE, "", 26, 300, 500, 3, 44, 21, 37, 174, False),
    ("Ольга Белоусова", "Самара-2", Presence.ONLINE, "", 812, 230, 500, 3, 0, 20, 44, 210, True),
    ("Тимур Ахметов", "Самара-2", Presence.ONLINE, "", 365, 460, 400, 5, 8, 41, 29, 119, True),
    ("Виктория Соколова", "Самара-1", Presence.OFFLINE, "", 5400, 0, 500, 0, 0, 0, 0, 0, False),
)
"""Name, group, presence, reason, for how long, used, room, chats, owes, first answer, handled,
stars, linked."""
_QUEUES = (
    ("services", 14, 48, 71, 6, 620, 41, 880, 774, 88, 100, 19,
     (4, 5, 5, 6, 8, 7, 9, 10, 9, 12, 13, 15)),
    ("general", 7, 22, 48, 0, 910, 38, 1203, 1131, 94, 100, 15,
     (9, 8, 10, 9, 11, 10, 9, 10, 11, 10, 11, 10)),
    ("antifraud", 1, 21, 3, 1, 100, 4, 61, 50, 82, 100, 0, (0, 0, 1, 0, 0, 1, 1, 0, 2, 1, 0, 1)),
)  # fmt: skip
"""Id, waiting, longest, in work, owed, free, on line, answered, in time, in time of a hundred in
the last hour, of how many, abandoned, the last hour."""


def midnight_of(now: Millis) -> Millis:
    """Some midnight before now: eleven hours of the day have passed, or a little more."""
    return Millis((now - 22 * _HALF_HOUR) // (2 * _HALF_HOUR) * (2 * _HALF_HOUR))


def queues(now: Millis) -> list[BoardQueue]:
    """Three queues, one of them in trouble."""
    return [
        BoardQueue(
            id=QueueId(id_),
            waiting=waiting,
            longest_since=Millis(now - longest * _SECOND),
            active=active,
            owed=owed,
            free=free,
            on_line=on_line,
            entered=answered + abandoned + waiting,
            answered=answered,
            in_time=in_time,
            in_time_hour=in_hour,
            answered_hour=of_hour,
            abandoned=abandoned,
            solved=answered - active,
            solved_in_time=(answered - active) * 97 // 100,
            by_robot=answered * 4 // 5,
            clears_in_s=waiting * 17,
            spark=spark,
        )
        for (
            id_,
            waiting,
            longest,
            active,
            owed,
            free,
            on_line,
            answered,
            in_time,
            in_hour,
            of_hour,
            abandoned,
            spark,
        ) in _QUEUES
    ]


def agents(now: Millis) -> list[BoardAgent]:
    """Nine agents in every state."""
    return [
        BoardAgent(
            account=AccountId(f"agent-{number:04}"),
            name=name,
            group=group,
            presence=presence,
            reason=reason,
            since=Millis(now - since * _SECOND),
            linked=linked,
            room=room,
            used=used,
            chats=chats,
            owed_since=Millis(now - owed * _SECOND) if owed else None,
            first_answer_ms=first * _SECOND,
            handled=handled,
            rated=handled,
            stars=stars,
            trainee=name == "Марина Чу",
        )
        for number, (
            name,
            group,
            presence,
            reason,
            since,
            used,
            room,
            chats,
            owed,
            first,
            handled,
            stars,
            linked,
        ) in enumerate(_AGENTS)
    ]


def alerts(now: Millis) -> list[BoardAlert]:
    """What such a shift calls for."""
    return [
        BoardAlert(
            kind="longest",
            level=AlertLevel.WARN,
            since=Millis(now - 3 * _SECOND),
            value=48,
            threshold=45,
            queue=QueueId("services"),
        ),
        BoardAlert(
            kind="service_level",
            level=AlertLevel.LATE,
            since=Millis(now - 600 * _SECOND),
            value=82,
            threshold=90,
            queue=QueueId("antifraud"),
        ),
    ]


def hours(begin: Millis, shape: Sequence[int]) -> list[BoardHour]:
    """A day from its midnight: a quiet night, then the shape of a shift."""
    came = [0] * 7 + list(shape)
    return [
        BoardHour(
            start=Millis(begin + at * _HALF_HOUR),
            entered=count,
            answered=count * 19 // 20,
            waited_ms=(8 + count * count // 130) * _SECOND if count else 0,
            abandoned=count // 20,
            load_percent=min(97, 20 + count),
        )
        for at, count in enumerate(came)
    ]


def shift(now: Millis) -> BoardTold:
    """A whole board."""
    begin = midnight_of(now)
    return BoardTold(
        at=now,
        queues=queues(now),
        agents=agents(now),
        gone=[],
        today=hours(begin, _SHAPE[:17]),
        yesterday=hours(Millis(begin - 48 * _HALF_HOUR), _BEFORE),
        alerts=alerts(now),
        whole=True,
    )


def large_shift(now: Millis, *, agents_: int = 500, queues_: int = 50) -> BoardTold:
    """As many agents and queues as one centre has."""
    told = shift(now)
    many_agents = [
        msgspec.structs.replace(
            told.agents[at % len(told.agents)],
            account=AccountId(f"agent-{at:04}"),
            name=f"{told.agents[at % len(told.agents)].name} {at:03}",
            since=Millis(now - at * 7 * _SECOND),
        )
        for at in range(agents_)
    ]
    many_queues = [
        msgspec.structs.replace(
            told.queues[at % len(told.queues)], id=QueueId(f"queue-{at:02}"), waiting=at % 9
        )
        for at in range(queues_)
    ]
    return msgspec.structs.replace(told, agents=many_agents, queues=many_queues)


def listed(command: ListBoard, heads: Sequence[Head]) -> BoardListed:
    """The conversations of a made-up desk that a figure counts, near enough."""
    states = {
        "waiting": {ConversationState.QUEUED, ConversationState.OFFERED},
        "solved": {ConversationState.CLOSED},
    }.get(command.figure, {ConversationState.ACTIVE, ConversationState.HELD})
    found = [
        head
        for head in heads
        if head.state in states and (command.queue is None or head.queue == command.queue)
    ]
    return BoardListed(request=command.request, conversations=found)
