"""The store of files on a disk: pieces at the end only, contents by their digest."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from protocol.ids import FileId, new_id
from server_stub.domain.errors import WrongOffset
from server_stub.files.errors import FilesUnavailable
from server_stub.files.folder import Folder
from tests.support.pieces import digest

FILE = FileId("a-file")


@given(content=st.binary(min_size=1, max_size=300), cuts=st.lists(st.integers(0, 300)))
def test_in_whatever_pieces_it_comes_it_is_whole(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, cuts: list[int]
) -> None:
    folder, file = Folder(tmp_path_factory.getbasetemp() / "files"), FileId(new_id())
    tried = iter(cuts)
    while (offset := folder.received(file)) < len(content):
        end = offset + 1 + next(tried, 300)
        elsewhere = next(tried, None)
        if elsewhere is not None and elsewhere != offset:
            with pytest.raises(WrongOffset) as wrong:
                folder.append(file, elsewhere, b"other")
            assert wrong.value.data == {"offset": offset}
        folder.append(file, offset, content[offset:end])
    assert folder.digest(file) == digest(content)
    assert folder.head(file, 10) == content[:10]
    folder.settle(file, digest(content))
    assert b"".join(folder.pieces(digest(content))) == content
    assert folder.received(file) == 0


def test_two_who_bring_the_same_file_at_once_bring_it_once(tmp_path: Path) -> None:
    """As a connection that was given up, and the one that goes on in its place."""
    content = bytes(range(256)) * 64
    folder, ready = Folder(tmp_path / "files"), threading.Barrier(4)

    def bring(file: FileId, step: int) -> None:
        ready.wait()
        offset = 0
        while offset < len(content):
            try:
                offset = folder.append(file, offset, content[offset : offset + step])
            except WrongOffset as wrong:
                offset = int(wrong.data["offset"])

    with ThreadPoolExecutor(4) as threads:
        for number in range(40):
            file = FileId(f"file{number}")
            for ended in [threads.submit(bring, file, step) for step in (700, 1024, 1024, 1024)]:
                ended.result()
            assert folder.received(file) == len(content)
            assert folder.digest(file) == digest(content)


def test_the_same_content_is_kept_once_and_erased_once(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "files")
    for name in ("one", "two"):
        folder.append(FileId(name), 0, b"same")
        folder.settle(FileId(name), digest(b"same"))
    assert [one.name for one in tmp_path.rglob("*") if one.is_file()] == [digest(b"same")]
    # Set aside it is nobody's; wanted by somebody after all, it is back.
    folder.bury(digest(b"same"))
    assert folder.buried() == [digest(b"same")]
    with pytest.raises(FilesUnavailable):
        list(folder.pieces(digest(b"same")))
    for _ in range(2):
        folder.unearth(digest(b"same"))
    assert b"".join(folder.pieces(digest(b"same"))) == b"same"
    for _ in range(2):
        folder.bury(digest(b"same"))
        folder.erase(digest(b"same"))
        folder.give_up(FileId("one"))
    assert folder.buried() == []
    with pytest.raises(FilesUnavailable):
        list(folder.pieces(digest(b"same")))


def test_a_folder_that_cannot_be_written_is_told_as_such(tmp_path: Path) -> None:
    (tmp_path / "files").write_text("in the way")
    folder = Folder(tmp_path / "files")
    for work in (
        lambda: folder.append(FILE, 0, b"x"),
        lambda: folder.digest(FILE),
        lambda: folder.head(FILE, 1),
        lambda: folder.settle(FILE, digest(b"")),
    ):
        with pytest.raises(FilesUnavailable):
            work()
