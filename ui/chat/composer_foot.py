"""The lower row of the composer: tools at the left, the button that sends at the right."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.chat import composer_words
from ui.chat.composer_mode import ComposerMode
from ui.theme import fonts
from ui.theme.icons import Icon
from ui.widgets.buttons import Button, Look
from ui.widgets.ground import Tone
from ui.widgets.labels import Label, plain_tool_tip

_SEND_KEYS = {
    ComposerMode.REPLY: QKeySequence(Qt.Key.Key_Return),
    ComposerMode.NOTE: QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return),
}


class ComposerFoot(QWidget):
    """Gives way where room is short: first the hint goes, then the words of tools and button.

    Signals:
        send_pressed: the button that sends.
        leave_pressed: what was said is to stay as it was.
    """

    send_pressed = Signal()
    leave_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        self._send = Button()
        self._send.clicked.connect(self.send_pressed)
        self.leave_button = Button(look=Look.QUIET)
        # The editor listens to it here too: Esc means other things where nothing is changed.
        self.leave_button.set_keys(QKeySequence(Qt.Key.Key_Escape), bound=False)
        self.leave_button.clicked.connect(self.leave_pressed)
        self.leave_button.hide()
        self._tools = QHBoxLayout()
        self._tools.setSpacing(6)
        self._tool_buttons: list[Button] = []
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addLayout(self._tools)
        row.addStretch(1)
        row.addWidget(self._hint)
        row.addWidget(self.leave_button)
        row.addWidget(self._send)

    def add_tool(self, tool: Button) -> None:
        """Put a control at the left; where room is short its words go."""
        tool.setAccessibleName(tool.text())
        self._tools.addWidget(tool)
        self._tool_buttons.append(tool)

    def show_mode(self, mode: ComposerMode, *, changing: bool) -> None:
        """Send a draft of this kind, or other words for what was said."""
        note = mode is ComposerMode.NOTE
        self._hint.set_text(composer_words.new_line(mode))
        self._send.set_look(Look.NOTE if note else Look.PRIMARY)
        sent = Icon.NOTE if note else Icon.SEND
        self._send.set_icon(Icon.CHECK if changing else sent)
        # The editor listens to it: Enter belongs to whoever has the focus.
        self._send.set_keys(_SEND_KEYS[mode], bound=False)
        self._send.setAccessibleName(composer_words.sending(mode, changing=changing))
        self.leave_button.setText(QCoreApplication.translate("Composer", "Cancel"))
        self.leave_button.setAccessibleName(composer_words.leaving(note=note))
        self.leave_button.setVisible(changing)

    def set_sendable(self, sendable: bool) -> None:
        """Whether the text can go."""
        self._send.setEnabled(sendable)

    def fit(self, width: int) -> None:
        """Say as much as there is room for."""
        self._hint.show()
        self._send.setText(self._send.accessibleName())
        for button in self._tool_buttons:
            button.setText(button.accessibleName())
        if self._needed() > width:
            self._hint.hide()
        if self._needed() > width:
            for button in self._tool_buttons:
                button.setText("")
        # In a pane as narrow as they get even the button that sends is but its sign and key.
        self._send.setText("" if self._needed() > width else self._send.accessibleName())
        for button in self._tool_buttons:
            button.setToolTip("" if button.text() else plain_tool_tip(button.accessibleName()))

    def _needed(self) -> int:
        self._row.invalidate()
        self._row.activate()  # else it goes by what was asked before
        return self._row.minimumSize().width()
