"""Starts Pult: the console where only that is asked for, else what the command line says."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import typer

    from ui.demo.script import Spoken

PRIVATE = 0o077
"""Stores, profiles and logs hold what people said: nobody else of this machine may read them."""


def run() -> None:
    """Do what the words of this process ask for."""
    os.umask(PRIVATE)
    from ui import plain_line

    plain = plain_line.read(sys.argv[1:], os.environ)
    if plain is None:
        application()()
    else:
        from ui.command_line import open_console

        sys.exit(open_console(**plain))


def application() -> "typer.Typer":
    """The whole command line, from the commands of both sides."""
    import typer

    from server_stub.commands import commands as of_server
    from ui.commands import commands as of_console
    from ui.commands import console

    whole = typer.Typer(
        help="Pult: the operator's desk for text support, with the routing server it talks to.",
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    whole.add_typer(of_console)
    whole.add_typer(of_server)

    @whole.callback(invoke_without_command=True)
    def default(context: typer.Context) -> None:
        """Without a command: open the console."""
        context.obj = _read_tapes
        if context.invoked_subcommand is None:
            console()

    return whole


def _read_tapes(path: Path | None, language: str) -> tuple[list["Spoken"], bool]:
    from server_stub.practice.demo_command import chosen_tapes, spoken

    tapes = chosen_tapes(path, language=language)
    return spoken(tapes), any(tape.language == "en" for tape in tapes)


if __name__ == "__main__":
    run()
