"""The agreement on a version: the newest that both sides know, or none."""

import pytest

from protocol.version import SUBPROTOCOLS, agree

KNOWN = ("pult.3", "pult.2", "pult.1")


@pytest.mark.parametrize(
    ("offered", "agreed"),
    [
        (["pult.1", "pult.2"], "pult.2"),
        (["pult.4", "pult.3", "chat"], "pult.3"),
        (["pult.4"], None),
        (["pult"], None),
        ([], None),
    ],
)
def test_the_newest_known_to_both_wins(offered: list[str], agreed: str | None) -> None:
    assert agree(offered, known=KNOWN) == agreed


def test_we_agree_with_ourselves() -> None:
    assert agree(SUBPROTOCOLS) == SUBPROTOCOLS[0]
