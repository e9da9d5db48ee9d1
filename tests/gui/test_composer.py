"""The composer: a note never leaves as a reply, and no text is lost on any way."""

from collections.abc import Callable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from protocol.limits import TEXT_CHARACTERS
from ui import translation
from ui.chat.canned_popup import CannedPopup, CannedReply
from ui.chat.composer import Composer
from ui.chat.composer_editor import MOST_LINES, ComposerEditor
from ui.chat.composer_mode import ComposerMode
from ui.theme import measures, theme
from ui.theme.icons import Icon
from ui.theme.measures import Measures
from ui.translation import Language
from ui.widgets.buttons import Button
from ui.widgets.labels import Label

REPLY, NOTE = ComposerMode.REPLY, ComposerMode.NOTE
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ENTER, TAB, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Tab, Qt.Key.Key_Escape


class Desk:
    """A composer in a window, and what it said."""

    def __init__(self, window: QWidget) -> None:
        self.window = window
        self.composer = Composer(window)
        column = QVBoxLayout(window)
        column.addStretch(1)
        column.addWidget(self.composer)
        self.submitted: list[tuple[ComposerMode, str]] = []
        self.edited: list[tuple[ComposerMode, str]] = []
        self.wanted: list[str] = []
        self.composer.submitted.connect(lambda mode, text: self.submitted.append((mode, text)))
        self.composer.text_edited.connect(lambda mode, text: self.edited.append((mode, text)))
        self.composer.canned_wanted.connect(self.wanted.append)

    @property
    def editor(self) -> ComposerEditor:
        return next(e for e in self.composer.findChildren(ComposerEditor) if not e.isHidden())

    def layout(self) -> None:
        """Everything takes its place now."""
        layout = self.window.layout()
        assert layout is not None
        layout.activate()

    def lists_replies(self) -> bool:
        lists = self.composer.window().findChildren(CannedPopup)
        return any(not one.isHidden() for one in lists)

    def type(self, text: str) -> None:
        # QTest.keyClicks knows only the letters of ASCII.
        none = Qt.KeyboardModifier.NoModifier
        for letter in text:
            key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown, none, letter)
            QApplication.sendEvent(self.editor, key)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier | None = None) -> None:
        QTest.keyClick(self.editor, key, modifiers or Qt.KeyboardModifier.NoModifier)


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    translation.current().install(Language.EN)
    yield
    translation.current().install(Language.EN)
    theme.current().measure(Measures())


@pytest.fixture
def make_desk(qtbot: QtBot) -> Callable[[], Desk]:
    """A desk of its own, as often as asked."""

    def made() -> Desk:
        window = QWidget()
        qtbot.addWidget(window)
        window.resize(700, 500)
        desk = Desk(window)
        with qtbot.waitExposed(window, timeout=60_000):
            window.show()
        return desk

    return made


@pytest.fixture
def desk(make_desk: Callable[[], Desk]) -> Desk:
    return make_desk()


def test_enter_submits_a_reply_and_the_owner_clears_it(desk: Desk) -> None:
    desk.type("верну деньги")
    desk.press(ENTER)
    assert desk.submitted == [(REPLY, "верну деньги")]
    assert desk.composer.text() == "верну деньги"
    desk.composer.clear_submitted(REPLY)
    assert desk.composer.text() == ""


def test_shift_enter_makes_a_line(desk: Desk) -> None:
    desk.type("раз")
    desk.press(ENTER, SHIFT)
    desk.type("два")
    assert desk.composer.text() == "раз\nдва"
    assert desk.submitted == []


def test_enter_in_a_note_makes_a_line_and_ctrl_enter_saves_it(desk: Desk) -> None:
    desk.composer.set_mode(NOTE)
    desk.type("осторожно")
    desk.press(ENTER)
    desk.type("мошенник")
    assert desk.submitted == []
    desk.press(ENTER, CONTROL)
    assert desk.submitted == [(NOTE, "осторожно\nмошенник")]


def test_ctrl_enter_never_sends_a_reply(desk: Desk) -> None:
    desk.type("думал, что это заметка")
    desk.press(ENTER, CONTROL)
    assert desk.submitted == []
    assert desk.composer.text() == "думал, что это заметка"


