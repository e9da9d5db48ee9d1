"""One console at a time works in a folder; another one calls its window to the front and ends."""

import getpass
import hashlib
from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QLockFile, QObject, QThread, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

LOCK = "console.lock"
ANSWER_MS = 10_000
"""What a window may take to hear a call while it starts or a machine is under load."""
_GLANCE_MS = 50
_HEARD = b"here"


class OnlyConsole(QObject):
    """The place of a console in its folder.

    The lock decides who is first: it belongs to a process, and one that was killed has left it.
    Only who holds it listens, so what a killed one has left of its socket may be removed.

    Signals:
        called: another one was started in this folder; this one is wanted instead.
    """

    called = Signal()

    def __init__(self, folder: Path) -> None:
        super().__init__()
        folder.mkdir(parents=True, exist_ok=True)
        folder = folder.resolve()
        self._lock = QLockFile(str(folder / LOCK))
        self._lock.setStaleLockTime(0)
        who = f"{getpass.getuser()}\n{folder}"
        self._name = f"pult-{hashlib.sha256(who.encode()).hexdigest()[:24]}"
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._on_server_new_connection)

    def take(self) -> bool:
        """Whether the place is ours now; it is until `leave`, or the end of the process.

        Where nothing can be locked, as in a folder that cannot be written, nobody is turned away.
        """
        if not self._lock.tryLock(0) and self._lock.error() is QLockFile.LockError.LockFailedError:
            return False
        QLocalServer.removeServer(self._name)
        # Without it all works but the call: no reason not to open a console.
        self._server.listen(self._name)
        return True

    def call_blocking(self) -> bool:
        """Ask the one who has the place to come to the front; says whether he has heard."""
        waited = QElapsedTimer()
        waited.start()
        while waited.elapsed() < ANSWER_MS:
            if self._call_once_blocking(ANSWER_MS - waited.elapsed()):
                return True
            # He may have taken the place a moment ago, and listen in the next.
            QThread.msleep(_GLANCE_MS)
        return False

    @property
    def holder(self) -> int:
        """The process that has the place; 0 if nobody knows."""
        return int(self._lock.getLockInfo()[0])

    def leave(self) -> None:
        """Give the place up. Idempotent."""
        self._server.close()
        self._lock.unlock()

    def _call_once_blocking(self, patience: int) -> bool:
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        if not socket.waitForConnected(patience):
            return False
        heard = socket.waitForReadyRead(patience) and socket.readAll().data() == _HEARD
        socket.abort()
        return bool(heard)

    def _on_server_new_connection(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.disconnected.connect(socket.deleteLater)
            socket.write(_HEARD)
            socket.disconnectFromServer()
            self.called.emit()
