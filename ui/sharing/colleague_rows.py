"""What to choose from when a conversation is shared: colleagues with their room, and topics."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from protocol.ids import AccountId, QueueId, TopicId
from protocol.values import Choice, Presence, QueueState, Receiver, Workplace
from ui.shell.presence_menu import presence_title
from ui.widgets import plain_text

translate = QCoreApplication.translate

_THERE = (Presence.ONLINE, Presence.BUSY)


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
    heading: str = ""
    """Of the lines that begin here."""

    @property
    def key(self) -> str:
        """What stays when the figures change."""
        return f"{self.account or ''} {self.topic or ''}"

    @property
    def figure(self) -> str:
        """The room, in a word: «3 of 5»."""
        if self.account is None:
            return ""
        return translate("Sharing", "{used} of {room}").format(used=self.used, room=self.room)

    @property
    def room_in_words(self) -> str:
        """The same for the ear."""
        if self.account is None:
            return ""
        text = translate("Sharing", "{used} of {room} places taken")
        return text.format(used=self.used, room=self.room)


def receivers(
    found: Iterable[Receiver], workplace: Workplace | None, *, busy_too: bool, without: set[str]
) -> list[ShareRow]:
    """Colleagues, as the server has put them in order.

    Args:
        busy_too: whether who takes nothing new can be chosen, and one without room.
        without: who is in it already.
    """
    titles = {topic.id: topic.title for topic in workplace.topics} if workplace else {}
    rows: list[ShareRow] = []
    for one in found:
        if one.account in without:
            continue
        words = [presence_title(one.presence)]
        words += [titles.get(topic, topic) for topic in one.topics]
        ready = one.presence in _THERE if busy_too else one.presence is Presence.ONLINE
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


def topics(
    workplace: Workplace | None, queues: dict[QueueId, QueueState], query: str
) -> list[ShareRow]:
    """Topics whose name has what is typed, each with the queue that answers it."""
    if workplace is None:
        return []
    titles = {queue.id: queue.title for queue in workplace.queues}
    rows: list[ShareRow] = []
    for topic in workplace.topics:
        if all(word in topic.title.casefold() for word in query.casefold().split()):
            state = queues.get(QueueId(topic.queue))
            rows.append(
                ShareRow(
                    title=topic.title,
                    remark=_queue_line(topic, titles, state),
                    topic=TopicId(topic.id),
                    heading="" if rows else translate("Sharing", "Topics"),
                )
            )
    return rows


def _queue_line(topic: Choice, titles: dict[QueueId, str], state: QueueState | None) -> str:
    queue = titles.get(QueueId(topic.queue), topic.queue)
    waiting = state.waiting if state else 0
    text = translate("Sharing", "queue “{queue}”, %n waiting", "", waiting)
    return text.format(queue=queue)


class ShareRows(QAbstractListModel):
    """The lines, replaced as a whole; a view asks them for `SHARE_ROW`."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._rows: Sequence[ShareRow] = ()

    def set_rows(self, rows: Sequence[ShareRow]) -> None:
        """Other lines."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def row_at(self, position: int) -> ShareRow | None:
        """The line at a place."""
        return self._rows[position] if 0 <= position < len(self._rows) else None

    def position_of(self, key: str) -> int:
        """Where a line stands now; the first one that can be chosen, if it has gone."""
        places = [at for at, row in enumerate(self._rows) if row.key == key]
        places += [at for at, row in enumerate(self._rows) if row.open]
        return places[0] if places else -1

    # Qt overrides

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        row = self.row_at(index.row()) if index.isValid() else None
        if row is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return plain_text.plain_line(row.title)
            case Qt.ItemDataRole.AccessibleTextRole:
                parts = [row.title, row.remark, row.room_in_words]
                if not row.open:
                    parts.append(translate("Sharing", "cannot be chosen now"))
                return plain_text.plain_line(", ".join(part for part in parts if part))
            case Qt.ItemDataRole.UserRole:
                return row
            case _:
                return None
