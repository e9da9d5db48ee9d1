"""Every open conversation has one place, and no pane changes but the one that is meant."""

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from console.core.arrangement import LAYOUTS, Arrangement, WindowPlace
from console.core.kept_arrangement import KeptArrangement, decode, encode
from protocol.ids import ConversationId

A, B, C, D, E, F, G, H = (ConversationId(letter) for letter in "abcdefgh")
ALL = (A, B, C, D, E, F, G, H)
PLACE = WindowPlace(10, 20, 500, 700)

Act = Callable[[Arrangement], Arrangement]
_CHATS = st.sampled_from(ALL)
_ACTS: st.SearchStrategy[Act] = st.one_of(
    st.builds(lambda one: lambda desk: desk.came(one), _CHATS),
    st.builds(lambda one: lambda desk: desk.gone(one), _CHATS),
    st.builds(lambda one: lambda desk: desk.brought(one), _CHATS),
    st.builds(lambda one, to: lambda desk: desk.put(one, to), _CHATS, st.integers(-1, 6)),
    st.builds(lambda by: lambda desk: desk.stepped(by), st.sampled_from((-1, 1))),
    st.builds(
        lambda count, first: lambda desk: desk.laid_out(count, first=first),
        st.sampled_from(LAYOUTS),
        st.lists(_CHATS),
    ),
    st.builds(lambda one, on: lambda desk: desk.pin(one, pinned=on), _CHATS, st.booleans()),
    st.builds(lambda one, to: lambda desk: desk.moved(one, to), _CHATS, st.integers(-2, 9)),
    st.builds(lambda one: lambda desk: desk.torn_off(one, PLACE), _CHATS),
    st.builds(lambda one: lambda desk: desk.returned(one), _CHATS),
    st.builds(lambda one: lambda desk: desk.entered_window(one), _CHATS),
    st.builds(lambda one: lambda desk: desk.window_moved(one, PLACE), _CHATS),
    st.builds(lambda some: lambda desk: desk.only(some), st.sets(_CHATS)),
    st.just(lambda desk: desk.admitted()),
    st.just(lambda desk: KeptArrangement(desk, ended=False).begun().begun().arrangement),
)
_DESKS = st.lists(_ACTS, max_size=30).map(
    lambda acts: _after(Arrangement(), acts),
)


def _after(desk: Arrangement, acts: list[Act]) -> Arrangement:
    for act in acts:
        desk = act(desk)
        assert desk.sound(), desk
    return desk


@given(_DESKS)
def test_every_open_chat_is_in_exactly_one_place(desk: Arrangement) -> None:
    assert sorted([*desk.tabs, *desk.windows]) == sorted(desk.order)
    assert all(one in desk.tabs for one in desk.panes if one is not None)
    assert desk.current is None or desk.current in desk.shown
    assert not desk.barred & desk.shown


@given(_DESKS, _CHATS)
def test_what_comes_fills_an_empty_pane_and_replaces_nobody(
    desk: Arrangement, chat: ConversationId
) -> None:
    after = desk.came(chat)
    assert chat in after.order
    for before, now in zip(desk.panes, after.panes, strict=True):
        assert now == before or (before is None and now == chat)
    assert after.windows == desk.windows
    if chat not in desk.order and None in desk.panes:
        assert chat in after.panes


@given(_DESKS, _CHATS)
def test_what_goes_changes_no_other_pane(desk: Arrangement, chat: ConversationId) -> None:
    after = desk.gone(chat)
    assert chat not in after.order
    for before, now in zip(desk.panes, after.panes, strict=True):
        assert now == before or before == chat
    if desk.current != chat:
        assert after.current == desk.current


@given(_DESKS, _CHATS)
def test_who_is_brought_is_in_use_and_only_the_active_pane_changes(
    desk: Arrangement, chat: ConversationId
) -> None:
    after = desk.brought(chat)
    assert after.current == chat
    for pane, (before, now) in enumerate(zip(desk.panes, after.panes, strict=True)):
        assert now == before or pane == desk.active


@given(_DESKS, st.sampled_from(LAYOUTS), st.lists(_CHATS))
def test_another_layout_leaves_the_chat_in_use_in_use(
    desk: Arrangement, count: int, first: list[ConversationId]
) -> None:
    after = desk.laid_out(count, first=first)
    assert len(after.panes) == count
    if desk.current is not None:
        assert after.current == desk.current
    waiting = set(after.tabs) - after.shown - after.barred
    assert not (None in after.panes and waiting and count > len(desk.panes))


