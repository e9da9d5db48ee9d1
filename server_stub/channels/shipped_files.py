"""Owns the files that subscribers of recorded dialogs send: they ship with the product."""

from functools import lru_cache

import resources
from server_stub.channels.port import GivenFile


@lru_cache
def shipped_file(name: str) -> GivenFile:
    """A file of the demo operator's dialogs. Raises `FileNotFoundError`, read when it is sent."""
    return GivenFile(name=name, content=resources.data(f"volna/files/{name}"))
