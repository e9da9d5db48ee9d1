"""The accounts of this machine: each has a folder with its encrypted file, found by login."""

import asyncio
import hashlib
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from console.core.errors import SettingsError
from console.local import by_need
from protocol.values import Millis

if TYPE_CHECKING:
    from console.local.keys import KeyStore
    from console.local.local_desk import LocalDesk

_T = TypeVar("_T")


class Accounts:
    """Opens the file of an account, by a remembered key or by a password.

    Keys and files are slow to open: that happens on a thread of its own.
    """

    def __init__(
        self,
        folder: Path,
        *,
        server: str,
        keys: "KeyStore | None",
        now: Callable[[], Millis],
        on_trouble: Callable[[SettingsError], None],
    ) -> None:
        self._folder = folder
        self._server = server
        self._keys = keys
        self._now = now
        self._on_trouble = on_trouble
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="pult-accounts")

    def prepare(self) -> None:
        """Somebody will sign in soon: load meanwhile what that takes."""
        self._threads.submit(by_need.load_blocking)

    async def open_remembered(self, login: str) -> "LocalDesk | None":
        """Open without a password; None where this machine keeps no key for the account."""
        folder = self._account_folder(login)
        key = await self._run(
            lambda: by_need.account_keys_blocking(folder, keys=self._keys).remembered_blocking()
        )
        return None if key is None else await self._open(folder, key, may_set_aside=True)

    async def open_with(self, login: str, password: str, *, checked: bool) -> "LocalDesk":
        """Open with a password, made on first use.

        Where nobody has checked the password, one that does not fit raises `SettingsError`;
        where the server has, a file that it does not fit is set aside.
        """
        folder = self._account_folder(login)
        key = await self._run(
            lambda: by_need.account_keys_blocking(folder, keys=self._keys).unlock_blocking(password)
        )
        return await self._open(folder, key, may_set_aside=checked)

    def close(self) -> None:
        """Open no more."""
        self._threads.shutdown()

    def _account_folder(self, login: str) -> Path:
        return self._folder / folder_name(login, self._server)

    async def _open(self, folder: Path, key: bytes, *, may_set_aside: bool) -> "LocalDesk":
        stamp = self._now()
        opened = await self._run(
            lambda: by_need.open_file_blocking(
                folder, key, may_set_aside=may_set_aside, stamp=stamp
            )
        )
        return by_need.local_desk(opened, on_trouble=self._on_trouble)

    async def _run(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)


def folder_name(login: str, server: str) -> str:
    """A name for an account's folder that tells nothing about it."""
    return hashlib.sha256(f"{login.casefold()}\n{server}".encode()).hexdigest()[:24]
