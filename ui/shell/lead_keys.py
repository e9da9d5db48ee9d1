"""The keys of one who leads: his pages, and what his board calls for."""

from PySide6.QtCore import QCoreApplication, QObject

from ui.desk.commands import CommandGroup, Commands
from ui.shell.leading import Leading

translate = QCoreApplication.translate

_PAGES = 9


class LeadKeys(QObject):
    """Binds them; who does not lead is not offered them."""

    def __init__(self, leading: Leading, commands: Commands, *, parent: QObject) -> None:
        super().__init__(parent)
        group = CommandGroup.LEADING
        for number in range(_PAGES):
            commands.add(
                f"lead.page.{number + 1}",
                translate("Commands", "Go to a page of the lead by its number, 1 to 9"),
                group=group,
                keys=f"Ctrl+Alt+{number + 1}",
                run=_ToPage(leading, number, parent=self).run,
                listed=number == 0,
            )
        for command, title, keys, run in (
            (
                "lead.alerts",
                translate("Commands", "Look at the alerts of the board"),
                "Ctrl+Alt+A",
                leading.see_alerts,
            ),
        ):
            commands.add(command, title, group=group, keys=keys, run=run)


class _ToPage(QObject):
    def __init__(self, leading: Leading, number: int, *, parent: QObject) -> None:
        super().__init__(parent)
        self._leading, self._number = leading, number

    def run(self) -> None:
        """Go there."""
        self._leading.show_page(self._number)
