"""A lead's window: the board, the lists behind its figures, and what he does in others' chats."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from console.viewmodels.board_rows import AgentColumn, QueueColumn
from protocol import board, commands, leading
from protocol.bodies import Message
from protocol.ids import AccountId, ConversationId
from protocol.people import Presence, Role
from tests.gui.shell.conftest import Office, opened_office
from tests.support.made_up_operator import ME
from ui.chat.composer_mode import ComposerMode
from ui.demo.typing_hand import press, type_text
from ui.lead.board_page import BoardPage
from ui.lead.tiles import TileId
from ui.translation import Language
from ui.widgets.dialog import Dialog
from ui.widgets.menu import Menu
from ui.widgets.toast import Toast

CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
RUSTAM = AccountId("agent-0001")


@pytest.fixture
async def shift(tmp_path: Path) -> AsyncIterator[Office]:
    """The window of a lead in the middle of a shift."""
    async for made in opened_office(tmp_path, Language.EN, role=Role.LEAD):
        store = made.session.store
        await made.until(partial(getattr, store.board, "whole"))
        yield made


def page(office: Office) -> BoardPage:
    area = office.window.area
    assert area is not None
    assert isinstance(area.page, BoardPage)
    return area.page


def chat_of_another(office: Office) -> ConversationId:
    """One that Rustam answers now."""
    anna = next(iter(office.server.heads))
    office.server.change(anna, owner=RUSTAM, owner_name="Рустам Гайнуллин")
    office.server.tell_desk()
    office.server.connect()
    return anna


async def looking_on(office: Office) -> ConversationId:
    """At a chat that Rustam answers."""
    anna = chat_of_another(office)
    office.window.show_chat(anna)
    await office.until(office.window.chat.lead_bar.isVisible)
    office.window.activateWindow()
    await office.until(office.window.isActiveWindow)
    return anna


def asked(office: Office, kind: type) -> list[object]:
    return [one for one in office.server.asked if isinstance(one, kind)]


async def test_a_lead_begins_at_his_board_and_an_agent_has_none(
    shift: Office, tmp_path: Path
) -> None:
    assert page(shift).queues.queues.rowCount() == 3
    assert page(shift).agents.agents.rowCount() == 9
    async for office in opened_office(tmp_path / "other", Language.EN):
        assert office.window.area is None
        assert not office.server.count(board.WatchBoard)
        assert not office.window.keys.commands.action("lead.wall").isEnabled()


def listed(office: Office, figure: str) -> bool:
    """Whether the list of a queue's figure was asked for."""
    asked_for = (one for one in office.server.asked if isinstance(one, board.ListBoard))
    return any(one.figure == figure and one.queue for one in asked_for)


def observed(office: Office) -> list[bool]:
    """What was asked of following chats unseen, in order."""
    return [one.watching for one in office.server.asked if isinstance(one, leading.Observe)]


async def test_the_board_is_watched_anew_on_every_link_and_says_how_old_it_is(
    shift: Office,
) -> None:
    shown = page(shift)
    before = shift.server.count(board.WatchBoard)
    shift.server.disconnect()
    tile = shown.tiles.tiles[TileId.WAITING]
    assert "22" in tile.accessibleName(), "what was told last stays to be read"
    assert shown.queues.faded
    shift.server.connect()
    await shift.until(lambda: shift.server.count(board.WatchBoard) == before + 1)
    await shift.until(lambda: not shown.queues.faded)


async def test_every_figure_opens_its_list_and_tells_its_formula(shift: Office) -> None:
    shown = page(shift)
    for column, figure in (
        (QueueColumn.WAITING, "waiting"),
        (QueueColumn.SHARE, "answered"),
        (QueueColumn.LEFT, "abandoned"),
    ):
        shown.queues.setFocus()
        shown.queues.setCurrentIndex(shown.queues.queues.index(0, column))
        press(shown.queues, Qt.Key.Key_Return)
        await shift.until(partial(listed, shift, figure))
        press(shown.sheet.view, Qt.Key.Key_Escape)
        assert shown.sheet.isHidden()
    for model in (shown.queues.board, shown.agents.board):
        for number in range(model.columnCount()):
            role = Qt.ItemDataRole.ToolTipRole
            assert model.headerData(number, Qt.Orientation.Horizontal, role)
    assert all(tile.accessibleDescription() for tile in shown.tiles.tiles.values())


async def test_a_chat_is_opened_from_its_list_and_nobody_there_is_told(shift: Office) -> None:
    anna = chat_of_another(shift)
    shown = page(shift)
    shown.agents.setFocus()
    row = shown.agents.agents.position_of(RUSTAM)
    assert row is not None
    shown.agents.setCurrentIndex(shown.agents.agents.index(row, AgentColumn.CHATS))
    press(shown.agents, Qt.Key.Key_Return)
    await shift.until(lambda: shown.sheet.view.currentIndex().isValid())
    model = shown.sheet.view.model()
    at = next(
        at
        for at in range(model.rowCount())
        if model.index(at, 0).data(Qt.ItemDataRole.UserRole).id == anna
    )
    shown.sheet.view.setCurrentIndex(model.index(at, 0))
    press(shown.sheet.view, Qt.Key.Key_Return)
    await shift.until(shift.window.chat.lead_bar.isVisible)
    await shift.until(lambda: observed(shift))
    assert (anna, True) not in shift.server.looks_told
    press(shift.window, Qt.Key.Key_1, CTRL | ALT)
    await shift.until(lambda: observed(shift)[-1] is False)
    assert not shift.window.desk_in_view


