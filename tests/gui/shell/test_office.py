"""The office of these tests leaves no window behind, whatever fails in it."""

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from shiboken6 import isValid

from tests.gui.shell.conftest import opened_office
from ui.translation import Language


async def test_a_session_that_cannot_be_closed_leaves_no_window(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opening = opened_office(tmp_path, Language.EN)
    office = await anext(opening)
    aclose = office.session.aclose

    async def close_and_fail() -> None:
        await aclose()
        raise RuntimeError("as told")

    monkeypatch.setattr(office.session, "aclose", close_and_fail)
    with pytest.raises(RuntimeError, match="as told"):
        await anext(opening)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not isValid(office.window)
