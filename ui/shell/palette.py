"""The palette: chats, subscribers, articles, canned replies and commands by what one types."""

from itertools import chain
from operator import attrgetter

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListView, QVBoxLayout, QWidget

from console.core import canned
from console.core.desk import Section
from console.core.errors import ConsoleError
from console.core.naming import called
from console.core.talks import is_talk
from console.core.tasks import TaskOwner
from protocol.conversations import Head
from ui.chat.talk_words import about_talk, describe
from ui.desk.channels import channel_icon
from ui.desk.commands import Commands
from ui.desk.desk_feed import DeskFeed
from ui.shell.palette_hits import HEADING, HitKind, HitPainter, PaletteHit, row_height, spoken
from ui.theme import fonts, measures
from ui.theme.icons import Icon
from ui.widgets import key_cap, plain_text
from ui.widgets.choosable_rows import ChoosableRows
from ui.widgets.former_focus import FormerFocus
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.labels import Label
from ui.widgets.search_field import SearchField

translate = QCoreApplication.translate

WIDTH = 620
_MOST_ROWS = 11
_AROUND = 8 + 6 + 8 + 2
"""Margins, the gap under the field, and the border: a single line keeps its lower edge."""
_EACH = 5
"""Of each kind: more and the kinds below would never be seen."""


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
        self._feed = feed
        self._commands = commands
        self._owner = owner
        self._turn = 0
        self._before = FormerFocus(self)
        self._found: dict[HitKind, list[PaletteHit]] = {}
        set_ground(self, Ground.FLOAT)
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
            translate("Palette", "Nothing found. Try another word or a number."),
            kind=fonts.Type.BODY,
            tone=Tone.MUTED,
        )
        self._nothing.setContentsMargins(8, 8, 8, 12)
        column.addWidget(self._nothing)
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
        self._found = {HitKind.CHAT: self._chats(query), HitKind.COMMAND: self._named(query)}
        if query:
            language = "en" if query.isascii() else "ru"
            self._found[HitKind.REPLY] = [
                PaletteHit(
                    HitKind.REPLY,
                    f"{reply.id} {reply.language}",
                    reply.title,
                    remark=plain_text.plain_line(canned.fill(reply.text, {}), shown=80),
                    icon=Icon.SLASH,
                )
                for reply in self._feed.session.canned_replies(query, language=language)[:_EACH]
            ]
            self._found[HitKind.HISTORY] = [
                PaletteHit(
                    HitKind.HISTORY,
                    query,
                    translate("Palette", "Search all conversations"),
                    remark=query,
                    icon=Icon.HISTORY,
                )
            ]
            self._owner.spawn("palette", self._find_articles(query, self._turn))
            self._owner.spawn("palette", self._find_colleagues(query, self._turn))
            if len(query) > 2:
                self._owner.spawn("palette", self._find_subscribers(query, self._turn))
        self._show()

    def _chats(self, query: str) -> list[PaletteHit]:
        store = self._feed.store
        sections = (Section.MINE, Section.HELD, Section.GUEST, Section.RECENT)
        places = [*chain.from_iterable(map(store.section, sections)), *store.talks_by_time()]
        heads = [head for head in map(store.head, places) if head is not None]
        return [
            PaletteHit(
                HitKind.CHAT,
                head.id,
                head.name,
                remark=about_talk(head, self._feed)
                if is_talk(head)
                else self._feed.topic_title(head.topic),
                icon=channel_icon(head.channel),
            )
            for head in called(query, heads, _told_of)[:_EACH]
        ]

    def _named(self, query: str) -> list[PaletteHit]:
        commands = (
            command
            for command in self._commands.all()
            if command.action is not None and command.listed and command.action.isEnabled()
        )
        return [
            PaletteHit(
                HitKind.COMMAND,
                command.id,
                command.title,
                keys=key_cap.key_text(command.keys),
                icon=Icon.COMMAND,
            )
            for command in called(query, commands, attrgetter("title"))
        ]

    async def _find_articles(self, query: str, turn: int) -> None:
        hits = await self._feed.session.search_knowledge(query, limit=_EACH)
        if hits is not None and turn == self._turn:
            self._found[HitKind.ARTICLE] = [
                PaletteHit(
                    HitKind.ARTICLE,
                    f"{hit.article_id} {hit.language}",
                    hit.title,
                    remark=hit.snippet,
                    icon=Icon.BOOK,
                )
                for hit in hits
            ]
            self._show()

    async def _find_colleagues(self, query: str, turn: int) -> None:
        try:
            found = await self._feed.session.find_colleagues(query)
        except ConsoleError:
            return  # without a server the talks that there are are found all the same
        if turn == self._turn:
            self._found[HitKind.COLLEAGUE] = [
                PaletteHit(
                    HitKind.COLLEAGUE,
                    one.id,
                    one.name,
                    remark=describe(one, self._feed),
                    icon=Icon.USERS,
                )
                for one in found.found[:_EACH]
            ]
            self._show()

    async def _find_subscribers(self, query: str, turn: int) -> None:
        try:
            found = await self._feed.session.find_subscribers(query)
        except ConsoleError:
            return  # without a server the rest is found all the same
        if turn == self._turn:
            self._found[HitKind.SUBSCRIBER] = [
                PaletteHit(
                    HitKind.SUBSCRIBER,
                    line.id,
                    line.name,
                    remark=f"{line.number} · {line.contract}",
                    icon=Icon.USER,
                )
                for line in found.lines[:_EACH]
            ]
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
        self._nothing.setVisible(not count)
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
        height = min(
            self.field.sizeHint().height() + _AROUND + measures.length(list_height or 44),
            window.height() - 80,
        )
        width = min(measures.length(WIDTH), window.width() - 48)
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


def _told_of(head: Head) -> str:
    phone = "" if is_talk(head) else head.phone
    return f"{head.name} {phone} {head.preview}"
