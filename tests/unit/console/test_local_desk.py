"""What an account has on this machine survives everything, and is readable to nobody else."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from console.core.errors import SettingsError, SettingsReason
from console.core.events import Draft
from console.core.outgoing import Outgoing, OutgoingKind, OutgoingState, Said, WaitReason
from console.local import desk_file, resting, tables
from console.local.keys import KEY_BYTES
from console.local.local_desk import KEEP_DRAFTS_MS, LocalDesk
from console.local.machine import MachineSettings
from console.local.system_keyring import SystemKeyring
from protocol.bodies import Citation
from protocol.errors import ErrorCode
from protocol.ids import AccountId, ClientId, ConversationId
from protocol.people import AuthorRole
from protocol.scalars import Millis

KEY = b"k" * KEY_BYTES
HERE = ConversationId("conversation1")
THERE = ConversationId("conversation2")
NOW = Millis(1_795_000_000_000)


def item(number: int, *, conversation: ConversationId = HERE) -> Outgoing:
    return Outgoing(
        client_id=ClientId(f"client{number:04d}"),
        conversation=conversation,
        kind=OutgoingKind.REPLY,
        text=f"секрет {number}",
        epoch=3,
        seen_seq=7,
        written_at=NOW,
    )


def open_in(folder: Path, *, key: bytes = KEY, may_set_aside: bool = True) -> LocalDesk:
    opened = desk_file.open_blocking(folder, key, may_set_aside=may_set_aside, stamp=NOW)

    def fail(trouble: SettingsError | None) -> None:
        assert trouble is None, trouble

    return LocalDesk(opened, on_disk=fail)


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[LocalDesk]:
    desk = open_in(tmp_path)
    yield desk
    await desk.aclose()


async def test_what_was_entered_is_on_disk_when_it_returns(tmp_path: Path, desk: LocalDesk) -> None:
    for number in range(3):
        await desk.enqueue(item(number))
    # Another connection reads while the first is still open: nothing waits in memory.
    other = open_in(tmp_path)
    restored = await other.load()
    await other.aclose()
    assert restored.outgoing == tuple(item(number) for number in range(3))


async def test_states_identities_and_order_survive(tmp_path: Path) -> None:
    desk = open_in(tmp_path)
    for number in range(4):
        await desk.enqueue(item(number))
    desk.keep(item(0).client_id, item(0).failed(ErrorCode.WRONG_STATE))
    desk.keep(item(1).client_id, item(1).waiting(WaitReason.NEWER))
    sure = item(2).confirmed(ClientId("freshid1"), epoch=4, seen_seq=9, said=None)
    desk.keep(item(2).client_id, sure)
    desk.keep(item(3).client_id, item(3).sending())
    await desk.aclose()
    desk = open_in(tmp_path)
    restored = await desk.load()
    await desk.aclose()
    states = [(one.client_id, one.state, one.reason, one.code) for one in restored.outgoing]
    assert states == [
        (item(0).client_id, OutgoingState.FAILED, None, ErrorCode.WRONG_STATE),
        (item(1).client_id, OutgoingState.WAITING, WaitReason.NEWER, None),
        (sure.client_id, OutgoingState.QUEUED, None, None),
        (item(3).client_id, OutgoingState.QUEUED, None, None),
    ]
    assert restored.outgoing[2].epoch == 4


@pytest.mark.parametrize("note", [False, True])
async def test_what_an_edit_changes_is_kept_with_it_until_it_is_made(
    tmp_path: Path, note: bool
) -> None:
    desk = open_in(tmp_path)
    said = Said(7, since=NOW, words="было", note=note)
    edit = replace(item(1), kind=OutgoingKind.EDIT, said=said)
    gone = replace(item(2), kind=OutgoingKind.DELETION, text="", said=said)
    desk.put_draft(HERE, "ответ", note=False, now=NOW)
    for one in (edit, gone):
        await desk.enqueue(one)
    later = replace(said, since=Millis(NOW + 5), after=edit.client_id)
    sure = gone.confirmed(ClientId("freshid1"), epoch=4, seen_seq=9, said=later)
    desk.keep(gone.client_id, sure)
    await desk.aclose()
    desk = open_in(tmp_path)
    restored = await desk.load()
    assert restored.outgoing == (edit, sure)
    assert restored.drafts == (Draft(HERE, "ответ"),), "the draft of a reply is no edit's"
    await desk.take_back(edit.client_id, HERE, "ответ", note=False, files=[], now=NOW)
    desk.discard(sure.client_id)
    assert (await desk.load()).outgoing == ()
    await desk.aclose()


async def test_an_acknowledged_text_is_gone(desk: LocalDesk) -> None:
    await desk.enqueue(item(1))
    desk.discard(item(1).client_id)
    assert (await desk.load()).outgoing == ()


@pytest.mark.parametrize(("pause", "latest"), [(60.0, 0.01), (0.01, 60.0)])
async def test_drafts_follow_the_keyboard_by_themselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, pause: float, latest: float
) -> None:
    monkeypatch.setattr(resting, "PAUSE_SECONDS", pause)
    monkeypatch.setattr(resting, "LATEST_SECONDS", latest)
    desk, reader = open_in(tmp_path), open_in(tmp_path)
    desk.put_draft(HERE, "начало", note=False, now=NOW)
    desk.put_draft(HERE, "начало и конец", note=False, now=NOW)
    desk.put_draft(HERE, "заметка", note=True, now=NOW)
    drafts: tuple[Draft, ...] = ()
    async with asyncio.timeout(60):
        while not drafts:
            drafts = (await reader.load()).drafts
    assert set(drafts) == {
        Draft(HERE, "начало и конец", note=False),
        Draft(HERE, "заметка", note=True),
    }
    await desk.aclose()
    await reader.aclose()


async def test_closing_writes_the_last_keystroke(tmp_path: Path) -> None:
    desk = open_in(tmp_path)
    desk.put_draft(HERE, "последняя буква", note=False, now=NOW)
    await desk.aclose()
    desk = open_in(tmp_path)
    assert (await desk.load()).drafts == (Draft(HERE, "последняя буква"),)
    await desk.aclose()


async def test_entering_and_taking_back_move_a_text_between_draft_and_outbox(
    desk: LocalDesk,
) -> None:
    desk.put_draft(HERE, "секрет 1", note=False, now=NOW)
    await desk.enqueue(item(1))
    restored = await desk.load()
    assert (restored.drafts, len(restored.outgoing)) == ((), 1)
    # A draft that had come to the disk by itself goes with the text.
    desk.put_draft(HERE, "секрет 2", note=False, now=NOW)
    desk._write_drafts()  # noqa: SLF001 (as the timer does)
    await desk.enqueue(item(2))
    restored = await desk.load()
    assert (restored.drafts, len(restored.outgoing)) == ((), 2)
    desk.discard(item(2).client_id)
    await desk.take_back(item(1).client_id, HERE, "секрет 1", note=False, files=[], now=NOW)
    restored = await desk.load()
    assert (restored.drafts, restored.outgoing) == ((Draft(HERE, "секрет 1"),), ())
    desk.put_draft(HERE, "", note=False, now=NOW)
    await desk.aclose()


async def test_drafts_of_chats_that_left_the_desk_live_a_day(desk: LocalDesk) -> None:
    desk.put_draft(HERE, "мой", note=False, now=NOW)
    desk.put_draft(THERE, "ушёл", note=False, now=NOW)
    desk._write_drafts()  # noqa: SLF001 (as the timer does)
    desk.purge(on_desk=[HERE], now=Millis(NOW + KEEP_DRAFTS_MS))
    assert len((await desk.load()).drafts) == 2
    desk.purge(on_desk=[HERE], now=Millis(NOW + KEEP_DRAFTS_MS + 1))
    assert (await desk.load()).drafts == (Draft(HERE, "мой"),)


async def test_settings_are_kept(tmp_path: Path) -> None:
    desk = open_in(tmp_path)
    await desk.load()
    for value in ("one", "one", "two"):
        desk.remember("window", value)
    await desk.aclose()
    desk = open_in(tmp_path)
    await desk.load()
    assert desk.settings == {"window": "two"}
    await desk.aclose()


async def test_nothing_can_be_read_from_the_file(tmp_path: Path) -> None:
    desk = open_in(tmp_path)
    await desk.enqueue(item(1))
    content = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    await desk.aclose()
    assert "секрет".encode() not in content
    assert b"SQLite format" not in content
    assert KEY.hex().encode() not in content


async def test_a_damaged_file_is_set_aside_and_work_goes_on(tmp_path: Path) -> None:
    desk = open_in(tmp_path)
    await desk.enqueue(item(1))
    await desk.aclose()
    path = tmp_path / desk_file.FILE_NAME
    path.write_bytes(b"\0" * path.stat().st_size)
    desk = open_in(tmp_path)
    assert desk.set_aside is not None
    assert desk.set_aside.exists()
    assert (await desk.load()).outgoing == ()
    await desk.enqueue(item(2))
    await desk.aclose()


async def test_a_wrong_password_leaves_the_file_alone(tmp_path: Path) -> None:
    desk = open_in(tmp_path)
    await desk.enqueue(item(1))
    await desk.aclose()
    with pytest.raises(SettingsError) as error:
        open_in(tmp_path, key=b"w" * KEY_BYTES, may_set_aside=False)
    assert error.value.reason is SettingsReason.PASSWORD
    desk = open_in(tmp_path)
    assert (desk.set_aside, len((await desk.load()).outgoing)) == (None, 1)
    await desk.aclose()


async def test_a_file_of_another_version_is_set_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await open_in(tmp_path).aclose()
    monkeypatch.setattr(tables, "VERSION", 2)
    desk = open_in(tmp_path)
    assert desk.set_aside is not None
    await desk.aclose()


def test_a_folder_that_cannot_be_made_is_a_disk_in_the_way(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(SettingsError) as error:
        open_in(tmp_path / "file" / "folder")
    assert error.value.reason is SettingsReason.DISK


async def test_a_disk_that_fails_is_told_to_who_waits_and_to_who_does_not(
    tmp_path: Path,
) -> None:
    troubles: list[SettingsError | None] = []
    opened = desk_file.open_blocking(tmp_path, KEY, may_set_aside=True, stamp=NOW)
    desk = LocalDesk(opened, on_disk=troubles.append)
    with opened.engine.begin() as connection:
        connection.exec_driver_sql("drop table outgoing")
    desk.discard(item(1).client_id)
    with pytest.raises(SettingsError):
        await desk.enqueue(item(1))
    assert troubles
    await desk.aclose()


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of a file's size there")
async def test_a_draft_typed_while_the_disk_was_full_is_kept_when_it_is_not(tmp_path: Path) -> None:
    import resource  # noqa: PLC0415 (not everywhere)

    heard: asyncio.Queue[SettingsError | None] = asyncio.Queue()
    opened = desk_file.open_blocking(tmp_path, KEY, may_set_aside=True, stamp=NOW)
    desk = LocalDesk(opened, on_disk=heard.put_nowait)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, hard))
    try:
        desk.put_draft(HERE, "начатое", note=False, now=NOW)
        assert await asyncio.wait_for(heard.get(), 20) is not None
        with pytest.raises(SettingsError):
            await desk.enqueue(item(1))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    while await asyncio.wait_for(heard.get(), 20) is not None:
        pass
    await desk.aclose()
    again = open_in(tmp_path)
    restored = await again.load()
    await again.aclose()
    assert [draft.text for draft in restored.drafts] == ["начатое"]
    assert restored.outgoing == ()  # its writer was told, and has it still


@pytest.mark.parametrize(
    ("backend", "kept"),
    [("tests.support.keyrings.MemoryRing", KEY), ("keyring.backends.null.Keyring", None)],
)
def test_the_keyring_that_a_person_has_configured_is_used_if_it_keeps_anything(
    monkeypatch: pytest.MonkeyPatch, backend: str, kept: bytes | None
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", backend)

    assert SystemKeyring().set_blocking("anna", KEY) is (kept is not None)
    assert SystemKeyring().get_blocking("anna") == kept


def test_a_system_without_a_keyring_keeps_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("PYTHON_KEYRING_BACKEND", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")

    assert not SystemKeyring().set_blocking("anna", KEY)
    assert SystemKeyring().get_blocking("anna") is None


def test_the_session_alone_loads_nothing_that_only_an_account_needs() -> None:
    heavy = ("sqlalchemy", "sqlcipher3", "keyring")
    code = f"import console.session, sys; print([one for one in {heavy} if one in sys.modules])"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)

    assert said.stdout == "[]\n"


def test_machine_settings_survive_and_a_damaged_file_counts_as_none(tmp_path: Path) -> None:
    settings = MachineSettings(tmp_path / "new")
    settings.put("language", "ru")
    settings.put("language", "ru")
    assert MachineSettings(tmp_path / "new").get("language") == "ru"
    (tmp_path / "console.json").write_text("{")
    assert MachineSettings(tmp_path).get("language", "en") == "en"


async def test_a_question_survives_with_its_card_and_leaves_the_draft_of_its_talk(
    tmp_path: Path,
) -> None:
    card = Citation(
        conversation=THERE,
        seq=5,
        at=NOW,
        role=AuthorRole.SUBSCRIBER,
        author="Анна",
        subscriber="Анна",
        excerpt="нет связи",
    )
    begins = AccountId("pavel")
    question = replace(item(1), kind=OutgoingKind.TALK, about=card, begins=begins)
    desk = open_in(tmp_path)
    desk.put_draft(HERE, "начатое", note=False, now=NOW)
    await desk.enqueue(question)
    await desk.aclose()
    desk = open_in(tmp_path)
    assert [draft.text for draft in (await desk.load()).drafts] == ["начатое"]
    await desk.enqueue(replace(item(2), kind=OutgoingKind.TALK))
    await desk.aclose()
    again = open_in(tmp_path)
    restored = await again.load()
    assert [one.about for one in restored.outgoing] == [card, None]
    assert [one.begins for one in restored.outgoing] == [begins, None]
    assert restored.drafts == ()  # what was said after it came out of the draft
    renamed = replace(question, client_id=ClientId("another"))
    again.keep(question.client_id, renamed)  # sent again, as what it is
    await again.aclose()
    again = open_in(tmp_path)
    assert (await again.load()).outgoing[0] == renamed
    again.discard(renamed.client_id)
    await again.aclose()
    last = open_in(tmp_path)
    assert [one.about for one in (await last.load()).outgoing] == [None]
    await last.aclose()


def test_a_disk_that_takes_no_settings_of_the_machine_is_tried_again(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    folder.touch()  # in the way, as a full disk would be
    settings = MachineSettings(folder)
    settings.put("server", "desk.example")
    assert settings.get("server") == "desk.example"
    folder.unlink()
    settings.put("server", "desk.example")
    assert MachineSettings(folder).get("server") == "desk.example"
