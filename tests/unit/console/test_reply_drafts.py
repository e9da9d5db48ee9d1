"""Canned replies that are being written: what is wrong with one, kept, in a file, in the list."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.core import reply_drafts, reply_file
from console.core.canned import Wanted
from console.core.errors import RepliesUnreadable
from console.core.reply_drafts import Fault, ReplyDraft, draft_of, faults
from console.viewmodels.reply_rows import Clash, reply_rows
from protocol import limits
from protocol.knowledge import CannedReply, ReplyScope, ReplyUse
from protocol.scalars import Millis

GOOD = ReplyDraft(reply="thanks", language="ru", title="Спасибо", text="Спасибо!", version=7)


def changed(**fields: object) -> ReplyDraft:
    return msgspec.structs.replace(GOOD, **fields)


def kept(name: str, *, title: str = "Спасибо", version: int = 7) -> CannedReply:
    return CannedReply(
        id=name,
        language="ru",
        title=title,
        text="Спасибо!",
        topic="",
        popularity=0,
        scope=ReplyScope.OWN,
        version=version,
    )


@pytest.mark.parametrize(
    ("draft", "wrong"),
    [
        (GOOD, []),
        (changed(title=" "), [Fault.TITLE_MISSING]),
        (changed(title="я" * (limits.NAME_CHARACTERS + 1)), [Fault.TITLE_LONG]),
        (changed(text="\n"), [Fault.TEXT_MISSING]),
        (changed(text="я" * (limits.TEXT_CHARACTERS + 1)), [Fault.TEXT_LONG]),
        (changed(shortcut="два слова"), [Fault.SHORTCUT_ODD]),
        (changed(shortcut="/спс"), [Fault.SHORTCUT_ODD]),
        (changed(shortcut="спс-2_а"), []),
        (changed(text="{имя}"), [Fault.VARIABLE_UNKNOWN]),
        (changed(text="{greeting"), [Fault.BRACE_STRAY]),
        (changed(title="", text=""), [Fault.TITLE_MISSING, Fault.TEXT_MISSING]),
    ],
)
def test_what_keeps_a_draft_from_being_saved_is_told(draft: ReplyDraft, wrong: list[Fault]) -> None:
    assert faults(draft) == wrong


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
drafts = st.builds(
    ReplyDraft,
    reply=st.sampled_from("abc"),
    language=st.sampled_from(["ru", "en"]),
    title=words,
    shortcut=words,
    text=words,
    version=st.integers(0, 9),
)


@given(st.lists(drafts))
def test_drafts_are_read_as_they_were_kept(some: list[ReplyDraft]) -> None:
    by_key = {draft.key: draft for draft in some}
    assert reply_drafts.decode(reply_drafts.encode(by_key)) == by_key


@pytest.mark.parametrize("kept", ["", "{", "[1]", '[{"reply": "a"}]'])
def test_drafts_that_cannot_be_read_are_none(kept: str) -> None:
    assert reply_drafts.decode(kept) == {}


def test_a_file_has_what_is_said_and_nothing_of_whose_it_was() -> None:
    file = reply_file.export([kept("a", title="Спасибо"), kept("b", title="Позже")])
    assert "version" in file
    assert '"a"' not in file
    read = reply_file.read(file.encode())
    assert [(one.title, one.reply, one.version) for one in read] == [
        ("Спасибо", "", 0),
        ("Позже", "", 0),
    ]
    assert [one.title for one in reply_file.unknown_of([*read, read[1]], [kept("c")])] == ["Позже"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"kind": "pult.keys", "version": 1, "replies": []}',
        b'{"kind": "pult.replies", "version": 2, "replies": []}',
        b'{"kind": "pult.replies", "version": 1, "replies": [{"title": "", "text": "x"}]}',
        b'{"kind": "pult.replies", "version": 1, "replies": [{"title": "x", "text": "{x}"}]}',
        b'{"kind": "pult.replies", "version": 1,'
        b' "replies": [{"title": "x", "text": "x", "language": "xx"}]}',
    ],
)
def test_a_file_that_is_none_of_ours_is_refused_whole(content: bytes) -> None:
    with pytest.raises(RepliesUnreadable):
        reply_file.read(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    try:
        assert isinstance(reply_file.read(content), list)
    except RepliesUnreadable:
        return


def test_the_list_shows_what_is_being_written_over_what_is_kept() -> None:
    new = ReplyDraft(reply="new", language="ru", title="Новый")
    gone = changed(reply="gone", title="Удалённый")
    stale = changed(reply="stale", title="Иначе", version=6)
    begun = {one.key: one for one in (new, gone, stale)}
    use = ReplyUse(reply="calm", mine=2, last=Millis(9))
    rows = reply_rows(
        [kept("stale"), kept("calm", title="Покой")],
        begun,
        typed="",
        scope=None,
        wanted=Wanted("ru", uses={"calm": use}, now=9),
        everybody={"calm": 5},
    )
    told = [(row.draft.title, row.edited, row.clash, row.mine, row.everybody) for row in rows]
    assert told == [
        ("Новый", True, Clash.NONE, 0, 0),
        ("Удалённый", True, Clash.GONE, 0, 0),
        ("Покой", False, Clash.NONE, 2, 5),
        ("Иначе", True, Clash.CHANGED, 0, 0),
    ]
    assert rows[2].draft == draft_of(kept("calm", title="Покой"))
    only = reply_rows([], begun, typed="нов", scope=ReplyScope.OWN, wanted=Wanted("ru"))
    assert [row.key for row in only] == [new.key]
    assert reply_rows([], begun, typed="", scope=ReplyScope.GROUP, wanted=Wanted("ru")) == []
