"""The command line of the benchmarks: `python -m benchmarks NAME [--json]`."""

import importlib.util
import sys
from importlib import import_module

# Each is a module beside this one with `main(argv: list[str]) -> None`.
_NAMES = (
    *("relay", "transcript", "desk", "board", "board_ui", "routing", "nodes"),
    *("startup", "search", "spelling", "history"),
)


def main(argv: list[str]) -> None:
    """Run the benchmark named first with the arguments that follow."""
    there = [name for name in _NAMES if importlib.util.find_spec(f"benchmarks.{name}")]
    if not argv or argv[0] not in there:
        raise SystemExit(f"usage: python -m benchmarks {{{'|'.join(there)}}} [--json]")
    import_module(f"benchmarks.{argv[0]}").main(argv[1:])


if __name__ == "__main__":
    main(sys.argv[1:])
