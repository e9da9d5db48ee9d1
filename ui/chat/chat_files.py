"""What a person attaches in one conversation: kept for the draft that it was offered to."""

import asyncio
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog

from console.core.errors import ConsoleError
from console.core.tasks import TaskOwner
from console.session import DeskSession
from protocol.ids import ClientId, ConversationId
from ui.chat.composer import Composer
from ui.chat.composer_mode import ComposerMode
from ui.chat.files_of_drafts import FilesOfDrafts
from ui.chat.offered_files import Offered, png_blocking
from ui.pictures.album import Album
from ui.widgets.file_dialogs import named

translate = QCoreApplication.translate

_PASTED = "picture.png"
"""What a picture without a name is called on its way: it is told by its content."""


class ChatFiles(QObject):
    """Of one composer. Whatever is in sight by the time a file is read, it goes where it was
    offered: a note's never turns into a reply's.

    Signals:
        failed: a file could not be attached, and why.
    """

    failed = Signal(Exception)

    def __init__(
        self,
        conversation: ConversationId,
        composer: Composer,
        *,
        session: DeskSession,
        album: Album,
        owner: TaskOwner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._conversation = conversation
        self._composer = composer
        self._session = session
        self._album = album
        self._owner = owner
        self._shown: FilesOfDrafts | None = None
        self._chosen_for = ComposerMode.REPLY
        composer.files_offered.connect(self._on_composer_files_offered)

    def show(self) -> None:
        """Show the files of both drafts as the state has them."""
        chat = self._session.store.chats.get(self._conversation)
        if self._shown is None:
            if chat is None or not chat.attached:
                return
            self._shown = FilesOfDrafts(picture=self._album.kept)
            self._shown.removed.connect(self._on_shown_removed)
            self._album.changed.connect(self._shown.repaint_pictures)
            self._composer.carry_files(self._shown)
        for mode in ComposerMode:
            note = mode is ComposerMode.NOTE
            self._shown.show_files(mode, chat.drafted_files(note=note) if chat else [])

    def choose(self) -> None:
        """Ask for files of this machine, for the draft in sight."""
        if not self._composer.is_writable:
            return
        self._chosen_for = self._composer.mode  # whatever is in sight when they are
        title = translate("Chat", "Attach files")
        if self._chosen_for is ComposerMode.NOTE:
            title = translate("Chat", "Attach files to the note, for colleagues only")
        dialog = QFileDialog(self._composer, title)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._on_dialog_files_selected)
        named(dialog).open()

    def _on_dialog_files_selected(self, paths: list[str]) -> None:
        self._on_composer_files_offered(self._chosen_for, [Path(path) for path in paths])

    def _on_composer_files_offered(self, mode: ComposerMode, files: list[Offered]) -> None:
        self._owner.spawn("attach", self._attach(files, note=mode is ComposerMode.NOTE))

    async def _attach(self, files: list[Offered], *, note: bool) -> None:
        """One after the other; what one of them is wrong with keeps no other back."""
        here = self._conversation
        for file in files:
            try:
                if isinstance(file, QImage):
                    content = await asyncio.to_thread(png_blocking, file)
                    await self._session.attach(here, _PASTED, content, note=note)
                else:
                    await self._session.attach_path(here, file, note=note)
            except ConsoleError as error:
                self.failed.emit(error)

    def _on_shown_removed(self, key: str) -> None:
        self._owner.spawn("detach", self._session.detach(ClientId(key)))
        self._composer.focus_editor()
