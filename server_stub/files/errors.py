"""Errors of the store of files: FilesUnavailable."""


class FilesUnavailable(Exception):
    """The store of files cannot be read or written now; nothing was done."""
