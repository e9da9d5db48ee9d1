"""What can be typed of the console: console, demo; each loads what it takes when it runs."""

import time
from collections.abc import Callable
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from ui.demo.script import Spoken
from ui.plain_line import Language, Theme

commands = typer.Typer()

STARTED = time.monotonic()
"""A demo tells how long it took from here to a desk that can be used."""
MAIN = Path(__file__).resolve().parent.parent / "main.py"
DATA = Path("var/demo")

ReadTapes = Callable[[Path | None, str], tuple[list[Spoken], bool]]
"""What the tapes of a path say, or those that ship in a language; and whether any is English.

The server's side knows it; whoever joins the two hands it on as the object of Typer's context.
"""


class Grid(StrEnum):
    """How many chats may be in view at once."""

    ONE = "1"
    TWO = "2"
    FOUR = "4"
    SIX = "6"


@commands.command()
def console(
    server: Annotated[
        str | None, typer.Option(help="Address of the server, ws:// or wss://.")
    ] = None,
    language: Annotated[Language | None, typer.Option(help="ru or en.")] = None,
    theme: Annotated[Theme | None, typer.Option(help="system, light, dark or contrast.")] = None,
    profile: Annotated[Path | None, typer.Option(help="Folder of the console's own files.")] = None,
    translator: Annotated[
        str | None,
        typer.Option(help="A program or http:// address of this machine that translates."),
    ] = None,
) -> None:
    """Open the console."""
    from ui.command_line import open_console

    raise typer.Exit(
        open_console(
            server=server,
            language=language,
            theme=theme,
            profile=profile,
            translator=translator,
        )
    )


@commands.command()
def demo(
    context: typer.Context,
    tapes: Annotated[
        Path | None,
        typer.Option(help="Tapes to play: a .jsonl or .toml file, or a folder of them."),
    ] = None,
    at_once: Annotated[int, typer.Option(min=1, help="Subscribers at once.")] = 3,
    language: Annotated[Language, typer.Option(help="Of the console and the dialogs.")] = (
        Language.RU
    ),
    grid: Annotated[Grid | None, typer.Option(help="Chats in view at once.")] = None,
    pace: Annotated[float | None, typer.Option(min=0.1, help="Times faster than recorded.")] = None,
    offscreen: Annotated[
        bool, typer.Option("--offscreen", help="No display: an automatic agent works.")
    ] = False,
    seconds: Annotated[
        float | None,
        typer.Option(
            min=1,
            help="An automatic agent works, and so long subscribers come in; then those inside are"
            " seen off quickly, some ten seconds more, and all is proved.",
        ),
    ] = None,
    conversations: Annotated[
        int | None,
        typer.Option(
            min=1,
            help="An automatic agent works until so many subscribers have come and gone, and all"
            " is proved.",
        ),
    ] = None,
    screenshots: Annotated[
        Path | None, typer.Option(help="Folder for pictures of every page.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the figures only, one line.")
    ] = False,
    data: Annotated[Path, typer.Option(help="Folder of the server's own files.")] = DATA,
) -> None:
    """Show everything: a server, subscribers who write, and the console."""
    from ui.command_line import require_screen
    from ui.demo.command import Demo, show
    from ui.demo.script import Script

    if not offscreen:
        require_screen()

    @cache
    def script() -> Script:
        played: ReadTapes = context.obj
        said, english = played(tapes, language.value)
        searches = ("refund", "roaming") if english else ("возврат за подписку", "роуминг")
        return Script.of(said, searches=searches)

    if tapes is not None:
        script()  # tapes that cannot be read are told before anything starts
    raise typer.Exit(
        show(
            Demo(
                main=MAIN,
                started=STARTED,
                data=data,
                tapes=tapes,
                at_once=at_once,
                grid=int(grid.value) if grid is not None else None,
                language=language.value,
                pace=pace,
                offscreen=offscreen,
                seconds=seconds,
                conversations=conversations,
                screenshots=screenshots,
                as_json=as_json,
            ),
            script,
        )
    )
