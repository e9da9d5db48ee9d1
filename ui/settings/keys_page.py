"""Which keys do what: each can be given others, kept in a file, taken from one."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from console.core import shortcuts
from console.core.errors import ShortcutsUnreadable
from console.core.preferences import Keys, Preferences
from ui.desk import refusals
from ui.desk.commands import Command, CommandGroup, group_title
from ui.desk.key_search import commands_called
from ui.settings.key_row import KeyRow
from ui.settings.settings_page import ALONG, SettingsPage
from ui.theme import fonts
from ui.theme.icons import Icon
from ui.widgets import key_cap
from ui.widgets.buttons import Button
from ui.widgets.file_dialogs import named
from ui.widgets.ground import Tone
from ui.widgets.keys_field import KeysField
from ui.widgets.labels import Label

translate = QCoreApplication.translate

_PORTABLE = QKeySequence.SequenceFormat.PortableText
_FILE_FILTER = "Pult (*.json)"


class KeysPage(SettingsPage):
    """A row for each command; pressing its keys waits for others."""

    def __init__(self, commands: Sequence[Command], preferences: Preferences) -> None:
        super().__init__(Icon.COMMAND, translate("Settings", "Keys"), preferences)
        self._commands = {one.id: one for one in commands if one.action is not None}
        self._defaults = {
            one.id: one.default.toString(_PORTABLE) for one in self._commands.values()
        }
        self._told = Label(
            translate(
                "Keys",
                "Click a shortcut, then press the new keys. Esc leaves it as it is.",
            ),
            kind=fonts.Type.CAPTION,
            tone=Tone.MUTED,
            wrap=True,
        )
        self._told.setContentsMargins(ALONG, 0, 0, 0)
        self.add_wide(self._told)
        self._file_row()
        self.search = KeysField(
            name=translate("Shortcuts", "Search the keys"),
            hint=translate("Shortcuts", "A name, or press the keys"),
        )
        self.search.query_changed.connect(self._narrow)
        box, line = _line(above=0)
        line.addWidget(self.search)
        self.add_wide(box)
        self.rows: dict[str, KeyRow] = {}
        self._lines: dict[str, QWidget] = {}
        self._headings: dict[CommandGroup, QWidget] = {}
        for group in CommandGroup:
            listed = [one for one in self._commands.values() if one.group is group and one.listed]
            if listed:
                self._headings[group] = self.add_group(group_title(group))
            for command in listed:
                self._row(command)
        self._nothing = Label(
            translate("Shortcuts", "No command has such a name or such keys."), tone=Tone.MUTED
        )
        self._nothing.setContentsMargins(ALONG, 0, 0, 0)
        self._nothing.hide()
        self.add_wide(self._nothing)
        self.show_preferences(preferences)

    def show_preferences(self, preferences: Preferences) -> None:
        super().show_preferences(preferences)
        held = shortcuts.effective(self._defaults, preferences.keys.changed)
        for command_id, row in self.rows.items():
            own = held[command_id] != self._defaults[command_id]
            row.show_keys(self._printed(command_id, held), own=own)

    @property
    def told(self) -> str:
        """What the page says of the last thing done."""
        return self._told.text()

    def assign(self, command_id: str, keys: str) -> None:
        """Give a command these keys, and say from whom they were taken."""
        changed = self.preferences.keys.changed
        if not shortcuts.may_be_assigned(keys):
            self._say(
                translate("Keys", "{keys} is needed for typing. Add Ctrl or Alt.").format(
                    keys=key_cap.key_words(QKeySequence.fromString(keys, _PORTABLE))
                ),
                tone=Tone.LATE,
            )
            return
        loser = shortcuts.holder(self._defaults, changed, keys, but=command_id)
        self._use(shortcuts.assign(self._defaults, changed, command_id, keys))
        if loser is not None:
            self._say(
                translate("Keys", "Taken from “{command}”, which has no keys now.").format(
                    command=self._commands[loser].title
                ),
                tone=Tone.WARN,
            )

    def reset(self, command_id: str) -> None:
        """Back to the keys that we gave to a command."""
        changed = dict(self.preferences.keys.changed)
        self._use(shortcuts.assign(self._defaults, changed, command_id, self._defaults[command_id]))

    def save_to(self, path: Path) -> None:
        """Write the keys into a file."""
        try:
            path.write_text(shortcuts.export(self.preferences.keys.changed), encoding="utf-8")
        except OSError as error:
            self._say(
                translate("Keys", "The file cannot be written: {reason}").format(
                    reason=error.strerror or ""
                ),
                tone=Tone.LATE,
            )
        else:
            self._say(translate("Keys", "Saved to {file}.").format(file=path.name), tone=Tone.OK)

    def load_from(self, path: Path) -> None:
        """Take the keys out of a file; what it cannot mean here is told."""
        try:
            with path.open("rb") as file:
                content = file.read(shortcuts.FILE_BYTES)
            read = shortcuts.read(content, self._defaults, spelt=_spelt)
        except OSError as error:
            self._say(
                translate("Keys", "The file cannot be read: {reason}").format(
                    reason=error.strerror or ""
                ),
                tone=Tone.LATE,
            )
        except ShortcutsUnreadable as error:
            self._say(refusals.sentence(error), tone=Tone.LATE)
        else:
            self._use(dict(read.changed))
            words = translate("Keys", "Keys loaded from {file}.").format(file=path.name)
            if read.unknown:
                words += " " + translate("Keys", "Left out: {names}.").format(
                    names=", ".join(
                        self._commands[one].title if one in self._commands else one
                        for one in read.unknown
                    )
                )
            self._say(words, tone=Tone.WARN if read.unknown else Tone.OK)

    def _printed(self, command_id: str, held: Mapping[str, str]) -> str:
        """With the keys of its row, of which only the first has a line here."""
        title = self._commands[command_id].title
        others = (
            one.id for one in self._commands.values() if not one.listed and one.title == title
        )
        keys = (QKeySequence.fromString(held[one], _PORTABLE) for one in (command_id, *others))
        return key_cap.short_row([key_cap.key_text(one) for one in keys])

    def _use(self, changed: dict[str, str]) -> None:
        self._say("")
        self.change(lambda now: msgspec.structs.replace(now, keys=Keys(changed=changed)))
        self.show_preferences(self.preferences)

    def _say(self, words: str, *, tone: Tone = Tone.MUTED) -> None:
        self._told.set_tone(tone)
        self._told.set_text(
            words
            or translate(
                "Keys",
                "Click a shortcut, then press the new keys. Esc leaves it as it is.",
            )
        )

    def _row(self, command: Command) -> None:
        row = KeyRow(command.id, command.title)
        row.recorded.connect(self.assign)
        row.reset_wanted.connect(self.reset)
        self.rows[command.id] = row
        self._lines[command.id] = self.add_row(command.title, row)

    def _narrow(self, query: str) -> None:
        """Show the rows of what is looked for, under the headings that still have some."""
        held = shortcuts.effective(self._defaults, self.preferences.keys.changed)

        def keys(command: Command) -> list[QKeySequence]:
            return [QKeySequence.fromString(held[command.id], _PORTABLE)]

        listed = [self._commands[one] for one in self.rows]
        found = commands_called(query, listed, title=lambda one: one.title, keys=keys)
        shown = {command.id for command in found}
        for command_id, line in self._lines.items():
            line.setVisible(command_id in shown)
        groups = {command.group for command in found}
        for group, heading in self._headings.items():
            heading.setVisible(group in groups)
        self._nothing.setVisible(not found)

    def _file_row(self) -> None:
        box, line = _line(above=4)
        line.setSpacing(8)
        for title, icon, slot in (
            (translate("Keys", "Load from a file…"), Icon.ARROW_DOWN, self._on_load_clicked),
            (translate("Keys", "Save to a file…"), Icon.ARROW_UP, self._on_save_clicked),
            (translate("Keys", "Reset all"), None, self._on_reset_clicked),
        ):
            button = Button(title, icon=icon)
            button.clicked.connect(slot)
            line.addWidget(button)
        line.addStretch(1)
        self.add_wide(box)

    def _on_save_clicked(self) -> None:
        dialog = QFileDialog(self, translate("Keys", "Save the keys"), "pult-keys.json")
        dialog.setNameFilter(_FILE_FILTER)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_save_file_selected)
        named(dialog).open()

    def _on_load_clicked(self) -> None:
        dialog = QFileDialog(self, translate("Keys", "Load keys from a file"))
        dialog.setNameFilter(_FILE_FILTER)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_load_file_selected)
        named(dialog).open()

    def _on_save_file_selected(self, path: str) -> None:
        self.save_to(Path(path))

    def _on_load_file_selected(self, path: str) -> None:
        self.load_from(Path(path))

    def _on_reset_clicked(self) -> None:
        self._use({})


def _line(*, above: int) -> tuple[QWidget, QHBoxLayout]:
    """A row that begins where the words of the page do."""
    box = QWidget()
    line = QHBoxLayout(box)
    line.setContentsMargins(ALONG, above, 0, above)
    return box, line


def _spelt(keys: str) -> str:
    """One combination as the desktop names it; nothing for what is none, or several."""
    read = QKeySequence.fromString(keys, _PORTABLE)
    return read.toString(_PORTABLE) if read.count() == 1 else ""
