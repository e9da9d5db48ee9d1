"""The first page: which server, who, in which language and look."""

from enum import Enum, auto

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from console.core.preferences import ThemeChoice
from protocol import limits
from ui import translation
from ui.settings.appearance_page import theme_title
from ui.shell.sign_in_outcome import SignInOutcome
from ui.theme import fitting, fonts, theme
from ui.theme.icons import Icon
from ui.translation import Language
from ui.widgets.buttons import Look, PrimaryButton
from ui.widgets.choices import DropDown
from ui.widgets.ground import Ground, Tone, set_ground, set_style_property
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import Label
from ui.widgets.password_field import PasswordField
from ui.widgets.scroll_page import ScrollPage

translate = QCoreApplication.translate

_CARD_WIDTH = 400


class WrongField(Enum):
    """Which field is to be filled in anew."""

    PASSWORD = auto()
    SERVER = auto()


class SignInPage(QWidget):
    """Asks; whoever shows it signs in and tells it how that goes.

    Signals:
        sign_in_wanted: server, login, password.
        cancel_wanted: do not wait any longer.
        offline_wanted: login and password; open what this machine has.
        language_chosen, theme_chosen: by their codes.
    """

    sign_in_wanted = Signal(str, str, str)
    cancel_wanted = Signal()
    offline_wanted = Signal(str, str)
    language_chosen = Signal(str)
    theme_chosen = Signal(str)

    def __init__(
        self,
        *,
        server: str,
        login: str,
        password: str = "",
        notice: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._busy = False
        set_ground(self, Ground.APP)
        self.setAccessibleName(translate("SignIn", "Sign in"))
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        scroll = ScrollPage(name=translate("SignIn", "Sign in"), controls=True)
        around.addWidget(scroll)
        page = QWidget()
        outer = QVBoxLayout(page)
        outer.setContentsMargins(24, 16, 24, 16)
        outer.addStretch(2)
        card = QFrame()
        set_ground(card, Ground.CARD)
        fitting.fix_width(card, _CARD_WIDTH)
        # Not by an alignment: that would forget that a notice of two lines makes the card higher.
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addWidget(card)
        middle.addStretch(1)
        outer.addLayout(middle)
        outer.addStretch(3)
        column = QVBoxLayout(card)
        column.setContentsMargins(32, 28, 32, 12)
        column.setSpacing(4)
        column.addWidget(
            Label(translate("SignIn", "Pult"), kind=fonts.Type.HEADLINE, tone=Tone.ACCENT)
        )
        column.addWidget(
            Label(
                translate("SignIn", "Support agent desk"),
                kind=fonts.Type.BODY,
                tone=Tone.MUTED,
                wrap=True,
            )
        )
        column.addSpacing(16)
        self._login = QLineEdit(login)
        self._login.setMaxLength(limits.NAME_CHARACTERS)
        self._field(column, translate("SignIn", "Login"), self._login)
        self._password = PasswordField(password, name=translate("SignIn", "Password"))
        self._field(column, self._password.accessibleName(), self._password)
        self._server = QLineEdit(server)
        self._field(column, translate("SignIn", "Server"), self._server)
        column.addSpacing(16)
        self._enter = PrimaryButton(translate("SignIn", "Sign in"))
        self._enter.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        fitting.keep_above(self._enter, height=34)
        self._enter.clicked.connect(self._on_enter_clicked)
        column.addWidget(self._enter)
        self._outcome = SignInOutcome()
        self._outcome.offline_wanted.connect(self._on_outcome_offline_wanted)
        column.addWidget(self._outcome)
        self._outcome.show_error(notice)
        # After the card, so that Tab and a page just opened begin with its fields.
        outer.addSpacing(12)
        outer.addWidget(self._choices(), 0, Qt.AlignmentFlag.AlignHCenter)
        scroll.show_page(page)
        for field in (self._login, self._password, self._server):
            field.returnPressed.connect(self._on_enter_clicked)
            field.textEdited.connect(self._on_field_edited)
        self._entered_from: QWidget = self._enter
        """Where the keys were when «Sign in» was pressed."""
        self.setFocusProxy(self._password if login else self._login)

    def show_progress(self, words: str, *, may_work_offline: bool = False) -> None:
        """It goes on, and this is where it stands."""
        self._set_busy(True)
        self._outcome.show_progress(words, may_work_offline=may_work_offline)

    def show_error(self, words: str, *, wrong: WrongField | None = None) -> None:
        """It ended, and this is why; the cursor stands where one goes on."""
        busy = self._busy
        self._set_busy(False)
        self._outcome.show_error(words)
        fields = {WrongField.PASSWORD: self._password, WrongField.SERVER: self._server}
        for which, field in fields.items():
            set_style_property(field, "invalid", "true" if which is wrong else "false")
        if wrong is not None:
            fields[wrong].selectAll()
            fields[wrong].setFocus()
        elif busy:
            self._entered_from.setFocus()

    def fill(self, *, server: str, login: str) -> None:
        """Take over what was typed into another page."""
        self._server.setText(server)
        self._login.setText(login)

    def press(self) -> None:
        """As if «Sign in» was pressed."""
        self._on_enter_clicked()

    @property
    def values(self) -> tuple[str, str, str]:
        """Server, login and password as they stand."""
        return self._server.text().strip(), self._login.text().strip(), self._password.text()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        fields = (self._login, self._password, self._server)
        if busy and self.window().focusWidget() in fields:
            self._enter.setFocus()  # or the keys would go nowhere
        for field in fields:
            field.setEnabled(not busy)
        words = translate("SignIn", "Cancel") if busy else translate("SignIn", "Sign in")
        self._enter.setText(words)
        self._enter.set_look(Look.ORDINARY if busy else Look.PRIMARY)
        self._enter.setAccessibleName(words)

    @staticmethod
    def _field(column: QVBoxLayout, name: str, field: QLineEdit) -> None:
        column.addSpacing(8)
        label = Label(name, kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        field.setAccessibleName(name)
        field.setProperty("tall", "true")
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(field)

    def _choices(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._language = DropDown(name=translate("SignIn", "Language"))
        for language in Language:
            self._language.addItem(translation.OWN_NAMES[language], language.value)
        now = translation.current().language
        self._language.setCurrentIndex(list(Language).index(now) if now else 0)
        self._language.activated.connect(self._on_language_activated)
        self._theme = DropDown(name=translate("SignIn", "Theme"))
        for choice in ThemeChoice:
            self._theme.addItem(theme_title(choice), choice.value)
        self._show_theme()
        self._theme.activated.connect(self._on_theme_activated)
        theme.current().theme_changed.connect(self._show_theme)
        for icon, chooser in ((Icon.LANGUAGE, self._language), (Icon.CONTRAST, self._theme)):
            fitting.keep_above(chooser, width=160)
            row.addWidget(IconLabel(icon))
            row.addWidget(chooser)
        return box

    def _on_enter_clicked(self) -> None:
        if self._busy:
            self.cancel_wanted.emit()
            return
        server, login, password = self.values
        fields = (self._login, self._password, self._server)
        self._entered_from = next((field for field in fields if field.hasFocus()), self._enter)
        if not login or not password or not server:
            next(field for field in fields if not field.text().strip()).setFocus()
            words = translate("SignIn", "Fill in the login, the password and the server.")
            self._outcome.show_error(words)
            return
        self._outcome.show_error("")
        self.sign_in_wanted.emit(server, login, password)

    def _on_outcome_offline_wanted(self) -> None:
        _, login, password = self.values
        self.offline_wanted.emit(login, password)

    def _on_field_edited(self) -> None:
        for field in (self._password, self._server):
            set_style_property(field, "invalid", "false")

    def _on_language_activated(self, index: int) -> None:
        self.language_chosen.emit(self._language.itemData(index))

    def _show_theme(self) -> None:
        self._theme.setCurrentIndex(list(ThemeChoice).index(theme.current().choice))

    def _on_theme_activated(self, index: int) -> None:
        self.theme_chosen.emit(self._theme.itemData(index))

    # Qt overrides

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._busy:
            self.cancel_wanted.emit()
            return
        super().keyPressEvent(event)
