"""The mark by which nodes know that they have one folder of files between them.

Each node finds the files of messages in its folder, so all must name the same one. The first node
of a store leaves a mark in its folder and the same in the store; a folder without it is another.
"""

import os
from pathlib import Path

from sqlalchemy import Connection, insert, select

from protocol.ids import new_id
from server_stub.files.errors import ForeignFolder
from server_stub.storage import tables

FILE = ".pult-files"

_KEY = "files_folder"


def claim(connection: Connection, folder: Path) -> None:
    """Know the folder again, or make it the one of this store. Raises `ForeignFolder`, `OSError`.

    Of two nodes that do so at once the later one fails on the row of the first, and tries again.
    """
    table = tables.store
    known = connection.execute(select(table.c.value).where(table.c.key == _KEY)).scalar()
    mark = _mark_in(folder)
    if known is None:
        mark = mark or _leave_mark(folder)
        connection.execute(insert(table), {"key": _KEY, "value": mark})
    elif mark != known:
        raise ForeignFolder


def _mark_in(folder: Path) -> str:
    try:
        return (folder / FILE).read_text("ascii").strip()
    except FileNotFoundError:
        return ""


def _leave_mark(folder: Path) -> str:
    """Leave one, or read that of who was here a moment before."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    made = folder / f"{FILE}-{new_id()}"
    made.write_text(made.name, "ascii")
    try:
        # Whole from the first moment on, and only if there is none: a rename would replace it.
        os.link(made, folder / FILE)
    except FileExistsError:
        pass
    finally:
        made.unlink()
    return _mark_in(folder)
