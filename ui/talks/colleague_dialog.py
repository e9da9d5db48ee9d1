"""Asks which colleague is meant, found by what one types of his name."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from console.core.errors import ConsoleError
from console.core.tasks import TaskOwner
from protocol.ids import AccountId
from ui.chat.talk_words import describe
from ui.desk import refusals
from ui.desk.desk_feed import DeskFeed
from ui.talks.colleague_list import ColleagueList, ColleagueModel
from ui.widgets.dialog import Dialog
from ui.widgets.ground import Tone
from ui.widgets.labels import Label
from ui.widgets.search_field import SearchField

translate = QCoreApplication.translate


class ColleagueDialog(Dialog):
    """One colleague: Enter takes the one that is marked.

    Signals:
        chosen: this colleague.
    """

    chosen = Signal(str)
    several = False

    def __init__(
        self,
        title: str,
        *,
        answer: str,
        feed: DeskFeed,
        owner: TaskOwner,
        besides: Sequence[AccountId] = (),
        parent: QWidget,
    ) -> None:
        super().__init__(title, answer=answer, parent=parent)
        self._feed = feed
        self._owner = owner
        self._besides = frozenset(besides)
        self._turn = 0
        self.fill_before()
        self.field = SearchField(
            name=translate("Talks", "Find a colleague"),
            hint=translate("Talks", "Name of a colleague"),
        )
        self.field.query_changed.connect(self._find)
        self.field.moved.connect(self._on_field_moved)
        self.field.installEventFilter(self)
        self.body.addWidget(self.field)
        self.people = ColleagueModel(lambda one: describe(one, feed), self)
        self.list = ColleagueList(
            self.people, name=translate("Talks", "Colleagues"), several=self.several
        )
        self.list.pressed_row.connect(self.press_row)
        self.body.addWidget(self.list)
        self._remark = Label(tone=Tone.MUTED, wrap=True)
        self._remark.hide()
        self.body.addWidget(self._remark)
        self.fill_behind()
        self.answer_button.setEnabled(False)
        self.field.setFocus()
        self._find("")

    def fill_before(self) -> None:
        """What stands over the search."""

    def fill_behind(self) -> None:
        """What stands under the list."""

    def press_row(self, row: int) -> None:
        """A row was pressed, or Enter in the search."""
        del row
        self._weigh()

    def ready(self) -> bool:
        """Whether there is an answer."""
        return self.list.current is not None

    def answer(self) -> None:
        """The one that is marked."""
        colleague = self.list.current
        if colleague is not None and self.ready():
            self.chosen.emit(colleague.id)
            super().answer()

    def enter(self) -> None:
        """Enter in the search."""
        self.answer_button.click()

    def _weigh(self) -> None:
        self.answer_button.setEnabled(self.ready())

    def _on_field_moved(self, step: int) -> None:
        self.list.step(step)
        self._weigh()

    def _find(self, query: str) -> None:
        self._turn += 1
        self._owner.spawn("colleagues", self._found(query, self._turn))

    async def _found(self, query: str, turn: int) -> None:
        """What a newer query asks for overtakes it; who is known is found without a server."""
        try:
            told = await self._feed.session.find_colleagues(query)
            found, words = told.found, ""
            if told.more:
                words = translate("Talks", "There are others: type more of the name.")
        except ConsoleError as error:
            known = self._feed.store.people.values()
            fits = query.casefold()
            found = tuple(one for one in known if fits in one.name.casefold())
            words = refusals.reading_sentence(error)
        if turn != self._turn:
            return
        shown = [one for one in found if one.id not in self._besides]
        if not shown and not words:
            words = translate("Talks", "No colleague is called that. Try another name.")
        self.people.set_found(shown)
        self.list.setCurrentIndex(self.people.index(0))
        self.list.say_nothing("" if shown else words)
        self._remark.set_text(words if shown else "")
        self._remark.setVisible(bool(shown and words))
        self._weigh()

    # Qt overrides

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the search is the search's own: the dialog's answer comes after it."""
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and not event.modifiers()
        ):
            self.enter()
            return True
        return super().eventFilter(watched, event)

    def done(self, result: int) -> None:
        self._turn += 1  # what is still being looked for comes too late
        super().done(result)
