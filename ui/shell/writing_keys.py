"""The keys of writing: they reach the draft in use, in whichever pane or window it is."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject

from ui.chat.chat_page import ChatPage
from ui.desk.commands import CommandGroup, Commands
from ui.shell.desk_parts import DeskParts

translate = QCoreApplication.translate

_GROUP = CommandGroup.WRITING


class WritingKeys(QObject):
    """Binds the commands about a draft and about what was said last."""

    def __init__(self, parts: DeskParts, commands: Commands) -> None:
        super().__init__(parts)
        add = commands.add
        add(
            "write.focus",
            translate("Commands", "Go to the draft"),
            group=_GROUP,
            keys="Ctrl+E",
            run=parts.focus_chat,
        )
        add(
            "write.note",
            translate("Commands", "Switch between reply and note"),
            group=_GROUP,
            keys="Ctrl+Shift+M",
            run=parts.toggle_note,
        )
        for command, title, keys, do in (
            (
                "write.take_back",
                translate("Commands", "Undo sending"),
                "Ctrl+Alt+Z",
                ChatPage.take_back,
            ),
            (
                "write.anyway",
                translate("Commands", "Send despite a warning"),
                "Alt+Return",
                ChatPage.send_anyway,
            ),
            (
                "write.attach",
                translate("Commands", "Attach files to the draft"),
                "Ctrl+Shift+U",
                ChatPage.choose_files,
            ),
            (
                "write.change_last",
                translate("Commands", "Edit my last message or note"),
                "Ctrl+Alt+E",
                ChatPage.change_last,
            ),
            (
                "write.delete_last",
                translate("Commands", "Delete my last message or note"),
                "Ctrl+Alt+D",
                ChatPage.delete_last,
            ),
            (
                "write.quote",
                translate("Commands", "Quote the chosen message, or the last one"),
                "Ctrl+Shift+Q",
                lambda page: page.deeds.quote(),
            ),
            (
                "write.spelling",
                translate("Commands", "Suggest spellings of the word at the cursor"),
                "Ctrl+.",
                ChatPage.suggest_spelling,
            ),
            (
                "write.layout",
                translate("Commands", "Retype the draft in the other keyboard layout"),
                "Ctrl+Shift+X",
                ChatPage.turn_layout,
            ),
            (
                "write.emoji",
                translate("Commands", "Choose an emoji"),
                "Ctrl+J",
                ChatPage.open_emoji,
            ),
        ):
            run = _OnThePage(parts, do).run
            add(command, title, group=_GROUP, keys=keys, run=run)
        for command, title, keys in (
            (
                "write.up",
                translate("Commands", "Edit my last message or note, in an empty draft"),
                "Up",
            ),
            (
                "write.undo",
                translate("Commands", "Undo sending, in a draft"),
                "Esc",
            ),
            (
                "write.send",
                translate(
                    "Commands", "Send the reply; in an empty draft, send a waiting reply now"
                ),
                "Return",
            ),
            ("write.line", translate("Commands", "Start a new line in a reply"), "Shift+Return"),
            ("write.save_note", translate("Commands", "Save the note"), "Ctrl+Return"),
            ("write.canned", translate("Commands", "Insert a template, in a draft"), "/"),
        ):
            commands.tell(command, title, group=_GROUP, keys=keys)


class _OnThePage(QObject):
    """Does something on the page that is in use when its key is pressed."""

    def __init__(self, parts: DeskParts, do: Callable[[ChatPage], None]) -> None:
        super().__init__(parts)
        self._parts, self._do = parts, do

    def run(self) -> None:
        """Do it."""
        self._do(self._parts.chat)
