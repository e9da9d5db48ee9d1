"""The line over a chat that a lead looks at unseen: what he may do in it, and his whisper.

The whisper has a field, a ground and a button of its own, and no other text goes out of here: what
is typed for the agent has no way to the subscriber.
"""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from console.core.sharing import OPEN, has_joined, is_overseen
from protocol import limits
from protocol.conversations import ConversationState, Head
from protocol.ids import AccountId
from ui.theme import fitting, fonts
from ui.theme.icons import Icon
from ui.widgets import plain_text
from ui.widgets.buttons import Button, Look
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import ElidedLabel, Label

translate = QCoreApplication.translate

_NAME = 40
_FIELD = 56


class LeadAct(StrEnum):
    """What a lead may do in a chat of somebody else."""

    WHISPER = "whisper"
    JOIN = "join"
    LEAVE = "leave"
    TAKE_OVER = "take_over"
    ASSIGN = "assign"


class LeadBar(QFrame):
    """Hidden for everybody else, and in chats of his own.

    Signals:
        act_wanted: one of `LeadAct`, but for the whisper, whose field the page puts under its
            transcript.
        whispered: this is to be said to who answers.
    """

    act_wanted = Signal(str)
    whispered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._owner = ""
        self._conversation = ""
        self._wanted = False
        """A whisper is to be written once it is known who answers."""
        set_ground(self, Ground.NOTE_BAR)
        self._title = ElidedLabel(kind=fonts.Type.BODY_STRONG)
        self._remark = ElidedLabel(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._remark)
        self.buttons = {
            LeadAct.WHISPER: Button(translate("Sharing", "Whisper"), icon=Icon.NOTE),
            LeadAct.JOIN: Button(translate("Sharing", "Join")),
            LeadAct.LEAVE: Button(translate("Sharing", "Leave")),
            LeadAct.TAKE_OVER: Button(translate("Sharing", "Take over")),
            LeadAct.ASSIGN: Button(translate("Sharing", "Give to…")),
        }
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconLabel(Icon.EYE, tone=Tone.TEXT))
        row.addLayout(words, 1)
        for act, button in self.buttons.items():
            button.setObjectName(act.value)
            button.clicked.connect(self._on_button_clicked)
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 6, 16, 6)
        column.setSpacing(6)
        column.addLayout(row)
        self.whisper = Whisper()
        self.whisper.sent.connect(self._on_whisper_sent)
        self.whisper.hide()
        self.hide()

    def show_head(self, head: Head, *, me: AccountId | None, leads: bool) -> None:
        """Show what can be done in this chat by who reads it."""
        joined = leads and has_joined(head, me)
        over = head.state is ConversationState.CLOSED
        looked_at = leads and not over and is_overseen(head, me)
        if head.id != self._conversation:
            self._conversation = head.id
            self.whisper.put_away()
        self.setVisible(joined or looked_at)
        if not (joined or looked_at):
            return
        self._owner = plain_text.plain_line(head.owner_name, shown=_NAME)
        answered = head.state in OPEN
        if joined:
            title = translate("Sharing", "You write to the subscriber together with {name}")
            remark = translate("Sharing", "the chat stays with {name}")
        elif answered:
            title = translate("Sharing", "You look on unseen")
            remark = translate("Sharing", "{name} answers; your look is on record")
        else:
            title = translate("Sharing", "You look on unseen")
            remark = translate("Sharing", "nobody answers yet; your look is on record")
        self._title.set_text(title.format(name=self._owner))
        self._remark.set_text(remark.format(name=self._owner))
        shown = {
            LeadAct.WHISPER: answered,
            LeadAct.JOIN: answered and not joined,
            LeadAct.LEAVE: joined,
            LeadAct.TAKE_OVER: answered,
            LeadAct.ASSIGN: True,
        }
        for act, wanted in shown.items():
            self.buttons[act].setVisible(wanted)
        self.whisper.tell_to(self._owner)
        if not answered:
            self.whisper.put_away()
        self.setAccessibleName(f"{self._title.text()}. {self._remark.text()}")
        if self._wanted:
            self.start_whisper()

    def start_whisper(self) -> None:
        """Let a whisper be written, as soon as there is somebody to hear it."""
        self._wanted = self.isHidden()
        if not self.isHidden() and not self.buttons[LeadAct.WHISPER].isHidden():
            self.whisper.show()
            self.whisper.field.setFocus()

    def _on_button_clicked(self) -> None:
        act = LeadAct(self.sender().objectName())
        if act is LeadAct.WHISPER:
            self.start_whisper()
        else:
            self.act_wanted.emit(act.value)

    def _on_whisper_sent(self, text: str) -> None:
        self.whispered.emit(text)


class Whisper(QFrame):
    """Stands where a reply would be written, and looks like none.

    Signals:
        sent: this is to be said to who answers.
    """

    sent = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_ground(self, Ground.COMPOSER_NOTE)
        self._to = Label(kind=fonts.Type.CAPTION_STRONG)
        self.field = _Field(self)
        self.field.setAccessibleName(translate("Sharing", "Whisper"))
        self.field.sent.connect(self._send)
        self.field.left.connect(self.put_away)
        send = Button(translate("Sharing", "Whisper"), look=Look.NOTE, icon=Icon.NOTE)
        send.set_keys(QKeySequence("Ctrl+Return"), bound=False)
        send.clicked.connect(self._send)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(send, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(4)
        column.addWidget(self._to)
        column.addLayout(row)

    def tell_to(self, name: str) -> None:
        """Who hears it."""
        words = translate("Sharing", "Only {name} and leads see this, the subscriber never does")
        self._to.set_text(words.format(name=name))
        self.field.setAccessibleName(translate("Sharing", "Whisper to {name}").format(name=name))

    def put_away(self) -> None:
        """Nothing is whispered. Idempotent."""
        self.field.clear()
        self.hide()

    def _send(self) -> None:
        text = self.field.toPlainText().strip()
        if text and len(text) <= limits.TEXT_CHARACTERS:
            self.sent.emit(text)
            self.put_away()


class _Field(QPlainTextEdit):
    sent = Signal()
    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setPlaceholderText(translate("Sharing", "A hint for the agent"))
        self.setTabChangesFocus(True)
        fitting.wear(self, fonts.Type.MESSAGE)
        fitting.fix_height(self, _FIELD)

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.sent.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
