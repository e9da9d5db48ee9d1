"""Many chats at once: panes, windows of their own, tabs under the hand; by real keys and drags."""

import asyncio
import random
from pathlib import Path

import msgspec
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from console.core.arrangement import WindowPlace
from console.core.preferences import Preferences, Privacy, Writing
from console.core.tasks import TaskOwner
from protocol.ids import ConversationId
from tests.gui.shell.conftest import PATIENCE_SECONDS, Office
from tests.support.made_up_desk import MadeUpDesk
from tests.support.made_up_morning import fill
from ui.chat.composer_mode import ComposerMode
from ui.shell.chat_window import ChatWindow
from ui.shell.desk_window import DeskWindow
from ui.shell.side_panel import KNOWLEDGE
from ui.widgets.avatar import Avatar

SWITCHES = 1_000
LONGEST_ANSWER = 12
_CONTROL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_NONE = Qt.KeyboardModifier.NoModifier


async def _active(window: QWidget) -> None:
    window.activateWindow()
    async with asyncio.timeout(PATIENCE_SECONDS):
        while not window.isActiveWindow():  # noqa: ASYNC110 - a state, not an event
            await asyncio.sleep(0.001)


def _key(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = _NONE) -> None:
    QTest.keyClick(widget, key, modifiers)


def _shown(window: DeskWindow) -> list[ConversationId | None]:
    return [window.views.grid.panes[at].page.conversation for at in window.views.grid.visible_panes]


def _only_window(window: DeskWindow) -> ChatWindow:
    (torn,) = window.views.windows.values()
    return torn


def _check(office: Office) -> None:
    """Every page and its composer are of one person, nobody has two, what is in use agrees."""
    window, store = office.window, office.session.store
    seen: set[ConversationId] = set()
    for page in window.views.pages:
        chat = page.conversation
        if chat is None:
            assert page.writer is None
            continue
        assert chat not in seen
        seen.add(chat)
        head, writer = store.head(chat), page.writer
        assert head is not None
        assert writer is not None
        assert page.header.name.text() == head.name
        assert page.model.conversation == chat
        assert writer.conversation == chat
        assert page.isAncestorOf(writer.composer)
        assert writer.composer.text() == store.chats[chat].draft
        assert chat in store.chats[chat].draft or not store.chats[chat].draft
    current = window.chats.current
    assert window.chat.conversation == current
    shown = window.side.subscriber.shown
    if current is not None and shown is not None:
        head = store.head(current)
        assert head is not None
        assert shown.id == head.subscriber


async def test_a_thousand_fast_moves_never_show_or_write_to_another_person(office: Office) -> None:
    chance = random.Random(20261123)
    office.server.turns = lambda: chance.randrange(LONGEST_ANSWER)
    window, chats = office.window, office.mine
    written: dict[str, ConversationId] = {}
    for number in range(SWITCHES):
        match chance.randrange(12):
            case 0:
                window.lay_out(chance.choice((1, 2, 4, 6)))
            case 1:
                window.keys.commands.action("pane.next").trigger()
            case 2:
                window.chats.put(chance.choice(chats), chance.randrange(4))
            case 3 if len(window.views.windows) < 2:
                window.keys.commands.action("tab.window").trigger()
            case 4 if window.views.windows:
                chance.choice(list(window.views.windows.values())).close()
            case 5:
                window.chats.move_by(chance.choice((-1, 1)))
            case _:
                window.show_chat(chance.choice(chats))
        _check(office)
        current, writer = window.chats.current, window.chat.writer
        if current is None or writer is None:
            continue
        match chance.randrange(5):
            case 0:
                writer.composer.insert(f"{current} {number} ")
            case 1 if writer.composer.text():
                written[writer.composer.text()] = current
                writer.composer.submitted.emit(ComposerMode.REPLY, writer.composer.text())
                writer.composer.set_text(ComposerMode.REPLY, "")
                office.session.draft_changed(current, "")
            case _:
                pass
        for _ in range(chance.randrange(3)):
            await asyncio.sleep(0)
            _check(office)
    await office.until(lambda: len(office.server.sent) >= len(written))
    assert written
    for item in office.server.sent:
        assert written[item.text] == item.conversation
        assert item.conversation in item.text


