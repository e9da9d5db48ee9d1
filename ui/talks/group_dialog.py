"""Asks which colleagues are to be in a group, and what a new one is called."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from console.core.tasks import TaskOwner
from protocol.ids import AccountId
from protocol.limits import NAME_CHARACTERS, TALK_MEMBERS
from ui.desk.desk_feed import DeskFeed
from ui.talks.colleague_dialog import ColleagueDialog
from ui.widgets import plain_text
from ui.widgets.ground import Tone
from ui.widgets.labels import Label

translate = QCoreApplication.translate


class GroupDialog(ColleagueDialog):
    """Several colleagues, and what their group is called.

    Signals:
        gathered: the name, and the accounts.
    """

    gathered = Signal(str, list)
    several = True

    def __init__(
        self,
        title: str,
        *,
        answer: str,
        named: bool,
        feed: DeskFeed,
        owner: TaskOwner,
        besides: Sequence[AccountId] = (),
        parent: QWidget,
    ) -> None:
        self._named = named
        self._room = TALK_MEMBERS - max(1, len(besides))
        super().__init__(
            title, answer=answer, feed=feed, owner=owner, besides=besides, parent=parent
        )
        if named:
            self.name.setFocus()

    def fill_before(self) -> None:
        """The name of a new group."""
        self.name = QLineEdit()
        self.name.setMaxLength(NAME_CHARACTERS)
        self.name.setAccessibleName(translate("Talks", "Name of the group"))
        self.name.setPlaceholderText(translate("Talks", "Name of the group"))
        self.name.textChanged.connect(self._weigh)
        self.name.setVisible(self._named)
        if self._named:
            self.body.addWidget(self.name)

    def fill_behind(self) -> None:
        """Who is chosen so far."""
        self._who = Label(tone=Tone.MUTED, wrap=True)
        self.body.addWidget(self._who)
        self._tell_chosen()

    def enter(self) -> None:
        """Choose the one that is marked, or no longer."""
        self.press_row(self.list.currentIndex().row())

    def press_row(self, row: int) -> None:
        """Choose him, or no longer."""
        colleague = self.people.colleague_at(row)
        chosen = self.people.chosen
        if colleague is not None and (colleague.id in chosen or len(chosen) < self._room):
            self.people.toggle(row)
            self._tell_chosen()
            self._weigh()

    def ready(self) -> bool:
        """Whether there is somebody, and a name where one is wanted."""
        return bool(self.people.chosen) and (not self._named or bool(self.name.text().strip()))

    def answer(self) -> None:
        """Those that were chosen."""
        if self.ready():
            self.gathered.emit(self.name.text().strip(), list(self.people.chosen))
            self.accept()

    def _tell_chosen(self) -> None:
        names = ", ".join(plain_text.plain_line(one.name) for one in self.people.chosen.values())
        self._who.set_text(
            names or translate("Talks", "Enter chooses a colleague, Ctrl+Enter finishes.")
        )
