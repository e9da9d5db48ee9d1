"""The modules of this package that take long to load, each loaded when it is first needed.

SQLAlchemy, SQLCipher and the keyring are half of all that a start would load, and the first window
needs none of them. The thread of the accounts loads them while a person types the password.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from console.core.errors import SettingsError

if TYPE_CHECKING:
    from console.local.desk_file import OpenedFile
    from console.local.keys import AccountKeys, KeyStore
    from console.local.local_desk import LocalDesk
    from language.article_index import ArticleIndex


def load_blocking() -> None:
    """Load what every account needs, before anybody waits for it."""
    from console.local import (  # noqa: F401
        desk_file,
        keys,
        local_desk,
        password_check,
        system_keyring,
        unlocking,
    )


def account_keys_blocking(folder: Path, *, keys: "KeyStore | None") -> "AccountKeys":
    """The key of an account's folder; without `keys` random ones are kept by the system."""
    from console.local.keys import AccountKeys

    return AccountKeys(
        folder, name=folder.name, keys=_system_keyring if keys is None else lambda: keys
    )


def unlock_file_blocking(
    folder: Path, keys: "AccountKeys", *, password: str, server_secret: bytes, stamp: int
) -> "tuple[OpenedFile, bytes]":
    """Open the file of an account whom the server knows; see `unlocking`."""
    from console.local import unlocking

    return unlocking.open_blocking(
        folder, keys, password=password, server_secret=server_secret, stamp=stamp
    )


def open_file_blocking(
    folder: Path, key: bytes, *, may_set_aside: bool, stamp: int
) -> "OpenedFile":
    """Open the encrypted file of an account; see `desk_file`."""
    from console.local import desk_file

    return desk_file.open_blocking(folder, key, may_set_aside=may_set_aside, stamp=stamp)


def local_desk(
    opened: "OpenedFile", *, on_disk: Callable[[SettingsError | None], None]
) -> "LocalDesk":
    """What an account has in an open file. On the loop's thread."""
    from console.local.local_desk import LocalDesk

    return LocalDesk(opened, on_disk=on_disk)


def password_check_blocking(password: str) -> str:
    """What to keep of a password to know it again; see `password_check`."""
    from console.local import password_check

    return password_check.make_blocking(password)


def password_fits_blocking(kept: str, password: str) -> bool:
    """Whether it is the password of which this was kept."""
    from console.local import password_check

    return password_check.fits_blocking(kept, password)


def article_index_blocking(path: Path) -> "ArticleIndex":
    """Open the index of articles. On the thread of the knowledge base."""
    from language.article_index import ArticleIndex

    return ArticleIndex.open(path)


def _system_keyring() -> "KeyStore":
    from console.local.system_keyring import SystemKeyring

    return SystemKeyring()
