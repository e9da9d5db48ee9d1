"""What a person sees of `simulate`: the progress bar, the report, the refusals, the exit code."""

import asyncio
import multiprocessing
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from server_stub.simulate import report, shifts
from server_stub.simulate.arrivals import Shape, own_shape, read_shape
from server_stub.simulate.base_case import BaseCase
from server_stub.simulate.decision import decision_us
from server_stub.simulate.errors import SimulationError
from server_stub.simulate.outcome import Outcome
from server_stub.simulate.study import Advance, Findings, study, trials_at_most
from server_stub.simulate.trial import Trial, Turns, run_trial

DONE, NOT_WRITTEN, REFUSED = range(3)

_REASONS = {
    "too_small": "is too small",
    "too_large": "is too large",
    "not_a_number": "is not a number",
    "empty": "has nothing in it",
    "unreadable": "cannot be read",
    "no_column": "lacks a column",
    "bad_date": "has a date that is not YYYY-MM-DD",
    "bad_time": "has a time that is not HH:MM",
    "uneven": "has bins that do not cut the day into equal parts",
    "no_weekday": "lacks a day of the week (0 is Monday)",
}


def simulate(
    case: BaseCase,
    *,
    arrivals: Path | None,
    turns: Turns,
    processes: int,
    as_json: bool,
    details: Path | None,
    plot: Path | None,
    show_progress: bool,
) -> int:
    """Run the study, print what it found, write and draw it; returns the exit code.

    The last line printed is the JSON of the goals, with `as_json` the only one; the grid is left
    out where nobody would see it. Exit code 1 says that a file could not be written.
    """
    shape = own_shape() if arrivals is None else read_shape(arrivals)
    # Before the trials: while they run they would be measured along with it.
    cost = decision_us(case)
    with_grid = not as_json or details is not None
    findings = _studied(
        case, shape, turns, processes, with_grid=with_grid, show_progress=show_progress
    )
    if not as_json:
        typer.echo(report.words(findings, case=case, turns=turns, decision_us=cost))
    written = True
    if details is not None:
        rule = shifts.needs(case, shape)
        whole = report.details(findings, case=case, turns=turns, rule=rule)
        written = _written(details, lambda: details.write_text(whole + "\n", encoding="utf-8"))
    if plot is not None:
        written &= _written(plot, lambda: _draw(findings, plot))
    typer.echo(report.last_line(findings, decision_us=cost))
    return DONE if written else NOT_WRITTEN


def refused(error: SimulationError) -> int:
    """Say what was refused and where; returns the exit code."""
    told = {key: value for key, value in error.data.items() if value != 0 or key == "weekday"}
    if "field" in told:
        what = f"--{str(told.pop('field')).replace('_', '-')}"
    else:
        what = "the file of arrivals"
    where = "".join(f", {key} {value}" for key, value in told.items())
    typer.echo(f"{error.code}: {what} {_REASONS[error.reason]}{where}", err=True)
    return REFUSED


def _studied(
    case: BaseCase,
    shape: Shape,
    turns: Turns,
    processes: int,
    *,
    with_grid: bool,
    show_progress: bool,
) -> Findings:
    # Spawned: a fork would take along whatever threads and locks the caller has.
    context = multiprocessing.get_context("spawn")
    workers = processes or os.cpu_count() or 1
    with (
        _bar(trials_at_most(case, with_grid=with_grid), shown=show_progress) as advance,
        ProcessPoolExecutor(max_workers=workers, mp_context=context) as pool,
    ):
        run = partial(_in_pool, pool)
        try:
            return asyncio.run(study(case, shape, run, advance, turns=turns, with_grid=with_grid))
        except BaseException:
            # Ctrl-C too: otherwise leaving waits for every trial that was asked for.
            pool.shutdown(wait=False, cancel_futures=True)
            raise


async def _in_pool(pool: ProcessPoolExecutor, trial: Trial) -> Outcome:
    return await asyncio.get_running_loop().run_in_executor(pool, run_trial, trial)


def _draw(findings: Findings, path: Path) -> None:
    from server_stub.simulate.plot import draw_plot  # noqa: PLC0415 - a second, and only for a plot

    draw_plot(findings, path)


def _written(path: Path, write: Callable[[], object]) -> bool:
    try:
        write()
    except OSError as error:
        typer.echo(f"{path}: {error.strerror}", err=True)
        return False
    return True


@contextmanager
def _bar(total: int, *, shown: bool) -> Iterator[Advance]:
    if not shown:
        yield lambda _: None
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    # On the error stream, so that the report alone is what a pipe receives.
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task("Simulating", total=total)
        yield lambda more: bar.advance(task, more)
