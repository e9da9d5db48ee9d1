"""The accounts of this machine: each has a folder with its encrypted file, found by login."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from console.core.errors import SettingsError
from console.local import desk_file
from console.local.keys import AccountKeys, KeyStore, folder_name
from console.local.local_desk import LocalDesk
from protocol.values import Millis

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
        keys: KeyStore,
        now: Callable[[], Millis],
        on_trouble: Callable[[SettingsError], None],
    ) -> None:
        self._folder = folder
        self._server = server
        self._keys = keys
        self._now = now
        self._on_trouble = on_trouble
        self._threads = ThreadPoolExecutor(1, thread_name_prefix="pult-accounts")

    async def open_remembered(self, login: str) -> LocalDesk | None:
        """Open without a password; None where this machine keeps no key for the account."""
        keys = self._account_keys(login)
        key = await self._run(keys.remembered_blocking)
        return None if key is None else await self._open(login, key, may_set_aside=True)

    async def open_with(self, login: str, password: str, *, checked: bool) -> LocalDesk:
        """Open with a password, made on first use.

        Where nobody has checked the password, one that does not fit raises `SettingsError`;
        where the server has, a file that it does not fit is set aside.
        """
        keys = self._account_keys(login)
        key = await self._run(lambda: keys.unlock_blocking(password))
        return await self._open(login, key, may_set_aside=checked)

    def close(self) -> None:
        """Open no more."""
        self._threads.shutdown()

    def _account_folder(self, login: str) -> Path:
        return self._folder / folder_name(login, self._server)

    def _account_keys(self, login: str) -> AccountKeys:
        folder = self._account_folder(login)
        return AccountKeys(folder, name=folder.name, keys=self._keys)

    async def _open(self, login: str, key: bytes, *, may_set_aside: bool) -> LocalDesk:
        folder, stamp = self._account_folder(login), self._now()
        opened = await self._run(
            lambda: desk_file.open_blocking(folder, key, may_set_aside=may_set_aside, stamp=stamp)
        )
        return LocalDesk(opened, on_trouble=self._on_trouble)

    async def _run(self, work: Callable[[], _T]) -> _T:
        return await asyncio.get_running_loop().run_in_executor(self._threads, work)
