"""The rows of a transcript follow the conversation one change at a time."""

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtTest import QAbstractItemModelTester

from console.core import events
from console.core.outgoing import Outgoing, OutgoingKind
from console.core.store import Event
from console.viewmodels import formats
from console.viewmodels.transcript_model import TranscriptModel, TranscriptRole
from console.viewmodels.transcript_rows import Mark, RowKind, TranscriptRow
from protocol.bodies import Closed, Message, Offered, PassedToTopic, Queued, Taken
from protocol.configuring import WorkplaceTold
from protocol.entries import Entry
from protocol.ids import ClientId, QueueId, TopicId
from protocol.people import AuthorRole
from protocol.scalars import Millis
from protocol.workplace import Choice, Workplace
from tests.unit.console.test_store_converges import DEAD, LIVE, answer_wants, connected
from tests.unit.console.world import ME, World, conversation_id

HERE = conversation_id(0)
DAY_MS = 24 * 3600 * 1000
NOON = Millis(1_795_000_000_000)


class Desk:
    """A store, a world, and the model on its first conversation."""

    def __init__(self, *, said: int = 0) -> None:
        self.world = World()
        for number in range(said):
            self.world.subscriber_says(HERE, f"text {number}")
        self.store = connected(self.world)
        self.model = TranscriptModel(self.store, now=lambda: NOON)
        self.tester = QAbstractItemModelTester(
            self.model, QAbstractItemModelTester.FailureReportingMode.Fatal
        )
        self.number = 0

    def apply(self, event: Event, *, now: Millis = NOON) -> None:
        self.model.take(self.store.apply(event, now=now))

    def rows(self) -> list[TranscriptRow]:
        return [self.model.row_at(row) for row in range(self.model.rowCount())]

    def enter(self, text: str) -> Outgoing:
        self.number += 1
        chat = self.store.chats[HERE]
        assert chat.head is not None
        item = Outgoing(
            client_id=ClientId(f"client{self.number:06d}"),
            conversation=HERE,
            kind=OutgoingKind.REPLY,
            text=text,
            epoch=chat.head.epoch,
            seen_seq=chat.seen_seq,
            written_at=NOON,
        )
        self.apply(events.Entered(item))
        return item

    def push(self) -> None:
        through = self.store.chats[HERE].through
        assert through is not None
        self.apply(self.world.changed(HERE, through))

    def server_takes(self, item: Outgoing) -> None:
        answer = self.world.send(item.client_id, HERE, epoch=item.epoch, text=item.text, note=False)
        assert not isinstance(answer, str)
        self.apply(events.Acknowledged(item.client_id, answer))


@pytest.fixture
def desk(qapp: object) -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.model.deleteLater()


def test_a_reply_goes_from_the_outbox_to_read(desk: Desk) -> None:
    desk.model.show(HERE)
    item = desk.enter("Сейчас посмотрю")
    assert desk.rows()[-1].mark is Mark.QUEUED
    desk.apply(events.SendStarted(item.client_id))
    assert desk.rows()[-1].mark is Mark.SENDING
    desk.server_takes(item)
    assert desk.rows()[-1].mark is Mark.ACCEPTED
    desk.push()
    row = desk.rows()[-1]
    assert (row.kind, row.mark, row.text) == (RowKind.MESSAGE, Mark.ACCEPTED, "Сейчас посмотрю")
    desk.world.reads(HERE)
    desk.push()
    assert desk.rows()[-1].mark is Mark.READ


def test_a_stale_reply_waits_with_its_reason_and_age(desk: Desk) -> None:
    desk.model.show(HERE)
    desk.apply(DEAD)
    desk.enter("Ответ")
    desk.world.subscriber_says(HERE, "Уже не надо")
    desk.apply(LIVE)
    for event in (desk.world.signed_in(), desk.world.desk()):
        desk.apply(event)
    page = desk.world.page(HERE, desk.store.chats[HERE].through or 0)
    desk.apply(events.PageRead(HERE, desk.store.chats[HERE].through or 0, page))
    row = desk.rows()[-1]
    assert row.mark is Mark.WAITING
    assert row.mark_text.startswith("The subscriber has written since")


