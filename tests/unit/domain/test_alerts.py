"""Which thresholds are passed, and what is told and recorded of them."""

from protocol.board import AlertLevel, BoardAgent, BoardQueue
from protocol.configuration import BreakRules, Configuration, QueueRules, Targets, Title
from protocol.ids import AccountId, QueueId
from protocol.people import Presence
from protocol.scalars import Millis
from server_stub.domain import alerts
from server_stub.domain.alerts import FEWEST_ANSWERS, Key, Passed
from server_stub.domain.configuration import Rules

TITLE = Title(ru="Очередь", en="Queue")
NOW = Millis(10_000_000)
RULES = Rules(
    Configuration(
        operator=TITLE,
        queues=(
            QueueRules(
                id="general",
                title=TITLE,
                warn_after=30,
                late_after=90,
                longest=10,
                targets=Targets(first_answer=30, share=90, warn_at=80),
            ),
        ),
        topics=(),
        breaks=(BreakRules(id="lunch", title=TITLE, longest=600),),
    )
)


def queue(**fields: object) -> BoardQueue:
    nothing = dict.fromkeys(BoardQueue.__struct_fields__, 0)
    plain = nothing | {"id": QueueId("general"), "longest_since": None, "spark": ()}
    return BoardQueue(**plain | fields)  # type: ignore[arg-type]


def agent(**fields: object) -> BoardAgent:
    nothing = dict.fromkeys(BoardAgent.__struct_fields__, 0)
    plain = nothing | {
        "account": AccountId("elena"),
        "name": "Елена",
        "group": "",
        "presence": Presence.ONLINE,
        "reason": "",
        "since": NOW,
        "linked": True,
        "owed_since": None,
        "queues": (),
        "trainee": False,
    }
    return BoardAgent(**plain | fields)  # type: ignore[arg-type]


def levels(*rows: BoardQueue | BoardAgent, owed_after: int = 60_000) -> dict[str, AlertLevel]:
    found = alerts.passed(
        [row for row in rows if isinstance(row, BoardQueue)],
        [row for row in rows if isinstance(row, BoardAgent)],
        RULES,
        {"elena": owed_after},
        now=NOW,
    )
    return {key.kind: one.level for key, one in found.items()}


def test_a_queue_warns_and_is_late_where_its_rules_say() -> None:
    warn, late = AlertLevel.WARN, AlertLevel.LATE
    assert levels(queue(longest_since=NOW - 29_999)) == {}
    assert levels(queue(longest_since=NOW - 30_000)) == {"longest": warn}
    assert levels(queue(longest_since=NOW - 90_000)) == {"longest": late}
    assert levels(queue(waiting=7)) == {}
    assert levels(queue(waiting=8)) == {"waiting": warn}
    assert levels(queue(waiting=10)) == {"waiting": late}
    few = FEWEST_ANSWERS - 1
    assert levels(queue(answered_hour=few, in_time_hour=0)) == {}
    assert levels(queue(answered_hour=100, in_time_hour=90)) == {}
    assert levels(queue(answered_hour=100, in_time_hour=89)) == {"service_level": warn}
    assert levels(queue(answered_hour=100, in_time_hour=79)) == {"service_level": late}


def test_an_agent_warns_of_what_he_owes_of_his_break_and_of_his_link() -> None:
    warn, late = AlertLevel.WARN, AlertLevel.LATE
    assert levels(agent(owed_since=NOW - 59_999)) == {}
    assert levels(agent(owed_since=NOW - 60_000)) == {"owed": warn}
    assert levels(agent(owed_since=NOW - 120_000)) == {"owed": late}
    assert levels(agent(owed_since=NOW - 120_000), owed_after=0) == {}
    on_break = {"presence": Presence.BREAK, "since": NOW - 600_000}
    assert levels(agent(**on_break, reason="lunch")) == {"break": warn}
    assert levels(agent(**on_break, reason="training")) == {}
    assert levels(agent(linked=False, chats=2)) == {"link": late}
    assert levels(agent(linked=False)) == {}
    assert levels(agent(linked=False, chats=2, presence=Presence.OFFLINE)) == {}


def test_an_alert_is_one_from_its_raising_to_its_clearing() -> None:
    def at(level: AlertLevel, kind: str) -> tuple[Key, Passed]:
        key = Key(kind, "general")
        return key, Passed(key=key, level=level, value=1, threshold=1, since=NOW, of_queue=True)

    before = dict([at(AlertLevel.WARN, "longest"), at(AlertLevel.LATE, "waiting")])
    now = dict([at(AlertLevel.LATE, "longest"), at(AlertLevel.WARN, "service_level")])
    found = alerts.changes(before, now, at=NOW)
    assert [one.key.kind for one in found.raised] == ["service_level"]
    assert [one.key.kind for one in found.worse] == ["longest"]
    assert found.cleared == [(Key("waiting", "general"), NOW)]
    assert alerts.changes(now, now, at=NOW) == alerts.Changes([], [], [])
    told = alerts.told(now.values(), most=1)
    assert [(one.kind, one.queue, one.account) for one in told] == [("longest", "general", None)]
