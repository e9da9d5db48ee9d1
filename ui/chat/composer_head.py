"""The upper row of the composer: which draft is in sight, to whom it goes, how safe it is."""

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ui.chat import composer_words
from ui.chat.composer_mode import ComposerMode
from ui.theme import fonts
from ui.widgets.ground import Tone
from ui.widgets.labels import ElidedLabel
from ui.widgets.segmented_tabs import SegmentedTabs

translate = QCoreApplication.translate

_MODES = (ComposerMode.REPLY, ComposerMode.NOTE)


class ComposerHead(QWidget):
    """Tabs for the drafts, and words beside them.

    Signals:
        mode_changed: another draft is in sight.
    """

    mode_changed = Signal(ComposerMode)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs = SegmentedTabs(name=translate("Composer", "Write to"), large=False)
        for _ in _MODES:
            self.tabs.add("")
        self.warning = ElidedLabel(kind=fonts.Type.LABEL_STRONG, tone=Tone.WARN)
        self._status = ElidedLabel(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        self._status.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.tabs)
        row.addWidget(self.warning, 1)
        row.addWidget(self._status)
        self.tabs.chosen.connect(self._on_tabs_chosen)
        self._retranslate()

    @property
    def mode(self) -> ComposerMode:
        """Which draft is in sight."""
        return _MODES[self.tabs.current()]

    def choose(self, mode: ComposerMode) -> None:
        """Bring a draft in sight."""
        self.tabs.choose(_MODES.index(mode))

    def say_what(self, *, colleagues: str, changing: bool) -> None:
        """Tell what is written now: other words for what was said, or not for the subscriber."""
        self.warning.set_tone(Tone.WARN if self.mode is ComposerMode.NOTE else Tone.ACCENT)
        whose = composer_words.for_whom(self.mode, colleagues=colleagues)
        changed = composer_words.changing(self.mode) if changing else ""
        self.warning.set_text(" · ".join(part for part in (changed, whose) if part))

    def set_status(self, text: str) -> None:
        """Say how safe the draft is: «Draft saved · EN»."""
        self._status.set_text(text)

    def _on_tabs_chosen(self) -> None:
        self.mode_changed.emit(self.mode)

    def _retranslate(self) -> None:
        self.tabs.set_text(0, translate("Composer", "Reply"))
        self.tabs.set_text(1, translate("Composer", "Note"))

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)
