"""The theme in force: applies tokens to the application and tells when they change."""

from functools import cache
from typing import cast

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QStyleFactory

from console.core.preferences import Accent, ThemeChoice
from ui.theme import accents, fitting, fonts, measures, style_sheet
from ui.theme.measures import Measures
from ui.theme.palette import palette
from ui.theme.tokens import ThemeName, Tokens, load_tokens


class Theme(QObject):
    """Tokens in force and their epoch, a key for caches of things drawn.

    Signals:
        theme_changed: tokens and epoch are new, the application is already restyled.
        measures_changed: text and rows have another size, which widgets have already taken.
    """

    theme_changed = Signal()
    measures_changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._choice = ThemeChoice.SYSTEM
        self._accent = Accent.TEAL
        self._tokens = _tokens(ThemeName.LIGHT, self._accent)
        self._epoch = 0
        fonts.load_fonts()
        application.setStyle(QStyleFactory.create("Fusion"))
        application.setFont(fonts.sized(fonts.Type.BODY))
        # Both are held: the second is lost in Python together with the first.
        self._hints = application.styleHints()
        self._accessibility = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._on_system_scheme_changed)
        self._accessibility.contrastPreferenceChanged.connect(self._on_system_contrast_changed)
        self._apply()

    @property
    def tokens(self) -> Tokens:
        """Colours to draw with now."""
        return self._tokens

    @property
    def epoch(self) -> int:
        """Raised by every change."""
        return self._epoch

    @property
    def choice(self) -> ThemeChoice:
        """What the person chose."""
        return self._choice

    def choose(self, choice: ThemeChoice) -> None:
        """Switch at once. Idempotent."""
        self._choice = choice
        self._settle()

    def tint(self, accent: Accent) -> None:
        """Wear another accent at once. Idempotent."""
        self._accent = accent
        self._settle()

    def measure(self, wanted: Measures) -> None:
        """Draw everything at another size at once. Idempotent."""
        if wanted == measures.in_force():
            return
        measures.hold(wanted)
        self._application.setFont(fonts.sized(fonts.Type.BODY))
        self._apply()
        fitting.fit_all()
        self.measures_changed.emit()

    @Slot(Qt.ColorScheme)
    def _on_system_scheme_changed(self, scheme: Qt.ColorScheme) -> None:
        self._settle()

    @Slot(Qt.ContrastPreference)
    def _on_system_contrast_changed(self, contrast: Qt.ContrastPreference) -> None:
        self._settle()

    def _settle(self) -> None:
        wanted = _tokens(self._wanted(), self._accent)
        if wanted is not self._tokens:
            self._tokens = wanted
            self._apply()
            self.theme_changed.emit()

    def _wanted(self) -> ThemeName:
        if self._choice is not ThemeChoice.SYSTEM:
            return ThemeName(self._choice.value)
        if self._accessibility.contrastPreference() is Qt.ContrastPreference.HighContrast:
            return ThemeName.CONTRAST
        # Without a desktop theme the platform answers Unknown, and setColorScheme does nothing.
        scheme = self._hints.colorScheme()
        return ThemeName.DARK if scheme is Qt.ColorScheme.Dark else ThemeName.LIGHT

    def _apply(self) -> None:
        self._epoch += 1
        self._application.setPalette(palette(self._tokens))
        self._application.setStyleSheet(style_sheet.render(self._tokens))
        # Another sheet gives widgets back the fonts that they had under their first one.
        fitting.fit_fonts()


@cache
def current() -> Theme:
    """The theme of the running application, put in force at the first call."""
    application = cast("QApplication | None", QApplication.instance())
    if application is None:
        raise RuntimeError("a theme needs a QApplication")
    return Theme(application)


@cache
def _tokens(name: ThemeName, accent: Accent) -> Tokens:
    return accents.worn(load_tokens(name), accent)
