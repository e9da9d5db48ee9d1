"""The way from the command line into the window: a mistyped line never loads it."""

from ui import loading
from ui.options import ConsoleOptions


def run_console(options: ConsoleOptions) -> int:
    """Load the console and run it until it is quit; the exit code."""
    with loading.quick():
        from ui.app import run_console
    return run_console(options)
