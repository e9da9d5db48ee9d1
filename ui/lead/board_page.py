"""The board of a shift: tiles, queues, arrivals and waits, agents; the lists behind figures."""

from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtGui import QCursor, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QToolTip, QVBoxLayout, QWidget

from console.core import changes as core
from console.core.link_state import LinkPhase
from console.core.tasks import TaskOwner
from console.viewmodels import formats
from console.viewmodels.board_rows import AgentColumn, QueueColumn
from protocol.ids import AccountId, QueueId
from protocol.people import Presence
from ui.desk.desk_feed import DeskFeed
from ui.desk.presence_words import presence_title
from ui.lead import figures
from ui.lead.agent_controls import AgentControls
from ui.lead.agent_deeds import AgentDeeds, Progress, progress_words
from ui.lead.agent_filter import AgentFilter
from ui.lead.agent_table import AgentAct, AgentTable
from ui.lead.arrivals_plot import ArrivalsPlot
from ui.lead.board_card import BoardCard
from ui.lead.board_table import COMPACT_ROW, ROW
from ui.lead.figure_sheet import Figure, FigureSheet
from ui.lead.lead_page import LeadPage
from ui.lead.legend import Legend
from ui.lead.queue_table import QueueTable
from ui.lead.tiles import Tiles
from ui.theme import fitting, fonts, measures
from ui.theme.icons import Icon
from ui.widgets import plain_text
from ui.widgets.buttons import Button
from ui.widgets.empty_state import EmptyState
from ui.widgets.former_focus import FormerFocus
from ui.widgets.ground import Tone
from ui.widgets.labels import Label, plain_tool_tip
from ui.widgets.scroll_page import ScrollPage

translate = QCoreApplication.translate

_MARGIN = 20
_GAP = 16
_BESIDE = 960
"""Narrower than this the curves of the day stand under the queues."""
_UPPER, _AROUND_ROWS = 340, 96
"""The most that the queues and the day take while there are few; a card around its rows."""
_QUEUES, _AGENTS = 250, 232
"""How high they are at least."""


