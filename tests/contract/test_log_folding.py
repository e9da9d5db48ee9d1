"""SQLite's log is folded into its file behind the commits, and stays short however much comes."""

import sqlite3
from contextlib import closing
from pathlib import Path

from server_stub.storage.engine import CHECKPOINT_PAGES, fold_log
from tests.contract.acts import enter, say
from tests.support.stores import open_bench

PAGE = 4096 + 24
"""With its header in the log."""

LONG = "Слово " * 600


async def test_what_is_folded_is_in_the_file_and_the_log_starts_again(sqlite_store: str) -> None:
    path = Path(sqlite_store.removeprefix("sqlite:///"))
    log = path.with_name(f"{path.name}-wal")
    with open_bench(sqlite_store) as bench:
        async with bench.lane() as lane:
            act = enter()
            await lane.submit(act)
            lengths = []
            while lane.acts < 1_000:
                await lane.submit(say(act.conversation, LONG))
                if lane.acts % 100 == 0:
                    fold_log(bench.readers)
                    lengths.append(log.stat().st_size)
            with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as alone:
                assert alone.execute("SELECT count(*) FROM entry").fetchone() == (1_001,)
    # It is long before a commit would fold it, and no longer after ten times as much.
    assert lengths[0] < CHECKPOINT_PAGES * PAGE / 4
    assert lengths[-1] < 2 * lengths[0]
