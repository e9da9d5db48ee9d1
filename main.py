"""The command line of Pult: the console (default), the server, the demo, imports, accounts.

Each command imports its own side only, so that the console does not pay for the server.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from server_stub.accounts.administration import Administration
    from server_stub.config import Config
    from server_stub.practice.tape import Tape
    from ui.demo.script import Script

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
SECONDS_BETWEEN_ARRIVALS = 12.0
AUTOMATIC_PACE = 8.0
AUTOMATIC_SECONDS = 20.0
USAGE_ERROR = 2


class Language(StrEnum):
    """Languages of the console and of the demo's dialogs."""

    RU = "ru"
    EN = "en"


class Theme(StrEnum):
    """How the console looks."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


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
    from console.core.errors import SettingsError
    from console.link.address import ServerAddress
    from ui import loading
    from ui.options import ConsoleOptions

    _require_screen()
    try:
        if server is not None:
            ServerAddress.parse(server)
        if profile is not None:
            profile.mkdir(parents=True, exist_ok=True)
    except SettingsError:
        _stop(f"--server: «{server}» is no address; HOST, HOST:PORT or wss://HOST:PORT is one")
    except OSError as error:
        _stop(f"--profile: {error.filename}: {error.strerror}")
    with loading.quick():
        from ui.app import run_console
    raise typer.Exit(
        run_console(ConsoleOptions(server=server, language=language, theme=theme, profile=profile))
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
        proxies=tuple(proxy or ()),
        origins=tuple(origin or ()),
        offer_seconds=offer_seconds,
    )
    set_up_logging()
    with _explained():
        server.prepare_blocking(config)
        run(server.serve(config))


@app.command()
def demo(
    tapes: Annotated[
        Path | None, typer.Option(help="Tapes to play, a .jsonl file or a folder of them.")
    ] = None,
    at_once: Annotated[int, typer.Option(min=1, help="Subscribers at once.")] = 3,
    language: Annotated[Language, typer.Option(help="Of the console and the dialogs.")] = (
        Language.RU
    ),
    pace: Annotated[float | None, typer.Option(min=0.1, help="Times faster than recorded.")] = None,
    offscreen: Annotated[
        bool, typer.Option("--offscreen", help="No display: an automatic agent works.")
    ] = False,
    seconds: Annotated[
        float | None,
        typer.Option(min=1, help="An automatic agent works so long, then all is proved."),
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
    from server_stub.practice.errors import TapeRefused
    from server_stub.practice.library import shipped_tapes
    from server_stub.practice.tape_file import read_tapes
    from ui.demo.server_process import ServerProcess, command

    if not offscreen:
        _require_screen()
    by_itself = offscreen or seconds is not None
    chosen = pace or (AUTOMATIC_PACE if by_itself else 1.0)
    options = {
        "data": str(data),
        "tapes": None if tapes is None else str(tapes),
        "at_once": at_once,
        "pace": chosen,
        "gap": SECONDS_BETWEEN_ARRIVALS,
        "language": language.value,
    }
    try:
        played = shipped_tapes(language.value) if tapes is None else read_tapes(tapes)
    except (OSError, TapeRefused) as error:
        _stop(f"The tapes cannot be read: {error}")
    if not played:
        _stop(f"There is no tape in {tapes}.")
    try:
        server = ServerProcess(command(Path(__file__), options), log=data / "server.log")
    except OSError as error:
        _stop(f"--data: {error.filename}: {error.strerror}")
    # Loaded while the server starts.
    from ui import loading

    with loading.quick():
        from ui.demo.run import DemoRun, run_demo

    raise typer.Exit(
        run_demo(
            DemoRun(
                profile=data / "console",
                language=language.value,
                script=_script(played),
                started=STARTED,
                offscreen=offscreen,
                seconds=(seconds or AUTOMATIC_SECONDS) if by_itself else None,
                screenshots=screenshots,
                as_json=as_json,
            ),
            server,
        )
    )


@app.command("demo-server", hidden=True)
def demo_server(options: str) -> None:
    """Serve a demo for the process that started this one."""
    import msgspec

    from server_stub.demo import DemoOptions, run_demo
    from server_stub.event_loop import run
    from server_stub.observability import set_up_logging

    set_up_logging()
    with _explained():
        run(run_demo(msgspec.json.decode(options, type=DemoOptions)))


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


@admin.command("reset")
def admin_reset(
    login: str,
    password: PasswordOption = None,
    data: DataOption = DATA,
    database: DatabaseOption = None,
) -> None:
    """Give an account a new password and end its sessions."""
    with _explained():
        _with_password(
            password,
            lambda administration, chosen: administration.reset(login, password=chosen),
            _config(data, database),
        )
    typer.echo(f"«{login}» has a new password; its sessions are over.")


@admin.command("disable")
def admin_disable(login: str, data: DataOption = DATA, database: DatabaseOption = None) -> None:
    """Let nobody sign in by an account, and end its sessions."""
    with _explained():
        _administration(data, database).disable(login)
    typer.echo(f"«{login}» is disabled; its sessions are over.")


@admin.command("enable")
def admin_enable(login: str, data: DataOption = DATA, database: DatabaseOption = None) -> None:
    """Let a disabled account sign in again."""
    with _explained():
        _administration(data, database).enable(login)
    typer.echo(f"«{login}» can sign in.")


@admin.command("sign-out")
def admin_sign_out(login: str, data: DataOption = DATA, database: DatabaseOption = None) -> None:
    """End every session of an account, everywhere."""
    with _explained():
        _administration(data, database).sign_out(login)
    typer.echo(f"The sessions of «{login}» are over.")


@admin.command("list")
def admin_list(data: DataOption = DATA, database: DatabaseOption = None) -> None:
    """Show the accounts: role, chats taken and room, state, name."""
    with _explained():
        for one in _administration(data, database).everyone():
            account = one.account
            state = "disabled" if account.disabled else one.presence.value
            room = f"{one.used}/{one.room}"
            typer.echo(
                f"{account.login:20} {account.role.value:8} {room:>5}  {state:9} {account.name}"
            )


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
    with _explained():
        administration = _administration(data, database)
        if room is not None:
            administration.set_room(login, room)
        standing = administration.standing(login)
    typer.echo(f"Chats at once of «{login}»: {standing.room}, now {standing.used}.")


@admin.command("restored")
def admin_restored(data: DataOption = DATA, database: DatabaseOption = None) -> None:
    """After a backup was put back: make consoles read everything anew, and end every session."""
    with _explained():
        _administration(data, database).restored()
    typer.echo("Consoles forget what they knew and read anew; everybody signs in again.")


def _script(tapes: "Sequence[Tape]") -> "Script":
    """What the automatic agent answers: the words and closings of the tapes."""
    from server_stub.practice.tape import Kind, is_answer
    from ui.demo.script import Dialog, Script, Turn

    dialogs: dict[str, tuple[Dialog, ...]] = {}
    for tape in tapes:
        spoken = []
        for heard in range(len(tape.heard) + 1):
            turn = tape.turn(heard)
            spoken.append(
                Turn(
                    replies=tuple(event.text for event in turn if is_answer(event)),
                    outcome=next(
                        (event.name or "solved" for event in turn if event.kind is Kind.CLOSED), ""
                    ),
                )
            )
        dialog = Dialog(tuple(event.text for event in tape.heard), tuple(spoken))
        dialogs[tape.subscriber.name] = (*dialogs.get(tape.subscriber.name, ()), dialog)
    english = any(tape.language == "en" for tape in tapes)
    return Script(dialogs, ("refund", "roaming") if english else ("возврат за подписку", "роуминг"))


def _config(data: Path, database: str | None) -> "Config":
    from server_stub.config import Config

    return Config(data=data, database=database)


def _administration(data: Path, database: str | None) -> "Administration":
    from server_stub.accounts.administration import Administration

    return Administration(_config(data, database))


def _with_password(
    given: str | None, use: "Callable[[Administration, str], object]", config: "Config"
) -> None:
    """Use the given password, or a made-up one that is printed once."""
    from server_stub.accounts import passwords
    from server_stub.accounts.administration import Administration

    password = passwords.generate() if given is None else given
    use(Administration(config), password)
    if given is None:
        typer.echo(f"Password, shown only now: {password}")


@contextmanager
def _explained() -> "Iterator[None]":
    """Say in words what the one at the command line can mend."""
    from sqlalchemy.exc import DatabaseError

    from server_stub.accounts.administration import AdministrationError
    from server_stub.config import ConfigError
    from server_stub.storage.errors import StorageError

    try:
        yield
    except ConfigError as error:
        _stop(f"--{error.field.replace('_', '-')}: {error.rule}")
    except AdministrationError as error:
        _stop(_ADMINISTRATION[error.code])
    except StorageError as error:
        _stop(f"The store cannot be used: {error}")
    except DatabaseError as error:
        _stop(f"The store cannot be opened: {error.orig}")
    except OSError as error:
        _stop(f"{error.filename}: {error.strerror}" if error.filename else str(error))


_ADMINISTRATION = {
    "bad_login": "A login has from 1 to 120 characters.",
    "bad_name": "A name has from 1 to 120 characters.",
    "long_password": "The password is too long: 256 characters at most.",
    "bad_room": "Room is from 1 to 15 chats at once.",
    "no_chats": "Only agents and leads answer chats.",
    "no_store": "There is no store here yet: make it by «admin init».",
    "admin_exists": "There is an administrator already; use «admin create» or «admin reset».",
    "login_taken": "This login is taken.",
    "no_such_login": "There is no such login.",
    "weak_password": "The password is too short: ten characters at least.",
}


def _require_screen() -> None:
    """Qt would abort the process without a word that helps."""
    if sys.platform.startswith("linux") and not any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    ):
        _stop(
            "There is no display: DISPLAY and WAYLAND_DISPLAY are empty.\n"
            "Start it in a desktop session, or use «demo --offscreen»."
        )


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(USAGE_ERROR)


if __name__ == "__main__":
    app()
