"""Which pages the settings have, in their order."""

from ui.settings.alerts_page import AlertsPage
from ui.settings.appearance_page import AppearancePage
from ui.settings.privacy_page import PrivacyPage
from ui.settings.settings_window import MakePage

SUBJECTS: tuple[MakePage, ...] = (AppearancePage, AlertsPage, PrivacyPage)
