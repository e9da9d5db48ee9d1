"""What a person does with a file of a message: opens it after thinking twice, or saves it."""

import asyncio
from pathlib import Path, PurePath

from PySide6.QtCore import QCoreApplication, QObject, QTemporaryDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from console.core.errors import ConsoleError, SettingsError, SettingsReason
from console.core.tasks import TaskOwner
from console.session import DeskSession
from console.viewmodels.transcript_rows import FileLine
from protocol.ids import ClientId, ConversationId, FileId
from ui.chat.row_layouts import FileAction
from ui.widgets import plain_text
from ui.widgets.dialog import Dialog
from ui.widgets.file_dialogs import named
from ui.widgets.labels import Label

translate = QCoreApplication.translate

_NAME = 120
_UNFIT = str.maketrans(dict.fromkeys('/\\:*?"<>|', "_"))


class FileDeeds(QObject):
    """Asks, fetches, writes; what it wrote to be opened goes with it.

    Signals: `failed`: it could not be done, and why.
    """

    failed = Signal(Exception)

    def __init__(self, session: DeskSession, *, owner: TaskOwner, over: QWidget) -> None:
        super().__init__(over)
        self._session = session
        self._owner = owner
        self._over = over
        self._folder: QTemporaryDir | None = None
        self._wanted: tuple[ConversationId, FileLine] | None = None

    def do(self, conversation: ConversationId, file: FileLine, action: FileAction) -> None:
        """Begin with what somebody wants of a file."""
        self._wanted = conversation, file
        name = safe_name(file.name)
        if action is FileAction.SAVE:
            dialog = QFileDialog(self._over, translate("Files", "Save the file"))
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.selectFile(name)
            dialog.fileSelected.connect(self._on_dialog_file_selected)
            dialog.finished.connect(dialog.deleteLater)
            named(dialog).open()
            return
        title = translate("Files", "Open “{name}”?").format(name=name)
        question = Dialog(title, answer=translate("Files", "Open"), parent=self._over)
        words = translate(
            "Files",
            "The file came from outside. Another program of this computer will open it: go on only"
            " if you expected it.",
        )
        question.body.addWidget(Label(words, wrap=True))
        question.accepted.connect(self._on_question_accepted)
        question.open()

    def _on_dialog_file_selected(self, path: str) -> None:
        if self._wanted is not None and path:
            self._owner.spawn("save", self._write(*self._wanted, Path(path), then_open=False))

    def _on_question_accepted(self) -> None:
        if self._wanted is None:
            return
        if self._folder is None:
            self._folder = QTemporaryDir()
        conversation, file = self._wanted
        path = Path(self._folder.path()) / safe_name(file.name)
        self._owner.spawn("open", self._write(conversation, file, path, then_open=True))

    async def _write(
        self, conversation: ConversationId, file: FileLine, path: Path, *, then_open: bool
    ) -> None:
        try:
            if file.kept:
                content = await self._session.kept_content(ClientId(file.key))
            else:
                content = await self._session.fetch(conversation, FileId(file.key))
            await asyncio.to_thread(path.write_bytes, content)
        except OSError:
            self.failed.emit(SettingsError(SettingsReason.DISK))
        except ConsoleError as error:
            self.failed.emit(error)
        else:
            if then_open:
                QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def safe_name(name: str) -> str:
    """A name that is no path, hides nothing of itself, and keeps its ending."""
    line = plain_text.plain_line(name, shown=2 * _NAME).translate(_UNFIT).strip(" .")
    ending = PurePath(line).suffix[:12]
    stem = line.removesuffix(ending)[: _NAME - len(ending)].rstrip(" .")
    return f"{stem}{ending.rstrip()}" if stem else translate("Files", "file")
