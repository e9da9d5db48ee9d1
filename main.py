"""The command line of Pult: the console (default), the server, the demo, imports, accounts.

Each command imports its own side only, so that the console does not pay for the server.
"""

import asyncio
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from server_stub.accounts.administration import Administration
    from server_stub.config import Config

app = typer.Typer(
    help="Pult: the operator's desk for text support, with the routing server it talks to.",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
imports = typer.Typer(help="Bring in what was recorded elsewhere.", no_args_is_help=True)
app.add_typer(imports, name="import")
admin = typer.Typer(help="Accounts of the server on this machine.", no_args_is_help=True)
app.add_typer(admin, name="admin")

DATA = Path("var")
USAGE_ERROR = 2


class Language(StrEnum):
    """Languages of the console and of the demo's dialogs."""

    RU = "ru"
    EN = "en"


class Role(StrEnum):
    """What an account may do."""

    AGENT = "agent"
    LEAD = "lead"
    TRAINEE = "trainee"
    EDITOR = "editor"
    ADMIN = "admin"


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
    typer.Option(
        "--password", envvar="PULT_PASSWORD", help="Made up and printed once without it."
    ),
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
    theme: Annotated[str | None, typer.Option(help="light, dark or contrast.")] = None,
    profile: Annotated[
        Path | None, typer.Option(help="Folder of the console's own files.")
    ] = None,
) -> None:
    """Open the console."""
    from ui.app import ConsoleOptions, run_console

    _require_screen()
    raise typer.Exit(
        run_console(
            ConsoleOptions(server=server, language=language, theme=theme, profile=profile)
        )
    )


@app.command()
def serve(
    data: DataOption = DATA,
    database: DatabaseOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port for consoles and subscribers.")] = 8710,
    http_port: Annotated[int, typer.Option(help="Port for health and metrics.")] = 8711,
    certificate: Annotated[Path | None, typer.Option(help="TLS certificate, PEM.")] = None,
    key: Annotated[Path | None, typer.Option(help="Its private key, PEM.")] = None,
    behind_tls_proxy: Annotated[
        bool, typer.Option(help="A proxy in front of the server adds TLS.")
    ] = False,
    origin: Annotated[
        list[str] | None, typer.Option(help="Web origin that may open subscribers' chats.")
    ] = None,
    offer_seconds: Annotated[
        float, typer.Option(help="How long an agent has to answer an offer.")
    ] = 20.0,
) -> None:
    """Run the routing server until it is told to stop."""
    from server_stub import app as server
    from server_stub.config import Config
    from server_stub.event_loop import run
    from server_stub.observability import set_up_logging

    config = Config(
        data=data,
        database=database,
        host=host,
        port=port,
        http_port=http_port,
        certificate=certificate,
        key=key,
        behind_tls_proxy=behind_tls_proxy,
        origins=tuple(origin or ()),
        offer_seconds=offer_seconds,
    )
    set_up_logging()
    with _explained():
        server.prepare_blocking(config)
        run(server.serve(config))


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
    from server_stub.app import prepare_blocking
    from server_stub.volna import install_blocking

    config = _config(data, database)
    with _explained():
        prepare_blocking(config)
        install_blocking(config)
        _with_password(
            password,
            lambda administration, chosen: administration.first_admin(
                login=login, name=name, password=chosen
            ),
            config,
        )
    typer.echo(f"The first administrator is «{login}».")


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

    with _explained():
        _with_password(
            password,
            lambda administration, chosen: administration.create(
                login=login, name=name, role=AccountRole(role.value), password=chosen
            ),
            _config(data, database),
        )
    typer.echo(f"«{login}» can sign in.")
