"""Which versions of the contract exist and how the two sides agree on one.

The version is the websocket subprotocol: a client offers what it speaks, the server picks the
newest that both know, and a connection without a common version is closed with `CloseCode.VERSION`.
"""

from collections.abc import Sequence

SUBPROTOCOLS = ("pult.1",)
"""Newest first."""


def agree(offered: Sequence[str], *, known: Sequence[str] = SUBPROTOCOLS) -> str | None:
    """The newest version both sides know, or None."""
    return next((version for version in known if version in offered), None)
