"""Ends a conversation: what came of it, what it was about, a word for colleagues."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from console.core.chat import Chat
from protocol import limits
from protocol.conversations import ConversationState
from protocol.ids import ConversationId
from protocol.people import AuthorRole
from protocol.workplace import Workplace
from ui.desk.desk_feed import DeskFeed
from ui.theme import fitting, fonts
from ui.widgets import plain_text
from ui.widgets.choices import DropDown
from ui.widgets.dialog import Dialog
from ui.widgets.ground import Tone
from ui.widgets.labels import Label

translate = QCoreApplication.translate

_NAME = 60
"""Letters of a name that a question repeats."""


@dataclass(frozen=True, slots=True)
class Ending:
    """What is said of a conversation that ends: codes, and words for colleagues."""

    outcome: str
    topic: str | None
    comment: str
    after_ms: int = 0
    """After which somebody is to come back to it; 0 for never."""


class FinishDialog(Dialog):
    """Of one conversation, whatever else comes into view meanwhile; goes on where one left off."""

    def __init__(
        self,
        conversation: ConversationId,
        *,
        feed: DeskFeed,
        parent: QWidget,
        begun: Ending | None = None,
    ) -> None:
        head = feed.store.head(conversation)
        name = head.name if head else ""
        after = head is not None and head.state is ConversationState.WRAP_UP
        question = translate("Finish", "Finish the chat with {name}?")
        if after:
            question = translate("Finish", "What came of the chat with {name}?")
        super().__init__(
            question.format(name=plain_text.plain_line(name, shown=_NAME)),
            answer=translate("Finish", "Done") if after else translate("Finish", "Finish"),
            parent=parent,
        )
        self.conversation = conversation
        self._feed = feed
        self._outcomes = DropDown(name=translate("Finish", "Outcome"))
        self._topics = DropDown(name=translate("Finish", "Topic"))
        workplace: Workplace | None = feed.store.workplace
        queue = feed.queue(head.queue) if head is not None else None
        self._outcome_needed = queue is None or queue.outcome_needed
        if not self._outcome_needed:
            self._outcomes.addItem(translate("Finish", "Without an outcome"), "")
        for choice in workplace.outcomes if workplace else ():
            if queue is None or not queue.outcomes or choice.id in queue.outcomes:
                self._outcomes.addItem(plain_text.plain_line(choice.title), choice.id)
        for choice in workplace.topics if workplace else ():
            self._topics.addItem(plain_text.plain_line(choice.title), choice.id)
        if head is not None:
            self._topics.setCurrentIndex(max(self._topics.findData(head.topic), 0))
            if head.outcome:
                self.choose_outcome(head.outcome)
        self._dates = DropDown(name=translate("Finish", "Come back to it"))
        for words, ms in _dates():
            self._dates.addItem(words, ms)
        self._comment = QPlainTextEdit()
        self._comment.setAccessibleName(translate("Finish", "Comment for colleagues"))
        self._comment.setPlaceholderText(translate("Finish", "Only colleagues see it"))
        fitting.fix_height(self._comment, 72)
        self._comment.setTabChangesFocus(True)
        for title, field in (
            (translate("Finish", "Outcome"), self._outcomes),
            (translate("Finish", "Topic"), self._topics),
            (translate("Finish", "Come back to it"), self._dates),
            (translate("Finish", "Comment for colleagues"), self._comment),
        ):
            self.body.addWidget(self.name_line(title, of=field))
            self.body.addWidget(field)
        self._obstacle = Label(kind=fonts.Type.CAPTION_STRONG, tone=Tone.WARN, wrap=True)
        fitting.keep_above(self._obstacle, height=2 * fonts.Type.CAPTION.line_height)
        self.body.addWidget(self._obstacle)
        if begun is not None:
            self.choose_outcome(begun.outcome)
            self._topics.setCurrentIndex(max(self._topics.findData(begun.topic), 0))
            self._comment.setPlainText(begun.comment)
            self._dates.setCurrentIndex(max(self._dates.findData(begun.after_ms), 0))
        feed.chat_changed.connect(self._on_feed_chat_changed)
        self._refresh()
        self._outcomes.setFocus()

    @property
    def ending(self) -> Ending:
        """As it is chosen and written now."""
        topic = self._topics.currentData()
        return Ending(
            outcome=str(self._outcomes.currentData() or ""),
            topic=str(topic) if topic else None,
            comment=self._comment.toPlainText().strip()[: limits.COMMENT_CHARACTERS],
            after_ms=int(self._dates.currentData() or 0),
        )

    def choose_outcome(self, code: str) -> None:
        """Prefer an outcome."""
        self._outcomes.setCurrentIndex(max(self._outcomes.findData(code), 0))

    def _chat(self) -> Chat | None:
        return self._feed.store.chats.get(self.conversation)

    def _on_feed_chat_changed(self, conversation: str) -> None:
        if conversation == self.conversation:
            self._refresh()

    def _refresh(self) -> None:
        """Not while the subscriber types: what he writes would meet a closed door."""
        chat = self._chat()
        obstacle = "" if chat is None else _obstacle(chat)
        self._obstacle.set_text(obstacle)
        chosen = bool(self.ending.outcome) or not self._outcome_needed
        self.answer_button.setEnabled(chosen and not obstacle)


def _dates() -> list[tuple[str, int]]:
    """When somebody may come back to it, from now on."""
    hour, day = 3_600_000, 24 * 3_600_000
    return [
        (translate("Finish", "not needed"), 0),
        (translate("Finish", "in an hour"), hour),
        (translate("Finish", "in three hours"), 3 * hour),
        (translate("Finish", "tomorrow at this time"), day),
        (translate("Finish", "in three days"), 3 * day),
        (translate("Finish", "in a week"), 7 * day),
    ]


def _obstacle(chat: Chat) -> str:
    """Why the conversation cannot end just now; empty where nothing stands in the way."""
    if chat.hint is not None and chat.hint.role is AuthorRole.SUBSCRIBER:
        return translate("Finish", "The subscriber is typing: wait until he has finished.")
    if chat.unread:
        return translate("Finish", "The subscriber has written: go back and read it first.")
    if any(not item.stopped for item in chat.outgoing):
        return translate("Finish", "Your reply is still being sent: wait until it has gone.")
    return ""
