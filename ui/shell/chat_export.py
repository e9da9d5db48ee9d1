"""Saves the conversation in view as a file: asks where to, reads all of it, says what came."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtWidgets import QFileDialog

from console.core.errors import ConsoleError
from console.viewmodels import formats
from protocol.ids import ConversationId
from ui.chat.transcript_export import Writing, exported_part, file_name, write_blocking
from ui.desk import refusals
from ui.desk.channels import channel_name
from ui.shell.desk_parts import DeskParts
from ui.shell.export_bar import ExportBar
from ui.shell.over_desk import open_over
from ui.shell.whole_log import WholeLog
from ui.widgets.file_dialogs import named
from ui.widgets.ground import Tone

translate = QCoreApplication.translate

_READ, _MADE = 0.5, 0.7
"""How much of the whole it is to have read everything, and to have made its words."""
_LOOK_SECONDS = 0.1


class ChatExport(QObject):
    """One conversation at a time; the window stays alive meanwhile.

    Whatever stops it, by its user or because the window closes, leaves no part of a file.
    """

    def __init__(self, parts: DeskParts) -> None:
        super().__init__(parts)
        self._parts = parts
        self._conversation: ConversationId | None = None
        self._task: asyncio.Task[Any] | None = None
        self._writing: Writing | None = None
        self.dialog: QFileDialog | None = None
        self.bar: ExportBar | None = None
        """While one is being saved."""

    def ask(self) -> None:
        """Ask where to save the conversation in view; while one is being saved, go to its stop."""
        if self.bar is not None:
            self.bar.enter()
            return
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
        open_over(self._parts, named(dialog))

    def _on_dialog_filter_selected(self, chosen: str) -> None:
        if self.dialog is not None:
            self.dialog.setDefaultSuffix("pdf" if "*.pdf" in chosen else "txt")

    def _on_dialog_file_selected(self, path: str) -> None:
        if self._conversation is None or self.bar is not None:
            return
        self.bar = ExportBar(over=self._parts.told_over)
        self.bar.stopped.connect(self._on_bar_stopped)
        self._task = self._parts.owner.spawn("export", self._save(self._conversation, Path(path)))

    def _on_bar_stopped(self) -> None:
        if self._writing is not None:
            self._writing.stop()  # and the thread says whether it was too late
        elif self._task is not None and self._task.cancel():
            self._end()
            self._tell_stopped()

    async def _save(self, conversation: ConversationId, path: Path) -> None:
        parts = self._parts
        try:
            texts = await self._texts(conversation)
            saved = await self._write(self._title(conversation), texts, path)
        except ConsoleError as error:
            parts.tell(_not_saved(), refusals.reading_sentence(error), tone=Tone.LATE)
        except OSError as error:
            words = translate("Export", "The file could not be written: {reason}")
            parts.tell(_not_saved(), words.format(reason=error.strerror), tone=Tone.LATE)
        else:
            if saved:
                parts.tell(translate("Export", "The conversation is saved"), path.name)
            else:
                self._tell_stopped()
        finally:
            self._end()

    def _tell_stopped(self) -> None:
        self._parts.tell(
            _not_saved(),
            translate("Export", "You stopped saving; no file was written."),
        )

    def _end(self) -> None:
        if self.bar is not None:
            self.bar.dismiss()
        self.bar = self._task = None

    async def _texts(self, conversation: ConversationId) -> list[str]:
        """What each row says; reading it goes on after a break of the link."""
        log = WholeLog(
            self._parts.feed,
            conversation,
            read=self._on_log_read,
            made=self._on_log_made,
            parent=self,
        )
        try:
            return await log.texts(exported_part)
        finally:
            log.deleteLater()

    def _on_log_read(self, share: float | None) -> None:
        if self.bar is not None:
            self.bar.show_waiting(waits=share is None)
        if share is not None:
            self._show(_READ * share)

    def _on_log_made(self, share: float) -> None:
        self._show(_READ + (_MADE - _READ) * share)

    async def _write(self, title: str, texts: list[str], path: Path) -> bool:
        writing = self._writing = Writing()
        loop = asyncio.get_running_loop()
        written = loop.run_in_executor(None, partial(write_blocking, title, texts, path, writing))
        try:
            while not (await asyncio.wait({written}, timeout=_LOOK_SECONDS))[0]:
                self._show(_MADE + (1 - _MADE) * writing.share)
            return written.result()
        finally:
            writing.stop()  # whoever is cancelled here leaves the thread to take its draft away
            written.cancel()
            self._writing = None

    def _show(self, share: float) -> None:
        if self.bar is not None:
            self.bar.show_share(share)

    def _title(self, conversation: ConversationId) -> str:
        head = self._parts.session.store.head(conversation)
        if head is None:
            return ""
        return f"{head.name} · {formats.day(head.entered_at)} · {channel_name(head.channel)}"


def _not_saved() -> str:
    return translate("Export", "The conversation is not saved")
