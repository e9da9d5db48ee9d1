"""Names for what Qt's own file dialog leaves in English; a desktop's dialog has its own."""

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog

translate = QCoreApplication.translate


def named(dialog: QFileDialog) -> QFileDialog:
    """The dialog with every part of it named in the language of the windows."""
    for part, words in (
        (QFileDialog.DialogLabel.LookIn, translate("Files", "Folder:")),
        (QFileDialog.DialogLabel.FileName, translate("Files", "File name:")),
        (QFileDialog.DialogLabel.FileType, translate("Files", "Kind of file:")),
        (QFileDialog.DialogLabel.Reject, translate("Dialog", "Cancel")),
    ):
        dialog.setLabelText(part, words)
    return dialog
