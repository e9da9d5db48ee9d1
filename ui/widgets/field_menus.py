"""The menus that Qt makes for fields, with the corners of ours."""

from PySide6.QtCore import QObject, QPoint, Qt, Slot
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from ui.widgets.menu import Menu

OWN = "own_menu"
"""The property of a field that sees to its menu itself."""


class FieldMenus(QObject):
    """Takes over the menu of each field that is entered, as long as it lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_application_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_application_focus_changed(self, _: QWidget | None, field: QWidget | None) -> None:
        if not isinstance(field, QLineEdit | QPlainTextEdit) or field.property(OWN):
            return
        if field.contextMenuPolicy() is Qt.ContextMenuPolicy.DefaultContextMenu:
            field.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            field.customContextMenuRequested.connect(self._on_field_menu_wanted)

    @Slot(QPoint)
    def _on_field_menu_wanted(self, at: QPoint) -> None:
        field = self.sender()
        if isinstance(field, QLineEdit | QPlainTextEdit):
            menu = Menu(parent=field)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            menu.adopt(field.createStandardContextMenu())
            within = field.viewport() if isinstance(field, QPlainTextEdit) else field
            menu.popup(within.mapToGlobal(at))
