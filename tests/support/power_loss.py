"""Power loss, replayed: what a process wrote and synced, and what its disk may hold at any moment.

strace records a real process; nothing in it is changed for the test. What no sync has followed may
be lost, torn by sectors, or kept; a name in the folder is safe once the folder was synced.
"""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from pathlib import Path
from random import Random

import pytest

SECTOR = 512
"""Bytes: a disk writes this much whole or not at all."""

_LONGEST = 1 << 17
"""Bytes of a string that strace prints: more than any page, frame or line of ours."""

_WRITES = ("pwrite64", "write", "writev", "sendto", "sendmsg")
_HEARS = ("read", "recvfrom", "recvmsg")
_SYNCS = ("fsync", "fdatasync")
_OTHERS = ("ftruncate", "unlink", "unlinkat", "rename", "renameat", "renameat2")
_MAPPED = "-shm"
"""SQLite's index of its log lives in memory and is made anew after a crash."""


@dataclass(frozen=True, slots=True)
class Wrote:
    """Bytes went to a file; without an offset, to its end."""

    path: Path
    offset: int | None
    data: bytes


@dataclass(frozen=True, slots=True)
class Cut:
    """A file was made this long."""

    path: Path
    size: int


@dataclass(frozen=True, slots=True)
class Removed:
    """A name was taken away."""

    path: Path


@dataclass(frozen=True, slots=True)
class Renamed:
    """A file took a name, whatever had it before."""

    path: Path
    to: Path


@dataclass(frozen=True, slots=True)
class SyncBegan:
    """What was written until here is going to be safe."""

    path: Path


@dataclass(frozen=True, slots=True)
class Synced:
    """It is safe."""

    path: Path


@dataclass(frozen=True, slots=True)
class Told:
    """The process said this to somebody."""

    data: bytes


@dataclass(frozen=True, slots=True)
class Heard:
    """Somebody said this to the process."""

    data: bytes


Event = Wrote | Cut | Removed | Renamed | SyncBegan | Synced | Told | Heard


@dataclass(frozen=True, slots=True)
class Recorder:
    """Records what a process does to a folder and what it says."""

    folder: Path
    trace: Path

    @property
    def command(self) -> tuple[str, ...]:
        """What is put before the command of the process."""
        calls = ",".join((*_WRITES, *_HEARS, *_SYNCS, *_OTHERS))
        options = ("-f", "--seccomp-bpf", "-y", "-xx", "-qq", "-a0", f"-s{_LONGEST}")
        signals = ("-e", "signal=none", "-e", f"trace={calls}")
        return ("strace", *options, *signals, f"-o{self.trace}")

    @property
    def pid(self) -> int:
        """The process itself, which signals are for; it must have done something already."""
        with self.trace.open("rb") as lines:
            return int(lines.readline().split()[0])

    def events(self) -> list[Event]:
        """What happened, in order; the process must have ended."""
        with self.trace.open("rb") as lines:
            return list(_events(lines, self.folder))


@cache
def require_strace() -> None:
    """Skip where nobody can look at a process."""
    strace = shutil.which("strace")
    if strace is None:
        pytest.skip("NOT RUN: strace is missing (.ci/setup installs it on Debian)")
    tried = subprocess.run([strace, "-o/dev/null", "true"], capture_output=True, check=False)
    if tried.returncode:
        pytest.skip(f"NOT RUN: strace may not trace here: {tried.stderr.decode().strip()}")


_WHOLE = re.compile(rb"^\d+ +(\w+)\((.*)\) += (-?\d+)")
_BEGUN = re.compile(rb"^(\d+) +(\w+)\((.*) <unfinished \.\.\.>$")
_ENDED = re.compile(rb"^(\d+) +<\.\.\. (\w+) resumed>(.*)\) += (-?\d+|\?)")
_STRING = re.compile(rb'"((?:\\x[0-9a-f]{2})*)"')
_DESCRIPTOR = re.compile(rb"^\d+<([^>]*)>")
_LAST_NUMBER = re.compile(rb", (\d+)$")


def _events(lines: Iterable[bytes], folder: Path) -> Iterator[Event]:
    begun: dict[bytes, bytes] = {}
    for line in lines:
        if whole := _WHOLE.match(line):
            name, arguments, result = whole.groups()
            if not result.startswith(b"-"):
                yield from _begin(name.decode(), arguments, folder)
                yield from _end(name.decode(), arguments, folder)
        elif half := _BEGUN.match(line.rstrip(b"\n")):
            process, name, arguments = half.groups()
            begun[process] = arguments
            yield from _begin(name.decode(), arguments, folder)
        elif rest := _ENDED.match(line):
            process, name, arguments, result = rest.groups()
            if not result.startswith((b"-", b"?")):
                yield from _end(name.decode(), begun[process] + arguments, folder)


def _begin(name: str, arguments: bytes, folder: Path) -> Iterator[Event]:
    """What may count from the moment when it was asked for."""
    path = _file(arguments, folder)
    if name in _WRITES:
        data = b"".join(map(_unquoted, _STRING.findall(arguments)))
        if path is None:
            yield Told(data)
        else:
            yield Wrote(path, _last_number(arguments) if name == "pwrite64" else None, data)
    elif name in _SYNCS and path is not None:
        yield SyncBegan(path)
    elif name == "ftruncate" and path is not None:
        yield Cut(path, _last_number(arguments))
    elif name in _OTHERS:
        named = [Path(_text(one)) for one in _STRING.findall(arguments)]
        ours = [one for one in named if one.parent == folder and not one.name.endswith(_MAPPED)]
        if name.startswith("rename") and ours:
            old, new = ours  # from elsewhere or to elsewhere is nothing that a replay knows
            yield Renamed(old, new)
        else:
            yield from map(Removed, ours)


