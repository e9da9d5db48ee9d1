"""What can be typed of the server: each command loads what it takes when it runs."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from server_stub.simulate.commands import commands as of_simulation

commands = typer.Typer()
commands.add_typer(of_simulation)
imports = typer.Typer(help="Bring in what was recorded elsewhere.", no_args_is_help=True)
commands.add_typer(imports, name="import")
admin = typer.Typer(help="Accounts of the server on this machine.", no_args_is_help=True)
commands.add_typer(admin, name="admin")
settings = typer.Typer(help="The rules of the centre, as a file.", no_args_is_help=True)
admin.add_typer(settings, name="settings")

DATA = Path("var")


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
    typer.Option(
        "--database",
        envvar="PULT_DATABASE",
        help="SQLAlchemy URL; an SQLite file in --data without it.",
    ),
]
PasswordOption = Annotated[
    str | None,
    typer.Option("--password", envvar="PULT_PASSWORD", help="Made up and printed once without it."),
]


@commands.command()
def serve(
    data: DataOption = DATA,
    database: DatabaseOption = None,
    bus: Annotated[
        str, typer.Option(envvar="PULT_BUS", help="NATS between several nodes: nats://HOST:4222.")
    ] = "",
    bus_user: Annotated[str, typer.Option(envvar="PULT_BUS_USER", help="User at the broker.")] = "",
    bus_password: Annotated[
        str, typer.Option(envvar="PULT_BUS_PASSWORD", help="His password.")
    ] = "",
    bus_token: Annotated[
        str, typer.Option(envvar="PULT_BUS_TOKEN", help="Token of the broker, instead of a user.")
    ] = "",
    bus_ca: Annotated[
        Path | None, typer.Option(help="Who vouches for the broker, PEM; turns TLS on.")
    ] = None,
    bus_certificate: Annotated[
        Path | None, typer.Option(help="This node's certificate for the broker, PEM.")
    ] = None,
    bus_key: Annotated[Path | None, typer.Option(help="Its private key, PEM.")] = None,
    bus_plain: Annotated[
        bool, typer.Option("--bus-plain", help="No TLS to the broker on a network of your own.")
    ] = False,
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
    from server_stub import command_line
    from server_stub.bus.broker import Keys
    from server_stub.config import Config

    keys = Keys(
        user=bus_user,
        password=bus_password,
        token=bus_token,
        ca=bus_ca,
        certificate=bus_certificate,
        key=bus_key,
    )
    command_line.serve(
        Config(
            data=data,
            database=database,
            bus=bus,
            bus_keys=keys,
            bus_plain=bus_plain,
            host=host,
            port=port,
            http_port=http_port,
            web_url=web_url or "",
            files=files,
            accepted_types=tuple(accept_type or ()),
            certificate=certificate,
            key=key,
            proxies=tuple(proxy or ()),
            origins=tuple(origin or ()),
            offer_seconds=offer_seconds,
        )
    )


@commands.command("demo-server", hidden=True)
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
    from protocol.people import Role as AccountRole
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
        float | None, typer.Argument(help="Chats at once, 2.5 too; only shown without it.")
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


@settings.command("export")
def export_settings(
    file: Annotated[Path, typer.Argument(help="TOML file to write; replaced if it is there.")],
    data: DataOption = DATA,
    database: DatabaseOption = None,
) -> None:
    """Write queues, hours, topics, skills, agents and the rest of the rules to a file."""
    from server_stub import command_line
    from server_stub.config import Config

    command_line.export_settings(Config(data=data, database=database), file)


@settings.command("import")
def import_settings(
    file: Annotated[Path, typer.Argument(help="TOML file to read.")],
    data: DataOption = DATA,
    database: DatabaseOption = None,
) -> None:
    """Make what a file says the rules, for everybody and at once; or say what is wrong with it."""
    from server_stub import command_line
    from server_stub.config import Config

    command_line.import_settings(Config(data=data, database=database), file)
