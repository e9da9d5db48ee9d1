"""The window can be as narrow as it declares, in each language and text size, whatever it shows."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from console.core.preferences import TEXT_PERCENTS, Appearance
from protocol.people import Presence
from tests.gui.shell.conftest import Office, opened_office
from ui import dressing, translation
from ui.shell.frame import LEAST
from ui.translation import Language


@pytest.fixture(params=Language)
async def spoken_office(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Office]:
    async for made in opened_office(tmp_path, request.param):
        yield made
    translation.current().install(Language.EN)


@pytest.fixture(autouse=True)
def _as_it_was(qapp: QApplication) -> Iterator[None]:
    yield
    dressing.wear(Appearance())


@pytest.mark.parametrize("presence", [Presence.ONLINE, Presence.BREAK])
async def test_a_wide_window_becomes_as_narrow_as_it_is_asked_to(
    spoken_office: Office, presence: Presence
) -> None:
    office, window = spoken_office, spoken_office.window
    window.show_chat(office.mine[0])
    await office.until(lambda: window.side.subscriber.shown is not None)
    if presence is Presence.BREAK:
        await office.session.set_presence(presence, reason="lunch")
        await office.until(lambda: office.session.store.desk.presence is presence)
    for percent in TEXT_PERCENTS:
        dressing.wear(Appearance(text_percent=percent))
        for width in (1700, LEAST.width()):
            window.resize(width, 900)
            for _ in range(4):
                QApplication.sendPostedEvents()
        assert window.width() == LEAST.width()
        assert window.minimumSizeHint().width() <= LEAST.width(), percent
