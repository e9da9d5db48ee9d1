"""Where the side panel lies over the conversation one sees that it does."""

from tests.gui.shell.conftest import Office
from ui.shell.side_panel import HISTORY
from ui.widgets.shades import SideShade


async def test_the_panel_throws_a_shadow_only_on_what_it_covers(office: Office) -> None:
    window = office.window
    (shade,) = window.findChildren(SideShade)
    window.resize(1440, 900)
    await office.until(lambda: window.side.isVisible() and not shade.isVisible())
    window.resize(960, 600)
    await office.until(lambda: not window.side.isVisible())
    assert not shade.isVisible()
    window.show_side(HISTORY)
    assert shade.isVisible()
    assert shade.geometry().right() + 1 == window.side.x()
    assert shade.height() == window.side.height()
    window.uncover()
    assert not shade.isVisible()


async def test_what_is_said_of_no_chat_stands_in_the_middle_of_what_is_seen(
    office: Office,
) -> None:
    window = office.window
    window.nothing.set_words(title="Nobody is here")
    window.show_centre(empty=True)
    window.resize(960, 600)
    await office.until(lambda: not window.side.isVisible())
    window.show_side(HISTORY)
    middle = (window.nothing.width() - window.side.width()) // 2
    assert abs(window.nothing.childrenRect().center().x() - middle) <= 8
    window.toggle_side()
    assert abs(window.nothing.childrenRect().center().x() - window.nothing.width() // 2) <= 8
