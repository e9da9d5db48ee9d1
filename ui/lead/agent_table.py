"""The agents of the board: what each is, how loaded, how fast, whom he owes an answer."""

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import QToolTip, QWidget

from console.core.waits import stage_of
from console.viewmodels.board_model import BoardModel
from console.viewmodels.board_rows import (
    AgentColumn,
    AgentRow,
    OwedBy,
    agent_order,
    agent_row,
)
from protocol.ids import AccountId
from protocol.people import Presence
from ui.desk import waits
from ui.desk.desk_feed import DeskFeed
from ui.lead import cells, words
from ui.lead.agent_filter import AgentFilter
from ui.lead.board_table import BoardTable
from ui.theme import fonts, icons, measures, theme
from ui.theme.icons import Icon
from ui.widgets import painting, pill
from ui.widgets.labels import plain_tool_tip

translate = QCoreApplication.translate

_BUTTON, _GAP = 28, 4


class AgentAct(StrEnum):
    """What a row offers under the hand."""

    OBSERVE = "observe"
    WHISPER = "whisper"
    JOIN = "join"
    MORE = "more"


_ICONS = {
    AgentAct.OBSERVE: Icon.EYE,
    AgentAct.WHISPER: Icon.NOTE,
    AgentAct.JOIN: Icon.TRANSFER,
    AgentAct.MORE: Icon.MORE,
}


def act_title(act: AgentAct) -> str:
    """An act in words."""
    match act:
        case AgentAct.OBSERVE:
            return translate("Board", "Look at the chats unseen")
        case AgentAct.WHISPER:
            return translate("Board", "Whisper to the agent")
        case AgentAct.JOIN:
            return translate("Board", "Join or take over a chat")
        case AgentAct.MORE:
            return translate("Board", "More: state, room, queues")


