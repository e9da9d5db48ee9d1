"""The workplace is told anew: names and waits are others in place, and nothing else is touched."""

from console.core import events
from console.core.changes import AccountChanged, QueuesChanged
from protocol.answers import Queues
from protocol.configuring import WorkplaceTold
from protocol.ids import QueueId
from protocol.workplace import Choice, QueueInfo, QueueState, Workplace
from tests.unit.console.test_store import HERE, apply
from tests.unit.console.test_store_converges import connected
from tests.unit.console.world import QUEUE, World

SECOND = QueueId("second")


def workplace(*queues: QueueId, title: str = "Услуги") -> WorkplaceTold:
    return WorkplaceTold(
        workplace=Workplace(
            queues=[
                QueueInfo(id=queue, title=title, warn_after_s=30, late_after_s=60)
                for queue in queues
            ],
            topics=[Choice(id="tariff", title="Тариф", queue=QUEUE)],
            outcomes=[],
            operator="Волна",
        )
    )


def test_a_queue_is_called_otherwise_and_drafts_and_chats_stay() -> None:
    world = World()
    store = connected(world)
    apply(store, events.Opened(HERE), events.Typed(HERE, "Пока пишу"))
    chats, desk_rev = dict(store.chats), store.desk.rev
    assert AccountChanged() in apply(store, workplace(QUEUE))
    assert store.workplace is not None
    assert [queue.title for queue in store.workplace.queues] == ["Услуги"]
    assert apply(store, workplace(QUEUE, title="Тарифы")) == [AccountChanged()]
    assert apply(store, workplace(QUEUE, title="Тарифы")) == []
    assert [queue.title for queue in store.workplace.queues] == ["Тарифы"]
    assert (dict(store.chats), store.desk.rev) == (chats, desk_rev)
    assert store.chats[HERE].draft == "Пока пишу"
    assert store.account is not None


def test_a_queue_that_is_gone_leaves_no_figures() -> None:
    store = connected(World())
    apply(store, workplace(QUEUE, SECOND))
    told = [QueueState(id=queue, waiting=2) for queue in (QUEUE, SECOND)]
    apply(store, Queues(queues=told))
    assert apply(store, workplace(QUEUE)) == [AccountChanged(), QueuesChanged()]
    assert list(store.desk.queues) == [QUEUE]
