"""Whose profile stands beside the chat: never anybody's but the one in view."""

from enum import StrEnum

from PySide6.QtCore import QObject, Signal

from console.core.errors import CommandRejected, LinkError
from console.core.tasks import TaskOwner
from console.session import DeskSession
from protocol.errors import ErrorCode
from protocol.ids import ConversationId, SubscriberId
from protocol.values import Head, Profile


class PanelState(StrEnum):
    """What the panel can show."""

    EMPTY = "empty"
    """No chat, or a chat of somebody who is no known subscriber."""
    LOADING = "loading"
    READY = "ready"
    UNREACHABLE = "unreachable"
    REFUSED = "refused"


class SubscriberPanel(QObject):
    """The profile for the chat in view.

    Whatever comes is for the chat it was asked for, and dropped if the view has moved on.

    Signals: `changed` when anything here has changed.
    """

    changed = Signal()

    def __init__(
        self, session: DeskSession, owner: TaskOwner, *, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._owner = owner
        self._view = 0
        self.conversation: ConversationId | None = None
        self.subscriber: SubscriberId | None = None
        self.state = PanelState.EMPTY
        self.profile: Profile | None = None
        self.earlier: tuple[Head, ...] = ()
        self.revealed: dict[str, str] = {}
        self.refused: ErrorCode | None = None

    def show(self, conversation: ConversationId | None, subscriber: SubscriberId | None) -> None:
        """Turn to another chat, or to a subscriber without one."""
        if (conversation, subscriber) == (self.conversation, self.subscriber):
            return
        self.conversation, self.subscriber = conversation, subscriber
        self.profile, self.earlier, self.revealed, self.refused = None, (), {}, None
        self.reload()

    def reload(self) -> None:
        """Read the profile again."""
        self._view += 1
        self.state = PanelState.EMPTY
        if self.subscriber is not None:
            self.state = PanelState.LOADING
            work = self._load(self._view, self.subscriber, self.conversation)
            self._owner.spawn("profile", work)
        self.changed.emit()

    def reveal(self, field: str, *, reason: str) -> None:
        """Show a hidden field; `reason` goes on record."""
        if self.subscriber is not None:
            about = self.subscriber, self.conversation
            self._owner.spawn("reveal", self._reveal(self._view, about, field, reason))

    async def _load(
        self, view: int, subscriber: SubscriberId, conversation: ConversationId | None
    ) -> None:
        try:
            read = await self._session.profile(subscriber, conversation=conversation)
            if view != self._view:
                return
            self.profile, self.state = read.profile, PanelState.READY
            self.changed.emit()
            earlier = await self._session.conversations(subscriber)
        except (LinkError, CommandRejected) as error:
            self._on_failure(view, error)
            return
        if view == self._view:
            self.earlier = earlier.heads
            self.changed.emit()

    async def _reveal(
        self,
        view: int,
        about: tuple[SubscriberId, ConversationId | None],
        field: str,
        reason: str,
    ) -> None:
        subscriber, conversation = about
        try:
            value = await self._session.reveal(
                subscriber, field, reason=reason, conversation=conversation
            )
        except (LinkError, CommandRejected) as error:
            self._on_failure(view, error)
            return
        if view == self._view:
            self.revealed[field] = value
            self.refused = None
            self.changed.emit()

    def _on_failure(self, view: int, error: LinkError | CommandRejected) -> None:
        if view != self._view:
            return
        self.refused = error.code if isinstance(error, CommandRejected) else None
        if self.profile is None:
            rejected = isinstance(error, CommandRejected)
            self.state = PanelState.REFUSED if rejected else PanelState.UNREACHABLE
        self.changed.emit()
