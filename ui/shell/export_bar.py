"""What floats over a window while a conversation becomes a file: how far it is, and a stop."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels import formats
from ui.theme import fitting, fonts
from ui.widgets import notice_place
from ui.widgets.buttons import Button
from ui.widgets.ground import Ground, set_ground
from ui.widgets.labels import Label
from ui.widgets.level_bar import LevelBar
from ui.widgets.toast import Toast

translate = QCoreApplication.translate


class ExportBar(QFrame):
    """Under the header like what is told, and never in the way of the cursor; Esc in it stops.

    Signals:
        stopped: it is not wanted any more.
    """

    stopped = Signal()

    def __init__(self, *, over: QWidget) -> None:
        super().__init__(over)
        self._home = over
        set_ground(self, Ground.FLOAT)
        fitting.fix_width(self, notice_place.WIDTH)
        self._shadow = notice_place.throw_shadow(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 10, 10)
        row.setSpacing(10)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._title = Label(kind=fonts.Type.BODY_STRONG, wrap=True)
        words.addWidget(self._title)
        self.level = LevelBar()
        words.addWidget(self.level)
        row.addLayout(words, 1)
        self.stop = Button(translate("Export", "Stop"))
        self.stop.clicked.connect(self.stopped)
        row.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignVCenter)
        self.show_waiting(waits=False)
        self.show_share(0.0)
        over.installEventFilter(self)
        self.show()
        self.raise_()

    def show_share(self, share: float) -> None:
        """How much of it is done."""
        self.level.set("", figure=formats.percent(int(share * 100)), share=share)

    def show_waiting(self, *, waits: bool) -> None:
        """Whether it rests until the link is back."""
        title = translate("Export", "The conversation is being saved")
        if waits:
            title = translate(
                "Export", "No connection: saving will go on from here when it is back"
            )
        self.setAccessibleName(title)
        self._title.set_text(title)
        self._place()

    def enter(self) -> None:
        """Take the keys."""
        self.stop.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def dismiss(self) -> None:
        """Take it away."""
        self.hide()
        for toast in self._home.findChildren(Toast):
            toast.place()
        self.deleteLater()

    def _place(self) -> None:
        fitting.fit_height(self)
        notice_place.place_steady(self, self._home)
        for toast in self._home.findChildren(Toast):
            toast.place()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in notice_place.MOVES:
            self._place()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.stopped.emit()
        else:
            super().keyPressEvent(event)
