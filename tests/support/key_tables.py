"""The console's keys as its own window would list them, in either language."""

from collections.abc import Callable
from types import SimpleNamespace

from PySide6.QtWidgets import QApplication, QWidget

from ui import translation
from ui.desk.commands import CommandGroup, group_title
from ui.shell.desk_keys import DeskKeys
from ui.translation import Language
from ui.widgets.key_cap import short_row


def _nothing() -> None:
    """What every key does here."""


class _Part:
    """A part of a window, whatever it is asked to do."""

    def __getattr__(self, name: str) -> Callable[[], None]:
        return _nothing


class _Window(QWidget):
    """As much of the agent's window as keys are bound to."""

    def __init__(self) -> None:
        super().__init__()
        self.chat = self.close_requested = self.settings_wanted = self.lock_wanted = _Part()
        self.tour_wanted = _Part()
        self.side = SimpleNamespace(subscriber=_Part())
        self.top_bar = SimpleNamespace(account=_Part(), presence=_Part())
        self.take_back = self.send_anyway = _nothing
        self.toggle_side = self.focus_chat = self.toggle_note = _nothing
        self.open_list = _nothing


def keys_table(language: str, head: tuple[str, str]) -> str:
    """The keys by group, as a table for each."""
    application = QApplication.instance() or QApplication([])
    before = translation.current().language
    translation.current().install(Language(language))
    try:
        window = _Window()
        keys = DeskKeys(window, _Part(), _Part(), _Part(), _Part())  # type: ignore[arg-type]
        listed = [one for one in keys.commands.all() if one.listed]
        parts = []
        for group in CommandGroup:
            lines = [f"**{group_title(group)}**", "", f"| {head[0]} | {head[1]} |", "| --- | --- |"]
            for one in listed:
                if one.group is group:
                    row = [each.keys.toString() for each in keys.commands.row(one)]
                    shown = short_row(row).replace("Return", "Enter")
                    lines.append(f"| `{shown}` | {one.title} |")
            parts.append("\n".join(lines) + "\n")
        window.deleteLater()
    finally:
        translation.current().install(before or Language.EN)
    del application
    return "\n".join(parts)