class BoardPage(LeadPage):
    """Everything follows the store; a second passes without anything being laid out."""

    def __init__(self, feed: DeskFeed, *, owner: TaskOwner, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._stale = False
        self._whispering = False
        """The list was opened to whisper in one of its chats."""
        self.setAccessibleName(translate("Board", "Board"))
        self.tiles = Tiles(feed)
        self.tiles.list_wanted.connect(self._on_tiles_list_wanted)
        self.tiles.formula_wanted.connect(self._on_tiles_formula_wanted)
        self.queues = QueueTable(feed)
        self.agents = AgentTable(feed)
        self.queues.figure_wanted.connect(self._on_queues_figure_wanted)
        self.queues.formula_wanted.connect(self._on_queues_formula_wanted)
        self.agents.figure_wanted.connect(self._on_agents_figure_wanted)
        self.agents.formula_wanted.connect(self._on_agents_formula_wanted)
        self.agents.act_wanted.connect(self._on_agents_act_wanted)
        self.plot = ArrivalsPlot()
        self.plot.pointed.connect(self._on_plot_pointed)
        self.controls = AgentControls(feed)
        self.controls.changed.connect(self._on_controls_changed)
        self._nobody = EmptyState(icon=Icon.USERS, title="")
        self._nobody.acted.connect(self.controls.clear)
        self._lay_out()
        self.sheet = FigureSheet(feed, owner=owner, parent=self)
        self.sheet.chat_wanted.connect(self._on_sheet_chat_wanted)
        self.deeds = AgentDeeds(feed, owner=owner, parent=self)
        self.deeds.moved.connect(self._on_deeds_moved)
        self.deeds.list_wanted.connect(self._on_deeds_list_wanted)
        self.agents.menu_wanted.connect(self._on_agents_menu_wanted)
        self.agents.selectionModel().selectionChanged.connect(self._on_agents_chosen)
        self._before_sheet = FormerFocus(self.sheet)
        self.sheet.closed.connect(self._before_sheet.give_back)
        feed.batch_applied.connect(self._on_feed_batch_applied)
        feed.ticked.connect(self._on_feed_ticked)
        feed.link_changed.connect(self._refresh)
        feed.account_changed.connect(self._on_feed_account_changed)
        self.queues.show_all()
        self.agents.show_all()
        self._show_day()
        self._refresh()

    def come(self) -> None:
        self.queues.setFocus()

    def go_to(self, target: str) -> None:
        kind, _, key = target.partition(" ")
        if kind == "agent" and self.agents.agents.position_of(key) is None:
            self.controls.clear()  # he may be hidden by a filter
        table = self.agents if kind == "agent" else self.queues
        table.go_to(key)

    def show_list(self, figure: Figure) -> None:
        """List what a figure counts."""
        if self.sheet.isHidden():
            self._before_sheet.remember()
        self.sheet.show_figure(figure)

    # Parts

    def _lay_out(self) -> None:
        self._queue_card = BoardCard(translate("Board", "Queues"))
        self._queue_card.column.addWidget(self.queues, 1)
        fitting.keep_above(self._queue_card, height=_QUEUES)
        self._day_card = BoardCard(translate("Board", "Arrivals and waits"))
        day = QVBoxLayout()
        day.setContentsMargins(15, 2, 15, 4)
        day.setSpacing(6)
        day.addWidget(self.plot, 1)
        self._pointed = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        self._pointed.setSizePolicy(
            self._pointed.sizePolicy().Policy.Ignored, self._pointed.sizePolicy().verticalPolicy()
        )
        self._legend = Legend()
        day.addWidget(self._pointed)
        day.addWidget(self._legend)
        self._day_card.column.addLayout(day, 1)
        fitting.keep_above(self._day_card, width=280, height=_QUEUES)
        self._agent_card = BoardCard(translate("Board", "Agents"))
        self.chosen = Button("", trailing=Icon.CHEVRON_DOWN)
        self.chosen.clicked.connect(self._on_chosen_clicked)
        self.chosen.hide()
        self._agent_card.head.addWidget(self.chosen)
        self._agent_card.head.addWidget(self.controls)
        self._agent_card.column.addWidget(self.agents, 1)
        self._agent_card.column.addWidget(self._nobody, 1)
        fitting.keep_above(self._agent_card, height=_AGENTS)
        self._upper = QHBoxLayout()
        self._upper.setSpacing(_GAP)
        self._upper.addWidget(self._queue_card, 2)
        self._upper.addWidget(self._day_card, 1)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        column.setSpacing(_GAP)
        column.addWidget(self.tiles)
        column.addLayout(self._upper, 5)
        column.addWidget(self._agent_card, 6)
        self._scroll = ScrollPage(name=translate("Board", "Board"), controls=True)
        self._scroll.show_page(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def _on_feed_batch_applied(self, batch: tuple[core.Change, ...]) -> None:
        moved = [change for change in batch if isinstance(change, core.BoardChanged)]
        if not moved:
            return
        if any(change.alerts for change in moved):
            self.queues.show_all()
            self.agents.show_all()
        else:
            for change in moved:
                self.queues.show_some(change.queues)
                self.agents.show_some(change.agents, change.gone)
        if any(change.day for change in moved):
            self._show_day()
        self._refresh()

    def _on_feed_ticked(self) -> None:
        if self.isVisible() and not self._stale:
            self.tiles.show_board(stale=False)
            self.queues.pass_second()
            self.agents.pass_second()

    def _on_feed_account_changed(self) -> None:
        self.controls.offer_queues()
        self.queues.show_all()
        self.agents.show_all()

    def _on_controls_changed(self, wanted: AgentFilter) -> None:
        self.agents.narrow(wanted)
        self._say_who()

    def _refresh(self) -> None:
        board, link = self._feed.store.board, self._feed.store.link
        self._stale = bool(board.at) and not (board.whole and link.live)
        self.tiles.show_board(stale=self._stale)
        for part in (self.queues, self.agents, self.plot):
            part.fade(faded=self._stale)
        if self._stale:
            words = translate("Board", "as of {time}").format(time=formats.clock(board.at))
            self._queue_card.set_remark(words, tone=Tone.WARN)
        elif not board.at:
            waiting = link.phase in (LinkPhase.CATCHING_UP, LinkPhase.CAUGHT_UP)
            words = translate("Board", "being read…") if waiting else ""
            self._queue_card.set_remark(words)
        else:
            self._queue_card.set_remark(
                translate("Board", "updates itself · every figure opens its list")
            )
        self.controls.offer_groups()
        self._say_who()
        self._bound_upper()

    def _bound_upper(self) -> None:
        """A few queues need no half of a large screen: the rest is for the agents."""
        rows = self.queues.queues.rowCount() * measures.by_density(ROW, COMPACT_ROW)
        most = measures.length(max(rows + _AROUND_ROWS, _UPPER))
        for card in (self._queue_card, self._day_card):
            if card.maximumHeight() != most:
                card.setMaximumHeight(most)

    def _say_who(self) -> None:
        board = self._feed.store.board
        crew = board.crew()
        parts = [
            f"{count} {formats.within_a_line(presence_title(presence))}"
            for presence, count in crew.said.items()
            if count and presence is not Presence.OFFLINE
        ]
        if crew.unlinked:
            parts.append(translate("Board", "%n without a link", "", crew.unlinked))
        title = translate("Board", "Agents")
        self._agent_card.set_title(" · ".join([title, *parts]))
        nobody = not self.agents.agents.rowCount()
        self._nobody.setVisible(nobody)
        self.agents.setVisible(not nobody)
        if nobody and board.agents:
            self._nobody.set_words(
                title=translate("Board", "No agent is like that now"),
                text=translate("Board", "Others are on the board: look at everybody."),
                action=translate("Board", "Show everybody"),
            )
        elif nobody and not board.at:
            self._nobody.set_words(title=translate("Board", "The board is being read"))
        elif nobody:
            self._nobody.set_words(
                title=translate("Board", "No agents yet"),
                text=translate("Board", "Agents of the groups you lead stand here."),
            )

    def _show_day(self) -> None:
        board = self._feed.store.board
        self.plot.show_days(board.today, board.yesterday, now=self._feed.now(), known=board.whole)
        self._on_plot_pointed("")

    def _on_plot_pointed(self, words: str) -> None:
        self._pointed.set_text(words)
        self._pointed.setVisible(bool(words))
        self._legend.setVisible(not words)

    # Lists and formulas

    def _on_tiles_list_wanted(self, figure: str, queue: str) -> None:
        self._whispering = False
        which = QueueId(queue) if queue else None
        self.show_list(self._figure(figure, which))

    def _on_queues_figure_wanted(self, position: int, column: int) -> None:
        self._whispering = False
        row = self.queues.queues.row_at(position)
        if column == QueueColumn.FREE:
            self.controls.choose_queue(row.key)
            self.agents.setFocus()
            return
        self.show_list(self._figure(figures.OF_QUEUE[QueueColumn(column)], QueueId(row.key)))

    def _on_agents_figure_wanted(self, position: int, column: int) -> None:
        self._whispering = False
        row = self.agents.agents.row_at(position)
        code = figures.OF_AGENT[AgentColumn(column)]
        self._list_of_agent(row.key, code)

    def _on_agents_act_wanted(self, act: str, account: str) -> None:
        if act == AgentAct.MORE:
            self._offer_deeds(account, QCursor.pos())
            return
        self._whispering = act == AgentAct.WHISPER
        self._list_of_agent(account, figures.CHATS)

    def _on_agents_menu_wanted(self, at: QPoint) -> None:
        position = self.agents.currentIndex().row()
        if position >= 0:
            self._offer_deeds(self.agents.agents.row_at(position).key, at)

    def _offer_deeds(self, account: str, at: QPoint) -> None:
        """With all that are chosen, if he is among them."""
        chosen = self.agents.chosen_keys()
        self.deeds.offer(chosen if account in chosen else [account], at)

    def _on_chosen_clicked(self) -> None:
        under = self.chosen.mapToGlobal(self.chosen.rect().bottomLeft())
        self.deeds.offer(self.agents.chosen_keys(), under)

    def _on_agents_chosen(self) -> None:
        if not self.deeds.busy:
            self._say_chosen()

    def _say_chosen(self) -> None:
        count = len(self.agents.chosen_keys())
        self.chosen.setText(translate("Board", "Chosen: {count}").format(count=count))
        self.chosen.setEnabled(True)
        self.chosen.setVisible(count > 1)

    def _on_deeds_moved(self, progress: Progress) -> None:
        if not progress.over:
            self.chosen.setText(plain_text.plain_line(progress_words(progress)))
            self.chosen.setEnabled(False)
            self.chosen.setVisible(progress.of > 1)
            return
        self._say_chosen()
        if progress.failed:
            words = translate("Board", "Done for {done}, not for {failed}").format(
                done=progress.done, failed=progress.failed
            )
            self.told.emit(words, progress.why)
        elif progress.of > 1:
            self.told.emit(translate("Board", "Done for {done}").format(done=progress.done), "")

    def _on_deeds_list_wanted(self, account: str) -> None:
        self._list_of_agent(account, figures.CHATS)

    def _on_sheet_chat_wanted(self, conversation: str) -> None:
        self.chat_wanted.emit(conversation, self._whispering)

    def _list_of_agent(self, account: str, code: str) -> None:
        position = self.agents.agents.position_of(account)
        name = self.agents.agents.row_at(position).name if position is not None else ""
        whose = plain_text.plain_line(name)
        self.show_list(Figure(code, figures.title(code), account=AccountId(account), whose=whose))

    def _figure(self, code: str, queue: QueueId | None) -> Figure:
        info = self._feed.queue(queue) if queue is not None else None
        whose = info.title if info is not None else queue or ""
        return Figure(code, figures.title(code), queue=queue, whose=plain_text.plain_line(whose))

    def _on_tiles_formula_wanted(self, formula: str, at: QRect) -> None:
        self._tell_formula(formula, at.bottomLeft())

    def _on_queues_formula_wanted(self, column: int, at: QPoint) -> None:
        self._tell_formula(self._formula_of(self.queues, column), at)

    def _on_agents_formula_wanted(self, column: int, at: QPoint) -> None:
        self._tell_formula(self._formula_of(self.agents, column), at)

    @staticmethod
    def _formula_of(table: QueueTable | AgentTable, column: int) -> str:
        role = Qt.ItemDataRole.ToolTipRole
        return str(table.board.headerData(column, Qt.Orientation.Horizontal, role))

    def _tell_formula(self, formula: str, at: QPoint) -> None:
        QToolTip.showText(at, plain_tool_tip(formula), self)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        beside = self.width() >= measures.length(_BESIDE)
        wanted = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if self._upper.direction() != wanted:
            self._upper.setDirection(wanted)
        self.sheet.place()
