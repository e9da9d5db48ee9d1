"""How the composer is laid out: its rows, one under the other, as far as there is room for each."""

from PySide6.QtCore import QSize, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.chat import insets
from ui.chat.composer_foot import ComposerFoot
from ui.chat.composer_head import ComposerHead
from ui.chat.doubts import Doubts
from ui.chat.draft_fields import DraftFields
from ui.chat.files_of_drafts import FilesOfDrafts
from ui.chat.room_line import RoomLine
from ui.theme import fonts, measures, theme
from ui.widgets.buttons import Button
from ui.widgets.ground import Tone
from ui.widgets.labels import ElidedLabel

_LEAST = 320


class ComposerFrame(QWidget):
    """The rows of a composer; what they do with each other is the composer's.

    Attributes:
        head, fields, foot: the rows that are always there.
        room: how much more may be written, once that is little.
        files: what goes with the drafts, once something does.
        doubts: what is doubtful about a text, once something is.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.head = ComposerHead()
        self.fields = DraftFields()
        self.files: FilesOfDrafts | None = None
        self._notice = ElidedLabel(kind=fonts.Type.CAPTION, tone=Tone.WARN)
        self._notice.hide()
        self.room = RoomLine()
        self.fields.paste_cut.connect(self.room.note_cut)
        self.foot = ComposerFoot()
        self._column = QVBoxLayout(self)
        for row in (self.head, self.fields, self.room, self._notice, self.foot):
            self._column.addWidget(row)
        self.doubts = Doubts(self._column, above=self.foot)
        theme.current().measures_changed.connect(self.fit)
        self._space()

    @property
    def noticed(self) -> str:
        """What is said about the draft."""
        return self._notice.text() if self._notice.isVisible() else ""

    def notice(self, sentence: str) -> None:
        """Say something about the draft that asks for nothing; empty: nothing more to say."""
        self._notice.set_text(sentence)
        self._notice.setVisible(bool(sentence))

    def set_status(self, text: str) -> None:
        """Say how safe the draft is: «Draft saved · EN»."""
        self.head.set_status(text)

    def add_tool(self, tool: Button) -> None:
        """Put a control at the left of the lower row."""
        self.foot.add_tool(tool)
        self.fit()

    def put_files(self, files: FilesOfDrafts) -> None:
        """Show the files of the drafts over the text."""
        self.files = files
        self._column.insertWidget(self._column.indexOf(self.fields), files)

    @Slot()
    def fit(self) -> None:
        """Say in the lower row as much as there is room for."""
        self._space()
        if self.isVisible():  # as it is shown, it is fitted
            margins = self._column.contentsMargins()
            self.foot.fit(self.width() - margins.left() - margins.right())

    def _space(self) -> None:
        above, below = measures.by_density(8, 5), measures.by_density(12, 6)
        side = insets.side(self.width())
        self._column.setContentsMargins(side, above, side, below)
        self._column.setSpacing(measures.by_density(8, 5))

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        """The hint gives its room away, so it must not ask for any."""
        return QSize(measures.length(_LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()

    def showEvent(self, event: QShowEvent) -> None:
        self.fit()  # what was never shown asks for no room
