"""What a lead changes of his agents: state, room, queues; of one, or of many in turn."""

from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from console.core.board import Share
from console.core.errors import ConsoleError
from console.core.tasks import TaskOwner
from console.viewmodels import board_lines
from protocol.ids import AccountId, QueueId
from protocol.people import Presence
from ui.desk import refusals
from ui.desk.desk_feed import DeskFeed
from ui.desk.presence_words import presence_title
from ui.widgets import plain_text
from ui.widgets.menu import Menu

translate = QCoreApplication.translate

_ROOMS = (100, 200, 300, 400, 500, 600, 700, 800)
"""In hundredths of a chat: more at once nobody answers well."""

Deed = Callable[[AccountId], Coroutine[Any, Any, None]]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a deed has got with many."""

    done: int
    of: int
    failed: int = 0
    why: str = ""
    """The sentence of the first refusal."""

    @property
    def over(self) -> bool:
        return self.done + self.failed == self.of


class AgentDeeds(QObject):
    """One deed at a time; each agent is a command of its own: a refusal costs the others nothing.

    Signals:
        moved: how far it has got.
        list_wanted: show the chats of this agent.
    """

    moved = Signal(object)
    list_wanted = Signal(str)

    def __init__(self, feed: DeskFeed, *, owner: TaskOwner, parent: QWidget) -> None:
        super().__init__(parent)
        self._feed, self._owner = feed, owner
        self._over = parent
        self._whose: tuple[AccountId, ...] = ()
        self.busy = False

    def offer(self, accounts: Sequence[str], at: QPoint) -> None:
        """What can be done with these agents, in a menu."""
        self._whose = tuple(map(AccountId, accounts))
        if not self._whose:
            return
        menu = Menu(parent=self._over)
        menu.aboutToHide.connect(menu.deleteLater, Qt.ConnectionType.QueuedConnection)
        menu.add_head().setText(self._named())
        if len(self._whose) == 1:
            menu.addAction(translate("Board", "Show the chats")).setData("list")
        self._add_states(menu)
        self._add_rooms(menu)
        self._add_queues(menu)
        menu.triggered.connect(self._on_menu_triggered)
        menu.popup(at)

    def _named(self) -> str:
        if len(self._whose) > 1:
            return translate("Board", "%n agents", "", len(self._whose))
        agent = self._feed.store.board.agents.get(self._whose[0])
        return plain_text.plain_line(agent.name if agent else "", shown=40).replace("&", "&&")

    def _add_states(self, menu: Menu) -> None:
        states = Menu(translate("Board", "State"), parent=menu)
        workplace = self._feed.store.workplace
        for presence in Presence:
            states.addAction(presence_title(presence)).setData(f"state {presence}:")
        for one in workplace.breaks if workplace else ():
            words = translate("Commands", "Break: {reason}").format(
                reason=plain_text.plain_line(one.title)
            )
            states.addAction(words.replace("&", "&&")).setData(f"state {Presence.BREAK}:{one.id}")
        menu.addMenu(states)

    def _add_rooms(self, menu: Menu) -> None:
        rooms = Menu(translate("Board", "Room"), choices=True, parent=menu)
        now = {self._feed.store.board.agents[one].room for one in self._present()}
        for room in _ROOMS:
            words = translate("Board", "%n chat(s) at once", "", room // 100)
            action = rooms.addAction(words)
            action.setCheckable(True)
            action.setChecked(now == {room})
            action.setData(f"room {room}")
        menu.addMenu(rooms)

    def _add_queues(self, menu: Menu) -> None:
        """A press adds a queue that not all of them serve, and takes away one that all do."""
        queues = Menu(translate("Board", "Queues"), choices=True, parent=menu)
        workplace = self._feed.store.workplace
        for queue in workplace.queues if workplace else ():
            title = plain_text.plain_line(queue.title).replace("&", "&&")
            action = queues.addAction(title)
            action.setCheckable(True)
            action.setChecked(all(self._serves(one, queue.id) for one in self._whose))
            action.setData(f"queue {queue.id}")
        menu.addMenu(queues)

    def _present(self) -> list[AccountId]:
        agents = self._feed.store.board.agents
        return [one for one in self._whose if one in agents]

    def _served(self, account: AccountId) -> tuple[QueueId, ...]:
        """By name: who serves all of them is named none."""
        agent = self._feed.store.board.agents.get(account)
        if agent is not None and agent.queues:
            return agent.queues
        workplace = self._feed.store.workplace
        return tuple(queue.id for queue in workplace.queues) if workplace else ()

    def _serves(self, account: AccountId, queue: QueueId) -> bool:
        return queue in self._served(account)

    def _on_menu_triggered(self, action: QAction) -> None:
        kind, _, value = str(action.data()).partition(" ")
        session = self._feed.session
        match kind:
            case "list":
                self.list_wanted.emit(self._whose[0])
            case "state":
                presence, _, reason = value.partition(":")
                state = Presence(presence)
                self._begin(partial(session.set_agent_presence, presence=state, reason=reason))
            case "room":
                self._begin(partial(session.set_agent, room=int(value)))
            case "queue":
                queue = QueueId(value)
                everybody = all(self._serves(one, queue) for one in self._whose)
                self._begin(partial(self._serve, queue=queue, serves=not everybody))

    async def _serve(self, account: AccountId, *, queue: QueueId, serves: bool) -> None:
        kept = tuple(one for one in self._served(account) if one != queue)
        queues = (*kept, queue) if serves else kept
        await self._feed.session.set_agent(account, queues=queues)

    def _begin(self, deed: Deed) -> None:
        if not self.busy:
            self.busy = True
            self._owner.spawn("agents", self._do(deed, self._whose))

    async def _do(self, deed: Deed, whose: tuple[AccountId, ...]) -> None:
        progress = Progress(0, len(whose))
        try:
            for account in whose:
                self.moved.emit(progress)
                try:
                    await deed(account)
                except ConsoleError as error:
                    why = progress.why or refusals.sentence(error)
                    progress = Progress(progress.done, progress.of, progress.failed + 1, why)
                else:
                    progress = Progress(
                        progress.done + 1, progress.of, progress.failed, progress.why
                    )
        finally:
            self.busy = False
        self.moved.emit(progress)


def progress_words(progress: Progress) -> str:
    """How far, in a few words."""
    return board_lines.share(Share(progress.done + progress.failed, progress.of))
