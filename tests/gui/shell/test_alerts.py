"""Whoever looks elsewhere is called, until he acts."""

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest

from console.core.alerts import Attention
from console.core.desk import Section
from console.core.preferences import AlertKind, AlertRule, Alerts, Privacy, Sound
from protocol.conversations import ConversationState
from tests.gui.shell.conftest import Office
from ui.alerts.alerter import Alerter
from ui.alerts.player import Loudspeaker
from ui.settings.alerts_page import AlertsPage
from ui.settings.settings_window import SettingsWindow
from ui.shell.offer_card import OfferCard
from ui.theme import theme
from ui.theme.emblem import Badge
from ui.widgets.buttons import Button
from ui.widgets.labels import Label


class _Ear:
    """Notes what would be heard."""

    def __init__(self) -> None:
        self.heard: list[Sound] = []

    def play(self, sound: Sound, *, volume_percent: int) -> None:
        self.heard.append(sound)

    def close(self) -> None:
        pass


@pytest.fixture
def ear() -> _Ear:
    return _Ear()


@pytest.fixture
def alerter(office: Office, ear: _Ear) -> Iterator[Alerter]:
    """The window is behind others."""
    made = Alerter(
        office.window.feed, look=Attention, player=ear, frame=office.window, parent=office.window
    )
    made.cards.accept_pressed.connect(office.window.deeds.accept)
    yield made
    made.close()


def _button(alerter: Alerter, name: str) -> Button:
    return next(one for one in alerter.cards.findChildren(Button) if one.text() == name)


async def test_an_offer_lies_over_everything_rings_and_marks_the_tray_until_it_is_taken(
    office: Office, alerter: Alerter, ear: _Ear
) -> None:
    await office.until(lambda: alerter.cards.isVisible())
    assert ear.heard[:1] == [Sound.CHIME]
    assert alerter.tray.badge is Badge.CALL
    assert "offered: 1" in alerter.tray.tool_tip
    (card,) = alerter.cards.findChildren(OfferCard)
    offered = card.conversation
    QTest.mouseClick(card.accept_button, Qt.MouseButton.LeftButton)
    await office.until(lambda: not office.session.store.section(Section.OFFERS))
    assert office.server.heads[offered].state is ConversationState.ACTIVE
    await office.until(lambda: "offered" not in alerter.tray.tool_tip)


async def test_the_cards_have_a_ground_and_nothing_behind_their_corners(
    office: Office, alerter: Alerter
) -> None:
    await office.until(lambda: alerter.cards.isVisible())
    picture = alerter.cards.grab().toImage()
    assert picture.pixelColor(0, 0).alpha() == 0
    assert picture.pixelColor(5, picture.height() // 2) == theme.current().tokens.surface


async def test_names_stay_off_the_cards_and_the_title_where_somebody_wants_that(
    office: Office, alerter: Alerter
) -> None:
    await office.until(lambda: alerter.cards.isVisible())
    (card,) = alerter.cards.findChildren(OfferCard)
    name = office.session.store.chats[card.conversation].head
    assert name is not None
    assert name.name in card.accessibleName()
    shown = office.window.title.words
    preferences = office.session.store.preferences
    office.session.prefer(msgspec.structs.replace(preferences, privacy=Privacy(hide_names=True)))
    await office.until(
        lambda: [
            one
            for one in alerter.cards.findChildren(OfferCard)
            if one is not card and not one.isHidden()
        ]
    )
    (hidden,) = [one for one in alerter.cards.findChildren(OfferCard) if not one.isHidden()]
    assert name.name not in hidden.accessibleName()
    assert office.window.title.words != shown
    assert "Pult" in office.window.title.words


async def test_a_sound_can_be_tried_from_the_settings(
    office: Office, alerter: Alerter, ear: _Ear
) -> None:
    office.window.sound_tried.connect(alerter.try_sound)
    office.window.open_settings()
    (settings,) = office.window.findChildren(SettingsWindow)
    alerts_page = next(page for page in settings.pages if isinstance(page, AlertsPage))
    test = next(one for one in alerts_page.findChildren(Button) if one.text() == "Test")
    QTest.mouseClick(test, Qt.MouseButton.LeftButton)
    rules = office.session.store.preferences.alerts
    assert ear.heard[-1] is rules.rule(AlertKind.OFFER).sound
    settings.close()


async def test_who_is_asked_in_is_called_by_name_until_he_looks(
    office: Office, alerter: Alerter, ear: _Ear
) -> None:
    for offer in office.session.store.section(Section.OFFERS):
        await office.session.decline(offer)
    first, *_, chat = office.mine
    office.window.show_chat(first)  # what is in view is seen as it comes
    rules = Alerts(late=AlertRule(), message=AlertRule(), colleague=AlertRule())
    preferences = office.session.store.preferences
    office.session.prefer(msgspec.structs.replace(preferences, alerts=rules))
    office.server.invited(chat, by="Вера Соколова", why="как вернуть?")
    await office.until(lambda: Sound.BELL in ear.heard)
    assert "asked for help: 1" in alerter.tray.tool_tip
    words = f"Вера Соколова invites you to the chat with {office.server.heads[chat].name}"
    await office.until(
        lambda: any(one.text() == words for one in alerter.cards.findChildren(Label))
    )
    office.session.mark_read(chat, office.server.heads[chat].last_seq)
    office.window.feed.ticked.emit()
    await office.until(lambda: "help" not in alerter.tray.tool_tip)


async def test_a_note_of_a_colleague_stays_off_the_cards_with_the_names(
    office: Office, alerter: Alerter
) -> None:
    preferences = office.session.store.preferences
    office.session.prefer(msgspec.structs.replace(preferences, privacy=Privacy(hide_names=True)))
    chat = office.mine[0]
    office.server.held_out(chat, by="Вера Соколова", note="Анна просит вернуть деньги")
    office.server.read_log(chat)

    def card() -> OfferCard | None:
        cards = [one for one in alerter.cards.findChildren(OfferCard) if one.isVisible()]
        return next((one for one in cards if one.conversation == chat), None)

    await office.until(card)
    shown = card()
    assert shown is not None
    assert "Вера Соколова" in shown.accessibleName()
    assert "Анна" not in shown.accessibleName()


async def test_once_closed_it_looks_no_more(office: Office, alerter: Alerter) -> None:
    alerter.close()
    office.window.feed.ticked.emit()
    (soon,) = alerter.findChildren(QTimer, options=Qt.FindChildOption.FindDirectChildrenOnly)
    await office.until(lambda: not soon.isActive())


def test_a_machine_without_a_loudspeaker_is_no_error() -> None:
    """What plays it finds no card, or a card; either way nothing is raised and it ends."""
    speaker = Loudspeaker()
    speaker.play(Sound.DROP, volume_percent=1)
    speaker.close()
    thread = speaker.thread
    assert thread is not None
    thread.join(timeout=60)
    assert not thread.is_alive()
