"""Qt's own file dialog in our words and lines; a desktop's dialog has its own."""

from PySide6.QtCore import QCoreApplication, QFileInfo, QObject
from PySide6.QtGui import QAbstractFileIconProvider, QIcon
from PySide6.QtWidgets import QFileDialog, QListView, QSplitter, QToolButton

from ui.theme import icons, measures, theme
from ui.theme.icons import Icon

translate = QCoreApplication.translate

_PLACES_WIDTH = 160
_BUTTONS = {
    "backButton": Icon.CHEVRON_LEFT,
    "forwardButton": Icon.CHEVRON_RIGHT,
    "toParentButton": Icon.ARROW_UP,
    "newFolderButton": Icon.PLUS,
}
"""By the names that Qt gave them."""
_VIEWS = ("listModeButton", "detailModeButton")


def named(dialog: QFileDialog) -> QFileDialog:
    """The dialog with every part of it named in the language of the windows."""
    saves = dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    accept = translate("Files", "Save") if saves else translate("Files", "Open")
    for part, words in (
        (QFileDialog.DialogLabel.LookIn, translate("Files", "Folder:")),
        (QFileDialog.DialogLabel.FileName, translate("Files", "File name:")),
        (QFileDialog.DialogLabel.FileType, translate("Files", "Kind of file:")),
        (QFileDialog.DialogLabel.Accept, accept),
        (QFileDialog.DialogLabel.Reject, translate("Dialog", "Cancel")),
    ):
        dialog.setLabelText(part, words)
    # Names alone: kinds, sizes and dates have forms of Qt's own, in English, and no room.
    dialog.setViewMode(QFileDialog.ViewMode.List)
    splitter = dialog.findChild(QSplitter, "splitter")
    if splitter is not None:  # else it is the desktop's, and has no parts here
        for name in _VIEWS:
            _button(dialog, name).hide()
        for view in dialog.findChildren(QListView):
            view.setIconSize(measures.size(icons.SIZE, icons.SIZE))
        width = measures.length(_PLACES_WIDTH)
        splitter.setSizes([width, max(width, dialog.width() - width)])
        _Drawn(dialog)
    return dialog


def _button(dialog: QFileDialog, name: str) -> QToolButton:
    found = dialog.findChild(QToolButton, name)
    assert found is not None, name
    return found


class _Drawn(QObject):
    """Keeps a dialog in our icons, in the colours that hold."""

    def __init__(self, dialog: QFileDialog) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        theme.current().theme_changed.connect(self._draw)
        self._draw()

    def _draw(self) -> None:
        color, ratio = theme.current().tokens.muted, self._dialog.devicePixelRatioF()
        for name, icon in _BUTTONS.items():
            _button(self._dialog, name).setIcon(icons.qicon(icon, color, ratio=ratio))
        self._icons = _FileIcons(ratio)
        self._dialog.setIconProvider(self._icons)


class _FileIcons(QAbstractFileIconProvider):
    """A folder or a file, whatever is in it."""

    def __init__(self, ratio: float) -> None:
        super().__init__()
        tokens = theme.current().tokens
        self._folder = icons.qicon(Icon.FOLDER, tokens.accent, ratio=ratio)
        self._file = icons.qicon(Icon.FILE, tokens.muted, ratio=ratio)

    # Qt overrides

    def icon(self, of: QAbstractFileIconProvider.IconType | QFileInfo) -> QIcon:
        if isinstance(of, QFileInfo):
            return self._folder if of.isDir() else self._file
        return self._file if of is QAbstractFileIconProvider.IconType.File else self._folder
