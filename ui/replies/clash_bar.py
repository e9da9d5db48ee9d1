"""Says that somebody else has saved or deleted what is being written here, and the ways out."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.viewmodels.reply_rows import Clash
from ui.replies import words
from ui.theme import fonts
from ui.widgets.buttons import Button
from ui.widgets.ground import Ground, set_ground
from ui.widgets.labels import Label

translate = QCoreApplication.translate


class ClashBar(QWidget):
    """Hidden while nothing is in the way.

    Signals:
        theirs_wanted: drop what is written here.
        mine_wanted: save it all the same.
    """

    theirs_wanted = Signal()
    mine_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 8)
        card = QWidget()
        set_ground(card, Ground.WARN)
        whole.addWidget(card)
        column = QVBoxLayout(card)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(6)
        self._words = Label(kind=fonts.Type.BODY_STRONG, wrap=True)
        column.addWidget(self._words)
        row = QHBoxLayout()
        self.theirs = Button()
        self.mine = Button()
        self.theirs.clicked.connect(self.theirs_wanted)
        self.mine.clicked.connect(self.mine_wanted)
        row.addWidget(self.theirs)
        row.addWidget(self.mine)
        row.addStretch(1)
        column.addLayout(row)
        self.hide()

    def show_clash(self, clash: Clash) -> None:
        """Say what has happened; nothing hides it."""
        self.setVisible(clash is not Clash.NONE)
        line = words.clash_line(clash)
        self._words.set_text(line)
        self.setAccessibleName(line)
        gone = clash is Clash.GONE
        self.theirs.setText(
            translate("Replies", "Drop mine") if gone else translate("Replies", "Take theirs")
        )
        self.mine.setText(
            translate("Replies", "Save mine as new") if gone else translate("Replies", "Keep mine")
        )
