"""The keys of one who leads: his pages, what his board calls for, what he does in others' chats."""

from PySide6.QtCore import QCoreApplication, QObject

from ui.desk.commands import CommandGroup, Commands
from ui.shell.desk_parts import DeskParts
from ui.shell.lead_deeds import LeadDeeds

translate = QCoreApplication.translate

_PAGES = 9


class LeadKeys(QObject):
    """Binds them; who does not lead is not offered them."""

    def __init__(self, parts: DeskParts, deeds: LeadDeeds, commands: Commands) -> None:
        super().__init__(parts)
        self._deeds = deeds
        group = CommandGroup.LEADING
        for number in range(_PAGES):
            commands.add(
                f"lead.page.{number + 1}",
                translate("Commands", "Go to a page of the lead by its number, 1 to 9"),
                group=group,
                keys=f"Ctrl+Alt+{number + 1}",
                run=_ToPage(self, number).run,
                listed=number == 0,
            )
        for command, title, keys, run in (
            (
                "lead.alerts",
                translate("Commands", "Look at the alerts of the board"),
                "Ctrl+Alt+B",
                self._see_alerts,
            ),
            ("lead.wall", translate("Commands", "Put the board on a wall"), "F11", self._wall),
            (
                "lead.whisper",
                translate("Commands", "Whisper to who answers"),
                "Ctrl+Alt+V",
                deeds.start_whisper,
            ),
            (
                "lead.join",
                translate("Commands", "Join the chat, or leave it"),
                "Ctrl+Alt+J",
                deeds.join_current,
            ),
            (
                "lead.take_over",
                translate("Commands", "Take the chat over"),
                "Ctrl+Alt+O",
                deeds.take_current_over,
            ),
            (
                "lead.assign",
                translate("Commands", "Give the chat to an agent or a queue"),
                "Ctrl+Alt+P",
                deeds.assign_current,
            ),
        ):
            commands.add(command, title, group=group, keys=keys, run=run)

    def to_page(self, number: int) -> None:
        """The page of a number in the navigation."""
        self._deeds.leading.show_page(number)

    def _see_alerts(self) -> None:
        self._deeds.leading.see_alerts()

    def _wall(self) -> None:
        self._deeds.leading.put_on_wall()


class _ToPage(QObject):
    def __init__(self, keys: LeadKeys, number: int) -> None:
        super().__init__(keys)
        self._keys, self._number = keys, number

    def run(self) -> None:
        """Go there."""
        self._keys.to_page(self._number)
