"""The composer of one chat: a reply or a note, never mistaken for each other, never lost."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from protocol.limits import TEXT_CHARACTERS
from ui.chat.canned_popup import CannedPopup, CannedReply
from ui.chat.composer_editor import ComposerEditor
from ui.chat.composer_mode import ComposerMode
from ui.chat.doubt_bar import DoubtBar
from ui.chat.offered_files import Offered, has_files, offered_files
from ui.theme import fonts, measures, theme
from ui.theme.icons import Icon
from ui.widgets.buttons import Button, Look
from ui.widgets.ground import Ground, Tone, set_ground
from ui.widgets.labels import ElidedLabel, Label, plain_tool_tip
from ui.widgets.segmented_tabs import SegmentedTabs

translate = QCoreApplication.translate  # by this name lupdate finds the words

COUNTED = 300
"""The counter appears when this much room is left: a third of a page of text."""

_LEAST = 320
_NARROW = 400
"""A pane among others: its header has the same margins."""
_MODES = (ComposerMode.REPLY, ComposerMode.NOTE)
_SEND_KEYS = {
    ComposerMode.REPLY: QKeySequence(Qt.Key.Key_Return),
    ComposerMode.NOTE: QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return),
}
_TAKE = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab})


class Composer(QWidget):
    """Two drafts, one in sight.

    The owner answers each `submitted` with `clear_submitted` once it is on disk, with
    `keep_submitted` if it could not be, or with `doubt_submitted` if it had better not be; until
    then the same text is not submitted again. It answers each `canned_wanted` with `show_canned`.

    Signals:
        submitted: send this, if there is nothing to be said against it.
        insisted: send this, whatever is to be said against it.
        hurried: what was sent before goes now, without a time to take it back.
        change_wanted: edit what was said last.
        regretted: take back what was sent last, if that can still be done.
        text_edited: a person changed this draft.
        canned_wanted: find canned replies for what was typed behind a slash.
        canned_chosen: what was chosen of them; its text is in the draft by now.
        mode_changed: another draft is in sight.
        files_offered: files and pictures that could go with the reply.
    """

    submitted = Signal(ComposerMode, str)
    insisted = Signal(ComposerMode, str)
    hurried = Signal()
    regretted = Signal()
    change_wanted = Signal()
    text_edited = Signal(ComposerMode, str)
    canned_wanted = Signal(str)
    canned_chosen = Signal(CannedReply)
    mode_changed = Signal(ComposerMode)
    files_offered = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._under_way: dict[ComposerMode, str] = {}
        self._writable = True
        self._notes_only = False
        self._query: str | None = None
        self._dismissed = False
        self._answered = True
        self._setting = False
        self._attached = 0
        self._colleagues = ""
        self._strip: QWidget | None = None
        self.setAcceptDrops(True)

        self._tabs = SegmentedTabs(name=translate("Composer", "Write to"), large=False)
        self._tabs.add(translate("Composer", "Reply"))
        self._tabs.add(translate("Composer", "Note"))
        self._warning = ElidedLabel(kind=fonts.Type.LABEL_STRONG, tone=Tone.WARN)
        self._status = ElidedLabel(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        self._status.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._counter = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        self._hint = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        self._send = Button()
        self._changing: tuple[int, str] | None = None
        self._change_line = ElidedLabel(kind=fonts.Type.LABEL_STRONG, tone=Tone.ACCENT)
        self._change_line.hide()
        self._notice = ElidedLabel(kind=fonts.Type.CAPTION, tone=Tone.WARN)
        self._notice.hide()
        # What few conversations ever need is made when it is first wanted.
        self._doubts: DoubtBar | None = None
        self._anyway_keys = QKeySequence()
        self._doubted: tuple[ComposerMode, str] | None = None
        self._stack = QStackedWidget()
        self._editors = {mode: self._make_editor(mode) for mode in _MODES}
        self._popup: CannedPopup | None = None
        self._tools = QHBoxLayout()
        self._tool_buttons: list[Button] = []
        self._lay_out()
        self._tabs.chosen.connect(self._on_tabs_chosen)
        self._send.clicked.connect(self._submit)
        self._retranslate()
        self._show_mode()

    def write_to_colleagues(self, names: str) -> None:
        """This is no subscriber's chat: there is one draft, and it says to whom it goes."""
        if self._colleagues != names:
            self.set_mode(ComposerMode.REPLY)
            self._colleagues = names
            self._tabs.hide()
            self._retranslate()
            self._show_mode()

    @property
    def mode(self) -> ComposerMode:
        """Which draft is in sight."""
        return _MODES[self._tabs.current()]

    def set_mode(self, mode: ComposerMode) -> None:
        """Bring a draft in sight; the other one keeps its text. A talk has one, and no note."""
        barred = ComposerMode.NOTE if self._colleagues else ComposerMode.REPLY
        if mode is not barred or not (self._colleagues or self._notes_only):
            self._tabs.choose(_MODES.index(mode))

    def text(self, mode: ComposerMode | None = None) -> str:
        """The draft of a mode, by default of the one in sight."""
        return self._editors[mode or self.mode].toPlainText()

    def set_text(self, mode: ComposerMode, text: str) -> None:
        """Restore a draft. It is not reported as edited."""
        if self._changing is not None and mode is ComposerMode.REPLY:
            self._changing = (self._changing[0], text)
            return
        if text != self.text(mode):
            self._setting = True
            self._editors[mode].setPlainText(text)
            self._editors[mode].moveCursor(QTextCursor.MoveOperation.End)
            self._setting = False
            self._refresh()

    def insert(self, text: str) -> None:
        """Insert at the cursor of the draft in sight, as one step to undo, and go there.

        What is still to be put into it is selected; Tab goes on to the next such place.
        """
        self.editor.put(text)
        self.focus_editor()

    def quote(self, quotation: str) -> None:
        """Put a quotation on lines of its own at the cursor, and write on below it."""
        before = self.editor.line_before_cursor()
        self.insert(f"\n{quotation}" if before.strip() else quotation)

    @Slot()
    def focus_editor(self) -> None:
        """Put the cursor into the draft."""
        self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear_submitted(self, mode: ComposerMode) -> None:
        """What was submitted is on disk: take it out, keep what was typed behind it since."""
        sent = self._under_way.pop(mode, None)
        if sent is None:
            return
        editor, text = self._editors[mode], self.text(mode)
        if text.startswith(sent):
            editor.setPlainText(text[len(sent) :].lstrip("\n"))
            editor.moveCursor(QTextCursor.MoveOperation.End)
        self._refresh()

    def keep_submitted(self, mode: ComposerMode) -> None:
        """What was submitted could not be stored: it stays and may be submitted again."""
        self._under_way.pop(mode, None)
        self._refresh()

    def doubt_submitted(
        self, mode: ComposerMode, sentence: str, *, start: int, length: int
    ) -> None:
        """What was submitted stays until somebody insists; what is doubtful in it is selected."""
        sent = self._under_way.pop(mode, None)
        self._refresh()
        if sent is None or sent != self.text(mode) or mode is not self.mode:
            return
        self._doubted = (mode, sent)
        self._say_doubts(sentence)
        self.editor.choose(start, length)

    @property
    def changing(self) -> int | None:
        """Which message of the log the field has other words for, in place of a reply."""
        return self._changing[0] if self._changing else None

    def begin_change(self, seq: int, text: str) -> None:
        """Edit something that was said; the draft is set aside until that is over."""
        self.end_change()
        self.set_mode(ComposerMode.REPLY)
        draft = self.text(ComposerMode.REPLY)
        self.set_text(ComposerMode.REPLY, text)
        self._changing = (seq, draft)
        self._change_line.show()
        self._name_send()
        self.focus_editor()

    def end_change(self) -> None:
        """The draft comes back. Idempotent."""
        if self._changing is not None:
            _, draft = self._changing
            self._changing = None
            self._change_line.hide()
            self._name_send()
            self._under_way.pop(ComposerMode.REPLY, None)
            self.set_text(ComposerMode.REPLY, draft)

    def print_keys(self, anyway: QKeySequence) -> None:
        """The keys that send in spite of a doubt."""
        self._anyway_keys = anyway
        if self._doubts is not None:
            self._doubts.print_keys(anyway)

    @property
    def doubted(self) -> bool:
        """Whether somebody must decide about the text in sight."""
        return self._doubted is not None

    @Slot()
    def send_anyway(self) -> None:
        """Send what was doubted as it is."""
        if self._doubted == (self.mode, self.text()) and self._can_submit(self.text()):
            mode, text = self._doubted
            self._forget_doubts()
            self._under_way[mode] = text
            self._refresh()
            self.insisted.emit(mode, text)

    def editors(self) -> tuple[ComposerEditor, ...]:
        """The fields of both drafts."""
        return tuple(self._editors.values())

    @property
    def editor(self) -> ComposerEditor:
        """The field in sight."""
        return self._editors[self.mode]

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
        self._status.set_text(text)

    def set_writable(self, writable: bool, *, reason: str = "") -> None:
        """Allow to write here, or say why not. Drafts stay."""
        self._writable = writable
        for mode, editor in self._editors.items():
            editor.setReadOnly(not writable)
            editor.setPlaceholderText(self._placeholder(mode) if writable else reason)
        self._refresh()

    @property
    def is_writable(self) -> bool:
        """Whether one may write here."""
        return self._writable

    @property
    def takes_files(self) -> bool:
        """Whether files can go from here."""
        return self._writable and not self._notes_only

    @property
    def has_text(self) -> bool:
        """Whether either draft has any."""
        return any(self.text(mode) for mode in _MODES)

    def set_notes_only(self, only: bool) -> None:
        """Whether only colleagues are written to here."""
        if only != self._notes_only:
            self._notes_only = only
            self._tabs.setEnabled(not only)
            self.set_mode(ComposerMode.NOTE if only else ComposerMode.REPLY)

    def add_tool(self, tool: Button) -> None:
        """Put a control at the left of the lower row; where room is short its words go."""
        tool.setAccessibleName(tool.text())
        self._tools.addWidget(tool)
        self._tool_buttons.append(tool)
        self._fit()

    def set_strip(self, strip: QWidget) -> None:
        """Put what shows the attached files between the text and the lower row."""
        self._strip = strip
        self._column.insertWidget(2, strip)

    def set_attached(self, count: int) -> None:
        """So many files go with the reply: beside them it needs no words."""
        self._attached = count
        self._show_strip()
        self._refresh()

    def show_canned(self, query: str, replies: Sequence[CannedReply]) -> None:
        """The answer to `canned_wanted`. Too late for a slash that is gone, it does nothing."""
        if query != self._query:
            return
        self._answered = True
        if self._dismissed:
            return
        if self._popup is None:
            self._popup = CannedPopup(self)
            self._popup.chosen.connect(self._on_popup_chosen)
        self._popup.show_over(self._stack, replies)

    @Slot()
    def start_canned(self) -> None:
        """Begin a canned reply as if a slash had been typed."""
        self.focus_editor()
        before = self.editor.line_before_cursor()
        self.editor.insertPlainText("/" if not before or before[-1].isspace() else " /")

    def _make_editor(self, mode: ComposerMode) -> ComposerEditor:
        editor = ComposerEditor(mode)
        editor.send_pressed.connect(self._on_editor_send_pressed)
        editor.up_pressed.connect(self.change_wanted)
        editor.escape_pressed.connect(self._on_editor_escape_pressed)
        editor.textChanged.connect(self._on_editor_text_changed)
        editor.canned_moved.connect(self._on_editor_canned_moved)
        editor.files_offered.connect(self._on_editor_files_offered)
        editor.installEventFilter(self)
        self._stack.addWidget(editor)
        return editor

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._tabs)
        head.addWidget(self._warning, 1)
        head.addWidget(self._status)
        self._foot = foot = QHBoxLayout()
        foot.setSpacing(8)
        self._tools.setSpacing(6)
        foot.addLayout(self._tools)
        foot.addStretch(1)
        foot.addWidget(self._counter)
        foot.addWidget(self._hint)
        foot.addWidget(self._send)
        self._column = column = QVBoxLayout(self)
        theme.current().measures_changed.connect(self._on_measures_changed)
        column.addLayout(head)
        column.addWidget(self._stack)
        column.insertWidget(1, self._change_line)
        column.addWidget(self._notice)
        column.addLayout(foot)
        self._space()

    def _show_mode(self) -> None:
        mode = self.mode
        note = mode is ComposerMode.NOTE
        self._stack.setCurrentWidget(self.editor)
        self._stack.setFixedHeight(self.editor.height())
        ground = Ground.COMPOSER_TALK if self._colleagues else Ground.BAR_BOTTOM
        set_ground(self, Ground.COMPOSER_NOTE if note else ground)
        self._warning.set_tone(Tone.WARN if note else Tone.ACCENT)
        self._warning.set_text(self._for_whom(mode))
        self._hint.set_text(
            translate("Composer", "Enter: new line")
            if note
            else translate("Composer", "Shift+Enter: new line")
        )
        self._send.set_look(Look.NOTE if note else Look.PRIMARY)
        self._send.set_icon(Icon.NOTE if note else Icon.SEND)
        # The editor listens to it: Enter belongs to whoever has the focus.
        self._send.set_keys(_SEND_KEYS[mode], bound=False)
        self._show_strip()
        self._name_send()
        self._refresh()

    def _name_send(self) -> None:
        words = translate("Composer", "Send")
        if self.mode is ComposerMode.NOTE:
            words = translate("Composer", "Save note")
        elif self._changing is not None:
            words = translate("Composer", "Save")
        self._send.setAccessibleName(words)
        self._fit()

    def _for_whom(self, mode: ComposerMode) -> str:
        """Said where it is not the subscriber of the chat."""
        if mode is ComposerMode.NOTE:
            return translate("Composer", "NOTE · only colleagues see it")
        if self._colleagues:
            words = translate("Composer", "COLLEAGUES · to {names}, no subscriber sees it")
            return words.format(names=self._colleagues)
        return ""

    def _placeholder(self, mode: ComposerMode) -> str:
        if mode is ComposerMode.NOTE:
            return translate("Composer", "A note for colleagues")
        if self._colleagues:
            words = translate("Composer", "A message to {names}")
            return words.format(names=self._colleagues)
        return translate("Composer", "A reply to the subscriber")

    def _refresh(self) -> None:
        text = self.text()
        left = TEXT_CHARACTERS - len(text)
        self._counter.setVisible(left <= COUNTED)
        if left <= COUNTED:
            if left >= 0:
                words = translate("Composer", "%n character(s) left", "", left)
            else:
                words = translate("Composer", "%n character(s) too many", "", -left)
            self._counter.set_text(words)
            self._counter.set_tone(Tone.LATE if left < 0 else Tone.MUTED)
        self._send.setEnabled(self._can_submit(text))

    def _show_strip(self) -> None:
        if self._strip is not None:
            self._strip.setVisible(self._attached > 0 and self.mode is ComposerMode.REPLY)

    def _can_submit(self, text: str) -> bool:
        wordless = self._attached > 0 and self.mode is ComposerMode.REPLY
        fits = (wordless or bool(text.strip())) and len(text) <= TEXT_CHARACTERS
        return self._writable and fits and self.mode not in self._under_way

    @Slot()
    def _submit(self) -> None:
        mode, text = self.mode, self.text()
        if self._can_submit(text):
            text = text if text.strip() else ""
            self._under_way[mode] = text
            self._refresh()
            self.submitted.emit(mode, text)

    @Slot()
    def _on_editor_send_pressed(self) -> None:
        if self.text() or self._can_submit(""):
            self._submit()
        else:
            self.hurried.emit()

    @Slot()
    def _on_editor_escape_pressed(self) -> None:
        if self._doubted is not None:
            self._forget_doubts()
        elif self._changing is not None and self.mode is ComposerMode.REPLY:
            self.end_change()
        else:
            self.regretted.emit()

    @Slot()
    def _on_doubts_edit_wanted(self) -> None:
        self._forget_doubts()
        self.focus_editor()

    def _forget_doubts(self) -> None:
        self._doubted = None
        if self._doubts is not None:
            self._doubts.say("")

    def _say_doubts(self, sentence: str) -> None:
        if self._doubts is None:
            self._doubts = DoubtBar()
            self._doubts.anyway_wanted.connect(self.send_anyway)
            self._doubts.edit_wanted.connect(self._on_doubts_edit_wanted)
            self._doubts.print_keys(self._anyway_keys)
            self._column.insertWidget(self._column.indexOf(self._foot), self._doubts)
        self._doubts.say(sentence)

    @Slot(int)
    def _on_tabs_chosen(self, index: int) -> None:
        self._forget_doubts()
        self._close_popup()
        self._show_mode()
        self.focus_editor()
        self.mode_changed.emit(self.mode)

    @Slot()
    def _on_editor_text_changed(self) -> None:
        self._stack.setFixedHeight(self.editor.height())
        if self._doubted is not None and self._doubted != (self.mode, self.text()):
            self._forget_doubts()
        self._refresh()
        if self._setting:
            return
        for mode, editor in self._editors.items():
            if editor is self.sender() and not (self._changing and mode is ComposerMode.REPLY):
                self.text_edited.emit(mode, editor.toPlainText())

    @Slot(list)
    def _on_editor_files_offered(self, files: list[Offered]) -> None:
        """Files go to the subscriber: who adds one to a note has the reply before him next."""
        if self.takes_files:
            self.set_mode(ComposerMode.REPLY)
            self.files_offered.emit(files)

    @Slot(object)
    def _on_editor_canned_moved(self, query: str | None) -> None:
        if self._setting or self.sender() is not self.editor or query == self._query:
            return
        began = self._query is None
        self._query = query
        if query is None:
            self._close_popup()
        elif began or not self._dismissed:
            self._dismissed, self._answered = False, False
            self.canned_wanted.emit(query)

    @Slot(CannedReply)
    def _on_popup_chosen(self, reply: CannedReply) -> None:
        editor = self.editor
        self._hide_popup()
        editor.replace_canned(reply.inserted)
        self._close_popup()
        self.focus_editor()
        self.canned_chosen.emit(reply)

    def _close_popup(self) -> None:
        self._query, self._dismissed, self._answered = None, False, True
        self._hide_popup()

    def _hide_popup(self) -> None:
        if self._popup is not None:
            self._popup.hide()

    def _press_in_popup(self, event: QKeyEvent) -> bool:
        """Whether the key was meant for the list of canned replies."""
        key = Qt.Key(event.key())
        if self._query and not self._answered and key in _TAKE:
            return True  # a slash command half typed is not a reply to the subscriber
        if self._popup is None or self._popup.isHidden():
            return False
        if key in _TAKE and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._popup.take_choice()
        elif key is Qt.Key.Key_Escape:
            self._dismissed = True
            self._popup.hide()
        elif key is Qt.Key.Key_Up:
            self._popup.move_choice(-1)
        elif key is Qt.Key.Key_Down:
            self._popup.move_choice(1)
        else:
            return False
        return True

    def _retranslate(self) -> None:
        self._tabs.set_text(0, translate("Composer", "Reply"))
        self._tabs.set_text(1, translate("Composer", "Note"))
        self._change_line.set_text(
            translate("Composer", "Other words for a sent message · Enter: save, Esc: leave it")
        )
        for mode, editor in self._editors.items():
            editor.setAccessibleName(self._placeholder(mode))
            if self._writable:
                editor.setPlaceholderText(self._placeholder(mode))

    def _fit(self) -> None:
        """The hint stands where the buttons leave room for it; then the tools' words go, too."""
        self._space()
        if not self.isVisible():
            return  # as it is shown, it is fitted
        self._hint.show()
        self._send.setText(self._send.accessibleName())
        for button in self._tool_buttons:
            button.setText(button.accessibleName())
        if self._overflows():
            self._hint.hide()
        if self._overflows():
            for button in self._tool_buttons:
                button.setText("")
        # In a pane as narrow as they get even the button that sends is but its sign and key.
        self._send.setText("" if self._overflows() else self._send.accessibleName())
        for button in self._tool_buttons:
            button.setToolTip("" if button.text() else plain_tool_tip(button.accessibleName()))

    @Slot()
    def _on_measures_changed(self) -> None:
        self._stack.setFixedHeight(self.editor.height())
        self._fit()

    def _space(self) -> None:
        above, below = measures.by_density(8, 5), measures.by_density(12, 6)
        side = 8 if self.width() < measures.length(_NARROW) else 16
        self._column.setContentsMargins(side, above, side, below)
        self._column.setSpacing(measures.by_density(8, 5))

    def _overflows(self) -> bool:
        self._column.invalidate()
        self._column.activate()  # else the rows in it go by what they were asked before
        margins = self._column.contentsMargins()
        needed = self._foot.minimumSize().width()
        return needed + margins.left() + margins.right() > self.width()

    # Qt overrides

    def minimumSizeHint(self) -> QSize:
        """The hint gives its room away, so it must not ask for any."""
        return QSize(measures.length(_LEAST), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        self._fit()  # what was never shown asks for no room

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            return self._press_in_popup(event)
        if event.type() is QEvent.Type.FocusOut:
            self._hide_popup()
        elif event.type() is QEvent.Type.Resize:
            self._stack.setFixedHeight(self.editor.height())
        return super().eventFilter(watched, event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self.takes_files and has_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._on_editor_files_offered(offered_files(event.mimeData()))
        event.acceptProposedAction()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self._retranslate()
            self._show_mode()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        # It stands in the window then, not in here, and would stay.
        self._close_popup()
        if self._popup is not None:
            self._popup.setParent(self)
