"""A file is of the draft that it was attached to, through everything that becomes of its text."""

from dataclasses import replace
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from console.core import events
from console.core.attaching import AttachedFile
from console.core.outgoing import Outgoing, OutgoingKind
from console.link.outgoing_commands import command_of
from console.local.kept_files import KEEP_LEFT_MS
from protocol.commands import Send, WriteNote
from protocol.errors import ErrorCode
from protocol.file_kinds import FileKind
from protocol.ids import ClientId, ConversationId, FileId
from protocol.scalars import Millis
from tests.unit.console.test_chat import HERE, NOW, item
from tests.unit.console.test_local_desk import open_in
from tests.unit.console.test_store import apply
from tests.unit.console.test_store_converges import connected
from tests.unit.console.world import World

KINDS = {True: OutgoingKind.NOTE, False: OutgoingKind.REPLY}
STEPS = st.lists(
    st.tuples(
        st.sampled_from(["attach", "detach", "arrive", "refuse", "enter", "back", "drop", "again"]),
        st.booleans(),
        st.integers(0, 5),
    ),
    max_size=30,
)


def attached(number: int, *, note: bool) -> AttachedFile:
    return AttachedFile(
        key=ClientId(f"{'note' if note else 'reply'}{number:04d}"),
        conversation=HERE,
        name=f"{number}.pdf",
        size=10,
        digest="5e" * 32,
        kind=FileKind("application/pdf"),
        note=note,
    )


def was_for_note(key: str) -> bool:
    """What its identity in these tests tells, whatever the state says."""
    return key.startswith("note")


@given(steps=STEPS)
def test_no_file_ever_changes_for_whom_it_is(steps: list[tuple[str, bool, int]]) -> None:
    store = connected(World())
    chat = store.chats[HERE]
    gone: set[ClientId] = set()
    made = 0
    for number, (step, note, which) in enumerate(steps):
        everything = [*chat.attached, *(file for one in chat.outgoing for file in one.files)]
        file = everything[which % len(everything)] if everything else None
        text = chat.outgoing[which % len(chat.outgoing)] if chat.outgoing else None
        if step == "attach":
            made += 1
            apply(store, events.Attached(attached(number, note=note)))
        elif step == "enter":
            files = tuple(chat.drafted_files(note=note))
            entered = replace(item(number, kind=KINDS[note]), files=files)
            apply(store, events.Entered(entered))
        elif step == "detach" and file is not None and file in chat.attached:
            gone.add(file.key)
            apply(store, events.Detached(file.key))
        elif step == "arrive" and file is not None:
            apply(store, events.FileArrived(file.key, FileId(file.key)))
        elif step == "refuse" and file is not None:
            apply(store, events.FileRefused(file.key, ErrorCode.FILE_DAMAGED))
        elif step == "back" and text is not None:
            apply(store, events.TakenBack(text.client_id))
        elif step == "drop" and text is not None:
            gone |= {one.key for one in text.files}
            apply(store, events.Dropped(text.client_id))
        elif step == "again" and text is not None:
            apply(store, events.Confirmed(text.client_id, ClientId(f"again{number:04d}")))
        for draft in (True, False):
            drafted = chat.drafted_files(note=draft)
            assert all(was_for_note(one.key) is draft for one in drafted)
        for one in chat.outgoing:
            assert all(
                was_for_note(own.key) is (one.kind is OutgoingKind.NOTE) for own in one.files
            )
        here = [*chat.attached, *(own for one in chat.outgoing for own in one.files)]
        assert len(here) + len(gone) == made
        assert len({own.key for own in here}) == len(here)


def test_a_note_names_its_files_to_the_server_as_a_reply_does() -> None:
    def sent(note: bool) -> Outgoing:
        file = attached(1, note=note).whole(FileId("file"))
        return replace(item(kind=KINDS[note]), files=(file,))

    for note, kind in ((True, WriteNote), (False, Send)):
        command = command_of(sent(note), 1)
        assert isinstance(command, kind)
        assert command.files == ("file",)


async def test_files_of_a_draft_outlive_its_place_on_the_desk_by_a_day(tmp_path: Path) -> None:
    """A day of being looked for, counted from when it was first found to have left."""
    desk = open_in(tmp_path)
    here, entered = attached(1, note=False), attached(2, note=True)
    for file in (here, entered):
        await desk.files.keep(file, b"0123456789")
    late = Millis(NOW + 5 * KEEP_LEFT_MS)  # a machine that was off for days has lost nothing
    day = Millis(late + KEEP_LEFT_MS + 1)

    async def left(now: Millis, *wanted: ConversationId) -> set[ClientId]:
        return set(await desk.files.left_behind(wanted=wanted, now=now))

    assert await left(late) == set()
    assert await left(Millis(day - 1)) == set()
    assert await left(day) == {here.key, entered.key}
    # It is only told what is left: it may come back before it is forgotten.
    assert await desk.files.content(here.key) == b"0123456789"
    assert await left(day, HERE) == set()
    assert await left(day) == set(), "it left anew"
    after = Millis(day + KEEP_LEFT_MS + 1)
    desk.put_draft(HERE, "слова", note=False, now=after)
    desk._write_drafts()  # noqa: SLF001 (as the timer does)
    assert await left(after) == set(), "its words are there"
    text = replace(item(1, kind=OutgoingKind.NOTE), files=(entered,))
    await desk.enqueue(text)
    desk.put_draft(HERE, "", note=False, now=after)
    desk._write_drafts()  # noqa: SLF001
    assert await left(Millis(after + 1)) == set(), "a text waits there"
    desk.discard(text.client_id)
    assert await left(after) == set()
    assert await left(Millis(after + KEEP_LEFT_MS + 1)) == {here.key}
    await desk.aclose()


async def test_each_draft_has_its_files_again_after_a_crash(tmp_path: Path) -> None:
    desk = open_in(tmp_path)
    note, other, reply = (
        attached(1, note=True),
        attached(2, note=True),
        attached(3, note=False),
    )
    for file in (note, reply):
        await desk.files.keep(file, b"0123456789")
    entered = replace(item(1, kind=OutgoingKind.NOTE), files=(note,))
    await desk.enqueue(entered)
    await desk.files.keep(other, b"0123456789")
    await desk.aclose()

    desk = open_in(tmp_path)
    restored = await desk.load()
    assert [one.files for one in restored.outgoing] == [(note,)]
    assert sorted(restored.attached, key=lambda file: file.key) == [other, reply]
    # Taken back, they are the note's; thrown away, they are on no disk of ours.
    await desk.take_back(entered.client_id, HERE, "", note=True, files=[note.key], now=NOW)
    desk.files.forget(other.key)
    await desk.aclose()

    desk = open_in(tmp_path)
    restored = await desk.load()
    assert sorted(restored.attached, key=lambda file: file.key) == [note, reply]
    assert await desk.files.content(other.key) == b""
    await desk.aclose()
