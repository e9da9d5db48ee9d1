"""The accounts of this machine: each has a folder with its encrypted file, found by login."""

import asyncio
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from console.core.errors import SettingsError, SettingsReason
from console.local import by_need
from protocol.scalars import Millis

if TYPE_CHECKING:
    from console.local.keys import AccountKeys, KeyStore
    from console.local.local_desk import LocalDesk

_T = TypeVar("_T")


class Accounts:
    """Opens the file of an account: by a remembered key, a password, or what the server tells.

    Keys and files are slow to open: that happens on a thread of its own.
    """

    def __init__(
        self,
        folder: Path,
        *,
        server: str,
        keys: "KeyStore | None",
        now: Callable[[], Millis],
        on_disk: Callable[[SettingsError | None], None],
    ) -> None:
        self._folder = folder
        self._server = server
        self._keys = keys
        self._now = now
        self._on_disk = on_disk
        self._key = b""
        """Of the file that was opened last."""
        self._kept: tuple[Path, bytes] | None = None
        """The folder whose file a server's secret opens, and that secret."""
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="pult-accounts")

    def prepare(self) -> None:
        """Somebody will sign in soon: load meanwhile what that takes."""
        self._threads.submit(by_need.load_blocking)

    async def open_remembered(self, login: str) -> "LocalDesk | None":
        """Open without a password; None where this machine keeps no key for the account."""
        folder = self.folder_of(login)
        key = await self._run(lambda: self._keys_of_blocking(folder).remembered_blocking())
        return None if key is None else await self._open(folder, key, may_set_aside=True)

    async def open_offline(self, login: str, password: str) -> "LocalDesk":
        """Open with a password that no server has checked.

        Raises `SettingsError(PASSWORD)` where it does not fit, or nothing is kept of the account.
        """
        folder = self.folder_of(login)
        key = await self._run(lambda: self._keys_of_blocking(folder).unlock_blocking(password))
        if key is None:
            raise SettingsError(SettingsReason.PASSWORD)
        return await self._open(folder, key, may_set_aside=False)

    async def open_known(self, login: str, password: str, *, server_secret: bytes) -> "LocalDesk":
        """Open for one whom the server has let in, made on first use.

        The password may be another one than the last time, or unknown: the secret opens it too. A
        file that neither opens is set aside. Raises `SettingsError(DISK)`.
        """
        folder, stamp = self.folder_of(login), self._now()
        opened, self._key = await self._run(
            lambda: by_need.unlock_file_blocking(
                folder,
                self._keys_of_blocking(folder),
                password=password,
                server_secret=server_secret,
                stamp=stamp,
            )
        )
        self._kept = (folder, server_secret)
        return by_need.local_desk(opened, on_disk=self._on_disk)

    async def keep_ways(self, login: str, password: str, *, server_secret: bytes) -> None:
        """See to it that password and secret open the file that is open. Raises `SettingsError`."""
        folder, key = self.folder_of(login), self._key
        if not password and self._kept == (folder, server_secret):
            return

        def keep_blocking() -> None:
            keys = self._keys_of_blocking(folder)
            keys.unlock_blocking(password)
            try:
                keys.keep_blocking(key, password=password, server_secret=server_secret)
            except OSError:
                raise SettingsError(SettingsReason.DISK) from None

        await self._run(keep_blocking)
        self._kept = (folder, server_secret)

    def close(self) -> None:
        """Open no more."""
        self._threads.shutdown()

    def folder_of(self, login: str) -> Path:
        """Where an account's file is, or would be."""
        return self._folder / folder_name(login, self._server)

    async def _open(self, folder: Path, key: bytes, *, may_set_aside: bool) -> "LocalDesk":
        stamp = self._now()
        opened = await self._run(
            lambda: by_need.open_file_blocking(
                folder, key, may_set_aside=may_set_aside, stamp=stamp
            )
        )
        self._key = key
        return by_need.local_desk(opened, on_disk=self._on_disk)

    def _keys_of_blocking(self, folder: Path) -> "AccountKeys":
        return by_need.account_keys_blocking(folder, keys=self._keys)

    async def _run(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def folder_name(login: str, server: str) -> str:
    """A name for an account's folder that tells nothing about it."""
    return hashlib.sha256(f"{login.casefold()}\n{server}".encode()).hexdigest()[:24]
