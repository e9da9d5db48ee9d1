"""What calls for a person now, read off the state; it stands, and rings, until someone acts.

Nothing here is an event, so nothing can be missed: whatever was restarted, lost or repeated, what
stands is what the state says.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from console.core.board import alert_key
from console.core.chat import Chat
from console.core.desk import Section
from console.core.preferences import AlertKind, AlertRule, Alerts
from console.core.sharing import called_in
from console.core.store import Store
from console.core.waits import WaitStage, stage_of
from protocol.ids import ConversationId, QueueId
from protocol.people import Presence
from protocol.scalars import Millis
from protocol.workplace import QueueInfo

LINK_PATIENCE_MS = 10_000
"""A break that heals by itself within this is not worth a sound."""

PRESSING = (
    AlertKind.OFFER,
    AlertKind.LATE,
    AlertKind.HELP,
    AlertKind.MESSAGE,
    AlertKind.LINK,
    AlertKind.COLLEAGUE,
    AlertKind.BOARD,
)
"""From the most pressing: two sounds at once are none."""


@dataclass(frozen=True, slots=True)
class Attention:
    """What the person looks at: whether a window of ours is in front, and the chats in it."""

    in_front: bool = False
    chats: frozenset[ConversationId] = frozenset()

    def sees(self, conversation: ConversationId) -> bool:
        """Whether a message in it is read as it arrives."""
        return self.in_front and conversation in self.chats


@dataclass(frozen=True, slots=True)
class Alert:
    """One thing that calls; without a conversation it concerns the whole desk.

    `mark` tells one message, or one offer, from the next in the same conversation.
    """

    kind: AlertKind
    conversation: ConversationId | None = None
    mark: int = 0


def standing(store: Store, attention: Attention, *, now: Millis, here: Millis) -> tuple[Alert, ...]:
    """Everything that calls, most pressing first.

    Args:
        now: the server's clock, by which waits are measured.
        here: this machine's clock, by which the link is.
    """
    found = [_alert(AlertKind.OFFER, store.chats[one]) for one in store.section(Section.OFFERS)]
    mine = [store.chats[one] for one in store.section(Section.MINE)]
    queues = {queue.id: queue for queue in store.workplace.queues} if store.workplace else {}
    found += [_alert(AlertKind.LATE, chat) for chat in mine if _is_late(chat, queues, now)]
    found += [
        Alert(AlertKind.HELP, guest, called)
        for guest in store.section(Section.GUEST)
        if (called := called_in(store.head(guest), store.me)) > store.chats[guest].shown_seq
        and not attention.sees(guest)
    ]
    found += [
        _alert(AlertKind.MESSAGE, chat)
        for chat in mine
        if chat.unread and not attention.sees(chat.id)
    ]
    found += [
        _talk_alert(store.chats[talk])
        for talk in store.talks_by_time()
        if store.chats[talk].unread and not attention.sees(talk)
    ]
    since = store.link.offline_since
    if since is not None and store.account is not None and here - since >= LINK_PATIENCE_MS:
        found.append(Alert(AlertKind.LINK))
    elif since is None:  # of a board that is not told any more nothing calls
        marks = (hash(alert_key(one)) for one in store.board.open_alerts())
        found += [Alert(AlertKind.BOARD, mark=mark) for mark in marks]
    return tuple(sorted(found, key=lambda one: PRESSING.index(one.kind)))


def _alert(kind: AlertKind, chat: Chat) -> Alert:
    head = chat.head
    if head is None:
        return Alert(kind, chat.id)
    if kind is AlertKind.OFFER:
        return Alert(kind, chat.id, head.offer.until if head.offer is not None else 0)
    return Alert(kind, chat.id, head.last_heard)


def _talk_alert(talk: Chat) -> Alert:
    asked = talk.head.asked if talk.head is not None else 0
    if asked > talk.read_seq:
        return Alert(AlertKind.HELP, talk.id, asked)
    return Alert(AlertKind.COLLEAGUE, talk.id, talk.head_seq)


def _is_late(chat: Chat, queues: Mapping[QueueId, QueueInfo], now: Millis) -> bool:
    head = chat.head
    if head is None or head.waiting_since is None:
        return False
    stage = stage_of(head.waiting_since, now=now, queue=queues.get(head.queue))
    return stage is WaitStage.TOO_LONG


class Bell:
    """Decides when to ring: at once for what is new, again while it stands, one sound at a time."""

    def __init__(self) -> None:
        self._rung: dict[Alert, Millis] = {}
        self._due: dict[Alert, Millis] = {}
        self._quiet_until = Millis(0)

    def hush(self, *, until: Millis) -> None:
        """Ring for nothing before this time, by this machine's clock."""
        self._quiet_until = until

    def hushed(self, now: Millis) -> bool:
        """Whether somebody wanted quiet."""
        return now < self._quiet_until

    def ring(
        self,
        standing: Sequence[Alert],
        rules: Alerts,
        *,
        presence: Presence,
        in_front: bool,
        now: Millis,
    ) -> AlertKind | None:
        """The kind to be heard now, if any; call it at every change and once a second.

        What has been due longest comes first, of two equals the more pressing; the other one is
        heard at the next call.
        """
        self._rung = {one: at for one, at in self._rung.items() if one in standing}
        self._due = {
            one: self._due.get(one, now)
            for one in standing
            if self._is_due(one, rules.rule(one.kind), now)
        }
        quiet = self.hushed(now) or (rules.quiet_on_break and presence is Presence.BREAK)
        while self._due:
            kind = min(self._due, key=lambda one: (self._due[one], PRESSING.index(one.kind))).kind
            for one in [one for one in self._due if one.kind is kind]:
                self._rung[one] = now
                del self._due[one]
            rule = rules.rule(kind)
            if not quiet and rule.sounds and not (in_front and rule.only_behind):
                return kind
        return None

    def _is_due(self, alert: Alert, rule: AlertRule, now: Millis) -> bool:
        rung = self._rung.get(alert)
        return rung is None or (rule.repeat_s > 0 and now - rung >= rule.repeat_s * 1000)
