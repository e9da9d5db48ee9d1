"""The files over a field: those of the draft in sight, and a line on what the other one keeps."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.core.attaching import AttachedFile
from ui.chat.attachment_strip import AttachmentStrip, Picture
from ui.chat.composer_mode import ComposerMode
from ui.theme import fonts, measures, theme
from ui.theme.icons import Icon
from ui.widgets.ground import Tone
from ui.widgets.icon_label import IconLabel
from ui.widgets.labels import ElidedLabel

translate = QCoreApplication.translate


class FilesOfDrafts(QWidget):
    """No file goes from one draft to the other: what stays behind when they change is said.

    Signals:
        changed: a draft has more files, or fewer.
        removed: with the key of a file that is not wanted.
    """

    changed = Signal()
    removed = Signal(str)

    def __init__(self, *, picture: Picture, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._counts = dict.fromkeys(ComposerMode, 0)
        self._accepted = dict.fromkeys(ComposerMode, 0)
        self._mode = ComposerMode.REPLY
        self._strips = {mode: AttachmentStrip(picture=picture) for mode in ComposerMode}
        self._aside = QWidget()
        self._words = ElidedLabel(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        line = QHBoxLayout(self._aside)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        line.addWidget(IconLabel(Icon.CLIP))
        line.addWidget(self._words, 1)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        theme.current().measures_changed.connect(self._space)
        self._space()
        column.addWidget(self._aside)
        for strip in self._strips.values():
            strip.removed.connect(self.removed)
            column.addWidget(strip)
        self._show()

    def count(self, mode: ComposerMode) -> int:
        """How many go with a draft."""
        return self._counts[mode]

    @property
    def aside(self) -> str:
        """What of the draft that is not in sight can go, in words; empty where nothing can."""
        if self._mode is ComposerMode.NOTE:
            left = self._accepted[ComposerMode.REPLY]
            words = translate("Attachments", "%n file(s) stay with the reply", "", left)
        else:
            left = self._accepted[ComposerMode.NOTE]
            words = translate(
                "Attachments",
                "%n file(s) stay with the note: the subscriber will not get them",
                "",
                left,
            )
        return words if left else ""

    def show_files(self, mode: ComposerMode, files: Sequence[AttachedFile]) -> None:
        """These go with a draft, in this order."""
        self._strips[mode].show_files(files)
        before = self._counts[mode], self._accepted[mode]
        self._counts[mode] = len(files)
        self._accepted[mode] = sum(1 for file in files if file.code is None)
        if before != (self._counts[mode], self._accepted[mode]):
            self._show()
            self.changed.emit()

    def show_mode(self, mode: ComposerMode) -> None:
        """This draft is in sight."""
        self._mode = mode
        self._show()

    def repaint_pictures(self) -> None:
        """One of them may be there now."""
        for strip in self._strips.values():
            strip.repaint_pictures()

    def _show(self) -> None:
        for mode, strip in self._strips.items():
            strip.setVisible(mode is self._mode and self._counts[mode] > 0)
        self._words.set_text(self.aside)
        self._aside.setVisible(bool(self.aside))
        self._name()
        self.setVisible(any(self._counts.values()))

    @Slot()
    def _space(self) -> None:
        self._column.setSpacing(measures.by_density(8, 5))

    def _name(self) -> None:
        note = translate("Attachments", "Files of the note, for colleagues only")
        self._strips[ComposerMode.NOTE].setAccessibleName(note)
        reply = translate("Attachments", "Attached files")
        self._strips[ComposerMode.REPLY].setAccessibleName(reply)

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._show()
        super().changeEvent(event)
