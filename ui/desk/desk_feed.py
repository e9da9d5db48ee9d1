"""Turns the session's change records into Qt signals, each kind at most once a batch."""

import time
from typing import assert_never

from PySide6.QtCore import QObject, QTimer, Signal

from console.core import changes as core
from console.core.rights import may_answer, may_lead
from console.core.store import Store
from console.session import DeskSession
from protocol.ids import ConversationId, QueueId
from protocol.scalars import Millis
from protocol.workplace import QueueInfo

_TICK_MS = 1000
_PUT_RIGHT_MS = 2 * _TICK_MS
"""So far off is a clock that was put right, not one that a beat of the server has nudged."""


class DeskFeed(QObject):
    """What the widgets of one window listen to.

    Signals:
        desk_changed: which conversations are on the desk, or where.
        talks_changed: the talks among colleagues, or who of them is there.
        presence_changed, queues_changed, link_changed, account_changed: what they say.
        preferences_changed: what its user has set up for himself.
        disk_changed: whether this machine keeps what is written.
        waiting_changed: who waits in a queue.
        chat_changed: a head, a hint, what is unread or on its way out of one conversation.
        chats_changed: `chat_changed` for who shows many: all of a batch together.
        log_changed: entries of one conversation.
        draft_restored: a draft of one conversation did not come from the keyboard.
        attached_changed: the files of one conversation's draft are others, or have got on.
        chat_forgotten: a conversation is no longer kept.
        outbox_changed: something went out, or waits to.
        ticked: a second has passed.
        batch_applied: the records themselves, before any of the above.
    """

    desk_changed = Signal()
    talks_changed = Signal()
    presence_changed = Signal()
    queues_changed = Signal()
    waiting_changed = Signal(str)
    link_changed = Signal()
    account_changed = Signal()
    preferences_changed = Signal()
    disk_changed = Signal()
    chat_changed = Signal(str)
    chats_changed = Signal(object)
    log_changed = Signal(str)
    draft_restored = Signal(str)
    attached_changed = Signal(str)
    chat_forgotten = Signal(str)
    outbox_changed = Signal()
    ticked = Signal()
    batch_applied = Signal(object)

    def __init__(self, session: DeskSession, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self._now = self._server_time()
        self._subscription = session.subscribe(self._on_session_changed)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)
        self._timer.start()

    @property
    def store(self) -> Store:
        """The state, to be read only."""
        return self.session.store

    def now(self) -> Millis:
        """The server's clock at the latest tick, which waits and offers are measured by.

        What is written at the tick and what is painted between two of them say the same wait.
        """
        return self._now

    def tick(self) -> None:
        """Another second."""
        self._now = self._server_time()
        self.ticked.emit()

    def here(self) -> Millis:
        """This machine's clock, which the link and the outbox are measured by."""
        return Millis(time.time_ns() // 1_000_000)

    @property
    def may_answer(self) -> bool:
        """Whether its user can be on line and take chats."""
        account = self.store.account
        return may_answer(account.role if account is not None else None)

    @property
    def may_lead(self) -> bool:
        """Whether its user has the pages of a lead."""
        account = self.store.account
        return may_lead(account.role if account is not None else None)

    def queue(self, queue: QueueId) -> QueueInfo | None:
        """A queue of the workplace."""
        workplace = self.store.workplace
        if workplace is None:
            return None
        return next((info for info in workplace.queues if info.id == queue), None)

    def topic_title(self, topic: str) -> str:
        """What a topic is called; its code where nobody told."""
        workplace = self.store.workplace
        topics = workplace.topics if workplace else ()
        return next((choice.title for choice in topics if choice.id == topic), topic)

    def break_title(self, reason: str) -> str:
        """What a break is called that is taken for this; nothing where nobody told."""
        workplace = self.store.workplace
        breaks = workplace.breaks if workplace else ()
        return next((choice.title for choice in breaks if choice.id == reason), "")

    def close(self) -> None:
        """Hear no more. Idempotent."""
        self._subscription.close()
        self._timer.stop()

    def _server_time(self) -> Millis:
        return Millis(self.here() + self.store.clock_offset_ms)

    def _on_session_changed(self, batch: tuple[core.Change, ...]) -> None:
        if abs(self._server_time() - self._now) > _PUT_RIGHT_MS:
            self.tick()
        self.batch_applied.emit(batch)
        plain: dict[str, None] = {}
        told: dict[tuple[str, ConversationId | QueueId], None] = {}
        for change in batch:
            match change:
                case core.DeskChanged():
                    plain["desk_changed"] = None
                case core.TalksChanged():
                    plain["talks_changed"] = None
                case core.BoardChanged():
                    pass  # its pages read the records themselves
                case core.PresenceChanged():
                    plain["presence_changed"] = None
                case core.QueuesChanged():
                    plain["queues_changed"] = None
                case core.LinkChanged():
                    plain["link_changed"] = None
                case core.AccountChanged():
                    plain["account_changed"] = None
                case core.PreferencesChanged():
                    plain["preferences_changed"] = None
                case core.DiskChanged():
                    plain["disk_changed"] = None
                case core.WaitingChanged(queue):
                    told["waiting_changed", queue] = None
                case core.KnowledgeStale():
                    pass
                case (
                    core.HeadChanged()
                    | core.HintChanged()
                    | core.OnlookersChanged()
                    | core.SyncChanged()
                ):
                    told["chat_changed", change.conversation] = None
                case (
                    core.LogReset()
                    | core.EntriesAdded()
                    | core.EntryChanged()
                    | core.OlderChanged()
                ):
                    told["log_changed", change.conversation] = None
                case core.OutgoingAdded() | core.OutgoingChanged() | core.OutgoingRemoved():
                    plain["outbox_changed"] = None
                    told["chat_changed", change.conversation] = None
                case core.AttachedChanged():
                    told["attached_changed", change.conversation] = None
                case core.DraftRestored():
                    told["draft_restored", change.conversation] = None
                case core.ChatForgotten():
                    told["chat_forgotten", change.conversation] = None
                case _:
                    assert_never(change)
        for name in plain:
            getattr(self, name).emit()
        chats = frozenset(which for name, which in told if name == "chat_changed")
        if chats:
            self.chats_changed.emit(chats)
        for name, which in told:
            getattr(self, name).emit(which)
