"""Laid out rows: text broken into lines and everything placed, kept for as long as they serve."""

from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum
from math import ceil

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QFontMetricsF

from console.core.outgoing import WaitReason
from console.core.translating import TranslationState
from console.viewmodels.transcript_rows import (
    CardLine,
    FileLine,
    Mark,
    RowChange,
    RowKind,
    TranscriptRow,
)
from language.markdown_lite import parse
from protocol.people import AuthorRole
from ui.chat import message_layout
from ui.chat.bubble_frame import BubbleStyle
from ui.chat.bubble_meta import meta_width
from ui.chat.laid_text import LaidText
from ui.chat.message_layout import QUOTE_HEIGHTS, QUOTE_PAD, RowGeometry, TextShape
from ui.chat.row_words import RowWords
from ui.theme import fonts
from ui.widgets import painting
from ui.widgets.plain_text import SHOWN, plain_line, plain_text

# Some twenty screens of messages: who turns back a page finds it ready.
_KEPT = 300

_STYLES = {
    "left": BubbleStyle(radius=12, small=4, small_on_right=False),
    "right": BubbleStyle(radius=12, small=4, small_on_right=True),
    "note": BubbleStyle(radius=8, small=8, small_on_right=True),
}
_NO_TEXT = TextShape(width=0, height=0, last_line_width=0)
_STOPPED = frozenset({Mark.WAITING, Mark.FAILED})
_TITLED = frozenset({RowKind.MESSAGE, RowKind.NOTE, RowKind.PENDING})


class FileAction(StrEnum):
    """What one may do with a file of a row."""

    OPEN = "open"
    SAVE = "save"


class RowAction(StrEnum):
    """What one may do with a row. SHOW_MORE and WHY are the view's own business."""

    RETRY = "retry"
    EDIT = "edit"
    DROP = "drop"
    SEND_NOW = "send_now"
    CHANGE = "change"
    """Other words for what was said."""
    DELETE = "delete"
    ASK = "ask"
    """Ask a colleague about it."""
    OPEN_CARD = "open_card"
    """Look into the conversation that a question is about."""
    SETTLE = "settle"
    """My question is answered."""
    TRANSLATE = "translate"
    ORIGINAL = "original"
    """The message alone again, or no translation after all."""
    SHOW_MORE = "show_more"
    WHY = "why"
    """Tell why it was offered to somebody, or tell it no more."""


@dataclass(frozen=True, slots=True)
class RowLayout:
    """One row ready to be drawn."""

    row: TranscriptRow
    geometry: RowGeometry
    laid: LaidText
    bubble: BubbleStyle | None = None
    label: str = ""
    status: str = ""
    actions: tuple[tuple[RowAction, str], ...] = ()
    added: LaidText | None = None

    @property
    def words(self) -> RowWords:
        """What of it can be selected."""
        return RowWords(self.laid, self.added, self.geometry)

    @property
    def height(self) -> int:
        """Of the whole row."""
        return self.geometry.height

    @property
    def is_note(self) -> bool:
        """Whether it stands on a note's ground."""
        return self.row.kind is RowKind.NOTE or self.row.note


