"""Without a sound card nothing is said on the error stream, and the log still knows why."""

import ctypes.util
import subprocess
import sys

import pytest

_PLAYS = """
import logging
logging.basicConfig(level=logging.DEBUG, stream=__import__("sys").stdout)
from console.core.preferences import Sound
from ui.alerts.player import Loudspeaker
loudspeaker = Loudspeaker()
loudspeaker.play(next(one for one in Sound if one is not Sound.NONE), volume_percent=1)
loudspeaker.thread.join()
"""


@pytest.mark.skipif(ctypes.util.find_library("asound") is None, reason="NOT RUN: no ALSA here")
def test_alsa_speaks_to_the_log_alone() -> None:
    played = subprocess.run(
        [sys.executable, "-c", _PLAYS],
        env={"ALSA_CONFIG_PATH": "/nowhere", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
        timeout=300,
    )
    assert "ALSA lib" not in played.stderr
    assert "ALSA," in played.stdout or "no sound" not in played.stdout
