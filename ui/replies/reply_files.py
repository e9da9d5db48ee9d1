"""One's own canned replies to a file and out of one: asks where, says what came of it."""

import asyncio
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from console.core import reply_file
from console.core.errors import ConsoleError, RepliesUnreadable
from console.core.tasks import TaskOwner
from console.session import DeskSession
from protocol.knowledge import ReplyScope
from ui.desk import refusals
from ui.theme.icons import Icon
from ui.widgets.buttons import Button

translate = QCoreApplication.translate

_FILTER = "Pult (*.json)"


class ReplyFiles(QObject):
    """Its two buttons stand in a window.

    Signals:
        told: what has happened, and more of it.
    """

    told = Signal(str, str)

    def __init__(self, session: DeskSession, *, owner: TaskOwner, window: QWidget) -> None:
        super().__init__(window)
        self._session, self._owner, self._window = session, owner, window
        self._working: asyncio.Task[None] | None = None
        self.load_button = Button(translate("Replies", "Load from a file…"), icon=Icon.ARROW_DOWN)
        self.save_button = Button(translate("Replies", "Save yours to a file…"), icon=Icon.ARROW_UP)
        self.load_button.clicked.connect(self._on_load_clicked)
        self.save_button.clicked.connect(self._on_save_clicked)

    def save_to(self, path: Path) -> None:
        """Write all of one's own."""
        self._working = self._owner.spawn("save replies", self._save(path))

    def load_from(self, path: Path) -> None:
        """Save those of a file that are not there yet, each as one's own."""
        self._working = self._owner.spawn("load replies", self._load(path))

    def close(self) -> None:
        """Take no more of a file than was taken."""
        if self._working is not None:
            self._working.cancel()

    async def _save(self, path: Path) -> None:
        own = [one for one in self._session.replies() if one.scope is ReplyScope.OWN]
        text = reply_file.export(sorted(own, key=lambda one: one.title.casefold()))
        try:
            await asyncio.to_thread(path.write_text, text, encoding="utf-8")
        except OSError as error:
            self._tell_of_disk(translate("Replies", "The templates are not saved"), error)
        else:
            count = translate("Replies", "%n template(s)", "", len(own))
            self.told.emit(
                translate("Replies", "Your templates are saved"), f"{path.name} · {count}"
            )

    async def _load(self, path: Path) -> None:
        failed = translate("Replies", "The file was not loaded")
        saved = 0
        try:
            read = reply_file.read(await asyncio.to_thread(_read_blocking, path))
            own = [one for one in self._session.replies() if one.scope is ReplyScope.OWN]
            new = reply_file.unknown_of(read, own)
            for draft in new:
                identity = self._session.new_reply(language=draft.language).reply
                await self._session.save_reply(msgspec.structs.replace(draft, reply=identity))
                saved += 1
        except OSError as error:
            self._tell_of_disk(failed, error)
        except ConsoleError as error:
            done = translate("Replies", "%n template(s) were loaded before that.", "", saved)
            self.told.emit(failed, refusals.sentence(error) + (f" {done}" if saved else ""))
        else:
            there = len(read) - saved
            known = translate("Replies", "%n were here already.", "", there) if there else ""
            self.told.emit(translate("Replies", "%n template(s) loaded", "", saved), known)

    def _tell_of_disk(self, title: str, error: OSError) -> None:
        words = translate("Replies", "The file cannot be used: {reason}")
        self.told.emit(title, words.format(reason=error.strerror))

    def _on_save_clicked(self) -> None:
        dialog = QFileDialog(self._window, translate("Replies", "Save your templates to a file"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_FILTER)
        dialog.setDefaultSuffix("json")
        dialog.selectFile(translate("Replies", "templates.json"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_save_file_selected)
        dialog.open()

    def _on_load_clicked(self) -> None:
        dialog = QFileDialog(self._window, translate("Replies", "Load templates from a file"))
        dialog.setNameFilter(_FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_load_file_selected)
        dialog.open()

    def _on_save_file_selected(self, path: str) -> None:
        self.save_to(Path(path))

    def _on_load_file_selected(self, path: str) -> None:
        self.load_from(Path(path))


def _read_blocking(path: Path) -> bytes:
    """All of a file that is not far too large to be one of ours. Raises `RepliesUnreadable`."""
    with path.open("rb") as file:
        content = file.read(reply_file.FILE_BYTES + 1)
    if len(content) > reply_file.FILE_BYTES:
        raise RepliesUnreadable
    return content