def _end(name: str, arguments: bytes, folder: Path) -> Iterator[Event]:
    """What counts only when it is done."""
    if name in _SYNCS and (path := _file(arguments, folder)) is not None:
        yield Synced(path)
    elif name in _HEARS and _file(arguments, folder) is None:
        yield Heard(b"".join(map(_unquoted, _STRING.findall(arguments))))


def _file(arguments: bytes, folder: Path) -> Path | None:
    found = _DESCRIPTOR.match(arguments)
    if found is None:
        return None
    path = Path(_text(found[1]))
    ours = path == folder or path.parent == folder
    return path if ours and not path.name.endswith(_MAPPED) else None


def _last_number(arguments: bytes) -> int:
    found = _LAST_NUMBER.search(arguments)
    assert found is not None
    return int(found[1])


def _unquoted(hexadecimal: bytes) -> bytes:
    return bytes.fromhex(hexadecimal.replace(b"\\x", b"").decode())


def _text(hexadecimal: bytes) -> str:
    return _unquoted(hexadecimal).decode() if hexadecimal.startswith(b"\\x") else ""


class Loss(Enum):
    """What becomes of what was written and not synced."""

    EVERYTHING = "everything"
    SOMETHING = "something"
    NOTHING = "nothing"


@dataclass(slots=True)
class _File:
    safe: bytearray = field(default_factory=bytearray)
    pending: list[Wrote | Cut] = field(default_factory=list)
    covered: int = 0
    """How much of what is pending the sync under way will make safe."""
    end: int = 0

    def content(self, loss: Loss, chance: Random) -> bytes:
        content = bytearray(self.safe)
        if loss is not Loss.EVERYTHING:
            for change in self.pending:
                if loss is Loss.NOTHING:
                    _do(content, change)
                else:
                    _half_do(content, change, chance)
        return bytes(content)


def _do(content: bytearray, change: Wrote | Cut) -> None:
    if isinstance(change, Cut):
        del content[change.size :]
        content.extend(bytes(change.size - len(content)))
        return
    assert change.offset is not None
    content.extend(bytes(max(0, change.offset - len(content))))
    content[change.offset : change.offset + len(change.data)] = change.data


def _half_do(content: bytearray, change: Wrote | Cut, chance: Random) -> None:
    """A third is lost, a third kept, a third torn."""
    fate = chance.randrange(3)
    if fate == 0:
        return
    if fate == 1 or isinstance(change, Cut):
        _do(content, change)
        return
    assert change.offset is not None
    at = 0
    while at < len(change.data):
        step = SECTOR - (change.offset + at) % SECTOR
        if chance.randrange(2):
            part = change.data[at : at + step]
            _do(content, Wrote(change.path, change.offset + at, part))
        at += step


class Disk:
    """A folder on a disk that loses its power; `forgetful`, it takes a sync for nothing."""

    def __init__(self, base: dict[str, bytes], *, seed: int, forgetful: bool = False) -> None:
        self._chance = Random(seed)
        self._forgetful = forgetful
        self._names = {
            name: _File(safe=bytearray(content), end=len(content)) for name, content in base.items()
        }
        self._safe_names = dict(self._names)
        self._names_to_come: dict[str, _File] | None = None

    def after(self, event: Event) -> Iterator[tuple[Loss, dict[str, bytes]]]:
        """What the folder may hold if the power goes after this.

        Between two syncs the disk that loses everything does not change: there it fails once, after
        what was promised last.
        """
        self._take(event)
        losses: tuple[Loss, ...] = ()
        if isinstance(event, Wrote | Cut | Removed | Renamed):
            losses = (Loss.SOMETHING, Loss.NOTHING)
        elif isinstance(event, Synced | Told):
            losses = (Loss.EVERYTHING,)
        for loss in losses:
            yield loss, self._image(loss)

    def _take(self, event: Event) -> None:
        match event:
            case Wrote(path, offset, data):
                file = self._file(path)
                at = file.end if offset is None else offset
                file.pending.append(Wrote(path, at, data))
                file.end = max(file.end, at + len(data))
            case Cut(path, size):
                file = self._file(path)
                file.pending.append(event)
                file.end = size
            case Removed(path):
                self._names.pop(path.name, None)
            case Renamed(path, to):
                self._names[to.name] = self._names.pop(path.name)
            case SyncBegan(path) if not self._forgetful:
                if path.name in self._names:
                    file = self._file(path)
                    file.covered = len(file.pending)
                else:
                    self._names_to_come = dict(self._names)
            case Synced(path) if not self._forgetful:
                if path.name in self._names:
                    _make_safe(self._file(path))
                elif self._names_to_come is not None:
                    self._safe_names = self._names_to_come

    def _image(self, loss: Loss) -> dict[str, bytes]:
        names = {
            Loss.EVERYTHING: self._safe_names,
            Loss.SOMETHING: self._some_names(),
            Loss.NOTHING: self._names,
        }[loss]
        return {name: file.content(loss, self._chance) for name, file in names.items()}

    def _file(self, path: Path) -> _File:
        return self._names.setdefault(path.name, _File())

    def _some_names(self) -> dict[str, _File]:
        some: dict[str, _File] = {}
        for name in sorted({*self._names, *self._safe_names}):
            side = self._chance.choice((self._names, self._safe_names))
            if name in side:
                some[name] = side[name]
        return some


def _make_safe(file: _File) -> None:
    for change in file.pending[: file.covered]:
        _do(file.safe, change)
    del file.pending[: file.covered]
    file.covered = 0
