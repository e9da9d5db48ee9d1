"""What stands in the window while its user is away: who he is, and where he comes back in."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from ui.theme import fitting, fonts
from ui.widgets.avatar import Avatar
from ui.widgets.buttons import Button, Look, PrimaryButton
from ui.widgets.ground import Ground, Tone, set_ground, set_style_property
from ui.widgets.labels import Label
from ui.widgets.password_field import PasswordField

translate = QCoreApplication.translate

_CARD_WIDTH = 360
_AVATAR = 56


class LockPage(QWidget):
    """Nothing of a subscriber is on it. Drafts and chats wait behind it, and go on arriving.

    Signals:
        unlock_wanted: a password was entered.
        leave_wanted: somebody else wants to sign in here.
    """

    unlock_wanted = Signal(str)
    leave_wanted = Signal()

    def __init__(self, *, name: str, person: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_ground(self, Ground.APP)
        self.setAccessibleName(translate("Lock", "The desk is locked"))
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        card = QFrame()
        set_ground(card, Ground.CARD)
        fitting.fix_width(card, _CARD_WIDTH)
        outer.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(3)
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 28, 32, 20)
        column.setSpacing(4)
        avatar = Avatar(name=name, person=person, size=_AVATAR)
        column.addWidget(avatar, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(8)
        who = Label(name, kind=fonts.Type.TITLE, wrap=True)
        why = Label(
            translate("Lock", "The desk is locked. Your chats and drafts are kept."),
            kind=fonts.Type.CAPTION,
            tone=Tone.MUTED,
            wrap=True,
        )
        for line in (who, why):
            line.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(line)
        column.addSpacing(16)
        caption = Label(translate("SignIn", "Password"), kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        self.password = PasswordField(name=translate("SignIn", "Password"))
        self.password.returnPressed.connect(self._on_unlock_clicked)
        self.password.textEdited.connect(self._on_password_edited)
        caption.setBuddy(self.password)
        column.addWidget(caption)
        column.addWidget(self.password)
        self._error = Label("\u00a0", kind=fonts.Type.CAPTION, tone=Tone.LATE, wrap=True)
        column.addWidget(self._error)
        column.addSpacing(4)
        self.unlock_button = PrimaryButton(translate("Lock", "Unlock"))
        self.unlock_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        fitting.keep_above(self.unlock_button, height=34)
        self.unlock_button.clicked.connect(self._on_unlock_clicked)
        column.addWidget(self.unlock_button)
        column.addSpacing(8)
        leave = Button(translate("Lock", "Sign in as somebody else"), look=Look.QUIET)
        leave.clicked.connect(self.leave_wanted)
        column.addWidget(leave, 0, Qt.AlignmentFlag.AlignHCenter)
        self.setFocusProxy(self.password)

    def show_busy(self) -> None:
        """The password is being checked."""
        self.unlock_button.setEnabled(False)
        self._error.set_text("\u00a0")

    def show_wrong(self, *, tries_left: int) -> None:
        """It was not the password."""
        self.unlock_button.setEnabled(True)
        set_style_property(self.password, "invalid", "true")
        self._error.set_text(
            translate("Lock", "This password is wrong. Tries left: {count}").format(
                count=tries_left
            )
        )
        self.password.selectAll()
        self.password.setFocus()

    def _on_unlock_clicked(self) -> None:
        if self.password.text() and self.unlock_button.isEnabled():
            self.unlock_wanted.emit(self.password.text())

    def _on_password_edited(self) -> None:
        set_style_property(self.password, "invalid", "false")
        self._error.set_text("\u00a0")