async def test_a_whisper_has_no_way_to_the_subscriber(shift: Office) -> None:
    anna = await looking_on(shift)
    bar = shift.window.chat.lead_bar
    writer = shift.window.chat.writer
    assert writer is not None
    assert not writer.composer.isVisible(), "there is no field for the subscriber"
    press(shift.window, Qt.Key.Key_V, CTRL | ALT)
    assert bar.whisper.isVisible()
    await type_text(bar.whisper.field, "Offer a refund")
    press(bar.whisper.field, Qt.Key.Key_Return, CTRL)
    await shift.until(lambda: asked(shift, leading.WriteWhisper))
    assert not shift.server.count(commands.Send)
    assert not shift.server.sent
    await shift.until(lambda: "Offer a refund" in str(shift.server.logs[anna][-1].body))
    assert not bar.whisper.isVisible()


async def test_who_joins_writes_to_the_subscriber_beside_the_owner(shift: Office) -> None:
    anna = await looking_on(shift)
    press(shift.window, Qt.Key.Key_J, CTRL | ALT)
    writer = shift.window.chat.writer
    assert writer is not None
    await shift.until(writer.composer.isVisible)
    assert "together" in shift.window.chat.lead_bar.accessibleName()
    assert writer.composer.mode is ComposerMode.REPLY
    await type_text(writer.composer.editor, "Здравствуйте, я старший смены.")
    press(writer.composer.editor, Qt.Key.Key_Return)
    chat = shift.session.store.chats[anna]
    await shift.until(lambda: not chat.outgoing and chat.entries[-1].author.id == ME)
    said = chat.entries[-1].body
    assert isinstance(said, Message)
    assert said.text == "Здравствуйте, я старший смены."
    assert not writer.composer.text()
    assert chat.owned_by(AccountId("agent-0001"))


async def test_taking_over_is_asked_once_and_makes_the_chat_mine(shift: Office) -> None:
    anna = await looking_on(shift)
    press(shift.window, Qt.Key.Key_O, CTRL | ALT)
    await shift.until(lambda: shift.window.findChildren(Dialog))
    assert not asked(shift, leading.TakeOver)
    [dialog] = shift.window.findChildren(Dialog)
    dialog.answer()
    await shift.until(lambda: asked(shift, leading.TakeOver))
    chat = shift.session.store.chats[anna]
    await shift.until(lambda: chat.owned_by(shift.session.store.me))
    await shift.until(lambda: not shift.window.chat.lead_bar.isVisible())


async def test_many_are_changed_one_by_one_and_a_refusal_costs_the_others_nothing(
    shift: Office,
) -> None:
    shown = page(shift)
    shift.server.unled = {"agent-0003"}
    shown.agents.selectAll()
    assert shown.chosen.isVisible()
    shown.deeds.offer(shown.agents.chosen_keys(), shown.mapToGlobal(QPoint()))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, Menu)
    rooms = next(one for one in menu.findChildren(Menu) if one.title() == "Room")
    rooms.actions()[2].trigger()
    menu.close()
    await shift.until(lambda: not shown.deeds.busy)
    assert len(asked(shift, leading.SetAgent)) == 9
    [toast] = shift.window.findChildren(Toast)
    assert "8" in toast.accessibleName()
    assert "1" in toast.accessibleName()
    assert toast.accessibleDescription()


async def test_filters_leave_those_who_are_so(shift: Office) -> None:
    shown = page(shift)
    controls, agents = shown.controls, shown.agents.agents
    controls.state.setCurrentIndex(controls.state.findData(Presence.BREAK.value))
    assert [row.name for row in agents.rows()] == ["Алексей Пахомов"]
    controls.clear()
    controls.name.setText("руст")
    assert [row.key for row in agents.rows()] == [RUSTAM]
    controls.name.setText("nobody like that")
    assert not agents.rowCount()
    assert not shown.agents.isVisible()
    controls.clear()
    assert agents.rowCount() == 9


async def test_alerts_are_told_where_the_board_is_not_in_view_and_once(shift: Office) -> None:
    assert not shift.window.findChildren(Toast), "its rows are marked"
    badge = shift.window.area
    assert badge is not None
    looked = "2 alerts"
    item = badge.navigation.list.item(0)
    assert looked in item.data(Qt.ItemDataRole.AccessibleTextRole)
    press(shift.window, Qt.Key.Key_B, CTRL | ALT)
    await shift.until(lambda: not shift.session.store.board.open_alerts())
    assert looked not in item.data(Qt.ItemDataRole.AccessibleTextRole)


async def test_the_wall_names_nobody_and_goes_by_the_key_that_brought_it(shift: Office) -> None:
    press(shift.window, Qt.Key.Key_F11)
    area = shift.window.area
    assert area is not None
    wall = area.wall
    assert wall is not None
    told = wall.accessibleDescription()
    assert "22" in told
    names = [agent.name for agent in shift.session.store.board.agents.values()]
    assert not any(name in told for name in names)
    press(wall, Qt.Key.Key_F11)
    assert area.wall is None
