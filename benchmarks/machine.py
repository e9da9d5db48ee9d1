"""The machine under a benchmark: how much of it others used, what a process used, open files."""

import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

_STAT = Path("/proc/stat")
# Beyond it figures say more about the neighbours than about us.
_TOO_MUCH = 0.10


@dataclass(slots=True)
class OtherCpu:
    """A context manager that tells the share of all processors that others used inside it.

    Ours is this process and its children that have ended and been waited for; pass the pids of
    children that still run at the end, such as a server under test, as `ours_too`.

    Attributes: share is from 0 to 1 after the block, and None where /proc/stat does not exist.
    """

    ours_too: tuple[int, ...] = ()
    share: float | None = None
    _before: tuple[float, float, float] | None = field(default=None, repr=False)

    def __enter__(self) -> Self:
        self._before = self._times()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        after = self._times()
        if self._before is None or after is None:
            return
        total, busy, ours = (now - then for now, then in zip(after, self._before, strict=True))
        self.share = min(1.0, max(0.0, busy - ours) / total) if total else 0.0

    def told(self) -> str:
        """One line for people."""
        if self.share is None:
            return "others' share of the CPU: unknown on this system"
        advice = ", measure again" if self.share > _TOO_MUCH else ""
        return f"others' share of the CPU: {self.share:.0%}{advice}"

    def _times(self) -> tuple[float, float, float] | None:
        """Seconds since the start of the machine: of all processors, busy, and used by us."""
        if not _STAT.exists():
            return None
        ticks = os.sysconf("SC_CLK_TCK")
        first = _STAT.read_text().split("\n", 1)[0].split()[1:]
        user, nice, system, idle, waiting, *rest = (int(value) / ticks for value in first)
        # Of the rest only interrupts and time stolen by other guests: guests are in user already.
        busy = user + nice + system + sum(rest[:3])
        mine = os.times()
        ours = mine.user + mine.system + mine.children_user + mine.children_system
        ours += sum(cpu_seconds(pid) or 0.0 for pid in self.ours_too)
        return busy + idle + waiting, busy, ours


def cpu_seconds(pid: int) -> float | None:
    """What a process has used, its children apart; None where nobody tells, or it is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return None
    # The name in brackets may hold spaces; user and system time are fields 14 and 15.
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def allow_open_files(count: int) -> None:
    """Raise what this process and its children may hold open, where the system has such a limit."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft != resource.RLIM_INFINITY and soft < count:
        most = count if hard == resource.RLIM_INFINITY else min(count, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
