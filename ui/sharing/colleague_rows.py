"""What to choose from when a conversation is shared: colleagues with their room, and topics."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QObject

from console.viewmodels import formats
from protocol.ids import AccountId, QueueId, TopicId
from protocol.people import Presence
from protocol.scalars import Millis
from protocol.workplace import QueueState, Receiver, Workplace
from ui.desk.presence_words import presence_title
from ui.widgets.choosable_rows import ChoosableRows

translate = QCoreApplication.translate

_THERE = (Presence.ONLINE, Presence.BUSY, Presence.ENDING, Presence.WRAP_UP)
TAKES_TRANSFERS = (Presence.ONLINE, Presence.ENDING)
"""As the server has it, which has the last word."""
_FRESH_MS = 30 * 60_000
"""For so long a lost connection is news; who was lost before that is simply not there."""


@dataclass(frozen=True, slots=True)
class ShareRow:
    """A colleague, or a topic; `remark` says what to know before one chooses."""

    title: str
    remark: str
    account: AccountId | None = None
    topic: TopicId | None = None
    presence: Presence | None = None
    room: int = 0
    used: int = 0
    open: bool = True
    """Whether it can be chosen now."""
    urgent: bool = False
    """Whether the queue of a topic is, which has another picture everywhere."""
    heading: str = ""
    """Of the lines that begin here."""

    @property
    def key(self) -> str:
        """What stays when the figures change."""
        return f"{self.account or ''} {self.topic or ''}"

    @property
    def figure(self) -> str:
        """The room in chats, in a word: «3/5»."""
        if self.account is None:
            return ""
        return f"{formats.chats(self.used)}/{formats.chats(self.room)}"

    @property
    def room_in_words(self) -> str:
        """The same for the ear."""
        if self.account is None:
            return ""
        text = translate("Sharing", "{used} of {room} places taken")
        return text.format(used=formats.chats(self.used), room=formats.chats(self.room))


def receivers(
    found: Iterable[Receiver],
    workplace: Workplace | None,
    *,
    busy_too: bool,
    without: set[str],
    now: Millis,
) -> list[ShareRow]:
    """Colleagues, as the server has put them in order.

    Args:
        busy_too: whether who takes nothing new can be chosen, and one without room.
        without: who is in it already.
        now: by which a lost connection is news.
    """
    titles = {topic.id: topic.title for topic in workplace.topics} if workplace else {}
    rows: list[ShareRow] = []
    for one in found:
        if one.account in without:
            continue
        words = [_presence(one, now=now)]
        words += [titles.get(topic, topic) for topic in one.topics]
        ready = one.presence in (_THERE if busy_too else TAKES_TRANSFERS)
        rows.append(
            ShareRow(
                title=one.name,
                remark=" · ".join(words),
                account=one.account,
                presence=one.presence,
                room=one.room,
                used=one.used,
                open=ready and (busy_too or one.used < one.room),
                heading="" if rows else translate("Sharing", "Colleagues"),
            )
        )
    return rows


def _presence(one: Receiver, *, now: Millis) -> str:
    """In words; who has lost his connection just now may be back at once."""
    if one.lost_at is None:
        return presence_title(one.presence, one.presence_why)
    if now - one.lost_at > _FRESH_MS:
        return presence_title(one.presence)
    text = translate("Sharing", "No connection since {time}")
    return text.format(time=formats.clock(one.lost_at))


def topics(
    workplace: Workplace | None, queues: dict[QueueId, QueueState], query: str
) -> list[ShareRow]:
    """Topics whose name has what is typed, each with the queue that answers it."""
    if workplace is None:
        return []
    infos = {queue.id: queue for queue in workplace.queues}
    rows: list[ShareRow] = []
    for topic in workplace.topics:
        if all(word in topic.title.casefold() for word in query.casefold().split()):
            info = infos.get(QueueId(topic.queue))
            state = queues.get(QueueId(topic.queue))
            rows.append(
                ShareRow(
                    title=topic.title,
                    remark=_queue_line(info.title if info else topic.queue, state),
                    topic=TopicId(topic.id),
                    urgent=info is not None and info.urgent,
                    heading="" if rows else translate("Sharing", "Topics"),
                )
            )
    return rows


def _queue_line(queue: str, state: QueueState | None) -> str:
    waiting = state.waiting if state else 0
    text = translate("Sharing", "queue “{queue}”, %n waiting", "", waiting)
    return text.format(queue=queue)


class ShareRows(ChoosableRows[ShareRow]):
    """The lines to choose from."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(title=_title, spoken=_spoken, parent=parent)

    def position_of(self, key: str) -> int:
        """Where a line stands now, or else the first one that can be chosen; -1 where none can."""
        rows = [row for at in range(self.rowCount()) if (row := self.row_at(at)) is not None]
        places = [at for at, row in enumerate(rows) if row.key == key]
        places += [at for at, row in enumerate(rows) if row.open]
        return places[0] if places else -1


def _title(row: ShareRow) -> str:
    return row.title


def _spoken(row: ShareRow) -> str:
    parts = [row.title, row.remark, row.room_in_words]
    if not row.open:
        parts.append(translate("Sharing", "cannot be chosen now"))
    return ", ".join(part for part in parts if part)