async def test_the_keys_lay_out_go_round_and_choose_for_the_active_pane(office: Office) -> None:
    window = office.window
    first, second, third, fourth = office.mine
    await _active(window)
    window.show_chat(first)
    _key(window, Qt.Key.Key_2, _CONTROL | _SHIFT)
    assert _shown(window) == [first, second]
    assert window.top_bar.layout_button.text() == "2"
    _key(window, Qt.Key.Key_F6)
    assert window.chats.current == second
    focused = QApplication.focusWidget()
    assert focused is not None
    assert window.views.grid.panes[1].isAncestorOf(focused)
    _key(window, Qt.Key.Key_4, _CONTROL)
    assert _shown(window) == [first, fourth]
    # Who is in view already is gone to where he is.
    _key(window, Qt.Key.Key_1, _CONTROL)
    assert _shown(window) == [first, fourth]
    assert window.chats.current == first
    _key(window, Qt.Key.Key_F6, _SHIFT)
    assert window.chats.current == fourth
    _key(window, Qt.Key.Key_6, _CONTROL | _SHIFT)
    await office.until(lambda: len(_shown(window)) == 6)  # the side panel makes room first
    assert _shown(window)[:2] == [first, fourth]
    assert set(_shown(window)) == {first, second, third, fourth, None}
    _key(window, Qt.Key.Key_1, _CONTROL | _SHIFT)
    assert _shown(window) == [fourth]


async def test_what_is_taken_back_is_of_the_pane_in_use(office: Office) -> None:
    window = office.window
    # Longer than anybody may choose: a busy machine takes its time over a test.
    office.session.prefer(Preferences(writing=Writing(undo_s=600)))
    await _active(window)
    window.lay_out(2)
    composers = []
    for pane, words in zip(window.views.grid.panes, ("Это вам", "А это вам"), strict=False):
        writer = pane.page.writer
        assert writer is not None
        pane.focus()
        writer.composer.insert(words)
        focused = QApplication.focusWidget()
        assert focused is not None
        _key(focused, Qt.Key.Key_Return)
        composers.append(writer.composer)
    await office.until(lambda: not any(composer.text() for composer in composers))
    window.keys.commands.action("write.take_back").trigger()
    await office.until(composers[1].text)
    assert [composer.text() for composer in composers] == ["", "А это вам"]


async def test_who_presses_into_a_pane_works_there_and_the_side_panel_follows(
    office: Office,
) -> None:
    window = office.window
    await _active(window)
    window.lay_out(2)
    second = window.views.grid.panes[1]
    assert second.page.writer is not None
    QTest.mouseClick(second.page.transcript.viewport(), Qt.MouseButton.LeftButton)
    assert window.chats.current == second.page.conversation
    head = office.session.store.head(window.chats.current or ConversationId(""))
    await office.until(lambda: window.side.subscriber.shown is not None)
    shown = window.side.subscriber.shown
    assert head is not None
    assert shown is not None
    assert shown.id == head.subscriber


async def test_what_is_hidden_under_the_cursor_moves_nobody_to_another_chat(office: Office) -> None:
    window = office.window
    await _active(window)
    window.lay_out(2)
    window.views.grid.panes[1].focus()
    in_use = window.chats.current
    window.show_side(KNOWLEDGE, search=True)
    knowledge = window.side.knowledge
    knowledge.search.setText("роуминг")
    await office.until(lambda: knowledge.cards)
    _key(knowledge.search, Qt.Key.Key_Return)
    await office.until(lambda: knowledge.article is not None)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert knowledge.isAncestorOf(focused)
    assert window.chats.current == in_use
    window.side.hide()
    focused = QApplication.focusWidget()
    assert focused is None or not window.views.grid.panes[0].isAncestorOf(focused)
    assert window.chats.current == in_use


async def test_on_a_small_screen_a_composer_has_its_room(office: Office) -> None:
    window = office.window
    await _active(window)
    window.resize(960, 600)
    window.lay_out(4)
    await office.until(lambda: len(_shown(window)) < 4)
    for number in window.views.grid.visible_panes:
        writer = window.views.grid.panes[number].page.writer
        assert writer is not None
        composer = writer.composer
        assert composer.height() >= composer.minimumSizeHint().height()


