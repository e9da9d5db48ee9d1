"""The line under the text that says how much room is left, what is too much, what did not fit."""

from PySide6.QtWidgets import QWidget

from protocol.limits import TEXT_CHARACTERS
from ui.chat import composer_words
from ui.chat.composer_mode import ComposerMode
from ui.theme import fonts
from ui.widgets.ground import Tone
from ui.widgets.labels import Label

_COUNTED = 300
"""It appears when this much room is left: a third of a page of text."""


class RoomLine(Label):
    """As wide as the text and as high as its words; hidden while there is room enough."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(kind=fonts.Type.CAPTION, tone=Tone.MUTED, wrap=True, parent=parent)
        self._cut: dict[ComposerMode, tuple[int, int]] = {}
        self.hide()

    def note_cut(self, mode: ComposerMode, kept: int, whole: int) -> None:
        """Of what was pasted into a draft only so much was kept; told until the draft fits."""
        self._cut[mode] = kept, whole

    def show_room(self, mode: ComposerMode, text: str) -> None:
        """This is the draft in sight."""
        left = TEXT_CHARACTERS - len(text)
        if left >= 0:
            self._cut.pop(mode, None)
        if left > _COUNTED:  # at nearly every key: nothing is said, so nothing is laid out anew
            self.hide()
            return
        words = [composer_words.room_left(left)]
        if mode in self._cut:
            words.insert(0, composer_words.cut(*self._cut[mode]))
        self.set_text(" · ".join(words))
        self.set_tone(Tone.LATE if left < 0 else Tone.MUTED)
        self.show()
