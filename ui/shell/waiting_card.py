"""What somebody who waits wrote last, to be seen before anyone takes him."""

import asyncio

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from console.core.errors import CommandRejected, LinkLost
from console.core.tasks import TaskOwner
from console.viewmodels.inbox_rows import InboxRow
from console.viewmodels.routing_why import why_waits
from protocol.ids import ConversationId
from ui.desk import refusals, waits
from ui.desk.channels import channel_name
from ui.desk.commands import keys_of
from ui.desk.desk_feed import DeskFeed
from ui.theme import fitting, fonts
from ui.widgets.buttons import LinkButton, PrimaryButton
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.pill import Pill, PillTone
from ui.widgets.shades import FloatShade

translate = QCoreApplication.translate

_WIDTH = 320
_GAP = 6
_ENTER = QKeySequence(Qt.Key.Key_Return)


class WaitingCard(QFrame):
    """Floats beside a line; why somebody waits is asked of the server only when somebody asks.

    Signals:
        take_pressed: claim this conversation.
        told_of: the key of the row it tells of now; empty when it went.
        entered, left: the mouse came, or went.
    """

    take_pressed = Signal(str)
    told_of = Signal(str)
    entered = Signal()
    left = Signal()

    def __init__(self, feed: DeskFeed, *, owner: TaskOwner, parent: QWidget) -> None:
        super().__init__(parent)
        self._feed = feed
        self._owner = owner
        self._asked: asyncio.Task[None] | None = None
        self._beside: QWidget | None = None
        self._top = 0
        self._over = parent
        self._row: InboxRow | None = None
        set_ground(self, Ground.FLOAT)
        self._shade = FloatShade(self)
        fitting.fix_width(self, _WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(4)
        first = QHBoxLayout()
        first.setSpacing(8)
        self._name = ElidedLabel(kind=fonts.Type.BODY_STRONG)
        self._wait = Pill(name=translate("Inbox", "Waits"))
        first.addWidget(self._name, 1)
        first.addWidget(self._wait)
        column.addLayout(first)
        self._about = ElidedLabel(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        column.addWidget(self._about)
        self._words = Label(kind=fonts.Type.MESSAGE, wrap=True)
        column.addSpacing(4)
        column.addWidget(self._words)
        self.why_button = LinkButton(translate("Inbox", "Why not offered yet?"))
        self.why_button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.why_button.clicked.connect(self.explain)
        self._why = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED, wrap=True)
        column.addSpacing(4)
        column.addWidget(self.why_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._why)
        column.addSpacing(8)
        last = QHBoxLayout()
        last.setSpacing(8)
        remark = Label(
            translate("Inbox", "Stays unread"),
            kind=fonts.Type.LABEL,
            tone=Tone.MUTED,
            wrap=True,
        )
        self.take = PrimaryButton(translate("Inbox", "Take"))
        # Enter on the line does it: the cursor stays in the list.
        self.take.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.take.clicked.connect(self._on_take_clicked)
        last.addWidget(remark, 1)
        last.addWidget(self.take)
        column.addLayout(last)
        self.hide()

    @property
    def row(self) -> InboxRow | None:
        """Of whom it tells, while it is there."""
        return None if self.isHidden() else self._row

    def words(self) -> str:
        """What it shows of what was written."""
        return self._words.text()

    def why(self) -> str:
        """What it says of the reason to wait; empty before somebody asks."""
        return self._why.text()

    def explain(self) -> None:
        """Ask why he has not been offered to anybody, and tell it."""
        row = self.row
        if row is not None and row.conversation is not None:
            self._stop_asking()
            self._asked = self._owner.spawn("why", self._explain(row.conversation))

    async def _explain(self, conversation: ConversationId) -> None:
        try:
            why = await self._feed.session.why_it_waits(conversation)
        except (CommandRejected, LinkLost) as error:
            self._tell_why(refusals.reading_sentence(error))
            return
        if why is None:
            self._tell_why(translate("Inbox", "Does not wait any more."))
        else:
            self._tell_why(why_waits(why, self._feed.store.workplace))

    def _tell_why(self, words: str) -> None:
        self._why.set_text(words)
        self._why.setVisible(bool(words))
        self.why_button.setVisible(not words)
        self.setAccessibleDescription("\n".join(part for part in (self.words(), words) if part))
        self._fit()

    def _stop_asking(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None

    def show_row(self, row: InboxRow, *, beside: QWidget, top: int, by_keys: bool) -> None:
        """Tell of somebody beside his list, and no lower than it; his line begins at `top`.

        Enter is printed where the keyboard has come to that line.
        """
        if self._row is None or self._row.key != row.key or self.isHidden():
            self._stop_asking()
            self._why.set_text("")
            self._why.hide()
            self.why_button.show()
        self._row = row
        self._name.set_text(row.title)
        queue = row.queue_info.title if row.queue_info is not None else ""
        self._about.set_text(
            " · ".join(part for part in (channel_name(row.channel), queue) if part)
        )
        self._words.set_text(row.text or translate("Inbox", "Has written nothing yet."))
        self.setAccessibleName(row.title)
        self.setAccessibleDescription(self._words.text())
        self.take.set_keys(_ENTER if by_keys else QKeySequence(), bound=False)
        self.tick()
        self.why_button.set_keys(keys_of("chat.why", near=self))
        self.show()
        self._beside, self._top = beside, top
        self._fit()
        self.raise_()
        self.told_of.emit(row.key)

    def _fit(self) -> None:
        """As high as what it says, and no lower than the list."""
        if self._beside is None:
            return
        fitting.fit_height(self)
        beside = self._beside
        corner = beside.mapTo(self._over, QPoint(beside.width(), beside.height()))
        room = corner.y() - self.height() - _GAP
        self.move(corner.x() + _GAP, max(_GAP, min(self._top, room)))

    def tick(self) -> None:
        """Time has passed."""
        row = self._row
        if row is not None and row.since is not None:
            self._wait.set(*waits.wait_pill(row.since, now=self._feed.now(), queue=row.queue_info))
        else:
            self._wait.set("", PillTone.NEUTRAL)

    def _on_take_clicked(self) -> None:
        if self._row is not None and self._row.conversation is not None:
            self.take_pressed.emit(self._row.conversation)
            self.hide()

    # Qt overrides

    def hideEvent(self, event: QHideEvent) -> None:
        self._stop_asking()
        self.told_of.emit("")

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Enter:
            self.entered.emit()
        elif event.type() is QEvent.Type.Leave:
            self.left.emit()
        return super().event(event)
