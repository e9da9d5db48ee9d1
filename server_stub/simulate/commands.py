"""What can be typed of the simulation; it loads what it takes when it runs."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

commands = typer.Typer()


class RoundRobin(StrEnum):
    """How the policy to beat takes turns."""

    PLAIN = "plain"
    PAST_FULL = "past_full"


@commands.command()
def simulate(
    requests_per_month: Annotated[
        int, typer.Option(help="Those of the robot too; a month has 30 days.")
    ] = 3_500_000,
    arrivals: Annotated[
        Path | None,
        typer.Option(help="CSV of date, start, calls: the shape of a week; a made-up one without."),
    ] = None,
    days: Annotated[int, typer.Option(help="From a Monday on.")] = 7,
    seeds: Annotated[int, typer.Option(help="Repetitions with other random numbers.")] = 5,
    topics: Annotated[
        str, typer.Option(help="Shares of topics, each a skill of its own.")
    ] = "35,25,20,15,5",
    skills_per_agent: Annotated[int, typer.Option(help="Topics that an agent knows.")] = 2,
    at_once: Annotated[int, typer.Option(help="Chats that an agent has at most.")] = 4,
    slowdown: Annotated[
        float, typer.Option(help="g: each of k chats at once goes on at 1/(1+g(k-1)).")
    ] = 0.25,
    work_mean: Annotated[float, typer.Option(help="Seconds of work of a request alone.")] = 180.0,
    work_sd: Annotated[float, typer.Option(help="Its standard deviation, seconds.")] = 150.0,
    patience_mean: Annotated[float, typer.Option(help="Seconds until one gives up.")] = 240.0,
    patience_sd: Annotated[float, typer.Option(help="Its standard deviation, seconds.")] = 240.0,
    robot_share: Annotated[float, typer.Option(help="Of requests that the robot solves.")] = 0.45,
    target_wait: Annotated[float, typer.Option(help="Mean wait to staff for, seconds.")] = 30.0,
    round_robin: Annotated[
        RoundRobin, typer.Option(help="Turns that mind nothing, or that look past who is full.")
    ] = RoundRobin.PLAIN,
    processes: Annotated[int, typer.Option(help="At once; 0 for one a processor.", min=0)] = 0,
    plot: Annotated[Path | None, typer.Option(help="PNG to write.")] = None,
    details: Annotated[
        Path | None,
        typer.Option(help="JSON file to write: by seed, the grid, agents by half hour."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Only the last line.")] = False,
) -> None:
    """Try the routing on a virtual clock: waits and staffing beside other policies'.

    The last line is JSON with the figures of the goals, the mean of all seeds.
    """
    from server_stub.simulate import command
    from server_stub.simulate.base_case import BaseCase, shares
    from server_stub.simulate.errors import SimulationError
    from server_stub.simulate.trial import Turns

    try:
        code = command.simulate(
            BaseCase(
                requests_per_month=requests_per_month,
                days=days,
                topics=shares(topics),
                skills_per_agent=skills_per_agent,
                at_once=at_once,
                slowdown=slowdown,
                work_mean=work_mean,
                work_sd=work_sd,
                patience_mean=patience_mean,
                patience_sd=patience_sd,
                robot_share=robot_share,
                target_wait=target_wait,
                seeds=seeds,
            ),
            arrivals=arrivals,
            turns=Turns(round_robin.value),
            processes=processes,
            as_json=as_json,
            details=details,
            plot=plot,
            show_progress=sys.stderr.isatty(),
        )
    except SimulationError as error:
        code = command.refused(error)
    raise typer.Exit(code)