def test_the_new_line_stands_before_the_first_unread(qapp: object) -> None:
    desk = Desk(said=3)
    desk.world[HERE].agent_read = 2
    desk.store = connected(desk.world)
    desk.store.apply(events.Opened(HERE), now=NOON)
    model = TranscriptModel(desk.store, now=lambda: NOON)
    model.show(HERE)
    assert model.first_unread is not None
    row = model.row_at(model.first_unread)
    assert row.kind is RowKind.NEW
    assert model.row_at(model.first_unread + 1).text == "text 2"


def test_where_everything_is_new_no_line_says_so(qapp: object) -> None:
    desk = Desk(said=3)
    desk.store = connected(desk.world)
    desk.store.apply(events.Opened(HERE), now=NOON)
    model = TranscriptModel(desk.store, now=lambda: NOON)
    model.show(HERE)
    kinds = [model.row_at(row).kind for row in range(model.rowCount())]
    assert RowKind.NEW not in kinds
    assert model.first_unread == 0


def test_a_topic_that_is_called_otherwise_is_so_in_what_has_happened(desk: Desk) -> None:
    desk.world[HERE].add(
        PassedToTopic(topic=TopicId("tariff"), note="Спросил о цене"), AuthorRole.AGENT
    )
    desk.push()
    desk.model.show(HERE)
    changed: list[int] = []
    desk.model.dataChanged.connect(lambda index: changed.append(index.row()))
    versions = []
    for name in ("Тариф", "Тарифы и услуги"):
        topics = [Choice(id="tariff", title=name)]
        told = Workplace(queues=[], topics=topics, outcomes=[], operator="Волна")
        desk.apply(WorkplaceTold(workplace=told))
        row = desk.rows()[-1]
        assert f"“{name}”" in row.text
        versions.append(row.version)
    assert changed == [desk.model.rowCount() - 1] * 2
    assert versions[0] != versions[1]


def test_steps_of_routing_that_stand_together_read_as_one_line(desk: Desk) -> None:
    own, queue = desk.world[HERE], QueueId("general")
    for body in (
        Queued(queue=queue, reason="entered"),
        Offered(agent=ME, name="Елена", until=NOON),
    ):
        own.add(body, AuthorRole.SYSTEM)
    desk.push()
    desk.model.show(HERE)
    step, folded = desk.rows()[-2:]
    assert step.text == "Waits in the queue “general” · offered to Елена"
    assert (folded.text, folded.folded) == ("", True)
    own.add(Taken(agent=ME, name="Елена", how="offer"), AuthorRole.AGENT)
    desk.push()
    assert desk.rows()[-3].text.endswith("“general” · Елена accepted the chat")
    assert desk.rows()[-3].version != step.version
    desk.world.subscriber_says(HERE, "Здравствуйте")
    own.add(Queued(queue=queue, reason="released"), AuthorRole.SYSTEM)
    own.add(Closed(outcome="solved", topic=TopicId("tariffs")), AuthorRole.AGENT)
    desk.push()
    assert [row.folded for row in desk.rows()[-6:]] == [False, True, True, False, False, False]


