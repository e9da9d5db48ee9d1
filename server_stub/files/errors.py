"""Errors of the store of files: FilesUnavailable, ForeignFolder."""


class FilesUnavailable(Exception):
    """The store of files cannot be read or written now; nothing was done."""


class ForeignFolder(Exception):
    """The folder is not the one in which the files of this store lie."""
