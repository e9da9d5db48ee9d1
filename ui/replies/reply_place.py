"""Whose a canned reply is to be, and in which language: chosen once, told from then on."""

from collections.abc import Callable

import msgspec
from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from console.core.reply_drafts import ReplyDraft
from protocol.ids import QueueId
from protocol.knowledge import ReplyScope
from protocol.workplace import Workplace
from ui.replies import words
from ui.theme import fonts
from ui.widgets import plain_text
from ui.widgets.choices import DropDown
from ui.widgets.ground import Tone
from ui.widgets.labels import Label

translate = QCoreApplication.translate

_LANGUAGES = ("ru", "en")


class ReplyPlace(QWidget):
    """Offers the scopes that its user may write; a single one is only told.

    Attributes:
        language: stands beside the text, wherever that is.

    Signals:
        changed: another one was chosen.
    """

    changed = Signal()

    def __init__(self, workplace: Callable[[], Workplace | None], scopes: list[ReplyScope]) -> None:
        super().__init__()
        self._workplace = workplace
        self._showing = False
        self._fixed = False
        self.scope = DropDown(name=translate("Replies", "Who can use it"))
        for scope in scopes:
            self.scope.addItem(words.scope_title(scope), scope)
        self.queue = DropDown(name=translate("Replies", "Which group"))
        self.language = DropDown(name=translate("Replies", "Language"))
        for language in _LANGUAGES:
            self.language.addItem(words.language_title(language), language)
        self._told = Label(kind=fonts.Type.CAPTION, tone=Tone.MUTED)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._told)
        self._choices = QWidget()
        row = QHBoxLayout(self._choices)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._pairs: dict[DropDown, QWidget] = {}
        for choice in (self.scope, self.queue):
            pair = QWidget()
            inside = QVBoxLayout(pair)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(4)
            name = choice.accessibleName()
            inside.addWidget(Label(name, kind=fonts.Type.CAPTION, tone=Tone.MUTED))
            inside.addWidget(choice)
            row.addWidget(pair, 1)
            self._pairs[choice] = pair
        for choice in (self.scope, self.queue, self.language):
            choice.currentIndexChanged.connect(self._on_choice_changed)
        column.addWidget(self._choices)

    def show_draft(self, draft: ReplyDraft, *, fixed: bool) -> None:
        """Show where a reply is; of one that is at the server nothing of it changes any more."""
        self._showing = True
        workplace = self._workplace()
        self.queue.clear()
        for queue in workplace.queues if workplace else ():
            self.queue.addItem(plain_text.plain_line(queue.title), queue.id)
        self.scope.setCurrentIndex(max(self.scope.findData(draft.scope), 0))
        self.queue.setCurrentIndex(max(self.queue.findData(draft.queue), 0))
        self.language.setCurrentIndex(max(self.language.findData(draft.language), 0))
        self._told.set_text(words.place_line(draft, workplace))
        self._fixed = fixed
        self._told.setVisible(fixed)
        self._choices.setVisible(not fixed)
        self.setVisible(fixed or self.scope.count() > 1)
        self.language.setVisible(not fixed)
        self._pairs[self.queue].setVisible(draft.scope is ReplyScope.GROUP)
        self._showing = False

    def placed(self, draft: ReplyDraft) -> ReplyDraft:
        """The draft where it is to be, as chosen here."""
        if self._fixed:
            return draft
        scope = ReplyScope(self.scope.currentData())
        queue = QueueId(str(self.queue.currentData())) if scope is ReplyScope.GROUP else None
        return msgspec.structs.replace(
            draft, scope=scope, queue=queue, language=str(self.language.currentData())
        )

    def _on_choice_changed(self) -> None:
        if self._showing:
            return
        group = self.scope.currentData() == ReplyScope.GROUP
        self._pairs[self.queue].setVisible(group)
        self.changed.emit()