async def test_only_the_tabs_of_panes_that_have_room_are_marked_as_in_view(office: Office) -> None:
    window = office.window
    await _active(window)
    for size in ((2_000, 1_200), (960, 600), (2_000, 1_200)):
        window.resize(*size)
        window.lay_out(4)
        await office.until(lambda: (len(_shown(window)) == 4) == (window.width() == 2_000))
        tabs = {one: window.tabs.tab(one) for one in window.tabs.order()}
        marked = {one for one, tab in tabs.items() if tab is not None and tab.state.in_view}
        assert marked == {one for one in _shown(window) if one is not None}
        in_panes = {one for one in window.chats.arrangement.panes if one is not None}
        assert (marked < in_panes) == (window.width() < 2_000)


async def test_headers_in_view_drop_the_same_and_begin_where_their_composers_do(
    office: Office,
) -> None:
    window = office.window
    long = office.mine[1]
    window.lay_out(4)
    office.server.change(long, name="Константин Верещагин-Петроградский")
    office.server.tell_desk()
    await office.until(lambda: len(_shown(window)) == 4)
    wanted = set()
    for width in range(1440, 1190, -20):
        window.resize(width, 900)
        QApplication.sendPostedEvents()  # what was resized is laid out
        grid = window.views.grid
        shown = [grid.panes[at] for at in grid.visible_panes]
        assert len(shown) == 4
        headers = [pane.page.header for pane in shown]
        wanted.add(tuple(header.wanted_fit for header in headers))
        faces = {one.isHidden() for header in headers for one in header.findChildren(Avatar)}
        words = {(bool(one.hold.text()), bool(one.finish.text())) for one in headers}
        assert (len(faces), len(words)) == (1, 1)
        for pane in shown:
            assert pane.page.writer is not None
            frame = pane.page.writer.composer
            line = pane.page.header.layout()
            assert line is not None
            assert frame.foot.mapTo(frame, QPoint()).x() == line.contentsMargins().left()
    assert any(len(set(one)) > 1 for one in wanted), "neighbours had room for different things"


async def test_a_button_over_a_pane_is_for_its_own_chat(office: Office) -> None:
    window = office.window
    window.lay_out(2)
    window.show_chat(office.mine[0])
    second = window.views.grid.panes[1].page
    second.header.finish.clicked.emit()
    assert window.deeds.finishing is not None
    assert window.deeds.finishing.conversation == second.conversation
    window.deeds.finishing.reject()


async def test_what_is_typed_when_a_chat_goes_goes_to_nobody_else(office: Office) -> None:
    window = office.window
    await _active(window)
    window.lay_out(2)
    first = office.mine[0]
    window.show_chat(first)
    other = window.views.grid.panes[1].page
    window.chats._drop(first)  # noqa: SLF001 - as the desk does when it goes to another agent
    assert window.views.grid.panes[1].page is other
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClicks(focused, "for the first one")
    for page in window.views.pages:
        assert page.writer is None or not page.writer.composer.text()


async def test_a_torn_off_chat_has_its_own_composer_and_every_key(office: Office) -> None:
    window = office.window
    await _active(window)
    first, second = office.mine[:2]
    window.show_chat(first)
    _key(window, Qt.Key.Key_D, _CONTROL | _SHIFT)
    torn = _only_window(window)
    await _active(torn)
    assert first not in office.mine
    assert window.views.grid.panes[0].page.conversation == second
    assert window.chats.current == first
    focused = QApplication.focusWidget()
    assert focused is not None
    assert torn.isAncestorOf(focused)
    QTest.keyClicks(focused, "hello")
    _key(focused, Qt.Key.Key_Return)
    await office.until(lambda: office.server.sent)
    assert (office.server.sent[0].conversation, office.server.sent[0].text) == (first, "hello")
    _key(torn, Qt.Key.Key_M, _CONTROL | _SHIFT)
    assert torn.pane.page.writer is not None
    assert torn.pane.page.writer.composer.mode is ComposerMode.NOTE
    _key(torn, Qt.Key.Key_1, _CONTROL)
    assert window.chats.current == second
    torn.close()
    assert not window.views.windows
    assert office.mine[0] == first
    window.show_chat(first)
    assert window.chat.writer is not None
    assert window.chat.writer.composer.mode is ComposerMode.NOTE


