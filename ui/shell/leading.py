"""The pages of a lead in the window, made once he is known to lead; and what they call for."""

from PySide6.QtCore import QCoreApplication, QObject

from console.core import changes as core
from console.core.board import alert_key
from console.core.link_state import LinkPhase
from protocol.board import AlertLevel
from protocol.ids import ConversationId
from ui.shell import by_need
from ui.shell.desk_parts import DeskParts
from ui.widgets.buttons import Button
from ui.widgets.ground import Tone

translate = QCoreApplication.translate

BOARD = "board"


class Leading(QObject):
    """Nothing of it is loaded for who does not lead."""

    def __init__(self, parts: DeskParts) -> None:
        super().__init__(parts)
        self._parts = parts
        self._told: set[object] = set()
        parts.feed.account_changed.connect(self.follow_role)
        parts.feed.batch_applied.connect(self._on_feed_batch_applied)
        parts.status_bar.alerts_wanted.connect(self.see_alerts)

    def follow_role(self) -> None:
        """Make the pages of one who leads. Idempotent."""
        parts = self._parts
        if parts.area is not None or not parts.feed.may_lead:
            return
        area = by_need.lead_area(parts.middle, parts.feed, owner=parts.owner)
        area.chat_wanted.connect(self._on_area_chat_wanted)
        area.failed.connect(parts.fail)
        area.told.connect(self._on_area_told)
        parts.put_around(area)
        wall = Button(translate("Lead", "On the wall"))
        wall.clicked.connect(self.put_on_wall)
        parts.top_bar.put_at_right(wall)
        area.show_page(BOARD, focus=False)

    def show_page(self, number: int) -> None:
        """The page of a number in the navigation, if there is one."""
        area = self._parts.area
        if area is not None and number < len(area.kinds):
            area.show_page(area.kinds[number].id)
            if area.desk_in_view:
                self._parts.focus_chat()

    def find(self, target: str) -> None:
        """Go to a queue or an agent of the board, told as `queue ID` or `agent ID`."""
        area = self._parts.area
        if area is not None:
            area.show_page(BOARD)
            area.go_to(target)

    def see_alerts(self) -> None:
        """Show the board, and have what it calls for acknowledged."""
        parts = self._parts
        if parts.area is not None:
            parts.area.show_page(BOARD)
            parts.session.acknowledge(parts.feed.store.board.open_alerts())

    def put_on_wall(self) -> None:
        """Show the board to a room, in a window of its own; or take it from there again."""
        if self._parts.area is not None:
            self._parts.area.toggle_wall()

    def _on_area_chat_wanted(self, conversation: str, whispering: bool) -> None:
        self._parts.show_chat(ConversationId(conversation))
        if whispering:
            self._parts.chat.lead_bar.start_whisper()

    def _on_area_told(self, title: str, text: str) -> None:
        self._parts.tell(title, text)

    def _on_feed_batch_applied(self, batch: tuple[core.Change, ...]) -> None:
        if any(isinstance(one, core.BoardChanged | core.LinkChanged) for one in batch):
            self._tell_alerts()

    def _tell_alerts(self) -> None:
        """All that nobody has acknowledged stand in the status bar; who has the board in view sees
        the marks on its rows, everybody else is told of each once."""
        parts, store = self._parts, self._parts.feed.store
        if parts.area is None:
            return
        caught_up = store.link.phase is LinkPhase.CAUGHT_UP
        alerts = store.board.open_alerts() if caught_up else ()
        words, short = parts.area.words_of_all(alerts)
        parts.status_bar.show_alerts(words, short=short)
        for alert in alerts:
            key = alert_key(alert)
            if key not in self._told:
                self._told.add(key)
                if parts.area.current == BOARD:
                    continue
                late = alert.level is AlertLevel.LATE
                tone = Tone.LATE if late else Tone.WARN
                parts.tell(parts.area.words_of(alert), tone=tone)
