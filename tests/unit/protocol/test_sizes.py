"""Every frame that the limits allow fits a frame, however wide its letters are."""

from typing import Any

import msgspec
import pytest

from protocol import codec, limits
from protocol.conversations import Guest, Head, Offer
from protocol.ids import AccountId
from protocol.scalars import Millis
from tests.support.wire_examples import example

WIDE = "😀"  # four bytes, the widest letter that is not escaped


def _head() -> Head:
    """Of a subscriber: conversations of colleagues, with their members, have lists of their own."""
    head: Head = example("answers/changed").head
    return msgspec.structs.replace(
        head,
        name=WIDE * limits.NAME_CHARACTERS,
        owner_name=WIDE * limits.NAME_CHARACTERS,
        preview=WIDE * limits.PREVIEW_CHARACTERS,
        members=(),
        group=False,
    )


@pytest.mark.parametrize("kind", ["waiting", "conversations"])
def test_a_full_list_fits(kind: str) -> None:
    listed: Any = example(f"answers/{kind}")
    full = msgspec.structs.replace(listed, conversations=[_head()] * limits.LISTED_CONVERSATIONS)
    assert codec.decode_answer(codec.encode(full)) == full


def test_a_full_desk_fits() -> None:
    guest = Guest(account=AccountId("0" * 26), name=WIDE * limits.GUEST_NAME_CHARACTERS)
    held_out = msgspec.structs.replace(
        _head(),
        offer=Offer(agent=guest.account, until=Millis(2**41), name=guest.name),
        guests=(guest,) * limits.GUESTS,
    )
    desk = msgspec.structs.replace(
        example("answers/desk"),
        conversations=[held_out] * limits.DESK_PLACES,
        recent=[msgspec.structs.replace(_head(), offer=None)] * limits.RECENT_CONVERSATIONS,
        guest_of=["0" * 26] * limits.GUEST_PLACES,
    )
    assert codec.decode_answer(codec.encode(desk)) == desk


def test_a_full_list_of_colleagues_fits() -> None:
    colleague = msgspec.structs.replace(
        example("answers/receivers").found[0],
        name=WIDE * limits.NAME_CHARACTERS,
        presence_reason="x" * 40,
        topics=["x" * 40] * limits.DESK_PLACES,
    )
    found = [colleague] * limits.FOUND_COLLEAGUES
    listed = msgspec.structs.replace(example("answers/receivers"), found=found)
    assert codec.decode_answer(codec.encode(listed)) == listed


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


def test_the_uses_of_the_most_replies_told_at_once_fit() -> None:
    use = msgspec.structs.replace(
        example("answers/reply_uses").uses[0],
        reply="r" * 40,
        mine=2**31,
        last=2**53,
        everybody=2**31,
    )
    uses = msgspec.structs.replace(example("answers/reply_uses"), uses=[use] * limits.LISTED_USES)
    assert codec.decode_answer(codec.encode(uses)) == uses
