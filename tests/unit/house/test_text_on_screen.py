"""Remote text gets to the screen by known ways only: a new widget is caught by reading its code."""

from pathlib import Path

import pytest

from tests.support.text_calls import FORBIDDEN, Place, Source, TextCall, called_names, text_calls

_ROOT = Path(__file__).parents[3]

_TYPED = "typed here, into a field that knows no markup"
_MADE_PLAIN = "made plain before it is kept: "
_OURS = "our own words: "
_KNOWN = {
    # Our own words, kept where the reading of the code does not follow them.
    ("alerts/tray.py", "title"): _OURS + "entries of the tray's menu",
    ("chat/draft_fields.py", "words if writable else reason"): _OURS + "why not",
    ("chat/transcript_hand.py", "words"): _OURS + "what can be done with a row",
    ("chat/transcript_hand.py", "words.format(host=host)"): _OURS + "and a plain line",
    ("chat/transcript_hand.py", "words.format(name=name)"): _OURS + "and a plain line",
    ("chat/bubble_meta.py", "row.time_text"): _OURS + "a time of day",
    ("chat/transcript_painter.py", "words"): _OURS + "the state of a message",
    ("day/bar_plot.py", "bar.above"): _OURS + "a figure",
    ("day/bar_plot.py", "bar.label"): _OURS + "an hour or a mark",
    ("day/presence_plot.py", "f'{hour:02}:00'"): _OURS + "an hour",
    ("day/presence_plot.py", "row.label"): _OURS + "a day",
    ("replies/reply_editor.py", "words.written(f'{{{variable}}}')"): _OURS + "a variable of ours",
    ("settings/keys_page.py", "title"): _OURS + "a command",
    (
        "settings/key_row.py",
        "translate('Keys', 'Press the keys…') if self.isChecked() else words",
    ): _OURS + "names of keys",
    ("settings/subject_list.py", "title"): _OURS + "subjects of the settings",
    ("settings/subject_list.py", "item"): _OURS + "subjects of the settings",
    ("settings/subject_list.py", "index.data(Qt.ItemDataRole.DisplayRole)"): _OURS + "the same",
    ("shell/account_menu.py", "menu"): _OURS + "menus of themes and of languages",
    ("shell/account_menu.py", "title"): _OURS + "themes and languages",
    ("shell/account_menu.py", "action"): _OURS + "themes and languages",
    ("shell/chat_tabs.py", "words"): _OURS + "what can be done with a tab",
    ("desk/commands.py", "title"): _OURS + "commands",
    ("desk/commands.py", "action"): _OURS + "commands",
    ("shell/inbox_painter.py", "words"): _OURS + "headings and times",
    ("shell/sign_in_page.py", "translation.OWN_NAMES[language]"): _OURS + "languages",
    ("shell/link_mark.py", "self._words"): _OURS + "the state of the link",
    ("sharing/colleague_painter.py", "words.upper()"): _OURS + "headings",
    ("sharing/colleague_painter.py", "row.figure"): _OURS + "how much room there is",
    ("talks/colleague_list.py", "self._nothing"): _OURS + "that nobody is found",
    ("widgets/dialog.py", "title"): _OURS + "what a dialog is for",
    ("widgets/file_dialogs.py", "words"): _OURS + "labels of the system's dialog",
    ("widgets/key_cap.py", "text"): _OURS + "names of keys",
    ("widgets/menu.py", "printed"): "an entry as it stood, and names of keys",
    ("widgets/month_grid.py", "str(self._day.day)"): _OURS + "a day of the month",
    ("widgets/segmented_tabs.py", "text"): _OURS + "views to choose from",
    ("lead/agent_deeds.py", "states"): _OURS + "menus of states, rooms and queues",
    ("lead/agent_deeds.py", "rooms"): _OURS + "the same",
    ("lead/agent_deeds.py", "queues"): _OURS + "the same",
    # Remote, and made plain where it is taken over.
    ("shell/lead_deeds.py", "words.replace('&', '&&')"): _MADE_PLAIN + "names and queues, plain",
    ("chat/attachment_strip.py", "words"): _MADE_PLAIN + "the name by show_file",
    ("chat/canned_popup.py", "title"): _MADE_PLAIN + "what laid_out was given",
    ("chat/canned_popup.py", "row.remark"): _MADE_PLAIN + "the same",
    ("chat/canned_popup.py", "text"): _MADE_PLAIN + "the same",
    ("knowledge/hit_card.py", "text"): _MADE_PLAIN + "what the card is made of",
    ("chat/file_card.py", "line"): _OURS + "how large a file is",
    ("chat/laid_text.py", "text.replace('\\n', _LINE_SEPARATOR)"): _MADE_PLAIN + "row_layouts",
    ("chat/onlookers.py", "elided"): _MADE_PLAIN + "onlooker_words",
    ("chat/transcript_painter.py", "line"): _MADE_PLAIN + "the card's text, two lines of it",
    ("chat/transcript_painter.py", "shown"): _MADE_PLAIN + "row_layouts",
    ("desk_watch.py", "self._desk.title.words"): _MADE_PLAIN + "window_title",
    ("shell/presence_menu.py", "words.replace('&', '&&')"): _MADE_PLAIN + "reasons of a break",
    ("widgets/avatar.py", "letters"): _MADE_PLAIN + "two letters of a plain line",
    ("widgets/pill.py", "text"): _MADE_PLAIN + "set, and delegates' own words",
    # What is worked on here: fields and files that keep every character, and know no markup.
    ("chat/draft_fields.py", "text"): _TYPED,
    ("chat/composer_editor.py", "text"): _TYPED,
    ("chat/find_bar.py", "query"): _TYPED,
    ("chat/proofing.py", "turned"): _TYPED,
    ("chat/proofing.py", "word"): "a word of the dictionary",
    (
        "chat/proofing.py",
        "translate('Composer', 'Add “{word}” to my words').format(word=mark.word)",
    ): _TYPED,
    ("chat/transcript_export.py", "lines[0]"): "a heading of a document, ours and a plain name",
    ("chat/transcript_export.py", "paragraph"): "a layout of plain characters, on paper",
    ("chat/transcript_hand.py", "text"): "the clipboard, as plain text",
    ("replies/reply_editor.py", "row.draft.title"): _TYPED,
    ("replies/reply_editor.py", "row.draft.shortcut"): _TYPED,
    ("replies/reply_editor.py", "words.written(row.draft.text)"): _TYPED,
    ("settings/writing_page.py", "', '.join(words)"): _TYPED,
    ("sharing/share_dialog.py", "begun.note if begun else ''"): _TYPED,
    ("shell/finish_dialog.py", "begun.comment"): _TYPED,
    ("shell/sign_in_page.py", "server"): _TYPED,
    ("shell/sign_in_page.py", "login"): _TYPED,
    ("subscriber/history_search.py", "query"): _TYPED,
    ("talks/rename_dialog.py", "name"): "the name of a group, into a field that knows no markup",
    ("replies/reply_place.py", "words.language_title(language)"): _OURS + "languages",
    ("widgets/keys_field.py", "_pressed(event.keyCombination())"): _OURS + "keys in words",
}
"""Texts whose way is not plain from the code, each with the reason that it may be shown."""


