"""Talks among colleagues by keys alone: asked, answered, kept apart from subscribers' chats."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget

from console.core import alerts
from console.core.errors import LinkLost
from console.core.outgoing import OutgoingKind
from console.core.preferences import AlertKind
from console.viewmodels.inbox_rows import Group, InboxRowKind
from console.viewmodels.transcript_rows import RowKind, TranscriptRow
from protocol import commands
from protocol.bodies import Message
from protocol.ids import ConversationId, pair_talk_id
from protocol.people import Presence
from tests.gui.shell.conftest import Office
from tests.support.made_up_operator import ME
from tests.support.made_up_talks import IRINA, OLEG, PAVEL
from ui.chat.composer_mode import ComposerMode
from ui.chat.delete_dialog import DeleteDialog
from ui.chat.row_layouts import RowAction
from ui.shell.inbox_words import preview_of
from ui.talks.ask_dialog import AskDialog
from ui.talks.group_dialog import GroupDialog
from ui.theme import theme
from ui.widgets.labels import Label

PAIR = pair_talk_id(ME, PAVEL)


async def in_talk(office: Office) -> ConversationId:
    """A talk with Pavel is in view."""
    talk = office.server.add_talk(PAVEL)
    office.server.said_by(talk, PAVEL, "Елена, ты тут?")
    office.server.tell_talks(talk)
    office.window.show_chat(talk)
    office.server.read_log(talk)
    await office.until(lambda: office.window.chat.model.rowCount() > 1)
    return talk


def ground(widget: QWidget) -> str:
    """The colour that a widget stands on, where it has neither words nor a border."""
    return widget.grab().toImage().pixelColor(6, widget.height() // 2).name()


def do(office: Office, command: str) -> None:
    office.window.keys.commands.action(command).trigger()


def talk_rows(office: Office) -> list[tuple[InboxRowKind, str, int]]:
    model = office.window.inbox.model
    rows = [model.row_at(at) for at in range(model.rowCount())]
    return [(row.kind, row.title, row.unread) for row in rows if row.group is Group.COLLEAGUES]


async def test_the_list_tells_ones_own_last_words_from_a_colleagues(office: Office) -> None:
    talk = await in_talk(office)
    model = office.window.inbox.model

    def said() -> list[str]:
        rows = [model.row_at(at) for at in range(model.rowCount())]
        return [preview_of(row) for row in rows if row.conversation == talk]

    assert said() == ["Елена, ты тут?"]
    await office.session.say(talk, "Тут")
    await office.until(lambda: office.server.heads[talk].preview == "Тут")
    office.server.tell_talks(talk)
    await office.until(lambda: said() == ["You: Тут"])
    office.server.colleague_says(talk, PAVEL, "Хорошо")
    await office.until(lambda: said() == ["Хорошо"])
    office.server.disconnect()
    await office.session.say(talk, "Скажу, как вернётся связь")
    await office.until(lambda: said() == ["You: Скажу, как вернётся связь"])


async def test_a_colleague_is_asked_about_a_message_by_keys_alone(office: Office) -> None:
    anna = office.mine[0]
    office.window.show_chat(anna)
    office.server.read_log(anna)
    do(office, "talk.ask")
    asking = office.window.talk_deeds.asking
    assert isinstance(asking, AskDialog)
    await office.until(lambda: asking.people.rowCount() == 4)
    asking.field.setText("орлов")
    await office.until(lambda: asking.people.rowCount() == 1)
    QTest.keyClick(asking.field, Qt.Key.Key_Return)
    assert asking.question.hasFocus() or asking.focusWidget() is asking.question
    QTest.keyClick(asking.question, Qt.Key.Key_Return)
    assert not asking.answer_button.isEnabled(), "nothing is asked yet"
    QTest.keyClicks(asking.question, "May I?")
    QTest.keyClick(asking.question, Qt.Key.Key_Return)
    await office.until(lambda: office.window.chats.current == PAIR)
    office.server.read_log(PAIR)
    chat = office.window.chat
    await office.until(lambda: any(e.body for e in office.server.logs[PAIR] if _card(e.body)))
    sent = office.server.sent[-1]
    assert (sent.kind, sent.conversation, sent.text) == (OutgoingKind.TALK, PAIR, "May I?")
    assert sent.about is not None
    assert (sent.about.conversation, sent.about.subscriber) == (anna, "Анна Кольцова")
    assert sent.about.excerpt == "а можно вернуть эти деньги?"
    office.server.read_log(PAIR)
    await office.until(lambda: chat.model.row_at(chat.model.rowCount() - 1).card is not None)
    row = chat.model.row_at(chat.model.rowCount() - 1)
    assert row.settleable
    # Nothing of it has reached the subscriber's chat.
    assert not any(_card(entry.body) for entry in office.server.logs[anna])
    # The card leads back to its message.
    chat.transcript.row_action.emit(row.key, RowAction.OPEN_CARD)
    await office.until(lambda: office.window.chats.current == anna)
    office.window.show_chat(PAIR)
    do(office, "talk.settle")
    await office.until(lambda: office.server.count(commands.Settle) == 1)


def _card(body: object) -> bool:
    return isinstance(body, Message) and body.about is not None


async def test_the_composer_of_a_talk_says_to_whom_it_goes_and_has_no_other_draft(
    office: Office,
) -> None:
    talk = await in_talk(office)
    writer = office.window.chat.writer
    assert writer is not None
    composer = writer.composer
    assert composer.property("ground") == "composer_talk"
    assert composer.head.warning.text().startswith("COLLEAGUES · to Павел Орлов")
    assert composer.editor.placeholderText() == "A message to Павел Орлов"
    assert composer.head.tabs.isHidden()
    do(office, "write.note")
    assert composer.mode is ComposerMode.REPLY
    QTest.keyClicks(composer.editor, "yes")
    QTest.keyClick(composer.editor, Qt.Key.Key_Return)
    await office.until(lambda: office.server.sent)
    assert [(one.kind, one.conversation) for one in office.server.sent] == [
        (OutgoingKind.TALK, talk)
    ]
    assert office.window.side.subscriber.subscriber is None
    header = office.window.chat.header
    assert header.property("ground") == "bar_talk"
    tab = office.window.tabs.tab(talk)
    assert tab is not None
    surfaces = {ground(widget) for widget in (tab, header)}
    assert surfaces == {theme.current().tokens.selected.name()}
    assert all(one.isHidden() for one in (header.hold, header.release, header.finish, header.take))
    # A slash is no template here, and Enter sends what was typed.
    QTest.keyClicks(composer.editor, "/spasibo")
    QTest.keyClick(composer.editor, Qt.Key.Key_Return)
    await office.until(lambda: len(office.server.sent) == 2)
    # And the chat of a subscriber is as it was.
    office.window.show_chat(office.mine[0])
    own = office.window.chat.writer
    assert own is not None
    assert own.composer.property("ground") == "bar_bottom"
    assert not own.composer.head.tabs.isHidden()


async def test_what_one_said_in_a_talk_is_changed_by_a_key_and_taken_back_by_another(
    office: Office,
) -> None:
    talk = await in_talk(office)
    writer = office.window.chat.writer
    assert writer is not None
    editor = writer.composer.editor
    QTest.keyClicks(editor, "maybe")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    await office.until(lambda: writer.second.changeable())
    QTest.keyClick(editor, Qt.Key.Key_Up)
    assert editor.toPlainText() == "maybe"
    QTest.keyClicks(editor, ", yes")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    await office.until(lambda: office.server.count(commands.EditMessage) == 1)
    said = [one.body.text for one in office.server.logs[talk] if isinstance(one.body, Message)]
    assert said[-1] == "maybe, yes"
    await office.until(lambda: not editor.toPlainText())
    do(office, "write.delete_last")
    (question,) = office.window.findChildren(DeleteDialog)
    assert any("Everyone in the talk" in one.text() for one in question.findChildren(Label))
    question.answer()
    await office.until(lambda: office.server.count(commands.DeleteMessage) == 1)
    assert not [row for row in message_rows(office) if row.mine]
    model = office.window.inbox.model
    (row,) = (
        row for at in range(model.rowCount()) if (row := model.row_at(at)).conversation == talk
    )
    assert preview_of(row) == "You: message deleted"


async def test_without_a_server_a_colleague_is_written_to_for_the_first_time(
    office: Office,
) -> None:
    office.server.tell_talks()
    office.server.disconnect()
    office.server.failures["OpenTalk"] = LinkLost()
    office.window.talk_deeds.open_talk(PAVEL)
    await office.until(lambda: office.window.chats.current == PAIR)
    writer = office.window.chat.writer
    assert writer is not None
    QTest.keyClicks(writer.composer.editor, "hello")
    QTest.keyClick(writer.composer.editor, Qt.Key.Key_Return)
    await office.until(lambda: office.session.store.chats[PAIR].outgoing)
    await office.until(lambda: len(talk_rows(office)) == 2)
    assert talk_rows(office)[1][1] == "Павел Орлов"
    assert office.server.sent == []


def message_rows(office: Office) -> list[TranscriptRow]:
    model = office.window.chat.model
    rows = [model.row_at(at) for at in range(model.rowCount())]
    return [row for row in rows if row.kind is RowKind.MESSAGE]


async def test_no_tool_of_a_subscribers_chat_works_on_a_talk(office: Office) -> None:
    talk = await in_talk(office)
    for command in ("chat.hold", "chat.release"):
        do(office, command)
    chat = office.window.chat
    rows = [chat.model.row_at(at) for at in range(chat.model.rowCount())]
    said = [row for row in rows if row.kind is RowKind.MESSAGE]
    assert said
    assert not any(row.askable or row.mine for row in said)
    assert not said[0].outgoing  # a colleague's words stand at the left
    assert said[0].author_name == "Павел Орлов"
    do(office, "chat.finish")
    assert office.window.deeds.finishing is None
    assert talk not in office.window.chats.order
    for kind in (commands.Hold, commands.Release, commands.Close):
        assert not office.server.count(kind)


async def test_only_what_was_said_to_or_by_a_subscriber_of_mine_can_be_asked_about(
    office: Office,
) -> None:
    anna = office.mine[0]
    office.window.show_chat(anna)
    office.server.read_log(anna)
    view = office.window.chat.transcript
    model = office.window.chat.model
    await office.until(lambda: model.rowCount() > 3)
    offered = {}
    for at in range(model.rowCount()):
        row = model.row_at(at)
        view.hand.current = at
        menu = view.hand.open_menu()
        assert isinstance(menu, QMenu)
        titles = [action.text().partition("\t")[0] for action in menu.actions()]
        offered[row.kind] = "Ask a colleague…" in titles
        menu.close()
    assert offered[RowKind.MESSAGE]
    assert offered[RowKind.NOTE]
    assert not offered[RowKind.EVENT]
    assert not offered[RowKind.DAY]


async def test_the_section_lists_talks_with_what_is_unread_and_says_how_to_begin_one(
    office: Office,
) -> None:
    assert talk_rows(office) == [
        (InboxRowKind.SECTION, "", 0),
        (InboxRowKind.NOTHING, "", 0),
    ]
    model = office.window.inbox.model
    nothing = next(
        at
        for at in range(model.rowCount())
        if model.row_at(at).kind is InboxRowKind.NOTHING
        and model.row_at(at).group is Group.COLLEAGUES
    )
    assert model.data(model.index(nothing), Qt.ItemDataRole.AccessibleTextRole) == (
        "Write to a colleague: Ctrl+Alt+C"
    )
    office.server.add_talk(OLEG)  # nobody has said anything in it yet
    office.server.tell_talks()
    assert len(talk_rows(office)) == 2
    office.server.colleague_says(office.server.add_talk(PAVEL), PAVEL, "привет")
    assert talk_rows(office)[1:] == [(InboxRowKind.CHAT, "Павел Орлов", 1)]
    place = model.position_of(f"chat {PAIR}")
    assert place is not None
    spoken = model.data(model.index(place), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Павел Орлов, Colleagues, Online, 1 unread, привет"
    away = office.server.people[PAVEL]
    office.server.people[PAVEL] = type(away)(
        id=away.id, name=away.name, role=away.role, presence=Presence.OFFLINE
    )
    office.server.tell_talks()
    assert model.row_at(place).presence is Presence.OFFLINE
    view = office.window.inbox.view
    view.setFocus()
    view.setCurrentIndex(model.index(place))
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert office.window.chats.current == PAIR


async def test_a_group_is_started_grown_renamed_and_left_by_keys(office: Office) -> None:
    do(office, "talk.group")
    asking = office.window.talk_deeds.asking
    assert isinstance(asking, GroupDialog)
    await office.until(lambda: asking.people.rowCount() == 4)
    QTest.keyClicks(asking.name, "Night shift")
    assert not asking.answer_button.isEnabled()
    QTest.keyClick(asking.field, Qt.Key.Key_Return)
    QTest.keyClick(asking.field, Qt.Key.Key_Down)
    QTest.keyClick(asking.field, Qt.Key.Key_Return)
    QTest.keyClick(asking, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    await office.until(lambda: office.server.count(commands.StartGroup))
    started = next(one for one in office.server.asked if isinstance(one, commands.StartGroup))
    assert (started.name, started.members) == ("Night shift", (PAVEL, IRINA))
    await office.until(lambda: office.window.chat.header.name.text() == "Night shift")
    talk = office.window.chats.current
    assert talk is not None
    assert office.window.chat.header.about.text() == "Group · Павел Орлов, Ирина Соколова"
    do(office, "talk.add")
    adding = office.window.talk_deeds.asking
    assert isinstance(adding, GroupDialog)
    await office.until(lambda: adding.people.rowCount() == 2)  # who is in it is not offered
    QTest.keyClick(adding.field, Qt.Key.Key_Return)
    adding.answer()
    await office.until(lambda: len(office.session.store.chats[talk].head.members) == 4)  # type: ignore[union-attr]
    do(office, "talk.leave")
    await office.until(lambda: talk not in office.window.chats.order)
    assert talk not in office.session.store.talks.listed


async def test_the_palette_finds_colleagues_and_talks(office: Office) -> None:
    office.server.colleague_says(office.server.add_talk(PAVEL), PAVEL, "шлюз снова лежит")
    do(office, "window.palette")
    palette = office.window.keys.palette
    palette.field.setText("шлюз")
    assert palette.view.model().index(0, 0).data() == "Павел Орлов"
    palette.field.setText("ирин")
    await office.until(
        lambda: (
            "Ирина Соколова"
            in [
                palette.view.model().index(at, 0).data()
                for at in range(palette.view.model().rowCount())
            ]
        )
    )
    QTest.keyClick(palette.field, Qt.Key.Key_Return)
    await office.until(lambda: office.window.chats.current == pair_talk_id(ME, IRINA))


async def test_what_is_said_offline_waits_in_the_outbox_and_goes_once(office: Office) -> None:
    talk = await in_talk(office)
    office.server.disconnect()
    writer = office.window.chat.writer
    assert writer is not None
    QTest.keyClicks(writer.composer.editor, "later")
    QTest.keyClick(writer.composer.editor, Qt.Key.Key_Return)
    await office.until(lambda: office.session.store.chats[talk].outgoing)
    assert office.server.sent == []
    # A colleague who wrote meanwhile is no reason to think again.
    office.server.said_by(talk, PAVEL, "ау")
    office.server.connect()
    office.server.read_log(talk)
    office.server.poke()
    await office.until(lambda: not office.session.store.chats[talk].outgoing)
    assert [one.text for one in office.server.sent] == ["later"]


async def test_a_colleague_calls_more_quietly_than_a_subscriber(office: Office) -> None:
    rules = office.session.store.preferences.alerts
    assert not rules.rule(AlertKind.COLLEAGUE).sounds
    assert rules.rule(AlertKind.MESSAGE).sounds
    office.server.colleague_says(office.server.add_talk(PAVEL), PAVEL, "привет")

    def kinds() -> list[AlertKind]:
        store, feed = office.session.store, office.window.feed
        looked_at = office.window.attention()
        return [
            one.kind for one in alerts.standing(store, looked_at, now=feed.now(), here=feed.here())
        ]

    assert AlertKind.COLLEAGUE in kinds()
    office.session.mark_read(PAIR, 99)
    assert AlertKind.COLLEAGUE not in kinds()


@pytest.mark.parametrize("query", ["", "орл"])
async def test_without_a_server_those_who_are_known_can_be_written_to(
    office: Office, query: str
) -> None:
    talk = await in_talk(office)
    office.window.show_chat(office.mine[0])
    office.server.disconnect()
    office.server.failures["FindColleagues"] = LinkLost()
    do(office, "talk.open")
    asking = office.window.talk_deeds.asking
    assert asking is not None
    asking.field.setText(query)
    await office.until(lambda: asking.people.rowCount() > 0)
    assert asking.people.colleague_at(0) == office.server.people[PAVEL]
    QTest.keyClick(asking.field, Qt.Key.Key_Return)
    await office.until(lambda: office.window.chats.current == talk)