class RowLayouts:
    """Layouts by row and its version, for one width and one language at a time."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, int], RowLayout] = OrderedDict()
        self._shown: dict[str, int] = {}
        self._explained: set[str] = set()
        self.width = 0
        self.own_name = ""
        self.take_back_keys = ""

    def set_width(self, width: int) -> None:
        """Lay out for another width. Idempotent."""
        if width != self.width:
            self.width = width
            self._kept.clear()

    def clear(self) -> None:
        """Forget what was laid out: other words or fonts."""
        self._kept.clear()

    def forget_rows(self) -> None:
        """Forget the rows themselves too: another conversation."""
        self._kept.clear()
        self._shown.clear()
        self._explained.clear()

    def show_more(self, row: TranscriptRow) -> None:
        """Lay out one more portion of a text that was cut."""
        self._shown[row.key] = self._shown.get(row.key, SHOWN) + 2 * SHOWN
        self._kept.pop((row.key, row.version), None)

    def explain(self, row: TranscriptRow) -> None:
        """Lay out why with it from now on, or without it again."""
        self._explained ^= {row.key}
        self._kept.pop((row.key, row.version), None)

    def get(self, row: TranscriptRow) -> RowLayout:
        """The layout of a row, made if need be."""
        key = (row.key, row.version)
        known = self._kept.get(key)
        if known is not None:
            self._kept.move_to_end(key)
            return known
        made = self._make(row)
        self._kept[key] = made
        if len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return made

    def _make(self, row: TranscriptRow) -> RowLayout:
        if row.folded:
            laid = LaidText("", kind=fonts.Type.CAPTION, width=self.width)
            return RowLayout(row, message_layout.place_folded(), laid)
        if row.kind in _TITLED:
            return self._make_bubble(row)
        if row.kind is RowKind.NEW:
            return self._make_new_line(row)
        if row.kind is RowKind.TALK:
            return self._make_talk_line(row)
        return self._make_event(row)

    def _make_bubble(self, row: TranscriptRow) -> RowLayout:
        shown = plain_text(row.text, shown=self._shown.get(row.key, SHOWN))
        marked = parse(shown.text)
        laid = LaidText(
            marked.text,
            kind=fonts.Type.MESSAGE,
            width=message_layout.bubble_text_width(self.width),
            spans=marked.spans,
        )
        label = self._label(row)
        status = plain_line(row.mark_text) if row.mark in _STOPPED else ""
        actions = _actions(row, hidden=shown.hidden, take_back=self.take_back_keys)
        added, title = row.translation, ""
        made = None
        if added is not None:
            title = added.title
            made = LaidText(
                plain_text(added.text).text,
                kind=fonts.Type.MESSAGE,
                width=message_layout.bubble_text_width(self.width),
            )
        note = row.kind is RowKind.NOTE or row.note
        right = row.outgoing or note
        geometry = message_layout.place_bubble(
            width=self.width,
            right=right,
            text=laid.shape if shown.text or not (row.files or row.card) else _NO_TEXT,
            meta_width=meta_width(row),
            label_width=_width(label, fonts.Type.LABEL_STRONG),
            status_width=_width(status, fonts.Type.CAPTION),
            action_widths=[_width(words, fonts.Type.CAPTION_STRONG) for _, words in actions],
            files=[_file_size(self.width, file) for file in row.files],
            card_height=_card_height(self.width, row.card) if row.card is not None else 0,
            added=None if made is None else made.shape if made.text else _NO_TEXT,
            added_title_width=_width(title, fonts.Type.CAPTION),
        )
        style = _STYLES["note" if note else "right" if right else "left"]
        return RowLayout(row, geometry, laid, style, label, status, actions, made)

    def _make_event(self, row: TranscriptRow) -> RowLayout:
        text = plain_text(row.title or row.text).text
        if row.stars is not None:
            text = f"{text} {'★' * row.stars}{'☆' * (5 - row.stars)}"
        if row.time_text:
            # The time never begins a line.
            text = f"{text}\u00a0·\u00a0{row.time_text}"
        explained = row.key in self._explained
        if row.why and explained:
            text = f"{text}\n{plain_text(row.why).text}"
        actions = _explaining(explained=explained) if row.why else ()
        laid = LaidText(
            text,
            kind=fonts.Type.CAPTION,
            width=message_layout.event_text_width(self.width),
            align=Qt.AlignmentFlag.AlignHCenter,
        )
        geometry = message_layout.place_event(
            width=self.width,
            text=laid.shape,
            action_widths=[_width(words, fonts.Type.CAPTION_STRONG) for _, words in actions],
        )
        return RowLayout(row, geometry, laid, actions=actions)

    def _make_new_line(self, row: TranscriptRow) -> RowLayout:
        words = plain_line(row.text).upper()
        laid = LaidText(words, kind=fonts.Type.LABEL_STRONG, width=self.width)
        geometry = message_layout.place_new_line(width=self.width, text_width=laid.shape.width)
        return RowLayout(row, geometry, laid)

    def _make_talk_line(self, row: TranscriptRow) -> RowLayout:
        room = message_layout.event_text_width(self.width)
        metrics = QFontMetricsF(fonts.font(fonts.Type.CAPTION_STRONG))
        words = metrics.elidedText(plain_line(row.text), Qt.TextElideMode.ElideRight, room)
        laid = LaidText(words, kind=fonts.Type.CAPTION_STRONG, width=self.width)
        geometry = message_layout.place_new_line(width=self.width, text_width=laid.shape.width)
        return RowLayout(row, geometry, laid)

    def _label(self, row: TranscriptRow) -> str:
        if row.title:
            return plain_line(row.title)
        name = plain_line(row.author_name, shown=60)
        named = bool(name) and name != self.own_name
        if row.kind is RowKind.NOTE or row.note:
            label = QCoreApplication.translate("Transcript", "NOTE · only colleagues see it")
            return f"{label} · {name}" if named and row.kind is RowKind.NOTE else label
        ours = row.outgoing or row.author_role is AuthorRole.AGENT
        other = ours and named and row.kind is RowKind.MESSAGE
        return name if other and not row.follows else ""


def _actions(
    row: TranscriptRow, *, hidden: int, take_back: str
) -> tuple[tuple[RowAction, str], ...]:
    actions: list[tuple[RowAction, str]] = []
    if hidden:
        more = QCoreApplication.translate("Transcript", "Show more (%n character(s))", "", hidden)
        actions.append((RowAction.SHOW_MORE, more))
    if row.kind is RowKind.PENDING and row.mark in _STOPPED:
        actions += _stopped_actions(row) if row.change is RowChange.NONE else _change_actions(row)
    elif row.takeable and row.mark is Mark.QUEUED:
        actions.append((RowAction.EDIT, QCoreApplication.translate("Transcript", "Edit")))
    if row.card is not None and row.card.openable:
        words = QCoreApplication.translate("Transcript", "Open the chat")
        actions.append((RowAction.OPEN_CARD, words))
    if row.settleable:
        words = QCoreApplication.translate("Transcript", "Settled, thanks")
        actions.append((RowAction.SETTLE, words))
    actions += _translating(row)
    if row.mark is Mark.HELD:
        back = QCoreApplication.translate("Transcript", "Undo sending")
        actions += [
            (RowAction.EDIT, f"{back} ({take_back})" if take_back else back),
            (RowAction.SEND_NOW, QCoreApplication.translate("Transcript", "Send now")),
        ]
    return tuple(actions)


def _translating(row: TranscriptRow) -> list[tuple[RowAction, str]]:
    translate = QCoreApplication.translate
    made = row.translation
    if made is None:
        words = translate("Transcript", "Translate")
        return [(RowAction.TRANSLATE, words)] if row.translatable else []
    match made.state:
        case TranslationState.ASKED:
            return [(RowAction.ORIGINAL, translate("Transcript", "Stop"))]
        case TranslationState.DONE:
            return [(RowAction.ORIGINAL, translate("Transcript", "Hide the translation"))]
        case TranslationState.FAILED:
            again = (RowAction.TRANSLATE, translate("Transcript", "Translate again"))
            return [again, (RowAction.ORIGINAL, translate("Transcript", "Leave it"))]


def _explaining(*, explained: bool) -> tuple[tuple[RowAction, str], ...]:
    translate = QCoreApplication.translate
    words = translate("Transcript", "Hide why") if explained else translate("Transcript", "Why?")
    return ((RowAction.WHY, words),)


def _stopped_actions(row: TranscriptRow) -> list[tuple[RowAction, str]]:
    if row.mark is Mark.WAITING:
        retry = QCoreApplication.translate("Transcript", "Send")
    else:
        retry = QCoreApplication.translate("Transcript", "Try again")
    return [
        (RowAction.RETRY, retry),
        (RowAction.EDIT, QCoreApplication.translate("Transcript", "Edit")),
        (RowAction.DROP, QCoreApplication.translate("Transcript", "Delete")),
    ]


def _change_actions(row: TranscriptRow) -> list[tuple[RowAction, str]]:
    """Of a change that was stopped: it is made all the same only where that can be of use."""
    actions = []
    deletion = row.change is RowChange.DELETION
    if row.wait_reason is WaitReason.CHANGED:
        anyway = QCoreApplication.translate("Transcript", "Save anyway")
        if deletion:
            anyway = QCoreApplication.translate("Transcript", "Delete anyway")
        actions.append((RowAction.RETRY, anyway))
    if not deletion:
        words = QCoreApplication.translate("Transcript", "Insert into the reply")
        if row.note:
            words = QCoreApplication.translate("Transcript", "Insert into a new note")
        actions.append((RowAction.EDIT, words))
    leave = QCoreApplication.translate("Transcript", "Leave it as it is")
    return [*actions, (RowAction.DROP, leave)]


def _file_size(width: int, file: FileLine) -> QSize:
    picture = QSize(file.width, file.height) if file.is_picture else None
    name = _width(plain_line(file.name, shown=160), fonts.Type.CAPTION_STRONG)
    return message_layout.file_size(width, picture, name=name)


def _card_height(width: int, card: CardLine) -> int:
    room = min(message_layout.QUOTE_WIDTH, message_layout.bubble_text_width(width))
    one_line = _width(plain_line(card.text), fonts.Type.CAPTION) <= room - 2 * QUOTE_PAD
    return QUOTE_HEIGHTS[0 if one_line else 1]


def _width(text: str, kind: fonts.Type) -> int:
    return ceil(painting.text_width(text, kind)) if text else 0


def is_from_subscriber(row: TranscriptRow) -> bool:
    """Whether it is a message that somebody waits to be read."""
    return row.kind is RowKind.MESSAGE and row.author_role is AuthorRole.SUBSCRIBER
