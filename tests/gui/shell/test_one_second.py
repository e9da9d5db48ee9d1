"""Whenever between two ticks it is painted, a wait reads the same wherever it stands."""

from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QRegion

from console.viewmodels import formats
from protocol.scalars import Millis
from protocol.workplace import QueueInfo
from tests.gui.shell.conftest import Office
from tests.support import made_up_server
from ui.desk import waits
from ui.shell.status_bar import StatusBar
from ui.widgets.labels import Label
from ui.widgets.pill import Pill, PillTone


async def test_a_wait_reads_the_same_in_every_place_between_two_ticks(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    window, feed = office.window, office.window.feed
    window.lay_out(4)
    await office.until(lambda: all(office.session.store.chats[one].head for one in office.mine))
    said: dict[Millis, set[str]] = defaultdict(set)
    wait_pill = waits.wait_pill

    def heard(since: Millis, *, now: Millis, queue: QueueInfo | None) -> tuple[str, PillTone]:
        words = wait_pill(since, now=now, queue=queue)
        said[since].add(words[0])
        return words

    monkeypatch.setattr(waits, "wait_pill", heard)
    began, passed = feed.here(), [0]
    monkeypatch.setattr(feed, "here", lambda: Millis(began + passed[0]))

    @settings(max_examples=4, deadline=None)
    @given(st.lists(st.integers(0, 1900), min_size=1, max_size=3))
    def painted_at(moments: list[int]) -> None:
        said.clear()
        feed.tick()
        ticked = passed[0]
        for moment in sorted(moments):
            passed[0] = ticked + moment
            window.inbox.view.viewport().grab()
            window.tabs.grab()
            window.chat.header.grab()
        bar = window.findChild(StatusBar)
        assert bar is not None
        states = office.session.store.desk.queues.values()
        longest = min(one.longest_since for one in states if one.longest_since)
        now = feed.now()
        wait = formats.duration(now - longest)
        assert f"Waiting 3 · longest {wait}" in {one.text() for one in bar.findChildren(Label)}
        assert {len(words) for words in said.values()} == {1}
        assert {formats.duration(now - since) for since in said} == set().union(*said.values())
        head = office.session.store.head(office.mine[0])
        assert head is not None
        assert head.waiting_since is not None
        assert formats.duration(now - head.waiting_since) in {
            one.text() for one in window.chat.header.findChildren(Pill)
        }

    painted_at()


async def test_a_clock_that_was_put_right_is_not_waited_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    feed, told = office.window.feed, []
    feed.ticked.connect(lambda: told.append(feed.now()))
    ahead = Millis(feed.now() + 3_600_000)
    monkeypatch.setattr(made_up_server, "now", lambda: ahead)
    office.server.connect()
    await office.until(lambda: told and told[0] >= ahead)


async def test_a_second_draws_no_more_of_the_list_than_it_changes(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    view, feed = office.window.inbox.view, office.window.feed
    await office.until(lambda: all(office.session.store.chats[one].head for one in office.mine))
    page = view.viewport()
    drawn = page.grab()
    began = feed.here()
    monkeypatch.setattr(feed, "here", lambda: Millis(began + 11 * 60_000))
    feed.tick()
    aged = view.aged()
    assert not aged.isEmpty()
    assert QRegion(page.rect()).subtracted(aged).boundingRect() == page.rect()
    assert drawn.toImage() != page.grab().toImage()
    page.render(drawn, aged.boundingRect().topLeft(), aged)
    assert drawn.toImage() == page.grab().toImage()