@pytest.fixture(scope="module")
def shown() -> list[TextCall]:
    return text_calls(_ROOT / "ui")


def _key(call: TextCall) -> tuple[str, str]:
    return call.module.removeprefix("ui/"), call.text


def test_every_text_is_ours_or_made_plain_on_its_way(shown: list[TextCall]) -> None:
    drawn = [call for call in shown if call.place is Place.DRAWN]
    assert len(drawn) > 200, "the scan went blind"
    stray = [
        f"{call.module}:{call.line}: {call.call}({call.text})"
        for call in drawn
        if not call.allowed and _key(call) not in _KNOWN
    ]
    assert not stray, "\n".join(["send these through ui/widgets/plain_text.py:", *stray])


def test_a_place_that_guesses_at_markup_gets_ours_or_escaped_text_only(
    shown: list[TextCall],
) -> None:
    guessing = [call for call in shown if call.place is Place.GUESSING]
    assert len(guessing) > 15, "the scan went blind"
    stray = [f"{call.module}:{call.line}: {call.text}" for call in guessing if not call.allowed]
    assert not stray, "\n".join(["send these through plain_tool_tip:", *stray])


def test_what_is_known_is_still_there(shown: list[TextCall]) -> None:
    assert set(_KNOWN) <= {_key(call) for call in shown if not call.allowed}


def test_nothing_that_reads_markup_or_asks_in_a_loop_is_used() -> None:
    labels = ("ui/widgets/labels.py", "QLabel")  # which is told to take nothing for markup
    used = {
        (path.relative_to(_ROOT).as_posix(), name)
        for path in (_ROOT / "ui").rglob("*.py")
        for name in called_names(path) & FORBIDDEN
    }
    assert used <= {labels}


_NEW_WIDGET = """
class Card(QWidget):
    def show_head(self, head: Head) -> None:
        self._name = head.name
        self.title = plain_line(head.name)
        self.setToolTip({tip})
        self.button.setText({text})

    def show_name(self, name: str) -> None:
        self.setToolTip(name)

    def own(self) -> None:
        self.show_name({given})
"""


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("head.name", Source.UNKNOWN),
        ("self._name", Source.UNKNOWN),
        ("f'{head.name}'", Source.UNKNOWN),
        ("translate('X', '{name}').format(name=head.name)", Source.UNKNOWN),
        ("'x' if head else head.name", Source.UNKNOWN),
        ("', '.join(one.name for one in head.guests)", Source.UNKNOWN),
        ("self.title", Source.CLEANED),
        ("plain_line(head.name)", Source.CLEANED),
        ("plain_tool_tip(head.name)", Source.MARKED_UP),
        ("translate('X', 'Name')", Source.OWN),
        ("'' if head else f'{len(head.name)}'", Source.OWN),
    ],
)
def test_the_scan_tells_where_a_text_comes_from(tmp_path: Path, text: str, source: Source) -> None:
    source_code = _NEW_WIDGET.format(text=text, tip=text, given="'x'")
    (tmp_path / "card.py").write_text(source_code, encoding="utf-8")
    calls = {call.inside + call.call: call for call in text_calls(tmp_path)}
    tip, button = calls["show_headsetToolTip"], calls["show_headsetText"]
    assert tip.source is button.source is source
    assert tip.allowed == (source in {Source.OWN, Source.MARKED_UP})
    assert button.allowed == (source in {Source.OWN, Source.CLEANED})


@pytest.mark.parametrize(
    ("given", "source"), [("'x'", Source.OWN), ("self.head.name", Source.UNKNOWN)]
)
def test_a_parameter_is_as_good_as_what_is_given(
    tmp_path: Path, given: str, source: Source
) -> None:
    source_code = _NEW_WIDGET.format(text="''", tip="''", given=given)
    (tmp_path / "card.py").write_text(source_code, encoding="utf-8")
    tips = [call for call in text_calls(tmp_path) if call.inside == "show_name"]
    assert [call.source for call in tips] == [source]