KEYS = [(ENTER, None), (ENTER, CONTROL), (ENTER, SHIFT), (Qt.Key.Key_Enter, None), (TAB, None)]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("type"), st.sampled_from(["r", "n", " ", "/"])),
        st.tuples(st.just("key"), st.integers(0, len(KEYS) - 1)),
        st.tuples(st.just("mode"), st.sampled_from([REPLY, NOTE])),
        st.tuples(st.just("stored"), st.sampled_from([REPLY, NOTE])),
        st.tuples(st.just("refused"), st.sampled_from([REPLY, NOTE])),
    ),
    max_size=25,
)


@settings(max_examples=50)
@given(steps=STEPS)
def test_whatever_is_pressed_each_text_goes_to_whom_it_was_typed(
    make_desk: Callable[[], Desk], steps: list[tuple[str, object]]
) -> None:
    # Replies are typed in Latin letters and notes in Cyrillic ones, so that a stray one shows.
    desk = make_desk()
    typed = {REPLY: 0, NOTE: 0}
    for step, value in steps:
        if step == "type" and isinstance(value, str):
            mode = desk.composer.mode
            letter = {"r": "r", "n": "r"}.get(value, value)
            letter = "н" if mode is NOTE and letter == "r" else letter
            desk.editor.insertPlainText(letter)
            typed[mode] += letter in "rн"
        elif step == "key" and isinstance(value, int):
            desk.press(*KEYS[value])
        elif isinstance(value, ComposerMode):
            act = {
                "mode": desk.composer.set_mode,
                "stored": desk.composer.clear_submitted,
                "refused": desk.composer.keep_submitted,
            }
            before = {mode: desk.composer.text(mode) for mode in typed}
            act[step](value)
            if step == "stored":
                gone = before[value].count("rн"[value is NOTE])
                gone -= desk.composer.text(value).count("rн"[value is NOTE])
                typed[value] -= gone
    for mode, letter, foreign in ((REPLY, "r", "н"), (NOTE, "н", "r")):
        assert desk.composer.text(mode).count(letter) == typed[mode]
        assert foreign not in desk.composer.text(mode)
    assert all(
        ("н" if mode is REPLY else "r") not in text and text.strip()
        for mode, text in desk.submitted
    )
    desk.composer.window().close()


def test_each_mode_keeps_its_draft(desk: Desk) -> None:
    desk.type("ответ")
    desk.composer.set_mode(NOTE)
    desk.type("заметка")
    desk.composer.set_mode(REPLY)
    assert desk.composer.text() == "ответ"
    assert desk.composer.text(NOTE) == "заметка"


def test_the_same_text_is_not_submitted_twice_while_it_is_being_stored(desk: Desk) -> None:
    desk.type("да")
    desk.press(ENTER)
    desk.press(ENTER)
    assert desk.submitted == [(REPLY, "да")]


def test_what_is_typed_while_the_reply_is_being_stored_stays(desk: Desk) -> None:
    desk.type("первый")
    desk.press(ENTER)
    desk.type(" второй")
    desk.composer.clear_submitted(REPLY)
    assert desk.composer.text() == " второй"


def test_a_reply_that_could_not_be_stored_stays_and_may_go_again(desk: Desk) -> None:
    desk.type("да")
    desk.press(ENTER)
    desk.composer.keep_submitted(REPLY)
    desk.press(ENTER)
    assert desk.submitted == [(REPLY, "да")] * 2


def test_blank_text_is_not_submitted(desk: Desk) -> None:
    desk.type("   ")
    desk.press(ENTER)
    assert desk.submitted == []


