"""The picture of a study: who came and who was there, and how long people waited by policy."""

from pathlib import Path

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.ticker import MultipleLocator

from server_stub.simulate.outcome import Outcome
from server_stub.simulate.policies import PolicyName
from server_stub.simulate.shifts import SHIFT_S
from server_stub.simulate.study import Findings

_HOUR_S = 3_600
_DAY_H = 24
_SIZE = (12.0, 7.0)
_DPI = 120
# Told apart without colours too: by the kind of line.
_LINES = {
    PolicyName.PULT: ("Pult", "-", "#1f6f54"),
    PolicyName.ROUND_ROBIN: ("round robin", "--", "#b3541e"),
    PolicyName.POOLED: ("pooled bound", ":", "#3b4a6b"),
}


def draw_plot(findings: Findings, path: Path) -> None:
    """Write a PNG of the first seed, at the staffing where round robin waits nearest the target."""
    figure = Figure(figsize=_SIZE, dpi=_DPI, layout="constrained")
    FigureCanvasAgg(figure)
    first = {policy: many[0] for policy, many in findings.compared.items()}
    halves = len(first[PolicyName.PULT].heads)
    edges = [half * SHIFT_S / _HOUR_S for half in range(halves + 1)]
    above, below = figure.subplots(2, 1, sharex=True)
    _draw_load(above, edges, first[PolicyName.PULT])
    _draw_waits(below, edges, first)
    below.set_xlabel("hours from Monday's midnight")
    below.set_xlim(0, edges[-1])
    below.xaxis.set_major_locator(MultipleLocator(2 if edges[-1] <= _DAY_H else _DAY_H))
    figure.savefig(path, format="png")


def _draw_load(axes: Axes, edges: list[float], outcome: Outcome) -> None:
    a_minute = [count / (SHIFT_S / 60) for count, _ in outcome.waits]
    axes.stairs(a_minute, edges, color="#8a5a00", label="requests for agents, a minute")
    axes.stairs(outcome.heads, edges, color="#1f6f54", label="agents on line")
    axes.set_ylim(bottom=0)
    axes.grid(alpha=0.3)
    axes.legend(loc="upper left")


def _draw_waits(axes: Axes, edges: list[float], outcomes: dict[PolicyName, Outcome]) -> None:
    for policy, (name, style, colour) in _LINES.items():
        means = [together / count if count else 0.0 for count, together in outcomes[policy].waits]
        axes.stairs(means, edges, linestyle=style, color=colour, label=name, linewidth=1.4)
    axes.set_ylabel("mean wait, s")
    axes.set_ylim(bottom=0)
    axes.grid(alpha=0.3)
    axes.legend(loc="upper left")
