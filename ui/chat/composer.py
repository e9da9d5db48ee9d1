"""The composer of one chat: a reply or a note, never mistaken for each other, never lost."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QHideEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from protocol.limits import TEXT_CHARACTERS
from ui.chat.canned_popup import CannedReply
from ui.chat.canned_typing import CannedTyping
from ui.chat.composer_editor import ComposerEditor
from ui.chat.composer_frame import ComposerFrame
from ui.chat.composer_mode import ComposerMode
from ui.chat.files_of_drafts import FilesOfDrafts
from ui.chat.offered_files import Offered, has_files, offered_files
from ui.widgets.ground import Ground, set_ground


@dataclass(frozen=True, slots=True)
class Change:
    """Other words for what stands at a place of the log, and the draft that gave way to them."""

    seq: int
    mode: ComposerMode
    draft: str


class Composer(ComposerFrame):
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
        files_offered: files and pictures that could go with this draft.
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
    files_offered = Signal(ComposerMode, list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._under_way: dict[ComposerMode, str] = {}
        self._writable = True
        self._notes_only = False
        self._colleagues = ""
        self._changing: Change | None = None
        self.setAcceptDrops(True)

        self.fields.send_pressed.connect(self._on_fields_send_pressed)
        self.fields.up_pressed.connect(self.change_wanted)
        self.fields.escape_pressed.connect(self._on_fields_escape_pressed)
        self.fields.changed.connect(self._on_fields_changed)
        self.fields.edited.connect(self._on_fields_edited)
        self.fields.files_offered.connect(self._on_fields_files_offered)
        self._canned = CannedTyping(self, over=self.fields)
        self._canned.watch(self.fields.editors())
        self.fields.canned_moved.connect(self._canned.follow)
        self._canned.wanted.connect(self.canned_wanted)
        self._canned.chosen.connect(self._on_canned_chosen)
        self.doubts.anyway_wanted.connect(self.send_anyway)
        self.doubts.edit_wanted.connect(self._on_doubts_edit_wanted)
        self.head.mode_changed.connect(self._on_head_mode_changed)
        self.foot.send_pressed.connect(self._submit)
        self.foot.leave_pressed.connect(self._on_foot_leave_pressed)
        self.fields.name(colleagues=self._colleagues)
        self._show_mode()

    def write_to_colleagues(self, names: str) -> None:
        """This is no subscriber's chat: there is one draft, and it says to whom it goes."""
        if self._colleagues != names:
            self.set_mode(ComposerMode.REPLY)
            self._colleagues = names
            self.head.tabs.hide()
            self.fields.name(colleagues=names)
            self._show_mode()

    @property
    def mode(self) -> ComposerMode:
        """Which draft is in sight."""
        return self.head.mode

    def set_mode(self, mode: ComposerMode) -> None:
        """Bring a draft in sight; the other one keeps its text. A talk has one, and no note."""
        barred = ComposerMode.NOTE if self._colleagues else ComposerMode.REPLY
        if mode is not barred or not (self._colleagues or self._notes_only):
            self.head.choose(mode)

    def text(self, mode: ComposerMode | None = None) -> str:
        """The draft of a mode, by default of the one in sight."""
        return self.fields.text(mode or self.mode)

    def set_text(self, mode: ComposerMode, text: str) -> None:
        """Restore a draft. It is not reported as edited."""
        if self._changing is not None and mode is self._changing.mode:
            self._changing = replace(self._changing, draft=text)
            return
        self.fields.set_text(mode, text)

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
        if sent is not None:
            self.fields.take_out(mode, sent)
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
        self.doubts.say((mode, sent), sentence)
        self.editor.choose(start, length)

    @property
    def changing(self) -> int | None:
        """What of the log a field has other words for, in place of a draft."""
        return self._changing.seq if self._changing else None

    def changed_in(self, mode: ComposerMode) -> int | None:
        """The same, if it is the field of this draft."""
        return self._changing.seq if self._changing and self._changing.mode is mode else None

    def begin_change(self, seq: int, text: str, *, mode: ComposerMode = ComposerMode.REPLY) -> None:
        """Edit something that was said, a message or a note, in the field where such is written;
        the draft is set aside until that is over."""
        self.end_change()
        self.set_mode(mode)
        if self.mode is not mode:
            return  # it is written by others by now
        draft = self.text(mode)
        self.set_text(mode, text)
        self._changing = Change(seq, mode, draft)
        self._tell_change()
        self.focus_editor()

    def end_change(self) -> None:
        """The draft comes back. Idempotent."""
        if self._changing is not None:
            over = self._changing
            self._changing = None
            self._tell_change()
            self._under_way.pop(over.mode, None)
            self.set_text(over.mode, over.draft)

    def print_keys(self, anyway: QKeySequence) -> None:
        """The keys that send in spite of a doubt."""
        self.doubts.print_keys(anyway)

    @property
    def doubted(self) -> bool:
        """Whether somebody must decide about the text in sight."""
        return self.doubts.about is not None

    @Slot()
    def send_anyway(self) -> None:
        """Send what was doubted as it is."""
        mode, text = self.mode, self.text()
        if self.doubts.about == (mode, text) and self._can_submit(text):
            self.doubts.forget()
            self._under_way[mode] = text
            self._refresh()
            self.insisted.emit(mode, text)

    def editors(self) -> tuple[ComposerEditor, ...]:
        """The fields of both drafts."""
        return self.fields.editors()

    @property
    def editor(self) -> ComposerEditor:
        """The field in sight."""
        return self.fields.editor(self.mode)

    def set_writable(self, writable: bool, *, reason: str = "") -> None:
        """Allow to write here, or say why not. Drafts stay."""
        self._writable = writable
        self.fields.set_writable(writable, reason=reason, colleagues=self._colleagues)
        self._refresh()

    @property
    def is_writable(self) -> bool:
        """Whether one may write here."""
        return self._writable

    @property
    def has_text(self) -> bool:
        """Whether either draft has any."""
        return any(map(self.fields.text, ComposerMode))

    def set_notes_only(self, only: bool) -> None:
        """Whether only colleagues are written to here."""
        if only != self._notes_only:
            self._notes_only = only
            self.head.tabs.setEnabled(not only)
            self.set_mode(ComposerMode.NOTE if only else ComposerMode.REPLY)

    def carry_files(self, files: FilesOfDrafts) -> None:
        """Put what shows the files of the drafts over the text: beside them it needs no words."""
        self.put_files(files)
        files.changed.connect(self._on_files_changed)
        files.show_mode(self.mode)
        self._on_files_changed()

    def show_canned(self, query: str, replies: Sequence[CannedReply]) -> None:
        """The answer to `canned_wanted`. Too late for a slash that is gone, it does nothing."""
        self._canned.show(query, replies)

    @Slot()
    def start_canned(self) -> None:
        """Begin a canned reply as if a slash had been typed."""
        self.focus_editor()
        before = self.editor.line_before_cursor()
        self.editor.insertPlainText("/" if not before or before[-1].isspace() else " /")

    def _show_mode(self) -> None:
        mode = self.mode
        self.fields.show_mode(mode)
        ground = Ground.COMPOSER_TALK if self._colleagues else Ground.BAR_BOTTOM
        set_ground(self, Ground.COMPOSER_NOTE if mode is ComposerMode.NOTE else ground)
        if self.files is not None:
            self.files.show_mode(mode)
            self._on_files_changed()
        self._tell_change()
        self._refresh()

    @property
    def _changes_here(self) -> bool:
        return self.changed_in(self.mode) is not None

    def _tell_change(self) -> None:
        self.head.say_what(colleagues=self._colleagues, changing=self._changes_here)
        self.foot.show_mode(self.mode, changing=self._changes_here)
        self.fit()

    def _refresh(self) -> None:
        text = self.text()
        self.room.show_room(self.mode, text)
        self.foot.set_sendable(self._can_submit(text))

    def _can_submit(self, text: str) -> bool:
        mode = self.mode
        wordless = self.files is not None and self.files.count(mode) > 0 and not self._changes_here
        fits = (wordless or bool(text.strip())) and len(text) <= TEXT_CHARACTERS
        return self._writable and fits and mode not in self._under_way

    @Slot()
    def _submit(self) -> None:
        mode, text = self.mode, self.text()
        if self._can_submit(text):
            text = text if text.strip() else ""
            self._under_way[mode] = text
            self._refresh()
            self.submitted.emit(mode, text)

    @Slot()
    def _on_fields_send_pressed(self) -> None:
        if self.text() or self._can_submit(""):
            self._submit()
        else:
            self.hurried.emit()

    @Slot()
    def _on_fields_escape_pressed(self) -> None:
        if self.doubted:
            self.doubts.forget()
        elif self._changes_here:
            self.end_change()
        else:
            self.regretted.emit()

    @Slot()
    def _on_foot_leave_pressed(self) -> None:
        self.doubts.forget()
        self.end_change()
        self.focus_editor()

    @Slot()
    def _on_files_changed(self) -> None:
        """Who hears the screen is told with the field what stays behind, as others see it."""
        if self.files is not None:
            self.editor.setAccessibleDescription(self.files.aside)
        self._refresh()

    @Slot()
    def _on_doubts_edit_wanted(self) -> None:
        self.doubts.forget()
        self.focus_editor()

    @Slot(ComposerMode)
    def _on_head_mode_changed(self, mode: ComposerMode) -> None:
        self.doubts.forget()
        self._canned.close()
        self._show_mode()
        self.focus_editor()
        self.mode_changed.emit(mode)

    @Slot()
    def _on_fields_changed(self) -> None:
        self.doubts.keep((self.mode, self.text()))
        self._refresh()

    @Slot(ComposerMode, str)
    def _on_fields_edited(self, mode: ComposerMode, text: str) -> None:
        if self._changing is None or mode is not self._changing.mode:
            self.text_edited.emit(mode, text)

    @Slot(ComposerMode, list)
    def _on_fields_files_offered(self, mode: ComposerMode, files: list[Offered]) -> None:
        """They go with the draft that they were given to, and with no other."""
        if self._writable:
            self.files_offered.emit(mode, files)

    @Slot(CannedReply)
    def _on_canned_chosen(self, reply: CannedReply) -> None:
        self.editor.replace_canned(reply.inserted)
        self._canned.close()
        self.focus_editor()
        self.canned_chosen.emit(reply)

    # Qt overrides

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._writable and has_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self._on_fields_files_offered(self.mode, offered_files(event.mimeData()))
        event.acceptProposedAction()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() is QEvent.Type.LanguageChange:
            self.fields.name(colleagues=self._colleagues)
            self._show_mode()
        super().changeEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self._canned.leave()
