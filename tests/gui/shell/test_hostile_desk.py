"""A desk full of people who mean harm: every page shows their words and opens nothing for them."""

import asyncio
from collections.abc import Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel, QWidget

from protocol.bodies import Message, Note
from protocol.people import AuthorRole
from tests.gui.shell.conftest import Office
from tests.support.hostile import hostile_strings
from tests.support.made_up_operator import AGENT
from tests.support.opened_files import watched
from tests.support.tool_tips import is_plain_tip, tool_tips
from ui.shell.side_panel import HISTORY, KNOWLEDGE, SUBSCRIBER

_CODES = frozenset(
    {"id", "kind", "state", "language", "identity", "field", "status", "period", "connected_by"}
)
"""Fields that are no words: what they may hold is closed, or only compared."""
_LONGEST = 4_096
"""What the wire lets through of a message; the rest is shorter still."""


def _poisoned(value: Any, texts: Iterator[str]) -> Any:
    """The same value with a hostile text in the place of every word of a person."""
    if isinstance(value, msgspec.Struct):
        fields = {
            name: _poisoned(getattr(value, name), texts)
            for name in value.__struct_fields__
            if name not in _CODES
        }
        return msgspec.structs.replace(value, **fields)
    if isinstance(value, list):
        return [_poisoned(one, texts) for one in value]
    return next(texts) if isinstance(value, str) and not _is_a_date(value) else value


def _is_a_date(text: str) -> bool:
    return len(text) == len("2026-11-20") and text[:4].isdigit()


def _poison(office: Office, texts: Iterator[str]) -> None:
    """Names, numbers, previews, logs, profiles, hints: all theirs."""
    server = office.server
    for conversation, head in list(server.heads.items()):
        words = {name: next(texts) for name in ("name", "phone", "owner_name", "preview")}
        server.heads[conversation] = msgspec.structs.replace(head, **words)
        server.log(conversation, Message(text=next(texts)), AGENT)
        server.log(conversation, Note(text=next(texts)), AGENT)
        theirs = msgspec.structs.replace(AGENT, role=AuthorRole.SUBSCRIBER, name=next(texts))
        server.log(conversation, Message(text=next(texts)), theirs)
    for subscriber, profile in list(server.profiles.items()):
        server.profiles[subscriber] = _poisoned(profile, texts)
    server.tell_desk()
    office.read_logs()


def _pages(office: Office) -> Iterator[QWidget]:
    """One after another, everything that the window can show."""
    window = office.window
    yield window
    for view in (SUBSCRIBER, KNOWLEDGE, HISTORY):
        window.show_side(view)
        yield window
    window.show_side(SUBSCRIBER)
    window.side.subscriber.reveal_number()
    if window.side.subscriber.revealing is not None:
        yield window.side.subscriber.revealing
        window.side.subscriber.revealing.reject()
    window.keys.open_palette()
    window.keys.palette.field.setText("<")
    yield window
    window.keys.palette.dismiss()
    window.deeds.finish_current()
    if window.deeds.finishing is not None:
        yield window.deeds.finishing
        window.deeds.finishing.reject()


def _shows_red(page: QWidget) -> bool:
    """Whether any pixel is as red as the bait."""
    picture = page.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    red = memoryview(bytes([0, 0, 255, 255])).cast("I")[0]
    return red in memoryview(picture.constBits()).cast("I")


async def test_every_page_shows_hostile_words_as_words(office: Office, tmp_path: Path) -> None:
    bait = tmp_path / "bait.png"
    picture = QImage(64, 64, QImage.Format.Format_RGB32)
    picture.fill(QColor(255, 0, 0))
    assert picture.save(str(bait))
    sendable = [text[:_LONGEST] for text in hostile_strings(bait) if "\ud800" not in text]
    baits = [text for text in sendable if bait.name in text]
    assert len(baits) > 40
    seen: set[str] = set()
    with watched(bait) as watch:
        for turn, texts in enumerate((cycle(baits), cycle(sendable), cycle(sendable[200:]))):
            _poison(office, texts)
            here = office.mine[turn]
            office.window.show_chat(here)
            office.server.types(here, next(texts))
            await office.until(lambda: office.window.side.subscriber.shown is not None)
            for page in _pages(office):
                await asyncio.sleep(0.02)  # it is laid out and painted
                assert not _shows_red(page)
                assert all(map(is_plain_tip, tool_tips(page)))
                for label in page.findChildren(QLabel):
                    assert label.textFormat() is Qt.TextFormat.PlainText, label.text()[:80]
                    seen.add(label.text())
            assert not watch.was_opened()
    assert any(bait.name in text for text in seen), "nothing hostile was on any label"


async def test_the_poison_reaches_every_word_of_a_profile(office: Office) -> None:
    profile = office.server.profiles[next(iter(office.server.profiles))]
    poisoned = _poisoned(profile, cycle(["POISON"]))
    told = msgspec.json.encode(poisoned).decode()
    assert profile.name not in told
    assert profile.contract not in told
    assert all(service.title not in told for service in profile.services)
