"""What every benchmark relies on: others' share of the CPU, and the command line that names one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import machine
from benchmarks.__main__ import main
from benchmarks.machine import OtherCpu, cpu_seconds


def _stat(busy: int, idle: int) -> str:
    return f"cpu  {busy} 0 0 {idle} 0 0 0 0 0 0\ncpu0 1 1 1 1\n"


def test_what_we_did_not_use_ourselves_others_did(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stat = tmp_path / "stat"
    monkeypatch.setattr(machine, "_STAT", stat)
    stat.write_text(_stat(busy=1_000, idle=1_000))
    with OtherCpu() as others:
        stat.write_text(_stat(busy=1_000 + 100_000, idle=1_000 + 300_000))
    assert others.share == pytest.approx(0.25, abs=0.01)
    assert "25%, measure again" in others.told()


def test_our_own_children_are_not_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stat = tmp_path / "stat"
    monkeypatch.setattr(machine, "_STAT", stat)
    stat.write_text(_stat(busy=0, idle=0))
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as child:
        with OtherCpu(ours_too=(child.pid, 2**30)) as others:
            stat.write_text(_stat(busy=0, idle=1_000))
        child.communicate(b"\n")
    assert others.share == 0
    assert others.told().endswith("0%")


def test_without_the_kernels_figures_the_share_is_unknown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "_STAT", tmp_path / "missing")
    with OtherCpu() as others:
        pass
    assert others.share is None
    assert "unknown" in others.told()


def test_a_process_tells_what_it_has_used_until_it_is_gone() -> None:
    before = cpu_seconds(os.getpid())
    if before is None:
        pytest.skip("only Linux tells")
    until = before + 0.05
    while (cpu_seconds(os.getpid()) or 0.0) < until:
        sum(range(1000))
    with subprocess.Popen([sys.executable, "-c", ""]) as child:
        child.wait()
    assert cpu_seconds(child.pid) is None


@pytest.mark.parametrize("argv", [[], ["everything"]])
def test_only_a_benchmark_that_is_there_can_be_named(argv: list[str]) -> None:
    with pytest.raises(SystemExit, match="search"):
        main(argv)


def test_the_search_benchmark_ends_with_its_figures(capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", "--json", "--articles", "40"])
    (line,) = capsys.readouterr().out.splitlines()
    for figure in ("articles", "keystroke_p99_ms", "plain_fts5_ratio", "other_cpu"):
        assert f'"{figure}"' in line
