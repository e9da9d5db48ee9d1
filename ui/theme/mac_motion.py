"""Whether the user of a Mac wants less motion: read from its settings, by a program of its own.

Qt does not tell. It is asked at the start and whenever somebody comes back to the console, since
one changes it in another window; the answer comes when it comes.
"""

from PySide6.QtCore import QObject, QProcess, Qt
from PySide6.QtGui import QGuiApplication

from ui.theme import motion

_QUESTION = ("/usr/bin/defaults", "read", "com.apple.universalaccess", "reduceMotion")


def less_wanted(answer: bytes) -> bool:
    """What the program has printed, which prints nothing where nobody ever chose."""
    return answer.strip().lower() in {b"1", b"true", b"yes"}


class MacMotion(QObject):
    """Tells `motion` what the settings say, as long as it lives."""

    def __init__(self, parent: QObject, *, question: tuple[str, ...] = _QUESTION) -> None:
        super().__init__(parent)
        self._asked = QProcess(self)
        self._asked.setProgram(question[0])
        self._asked.setArguments(question[1:])
        self._asked.finished.connect(self._on_asked_finished)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_application_state_changed)
        self.ask()

    def ask(self) -> None:
        """Ask, unless an answer is awaited."""
        if self._asked.state() is QProcess.ProcessState.NotRunning:
            self._asked.start()

    def _on_asked_finished(self) -> None:
        motion.hear(less=less_wanted(bytes(self._asked.readAllStandardOutput().data())))

    def _on_application_state_changed(self, state: Qt.ApplicationState) -> None:
        if state is Qt.ApplicationState.ApplicationActive:
            self.ask()
