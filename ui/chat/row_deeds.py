"""What a person does with a row of the transcript: quotes it, asks about it, decides on it."""

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from console.core.errors import ConsoleError
from console.core.quotes import quoted
from console.core.tasks import TaskOwner
from console.viewmodels.transcript_model import TranscriptModel
from console.viewmodels.transcript_rows import RowKind, TranscriptRow
from protocol.bodies import Message
from protocol.ids import ClientId, ConversationId
from protocol.people import AuthorRole
from ui.chat.chat_writer import ChatWriter
from ui.chat.composer_mode import ComposerMode
from ui.chat.row_layouts import RowAction
from ui.chat.transcript_view import TranscriptView
from ui.chat.translation_deeds import TranslationDeeds
from ui.desk.desk_feed import DeskFeed

_OUTGOING = "outgoing "
_ENTRY = "entry "


class _InView(NamedTuple):
    """The conversation that the rows are of, and where it is written in."""

    conversation: ConversationId
    writer: ChatWriter


class RowDeeds(QObject):
    """Of the conversation in view; keys mean the current row, or the subscriber's last one.

    Signals:
        ask_wanted: ask a colleague about this entry of this conversation.
        card_wanted: look into the conversation of a card, at an entry.
        taken_back: a text that was to go out is a draft again.
        failed: something could not be done, and why.
    """

    ask_wanted = Signal(str, int)
    card_wanted = Signal(str, int)
    taken_back = Signal()
    failed = Signal(Exception)

    def __init__(
        self,
        feed: DeskFeed,
        *,
        transcript: TranscriptView,
        model: TranscriptModel,
        owner: TaskOwner,
        over: QWidget,
    ) -> None:
        super().__init__(over)
        self._over = over
        self._feed = feed
        self._transcript = transcript
        self._model = model
        self._owner = owner
        self._in_view: _InView | None = None
        self.translations = TranslationDeeds(feed.session, owner=owner, parent=self)
        self.translations.came.connect(self._on_translations_came)
        model.wording.translates_into = self.translations.into
        transcript.row_action.connect(self._on_transcript_row_action)
        transcript.quote_wanted.connect(self._on_transcript_quote_wanted)

    def show_chat(self, conversation: ConversationId, writer: ChatWriter) -> None:
        """The rows are of this conversation from now on."""
        self._in_view = _InView(conversation, writer)

    def show_nothing(self) -> None:
        """There are no rows."""
        self._in_view = None

    def quote(self) -> None:
        """Quote what is selected, the current message, or else the subscriber's last one."""
        found = self._current()
        if found is not None:
            self._on_transcript_quote_wanted(*found)

    def ask(self) -> None:
        """Ask a colleague about the current message."""
        found = self._current()
        row = found[0] if found is not None else None
        if row is not None and row.askable and row.seq is not None:
            self._do_with_entry(row.seq, RowAction.ASK)

    def translate(self) -> None:
        """Have the current message translated, or put its translation away."""
        found = self._current()
        row = found[0] if found is not None else None
        if row is None or row.seq is None:
            return
        if row.translation is not None:
            self._do_with_entry(row.seq, RowAction.ORIGINAL)
        elif row.translatable:
            self._do_with_entry(row.seq, RowAction.TRANSLATE)

    def explain(self) -> None:
        """Tell why the current step of routing was made, or else the last one; or no more."""
        current = self._transcript.hand.current
        positions = [] if current is None else [current]
        for position in [*positions, *range(self._model.rowCount() - 1, -1, -1)]:
            row = self._model.row_at(position)
            if row.why and not row.folded:
                self._transcript.explain(row)
                self._transcript.show_row(position)
                return

    def settle_last(self) -> None:
        """My last question here is answered."""
        for position in range(self._model.rowCount() - 1, -1, -1):
            row = self._model.row_at(position)
            if row.settleable and row.seq is not None:
                self._do_with_entry(row.seq, RowAction.SETTLE)
                return

    def _current(self) -> tuple[TranscriptRow, str] | None:
        return self._transcript.hand.quotable() or self._last_heard()

    def _last_heard(self) -> tuple[TranscriptRow, str] | None:
        for position in range(self._model.rowCount() - 1, -1, -1):
            row = self._model.row_at(position)
            if row.kind is RowKind.MESSAGE and row.author_role is AuthorRole.SUBSCRIBER:
                return row, row.text
        return None

    def _on_transcript_quote_wanted(self, row: TranscriptRow, text: str) -> None:
        composer = self._in_view.writer.composer if self._in_view is not None else None
        if composer is None or not composer.isVisibleTo(self._over):
            return
        if row.kind is not RowKind.MESSAGE:
            composer.set_mode(ComposerMode.NOTE)  # what colleagues say stays among them
        composer.quote(quoted(text, author=row.author_name))

    def _on_transcript_row_action(self, key: str, action: RowAction) -> None:
        if key.startswith(_ENTRY):
            self._do_with_entry(int(key.removeprefix(_ENTRY)), action)
        elif key.startswith(_OUTGOING):
            client_id = ClientId(key.removeprefix(_OUTGOING))
            self._owner.spawn("outbox", self._decide(client_id, action))

    def _do_with_entry(self, seq: int, action: RowAction) -> None:
        if self._in_view is None:
            return
        conversation, writer = self._in_view
        match action:
            case RowAction.CHANGE:
                writer.second.change(seq)
            case RowAction.DELETE:
                writer.second.ask_to_delete(seq, over=self._over.window())
            case RowAction.ASK:
                self.ask_wanted.emit(conversation, seq)
            case RowAction.OPEN_CARD:
                self._open_card(conversation, seq)
            case RowAction.TRANSLATE | RowAction.ORIGINAL:
                self.translations.do(conversation, seq, action)
            case RowAction.SETTLE:
                self._owner.spawn("settle", self._settle(conversation, seq))
            case _:
                pass  # of texts on their way out

    def _on_translations_came(self, conversation: str, seq: int) -> None:
        """Its row has grown: all of it comes in sight, unless its reader has left it meanwhile."""
        if self._in_view is None or self._in_view.conversation != conversation:
            return
        for placed in self._transcript.placed_rows():
            if self._transcript.row_at(placed.position).seq == seq:
                self._transcript.show_row(placed.position)
                return

    def _open_card(self, conversation: ConversationId, seq: int) -> None:
        chat = self._feed.store.chats.get(conversation)
        entry = chat.entry(seq) if chat is not None else None
        if entry is not None and isinstance(entry.body, Message) and entry.body.about is not None:
            self.card_wanted.emit(entry.body.about.conversation, entry.body.about.seq)

    async def _settle(self, conversation: ConversationId, seq: int) -> None:
        try:
            await self._feed.session.settle(conversation, seq)
        except ConsoleError as error:
            self.failed.emit(error)

    async def _decide(self, client_id: ClientId, action: RowAction) -> None:
        """What becomes of a text on its way out."""
        session = self._feed.session
        try:
            match action:
                case RowAction.RETRY:
                    await session.send_again(client_id)
                case RowAction.EDIT:
                    item = session.store.outgoing_item(client_id)
                    await session.take_back(client_id)
                    if item is not None and item.is_note and self._in_view is not None:
                        self._in_view.writer.composer.set_mode(ComposerMode.NOTE)
                    self.taken_back.emit()
                case RowAction.DROP:
                    await session.drop(client_id)
                case RowAction.SEND_NOW:
                    session.send_now(self._in_view.conversation if self._in_view else None)
                case _:
                    pass  # of entries
        except ConsoleError as error:
            self.failed.emit(error)
