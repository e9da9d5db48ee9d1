"""Saves the conversation in view as a file: reads all of it, asks where to, says what came."""

import asyncio
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QFileDialog

from console.core.errors import ConsoleError
from console.viewmodels import formats
from console.viewmodels.transcript_model import TranscriptModel
from console.viewmodels.transcript_rows import TranscriptRow
from protocol.ids import ConversationId
from ui.chat.transcript_export import exported_text, file_name, write_blocking
from ui.shell.channels import channel_name
from ui.shell.desk_parts import DeskParts
from ui.widgets.file_dialogs import named
from ui.widgets.ground import Tone

translate = QCoreApplication.translate

_ROWS_AT_ONCE = 200
"""Made on the window's thread: two milliseconds."""


class ChatExport(QObject):
    """One conversation at a time; the window stays alive meanwhile."""

    def __init__(self, parts: DeskParts) -> None:
        super().__init__(parts)
        self._parts = parts
        self._conversation: ConversationId | None = None
        self.dialog: QFileDialog | None = None

    def ask(self) -> None:
        """Ask where to save the conversation in view."""
        conversation = self._parts.chat.conversation
        head = self._parts.session.store.head(conversation) if conversation else None
        if conversation is None or head is None:
            return
        self._conversation = conversation
        dialog = self.dialog = QFileDialog(
            self._parts, translate("Export", "Save the conversation")
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(
            [translate("Export", "Text (*.txt)"), translate("Export", "PDF (*.pdf)")]
        )
        dialog.setDefaultSuffix("txt")
        dialog.filterSelected.connect(self._on_dialog_filter_selected)
        dialog.selectFile(file_name(f"{head.name} {formats.short_day(head.entered_at)}"))
        dialog.fileSelected.connect(self._on_dialog_file_selected)
        dialog.finished.connect(dialog.deleteLater)
        named(dialog).open()

    def _on_dialog_filter_selected(self, chosen: str) -> None:
        if self.dialog is not None:
            self.dialog.setDefaultSuffix("pdf" if "*.pdf" in chosen else "txt")

    def _on_dialog_file_selected(self, path: str) -> None:
        if self._conversation is not None:
            self._parts.owner.spawn("export", self._save(self._conversation, Path(path)))

    async def _save(self, conversation: ConversationId, path: Path) -> None:
        parts = self._parts
        try:
            await parts.session.read_back_to(conversation, 1)
            text = exported_text(await self._rows(conversation), title=self._title(conversation))
            await asyncio.to_thread(write_blocking, text, path)
        except ConsoleError as error:
            parts.fail(error)
        except OSError as error:
            words = translate("Export", "The file could not be written: {reason}")
            title = translate("Export", "The conversation is not saved")
            parts.tell(title, words.format(reason=error.strerror), tone=Tone.LATE)
        else:
            parts.tell(translate("Export", "The conversation is saved"), path.name)

    async def _rows(self, conversation: ConversationId) -> list[TranscriptRow]:
        parts = self._parts
        model = TranscriptModel(parts.session.store, now=parts.feed.here, parent=self)
        try:
            model.show(conversation)
            rows = []
            for row in range(model.rowCount()):
                rows.append(model.row_at(row))
                if row % _ROWS_AT_ONCE == 0:
                    await asyncio.sleep(0)
            return rows
        finally:
            model.deleteLater()

    def _title(self, conversation: ConversationId) -> str:
        head = self._parts.session.store.head(conversation)
        if head is None:
            return ""
        return f"{head.name} · {formats.day(head.entered_at)} · {channel_name(head.channel)}"
