"""Text size and density hold at once and everywhere, and at the next start."""

from collections.abc import Iterator

import msgspec
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel

from console.core.preferences import TEXT_PERCENTS, Appearance, Density, Motion, Preferences
from console.local.machine import MachineSettings
from tests.gui.shell.conftest import Office
from tests.support.clipping import unreadable
from ui import dressing
from ui.settings.settings_window import SettingsWindow
from ui.theme import measures, motion


@pytest.fixture(autouse=True)
def _as_it_was(qapp: QApplication) -> Iterator[None]:
    yield
    dressing.wear(Appearance())


def _choose(office: Office, name: str, value: object) -> None:
    office.window.open_settings()
    settings = office.window.findChildren(SettingsWindow)[-1]
    box = next(one for one in settings.findChildren(QComboBox) if one.accessibleName() == name)
    while box.currentData() != value:
        QTest.keyClick(box, Qt.Key.Key_Down)
    settings.close()


async def test_a_text_size_chosen_in_the_settings_is_kept(office: Office) -> None:
    office.window.feed.preferences_changed.connect(
        lambda: dressing.wear(office.session.store.preferences.appearance)
    )
    _choose(office, "Text size", 150)
    assert office.session.store.preferences.appearance.text_percent == 150
    assert measures.zoom() == 1.5
    _choose(office, "Density", Density.COMPACT)
    assert measures.in_force().compact
    assert '"text_percent":150' in office.session.setting("preferences")


async def test_everything_grows_with_the_text_and_goes_back(office: Office) -> None:
    window = office.window
    window.show_chat(office.mine[0])
    await office.until(lambda: window.side.subscriber.shown is not None)

    def sizes() -> list[float]:
        view = window.chat.transcript
        words = [label.font().pixelSize() for label in window.findChildren(QLabel)]
        return [
            *words,
            window.top_bar.height(),
            window.inbox.width(),
            window.inbox.view.sizeHintForRow(1),
            window.tabs.tab(office.mine[0]).height(),  # type: ignore[union-attr]
            window.chat.writer.composer.editor.fontMetrics().height(),  # type: ignore[union-attr]
            view.placed_rows()[-1].height * measures.zoom(),
        ]

    before = sizes()
    dressing.wear(Appearance(text_percent=150))
    QApplication.sendPostedEvents()
    large = sizes()
    assert all(now > was for now, was in zip(large, before, strict=True))
    dressing.wear(Appearance())
    QApplication.sendPostedEvents()
    assert sizes() == before


async def test_a_theme_chosen_later_leaves_the_text_as_large(office: Office) -> None:
    dressing.wear(Appearance(text_percent=150))
    label = office.window.status_bar.findChildren(QLabel)[0]
    size = label.font().pixelSize()
    office.window.top_bar.account.theme_chosen.emit("dark")
    QApplication.sendPostedEvents()
    assert label.font().pixelSize() == size > 12


@pytest.mark.parametrize("percent", TEXT_PERCENTS)
@pytest.mark.parametrize("density", Density)
async def test_no_word_is_cut_at_any_size(office: Office, percent: int, density: Density) -> None:
    window = office.window
    window.show_chat(office.mine[0])
    await office.until(lambda: window.side.subscriber.shown is not None)
    dressing.wear(Appearance(text_percent=percent, density=density))
    for _ in range(3):
        QApplication.sendPostedEvents()
    assert not unreadable(window)


@pytest.mark.parametrize("percent", [90, 125, 150])
async def test_a_press_meets_what_is_under_the_mouse(office: Office, percent: int) -> None:
    dressing.wear(Appearance(text_percent=percent))
    window = office.window
    window.show_chat(office.mine[0])
    QApplication.sendPostedEvents()
    view = window.chat.transcript
    placed = next(
        row for row in reversed(view.placed_rows()) if view.layout_at(row.position).bubble
    )
    layout = view.layout_at(placed.position)
    start = layout.geometry.text.topLeft() + QPointF(2, 8 + placed.top)
    QTest.mouseDClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=(start * measures.zoom()).toPoint()
    )
    assert view.hand.selected_text() == layout.laid.text.split()[0].strip("?!.,")
    tab = window.tabs.tab(office.mine[1])
    assert tab is not None
    QTest.mouseClick(tab, Qt.MouseButton.LeftButton, pos=tab.rect().center())
    assert window.chats.current == office.mine[1]


def test_what_somebody_chose_is_worn_by_the_next_sign_in_page(tmp_path: object) -> None:
    machine = MachineSettings(tmp_path)  # type: ignore[arg-type]
    wanted = Appearance(text_percent=125, density=Density.COMPACT, motion=Motion.REDUCED)
    dressing.keep(machine, wanted)
    assert dressing.kept(MachineSettings(tmp_path)) == wanted  # type: ignore[arg-type]
    machine.put("appearance", '{"text_percent": 9000}')
    assert dressing.kept(machine) == Appearance()


def test_nothing_moves_for_who_wants_it_so(qapp: QApplication) -> None:
    flash = QApplication.cursorFlashTime()
    dressing.wear(Appearance(motion=Motion.REDUCED))
    assert motion.still()
    assert QApplication.cursorFlashTime() == 0
    assert not QApplication.isEffectEnabled(Qt.UIEffect.UI_AnimateMenu)
    dressing.wear(Appearance(motion=Motion.FULL))
    assert not motion.still()
    assert QApplication.cursorFlashTime() == flash


@pytest.mark.parametrize(("told", "wanted"), [(None, False), (False, False), (True, True)], ids=str)
def test_the_system_is_followed_where_it_tells(told: bool | None, wanted: bool) -> None:
    assert motion.wants_still(Motion.SYSTEM, told=told) is wanted
    assert motion.wants_still(Motion.REDUCED, told=told)
    assert not motion.wants_still(Motion.FULL, told=told)


def test_a_size_that_nobody_offers_is_read_as_the_default() -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"appearance": {"text_percent": 40}}, Preferences)
