"""The filters over the agents: by state, by queue, by group, by name."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from protocol.people import Presence
from ui.desk.desk_feed import DeskFeed
from ui.desk.presence_words import presence_title
from ui.lead.agent_filter import NO_LINK, OWING, AgentFilter
from ui.theme import fitting
from ui.widgets import plain_text
from ui.widgets.choices import DropDown
from ui.widgets.search_field import SearchField

translate = QCoreApplication.translate

_NAME = 148


class AgentControls(QWidget):
    """Each of them narrows what the others have left.

    Signals:
        changed: look at others.
    """

    changed = Signal(object)

    def __init__(self, feed: DeskFeed, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._groups: tuple[str, ...] = ()
        self.name = SearchField(
            name=translate("Board", "Find an agent"), hint=translate("Board", "Name")
        )
        fitting.keep_between(self.name, _NAME // 2, _NAME)
        self.name.query_changed.connect(self._tell)
        self.state = DropDown(name=translate("Board", "State"))
        self.queue = DropDown(name=translate("Board", "Queue"))
        self.group = DropDown(name=translate("Board", "Group"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        for part in (self.name, self.state, self.queue, self.group):
            row.addWidget(part)
        self.state.addItem(translate("Board", "Any state"), "")
        for presence in Presence:
            self.state.addItem(presence_title(presence), presence.value)
        self.state.addItem(translate("Board", "No link"), NO_LINK)
        self.state.addItem(translate("Board", "Owes an answer"), OWING)
        self.offer_queues()
        self.offer_groups()
        for choice in (self.state, self.queue, self.group):
            choice.currentIndexChanged.connect(self._tell)

    def wanted(self) -> AgentFilter:
        """Whom to look at."""
        return AgentFilter(
            state=self.state.currentData() or "",
            queue=self.queue.currentData() or "",
            group=self.group.currentData() or "",
            name=self.name.query(),
        )

    def choose_queue(self, queue: str) -> None:
        """Look at those who serve a queue."""
        self.queue.setCurrentIndex(max(self.queue.findData(queue), 0))

    def clear(self) -> None:
        """Look at everybody."""
        self.name.clear()
        for choice in (self.state, self.queue, self.group):
            choice.setCurrentIndex(0)

    def offer_queues(self) -> None:
        """The queues of the workplace."""
        workplace = self._feed.store.workplace
        queues = workplace.queues if workplace else ()
        titles = [(plain_text.plain_line(queue.title), queue.id) for queue in queues]
        _fill(self.queue, translate("Board", "Any queue"), titles)

    def offer_groups(self) -> None:
        """The groups of those on the board."""
        agents = self._feed.store.board.agents.values()
        groups = tuple(sorted({agent.group for agent in agents if agent.group}))
        if groups == self._groups and self.group.count():
            return
        self._groups = groups
        titles = [(plain_text.plain_line(group), group) for group in groups]
        _fill(self.group, translate("Board", "Any group"), titles)
        self.group.setVisible(len(groups) > 1)

    def _tell(self) -> None:
        self.changed.emit(self.wanted())


def _fill(choice: DropDown, everything: str, titles: Sequence[tuple[str, str]]) -> None:
    """Offer others, and keep what is chosen if it is still there."""
    chosen = choice.currentData()
    choice.blockSignals(True)
    choice.clear()
    choice.addItem(everything, "")
    for title, value in titles:
        choice.addItem(plain_text.plain_line(title), value)
    choice.setCurrentIndex(max(choice.findData(chosen), 0))
    choice.blockSignals(False)