def test_a_text_over_the_limit_is_counted_and_kept_but_not_sent(desk: Desk) -> None:
    desk.composer.set_text(REPLY, "слово " * (TEXT_CHARACTERS // 6 + 10))
    desk.press(ENTER)
    assert desk.submitted == []
    assert len(desk.composer.text()) > TEXT_CHARACTERS
    send = next(b for b in desk.composer.findChildren(QPushButton) if b.text() == "Send")
    assert not send.isEnabled()


@pytest.mark.parametrize("scale", [100, 150])
@pytest.mark.parametrize("language", list(Language))
def test_what_is_too_much_is_said_whole_and_cuts_no_button(
    make_desk: Callable[[], Desk], language: Language, scale: int
) -> None:
    translation.current().install(language)
    theme.current().measure(Measures(text_percent=scale))
    desk = make_desk()
    desk.window.resize(measures.length(340), measures.length(400))
    templates = Button("Шаблоны", icon=Icon.SLASH)
    desk.composer.add_tool(templates)
    desk.layout()
    desk.composer.set_text(REPLY, "я" * 16_384)
    desk.layout()
    said = desk.composer.room
    assert said.isVisible()
    assert "12" in said.text()
    assert "288" in said.text()
    assert said.height() >= said.heightForWidth(said.width())
    for button in (templates, *desk.composer.foot.findChildren(QPushButton)):
        assert button.width() >= button.minimumSizeHint().width(), button.accessibleName()


def test_a_paste_that_is_cut_says_so_until_the_draft_fits(desk: Desk) -> None:
    desk.type("Здравствуйте! ")
    pasted = QMimeData()
    pasted.setText("слово\r\n" * 150_000)
    desk.editor.insertFromMimeData(pasted)
    kept = desk.composer.text()
    assert kept == "Здравствуйте! " + ("слово\n" * 150_000)[: len(kept) - 14]
    assert f"{len(kept) - 14:,} of 900,000 characters" in desk.composer.room.text()
    desk.composer.set_mode(NOTE)
    assert not desk.composer.room.isVisible()
    desk.composer.set_mode(REPLY)
    assert desk.composer.room.isVisible()
    desk.editor.undo()
    assert desk.composer.text().startswith("Здравствуйте")
    assert not desk.composer.room.isVisible()
    desk.composer.set_text(REPLY, "я" * (TEXT_CHARACTERS + 1))
    assert desk.composer.room.text() == "1 character too many"


def test_restoring_a_draft_is_not_an_edit(desk: Desk) -> None:
    desk.composer.set_text(REPLY, "черновик")
    assert desk.edited == []
    desk.type("!")
    assert desk.edited == [(REPLY, "черновик!")]


def test_pasted_markup_is_only_text(desk: Desk) -> None:
    data = QMimeData()
    data.setHtml("<b>жирно</b><img src='file:///etc/passwd'>")
    data.setText("жир\u202eно\r\nвторая")
    desk.editor.insertFromMimeData(data)
    assert desk.composer.text() == "жирно\nвторая"


def test_the_field_grows_with_the_text_up_to_a_limit(desk: Desk) -> None:
    heights = []
    for lines in (1, 2, 3, 8, 30):
        desk.composer.set_text(REPLY, "\n".join("x" * lines))
        heights.append(desk.editor.height())
    assert heights[0] == heights[1] < heights[2] < heights[3] == heights[4]
    spacing = desk.editor.fontMetrics().lineSpacing()
    assert heights[4] - heights[1] == (MOST_LINES - 2) * spacing


REFUND = CannedReply("Возврат", "Деньги вернутся за три дня.")
BYE = CannedReply("Прощание", "Спасибо!")


def test_a_slash_at_the_start_of_a_word_asks_at_each_keystroke(desk: Desk) -> None:
    desk.type("до/10 руб ")
    assert desk.wanted == []
    desk.type("/re")
    assert desk.wanted == ["", "r", "re"]


def test_a_slash_behind_emoji_is_found_and_replaced(desk: Desk) -> None:
    desk.composer.set_text(REPLY, "😀👨‍👩‍👧 ")
    desk.type("/😀r")
    desk.composer.show_canned(desk.wanted[-1], [BYE])
    desk.press(TAB)
    assert desk.wanted[-1] == "😀r"
    assert desk.composer.text() == "😀👨‍👩‍👧 Спасибо!"


@pytest.mark.parametrize("key", [ENTER, TAB])
def test_a_canned_reply_takes_the_place_of_the_slash(desk: Desk, key: Qt.Key) -> None:
    desk.type("Анна, /re")
    desk.composer.show_canned(desk.wanted[-1], [REFUND, BYE])
    assert desk.lists_replies()
    desk.press(key)
    assert desk.composer.text() == "Анна, Деньги вернутся за три дня."
    assert not desk.lists_replies()
    assert desk.submitted == []


def test_arrows_choose_another_reply(desk: Desk) -> None:
    desk.type("/")
    desk.composer.show_canned(desk.wanted[-1], [REFUND, BYE])
    desk.press(Qt.Key.Key_Down)
    desk.press(ENTER)
    assert desk.composer.text() == "Спасибо!"


def test_the_list_stands_clear_of_the_composer_and_goes_with_it(desk: Desk) -> None:
    desk.type("/")
    desk.composer.show_canned(desk.wanted[-1], [REFUND, BYE])
    (popup,) = desk.window.findChildren(CannedPopup)
    (keys,) = popup.findChildren(Label)
    assert keys.text() == "Enter: insert · Esc: close"
    assert popup.viewport().height() == 2 * popup.sizeHintForRow(0), "no row lies under the keys"
    top, gap = desk.composer.y(), desk.composer.y() - popup.geometry().bottom()
    assert gap > 0
    desk.composer.notice("It grows by a line.")
    desk.layout()
    assert desk.composer.y() < top
    assert desk.composer.y() - popup.geometry().bottom() == gap


def test_escape_closes_the_list_until_another_slash(desk: Desk) -> None:
    desk.type("/r")
    desk.composer.show_canned(desk.wanted[-1], [REFUND])
    desk.press(ESCAPE)
    desk.type("e")
    assert not desk.lists_replies()
    assert desk.composer.text() == "/re"
    desk.type(" /b")
    desk.composer.show_canned(desk.wanted[-1], [BYE])
    assert desk.lists_replies()


def test_a_slash_command_half_typed_is_not_sent_to_the_subscriber(desk: Desk) -> None:
    desk.type("/refu")
    desk.press(ENTER)
    assert desk.submitted == []


def test_an_answer_that_comes_too_late_opens_nothing(desk: Desk) -> None:
    desk.type("/r")
    desk.press(Qt.Key.Key_Backspace)
    desk.press(Qt.Key.Key_Backspace)
    desk.composer.show_canned(desk.wanted[-1], [REFUND])
    assert not desk.lists_replies()


def test_nothing_can_be_sent_where_one_may_not_write_and_the_draft_stays(desk: Desk) -> None:
    desk.type("недописано")
    desk.composer.set_writable(False, reason="Чат у коллеги")
    desk.press(ENTER)
    assert desk.submitted == []
    assert desk.composer.text() == "недописано"


def test_tab_goes_from_one_place_to_fill_to_the_next_and_the_draft_stays(desk: Desk) -> None:
    desk.type("Итак: ")
    desk.composer.insert("тариф {тариф}, баланс {баланс}.")
    cursor = desk.editor.textCursor
    assert cursor().selectedText() == "{тариф}"
    desk.press(TAB)
    assert cursor().selectedText() == "{баланс}"
    desk.type("10 ₽")
    desk.press(TAB)
    assert cursor().selectedText() == "{тариф}"
    desk.type("«Штиль»")
    assert desk.composer.text() == "Итак: тариф «Штиль», баланс 10 ₽."
    assert desk.editor.hasFocus()
    desk.press(TAB)
    assert not desk.editor.hasFocus()


def test_a_late_answer_for_what_was_typed_before_is_not_shown(desk: Desk) -> None:
    desk.type("/воз")
    desk.composer.show_canned("во", [BYE])
    assert not desk.lists_replies()


def test_an_article_is_asked_for_and_takes_the_place_of_what_was_typed(desk: Desk) -> None:
    asked: list[CannedReply] = []
    desk.composer.canned_chosen.connect(asked.append)
    desk.type("см. /роум")
    article = CannedReply("Роуминг", "", article=("roaming", "ru"))
    desk.composer.show_canned(desk.wanted[-1], [article])
    desk.press(ENTER)
    assert (asked, desk.composer.text()) == ([article], "см. ")
