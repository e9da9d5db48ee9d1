"""How long to wait before trying again: full jitter, so that not all desks come at once."""

FIRST_SECONDS = 0.5
"""A server that restarts is back in about a second."""
LONGEST_SECONDS = 30.0
"""Nobody waits longer than this after the server is back."""
HOPELESS_SECONDS = 30.0
"""For what only an upgrade or an administrator mends."""


def pause(tries: int, *, chance: float) -> float:
    """Seconds before the next try after `tries` failed ones; `chance` is from [0, 1)."""
    return chance * min(LONGEST_SECONDS, FIRST_SECONDS * 2.0 ** min(tries, 10))
