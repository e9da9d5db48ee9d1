"""Contrast and motion follow the desktop, at the start and when they change; a choice of one's own
holds against it. On a real screen, with a settings portal of the test's own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support import desktop_portal, screen_reader
from tests.support.desktop_portal import ANIMATIONS, CONTRAST, REDUCED_MOTION, Portal

_ROOT = Path(__file__).parents[2]

pytestmark = [
    pytest.mark.timeout(180),
    pytest.mark.skipif(bool(screen_reader.missing()), reason="no screen and no bus of our own"),
]


class Looks:
    """What the process has said of its looks, line by line."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def wait_for(self, **wanted: object) -> None:
        """Until it looks so; the test's own time limit ends a wait in vain."""
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if wanted.items() <= json.loads(line).items():
                return
        raise AssertionError("it has ended")


@contextmanager
def followed(
    settings: dict[desktop_portal.Setting, desktop_portal.Value], *, theme: str, motion: str
) -> Iterator[tuple[Portal, Looks]]:
    """A desktop, and who runs on it having chosen this himself."""
    with (
        screen_reader.screen() as around,
        desktop_portal.portal(around["DBUS_SESSION_BUS_ADDRESS"], settings) as portal,
    ):
        around |= {"QT_QPA_PLATFORMTHEME": "gnome", "XDG_CURRENT_DESKTOP": "GNOME"}
        chosen = json.dumps({"theme": theme, "motion": motion})
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.followed_desktop", chosen],
            cwd=_ROOT,
            env=os.environ | around,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            yield portal, Looks(process)
        finally:
            process.terminate()
            process.communicate()


def test_contrast_and_motion_are_those_of_the_desktop_until_it_changes_them() -> None:
    settings: dict[desktop_portal.Setting, desktop_portal.Value] = {
        CONTRAST: ("u", 1),
        ANIMATIONS: ("b", False),
    }
    with followed(settings, theme="system", motion="system") as (portal, looks):
        looks.wait_for(theme="contrast", still=True)
        portal.change(CONTRAST, ("u", 0))
        portal.change(ANIMATIONS, ("b", True))
        looks.wait_for(theme="light", still=False)
        portal.change(REDUCED_MOTION, ("u", 1))
        looks.wait_for(theme="light", still=True)


def test_who_has_chosen_himself_keeps_his_choice() -> None:
    settings: dict[desktop_portal.Setting, desktop_portal.Value] = {
        CONTRAST: ("u", 1),
        ANIMATIONS: ("b", False),
    }
    with followed(settings, theme="dark", motion="full") as (portal, looks):
        looks.wait_for(contrast="HighContrast", less=True, theme="dark", still=False)
        portal.change(CONTRAST, ("u", 0))
        portal.change(ANIMATIONS, ("b", True))
        looks.wait_for(contrast="NoPreference", less=False, theme="dark", still=False)
