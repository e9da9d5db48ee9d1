"""What every part of a session stands on: the state, the link, the account's file, who is told."""

import contextlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from console.core.changes import Change
from console.core.chat import Chat
from console.core.errors import OutOfSync
from console.core.ports import Surroundings
from console.core.store import Event, Store
from console.core.tasks import TaskOwner
from console.link.desk_link import DeskLink
from protocol.ids import ConversationId

if TYPE_CHECKING:
    from console.local.local_desk import LocalDesk

Listener = Callable[[tuple[Change, ...]], None]


class Subscription:
    """A listener's place; closing it ends the calls. Idempotent."""

    def __init__(self, leave: Callable[[], None]) -> None:
        self._leave = leave

    def close(self) -> None:
        """Hear no more."""
        with contextlib.suppress(ValueError):
            self._leave()


class SessionBasis:
    """Shared by the parts of one session; they reach each other by its changes only.

    `local` is the open file of the account, None while there is none.
    """

    def __init__(self, link: DeskLink, *, owner: TaskOwner, around: Surroundings) -> None:
        self.store = Store()
        self.link = link
        self.owner = owner
        self.around = around
        self.local: LocalDesk | None = None
        self._listeners: list[Listener] = []

    def subscribe(self, listener: Listener) -> Subscription:
        """Be told of every batch of changes, in the order of subscribing."""
        self._listeners.append(listener)
        return Subscription(lambda: self._listeners.remove(listener))

    def apply(self, happened: Sequence[Event]) -> None:
        """Change the state, then tell everybody."""
        now = self.around.now()
        changes = tuple(change for event in happened for change in self.store.apply(event, now=now))
        if not changes:
            return
        for listener in tuple(self._listeners):
            listener(changes)
        self.link.poke()

    def chat(self, conversation: ConversationId) -> Chat:
        """A conversation that is here. Raises `OutOfSync`."""
        chat = self.store.chats.get(conversation)
        if chat is None:
            raise OutOfSync
        return chat
