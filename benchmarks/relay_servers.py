"""The servers that the relay benchmark compares, each in a process of its own.

`python -m benchmarks.relay_servers MODE PAIRS FOLDER` prints one JSON line when it serves.

- `durable`: the product, every part of it, on SQLite.
- `bare`: the same frames relayed between the two ends of a pair, nothing checked, nothing stored.
- `stored`: as bare, with a row of each message by the product's lane before its answer.
- `naive`: as bare, with a SQLAlchemy session and a commit for each message before its answer.
"""

import asyncio
import json
import sys
from datetime import date
from pathlib import Path

from protocol.ids import ConversationId
from protocol.people import Role
from server_stub.accounts.signing_in import hash_token
from server_stub.app import prepare_blocking, running
from server_stub.config import Config
from server_stub.event_loop import run
from server_stub.observability import set_up_logging
from server_stub.storage import accounts, sessions
from server_stub.storage.engine import store_now, writing_engine
from server_stub.volna import seed_volna

UNLIMITED = 1_000_000


def token_of(pair: int) -> str:
    """The session of a pair's agent."""
    return f"benchmark-agent-{pair:06d}"


def pair_of(pair: int) -> ConversationId:
    """A pair's conversation, on a server that does not open them itself."""
    return ConversationId(f"pair-{pair:06d}")


async def serve_product(pairs: int, folder: Path) -> None:
    """The product with an agent of room one for each pair."""
    config = Config(
        data=folder,
        port=0,
        http_port=0,
        commands_per_second=UNLIMITED,
        commands_burst=UNLIMITED,
        visit_commands_per_second=UNLIMITED,
        visit_commands_burst=UNLIMITED,
        connections_per_address=UNLIMITED,
        strangers_per_address=UNLIMITED,
        visits_per_address=UNLIMITED,
        offer_seconds=600,
    )
    prepare_pairs(config, pairs)
    async with running(config) as node:
        await _until_told(node.port)


def prepare_pairs(config: Config, pairs: int) -> None:
    """A store with an agent of room one for each pair, who is signed in already. Blocking."""
    prepare_blocking(config)
    engine = writing_engine(config.url(), lanes=1)
    with engine.begin() as connection:
        now = store_now(connection)
        seed_volna(connection, today=date.today(), subscribers=10)
        for pair in range(pairs):
            accounts.create(
                connection,
                login=f"agent-{pair}",
                name=f"Агент {pair}",
                role=Role.AGENT,
                password_hash="",
                now=now,
                room=100,
            )
            account = accounts.by_login(connection, f"agent-{pair}")
            if account is not None:
                sessions.begin(
                    connection,
                    account,
                    token_hash=hash_token(token_of(pair)),
                    now=now,
                    expires_at=sessions.expiry(now, used_at=now),
                    keep=1,
                )
    engine.dispose()


async def serve_rival(mode: str, pairs: int, folder: Path) -> None:
    """One of those that the product is compared with."""
    # Read here, so that the product's process and the load hold nothing of it.
    from benchmarks import relay_rivals, relay_stored  # noqa: PLC0415

    if mode == "bare":
        relay = relay_rivals.bare()
    elif mode == "stored":
        relay = relay_stored.stored(folder)
    else:
        relay = relay_rivals.naive(folder, [pair_of(pair) for pair in range(pairs)])
    await _until_told(await relay.start())


async def _until_told(port: int) -> None:
    print(json.dumps({"port": port}), flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    mode, pairs_argument, folder_argument = sys.argv[1:]
    set_up_logging(level=40)
    if mode == "durable":
        run(serve_product(int(pairs_argument), Path(folder_argument)))
    else:
        run(serve_rival(mode, int(pairs_argument), Path(folder_argument)))
