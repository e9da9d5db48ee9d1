"""Ends a run that takes too long, and says first which test it was in and what that waited for.

So does a test that hangs: it has a time of its own (`timeout` of pyproject.toml), and what ends it
ends the process. Where several processes share the tests, pytest-timeout's own words are lost, and
all one reads is that a process has crashed. What ends a whole run from outside leaves no word, so
CI names the moment before which it has to end by itself.
"""

import asyncio
import faulthandler
import gc
import os
import sys
import threading
import time
from typing import Any, TextIO

import pytest
from pytest_timeout import timeout_timer

ENDS_AT = "PULT_TESTS_END_AT"
"""Seconds since 1970."""

_LAST_WORDS = 15.0
"""Seconds in which Python has to speak for itself, before it is cut short."""
_SUMMING_UP = 45.0
"""Seconds that who hands out the tests has after those who run them, to sum up."""
_OUT = pytest.StashKey[TextIO]()
"""A copy of stderr: in a test that is caught."""


def tell(out: TextIO) -> None:
    """The test that runs, every task where it waits, every thread where it is."""
    test = os.environ.get("PYTEST_CURRENT_TEST", "no test")
    out.write(f"\n== out of time in {test}\n")
    # By their types: of what a dead weak proxy stood for nothing can be asked any more.
    for task in [one for one in gc.get_objects() if issubclass(type(one), asyncio.Task)]:
        if not task.done():
            task.print_stack(file=out)
    out.flush()
    faulthandler.dump_traceback(out)


def _end(out: TextIO) -> None:
    tell(out)
    os._exit(1)


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    """Set the moment, in every process of the run."""
    assert sys.__stderr__ is not None
    out = config.stash[_OUT] = os.fdopen(os.dup(sys.__stderr__.fileno()), "w")
    config.add_cleanup(out.close)
    moment = os.environ.get(ENDS_AT)
    if not moment:
        return
    left = float(moment) - time.time()
    if getattr(config.option, "tx", None) and not hasattr(config, "workerinput"):
        left += _SUMMING_UP
    timer = threading.Timer(max(left, 0.0), _end, [out])
    timer.daemon = True
    timer.start()
    faulthandler.dump_traceback_later(max(left, 0.0) + _LAST_WORDS, exit=True, file=out)

    def call_off() -> None:
        timer.cancel()
        faulthandler.cancel_dump_traceback_later()

    config.add_cleanup(call_off)


def pytest_timeout_set_timer(item: pytest.Item, settings: Any) -> bool:
    """Give a test its time; what its plugin says of the end is said after our words."""
    out = item.config.stash[_OUT]

    def end() -> None:
        tell(out)
        timeout_timer(item, settings)  # never returns

    timer = threading.Timer(settings.timeout, end)
    timer.daemon = True
    item.cancel_timeout = timer.cancel  # type: ignore[attr-defined]
    timer.start()
    return True


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what may take longest: else one process ends the run with it alone."""
    items.sort(key=_longest_first)


def _longest_first(item: pytest.Item) -> float:
    mark = item.get_closest_marker("timeout")
    return -float(mark.args[0] or "inf") if mark is not None else 0.0
