"""The band that says that this computer does not keep what is written, or could not read it."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.desk.desk_feed import DeskFeed
from ui.shell.offline_bar import BAR_HEIGHT
from ui.theme import fitting, fonts
from ui.theme.icons import Icon
from ui.widgets.buttons import Button
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import Label
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
        row.addWidget(IconLabel(Icon.WARNING, tone=Tone.WARN))
        self._title = Label(kind=fonts.Type.BODY_STRONG, tone=Tone.WARN)
        # What is safe and what to do is never cut: it goes on in a line below.
        self._text = Label(wrap=True)
        row.addWidget(self._title)
        row.addWidget(self._text, 1)
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
            self._title.set_text(translate("Disk", "Pult cannot save to this computer’s disk"))
            self._text.set_text(
                translate(
                    "Disk",
                    "What you write now is only in memory. Free some space, and do not close Pult"
                    " until this message goes away.",
                )
            )
        elif self._set_aside is not None:
            self._title.set_text(translate("Disk", "Drafts on this computer could not be read"))
            words = translate(
                "Disk", "Nothing is deleted. Show the file to whoever helps you: {path}"
            )
            self._text.set_text(words.format(path=plain_line(str(self._set_aside))))
        self.setAccessibleName(f"{self._title.text()}. {self._text.text()}")

    def _on_understood_clicked(self) -> None:
        self._set_aside = None
        self._refresh()
