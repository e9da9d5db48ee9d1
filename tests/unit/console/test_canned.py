"""Canned replies are found by a few letters and never show an unfilled variable."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.core import canned
from console.core.canned import Wanted
from protocol.ids import QueueId
from protocol.knowledge import CannedReply, ReplyUse
from protocol.scalars import Millis


def reply(id_: str, title: str, *, language: str = "ru", popularity: int = 0) -> CannedReply:
    return CannedReply(
        id=id_, language=language, title=title, text="", topic="", popularity=popularity
    )


REPLIES = [
    reply("1", "Приветствие утром"),
    reply("2", "Проверить тариф", popularity=5),
    reply("3", "Тариф: проверка ещё раз"),
    reply("4", "Greeting", language="en"),
]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["2", "1", "3", "4"]),
        ("при", ["1", "2"]),
        ("про тар", ["2", "3"]),
        ("еще", ["3"]),
        ("птф", ["2"]),
        ("пф", []),
        ("п ф", []),
        ("gh", ["2", "1", "3"]),
        ("gr", ["4"]),
        ("нет такого", []),
    ],
)
def test_what_is_typed_finds_replies_best_first(typed: str, found: list[str]) -> None:
    assert [one.id for one in canned.find(REPLIES, typed, Wanted("ru"))] == found


def test_variables_are_filled_or_fall_back_or_vanish() -> None:
    text = "{greeting}, {subscriber.first_name|друг}! {subscriber.tariff}{not known}"
    assert canned.fill(text, {"greeting": "Привет"}) == "Привет, друг! {not known}"
    values = {"greeting": "Привет", "subscriber.first_name": "Анна", "subscriber.tariff": "Бриз"}
    assert canned.fill(text, values) == "Привет, Анна! Бриз{not known}"


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("привтствие", "1"),  # a letter is missing
        ("тариа", "2"),  # a wrong one
        ("ghbdtn", "1"),  # the other layout
        ("пкуусештп", "4"),  # the other way round
    ],
)
def test_slips_and_the_wrong_layout_are_forgiven(typed: str, found: str) -> None:
    assert canned.find(REPLIES, typed, Wanted("ru"))[0].id == found


def test_another_form_of_a_word_fits_where_there_is_time_for_it() -> None:
    assert canned.find(REPLIES, "тарифами", Wanted("ru")) == []
    assert [one.id for one in canned.find(REPLIES, "тарифами", Wanted("ru", forms=True))] == [
        "2",
        "3",
    ]


def test_what_nothing_is_known_of_is_left_to_be_filled_by_a_person() -> None:
    text = "{subscriber.first_name|друг}, ваш тариф {subscriber.tariff}{subscriber.unknown}"
    titles = {"subscriber.tariff": "тариф", "subscriber.first_name": "имя"}
    assert canned.fill(text, {}, titles) == "друг, ваш тариф {тариф}"


def ranked(typed: str, **wanted: object) -> list[str]:
    return [one.id for one in canned.find(REPLIES, typed, Wanted("ru", **wanted))]  # type: ignore[arg-type]


def test_of_those_that_fit_alike_what_is_used_often_and_lately_comes_first() -> None:
    day = 86_400_000
    now = 100 * day
    uses = {
        "1": ReplyUse(reply="1", mine=3, last=Millis(now - day)),
        "2": ReplyUse(reply="2", mine=10, last=Millis(now - 60 * day)),
        "4": ReplyUse(reply="4", mine=99, last=Millis(now)),
    }
    assert ranked("", uses=uses, now=now) == ["1", "2", "3", "4"]
    assert ranked("", uses=uses, now=now + 365 * day)[0] == "1"
    # What was typed weighs more than any habit.
    assert ranked("про тар", uses={"3": uses["4"]}, now=now) == ["2", "3"]


@given(mine=st.integers(1, 10_000), last=st.integers(0, 10**13), later=st.integers(0, 10**12))
def test_liking_grows_with_uses_and_fades_with_time(mine: int, last: int, later: int) -> None:
    use = ReplyUse(reply="1", mine=mine, last=Millis(last))
    more = ReplyUse(reply="1", mine=mine + 1, last=Millis(last))
    then = canned.liking(use, now=last + later)
    assert canned.liking(more, now=last + later) >= then
    assert 0 <= canned.liking(use, now=last + later + 1) <= then
    assert canned.liking(None, now=last) == 0


def test_a_shortcut_means_its_reply_and_no_other() -> None:
    short = msgspec.structs.replace(REPLIES[3], shortcut="про")
    found = canned.find([*REPLIES[:3], short], "про", Wanted("ru"))
    assert [one.id for one in found][:3] == ["4", "2", "3"]
    begun = canned.find([*REPLIES[:3], short], "пр", Wanted("en"))
    assert begun[0].id == "4"
    assert "4" not in [one.id for one in canned.find([short], "прог", Wanted("ru"))]


def test_replies_of_the_chats_own_queue_come_before_those_of_others() -> None:
    here, there = QueueId("services"), QueueId("general")
    of_others = msgspec.structs.replace(REPLIES[1], queue=there)
    own = msgspec.structs.replace(REPLIES[2], queue=here)
    found = canned.find([of_others, own], "тариф", Wanted("ru", queue=here))
    assert [one.id for one in found] == ["3", "2"]
    assert [one.id for one in canned.find([of_others, own], "тариф", Wanted("ru"))] == ["2", "3"]


@pytest.mark.parametrize(
    ("text", "unknown", "stray"),
    [
        ("{greeting}, {subscriber.first_name|друг}!", [], False),
        ("{имя}, {имя}, {tariff|нет}", ["имя", "tariff"], False),
        ("{greeting", [], True),
        ("greeting}", [], True),
        ("{{greeting}}", [], True),
        ("{}", [""], False),
    ],
)
def test_what_is_no_variable_is_told(text: str, unknown: list[str], stray: bool) -> None:
    assert canned.unknown_variables(text) == unknown
    assert canned.has_stray_brace(text) is stray


_NAMES = {"greeting": "приветствие", "subscriber.first_name": "имя"}


@given(
    st.lists(
        st.sampled_from(("{greeting}", "{subscriber.first_name|друг}", "{скидка}", "{", " и ", "}"))
    )
)
def test_variables_are_called_otherwise_and_back_and_nothing_else_changes(parts: list[str]) -> None:
    text = "".join(parts)
    said = canned.renamed(text, _NAMES)
    assert not any(f"{{{name}" in said for name in _NAMES)
    assert canned.renamed(said, {called: name for name, called in _NAMES.items()}) == text


def test_what_is_one_subscribers_alone_becomes_variables_again() -> None:
    values = {
        "greeting": "Добрый день",
        "subscriber.first_name": "Анна",
        "subscriber.tariff": "Анна плюс",
    }
    text = "Добрый день, Анна! Аннат. Тариф «Анна плюс»."
    kept = canned.with_variables(text, values)
    assert kept == ("{greeting}, {subscriber.first_name}! Аннат. Тариф «{subscriber.tariff}».")
    assert canned.fill(kept, values) == text
