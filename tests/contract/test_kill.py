"""Killed thirty times while it writes, the store keeps every acknowledged message, each once."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import pytest

from tests.support.killed_writer import Round, Said
from tests.support.stores import open_bench

KILLS = 30
CHATS = [f"killed-chat-{number}" for number in range(6)]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="NOT RUN: a round is a fork")


@contextmanager
def writer() -> Iterator["subprocess.Popen[bytes]"]:
    """The process whose forks are killed."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.support.killed_writer"],
        cwd=Path.cwd(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.communicate()


def one_round(process: "subprocess.Popen[bytes]", work: Round, *, acks: int) -> list[Said]:
    """Let it write until so many were acknowledged, kill it, give all it has said."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(msgspec.json.encode(work) + b"\n")
    process.stdin.flush()
    said: list[Said] = []
    pid = 0
    while (line := process.stdout.readline()) != b"over\n":
        assert line, "the writer has ended"
        if line.strip().isdigit():
            pid = int(line)
            continue
        said.append(msgspec.json.decode(line, type=Said))
        acks -= bool(said[-1].seq)
        if pid and acks <= 0:
            os.kill(pid, signal.SIGKILL)
            acks = sys.maxsize
    return said


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_nothing_acknowledged_is_lost_or_doubled(
    database: str, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue(f"{database}_store")
    chance = random.Random(7)
    acked: dict[str, Said] = {}
    open_ones: dict[str, Said] = {}
    resent = 0
    with writer() as process:
        for _ in range(KILLS):
            work = Round(url, CHATS, list(open_ones.values()))
            for said in one_round(process, work, acks=chance.randint(0, 25)):
                if said.seq:
                    assert acked.setdefault(said.client_id, said).seq == said.seq
                    open_ones.pop(said.client_id, None)
                else:
                    open_ones[said.client_id] = said
            resent += len(open_ones)
    assert resent > KILLS  # it was killed in the middle of things
    with open_bench(url) as bench, bench.readers.begin() as connection:
        rows = connection.exec_driver_sql(
            "SELECT conversation, seq, client_id FROM entry ORDER BY conversation, seq"
        ).all()
        last: dict[str, int] = {
            row.id: row.last_seq
            for row in connection.exec_driver_sql("SELECT id, last_seq FROM conversation")
        }
    by_identity = {row.client_id: row for row in rows if row.client_id}
    assert len(by_identity) == sum(row.client_id is not None for row in rows)
    for said in acked.values():
        row = by_identity[said.client_id]
        assert (row.conversation, row.seq) == (said.chat, said.seq)
    for chat in CHATS:
        seqs = [row.seq for row in rows if row.conversation == chat]
        assert seqs == list(range(1, last[chat] + 1))