@given(_DESKS)
def test_it_is_read_as_it_was_written(desk: Arrangement) -> None:
    kept = KeptArrangement(desk, ended=False, crashes={A: 1})
    assert decode(encode(kept)) == kept


def _desk(*chats: ConversationId, panes: int = 1) -> Arrangement:
    desk = Arrangement()
    for one in chats:
        desk = desk.came(one)
    return desk.laid_out(panes)


def test_two_panes_change_places_when_one_is_dropped_on_the_other() -> None:
    assert _desk(A, B, C, panes=2).put(B, 0).panes == (B, A)
    assert _desk(A, B, C, panes=2).put(C, 0).panes == (C, B)


def test_a_pane_whose_chat_goes_shows_the_tab_at_its_right() -> None:
    desk = _desk(A, B, C, D, panes=2)
    assert desk.gone(A).panes == (C, B)
    assert desk.gone(B).panes == (A, C)
    assert _desk(A, B, panes=2).gone(A).panes == (None, B)


def test_fewer_panes_keep_the_active_one_and_those_that_show_something() -> None:
    desk = _desk(A, B, C, panes=4)
    assert desk.panes == (A, B, C, None)
    assert desk.entered(2).laid_out(1).panes == (C,)
    assert desk.entered(2).laid_out(2).panes == (A, C)
    assert desk.entered(3).laid_out(2) == desk.entered(3).laid_out(2).entered(1)


def test_what_is_pinned_stays_left() -> None:
    desk = _desk(A, B, C).pin(C, pinned=True)
    assert desk.tabs == (C, A, B)
    assert desk.moved(A, 0).tabs == (C, A, B)
    assert desk.moved(A, 9).tabs == (C, B, A)
    assert desk.pin(A, pinned=True).moved(A, 0).tabs == (A, C, B)


def test_a_window_that_is_closed_gives_its_chat_back_where_it_was() -> None:
    desk = _desk(A, B, C).torn_off(A, PLACE)
    assert (desk.current, desk.panes, desk.tabs) == (A, (B,), (B, C))
    desk = desk.returned(A)
    assert (desk.current, desk.panes, desk.tabs) == (B, (B,), (A, B, C))


def test_the_keys_go_round_panes_and_windows() -> None:
    desk = _desk(A, B, C, panes=2).torn_off(C, PLACE).entered(0)
    seen = []
    for _ in range(3):
        desk = desk.stepped(1)
        seen.append(desk.current)
    assert seen == [B, C, A]


def test_a_new_pane_shows_who_waits_longest() -> None:
    assert _desk(A, B, C, D).laid_out(2, first=(D, A)).panes == (A, D)


def test_from_who_waits_to_the_next_who_waits_then_to_the_tab_beside() -> None:
    desk = _desk(A, B, C)
    assert desk.most_urgent((C, B)) == C
    assert desk.brought(C).most_urgent((C, B)) == B
    assert desk.most_urgent(()) == B
    assert desk.most_urgent((A,)) == B
    assert Arrangement().most_urgent(()) is None


def test_a_chat_in_view_at_two_crashes_waits_to_be_asked_for() -> None:
    kept = KeptArrangement(_desk(A, B, C).torn_off(C, PLACE))
    first = kept.begun()
    assert first.arrangement == kept.arrangement
    second = first.begun()
    assert not second.arrangement.barred
    third = second.begun()
    assert third.arrangement.barred == {A, C}
    shown = third.arrangement.only((A, B, C))
    assert (shown.panes, shown.windows, shown.tabs) == ((None,), {}, (A, B, C))
    # It goes on waiting, whatever else falls.
    fourth = third.with_arrangement(shown.brought(B)).begun()
    assert fourth.arrangement.barred == {A, C}
    assert fourth.arrangement.only((A, B, C)).brought(A).current == A
    assert fourth.arrangement.admitted().panes == (B,)
    assert shown.laid_out(2).admitted().panes == (B, A)
    assert fourth.at_end().begun().arrangement.barred == frozenset()


def test_what_a_run_ended_with_is_shown_again() -> None:
    desk = _desk(A, B, C, panes=2)
    kept = KeptArrangement(desk).begun().at_end().begun().at_end().begun()
    assert kept.arrangement.only((A, B, C)) == desk


@pytest.mark.parametrize(
    "damaged",
    ["", "{", "[]", '{"arrangement":{"panes":[]}}', '{"arrangement":{"panes":["a"]}}'],
)
def test_what_cannot_be_read_is_an_empty_desk(damaged: str) -> None:
    assert decode(damaged) == KeptArrangement()
