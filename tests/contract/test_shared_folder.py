"""The nodes of a store have one folder of files, and who names another is told."""

import threading
from pathlib import Path

import pytest

from server_stub.files import shared_folder
from server_stub.files.errors import ForeignFolder
from server_stub.storage import restoring
from tests.support.stores import Bench


def _claim(bench: Bench, folder: Path) -> None:
    with bench.writers.begin() as connection:
        shared_folder.claim(connection, folder)


def test_the_first_nodes_folder_is_the_stores_and_no_other(bench: Bench, tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "there"
    for _ in range(2):
        _claim(bench, here)
    with pytest.raises(ForeignFolder):
        _claim(bench, there)
    # Another mount of the same folder is the same.
    there.symlink_to(here)
    _claim(bench, there)
    assert [one.name for one in here.iterdir()] == [shared_folder.FILE]


def test_after_a_restore_the_files_may_lie_elsewhere(bench: Bench, tmp_path: Path) -> None:
    _claim(bench, tmp_path / "lost")
    with bench.writers.begin() as connection:
        restoring.start_anew(connection)
    _claim(bench, tmp_path / "put-back")
    with pytest.raises(ForeignFolder):
        _claim(bench, tmp_path / "lost")


def test_who_marks_a_folder_at_the_same_moment_leaves_the_same_mark(tmp_path: Path) -> None:
    both, marks = threading.Barrier(2), list[str]()

    def leave() -> None:
        both.wait()
        marks.append(shared_folder._leave_mark(tmp_path))  # noqa: SLF001 - what the race is about

    threads = [threading.Thread(target=leave) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert marks[0]
    assert marks[0] == marks[1]
    assert [one.name for one in tmp_path.iterdir()] == [shared_folder.FILE]
