"""The small controls: named, reachable by keys, following the theme."""

import asyncio

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QEnterEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from console.core.preferences import TEXT_PERCENTS, ThemeChoice
from console.core.tasks import TaskOwner
from tests.support.transcripts import Transcript, said
from ui.chat.composer import Composer
from ui.chat.transcript_view import TranscriptView
from ui.theme import fonts, icons, measures, theme
from ui.theme.icons import Icon
from ui.theme.measures import Measures
from ui.theme.tokens import ThemeName
from ui.widgets.async_action import async_action
from ui.widgets.avatar import Avatar, initials
from ui.widgets.buttons import Button, IconButton, PrimaryButton
from ui.widgets.choices import CheckBox, DropDown
from ui.widgets.empty_state import EmptyState, keep_level
from ui.widgets.key_cap import KeyCap
from ui.widgets.labels import ElidedLabel, Label
from ui.widgets.level_bar import LevelBar
from ui.widgets.pill import Pill, PillTone, figure_of, width_of
from ui.widgets.placeholder import Placeholder
from ui.widgets.search_field import SearchField
from ui.widgets.section_header import SectionHeader
from ui.widgets.segmented_tabs import SegmentedTabs
from ui.widgets.toast import Toast


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    """One of everything."""
    home = QWidget()
    qtbot.addWidget(home)
    home.resize(700, 900)
    column = QVBoxLayout(home)
    tabs = SegmentedTabs(name="Panel")
    for words in ("Subscriber", "Knowledge", "History"):
        tabs.add(words)
    for widget in (
        tabs,
        Button("Hold", icon=Icon.HOLD, trailing=Icon.CHEVRON_DOWN),
        PrimaryButton("Take", keys=QKeySequence("F2")),
        IconButton(Icon.CLIP, name="Attach a file"),
        CheckBox("Remember me"),
        DropDown(name="State"),
        SearchField(name="Search", keys=QKeySequence("Ctrl+K")),
        Pill("1:42", PillTone.LATE, name="Waiting"),
        Avatar(name="Анна", person="a"),
        KeyCap("F2"),
        LevelBar("Minutes", figure="372 of 600", share=0.6),
        Placeholder(name="Loading"),
        SectionHeader("Leftovers", remark="now"),
        EmptyState(icon=Icon.CHAT, title="No chats", action="Go online"),
        ElidedLabel("words"),
        TranscriptView(),
        Composer(),
    ):
        column.addWidget(widget)
    Toast("Saved", action="Undo", close_name="Close", stays=True, parent=home)
    return home


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
def test_a_line_that_has_the_room_it_asks_for_is_whole(qapp: QApplication, percent: int) -> None:
    measures.hold(Measures(text_percent=percent))
    try:
        for letters in range(1, 60):
            label = ElidedLabel("Черновик сохранён " * 4, kind=fonts.Type.CAPTION)
            label.set_text(label.text()[:letters])
            label.resize(label.sizeHint())
            assert not label.toolTip(), (percent, label.text())
    finally:
        measures.hold(Measures())


def test_every_control_has_a_name(page: QWidget) -> None:
    controls = [
        widget
        for kind in (QAbstractButton, QLineEdit, QComboBox, QAbstractScrollArea)
        for widget in page.findChildren(kind)
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus
    ]
    assert len(controls) > 15
    nameless = [
        widget
        for widget in controls
        if not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
    ]
    assert nameless == []


def test_every_button_is_reached_by_tab(page: QWidget) -> None:
    for button in page.findChildren(QAbstractButton):
        assert button.focusPolicy() & Qt.FocusPolicy.TabFocus, button.accessibleName()


