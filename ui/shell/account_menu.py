"""The circle with my initials and what belongs to me: the look, the language, signing out."""

from PySide6.QtCore import QCoreApplication, QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from console.core.preferences import ThemeChoice
from ui import translation
from ui.settings.appearance_page import theme_title
from ui.theme import measures, theme
from ui.widgets import painting, plain_text
from ui.widgets.avatar import paint_avatar
from ui.widgets.menu import Menu

translate = QCoreApplication.translate


class AccountButton(QAbstractButton):
    """Opens the menu of the account.

    Signals:
        theme_chosen, language_chosen: by their codes.
        day_wanted, settings_wanted, lock_wanted, shortcuts_wanted, tour_wanted,
        sign_out_wanted, quit_wanted: of the menu.
    """

    theme_chosen = Signal(str)
    language_chosen = Signal(str)
    day_wanted = Signal()
    settings_wanted = Signal()
    lock_wanted = Signal()
    shortcuts_wanted = Signal()
    tour_wanted = Signal()
    sign_out_wanted = Signal()
    quit_wanted = Signal()

    def __init__(self, *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = self._person = ""
        self.setAccessibleName(translate("Account", "Account"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._menu = Menu(parent=self)
        self._who = self._menu.add_head()
        self._day = self._menu.addAction(translate("Account", "My day"))
        self._day.triggered.connect(self.day_wanted)
        self._menu.addSeparator()
        self._themes = self._choices(
            Menu(translate("Account", "Theme"), choices=True, parent=self._menu),
            {choice.value: theme_title(choice) for choice in ThemeChoice},
        )
        self._themes.triggered.connect(self._on_theme_triggered)
        self._languages = self._choices(
            Menu(translate("Account", "Language"), choices=True, parent=self._menu),
            {language.value: name for language, name in translation.OWN_NAMES.items()},
        )
        self._languages.triggered.connect(self._on_language_triggered)
        self._menu.addSeparator()
        self._menu.addAction(translate("Account", "Settings")).triggered.connect(
            self.settings_wanted
        )
        self._menu.addAction(translate("Account", "Keyboard shortcuts")).triggered.connect(
            self.shortcuts_wanted
        )
        self._menu.addAction(translate("Account", "Show me around")).triggered.connect(
            self.tour_wanted
        )
        self._menu.addSeparator()
        self._menu.addAction(translate("Account", "Lock the desk")).triggered.connect(
            self.lock_wanted
        )
        self._menu.addAction(translate("Account", "Sign out")).triggered.connect(
            self.sign_out_wanted
        )
        self._menu.addAction(translate("Account", "Quit")).triggered.connect(self.quit_wanted)
        self.clicked.connect(self.open_menu)

    def set_person(self, *, name: str, person: str) -> None:
        """Show who is signed in."""
        self._name, self._person = name, person
        line = plain_text.plain_line(name)
        self._who.setText(line)
        self.setAccessibleName(translate("Account", "Account of {name}").format(name=line))
        self.update()

    def set_answering(self, answers: bool) -> None:
        """Only who answers has figures of a day."""
        self._day.setVisible(answers)

    def open_menu(self) -> None:
        """Show what belongs to the account."""
        self._mark(self._themes, theme.current().choice.value)
        language = translation.current().language
        self._mark(self._languages, language.value if language else "")
        self._menu.hang(self, right=True)

    def _choices(self, menu: Menu, titles: dict[str, str]) -> QActionGroup:
        self._menu.addMenu(menu)
        group = QActionGroup(menu)
        for code, title in titles.items():
            action = menu.addAction(title)
            action.setData(code)
            action.setCheckable(True)
            group.addAction(action)
        return group

    @staticmethod
    def _mark(group: QActionGroup, code: str) -> None:
        for action in group.actions():
            action.setChecked(action.data() == code)

    def _on_theme_triggered(self, action: QAction) -> None:
        self.theme_chosen.emit(action.data())

    def _on_language_triggered(self, action: QAction) -> None:
        self.language_chosen.emit(action.data())

    # Qt overrides

    def sizeHint(self) -> QSize:
        return measures.size(28, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painting.begin(painter)
        rect = painting.enlarge(painter, self.rect())
        paint_avatar(painter, rect, name=self._name, person=self._person)
        if self.hasFocus():
            painting.focus_ring(painter, rect, radius=14)
