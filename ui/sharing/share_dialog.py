"""One question with two answers: pass the conversation on, or ask a colleague into it."""

import asyncio
from typing import Any

from PySide6.QtCore import QCoreApplication, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QListView, QPlainTextEdit, QWidget

from console.core.errors import ConsoleError
from console.core.tasks import TaskOwner
from protocol import limits
from protocol.ids import ConversationId
from protocol.workplace import Receiver
from ui.desk import refusals
from ui.desk.desk_feed import DeskFeed
from ui.sharing import meaning
from ui.sharing.colleague_painter import SharePainter
from ui.sharing.colleague_rows import ShareRow, ShareRows, receivers, topics
from ui.sharing.purpose import Begun, Purpose
from ui.theme import fitting, fonts, measures
from ui.widgets import plain_text
from ui.widgets.dialog import Dialog
from ui.widgets.ground import Tone
from ui.widgets.labels import Label
from ui.widgets.search_field import SearchField
from ui.widgets.segmented_tabs import SegmentedTabs

translate = QCoreApplication.translate

_AGAIN_TICKS = 3
"""Seconds after which the room of colleagues is asked for again: it is what one chooses by."""

_LIST_HEIGHT, _LEAST_LIST = 240, 52
"""What is left for the list where the window is low: it scrolls, the question does not."""
_SEND_KEYS = QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_Return)


