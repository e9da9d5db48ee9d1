"""A process that follows the desktop it runs on, and prints a line whenever its look is another."""

import json
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from console.core.preferences import Appearance, Motion, ThemeChoice
from ui import dressing
from ui.theme import motion, theme
from ui.theme.desktop_motion import DesktopMotion

_GLANCE_MS = 20


def main() -> None:
    """Print looks until it is ended; the argument is what its user has chosen himself."""
    application = QApplication(["followed"])
    DesktopMotion(application)
    chosen = json.loads(sys.argv[1])
    theme.current().choose(ThemeChoice(chosen["theme"]))
    dressing.wear(Appearance(motion=Motion(chosen["motion"])))
    of_system = application.styleHints()
    hints = of_system.accessibility()
    shown: list[object] = []

    def look() -> None:
        now = {
            "theme": theme.current().tokens.name,
            "still": motion.still(),
            "contrast": hints.contrastPreference().name,
            "less": motion.told_by_system(),
        }
        if shown[-1:] != [now]:
            shown.append(now)
            sys.stdout.write(json.dumps(now) + "\n")
            sys.stdout.flush()

    glances = QTimer(application)
    glances.timeout.connect(look)
    glances.start(_GLANCE_MS)
    application.exec()


if __name__ == "__main__":
    main()
