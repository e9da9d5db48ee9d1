"""Signing in says in words where it stands and why it did not work."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit

from console.core.errors import (
    CommandRejected,
    HandshakeReason,
    SettingsError,
    SettingsReason,
)
from console.core.link_state import LinkPhase
from console.core.tasks import TaskOwner
from console.session import DeskSession
from protocol.errors import ErrorCode
from tests.support.desks import NoKeys
from ui import translation
from ui.desk import refusals
from ui.shell.sign_in import SignIn, progress
from ui.shell.sign_in_page import SignInPage, WrongField
from ui.theme import theme
from ui.theme.measures import Measures
from ui.translation import Language
from ui.widgets.buttons import PrimaryButton


class FrontDoor:
    """The first page and a session without a server."""

    def __init__(self, folder: Path) -> None:
        self.failures: list[BaseException] = []
        self.sessions: list[DeskSession] = []
        self.folder = folder
        self.owner = TaskOwner("test", on_failure=self._on_failure)
        self.page = SignInPage(server="", login="elena", password="secret")
        self.sign_in = SignIn(self.page, owner=self.owner, session_for=self._session_for)
        self.page.show()
        self.page.activateWindow()

    async def _session_for(self, server: str) -> DeskSession:
        session = DeskSession(
            server, folder=self.folder, on_failure=self._on_failure, keys=NoKeys()
        )
        self.sessions.append(session)
        await session.start()
        return session

    def _on_failure(self, what: str, error: BaseException) -> None:
        self.failures.append(error)

    def enter(self, server: str) -> None:
        """Fill in the server and press the button."""
        self.page.fill(server=server, login="elena")
        self.page.press()

    def field(self, name: str) -> QLineEdit:
        """The field that is called so."""
        fields = self.page.findChildren(QLineEdit)
        return next(one for one in fields if one.accessibleName() == name)

    def says(self, words: str) -> Callable[[], bool]:
        """Whether these words are on the page."""
        return lambda: any(
            words in label.text() for label in self.page.findChildren(QLabel) if label.isVisible()
        )

    async def until(self, holds: Callable[[], bool]) -> None:
        """Turn the loop until something holds."""
        async with asyncio.timeout(60):
            while not holds():  # noqa: ASYNC110 - what is waited for is a state, not an event
                await asyncio.sleep(0.01)


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[FrontDoor]:
    theme.current()
    translation.current().install(Language.EN)
    made = FrontDoor(tmp_path)
    yield made
    await made.owner.aclose()
    for session in made.sessions:
        await session.aclose()
    made.page.close()
    made.page.deleteLater()
    assert not made.failures, made.failures


@pytest.mark.parametrize("server", ["no server", "ws://far.example", "http://far.example"])
async def test_what_is_no_address_is_said_to_be_none(door: FrontDoor, server: str) -> None:
    door.enter(server)
    await door.until(door.says("not an address"))
    assert not door.sessions
    assert door.field("Server").hasFocus()
    assert door.field("Server").selectedText() == server


@pytest.mark.parametrize("server", ["127.0.0.1:9", "wss://127.0.0.1:9"])
async def test_a_server_that_is_not_there_is_looked_for_until_one_cancels(
    door: FrontDoor, server: str
) -> None:
    door.page.fill(server=server, login="elena")
    door.field("Login").setFocus()
    QTest.keyClick(door.field("Login"), Qt.Key.Key_Return)
    await door.until(door.says("does not answer"))
    assert not any(field.isEnabled() for field in door.page.findChildren(QLineEdit))
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Cancel"
    door.page.press()
    assert all(field.isEnabled() for field in door.page.findChildren(QLineEdit))
    assert door.field("Login").hasFocus()


async def test_empty_fields_are_asked_for(door: FrontDoor) -> None:
    door.enter("")
    assert door.says("Fill in")()
    assert door.field("Server").hasFocus()


def _told() -> list[str]:
    """Everything that may have gone wrong at the first page."""
    reasons = [None, *HandshakeReason]
    return [
        *(refusals.sentence(SettingsError(reason)) for reason in SettingsReason),
        *(
            refusals.sentence(CommandRejected(code))
            for code in (
                ErrorCode.BAD_CREDENTIALS,
                ErrorCode.TOO_MANY_TRIES,
            )
        ),
        *(refusals.phase_sentence(phase, reason) for phase in LinkPhase for reason in reasons),
    ]


@pytest.mark.parametrize("percent", [100, 150])
@pytest.mark.parametrize("language", list(Language))
async def test_nothing_moves_while_one_signs_in(
    door: FrontDoor, language: Language, percent: int
) -> None:
    translation.current().install(language)
    theme.current().measure(Measures(text_percent=percent))
    page = SignInPage(server="", login="elena", password="secret")
    page.resize(1440, 1200)
    page.show()
    fixed = [*page.findChildren(QLineEdit), *page.findChildren(PrimaryButton)]

    def places() -> list[QRect]:
        QApplication.sendPostedEvents()  # the layouts settle
        card = fixed[0].parentWidget()
        assert card is not None
        return [card.geometry(), *(one.geometry() for one in fixed)]

    before = places()
    for phase in LinkPhase:
        page.show_progress(progress(phase), may_work_offline=phase is LinkPhase.OFFLINE)
        assert places() == before, phase
    for words in _told():
        page.show_error(words, wrong=WrongField.PASSWORD)
        assert places() == before, words
    page.close()
    page.deleteLater()
    theme.current().measure(Measures())


def test_too_many_tries_name_the_time_left() -> None:
    translation.current().install(Language.EN)
    error = CommandRejected(ErrorCode.TOO_MANY_TRIES, data={"retry_after_ms": 125_000})
    assert "2:05" in refusals.sentence(error)


@pytest.mark.parametrize("code", list(ErrorCode))
def test_every_refusal_has_words(code: ErrorCode) -> None:
    assert refusals.sentence(CommandRejected(code))


def test_a_settings_error_has_words() -> None:
    assert all(refusals.sentence(SettingsError(reason)) for reason in SettingsReason)
