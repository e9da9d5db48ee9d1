"""The keys of what one does among colleagues."""

from PySide6.QtCore import QCoreApplication, QObject

from ui.desk.commands import CommandGroup, Commands
from ui.shell.desk_parts import DeskParts
from ui.shell.talk_deeds import TalkDeeds

translate = QCoreApplication.translate


class TalkKeys(QObject):
    """Binds the commands about talks, and about asking from a message."""

    def __init__(self, parts: DeskParts, deeds: TalkDeeds, commands: Commands) -> None:
        super().__init__(parts)
        for command, title, keys, run in (
            (
                "talk.ask",
                translate("Commands", "Ask a colleague about a message"),
                "Ctrl+Alt+A",
                deeds.ask_about_current,
            ),
            (
                "talk.open",
                translate("Commands", "Write to a colleague"),
                "Ctrl+Alt+C",
                deeds.choose_colleague,
            ),
            (
                "talk.group",
                translate("Commands", "Start a group of colleagues"),
                "Ctrl+Alt+N",
                deeds.choose_group,
            ),
            (
                "talk.settle",
                translate("Commands", "My question is settled"),
                "Ctrl+Alt+K",
                deeds.settle_last,
            ),
            (
                "talk.add",
                translate("Commands", "Add people to the group"),
                "Ctrl+Alt+M",
                deeds.add_people,
            ),
            (
                "talk.rename",
                translate("Commands", "Rename the group"),
                "Ctrl+Alt+R",
                deeds.rename_group,
            ),
            (
                "talk.leave",
                translate("Commands", "Leave the group"),
                "Ctrl+Alt+X",
                deeds.leave_group,
            ),
        ):
            commands.add(command, title, group=CommandGroup.COLLEAGUES, keys=keys, run=run)
