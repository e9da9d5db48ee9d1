"""The commands of the server's side: what they do, and in words what keeps them from it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import msgspec
import typer
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

from protocol.configuration import Flaw
from protocol.people import Role
from server_stub import app
from server_stub.accounts import passwords
from server_stub.accounts.administration import Administration, AdministrationError
from server_stub.config import Config, ConfigError
from server_stub.demo import DemoOptions, run_demo
from server_stub.event_loop import run
from server_stub.observability import set_up_logging
from server_stub.settings.document import DocumentRefused, Mistake
from server_stub.settings.keeping import export_blocking, import_blocking
from server_stub.storage.errors import StorageError, StoreInUse
from server_stub.volna import install_blocking

USAGE_ERROR = 2

_ADMINISTRATION = {
    "bad_login": "A login has from 1 to 120 characters.",
    "bad_name": "A name has from 1 to 120 characters.",
    "long_password": "The password is too long: 256 characters at most.",
    "bad_room": "Room is from 1 to 15 chats at once.",
    "last_admin": "This is the last administrator who can sign in; make another one first.",
    "no_chats": "Only agents and leads answer chats.",
    "no_store": "There is no store here yet: make it by «admin init».",
    "admin_exists": "There is an administrator already; use «admin create» or «admin reset».",
    "login_taken": "This login is taken.",
    "no_such_login": "There is no such login.",
    "weak_password": "The password is too short: ten characters at least.",
}

_FLAWS = {
    Flaw.INVALID: "this is no value of its kind",
    Flaw.MISSING: "this is missing",
    Flaw.UNKNOWN: "there is nothing of that name",
    Flaw.REPEATED: "this comes twice",
    Flaw.EMPTY: "there is nothing in it",
    Flaw.ZERO: "this cannot be 0",
    Flaw.OVERLAP: "its hours overlap",
    Flaw.CYCLE: "what overflows would come back to where it was",
    Flaw.DISORDER: "this comes before what it must follow",
    Flaw.UNNEEDED: "nobody needs the skill that is dropped here",
    Flaw.UNSPOKEN: "no agent of this queue speaks that language",
    Flaw.IN_USE: "agents or open conversations still have what is taken away",
}

_NOBODY = "There are no accounts here yet: nobody can sign in. «admin init» makes the first one."


def serve(config: Config) -> None:
    """Serve until told to stop."""
    set_up_logging()
    with _explained(config), app.sole_server(config):
        app.require_ports(config)
        app.prepare_blocking(config)
        if not Administration(config).everyone():
            typer.echo(_NOBODY, err=True)
        run(app.serve(config))


def serve_demo(options: str) -> None:
    """Serve a demo for the process that has started this one and told it how."""
    set_up_logging()
    demo = msgspec.json.decode(options, type=DemoOptions)
    with _explained(demo.config()), app.sole_server(demo.config()):
        run(run_demo(demo))


def init(config: Config, *, login: str, name: str, password: str | None) -> None:
    """Make the store, the operator in it, and the first administrator."""
    with _explained(config), app.sole_server(config):
        app.prepare_blocking(config)
        install_blocking(config)
        _with_password(
            password,
            lambda chosen: Administration(config).first_admin(
                login=login, name=name, password=chosen
            ),
        )
    typer.echo(f"The first administrator is «{login}».")


def create(config: Config, *, login: str, name: str, role: Role, password: str | None) -> None:
    """Make an account."""
    with _explained(config):
        _with_password(
            password,
            lambda chosen: Administration(config).create(
                login=login, name=name, role=role, password=chosen
            ),
        )
    typer.echo(f"«{login}» can sign in.")


def reset(config: Config, *, login: str, password: str | None) -> None:
    """Give an account a new password and end its sessions."""
    with _explained(config):
        _with_password(
            password, lambda chosen: Administration(config).reset(login, password=chosen)
        )
    typer.echo(f"«{login}» has a new password; its sessions are over.")


def disable(config: Config, *, login: str) -> None:
    """Let nobody sign in by an account, and end its sessions."""
    with _explained(config):
        Administration(config).disable(login)
    typer.echo(f"«{login}» is disabled; its sessions are over.")


def enable(config: Config, *, login: str) -> None:
    """Let a disabled account sign in again."""
    with _explained(config):
        Administration(config).enable(login)
    typer.echo(f"«{login}» can sign in.")


def sign_out(config: Config, *, login: str) -> None:
    """End every session of an account, everywhere."""
    with _explained(config):
        Administration(config).sign_out(login)
    typer.echo(f"The sessions of «{login}» are over.")


def show_accounts(config: Config) -> None:
    """Show the accounts, one a line: role, chats taken and room, state, name."""
    with _explained(config):
        everyone = Administration(config).everyone()
        if not everyone:
            typer.echo(_NOBODY, err=True)
        for one in everyone:
            account = one.account
            state = "disabled" if account.disabled else one.presence.value
            room = f"{one.used}/{one.room}"
            typer.echo(
                f"{account.login:20} {account.role.value:8} {room:>5}  {state:9} {account.name}"
            )


def room(config: Config, *, login: str, room: int | None) -> None:
    """Show how many chats an agent may have at once; set it first where a number is given."""
    with _explained(config):
        administration = Administration(config)
        if room is not None:
            administration.set_room(login, room)
        standing = administration.standing(login)
    typer.echo(f"Chats at once of «{login}»: {standing.room}, now {standing.used}.")


def restored(config: Config) -> None:
    """A backup was put back: consoles must forget what they knew."""
    with _explained(config):
        Administration(config).restored()
    typer.echo("Consoles forget what they knew and read anew; everybody signs in again.")


def export_settings(config: Config, file: Path) -> None:
    """Write the rules of the centre to a file."""
    with _explained(config):
        file.write_text(export_blocking(config), encoding="utf-8")
    typer.echo(f"Written to {file}.")


def import_settings(config: Config, file: Path) -> None:
    """Make what a file says the rules of the centre, or say all that is wrong with it."""
    with _explained(config):
        try:
            changes = import_blocking(config, file.read_text(encoding="utf-8"))
        except DocumentRefused as refusal:
            for mistake in refusal.mistakes:
                typer.echo(_explain(file, mistake), err=True)
            _stop("Nothing was changed.")
        except UnicodeDecodeError:
            _stop(f"{file} is not written in UTF-8. Nothing was changed.")
    for change in changes:
        became = "gone" if change.after is None else "new" if change.before is None else "changed"
        typer.echo(f"{change.kind}.{change.id}: {became}")
    if not changes:
        typer.echo("Nothing is different from what was set.")


def _explain(file: Path, mistake: Mistake) -> str:
    """A mistake in a file as tools say it, so that editors jump there."""
    place = f"{file}:{mistake.line}" if mistake.line else str(file)
    field = f" {mistake.field}:" if mistake.field else ""
    detail = f" ({mistake.detail})" if mistake.detail else ""
    return f"{place}:{field} {_FLAWS[mistake.reason]}{detail}"


@contextmanager
def _explained(config: Config) -> Iterator[None]:
    """Say in words what the one at the command line can mend."""
    try:
        yield
    except ConfigError as error:
        _stop(f"--{error.field.replace('_', '-')}: {error.rule}")
    except AdministrationError as error:
        _stop(_ADMINISTRATION[error.code])
    except StoreInUse as error:
        _stop(
            "A server works on this store already"
            f"{error.process and f': process {error.process}'}."
            " Stop it first, or name a folder of its own by --data."
        )
    except StorageError as error:
        _stop(f"The store {_place(config)} cannot be used: {error}")
    except DatabaseError as error:
        _stop(f"The store {_place(config)} cannot be opened: {error.orig}")
    except OSError as error:
        _stop(f"{error.filename}: {error.strerror}" if error.filename else str(error))


def _place(config: Config) -> str:
    """Where the store is, without a password that leads there."""
    return str(config.store_file() or make_url(config.url()).render_as_string())


def _with_password(given: str | None, use: Callable[[str], object]) -> None:
    """Use the given password, or a made-up one that is printed once."""
    password = passwords.generate() if given is None else given
    use(password)
    if given is None:
        typer.echo(f"Password, shown only now: {password}")


def _stop(sentence: str) -> NoReturn:
    typer.echo(sentence, err=True)
    raise typer.Exit(USAGE_ERROR)