class AgentTable(BoardTable[AgentRow]):
    """One row an agent; `filter` says which are on it.

    Signals:
        act_wanted: what is to be done with the agent of a row, and where on the screen.
    """

    act_wanted = Signal(str, str)

    widths: ClassVar[Mapping[int, int]] = {
        AgentColumn.NAME: 168,
        AgentColumn.STATE: 168,
        AgentColumn.SINCE: 84,
        AgentColumn.CHATS: 76,
        AgentColumn.LOAD: 126,
        AgentColumn.FIRST: 118,
        AgentColumn.RATING: 82,
        AgentColumn.OWED: 118,
        AgentColumn.ACTS: 4 * (_BUTTON + _GAP) + 2 * cells.PAD,
    }
    stretched = AgentColumn.NAME
    right_aligned = frozenset(
        {
            AgentColumn.SINCE,
            AgentColumn.CHATS,
            AgentColumn.FIRST,
            AgentColumn.RATING,
            AgentColumn.OWED,
        }
    )
    aging = frozenset({AgentColumn.SINCE, AgentColumn.OWED})
    given_up = (AgentColumn.RATING, AgentColumn.FIRST, AgentColumn.LOAD)

    def __init__(self, feed: DeskFeed, *, parent: QWidget | None = None) -> None:
        self._feed = feed
        self.filter = AgentFilter()
        self.agents: BoardModel[AgentRow] = BoardModel(
            heads=words.agent_heads(),
            words=self._words,
            order=agent_order,
            formula=words.agent_formula,
            column=AgentColumn.OWED,
        )
        super().__init__(self.agents, name=translate("Board", "Agents"), parent=parent)
        self.agents.setParent(self)

    def show_all(self) -> None:
        """Every agent that the filter lets through."""
        rows = self._made(list(self._feed.store.board.agents))
        self.agents.become(filter(self.filter.lets, rows))

    def show_some(self, agents: Sequence[AccountId], gone: Sequence[AccountId]) -> None:
        """These have changed or come, those have gone."""
        board = self._feed.store.board
        rows = self._made([agent for agent in agents if agent in board.agents])
        kept = [row for row in rows if self.filter.lets(row)]
        new = any(self.agents.position_of(row.key) is None for row in kept)
        self.agents.remove([row.key for row in rows if not self.filter.lets(row)])
        self.agents.remove(gone)
        self.agents.put(kept)
        if new:
            self.agents.reorder()

    def narrow(self, wanted: AgentFilter) -> None:
        """Show others."""
        self.filter = wanted
        self.show_all()

    def _made(self, accounts: Sequence[AccountId]) -> list[AgentRow]:
        store = self._feed.store
        infos = {one.id: one for one in store.workplace.queues} if store.workplace else {}
        owed_by = OwedBy(infos)
        agents = (store.board.agents[account] for account in accounts)
        return [
            agent_row(agent, store.board, owed_by, self._feed.break_title(agent.reason))
            for agent in agents
        ]

    def _words(self, row: AgentRow, column: int) -> str:
        return words.agent_words(row, column, now=self._feed.now())

    def _acts(self, rect: QRectF) -> list[tuple[AgentAct, QRectF]]:
        """Where they are in the last cell of a row, in pixels of the design."""
        step = _BUTTON + _GAP
        left = rect.right() - cells.PAD - len(AgentAct) * step + _GAP
        top = rect.center().y() - (_BUTTON - 4) / 2
        return [
            (act, QRectF(left + at * step, top, _BUTTON, _BUTTON - 4))
            for at, act in enumerate(AgentAct)
        ]

    def _act_at(self, at: QPointF) -> tuple[AgentAct, str] | None:
        index = self.indexAt(at.toPoint())
        if not index.isValid() or index.column() != AgentColumn.ACTS:
            return None
        place = measures.design_point(at)
        for act, box in self._acts(measures.design_rect(self.cell_at(index))):
            if box.contains(place):
                return act, self.agents.row_at(index.row()).key
        return None

    def left_of_row(self, painter: QPainter, rect: QRectF, row: AgentRow) -> None:
        cells.alert_edge(painter, rect, row.level)

    def paint_cell(self, painter: QPainter, rect: QRectF, row: AgentRow, column: int) -> None:
        tokens = theme.current().tokens
        match AgentColumn(column):
            case AgentColumn.NAME:
                kind = fonts.Type.BODY_STRONG
                cells.words(painter, rect, self._words(row, column), kind=kind, color=tokens.text)
            case AgentColumn.STATE:
                hollow = row.presence is Presence.OFFLINE or row.cut_off
                text = self._words(row, column)
                cells.state(painter, rect, text, words.state_tone(row), hollow=hollow)
            case AgentColumn.SINCE:
                tone = cells.LEVEL_TONES[row.state_level]
                cells.figure(painter, rect, self._words(row, column), tone)
            case AgentColumn.LOAD:
                share = row.used / row.room if row.room else 0.0
                cells.bar(painter, rect, share, over=row.used > row.room)
            case AgentColumn.OWED:
                cells.figure(painter, rect, self._words(row, column), self._owed_tone(row))
            case AgentColumn.ACTS:
                position = self.agents.position_of(row.key)
                if position is not None and self.is_lit(position):
                    self._paint_acts(painter, rect)
            case AgentColumn.CHATS | AgentColumn.FIRST | AgentColumn.RATING:
                text = self._words(row, column)
                cells.words(painter, rect, text, color=tokens.text, right=True)

    def _paint_acts(self, painter: QPainter, rect: QRectF) -> None:
        tokens = theme.current().tokens
        for act, box in self._acts(rect):
            painting.rounded(
                painter, box, radius=painting.RADIUS, fill=tokens.surface, border=tokens.border
            )
            icons.paint(painter, _ICONS[act], tokens.text, box)

    def _owed_tone(self, row: AgentRow) -> pill.PillTone:
        if row.owed_since is None:
            return pill.PillTone.NEUTRAL
        now = self._feed.now()
        by_time = waits.TONES[stage_of(row.owed_since, now=now, queue=row.owed_info)]
        return cells.worse(by_time, cells.LEVEL_TONES[row.owed_level])

    # Qt overrides

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        found = self._act_at(event.position())
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self.act_wanted.emit(*found)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            found = self._act_at(QPointF(event.pos()))
            if found is not None:
                QToolTip.showText(event.globalPos(), plain_tool_tip(act_title(found[0])), self)
                return True
        return super().viewportEvent(event)
