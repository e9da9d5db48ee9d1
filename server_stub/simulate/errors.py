"""What the simulation refuses, by code and place; the command line owns the sentences.

SimulationError(code)
├── ParameterRefused   a parameter of the base case has no sense: field, reason
└── ArrivalsRefused    a file of arrivals cannot be used: reason, line
"""

from enum import StrEnum


class Reason(StrEnum):
    """Why a parameter or a file is refused; never renamed."""

    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    NOT_A_NUMBER = "not_a_number"
    EMPTY = "empty"
    UNREADABLE = "unreadable"
    NO_COLUMN = "no_column"
    BAD_DATE = "bad_date"
    BAD_TIME = "bad_time"
    UNEVEN = "uneven"
    """The beginnings of its bins do not cut the day into equal parts."""
    NO_WEEKDAY = "no_weekday"
    """A day of the week does not occur."""


class SimulationError(Exception):
    """Nothing was simulated. `code` is stable, `data` says where."""

    code = "simulation"

    def __init__(self, reason: Reason, **data: str | int) -> None:
        super().__init__(f"{self.code}: {reason}")
        self.reason = reason
        self.data = data


class ParameterRefused(SimulationError):
    """A parameter has no sense. `data["field"]` names it."""

    code = "parameter_refused"


class ArrivalsRefused(SimulationError):
    """The file of arrivals cannot be used. `data["line"]` counts from 1, 0 is the whole file."""

    code = "arrivals_refused"
