"""Starts Pult: the console where only that is asked for, else what the command line says."""

import os
import sys

PRIVATE = 0o077
"""Stores, profiles and logs hold what people said: nobody else of this machine may read them."""


def run() -> None:
    """Do what the words of this process ask for."""
    os.umask(PRIVATE)
    from ui import plain_line

    plain = plain_line.read(sys.argv[1:], os.environ)
    if plain is None:
        from command_line import app

        app()
    else:
        from ui.command_line import open_console

        sys.exit(open_console(**plain))


if __name__ == "__main__":
    run()
