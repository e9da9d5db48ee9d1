"""The palette: chats, subscribers, articles, canned replies and commands by what one types."""

from collections.abc import Awaitable, Callable
from operator import attrgetter

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from console.core.errors import ConsoleError
from console.core.tasks import TaskOwner
from ui.desk.commands import Commands
from ui.desk.desk_feed import DeskFeed
from ui.shell.palette_hits import HEADING, HitKind, HitPainter, PaletteHit, row_height, spoken
from ui.shell.palette_search import PaletteSearch
from ui.theme import fonts, measures
from ui.widgets.choosable_rows import ChoosableRows
from ui.widgets.former_focus import FormerFocus
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.labels import Label
from ui.widgets.search_field import SearchField
from ui.widgets.shades import FloatShade

translate = QCoreApplication.translate

WIDTH = 620
_MOST_ROWS = 11
_BESIDE, _GAP = 8 + 8, 6
_AROUND = _BESIDE + _GAP + 2
"""Margins, the gap under the field, and the border: a single line keeps its lower edge."""


_Find = Callable[[str], Awaitable[list[PaletteHit]]]


class Palette(QFrame):
    """Floats over the window; what is chosen is announced, and it is gone.

    Signals:
        hit_chosen: the kind and the target.
    """

    hit_chosen = Signal(HitKind, str)

    def __init__(
        self, feed: DeskFeed, commands: Commands, *, owner: TaskOwner, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._window = parent
        parent.installEventFilter(self)
        self._search = PaletteSearch(feed, commands)
        self._owner = owner
        self._turn = 0
        self._looking = 0
        self._before = FormerFocus(self)
        self._found: dict[HitKind, list[PaletteHit]] = {}
        set_ground(self, Ground.FLOAT)
        self._shade = FloatShade(self)
        self.setAccessibleName(translate("Palette", "Search everything"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(6)
        self.field = SearchField(
            name=translate("Palette", "Search everything"),
            hint=translate("Palette", "Chat, colleague, subscriber, article, command"),
        )
        self.field.setProperty("tall", "true")
        self.field.query_changed.connect(self._on_field_query_changed)
        self.field.moved.connect(self._move_choice)
        self.field.chosen.connect(self._choose_current)
        self.field.installEventFilter(self)
        column.addWidget(self.field)
        self._hits = ChoosableRows[PaletteHit](
            title=attrgetter("title"), spoken=spoken, parent=self
        )
        self.view = QListView()
        self.view.setModel(self._hits)
        self.view.setItemDelegate(HitPainter(self.view))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(translate("Palette", "Found"))
        self.view.clicked.connect(self._on_view_clicked)
        column.addWidget(self.view, 1)
        self._nothing = Label(
            translate(
                "Palette",
                "Nothing found. Try another word or a number, or search all conversations.",
            ),
            kind=fonts.Type.BODY,
            tone=Tone.MUTED,
            wrap=True,
        )
        self._nothing.setContentsMargins(8, 4, 8, 4)
        column.insertWidget(column.indexOf(self.view), self._nothing)
        self.hide()

    def open(self) -> None:
        """Float in the middle of the window's top, with everything there is to do."""
        self._before.remember()
        self.field.clear()
        self._on_field_query_changed("")
        self.show()
        self.raise_()
        self.field.setFocus()

    def dismiss(self) -> None:
        """Go away. Idempotent."""
        self._turn += 1
        self.hide()

    # Finding

    def _on_field_query_changed(self, query: str) -> None:
        self._turn += 1
        self._looking = 0
        self._found = self._search.at_once(query)
        if query:
            self._look(HitKind.ARTICLE, self._search.articles, query)
            self._look(HitKind.COLLEAGUE, self._search.colleagues, query)
            if len(query) > 2:
                self._look(HitKind.SUBSCRIBER, self._search.subscribers, query)
        self._show()

    def _look(self, kind: HitKind, find: _Find, query: str) -> None:
        self._looking += 1
        self._owner.spawn("palette", self._add(kind, find, query, self._turn))

    async def _add(self, kind: HitKind, find: _Find, query: str, turn: int) -> None:
        """Without a server the rest is found all the same."""
        try:
            hits = await find(query)
        except ConsoleError:
            hits = []
        if turn == self._turn:
            self._looking -= 1
            self._found[kind] = hits
            self._show()

    def _show(self) -> None:
        self._hits.set_rows(
            [
                PaletteHit(
                    hit.kind, hit.target, hit.title, hit.remark, hit.keys, hit.icon, not position
                )
                for kind in HitKind
                for position, hit in enumerate(self._found.get(kind, ()))
            ]
        )
        count = self._hits.rowCount()
        # What looks through all conversations is no find: it is what one can do without any.
        found = any(hits for kind, hits in self._found.items() if kind is not HitKind.HISTORY)
        self._nothing.setVisible(not found and not self._looking)
        self.view.setVisible(bool(count))
        if count:
            self.view.setCurrentIndex(self._hits.index(0))
        self._place()

    def _place(self) -> None:
        window = self._window
        rows = self._hits.rowCount()
        hits = [self._hits.row_at(row) for row in range(min(rows, _MOST_ROWS))]
        headings = sum(hit is not None and hit.heading for hit in hits)
        list_height = len(hits) * row_height() + headings * HEADING
        width = min(measures.length(WIDTH), window.width() - 48)
        above = self.field.sizeHint().height() + _AROUND
        if not self._nothing.isHidden():
            above += self._nothing.heightForWidth(width - _BESIDE) + _GAP
        height = min(above + measures.length(list_height), window.height() - 80)
        self.setGeometry((window.width() - width) // 2, 6, width, height)

    # Choosing

    def _move_choice(self, step: int) -> None:
        count = self._hits.rowCount()
        if count:
            row = (self.view.currentIndex().row() + step) % count
            self.view.setCurrentIndex(self._hits.index(row))

    def _choose_current(self) -> None:
        self._on_view_clicked(self.view.currentIndex())

    def _on_view_clicked(self, index: QModelIndex) -> None:
        hit = self._hits.row_at(index.row()) if index.isValid() else None
        if hit is not None:
            self._before.give_back()
            self.dismiss()
            self.hit_chosen.emit(hit.kind, hit.target)

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window:
            if event.type() is QEvent.Type.Resize and self.isVisible():
                self._place()
            return False
        if event.type() is QEvent.Type.FocusOut:
            self.dismiss()
            return False
        if not isinstance(event, QKeyEvent) or event.type() is not QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        if event.key() == Qt.Key.Key_Escape:
            self._before.give_back()
            self.dismiss()
            return True
        return False
