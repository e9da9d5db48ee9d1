"""`python -m tests.support.pictures FOLDER [PAGE]`: every page in every look, and a sheet of each.

Two languages, three themes, two scales of the screen; with PAGE only those whose name has it.
"""

import os
import subprocess
import sys
from pathlib import Path

from tests.support.pictures.camera import SCALES
from tests.support.pictures.sheets import make_sheets
from ui.translation import Language


def main(folder: Path, page: str) -> int:
    """Take them all, a process for each scale and language; the exit code."""
    folder.mkdir(parents=True, exist_ok=True)
    for language in Language:
        for percent in SCALES:
            # A scale of the screen is read when Qt starts.
            screen = {"QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": str(percent / 100)}
            shoot = ["tests.support.pictures.shoot", str(folder), language, str(percent), page]
            done = subprocess.run(
                [sys.executable, "-m", *shoot], env=os.environ | screen, check=False
            )
            if done.returncode:
                return done.returncode
    sheets = make_sheets(folder)
    sys.stdout.write(f"{len(sheets)} sheets in {folder / 'sheets'}\n")
    return 0


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.stderr.write(f"{__doc__}\n")
        raise SystemExit(2)
    raise SystemExit(main(Path(sys.argv[1]), "".join(sys.argv[2:3])))
