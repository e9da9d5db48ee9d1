"""One canned reply: read, or written where one may; what is wrong with it, how it will look."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from console.core import canned
from console.core.reply_drafts import ReplyDraft, faults
from console.viewmodels.reply_rows import Clash, ReplyRow
from protocol import limits
from ui.replies import words
from ui.replies.clash_bar import ClashBar
from ui.replies.reply_place import ReplyPlace
from ui.theme import fitting, fonts
from ui.theme.icons import Icon
from ui.widgets.buttons import Button, Look, PrimaryButton
from ui.widgets.flow_row import FlowRow
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.labels import ElidedLabel, Label, plain_tool_tip
from ui.widgets.scroll_page import GUTTER, ScrollPage

translate = QCoreApplication.translate

Preview = Callable[[str, str], tuple[str, str]]
"""Of a text in a language: filled, and whose data it was filled with; nobody's is empty."""

_EDGE = 2
"""For the rings of what has the focus."""
_TEXT_HEIGHT = 56
"""Two lines: on a low screen the preview needs the rest."""
_MORE_CHARACTERS = 500
"""More than a text may have can be typed, and is told; a whole book cannot."""


class ReplyEditor(QWidget):
    """Shows one row; tells of every change and decides nothing.

    Signals:
        edited: the draft as it is now.
        save_wanted, delete_wanted, copy_wanted, revert_wanted: of the reply that is shown.
        mine_wanted: what is written here goes over what another has saved.
    """

    edited = Signal(object)
    save_wanted = Signal()
    delete_wanted = Signal()
    copy_wanted = Signal()
    revert_wanted = Signal()
    mine_wanted = Signal()

    def __init__(self, place: ReplyPlace, preview: Preview) -> None:
        super().__init__()
        self._preview_of = preview
        self._row: ReplyRow | None = None
        self._showing = False
        self._writable = False
        self._busy = False
        self.title = QLineEdit()
        self.title.setMaxLength(limits.NAME_CHARACTERS)
        self.title.setAccessibleName(translate("Replies", "Title"))
        self.shortcut = QLineEdit()
        self.shortcut.setMaxLength(limits.SHORTCUT_CHARACTERS)
        self.shortcut.setAccessibleName(translate("Replies", "Shortcut"))
        self.shortcut.setPlaceholderText(translate("Replies", "thanks"))
        self.place = place
        self.text = _TextField()
        self.text.setAccessibleName(translate("Replies", "Text"))
        self.text.setTabChangesFocus(True)
        fitting.keep_above(self.text, height=_TEXT_HEIGHT)
        fitting.wear(self.text, fonts.Type.MESSAGE)
        self.text.document().setDocumentMargin(5)
        self.title_told = Label(kind=fonts.Type.BODY_STRONG, wrap=True)
        self._shortcut_told = ElidedLabel()
        self.text_told = Label(kind=fonts.Type.MESSAGE, wrap=True, selectable=True)
        self.text_told.setFocusPolicy(Qt.FocusPolicy.ClickFocus)  # Tab goes to what can be done
        self._told: dict[QWidget, QWidget] = {
            self.title: self.title_told,
            self.shortcut: self._shortcut_told,
            self.text: self.text_told,
        }
        self.clash = ClashBar()
        self._fault = Label(kind=fonts.Type.CAPTION_STRONG, tone=Tone.WARN, wrap=True)
        self._error = Label(kind=fonts.Type.CAPTION_STRONG, tone=Tone.LATE, wrap=True)
        self._uses = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED, wrap=True)
        self._filled_with = _caption("")
        self.preview = Label(kind=fonts.Type.MESSAGE, wrap=True, selectable=True)
        # Asked for its least, it answers for its least width, and the page would be too high.
        fitting.keep_above(self.preview, height=fonts.Type.MESSAGE.line_height)
        self._keeper = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED, wrap=True)
        self.variables = FlowRow(name=translate("Replies", "Insert a variable"))
        self._lay_out()
        for field in (self.title, self.shortcut):
            field.textEdited.connect(self._on_field_edited)
        self.text.textChanged.connect(self._on_field_edited)
        self.place.changed.connect(self._on_field_edited)
        self.clash.theirs_wanted.connect(self.revert_wanted)
        self.clash.mine_wanted.connect(self.mine_wanted)

    @property
    def row(self) -> ReplyRow | None:
        """What is shown."""
        return self._row

    @property
    def fault(self) -> str:
        """What is said against saving it."""
        return self._fault.text()

    @property
    def error(self) -> str:
        """Why it could not be saved."""
        return self._error.text()

    def show_row(self, row: ReplyRow, *, writable: bool) -> None:
        """Show another reply, or what has become of this one; the cursor stays in its words."""
        same = self._row is not None and self._row.key == row.key
        self._showing = True
        if not same:
            self.show_error("")
        if not same or self._draft() != row.draft:
            self.title.setText(row.draft.title)
            self.title.setCursorPosition(0)
            self.shortcut.setText(row.draft.shortcut)
            self.text.setPlainText(words.written(row.draft.text))
        self.place.show_draft(row.draft, fixed=row.draft.version > 0 or row.reply is not None)
        self._row, self._writable = row, writable
        self._showing = False
        self.title_told.set_text(row.draft.title)
        self._shortcut_told.set_text(row.draft.shortcut or "–")
        self.text_told.set_text(words.written(row.draft.text))
        for field, told in self._told.items():
            field.setVisible(writable)
            told.setVisible(not writable)
        self.variables.setVisible(writable)
        self.place.setEnabled(writable)
        self._refresh()

    def show_error(self, sentence: str) -> None:
        """It could not be saved or taken away, and why; empty takes that back."""
        self._error.set_text(sentence)
        self._error.setVisible(bool(sentence))

    def set_busy(self, busy: bool) -> None:
        """The server is being asked: no second question meanwhile."""
        self._busy = busy
        self._refresh()

    def focus_title(self) -> None:
        """Begin to write; what is only read can be copied."""
        if self._writable:
            self.title.setFocus()
            self.title.selectAll()
        else:
            self.copy_button.setFocus()

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(_EDGE, _EDGE, GUTTER, 8)
        column.setSpacing(4)
        column.addWidget(self.clash)
        head = QGridLayout()
        head.setHorizontalSpacing(12)
        head.setVerticalSpacing(4)
        for at, (caption, field, stretch) in enumerate(
            (
                (translate("Replies", "Title"), self.title, 3),
                (translate("Replies", "Shortcut, typed after /"), self.shortcut, 1),
            )
        ):
            head.addWidget(_caption(caption), 0, at)
            head.addWidget(field, 1, at)
            head.addWidget(self._told[field], 2, at)
            head.setColumnStretch(at, stretch)
        head.setAlignment(self._shortcut_told, Qt.AlignmentFlag.AlignTop)
        column.addLayout(head)
        column.addWidget(self.place)
        column.addSpacing(4)
        said = QHBoxLayout()
        said.addWidget(_caption(translate("Replies", "Text")), 1, Qt.AlignmentFlag.AlignBottom)
        said.addWidget(self.place.language)
        column.addLayout(said)
        column.addWidget(self.text, 1)
        column.addWidget(self.text_told)
        column.addWidget(self._keeper)
        column.addSpacing(4)
        self.variables.add(_caption(self.variables.accessibleName()))
        for variable in canned.VARIABLES:
            self.variables.add(self._variable_button(variable))
        column.addWidget(self.variables)
        column.addSpacing(4)
        column.addWidget(self._filled_with)
        card = QWidget()
        set_ground(card, Ground.SUNKEN)
        inside = QVBoxLayout(card)
        inside.setContentsMargins(11, 8, 11, 8)  # its words begin where those of the fields do
        inside.addWidget(self.preview)
        column.addWidget(card)
        column.addWidget(self._uses)
        column.addStretch()  # where there is no field to take the room
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(8)
        scroll = ScrollPage(name=translate("Replies", "Template"), controls=True)
        scroll.show_page(page)
        whole.addWidget(scroll.over_foot(indent=_EDGE), 1)
        for line in (self._fault, self._error):
            line.setContentsMargins(_EDGE, 0, GUTTER, 0)
            whole.addWidget(line)
        whole.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        self.delete_button = Button(icon=Icon.TRASH)
        self.delete_button.setAccessibleName(translate("Replies", "Delete"))
        self.copy_button = Button(icon=Icon.COPY)
        self.copy_button.setAccessibleName(translate("Replies", "Copy for me"))
        for button in (self.delete_button, self.copy_button):
            button.setToolTip(plain_tool_tip(button.accessibleName()))
        self.revert_button = Button(translate("Replies", "Discard changes"), look=Look.QUIET)
        self.save_button = PrimaryButton(translate("Replies", "Save"))
        for button, wanted in (
            (self.delete_button, self.delete_wanted),
            (self.copy_button, self.copy_wanted),
            (self.revert_button, self.revert_wanted),
            (self.save_button, self.save_wanted),
        ):
            button.clicked.connect(wanted)
        foot = QHBoxLayout()
        foot.setContentsMargins(_EDGE, 0, GUTTER, 0)
        foot.setSpacing(8)
        foot.addWidget(self.delete_button)
        foot.addWidget(self.copy_button)
        foot.addStretch(1)
        foot.addWidget(self.revert_button)
        foot.addWidget(self.save_button)
        return foot

    def _variable_button(self, variable: str) -> Button:
        button = Button(words.variable_title(variable))
        button.setProperty("variable", variable)
        button.clicked.connect(self._on_variable_clicked)
        return button

    def _draft(self) -> ReplyDraft | None:
        """As it stands in the fields."""
        if self._row is None:
            return None
        return msgspec.structs.replace(
            self.place.placed(self._row.draft),
            title=self.title.text(),
            shortcut=self.shortcut.text(),
            text=words.unwritten(self.text.toPlainText())[
                : limits.TEXT_CHARACTERS + _MORE_CHARACTERS
            ],
        )

    def _on_field_edited(self) -> None:
        draft = self._draft()
        if not self._showing and draft is not None and self._row is not None:
            self._row = ReplyRow(
                draft, self._row.reply, self._row.mine, self._row.last, self._row.everybody
            )
            self.show_error("")
            self._refresh()
            self.edited.emit(draft)

    def _on_variable_clicked(self) -> None:
        variable = self.sender().property("variable")
        self.text.insertPlainText(words.written(f"{{{variable}}}"))
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh(self) -> None:
        row = self._row
        if row is None:
            return
        wrong = faults(row.draft) if self._writable and row.edited else []
        self._fault.set_text(words.fault_line(wrong[0], row.draft) if wrong else "")
        self._fault.setVisible(bool(wrong))
        self.clash.show_clash(row.clash if self._writable else Clash.NONE)
        text, who = self._preview_of(row.draft.text, row.draft.language)
        self.preview.set_text(text or "–")
        self._filled_with.set_text(
            translate("Replies", "Preview for {name}").format(name=who)
            if who
            else translate("Replies", "Preview: no chat is open")
        )
        self._uses.set_text(words.uses_line(row) if row.reply is not None else "")
        self._uses.setVisible(row.reply is not None)
        free = not self._busy
        clear = row.clash is Clash.NONE
        self.save_button.setEnabled(free and row.edited and not wrong and clear)
        self.delete_button.setEnabled(free)
        self.copy_button.setText("" if self._writable else self.copy_button.accessibleName())
        offered = {
            self.save_button: self._writable,
            self.revert_button: self._writable and row.edited and clear,
            self.delete_button: self._writable and row.reply is not None and clear,
            self.copy_button: row.reply is not None,
        }
        # What goes, goes first: the window would grow at once to hold what comes beside it.
        for button in sorted(offered, key=offered.__getitem__):
            button.setVisible(offered[button])
        self._keeper.set_text(words.keeper_line(row.draft.scope))
        self._keeper.setVisible(not self._writable)


class _TextField(QPlainTextEdit):
    """Takes what room there is: on a low screen its words scroll, and the preview is in sight."""

    # Qt overrides

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSizeHint(self) -> QSize:
        return self.minimumSize()  # Qt's own hint is never less than that one


def _caption(text: str) -> Label:
    return Label(text, kind=fonts.Type.CAPTION, tone=Tone.MUTED)