@pytest.mark.parametrize("choice", [ThemeChoice.DARK, ThemeChoice.CONTRAST, ThemeChoice.LIGHT])
def test_a_switch_of_the_theme_repaints_everything_at_once(
    page: QWidget, qtbot: QtBot, choice: ThemeChoice
) -> None:
    in_force = theme.current()
    in_force.choose(ThemeChoice.LIGHT if choice is not ThemeChoice.LIGHT else ThemeChoice.DARK)
    before, epoch = page.grab().toImage(), in_force.epoch
    with qtbot.waitSignal(in_force.theme_changed, timeout=60_000):
        in_force.choose(choice)
    assert in_force.tokens.name is ThemeName(choice.value)
    assert in_force.epoch > epoch
    assert page.grab().toImage() != before
    assert QApplication.palette().window().color() == in_force.tokens.app
    in_force.choose(ThemeChoice.LIGHT)


def test_choosing_what_is_in_force_changes_nothing(qtbot: QtBot) -> None:
    in_force = theme.current()
    in_force.choose(ThemeChoice.LIGHT)
    epoch = in_force.epoch
    in_force.choose(ThemeChoice.LIGHT)
    assert in_force.epoch == epoch


def test_icons_are_drawn_once_and_sharp(qtbot: QtBot) -> None:
    color = theme.current().tokens.text
    sharp = icons.pixmap(Icon.SEND, color, ratio=2.0)
    assert (sharp.width(), sharp.devicePixelRatio()) == (32, 2.0)
    assert icons.pixmap(Icon.SEND, color, ratio=2.0) is sharp


def test_a_waiting_time_keeps_its_width_when_it_grows_late(qtbot: QtBot) -> None:
    pill = Pill("0:38", PillTone.NEUTRAL)
    qtbot.addWidget(pill)
    before = pill.sizeHint()
    pill.set("1:42", PillTone.LATE)
    assert pill.sizeHint() == before
    assert width_of("11:11") == width_of("48:09")


def test_initials_are_letters_of_the_name() -> None:
    assert initials("анна игоревна кольцова") == "АИ"
    assert initials("  <b> ") == "?"
    assert initials("\u202eGrace") == "G"


def test_tabs_go_round_by_arrows(qtbot: QtBot) -> None:
    tabs = SegmentedTabs(name="Panel")
    qtbot.addWidget(tabs)
    for words in ("a", "b", "c"):
        tabs.add(words)
    chosen: list[int] = []
    tabs.chosen.connect(chosen.append)
    QTest.keyClick(tabs, Qt.Key.Key_Left)
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert chosen == [2, 0, 1]


def test_tabs_that_cannot_be_chosen_do_not_look_as_if(qtbot: QtBot) -> None:
    tabs = SegmentedTabs(name="Panel")
    qtbot.addWidget(tabs)
    tabs.add("a")
    tabs.add("b")
    (_, other) = tabs.findChildren(QAbstractButton)
    before = other.grab().toImage()
    tabs.setEnabled(False)
    disabled = other.grab().toImage()
    assert disabled != before
    other.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    assert other.grab().toImage() == disabled


def test_a_search_field_tells_queries_not_blanks(qtbot: QtBot) -> None:
    field = SearchField(name="Search")
    qtbot.addWidget(field)
    queries: list[str] = []
    moved: list[int] = []
    field.query_changed.connect(queries.append)
    field.moved.connect(moved.append)
    field.setText("возврат")
    field.setText("возврат ")
    field.setText(" возврат  денег ")
    QTest.keyClick(field, Qt.Key.Key_Down)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert queries == ["возврат", "возврат денег", ""]
    assert moved == [1]


def test_a_cut_label_shows_the_whole_in_a_tool_tip(qtbot: QtBot) -> None:
    label = ElidedLabel("очень длинная строка <b>и не жирная</b>")
    qtbot.addWidget(label)
    label.resize(60, 18)
    label.set_text("другая очень длинная строка <b>")
    assert "&lt;b&gt;" in label.toolTip()
    label.set_text("да")
    assert label.toolTip() == ""


def test_a_toast_goes_by_itself_unless_it_is_read(qtbot: QtBot, page: QWidget) -> None:
    toast = Toast("Saved", close_name="Close", parent=page)
    closed: list[None] = []
    toast.closed.connect(lambda: closed.append(None))
    assert toast.remaining_ms() is not None
    middle = toast.rect().center().toPointF()
    QApplication.sendEvent(toast, QEnterEvent(middle, middle, middle))
    assert toast.remaining_ms() is None
    QApplication.sendEvent(toast, QEvent(QEvent.Type.Leave))
    assert toast.remaining_ms() is not None
    toast.dismiss()
    toast.dismiss()
    assert len(closed) == 1


