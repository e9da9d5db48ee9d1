"""The file of an account opens again, whatever became of the password and of the keyring."""

from collections.abc import Callable
from pathlib import Path

import pytest

from console.core.errors import SettingsError, SettingsReason
from console.local import desk_file
from console.local.accounts import Accounts
from console.local.keys import AccountKeys, KeyStore
from console.local.local_desk import LocalDesk
from protocol.ids import ConversationId
from protocol.scalars import Millis
from tests.support.desks import MemoryKeys, NoKeys

SECRET, ANOTHER = b"s" * 32, b"a" * 32
HERE = ConversationId("conversation1")
NOW = Millis(1_795_000_000_000)

Open = Callable[[KeyStore], Accounts]


@pytest.fixture
def machine(tmp_path: Path) -> Open:
    """The accounts of one machine, started anew at each call."""

    def fail(trouble: SettingsError | None) -> None:
        assert trouble is None, trouble

    def start(keys: KeyStore) -> Accounts:
        return Accounts(tmp_path, server="ws://desk", keys=keys, now=lambda: NOW, on_disk=fail)

    return start


async def begin(accounts: Accounts, *, password: str = "first") -> None:
    """Somebody signs in for the first time, and begins to write."""
    local = await accounts.open_known("anna", password, server_secret=SECRET)
    assert local.set_aside is None
    local.put_draft(HERE, "начатое", note=False, now=NOW)
    await local.aclose()
    accounts.close()


async def drafts(local: LocalDesk | None) -> list[str]:
    """What is begun; the file is closed again."""
    assert local is not None
    kept = [draft.text for draft in (await local.load()).drafts]
    await local.aclose()
    return kept


async def refuses(accounts: Accounts, password: str) -> bool:
    """Whether a password opens nothing without a server."""
    with pytest.raises(SettingsError) as error:
        await accounts.open_offline("anna", password)
    return error.value.reason is SettingsReason.PASSWORD


async def test_a_new_password_opens_what_was_written_under_the_old_one(machine: Open) -> None:
    await begin(machine(NoKeys()))
    accounts = machine(NoKeys())
    assert await refuses(accounts, "second")
    assert await drafts(await accounts.open_known("anna", "second", server_secret=SECRET)) == [
        "начатое"
    ]
    assert await drafts(await accounts.open_offline("anna", "second")) == ["начатое"]
    assert await refuses(accounts, "first")
    accounts.close()


async def test_a_lost_keyring_costs_nothing(machine: Open) -> None:
    await begin(machine(MemoryKeys()))
    for keys in (MemoryKeys(), NoKeys()):
        accounts = machine(keys)
        assert await accounts.open_remembered("anna") is None
        local = await accounts.open_known("anna", "first", server_secret=SECRET)
        assert await drafts(local) == ["начатое"]
        remembered = (
            await accounts.open_remembered("anna")
            if isinstance(keys, MemoryKeys)
            else (await accounts.open_offline("anna", "first"))
        )
        assert await drafts(remembered) == ["начатое"]
        accounts.close()


async def test_a_session_by_token_keeps_the_way_for_a_later_loss(machine: Open) -> None:
    keys = MemoryKeys()
    await begin(machine(keys))
    for envelope in _in_folder(machine, "server.key"):
        envelope.unlink()
    accounts = machine(keys)
    local = await accounts.open_remembered("anna")
    assert local is not None
    await accounts.keep_ways("anna", "", server_secret=SECRET)
    await local.aclose()
    accounts.close()
    lost = machine(NoKeys())
    assert await drafts(await lost.open_known("anna", "x", server_secret=SECRET)) == ["начатое"]
    lost.close()


async def test_a_password_typed_while_the_file_is_open_opens_it_from_then_on(
    machine: Open,
) -> None:
    await begin(machine(NoKeys()))
    accounts = machine(NoKeys())
    local = await accounts.open_offline("anna", "first")
    await accounts.keep_ways("anna", "second", server_secret=ANOTHER)
    await local.aclose()
    assert await drafts(await accounts.open_offline("anna", "second")) == ["начатое"]
    assert await drafts(await accounts.open_known("anna", "x", server_secret=ANOTHER)) == [
        "начатое"
    ]
    accounts.close()


async def test_what_nothing_opens_is_set_aside_with_its_envelopes(machine: Open) -> None:
    await begin(machine(NoKeys()))
    accounts = machine(NoKeys())
    local = await accounts.open_known("anna", "second", server_secret=ANOTHER)
    assert local.set_aside is not None
    aside = local.set_aside
    assert await drafts(local) == []
    kept = {path.name for path in aside.parent.glob(f"*{NOW}.unreadable.*")}
    assert {f"password-{NOW}.unreadable.key", f"server-{NOW}.unreadable.key"} <= kept
    assert await drafts(await accounts.open_offline("anna", "second")) == []
    accounts.close()


async def test_a_damaged_file_is_set_aside_and_its_ways_stay(machine: Open) -> None:
    await begin(machine(NoKeys()))
    (path,) = _in_folder(machine, desk_file.FILE_NAME)
    path.write_bytes(bytes(path.stat().st_size))
    accounts = machine(NoKeys())
    local = await accounts.open_known("anna", "first", server_secret=SECRET)
    assert local.set_aside is not None
    assert await drafts(local) == []
    assert await drafts(await accounts.open_offline("anna", "first")) == []
    accounts.close()


@pytest.mark.parametrize("left", [0, 15, 30, 60])
async def test_a_damaged_envelope_is_one_way_less(machine: Open, left: int) -> None:
    await begin(machine(NoKeys()))
    (envelope,) = _in_folder(machine, "password.key")
    envelope.write_bytes(envelope.read_bytes()[:left])
    accounts = machine(NoKeys())
    assert await refuses(accounts, "first")
    local = await accounts.open_known("anna", "first", server_secret=SECRET)
    assert (local.set_aside, await drafts(local)) == (None, ["начатое"])
    assert await drafts(await accounts.open_offline("anna", "first")) == ["начатое"]
    accounts.close()


async def test_nothing_is_kept_of_who_was_never_let_in(machine: Open, tmp_path: Path) -> None:
    accounts = machine(NoKeys())
    assert await refuses(accounts, "any")
    assert list(tmp_path.rglob("*")) == []
    accounts.close()


@pytest.mark.parametrize("kept_by", [NoKeys(), MemoryKeys()])
def test_the_key_lies_nowhere_in_the_open(tmp_path: Path, kept_by: KeyStore) -> None:
    keys = AccountKeys(tmp_path, name="anna", keys=lambda: kept_by)
    key = keys.renew_blocking(stamp=NOW)
    keys.keep_blocking(key, password="first", server_secret=SECRET)
    assert keys.unlock_blocking("first") == keys.recover_blocking(SECRET) == key
    assert all(key not in path.read_bytes() for path in tmp_path.iterdir())


def test_a_disk_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keys = AccountKeys(tmp_path / "file" / "folder", name="anna", keys=NoKeys)
    with pytest.raises(OSError):
        keys.keep_blocking(b"k" * 32, password="first", server_secret=SECRET)


def _in_folder(machine: Open, name: str) -> list[Path]:
    accounts = machine(NoKeys())
    folder = accounts.folder_of("anna")
    accounts.close()
    return list(folder.glob(name))
