"""Every frame that the limits allow fits a frame, however wide its letters are."""

from typing import Any

import msgspec
import pytest

from protocol import codec, limits
from protocol.values import Head
from tests.support.wire_examples import example

WIDE = "😀"  # four bytes, the widest letter that is not escaped


def _head() -> Head:
    head: Head = example("answers/changed").head
    return msgspec.structs.replace(
        head,
        name=WIDE * limits.NAME_CHARACTERS,
        owner_name=WIDE * limits.NAME_CHARACTERS,
        preview=WIDE * limits.PREVIEW_CHARACTERS,
    )


@pytest.mark.parametrize("kind", ["waiting", "conversations"])
def test_a_full_list_fits(kind: str) -> None:
    listed: Any = example(f"answers/{kind}")
    full = msgspec.structs.replace(listed, conversations=[_head()] * limits.LISTED_CONVERSATIONS)
    assert codec.decode_answer(codec.encode(full)) == full


def test_a_full_desk_fits() -> None:
    desk = msgspec.structs.replace(
        example("answers/desk"),
        conversations=[_head()] * limits.DESK_PLACES,
        recent=[_head()] * limits.RECENT_CONVERSATIONS,
    )
    assert codec.decode_answer(codec.encode(desk)) == desk


def test_a_page_of_full_bytes_fits_and_holds_the_longest_message() -> None:
    page = example("answers/page")
    entry = page.entries[0]
    longest = msgspec.structs.replace(
        entry, body=msgspec.structs.replace(entry.body, text="\x01" * limits.TEXT_CHARACTERS)
    )
    assert len(msgspec.json.encode(longest)) <= limits.PAGE_BYTES
    filler = "x" * (limits.PAGE_BYTES - len(msgspec.json.encode(entry)))
    full = msgspec.structs.replace(entry, body=msgspec.structs.replace(entry.body, text=filler))
    assert codec.encode(msgspec.structs.replace(page, head=_head(), entries=[full]))
