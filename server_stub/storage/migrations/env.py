"""Runs migrations on the connection that `migrate.run` gives."""

from alembic import context

from server_stub.storage import directory_tables, knowledge_tables, tables, word_tables  # noqa: F401 - declare
from server_stub.storage.metadata import metadata

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    compare_type=True,
)
context.run_migrations()