def test_each_day_begins_with_its_line_also_when_older_days_come_before(qapp: object) -> None:
    desk = Desk()
    own = desk.world[HERE]
    for number in range(7):
        own.add(Message(text=f"text {number}"), AuthorRole.SUBSCRIBER)
        old = own.entries[-1]
        at = Millis(NOON + (number // 2) * DAY_MS + number)
        own.entries[-1] = Entry(
            seq=old.seq,
            rev=old.rev,
            at=at,
            author=old.author,
            audience=old.audience,
            body=old.body,
        )
    desk.store = connected(desk.world)
    desk.model = TranscriptModel(desk.store, now=lambda: NOON)
    desk.tester = QAbstractItemModelTester(
        desk.model, QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    desk.model.show(HERE)
    while desk.model.has_older:
        before = desk.store.chats[HERE].entries[0].seq
        desk.apply(events.HistoryRead(HERE, before, desk.world.history(HERE, before)))
    kinds = [row.kind for row in desk.rows()]
    day, message = RowKind.DAY, RowKind.MESSAGE
    assert kinds == [day, message, message] * 3 + [day, message]
    assert len({row.key for row in desk.rows()}) == len(kinds)


def test_a_day_is_today_until_midnight_passes_and_then_yesterday(qapp: object) -> None:
    world = World()
    world.subscriber_says(HERE, "text")
    said = world[HERE].entries[-1].at
    now = said
    model = TranscriptModel(connected(world), now=lambda: now)
    model.show(HERE)

    def shown() -> tuple[str, str]:
        row = model.row_at(0)
        return row.title, row.text

    date = formats.day(said)
    assert shown() == ("Today", date)
    moved: list[int] = []
    model.dataChanged.connect(lambda first, last: moved.append(first.row()))
    model.tick()
    assert moved == []
    for title in ("Yesterday", ""):
        version = model.row_at(0).version
        now = formats.next_midnight(now)
        model.tick()
        assert (shown(), moved) == ((title, date), [0])
        assert model.row_at(0).version != version
        moved.clear()
    model.deleteLater()


def test_days_and_texts_on_their_way_are_told_by_the_clock_of_the_server() -> None:
    desk = Desk(said=1)
    said = desk.store.chats[HERE].entries[0].at
    entered = desk.enter("soon")
    desk.store.clock_offset_ms = said - entered.written_at
    model = TranscriptModel(desk.store, now=lambda: entered.written_at)
    model.show(HERE)
    rows = [model.row_at(row) for row in range(model.rowCount())]
    assert rows[0].title == "Today"
    assert rows[-1].time_text == formats.clock(said)
    model.deleteLater()


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(["say", "read", "edit", "push", "enter", "take", "older", "late", "break"]),
        max_size=25,
    )
)
def test_any_changes_leave_what_a_fresh_model_shows(qapp: object, deeds: list[str]) -> None:
    desk = Desk(said=5)
    desk.model.show(HERE)
    waiting: list[Outgoing] = []
    late = []
    for deed in deeds:
        chat = desk.store.chats[HERE]
        match deed:
            case "say":
                desk.world.subscriber_says(HERE, "more")
                late.append(desk.world.changed(HERE, desk.world[HERE].rev - 1))
            case "read":
                desk.world.reads(HERE)
            case "edit":
                desk.world.edits(HERE, 5)
            case "push":
                desk.push()
            case "late" if late:
                desk.apply(late.pop(0))
            case "enter":
                waiting.append(desk.enter("reply"))
            case "take" if waiting:
                desk.server_takes(waiting.pop(0))
            case "older" if chat.has_older:
                before = chat.entries[0].seq
                desk.apply(events.HistoryRead(HERE, before, desk.world.history(HERE, before)))
            case "break":
                desk.apply(DEAD)
                desk.apply(LIVE)
                answer_wants(_Followed(desk), desk.world)
    fresh = TranscriptModel(desk.store, now=lambda: NOON)
    fresh.show(HERE)
    rows = [fresh.row_at(row) for row in range(fresh.rowCount())]
    assert [row.text for row in desk.rows() if row.kind is not RowKind.NEW] == [
        row.text for row in rows if row.kind is not RowKind.NEW
    ]
    assert [row.mark for row in desk.rows()] == [row.mark for row in rows]


class _Followed:
    """The store as `answer_wants` sees it, with the model following."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.wants = desk.store.wants

    def apply(self, event: Event, *, now: Millis) -> None:
        self._desk.apply(event, now=now)


def test_roles_tell_text_to_copy_and_to_speak(desk: Desk) -> None:
    desk.world.subscriber_says(HERE, "Почему сняли деньги?")
    desk.push()
    desk.model.show(HERE)
    index = desk.model.index(desk.model.rowCount() - 1)
    assert index.data() == "Почему сняли деньги?"
    assert index.data(TranscriptRole.COPY).endswith("Subscriber: Почему сняли деньги?")
    assert index.data(TranscriptRole.ROW).kind is RowKind.MESSAGE
    assert desk.model.data(index, 9999) is None


def test_opening_a_long_conversation_makes_no_rows(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = [
        Entry(
            seq=number,
            rev=number,
            at=Millis(NOON + number * 60_000),
            author=desk.world[HERE].add(Message(text="a"), AuthorRole.SUBSCRIBER).author,
            audience=desk.world[HERE].entries[0].audience,
            body=Message(text="a"),
        )
        for number in range(1, 20_001)
    ]
    chat = desk.store.chats[HERE]
    chat.entries = entries
    made: list[int] = []
    real = desk.model.row_at

    def counting(row: int) -> TranscriptRow:
        made.append(row)
        return real(row)

    monkeypatch.setattr(desk.model, "row_at", counting)
    desk.model.show(HERE)
    assert desk.model.rowCount() > 20_000
    assert len(made) < 50