class ShareDialog(Dialog):
    """Of one conversation. It stays until the server has agreed: nothing is typed twice.

    The owner answers each `submitted` with `accept()`, or with `refuse()` and why.

    Signals:
        submitted: do what is chosen.
    """

    submitted = Signal()

    def __init__(
        self,
        conversation: ConversationId,
        purpose: Purpose,
        *,
        feed: DeskFeed,
        owner: TaskOwner,
        parent: QWidget,
        begun: Begun | None = None,
    ) -> None:
        head = feed.store.head(conversation)
        name = plain_text.plain_line(head.name if head else "", shown=meaning.NAME)
        title = translate("Sharing", "The chat with {name}").format(name=name)
        super().__init__(title, answer="", parent=parent)
        self.conversation = conversation
        self._feed = feed
        self._owner = owner
        self._found: list[Receiver] = []
        self._asking: asyncio.Task[Any] | None = None
        self._ticks = 0
        self._busy = False
        self._wrong = ""
        self._refused = ""
        """Who could not be asked: not again, unless another was chosen between."""
        self._settled = False
        """Whether the lines are those of what is typed: then the choice stays where it is."""
        # Enter in the search goes on to the note; only Ctrl+Enter answers.
        self.answer_button.setDefault(False)
        self.answer_button.set_keys(_SEND_KEYS, bound=False)
        self.purposes = SegmentedTabs(name=translate("Sharing", "Purpose"), large=False)
        self.purposes.add(translate("Sharing", "Pass on"))
        self.purposes.add(translate("Sharing", "Invite as a guest"))
        self.search = SearchField(name="")
        self.rows = ShareRows(self)
        self.view = QListView()
        self.view.setModel(self.rows)
        self.view.setItemDelegate(SharePainter(self.view))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        fitting.fix_height(self.view, _LIST_HEIGHT)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setAccessibleName(translate("Sharing", "Colleagues and topics"))
        self._nothing = Label(kind=fonts.Type.BODY, tone=Tone.MUTED, wrap=True)
        fitting.fix_height(self._nothing, _LIST_HEIGHT)
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.note_field = QPlainTextEdit(begun.note if begun else "")
        self._note_title = self.name_line("", of=self.note_field)
        self.note_field.setPlaceholderText(translate("Sharing", "Only colleagues see it"))
        fitting.fix_height(self.note_field, 72)
        self.note_field.setTabChangesFocus(True)
        self._meaning = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED, wrap=True)
        self._meaning.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        fitting.keep_above(self._meaning, height=2 * fonts.Type.CAPTION.line_height)
        above: tuple[QWidget, ...] = (self.purposes, self.search, self.view, self._nothing)
        below: tuple[QWidget, ...] = (self._note_title, self.note_field, self._meaning)
        for widget in above:
            self.body.addWidget(widget)
        self.body.insertSpacing(1, 6)
        self.body.addSpacing(6)
        for widget in below:
            self.body.addWidget(widget)
        self.purposes.chosen.connect(self._on_purposes_chosen)
        self.search.query_changed.connect(self._on_search_query_changed)
        self.search.moved.connect(self._move_choice)
        self.search.chosen.connect(self._on_search_chosen)
        self.view.selectionModel().currentChanged.connect(self._on_view_current_changed)
        self.view.clicked.connect(self._take_error_back)
        self.view.activated.connect(self._on_view_activated)
        self.note_field.textChanged.connect(self._take_error_back)
        feed.ticked.connect(self._on_feed_ticked)
        self.purposes.choose(list(Purpose).index(purpose))
        self._on_purposes_chosen()
        self._ask()
        self.search.setFocus()

    @property
    def purpose(self) -> Purpose:
        """What the colleague is wanted for."""
        return list(Purpose)[self.purposes.current()]

    @property
    def chosen(self) -> ShareRow | None:
        """The colleague or the topic that is chosen."""
        return self.rows.row_at(self.view.currentIndex().row())

    @property
    def note(self) -> str:
        """As it is written now."""
        return self.note_field.toPlainText().strip()[: limits.COMMENT_CHARACTERS]

    @property
    def begun(self) -> Begun:
        """For the next try."""
        return Begun(note=self.note_field.toPlainText())

    def answer(self) -> None:
        """Announce what is chosen, if it is something that can be done."""
        if not self._settled or not self._can_be_done():
            return
        if self.purpose is Purpose.PASS and not self.note:
            self.show_error(
                translate("Sharing", "Write what was asked and what you have done so far.")
            )
            self.note_field.setFocus()
        else:
            self._busy = True
            self.show_error("")
            self.submitted.emit()

    def refuse(self, words: str, *, of: ShareRow | None) -> None:
        """It could not be done; where that was for one receiver, another is to be chosen."""
        self._refused = of.key if of is not None else ""
        self._busy = False
        self.show_error(words)
        self._ask()

    def show_error(self, words: str) -> None:
        """In the line under the note, in the place of what would come of it: nothing moves."""
        self._wrong = words
        self._say_meaning()
        self._fit()

    def _weigh(self) -> None:
        """Nothing is offered that cannot be done; the line under the note says why."""
        self.answer_button.setEnabled(self._can_be_done())

    def _can_be_done(self) -> bool:
        row = self.chosen
        return not self._busy and row is not None and row.open and row.key != self._refused

    # Who there is

    def _ask(self) -> None:
        if self._asking is not None:
            self._asking.cancel()
        self._ticks = 0
        self._asking = self._owner.spawn("receivers", self._find(self.search.query()))

    async def _find(self, query: str) -> None:
        try:
            answer = await self._feed.session.find_receivers(query)
        except ConsoleError as error:
            self._found = []
            self._show()
            self._nothing.set_text(refusals.reading_sentence(error))
        else:
            self._found = answer.found
            self._show()
        self._settled = True

    def _show(self) -> None:
        """Other lines; the choice stays where it was, if it is still there."""
        store = self._feed.store
        head = store.head(self.conversation)
        inviting = self.purpose is Purpose.INVITE
        inside = {guest.account for guest in head.guests} if head and inviting else set()
        kept = self.chosen if self._settled else None
        rows = receivers(
            self._found,
            store.workplace,
            busy_too=inviting,
            without={str(one) for one in inside},
            now=self._feed.now(),
        )
        if not inviting:
            rows += topics(store.workplace, store.desk.queues, self.search.query())
        self.rows.set_rows(rows)
        place = self.rows.position_of(kept.key if kept else "")
        found = self.rows.row_at(place)
        if self._refused and (found is None or found.key != self._refused):
            place = -1  # another is not chosen for him
        self.view.setCurrentIndex(self.rows.index(place) if place >= 0 else QModelIndex())
        self.view.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        self._nothing.set_text(meaning.of_nothing(self.purpose))
        self._say_meaning()

    def _say_meaning(self) -> None:
        """What will happen, before it does; or what is missing."""
        self._weigh()
        row = self.chosen
        self._meaning.set_tone(Tone.LATE if self._wrong else Tone.MUTED)
        if self._wrong:
            self._meaning.set_text(self._wrong)
        elif row is not None:
            self._meaning.set_text(meaning.of_choice(row, self.purpose))
        elif self.rows.rowCount():
            self._meaning.set_text(meaning.of_none(self.purpose))
        else:
            self._meaning.set_text("")  # the list's place says it

    def _move_choice(self, step: int) -> None:
        """Over what cannot be chosen, too: a reader is to hear why."""
        count = self.rows.rowCount()
        if count:
            row = (self.view.currentIndex().row() + step) % count
            self.view.setCurrentIndex(self.rows.index(row))
            self._take_error_back()

    def _on_purposes_chosen(self) -> None:
        sought = meaning.of_search(self.purpose)
        self.search.setAccessibleName(sought)
        self.search.setPlaceholderText(sought)
        title = meaning.of_note(self.purpose)
        self._note_title.set_text(title)
        self.note_field.setAccessibleName(title)
        self.answer_button.setText(meaning.of_answer(self.purpose))
        self.answer_button.updateGeometry()
        self._refused = ""
        self.show_error("")
        self._show()

    def _on_search_query_changed(self) -> None:
        self._settled = False
        self._refused = ""
        self.show_error("")
        self._ask()

    def _on_search_chosen(self) -> None:
        self.note_field.setFocus()

    def _on_view_current_changed(self) -> None:
        row = self.chosen
        if row is not None and row.key != self._refused:
            self._refused = ""
        self._say_meaning()

    def _take_error_back(self) -> None:
        """Unless who was refused is chosen still."""
        if self._wrong and not self._refused:
            self.show_error("")

    def _on_view_activated(self) -> None:
        self.note_field.setFocus()

    def _on_feed_ticked(self) -> None:
        self._ticks += 1
        if self._ticks >= _AGAIN_TICKS and not self._busy:
            self._ask()

    def _fit(self) -> None:
        """Not higher than the window it stands over: the list gives what is missing."""
        fitting.fix_height(self.view, _LIST_HEIGHT)
        fitting.fix_height(self._nothing, _LIST_HEIGHT)
        super()._fit()
        missing = self.height() - self._room()
        if missing > 0:
            left = max(_LEAST_LIST, int(_LIST_HEIGHT - measures.design(missing)))
            fitting.fix_height(self.view, left)
            fitting.fix_height(self._nothing, left)
            super()._fit()

    def _room(self) -> int:
        parent = self.parentWidget()
        return parent.window().height() if parent is not None else self.height()

    # Qt overrides

    def done(self, result: int) -> None:
        if self._asking is not None:
            self._asking.cancel()
        super().done(result)
