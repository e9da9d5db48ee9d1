"""The field of a password, with the eye that shows what is in it."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from protocol import limits
from ui.theme.icons import Icon
from ui.widgets.buttons import IconButton, Look

translate = QCoreApplication.translate

_ROOM = 30
_MARGIN = 3


class PasswordField(QLineEdit):
    """Hides what is typed until one asks to see it."""

    def __init__(self, text: str = "", *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setAccessibleName(name)
        self.setProperty("tall", "true")
        self.setMaxLength(limits.PASSWORD_CHARACTERS)
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setTextMargins(0, 0, _ROOM, 0)
        self.peek = IconButton(
            Icon.EYE, name=translate("SignIn", "Show the password"), look=Look.QUIET, parent=self
        )
        self.peek.setCheckable(True)
        self.peek.toggled.connect(self._on_peek_toggled)

    def _on_peek_toggled(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self.peek.set_icon(Icon.EYE_OFF if shown else Icon.EYE)
        self.peek.set_name(
            translate("SignIn", "Hide the password")
            if shown
            else translate("SignIn", "Show the password")
        )

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        size = self.peek.sizeHint()
        left, top = self.width() - size.width() - _MARGIN, (self.height() - size.height()) // 2
        self.peek.setGeometry(left, top, size.width(), size.height())
