"""The bar over everything: who I am to the router, the search for everything, the connection."""

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent
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
_SHIFT_FROM = 1000
"""Narrower than this the figures of the shift go, but for a break's: the search must stay."""


def link_words(phase: LinkPhase) -> tuple[str, Tone]:
    """Where the connection stands."""
    match phase:
        case LinkPhase.CAUGHT_UP:
            return translate("TopBar", "connected"), Tone.OK
        case LinkPhase.CATCHING_UP:
            return translate("TopBar", "catching up…"), Tone.WARN
        case LinkPhase.CONNECTING | LinkPhase.SIGNING_IN:
            return translate("TopBar", "connecting…"), Tone.WARN
        case LinkPhase.OFFLINE:
            return translate("TopBar", "no connection"), Tone.LATE
        case LinkPhase.SESSION_ENDED:
            return translate("TopBar", "signed out"), Tone.LATE
        case LinkPhase.VERSION_REFUSED:
            return translate("TopBar", "cannot connect"), Tone.LATE
        case LinkPhase.CERTIFICATE_ERROR:
            return translate("TopBar", "not trusted"), Tone.LATE


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
        set_ground(self, Ground.BAR_TOP)
        fitting.fix_height(self, HEIGHT, COMPACT_HEIGHT)
        self.setAccessibleName(translate("TopBar", "Top bar"))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 1)
        row.setSpacing(12)
        # Two sides that share what the search leaves: it stays in the middle, whatever they say.
        left, right = QHBoxLayout(), QHBoxLayout()
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
        load.setSpacing(6)
        for widget in (self._load_name, self._load, self._load_bar):
            load.addWidget(widget)
        left.addLayout(load)
        left.addStretch(1)
        self.search = _SearchEverything()
        self.search.clicked.connect(self.palette_wanted)
        right.addStretch(1)
        self._shift = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        right.addWidget(self._shift)
        self._link = _LinkMark()
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
        for part in (self.presence, self._load_name, self._load, self._shift):
            part.setVisible(answers)
        self._load_bar.setVisible(answers and not self._narrow)

    def set_narrow(self, narrow: bool) -> None:
        """Where room is short the bar of the load goes: the figure says the same."""
        self._narrow = narrow
        self._load_bar.setVisible(self._answering and not narrow)
        self._on_ticked()

    def _on_presence_changed(self) -> None:
        desk = self._feed.store.desk
        self.presence.set_presence(desk.presence, reason=desk.presence_reason)
        words = translate("TopBar", "{used} of {room}").format(used=desk.used, room=desk.room)
        self._load.set_text(words)
        share = desk.used / desk.room if desk.room else 0.0
        self._load_bar.set("", figure="", share=share)
        self._load_bar.setAccessibleName(f"{self._load_name.text()}: {words}")
        self._on_ticked()

    def _on_link_changed(self) -> None:
        self._link.set(*link_words(self._feed.store.link.phase))

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
                    presence=title or presence_title(desk.presence),
                    time=formats.duration(now - desk.presence_since),
                )
            )
        if closed and parts:
            parts.append(translate("TopBar", "finished today: {count}").format(count=closed))
        if measures.design(self.width()) < _SHIFT_FROM and not resting:
            parts = []
        shown = parts if self._load_bar.isVisibleTo(self) else parts[:1]
        self._shift.set_text(" · ".join([*shown[:1], *map(formats.within_a_line, shown[1:])]))


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
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(line.width())
        )
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        if self.hasFocus():
            painting.focus_ring(painter, rect)


class _LinkMark(QWidget):
    """A dot and a word."""

    def __init__(self) -> None:
        super().__init__()
        self._words, self._tone = "", Tone.MUTED
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set(self, words: str, tone: Tone) -> None:
        """Say where the connection stands."""
        self._words, self._tone = words, tone
        self.setAccessibleName(translate("TopBar", "Connection: {state}").format(state=words))
        self.updateGeometry()
        self.update()

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(int(painting.text_width(self._words, fonts.Type.CAPTION)) + 17, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.begin(painter)
        color = theme.current().tokens.colors()[self._tone]
        rect = painting.enlarge(painter, self.rect())
        dot = QRectF(1, (rect.height() - 8) / 2, 8, 8)
        if self._tone is Tone.OK:
            painting.rounded(painter, dot, radius=4, fill=color)
        else:
            painting.rounded(painter, dot, radius=4, border=color, width=2)
        painter.setFont(fonts.font(fonts.Type.CAPTION))
        painter.setPen(color)
        line = QRectF(15, 0, rect.width() - 15, rect.height())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, self._words)
