"""The command line of Pult: the console (default), the server, the demo, imports, accounts.

Each command imports its own side only, so that the console does not pay for the server.
"""

import sys
import time
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated

import typer

from ui.plain_line import Language, Theme

app = typer.Typer(
    help="Pult: the operator's desk for text support, with the routing server it talks to.",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
imports = typer.Typer(help="Bring in what was recorded elsewhere.", no_args_is_help=True)
app.add_typer(imports, name="import")
admin = typer.Typer(help="Accounts of the server on this machine.", no_args_is_help=True)
app.add_typer(admin, name="admin")

STARTED = time.monotonic()
"""A demo tells how long it took from here to a desk that can be used."""
DATA = Path("var")


class Role(StrEnum):
    """What an account may do."""

    AGENT = "agent"
    LEAD = "lead"
    TRAINEE = "trainee"
    EDITOR = "editor"
    ADMIN = "admin"


class Grid(StrEnum):
    """How many chats may be in view at once."""

    ONE = "1"
    TWO = "2"
    FOUR = "4"
    SIX = "6"


class Format(StrEnum):
    """What a file of dialogs is."""

    STAR = "star"
    JSONL = "jsonl"


DataOption = Annotated[Path, typer.Option("--data", help="Folder of the server's own files.")]
DatabaseOption = Annotated[
    str | None,
    typer.Option("--database", help="SQLAlchemy URL; an SQLite file in --data without it."),
]
PasswordOption = Annotated[
    str | None,
    typer.Option("--password", envvar="PULT_PASSWORD", help="Made up and printed once without it."),
]


@app.callback(invoke_without_command=True)
def default(context: typer.Context) -> None:
    """Without a command: open the console."""
    if context.invoked_subcommand is None:
        console()


@app.command()
def console(
    server: Annotated[
        str | None, typer.Option(help="Address of the server, ws:// or wss://.")
    ] = None,
    language: Annotated[Language | None, typer.Option(help="ru or en.")] = None,
    theme: Annotated[Theme | None, typer.Option(help="system, light, dark or contrast.")] = None,
    profile: Annotated[Path | None, typer.Option(help="Folder of the console's own files.")] = None,
) -> None:
    """Open the console."""
    from ui.command_line import open_console

    raise typer.Exit(open_console(server=server, language=language, theme=theme, profile=profile))


@app.command()
def serve(
    data: DataOption = DATA,
    database: DatabaseOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port for consoles and subscribers.")] = 8710,
    http_port: Annotated[int, typer.Option(help="Port for files, health, metrics.")] = 8711,
    web_url: Annotated[
        str | None, typer.Option(help="Where clients reach it, if not at the host they call.")
    ] = None,
    files: Annotated[
        Path | None, typer.Option(help="Folder of files of messages; in --data without it.")
    ] = None,
    accept_type: Annotated[
        list[str] | None, typer.Option(help="Media type of files that is refused otherwise.")
    ] = None,
    certificate: Annotated[Path | None, typer.Option(help="TLS certificate, PEM.")] = None,
    key: Annotated[Path | None, typer.Option(help="Its private key, PEM.")] = None,
    proxy: Annotated[
        list[str] | None,
        typer.Option(help="Address or network of a proxy of yours that adds TLS."),
    ] = None,
    origin: Annotated[
        list[str] | None, typer.Option(help="Web origin that may open subscribers' chats.")
    ] = None,
    offer_seconds: Annotated[
        float, typer.Option(help="How long an agent has to answer an offer.")
    ] = 20.0,
) -> None:
    """Run the routing server until it is told to stop."""
    from protocol.file_kinds import REFUSED
    from server_stub import command_line
    from server_stub.config import Config

    command_line.serve(
        Config(
            data=data,
            database=database,
            host=host,
            port=port,
            http_port=http_port,
            web_url=web_url or "",
            files=files,
            refused_types=tuple(sorted(REFUSED - set(accept_type or ()))),
            certificate=certificate,
            key=key,
            proxies=tuple(proxy or ()),
            origins=tuple(origin or ()),
            offer_seconds=offer_seconds,
        )
    )


@app.command()
def demo(
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
    screenshots: Annotated[
        Path | None, typer.Option(help="Folder for pictures of every page.")
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print the figures only, one line.")
    ] = False,
    data: DataOption = DATA / "demo",
) -> None:
    """Show everything: a server, subscribers who write, and the console."""
    from server_stub.practice.demo_command import chosen_tapes, spoken
    from ui.command_line import require_screen
    from ui.demo.command import Demo, show
    from ui.demo.script import Script

    if not offscreen:
        require_screen()

    @cache
    def script() -> Script:
        played = chosen_tapes(tapes, language=language.value)
        english = any(tape.language == "en" for tape in played)
        searches = ("refund", "roaming") if english else ("возврат за подписку", "роуминг")
        return Script.of(spoken(played), searches=searches)

    if tapes is not None:
        script()  # tapes that cannot be read are told before anything starts
    raise typer.Exit(
        show(
            Demo(
                main=Path(__file__).with_name("main.py"),
                started=STARTED,
                data=data,
                tapes=tapes,
                at_once=at_once,
                grid=int(grid.value) if grid is not None else None,
                language=language.value,
                pace=pace,
                offscreen=offscreen,
                seconds=seconds,
                screenshots=screenshots,
                as_json=as_json,
            ),
            script,
        )
    )


@app.command("demo-server", hidden=True)
def demo_server(options: str) -> None:
    """Serve a demo for the process that started this one."""
    from server_stub import command_line

    command_line.serve_demo(options)


@imports.command("dialogs")
def import_dialogs(
    path: Annotated[Path, typer.Argument(help="The file to read.")],
    format: Annotated[Format, typer.Option("--format", help="star or jsonl.")],
    to: Annotated[
        Path | None, typer.Option(help="Folder or .jsonl file to write; only checked without it.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Report as one line of JSON.")] = False,
) -> None:
    """Turn recorded dialogs into tapes, and say what was skipped and why."""
    from server_stub.practice import import_command
    from server_stub.practice.import_dialogs import DialogFormat

    raise typer.Exit(
        import_command.run(
            path, DialogFormat(format.value), to, sys.stderr.isatty(), as_json=as_json
        )
    )


@admin.command("init")
def admin_init(
    login: Annotated[str, typer.Option(help="Login of the first administrator.")] = "admin",
    name: Annotated[str, typer.Option(help="His name.")] = "Administrator",
    password: PasswordOption = None,
    data: DataOption = DATA,
    database: DatabaseOption = None,
) -> None:
    """Make the store, the invented operator «Волна» in it, and the first administrator."""
    from server_stub import command_line
    from server_stub.config import Config

    command_line.init(
        Config(data=data, database=database), login=login, name=name, password=password
    )


@admin.command("create")
def admin_create(
    login: str,
    role: Annotated[Role, typer.Option(help="What the account may do.")],
    name: Annotated[str, typer.Option(help="As colleagues and subscribers see it.")],
    password: PasswordOption = None,
    data: DataOption = DATA,
    database: DatabaseOption = None,
) -> None:
    """Make an account."""
    from protocol.values import Role as AccountRole
    from server_stub import command_line
    from server_stub.config import Config

    command_line.create(
        Config(data=data, database=database),
        login=login,
        name=name,
        role=AccountRole(role.value),
        password=password,
    )


@admin.command("reset")
def admin_reset(
    login: str,
    password: PasswordOption = None,
    data: DataOption = DATA,
    database: DatabaseOption = None,
) -> None:
    """Give an account a new password and end its sessions."""
    from server_stub import command_line
    from server_stub.config import Config

    command_line.reset(Config(data=data, database=database), login=login, password=password)


@admin.command("disable")
def admin_disable(login: str, data: DataOption = DATA, database: DatabaseOption = None) -> None:
    """Let nobody sign in by an account, and end its sessions."""
    from server_stub import command_line
    from server_stub.config import Config

    command_line.disable(Config(data=data, database=database), login=login)


@admin.command("enable")
def admin_enable(login: str, data: DataOption = DATA, database: DatabaseOption = None) -> None:
    """Let a disabled account sign in again."""
    from server_stub import command_line
    from server_stub.config import Config

    command_line.enable(Config(data=data, database=database), login=login)


@admin.command("sign-out")
def admin_sign_out(login: str, data: DataOption = DATA, database: DatabaseOption = None) -> None:
    """End every session of an account, everywhere."""
    from server_stub import command_line
    from server_stub.config import Config

    command_line.sign_out(Config(data=data, database=database), login=login)


@admin.command("list")
def admin_list(data: DataOption = DATA, database: DatabaseOption = None) -> None:
    """Show the accounts: role, chats taken and room, state, name."""
    from server_stub import command_line
    from server_stub.config import Config

    command_line.show_accounts(Config(data=data, database=database))


@admin.command("room")
def admin_room(
    login: str,
    room: Annotated[
        int | None, typer.Argument(help="Chats at once; only shown without it.")
    ] = None,
    data: DataOption = DATA,
    database: DatabaseOption = None,
) -> None:
    """Show or set how many chats an agent may have at once."""
    from server_stub import command_line
    from server_stub.config import Config

    command_line.room(Config(data=data, database=database), login=login, room=room)


@admin.command("restored")
def admin_restored(data: DataOption = DATA, database: DatabaseOption = None) -> None:
    """After a backup was put back: make consoles read everything anew, and end every session."""
    from server_stub import command_line
    from server_stub.config import Config

    command_line.restored(Config(data=data, database=database))
