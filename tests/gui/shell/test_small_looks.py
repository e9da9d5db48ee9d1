"""Small things of the window that a person sees at once."""

from collections.abc import Iterator
from itertools import product

import pytest
from PySide6.QtWidgets import QApplication

from console.core import events
from console.core.errors import HandshakeReason
from console.core.link_state import FINAL, LinkPhase, LinkState
from console.core.preferences import Appearance
from console.viewmodels.inbox_rows import Group, InboxRow, InboxRowKind
from tests.gui.shell.conftest import Office
from ui import dressing, translation
from ui.desk import refusals
from ui.shell.inbox_painter import PAD
from ui.shell.inbox_words import preview_of
from ui.theme import theme
from ui.translation import Language
from ui.widgets.labels import Label


@pytest.fixture(autouse=True)
def _as_it_was(qapp: QApplication) -> Iterator[None]:
    yield
    dressing.wear(Appearance())


@pytest.mark.parametrize(
    "phase", [LinkPhase.SESSION_ENDED, LinkPhase.VERSION_REFUSED, LinkPhase.CERTIFICATE_ERROR]
)
async def test_what_ends_the_connection_for_good_has_a_name_before_its_sentence(
    office: Office, phase: LinkPhase
) -> None:
    office.session.apply([events.LinkMoved(LinkState(phase))])
    bar = office.window.offline_bar
    lead, sentence = (label for label in bar.findChildren(Label) if label.isVisible())
    assert lead.text() == refusals.phase_title(phase) != ""
    assert sentence.text() == refusals.phase_sentence(phase)
    assert bar.accessibleName() == f"{lead.text()}. {sentence.text()}"


async def test_without_a_server_an_offer_cannot_be_answered_and_says_why(office: Office) -> None:
    (card,) = office.window.inbox.offer_cards
    buttons = (card.accept_button, card.decline_button)
    assert all(button.isEnabled() and not button.toolTip() for button in buttons)
    office.server.disconnect()
    card.set_busy(False)
    for button in buttons:
        assert not button.isEnabled()
        assert "no connection" in button.toolTip()
    office.server.connect()
    assert all(button.isEnabled() and not button.toolTip() for button in buttons)


@pytest.mark.parametrize("language", [Language.EN, Language.RU])
def test_what_ends_the_connection_does_not_say_its_name_twice(language: Language) -> None:
    translation.current().install(language)
    reasons: list[HandshakeReason | None] = [None, *HandshakeReason]
    try:
        for phase, reason in product(FINAL, reasons):
            title = refusals.phase_title(phase, reason).lower()
            assert title
            assert title not in refusals.phase_sentence(phase, reason).lower()
    finally:
        translation.current().install(Language.EN)


async def test_between_how_long_one_waits_and_how_much_is_unread_is_some_ground(
    office: Office,
) -> None:
    inbox, waiting = office.window.inbox, office.mine[1]
    office.server.says(waiting, "one more")  # nobody looks at it: the first chat is in view
    position = inbox.model.position_of(f"chat {waiting}")
    assert position is not None
    assert inbox.model.row_at(position).unread
    assert inbox.model.row_at(position).since is not None
    rect = inbox.view.visualRect(inbox.model.index(position))
    image = inbox.view.viewport().grab(rect).toImage()
    ratio = image.devicePixelRatio()
    across = round((rect.width() - PAD - 14) * ratio)
    middle = round(rect.height() / 2 * ratio)
    column = [image.pixelColor(across, middle + down).name() for down in range(-6, 8)]
    tokens = theme.current().tokens
    assert {tokens.surface.name(), tokens.selected.name()} & set(column)


def test_a_talk_without_a_word_says_so() -> None:
    row = InboxRow(InboxRowKind.CHAT, "chat 1", Group.COLLEAGUES, title="Ночь", talk=True)
    assert preview_of(row) == "Nobody has written yet"


async def test_the_question_who_is_to_have_a_chat_fits_a_low_window_in_large_letters(
    office: Office,
) -> None:
    dressing.wear(Appearance(text_percent=150))
    office.window.resize(1280, 720)
    office.window.show_chat(office.mine[0])
    office.window.keys.commands.action("chat.pass").trigger()
    dialog = office.window.sharing.asking
    assert dialog is not None
    await office.until(lambda: dialog.rows.rowCount())
    assert dialog.isVisible()
    assert dialog.height() <= 720
    assert dialog.view.height() >= dialog.view.sizeHintForRow(0)
    assert dialog.note_field.geometry().bottom() < dialog.answer_button.geometry().top()
    dialog.reject()
