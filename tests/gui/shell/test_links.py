"""A link of a message is opened only after its host was shown, and only by the question."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from tests.gui.shell.conftest import Office
from ui.chat.link_question import LinkQuestion
from ui.widgets.buttons import Look


class Browser(QObject):
    """What would be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    @Slot(QUrl)
    def show_url(self, url: QUrl) -> None:
        self.opened.append(url.toString())


@pytest.fixture
def browser() -> Iterator[Browser]:
    made = Browser()
    for scheme in ("http", "https"):
        QDesktopServices.setUrlHandler(scheme, made, "show_url")  # type: ignore[arg-type]  # its stub is wrong
    yield made
    for scheme in ("http", "https"):
        QDesktopServices.unsetUrlHandler(scheme)


async def _question(office: Office, text: str) -> LinkQuestion:
    """What is asked when the link in the newest message is pressed."""
    chat = office.mine[0]
    office.window.show_chat(chat)
    office.server.says(chat, text)
    view = office.window.chat.transcript
    last = office.server.heads[chat].last_seq
    await office.until(lambda: office.window.chat.model.last_seq == last)
    placed = view.placed_rows()[-1]
    layout = view.layout_at(placed.position)
    link = layout.laid.text.index("тут" if "тут" in layout.laid.text else "http")
    at = layout.geometry.text.topLeft().toPoint()
    at.setY(at.y() + placed.top + 10)
    while view.hand.text_place_at(at).offset <= link:  # type: ignore[union-attr]
        at.setX(at.x() + 2)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    question = office.window.chat.findChild(LinkQuestion)
    assert isinstance(question, LinkQuestion)
    return question


async def test_the_host_is_shown_in_clear_and_the_browser_opens_only_then(
    office: Office, browser: Browser
) -> None:
    question = await _question(office, "Смотрите [тут](https://bank.example@evil.example/x)!")
    words = [label.text() for label in question.findChildren(QLabel)]
    assert "evil.example" in words
    assert question.focusWidget() is question.cancel_button
    assert browser.opened == []
    question.answer_button.click()
    assert browser.opened == ["https://evil.example/x"]


async def test_a_question_that_is_declined_opens_nothing(office: Office, browser: Browser) -> None:
    question = await _question(office, "http://volna.example/" + "а" * 300)
    question.reject()
    assert browser.opened == []


@pytest.mark.parametrize(
    ("address", "odd"),
    [("https://volna.example/", False), ("http://xn--vlna-55d.example/login", True)],
)
async def test_to_open_a_link_that_is_odd_is_not_advised(
    office: Office, address: str, odd: bool
) -> None:
    question = await _question(office, address)
    assert bool(question.link.doubts) == odd
    looks = question.cancel_button.look, question.answer_button.look
    assert looks == ((Look.PRIMARY, Look.DANGER) if odd else (Look.ORDINARY, Look.PRIMARY))
    assert question.cancel_button.isDefault()
    assert not question.answer_button.isDefault()
    question.reject()