async def test_a_torn_off_chat_is_asked_about_in_its_own_window(office: Office) -> None:
    window = office.window
    first = office.mine[0]
    window.views.tear_off(first)
    window.deeds.close_chat(first)
    dialog = window.deeds.finishing
    assert dialog is not None
    assert dialog.parentWidget() is _only_window(window)
    _only_window(window).close()
    assert window.deeds.finishing is None


async def test_the_title_of_a_torn_off_window_hides_the_name_where_that_is_wanted(
    office: Office,
) -> None:
    window = office.window
    window.views.tear_off(office.mine[0])
    torn = _only_window(window)
    head = office.session.store.head(torn.conversation)
    assert head is not None
    assert head.name in torn.windowTitle()
    before = office.session.store.preferences
    office.session.prefer(msgspec.structs.replace(before, privacy=Privacy(hide_names=True)))
    assert head.name not in torn.windowTitle()


async def test_a_cover_hides_torn_off_windows_too(office: Office) -> None:
    window = office.window
    window.views.tear_off(office.mine[0])
    window.views.set_covered(True)
    assert not _only_window(window).isVisible()
    window.views.tear_off(office.mine[0])
    assert not any(torn.isVisible() for torn in window.views.windows.values())
    window.views.set_covered(False)
    assert all(torn.isVisible() for torn in window.views.windows.values())


async def test_everything_that_can_be_seen_counts_as_looked_at(office: Office) -> None:
    window = office.window
    await _active(window)
    window.lay_out(2)
    assert window.attention().chats == set(_shown(window))
    window.move(0, 0)
    window.chats.tear_off(office.mine[3], WindowPlace(3000, 3000, 400, 400))
    apart = _only_window(window).conversation
    _only_window(window).move(3000, 3000)
    await _active(window)
    assert apart in window.attention().chats
    _only_window(window).move(100, 100)
    assert apart not in window.attention().chats


async def test_a_tab_is_dragged_among_the_tabs_onto_a_pane_and_out_of_the_window(
    office: Office,
) -> None:
    window = office.window
    window.move(0, 0)
    first, second, third, fourth = office.mine
    window.lay_out(2)
    window.show_chat(first)

    def drag(conversation: ConversationId, to: QPoint, *, escape: bool = False) -> None:
        tab = window.tabs.tab(conversation)
        assert tab is not None
        begin = QPoint(30, 15)
        QTest.mousePress(tab, Qt.MouseButton.LeftButton, pos=begin)
        for part in (1, 2):
            on_the_way = begin + (tab.mapFromGlobal(to) - begin) * part / 2
            QApplication.sendEvent(tab, _move(tab, on_the_way))
        if escape:
            _key(tab, Qt.Key.Key_Escape)
        QTest.mouseRelease(tab, Qt.MouseButton.LeftButton, pos=tab.mapFromGlobal(to))

    row_end = window.tabs.mapToGlobal(QPoint(window.tabs.width() - 4, 20))
    drag(first, row_end)
    assert office.mine == [second, third, fourth, first]
    drag(first, window.tabs.mapToGlobal(QPoint(1, 20)))
    assert office.mine == [first, second, third, fourth]
    pane = window.views.grid.panes[1]
    drag(fourth, pane.mapToGlobal(pane.rect().center()), escape=True)
    assert _shown(window) == [first, second]
    drag(fourth, pane.mapToGlobal(pane.rect().center()))
    assert _shown(window) == [first, fourth]
    assert window.chats.current == fourth
    drag(fourth, window.mapToGlobal(QPoint(window.width() + 60, 50)))
    assert _only_window(window).conversation == fourth


def _move(tab: QWidget, at: QPoint) -> QMouseEvent:
    """With the button down, as no function of QTest moves it."""
    return QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(at),
        QPointF(tab.mapToGlobal(at)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        _NONE,
    )


