"""Which pages the settings have, in their order."""

from collections.abc import Sequence
from functools import partial

from ui.desk.commands import Command
from ui.settings.alerts_page import AlertsPage
from ui.settings.appearance_page import AppearancePage
from ui.settings.keys_page import KeysPage
from ui.settings.privacy_page import PrivacyPage
from ui.settings.settings_window import MakePage
from ui.settings.writing_page import WritingPage


def subjects(commands: Sequence[Command]) -> tuple[MakePage, ...]:
    """The pages for a window with these commands."""
    return (AppearancePage, WritingPage, AlertsPage, partial(KeysPage, commands), PrivacyPage)
