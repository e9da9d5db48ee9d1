"""What changes in a store restored from a backup, so that nobody takes its past for his own."""

from sqlalchemy import Connection, delete, update

from protocol.ids import new_id
from server_stub.storage import tables

LOST_REVISIONS = 1_000_000
"""More than any conversation has made since any backup: who kept a revision of the lost time hears
of everything that comes after it."""


def start_anew(connection: Connection) -> None:
    """Another epoch, revisions that nobody has, and no session that was ended since the backup."""
    store, conversation = tables.store, tables.conversation
    connection.execute(update(store).where(store.c.key == "epoch").values(value=new_id()))
    connection.execute(update(conversation).values(rev=conversation.c.rev + LOST_REVISIONS))
    connection.execute(delete(tables.session))
    # The files may have been put back elsewhere: the next node that starts says where they lie.
    connection.execute(delete(store).where(store.c.key == "files_folder"))
