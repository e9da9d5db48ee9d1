"""The frame of a question: a title, a body, the answer at the lower right. Opened, never run."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from ui.theme import fitting, fonts
from ui.widgets.buttons import Button, PrimaryButton
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.labels import Label

translate = QCoreApplication.translate

_WIDTH = 440
_APART = 4
"""A caption stands nearer to its own field than to the one above it."""


class Dialog(QDialog):
    """A question over one window. It deletes itself when it is answered.

    Signals: those of `QDialog`: `accepted`, `rejected`.
    """

    def __init__(self, title: str, *, answer: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fitting.fix_width(self, _WIDTH)
        set_ground(self, Ground.SURFACE)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(8)
        column.addWidget(Label(title, kind=fonts.Type.TITLE, wrap=True))
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        column.addLayout(self.body)
        self._error = Label(kind=fonts.Type.CAPTION, tone=Tone.LATE, wrap=True)
        self._error.hide()
        self._error_placed = False
        column.addWidget(self._error)
        column.addSpacing(8)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        self.cancel_button = Button(translate("Dialog", "Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.answer_button = PrimaryButton(answer)
        self.answer_button.setDefault(True)
        self.answer_button.clicked.connect(self.answer)
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.answer_button)
        column.addLayout(buttons)

    def answer(self) -> None:
        """Accept, unless a kind of dialog has something against it."""
        self.accept()

    def advise_cancel(self) -> None:
        """It cannot be undone, or is risky: Enter, pressed by habit, leaves all as it is."""
        self.answer_button.setDefault(False)
        self.answer_button.setAutoDefault(True)  # Enter is its own for who has gone to it
        self.cancel_button.setDefault(True)
        self.cancel_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_error(self, words: str) -> None:
        """It did not work, and this is why; empty takes it back."""
        self._error.set_text(words)
        self._error.setVisible(bool(words) or self._error_placed)
        self._fit()

    def place_error(self) -> None:
        """What is wrong is told at this place of the body, and a line of room is kept for it."""
        self._column.removeWidget(self._error)
        self.body.addWidget(self._error)
        fitting.keep_above(self._error, height=fonts.Type.CAPTION.line_height)
        self._error_placed = True
        self._error.show()

    def _fit(self) -> None:
        """As high as its wrapped words make it: Qt does not ask a window for that."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            high = layout.totalHeightForWidth(self.width())
            self.setMinimumHeight(high)
            self.resize(self.width(), high)

    def name_line(self, text: str, *, of: QWidget) -> Label:
        """The caption of a field."""
        label = Label(text, kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        label.setContentsMargins(0, _APART, 0, 0)
        label.setBuddy(of)
        return label

    # Qt overrides

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()
        super().showEvent(event)
        # Not every screen has a window manager that would turn the keys to it, and back.
        self.activateWindow()

    def done(self, result: int) -> None:
        parent, in_use = self.parentWidget(), self.isActiveWindow()
        super().done(result)
        if parent is not None and in_use:
            parent.window().activateWindow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.answer_button.click()
            return
        super().keyPressEvent(event)
