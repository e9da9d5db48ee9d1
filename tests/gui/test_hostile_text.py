"""Widgets that show remote text show hostile text as it is, and open nothing for it."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QTextDocument
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from console.core.hints import Onlooker
from console.core.links import Doubt, Link
from console.session import FoundWords
from console.viewmodels.transcript_rows import Mark, RowKind
from protocol.conversations import Guest
from protocol.entries import EntryHit
from protocol.ids import AccountId, ArticleId, ConversationId
from protocol.knowledge import Article
from protocol.people import AuthorRole
from protocol.scalars import Millis
from protocol.subscribers import MoneyLine
from tests.support.hostile import hostile_strings
from tests.support.made_up_conversations import MadeUpConversations
from tests.support.opened_files import watched
from tests.support.tool_tips import is_plain_tip, tool_tips
from tests.support.transcripts import Transcript, row
from ui.chat.canned_popup import CannedPopup, CannedReply
from ui.chat.composer import Composer
from ui.chat.composer_mode import ComposerMode
from ui.chat.link_question import LinkQuestion
from ui.chat.onlookers import Onlookers
from ui.chat.transcript_view import TranscriptView
from ui.knowledge.article_view import ArticleView
from ui.sharing.shared_bar import SharedBar
from ui.subscriber.found_words import FoundWordsList
from ui.subscriber.profile_blocks import money_line
from ui.theme.icons import Icon
from ui.widgets.avatar import Avatar
from ui.widgets.empty_state import EmptyState
from ui.widgets.ground import Tone
from ui.widgets.labels import ElidedLabel, Label, plain_tool_tip
from ui.widgets.level_bar import LevelBar
from ui.widgets.pill import Pill, PillTone
from ui.widgets.plain_text import plain_line
from ui.widgets.section_header import SectionHeader
from ui.widgets.toast import Toast

_LONGEST = 4_096
"""What the wire lets through of a message; of everything else it is less."""

_PARAGRAPH = 600


@pytest.fixture
def bait(tmp_path: Path) -> Path:
    """A picture that is pure red: wherever it is shown, it is seen."""
    path = tmp_path / "bait.png"
    picture = QImage(64, 64, QImage.Format.Format_RGB32)
    picture.fill(QColor(255, 0, 0))
    assert picture.save(str(path))
    return path


def _feed_label(home: QWidget) -> Callable[[str], None]:
    label = Label(parent=home)
    return label.set_text


def _feed_wrapped_label(home: QWidget) -> Callable[[str], None]:
    label = Label(wrap=True, parent=home)
    label.setFixedHeight(200)
    return label.set_text


def _feed_elided(home: QWidget) -> Callable[[str], None]:
    return ElidedLabel(parent=home).set_text


def _feed_header(home: QWidget) -> Callable[[str], None]:
    header = SectionHeader("", parent=home)

    def feed(text: str) -> None:
        header.set_title(text)
        header.set_remark(text)

    return feed


def _feed_pill(home: QWidget) -> Callable[[str], None]:
    pill = Pill(parent=home)
    return lambda text: pill.set(text, PillTone.LATE)


def _feed_avatar(home: QWidget) -> Callable[[str], None]:
    avatar = Avatar(parent=home)
    return lambda text: avatar.set_person(name=text, person=text)


def _feed_level(home: QWidget) -> Callable[[str], None]:
    bar = LevelBar(parent=home)
    return lambda text: bar.set(text, figure=text, share=0.5, tone=Tone.LATE)


def _feed_empty(home: QWidget) -> Callable[[str], None]:
    empty = EmptyState(icon=Icon.CHAT, title="", parent=home)
    return lambda text: empty.set_words(title=text[:4096], text=text)


def _feed_toast(home: QWidget) -> Callable[[str], None]:
    shown: list[Toast] = []

    def feed(text: str) -> None:
        for toast in shown:
            toast.dismiss()
        shown[:] = [Toast(text, text=text, close_name="Close", parent=home)]

    return feed


def _feed_transcript(home: QWidget) -> Callable[[str], None]:
    model = Transcript()
    view = TranscriptView(home)
    view.show_transcript(model, model.row_at)

    def feed(text: str) -> None:
        view.set_typing(text)
        model.append(
            row(RowKind.MESSAGE, text, author_name=text, outgoing=True, time_text="14:02"),
            row(RowKind.NOTE, text, author_name=text),
            row(RowKind.EVENT, text),
            row(RowKind.TALK, text),
            row(RowKind.PENDING, text, mark=Mark.FAILED, mark_text=text, outgoing=True),
        )

    return feed


def _feed_composer(home: QWidget) -> Callable[[str], None]:
    composer = Composer(home)
    # What reaches it from outside: drafts are our own texts and no longer than the limit.
    return lambda text: composer.set_status(text)


def _feed_draft(home: QWidget) -> Callable[[str], None]:
    composer = Composer(home)
    return lambda text: composer.set_text(ComposerMode.REPLY, text[:_LONGEST])


def _feed_canned(home: QWidget) -> Callable[[str], None]:
    popup = CannedPopup(home)
    anchor = Label("x", parent=home)
    return lambda text: popup.show_over(anchor, [CannedReply(text, text, remark=text)])


def _one_at_a_time(home: QWidget, make: Callable[[str], QWidget]) -> Callable[[str], None]:
    """Widgets that are made of their text: each in the place of the one before."""
    shown: list[QWidget] = []

    def feed(text: str) -> None:
        for widget in shown:
            widget.hide()
            widget.deleteLater()
        shown[:] = [make(text[:_LONGEST])]
        shown[0].setParent(home, Qt.WindowType.Widget)
        shown[0].setGeometry(home.rect())
        shown[0].show()

    return feed


def _feed_link_question(home: QWidget) -> Callable[[str], None]:
    def make(text: str) -> QWidget:
        return LinkQuestion(Link(text, text, f"{text}.", tuple(Doubt)), parent=home)

    return _one_at_a_time(home, make)


def _feed_found_words(home: QWidget) -> Callable[[str], None]:
    def make(text: str) -> QWidget:
        hit = EntryHit(
            conversation=ConversationId("chat-anna"),
            seq=1,
            at=Millis(1_764_000_000_000),
            role=AuthorRole.SUBSCRIBER,
            author=text,
            excerpt=text,
            spans=[[0, 3], [4, len(text)]],
            file=text,
            file_spans=([0, 3], [4, len(text)]),
        )
        found = FoundWordsList()
        found.add_page(
            FoundWords(query="слово", hits=(hit,), heads={}, reached=0, more=False, skipped=0),
            asked=text,
        )
        return found

    return _one_at_a_time(home, make)


def _feed_article(home: QWidget) -> Callable[[str], None]:
    def make(text: str) -> QWidget:
        text = text[:_PARAGRAPH]  # four times in it, each wrapped
        article = Article(
            id=ArticleId("roaming"),
            language="en",
            title=text,
            body=f"## {text}\n{text}\n1. {text}\n- {text}",
            topic="general",
            keywords=[text],
            popularity=1,
            updated="2026-11-20",
        )
        return ArticleView(article)

    return _one_at_a_time(home, make)


def _feed_guests(home: QWidget) -> Callable[[str], None]:
    bar = SharedBar(home)

    here = MadeUpConversations()
    known = here.heads[here.add("chat-anna", "Анна")]

    def feed(text: str) -> None:
        guests = tuple(Guest(account=AccountId(f"acc-{at}"), name=text) for at in range(2))
        head = msgspec.structs.replace(known, owner_name=text, guests=guests)
        bar.show_head(head, me=AccountId("acc-marina"), mine=True)

    return feed


def _feed_onlookers(home: QWidget) -> Callable[[str], None]:
    line = Onlookers(parent=home)
    return lambda text: line.show_people([Onlooker(AccountId("acc-boris"), text, Millis(1))])


def _feed_money(home: QWidget) -> Callable[[str], None]:
    def make(text: str) -> QWidget:
        return money_line(MoneyLine(at=Millis(0), amount=-100, title=text, reason=text))

    return _one_at_a_time(home, make)


FEEDS = [
    _feed_guests,
    _feed_onlookers,
    _feed_money,
    _feed_label,
    _feed_wrapped_label,
    _feed_elided,
    _feed_header,
    _feed_pill,
    _feed_avatar,
    _feed_level,
    _feed_empty,
    _feed_toast,
    _feed_transcript,
    _feed_composer,
    _feed_draft,
    _feed_canned,
    _feed_link_question,
    _feed_found_words,
    _feed_article,
]


def shows_red(home: QWidget) -> bool:
    picture = home.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    return b"\x00\x00\xff\xff" in bytes(picture.constBits())


@pytest.mark.parametrize("make_feed", FEEDS, ids=lambda feed: feed.__name__.removeprefix("_feed_"))
def test_hostile_text_is_only_text(
    qtbot: QtBot, bait: Path, make_feed: Callable[[QWidget], Callable[[str], None]]
) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    home.resize(640, 480)
    column = QVBoxLayout(home)
    feed = make_feed(home)
    for child in home.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
        if not isinstance(child, CannedPopup):
            column.addWidget(child)
    with qtbot.waitExposed(home, timeout=60_000):
        home.show()
    texts = hostile_strings(bait)
    assert len(texts) >= 300
    with watched(bait) as watch:
        for text in texts:
            feed(text)
            home.repaint()
            if bait.name in text:
                assert not shows_red(home), text[:80]
                assert not watch.was_opened(), text[:80]
                assert all(map(is_plain_tip, tool_tips(home))), text[:80]
    labels = home.findChildren(QLabel)
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in labels)
    home.close()


def test_the_guard_itself_sees_a_label_that_guesses_at_markup(qtbot: QtBot, bait: Path) -> None:
    label = QLabel()
    qtbot.addWidget(label)
    with watched(bait) as watch:
        label.setText(f"<img src='{bait}'>")
        assert shows_red(label)
        assert watch.was_opened()


def test_a_toast_stays_small_whatever_it_says(qtbot: QtBot) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    for text in ("\n" * 20_000, "(" * 50_000, "слово " * 5_000):
        toast = Toast(text, text=text, close_name="Close", parent=home)
        assert toast.height() < 200


def test_a_tool_tip_of_remote_text_is_shown_as_it_is(bait: Path) -> None:
    tip = QTextDocument()
    for text in hostile_strings(bait):
        if "\ud800" not in text:
            tip.setHtml(plain_tool_tip(text))
            assert tip.toPlainText().split() == plain_line(text).split()