async def test_tabs_move_and_stay_left_by_keys(office: Office) -> None:
    window = office.window
    await _active(window)
    first, second, third, fourth = office.mine
    window.show_chat(third)
    _key(window, Qt.Key.Key_PageUp, _CONTROL | _SHIFT)
    assert office.mine == [first, third, second, fourth]
    _key(window, Qt.Key.Key_PageDown, _CONTROL | _SHIFT)
    _key(window, Qt.Key.Key_PageDown, _CONTROL | _SHIFT)
    assert office.mine == [first, second, fourth, third]
    _key(window, Qt.Key.Key_K, _CONTROL | _SHIFT)
    assert office.mine == [third, first, second, fourth]
    tab = window.tabs.tab(third)
    assert tab is not None
    assert "pinned" in tab.accessibleName()
    _key(window, Qt.Key.Key_K, _CONTROL | _SHIFT)
    assert office.mine[0] == third


async def test_the_list_of_open_chats_is_by_urgency_and_narrows_as_one_types(
    office: Office,
) -> None:
    window = office.window
    await _active(window)
    _key(window, Qt.Key.Key_L, _CONTROL | _SHIFT)
    listed = window.open_chats_list
    rows = listed.rows
    shown = [state.conversation for at in range(rows.rowCount()) if (state := rows.row_at(at))]
    urgent = office.session.store.by_urgency()
    assert shown[: len(urgent)] == urgent
    assert set(shown) == set(office.mine)
    whole = listed.height()
    QTest.keyClicks(listed.field, "gra")
    assert listed.height() < whole
    assert [rows.index(at).data() for at in range(rows.rowCount())] == ["Grace Simmons"]
    _key(listed.field, Qt.Key.Key_Return)
    assert listed.isHidden()
    head = office.session.store.head(window.chats.current or ConversationId(""))
    assert head is not None
    assert head.name == "Grace Simmons"


async def test_a_new_window_of_the_same_desk_is_arranged_as_the_old_one(office: Office) -> None:
    window = office.window
    window.lay_out(4)
    window.show_chat(office.mine[2])
    window.chats.toggle_pin(office.mine[1])
    window.views.tear_off(office.mine[3])
    wanted = window.chats.arrangement
    window.close_page()
    assert not window.views.windows
    owner = TaskOwner("again", on_failure=lambda what, error: None)
    again = DeskWindow(office.session, owner=owner, version="1.0")
    placed = again.chats.arrangement
    assert msgspec.structs.replace(placed, windows={}) == msgspec.structs.replace(
        wanted, windows={}
    )
    assert placed.windows.keys() == wanted.windows.keys()
    again.close_page()
    await owner.aclose()
    again.deleteLater()


async def test_a_small_window_shows_the_panes_around_the_active_one(office: Office) -> None:
    window = office.window
    window.lay_out(4)
    window.resize(853, 480)
    await office.until(lambda: len(_shown(window)) == 1)
    assert _shown(window) == [window.chats.current]
    window.chats.step_view(1)
    assert _shown(window) == [window.chats.current]


async def test_nothing_is_asked_anew_of_the_tabs_for_a_message(
    office: Office,
) -> None:
    window = office.window
    window.lay_out(4)
    placed = []
    window.chats.changed.connect(lambda: placed.append(1))
    office.server.says(office.mine[0], "one more")
    await office.until(lambda: window.tabs.tab(office.mine[0]).state.unread)  # type: ignore[union-attr]
    assert not placed


async def test_a_layout_chosen_before_the_desk_has_come_is_kept(tmp_path: Path) -> None:
    session = MadeUpDesk(tmp_path, on_failure=_fail)
    fill(session.server)
    await session.begin(connected=False)
    owner = TaskOwner("window", on_failure=_fail)
    window = DeskWindow(session, owner=owner, version="1.0")
    window.lay_out(4)
    session.server.connect()
    try:
        async with asyncio.timeout(60):
            while not all(window.chats.arrangement.panes):  # noqa: ASYNC110 - a state
                await asyncio.sleep(0.001)
        assert len(window.chats.arrangement.panes) == 4
    finally:
        window.close_page()
        await owner.aclose()
        await session.aclose()
        window.deleteLater()
        await asyncio.sleep(0)


def _fail(what: str, error: BaseException) -> None:
    raise error
