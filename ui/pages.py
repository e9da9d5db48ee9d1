"""What stands in the frame, in the language and look chosen: the sign-in page or the desk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from console.core.errors import ConsoleError
from console.core.preferences import ThemeChoice
from console.core.tasks import FailureSink, TaskOwner
from ui import by_need, dressing, translation
from ui.current_session import CurrentSession
from ui.desk import refusals
from ui.options import ConsoleOptions
from ui.shell.clipboard import ClipboardGuard
from ui.shell.frame import SIZE, Frame
from ui.shell.frame_place import FramePlace
from ui.shell.sign_in import SignIn
from ui.shell.sign_in_page import SignInPage
from ui.theme import theme
from ui.translation import Language

if TYPE_CHECKING:  # loaded when it is wanted
    from ui.desk_watch import DeskWatch
    from ui.shell.desk_window import DeskWindow

_LOGIN, _LANGUAGE, _THEME = "login", "language", "theme"


class Pages(QObject):
    """One page at a time.

    Attributes:
        sign_in_page, desk: what stands in the frame; the other one is None.

    Signals:
        desk_shown: there is a new desk.
        quit_wanted: somebody asks for the end.
    """

    desk_shown = Signal()
    quit_wanted = Signal()

    def __init__(
        self,
        current: CurrentSession,
        options: ConsoleOptions,
        *,
        owner: TaskOwner,
        on_failure: FailureSink,
        version: str,
    ) -> None:
        super().__init__()
        self._current = current
        self._options = options
        self._owner = owner
        self._on_failure = on_failure
        self._version = version
        self._page_owner = TaskOwner("page", on_failure=on_failure)
        self._sign_in: SignIn | None = None
        self.sign_in_page: SignInPage | None = None
        self.desk: DeskWindow | None = None
        self._watch: DeskWatch | None = None
        self._clipboard = ClipboardGuard(self)
        translation.current().install(self._wanted_language())
        theme.current().choose(self._wanted_theme())
        dressing.wear(dressing.kept(current.machine))
        self.frame = Frame()
        if options.offscreen:
            self.frame.resize(SIZE)  # no screen to fit into
        else:
            FramePlace(self.frame, current.machine)
        self.frame.close_requested.connect(self.quit_wanted)

    def show_sign_in(self, *, notice: str = "", password: str = "") -> SignInPage:
        """Ask who it is."""
        page = SignInPage(
            server=self._options.server or self._current.server,
            login=self._options.login or self._current.machine.get(_LOGIN),
            password=password,
            notice=notice,
        )
        sign_in = SignIn(page, owner=self._owner, session_for=self._current.at)
        sign_in.done.connect(self._on_sign_in_done)
        sign_in.refused.connect(self._on_sign_in_refused)
        page.language_chosen.connect(self._on_language_chosen)
        page.theme_chosen.connect(self._on_theme_chosen)
        self._leave_page()
        self._sign_in, self.sign_in_page = sign_in, page
        self.frame.show_page(page)
        return page

    def show_desk(self) -> None:
        """Let the one who is signed in work."""
        self._leave_page()
        self.desk = desk = by_need.desk_window(
            self._current.session, owner=self._page_owner, version=self._version
        )
        desk.close_requested.connect(self.quit_wanted)
        desk.sign_out_wanted.connect(self._on_desk_sign_out_wanted)
        desk.language_chosen.connect(self._on_language_chosen)
        desk.feed.preferences_changed.connect(self._dress)
        self._dress()
        self.frame.show_page(desk)
        self._watch = by_need.desk_watch(
            desk,
            self.frame,
            owner=self._page_owner,
            audible=not self._options.offscreen,
            # Who was signed in by the command line, as in a demo, could not come back in.
            lockable=not self._options.password,
        )
        self._watch.sign_out_wanted.connect(self._on_desk_sign_out_wanted)
        self._watch.quit_wanted.connect(self.quit_wanted)
        if not self._options.offscreen:  # nobody is there to be shown anything
            self._watch.offer_tour()
        self.desk_shown.emit()

    def tell_of_failure(self) -> None:
        """Something failed that nobody foresaw."""
        if self.desk is not None and self.desk.isEnabled():
            self.desk.tell_of_failure()

    async def aclose(self) -> None:
        """Take no more input, and end what the page had begun. The frame stays."""
        self.frame.setEnabled(False)
        if self._watch is not None:
            self._watch.close()
        if self.desk is not None:
            self.desk.close_page()
        await self._page_owner.aclose()

    def _leave_page(self) -> None:
        if self._watch is not None:
            self._watch.close()
            self._watch = None
        self.frame.name_itself()
        if self.desk is not None:
            self.desk.close_page()
        if self._sign_in is not None:
            self._sign_in.forget_page()
        self.desk = self.sign_in_page = self._sign_in = None
        old, self._page_owner = self._page_owner, TaskOwner("page", on_failure=self._on_failure)
        self._owner.spawn("leave page", old.aclose())

    async def _sign_out(self) -> None:
        if self.desk is not None:
            self.desk.setEnabled(False)
        await self._current.session.sign_out()
        await self._current.renew()
        self.show_sign_in()

    def _wanted_language(self) -> Language:
        wanted = self._options.language or self._current.machine.get(_LANGUAGE)
        return Language(wanted) if wanted in list(Language) else translation.of_machine()

    def _wanted_theme(self) -> ThemeChoice:
        wanted = self._options.theme or self._current.machine.get(_THEME)
        return ThemeChoice(wanted) if wanted in list(ThemeChoice) else ThemeChoice.SYSTEM

    def _on_sign_in_done(self) -> None:
        account = self._current.session.store.account
        if account is not None:
            self._current.machine.put(_LOGIN, account.login)
        self.show_desk()

    def _on_sign_in_refused(self, error: ConsoleError) -> None:
        self.show_sign_in(notice=refusals.sentence(error))

    def _on_desk_sign_out_wanted(self) -> None:
        self._owner.spawn("sign out", self._sign_out())

    def _on_language_chosen(self, code: str) -> None:
        """Windows built before a switch keep their words, so they are built anew."""
        if translation.current().language is Language(code):
            return
        self._current.machine.put(_LANGUAGE, code)
        translation.current().install(Language(code))
        self.frame.name_itself()
        if self.sign_in_page is not None:
            server, login, password = self.sign_in_page.values
            self.show_sign_in(password=password).fill(server=server, login=login)
        elif self.desk is not None:
            self._owner.spawn("language", self._current.session.speak(code))
            in_view = self.desk.chats.current
            self.show_desk()
            if in_view is not None:
                self.desk.show_chat(in_view)

    def _on_theme_chosen(self, code: str) -> None:
        self._current.machine.put(_THEME, code)
        theme.current().choose(ThemeChoice(code))

    def _dress(self) -> None:
        """Wear what the account prefers; the next sign-in page on this machine looks the same."""
        appearance = self._current.session.store.preferences.appearance
        dressing.wear(appearance)
        dressing.keep(self._current.machine, appearance)
        if appearance.theme is not None:
            self._on_theme_chosen(appearance.theme)
