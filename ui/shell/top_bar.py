"""The bar over everything: who I am to the router, the search for everything, the connection."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QSizePolicy,
    QWidget,
)

from console.core.link_state import LinkPhase
from console.viewmodels import formats
from protocol.people import Presence
from ui.desk.desk_feed import DeskFeed
from ui.desk.presence_words import presence_title
from ui.shell.account_menu import AccountButton
from ui.shell.layout_menu import LayoutButton
from ui.shell.link_mark import LinkMark, link_words
from ui.shell.presence_menu import PresenceButton
from ui.theme import fitting, fonts, icons, measures, theme
from ui.widgets import key_cap, painting
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.labels import Label
from ui.widgets.level_bar import LevelBar

translate = QCoreApplication.translate

HEIGHT, COMPACT_HEIGHT = 44, 38
_SEARCH_MOST = 360
_SEARCH_LEAST = 160
_BAR_WIDTH = 72
_LOAD_GAP = 6
_SHIFT_FROM = 1000
"""Narrower than this the figures of the shift go, but for a break's: the search must stay."""


class TopBar(QFrame):
    """Figures that the server tells; nothing here is guessed.

    Signals:
        palette_wanted: the search for everything was pressed.
    """

    palette_wanted = Signal()

    def __init__(self, feed: DeskFeed, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._feed = feed
        self._answering, self._narrow = True, False
        self._told: list[str] = []
        set_ground(self, Ground.BAR_TOP)
        fitting.fix_height(self, HEIGHT, COMPACT_HEIGHT)
        self.setAccessibleName(translate("TopBar", "Top bar"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 1)
        row.setSpacing(12)
        # Two sides that share what the search leaves: it stays in the middle, whatever they say.
        left, right = QHBoxLayout(), QHBoxLayout()
        self._right = right
        for side in (left, right):
            side.setSpacing(12)
        left.addWidget(Label(translate("TopBar", "Pult"), kind=fonts.Type.TITLE, tone=Tone.ACCENT))
        self.presence = PresenceButton()
        left.addWidget(self.presence)
        self._load_name = Label(
            translate("TopBar", "Load"), kind=fonts.Type.CAPTION, tone=Tone.MUTED
        )
        self._load = Label(kind=fonts.Type.CAPTION_STRONG)
        self._load_bar = LevelBar()
        fitting.fix_width(self._load_bar, _BAR_WIDTH)
        load = QHBoxLayout()
        load.setSpacing(_LOAD_GAP)
        for widget in (self._load_name, self._load, self._load_bar):
            load.addWidget(widget)
        left.addLayout(load)
        left.addStretch(1)
        self.search = _SearchEverything()
        self.search.clicked.connect(self.palette_wanted)
        right.addStretch(1)
        self._shift = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        right.addWidget(self._shift)
        self._link = LinkMark()
        right.addWidget(self._link)
        self.layout_button = LayoutButton()
        right.addWidget(self.layout_button)
        self.account = AccountButton()
        right.addWidget(self.account)
        row.addLayout(left, 1)
        row.addWidget(self.search)
        row.addLayout(right, 1)
        feed.presence_changed.connect(self._on_presence_changed)
        feed.desk_changed.connect(self._on_ticked)
        feed.link_changed.connect(self._on_link_changed)
        feed.account_changed.connect(self._on_account_changed)
        feed.ticked.connect(self._on_ticked)
        self._on_presence_changed()
        self._on_link_changed()
        self._on_account_changed()

    def set_answering(self, answers: bool) -> None:
        """Presence and load are of those who answer."""
        self._answering = answers
        for part in (self.presence, self._load, self._shift):
            part.setVisible(answers)
        self._fit()

    def put_at_right(self, widget: QWidget) -> None:
        """Beside the mark of the link."""
        self._right.insertWidget(self._right.indexOf(self._link), widget)

    def set_narrow(self, narrow: bool) -> None:
        """Where room is short the bar of the load goes: the figure says the same."""
        self._narrow = narrow
        self._on_ticked()

    def _fit(self) -> None:
        """Have everything there is room for; what says least goes first."""
        resting = self._feed.store.desk.presence is Presence.BREAK
        wide = measures.design(self.width()) >= _SHIFT_FROM
        parts = self._told if wide or resting else []
        first = parts[:1]
        kept = first if resting else []
        rooms = [
            _Shown(_line(parts), bar=True),
            _Shown(_line(first)),
            _Shown(_line(kept)),
            _Shown(_line(kept), name=False),
            _Shown(_line(kept), name=False, words=False),
            _Shown("", name=False, words=False),
        ]
        have_room = (one for one in rooms[self._narrow :] if self._needs(one) <= self.width())
        self._have(next(have_room, rooms[-1]))

    def _have(self, shown: "_Shown") -> None:
        for part, wanted in self._parts(shown):
            part.setVisible(wanted)
        self._link.show_words(shown=shown.words)
        if self._shift.text() != shown.line:
            self._shift.set_text(shown.line)

    def _needs(self, shown: "_Shown") -> int:
        """How wide the bar must be for it; nothing is touched, for this is asked often."""
        layout = self.layout()
        needed = layout.minimumSize().width() if layout is not None else 0
        for part, wanted in self._parts(shown):
            if wanted is part.isHidden():
                room = part.sizeHint().width() + _LOAD_GAP
                needed += room if wanted else -room
        if self._link.has_words is not shown.words:
            needed += self._link.width_of_words * (1 if shown.words else -1)
        metrics = self._shift.fontMetrics()
        now, then = map(metrics.horizontalAdvance, (self._shift.text(), shown.line))
        return needed + then - now

    def _parts(self, shown: "_Shown") -> tuple[tuple[QWidget, bool], ...]:
        return (
            (self._load_bar, self._answering and shown.bar),
            (self._load_name, self._answering and shown.name),
        )

    def _on_presence_changed(self) -> None:
        desk = self._feed.store.desk
        self.presence.set_presence(
            desk.presence, reason=desk.presence_reason, why=desk.presence_why
        )
        self.presence.set_auto_accept(on=desk.auto_accept)
        used, room = formats.chats(desk.used), formats.chats(desk.room)
        self._load.set_text(f"{used}/{room}")
        words = translate("TopBar", "{used} of {room}").format(used=used, room=room)
        # What came back from hold may be more than the room: the bar is full then, the figure true.
        share = min(1.0, desk.used / desk.room) if desk.room else 0.0
        self._load_bar.set("", figure="", share=share)
        self._load_bar.setAccessibleName(f"{self._load_name.text()}: {words}")
        self._on_ticked()

    def _on_link_changed(self) -> None:
        phase = self._feed.store.link.phase
        self._link.set(*link_words(phase))
        self.presence.set_in_force(phase in (LinkPhase.CATCHING_UP, LinkPhase.CAUGHT_UP))

    def _on_account_changed(self) -> None:
        account = self._feed.store.account
        workplace = self._feed.store.workplace
        self.presence.offer_breaks(workplace.breaks if workplace else ())
        if account is not None:
            self.account.set_person(name=account.name, person=account.id)

    def _on_ticked(self) -> None:
        desk, store = self._feed.store.desk, self._feed.store
        now = self._feed.now()
        closed = sum(
            1
            for id_ in desk.recent
            if (head := store.head(id_))
            and head.closed_at
            and head.owner == store.me
            and formats.same_day(head.closed_at, now)
        )
        parts = []
        resting = desk.presence is Presence.BREAK
        if desk.presence_since:
            title = self._feed.break_title(desk.presence_reason) if resting else ""
            parts.append(
                translate("TopBar", "{presence} for {time}").format(
                    presence=title or presence_title(desk.presence, desk.presence_why),
                    time=formats.duration(now - desk.presence_since),
                )
            )
        if closed and parts:
            parts.append(translate("TopBar", "finished today: {count}").format(count=closed))
        self._told = parts
        self._fit()

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.LayoutRequest:
            self._fit()  # somebody in it needs more room than before, or less
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()


@dataclass(frozen=True, slots=True)
class _Shown:
    """What of the bar is to be seen."""

    line: str
    bar: bool = False
    name: bool = True
    words: bool = True


def _line(parts: list[str]) -> str:
    return " · ".join([*parts[:1], *map(formats.within_a_line, parts[1:])])


class _SearchEverything(QAbstractButton):
    """Looks like the field it opens."""

    def __init__(self) -> None:
        super().__init__()
        self._keys = QKeySequence()
        self.setText(translate("TopBar", "Chat, subscriber, article, command"))
        self.setAccessibleName(translate("TopBar", "Search everything"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        fitting.keep_between(self, _SEARCH_LEAST, _SEARCH_MOST)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def print_keys(self, keys: QKeySequence) -> None:
        """Print the keys that open it."""
        self._keys = keys
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(_SEARCH_MOST, painting.control_height())

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme.current().tokens
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        edge = tokens.border_strong if tokens.outlined or self.underMouse() else None
        painting.rounded(painter, rect, radius=painting.RADIUS, fill=tokens.sunken, border=edge)
        icons.paint(painter, icons.Icon.SEARCH, tokens.muted, QRectF(10, 0, 16, rect.height()))
        cap = key_cap.key_text(self._keys)
        width = key_cap.width_of(cap) if cap else 0.0
        box = QRectF(rect.right() - width - 8, (rect.height() - 16) / 2, width, 16)
        if cap:
            key_cap.paint_cap(
                painter,
                box,
                cap,
                color=tokens.muted,
                border=tokens.border_strong,
                fill=tokens.surface,
            )
        painter.setFont(fonts.font(fonts.Type.BODY))
        painter.setPen(tokens.muted)
        line = QRectF(34, 0, box.left() - 42, rect.height())
        words = self.text()
        if painting.text_width(words, fonts.Type.BODY) > line.width():
            words = painting.elided(self.accessibleName(), fonts.Type.BODY, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        if self.hasFocus():
            painting.focus_ring(painter, rect)