async def all_done() -> None:
    """Wait for the actions that run."""
    async with asyncio.timeout(60):
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0)  # their owner hears of it in the next turn


async def test_an_action_is_off_while_its_work_runs(qtbot: QtBot) -> None:
    button = Button("Save")
    qtbot.addWidget(button)
    owner = TaskOwner("page", on_failure=lambda what, error: None)
    go, runs = asyncio.Event(), []

    async def work() -> None:
        runs.append(1)
        await go.wait()

    async_action(button, owner=owner, what="save", work=work)
    button.click()
    await asyncio.sleep(0)
    assert not button.isEnabled()
    button.click()
    go.set()
    await all_done()
    assert button.isEnabled()
    assert runs == [1]
    await owner.aclose()
    button.click()
    assert button.isEnabled()
    assert runs == [1]


async def test_a_failed_action_may_be_tried_again(qtbot: QtBot) -> None:
    button = Button("Save")
    qtbot.addWidget(button)
    failures: list[BaseException] = []
    owner = TaskOwner("page", on_failure=lambda what, error: failures.append(error))

    async def work() -> None:
        raise ValueError("refused")

    async_action(button, owner=owner, what="save", work=work)
    button.click()
    await all_done()
    assert len(failures) == 1
    assert button.isEnabled()
    await owner.aclose()


async def test_a_page_that_closes_takes_its_action_along(qtbot: QtBot) -> None:
    button = Button("Save")
    qtbot.addWidget(button)
    owner = TaskOwner("page", on_failure=lambda what, error: None)

    async def work() -> None:
        await asyncio.Event().wait()

    async_action(button, owner=owner, what="save", work=work)
    button.click()
    await asyncio.sleep(0)
    await owner.aclose()
    assert not button.isEnabled()


def test_the_newest_rows_survive_a_switch_of_the_theme(qtbot: QtBot) -> None:
    model = Transcript([said("да")])
    view = TranscriptView()
    qtbot.addWidget(view)
    view.show_transcript(model, model.row_at)
    theme.current().choose(ThemeChoice.DARK)
    assert view.count == len(view.placed_rows()) == 1
    theme.current().choose(ThemeChoice.LIGHT)


def test_empty_areas_side_by_side_say_so_at_one_height(qtbot: QtBot) -> None:
    room = QWidget()
    keep_level(room)
    states = [
        EmptyState(icon=Icon.CHAT, title="No chats", text="They appear here.", action="Go online"),
        EmptyState(icon=Icon.USER, title="Nobody"),
    ]
    row = QHBoxLayout(room)
    for state, above in zip(states, (40, 90), strict=True):
        column = QVBoxLayout()
        column.addSpacing(above)
        column.addWidget(state, 1)
        row.addLayout(column)
    qtbot.addWidget(room)
    room.resize(900, 700)
    room.show()
    titles = [state.findChildren(Label)[0] for state in states]
    high, other = (title.mapTo(room, QPoint(0, 0)).y() for title in titles)
    assert high == other


@pytest.mark.parametrize("width", [260, 340, 900])
def test_an_empty_state_shows_the_whole_of_what_it_says(qtbot: QtBot, width: int) -> None:
    state = EmptyState(icon=Icon.CHAT, title="")
    qtbot.addWidget(state)
    state.resize(width, 400)
    state.show()
    state.set_words(
        title="Ни один чат не открыт",
        text="Кто-то ждёт: откройте очередь слева и возьмите чат или выйдите на линию.",
    )
    QApplication.sendPostedEvents()
    for label in state.findChildren(Label):
        assert label.height() >= label.heightForWidth(label.width())
        assert label.width() <= width


def test_more_unread_ones_than_have_room_are_not_told_as_fewer() -> None:
    assert [figure_of(count) for count in (1, 99, 100, 147)] == ["1", "99", "99+", "99+"]
