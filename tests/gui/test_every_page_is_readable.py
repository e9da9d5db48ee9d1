"""Every word of every page and state can be read in a language longer than ours."""

import os
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_PAGES = 100
"""At least; there are more each time somebody adds one."""


def test_no_word_of_any_page_is_cut_on_a_small_screen_or_a_large_one_at_200_percent() -> None:
    # Twice as many pixels of the same design: 1280 x 720, and 2560 x 1440 at 200 %.
    read = subprocess.run(
        [sys.executable, "-m", "tests.support.pictures.check"],
        cwd=_ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": "2"},
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    *cut, told = read.stdout.splitlines() or [""]
    assert not cut, "\n".join(cut)
    assert read.returncode == 0, read.stderr
    assert int(told.split()[0]) >= _PAGES
