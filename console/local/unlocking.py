"""Opens the file of an account for one whom the server knows, by whichever way leads to its key."""

from collections.abc import Iterator
from pathlib import Path

from console.core.errors import SettingsError, SettingsReason
from console.local import desk_file
from console.local.desk_file import OpenedFile
from console.local.keys import AccountKeys


def open_blocking(
    folder: Path, keys: AccountKeys, *, password: str, server_secret: bytes, stamp: int
) -> tuple[OpenedFile, bytes]:
    """Open it, and have every way lead to its key from now on; gives the key too.

    What no way opens is set aside, and a new file begun. Raises `SettingsError(DISK)`.
    """
    fitting: bytes | None = None
    try:
        for key in _found_blocking(keys, password, server_secret):
            fitting = fitting or key
            opened = _tried_blocking(folder, key)
            if opened is not None:
                keys.keep_blocking(key, password=password, server_secret=server_secret)
                return opened, key
        key = fitting or keys.renew_blocking(stamp=stamp)
        # Before the file: what is written there must be readable after any crash.
        keys.keep_blocking(key, password=password, server_secret=server_secret)
    except OSError:
        raise SettingsError(SettingsReason.DISK) from None
    return desk_file.open_blocking(folder, key, may_set_aside=True, stamp=stamp), key


def _found_blocking(keys: AccountKeys, password: str, server_secret: bytes) -> Iterator[bytes]:
    by_machine = keys.unlock_blocking(password)
    if by_machine is not None:
        yield by_machine
    by_server = keys.recover_blocking(server_secret)
    if by_server not in (None, by_machine):
        yield by_server


def _tried_blocking(folder: Path, key: bytes) -> OpenedFile | None:
    try:
        return desk_file.open_blocking(folder, key, may_set_aside=False, stamp=0)
    except SettingsError as error:
        if error.reason is SettingsReason.PASSWORD:
            return None
        raise
