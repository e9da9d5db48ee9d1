"""The band that says that this computer does not keep what is written, or could not read it."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.desk.desk_feed import DeskFeed
from ui.shell.band_words import BAR_HEIGHT, BandWords
from ui.theme import fitting
from ui.theme.icons import Icon
from ui.widgets.buttons import Button
from ui.widgets.ground import Ground, set_ground
from ui.widgets.plain_text import plain_line

translate = QCoreApplication.translate


class DiskBar(QFrame):
    """Visible while the disk fails, and about a file set aside until that was read."""

    def __init__(
        self, feed: DeskFeed, *, set_aside: Path | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._feed = feed
        self._set_aside = set_aside
        set_ground(self, Ground.BAR_WARN)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        fitting.keep_above(self, height=BAR_HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 4, 12, 5)
        row.setSpacing(8)
        self._words = BandWords(Icon.WARNING)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        self.understood = Button(translate("Disk", "Got it"))
        self.understood.clicked.connect(self._on_understood_clicked)
        row.addWidget(self.understood)
        feed.disk_changed.connect(self._refresh)
        self._refresh()

    def _refresh(self) -> None:
        failing = self._feed.store.disk_failing
        self.setVisible(failing or self._set_aside is not None)
        self.understood.setVisible(not failing)
        if failing:
            self._say(
                translate("Disk", "Pult cannot save to this computer’s disk"),
                translate(
                    "Disk",
                    "What you write now is only in memory. Free some space, and do not close Pult"
                    " until this message goes away.",
                ),
            )
        elif self._set_aside is not None:
            words = translate(
                "Disk", "Nothing is deleted. Show the file to whoever helps you: {path}"
            )
            self._say(
                translate("Disk", "Drafts on this computer could not be read"),
                words.format(path=plain_line(str(self._set_aside))),
            )

    def _say(self, title: str, text: str) -> None:
        self._words.set_words(title, text)
        self.setAccessibleName(f"{title}. {text}")

    def _on_understood_clicked(self) -> None:
        self._set_aside = None
        self._refresh()
