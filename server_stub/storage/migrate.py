"""Brings a store to the newest schema, and refuses one that a newer program has made.

Alembic takes a third of a second to import; a store that is up to date is known without it.
"""

from pathlib import Path

from sqlalchemy import Connection, Engine, func, inspect, select, text

from server_stub.storage.errors import WrongSchema

SCRIPTS = Path(__file__).parent / "migrations"

HEAD = "0016"
"""The newest revision; a test compares it with the scripts."""

_TURN = 7_855_720
"""The advisory lock of whoever migrates: any number that nobody else in the database uses."""


def upgrade(engine: Engine) -> bool:
    """Migrate to the newest schema; says whether anything had to be done. Idempotent.

    Nodes that start at once take turns: SQLite's writer is alone anyway.
    """
    with engine.begin() as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(_TURN)))
        current = _current(connection)
        if current == HEAD:
            return False
        run(connection, "head", current)
    return True


def run(connection: Connection, target: str, current: str | None) -> None:
    """Run Alembic's scripts up or down to a revision, in the transaction of the connection.

    Revisions are numbered, "head" is above and "base" below all; `current` is None for no store.
    """
    from alembic import command, script  # noqa: PLC0415 - a third of a second, rarely needed
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    known = {one.revision for one in script.ScriptDirectory.from_config(config).walk_revisions()}
    if current is not None and current not in known:
        raise WrongSchema(f"the store is at {current}, which this program does not know")
    down = target == "base" or (target != "head" and current is not None and target < current)
    move = command.downgrade if down else command.upgrade
    move(config, target)


def _current(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if revision is None else str(revision)
