"""Which pages the settings have, in their order."""

from ui.settings.appearance_page import AppearancePage
from ui.settings.settings_window import MakePage

SUBJECTS: tuple[MakePage, ...] = (AppearancePage,)
