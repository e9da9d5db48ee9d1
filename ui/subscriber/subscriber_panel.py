"""The subscriber beside the conversation: found by a search, or the one who writes."""

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from console.core.errors import ConsoleError
from console.core.tasks import TaskOwner
from console.session import DeskSession, FoundSubscribers
from protocol.ids import ConversationId, SubscriberId
from protocol.subscribers import Profile
from ui.desk import refusals
from ui.subscriber.found_list import FoundList
from ui.subscriber.profile_view import ProfileView
from ui.subscriber.reveal_dialog import RevealDialog
from ui.theme.icons import Icon
from ui.widgets.empty_state import EmptyState
from ui.widgets.placeholder import Placeholder
from ui.widgets.scroll_page import ScrollPage
from ui.widgets.search_field import SearchField

translate = QCoreApplication.translate

_SHORTEST_QUERY = 2


class SubscriberPanel(QWidget):
    """Always of the conversation in view: what was asked for another one is thrown away.

    Signals:
        profile_shown: of whom the panel tells now; empty while of nobody.
    """

    profile_shown = Signal(str)

    def __init__(
        self, session: DeskSession, *, owner: TaskOwner, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._owner = owner
        self._conversation: ConversationId | None = None
        self._subscriber: SubscriberId | None = None
        self._asked: tuple[ConversationId | None, SubscriberId | None] = (None, None)
        self._turn = 0
        self._search_turn = 0
        self._profile: ProfileView | None = None
        self._reveal_keys = QKeySequence()
        self._revealing: RevealDialog | None = None
        self.setAccessibleName(translate("Subscriber", "Subscriber"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.search = SearchField(
            name=translate("Subscriber", "Find a subscriber"),
            hint=translate("Subscriber", "Number, contract or name"),
        )
        self.search.query_changed.connect(self._on_search_query_changed)
        top = QVBoxLayout()
        top.setContentsMargins(16, 10, 16, 8)
        top.addWidget(self.search)
        column.addLayout(top)
        self._stack = QStackedWidget()
        column.addWidget(self._stack, 1)
        self._nobody = EmptyState(icon=Icon.USER, title="")
        self._nobody.acted.connect(self.reload)
        self._stack.addWidget(self._nobody)
        self._loading = QWidget()
        quiet = QVBoxLayout(self._loading)
        quiet.setContentsMargins(16, 8, 16, 8)
        name = translate("Subscriber", "The profile is being loaded")
        quiet.addWidget(Placeholder(blocks=3, lines=4, line_height=20, apart=24, name=name))
        quiet.addStretch(1)
        self._stack.addWidget(self._loading)
        self._scroll = ScrollPage(name=translate("Subscriber", "Profile"))
        self._stack.addWidget(self._scroll)
        self._found = FoundList()
        self._found.subscriber_chosen.connect(self._on_found_chosen)
        self.search.moved.connect(self._found.move_choice)
        self.search.chosen.connect(self._found.choose_current)
        self._stack.addWidget(self._found)
        self._say_nobody()

    @property
    def shown(self) -> Profile | None:
        """The profile in view."""
        on_top = self._stack.currentWidget() is self._scroll
        return self._profile.profile if self._profile is not None and on_top else None

    @property
    def revealing(self) -> RevealDialog | None:
        """The question that is open."""
        return self._revealing

    @property
    def subscriber(self) -> SubscriberId | None:
        """Of whom the panel tells, or is about to."""
        return self._subscriber

    def show_for(
        self, conversation: ConversationId | None, subscriber: SubscriberId | None
    ) -> None:
        """Tell of the subscriber of a conversation."""
        if (conversation, subscriber) == self._asked:
            return
        self._asked = conversation, subscriber
        self._conversation = conversation
        self.search.clear()
        self._show(subscriber)

    def show_found(self, subscriber: SubscriberId) -> None:
        """Tell of somebody who was searched for, until another conversation comes in view."""
        self.search.clear()
        self._show(subscriber)

    def reload(self) -> None:
        """Read the profile again."""
        self._show(self._subscriber)

    def reveal_number(self) -> None:
        """Ask for the first hidden field: one key away."""
        if self._profile is not None and self._profile.profile.hidden:
            self._on_reveal_wanted(self._profile.profile.hidden[0].field)

    def _show(self, subscriber: SubscriberId | None) -> None:
        self._turn += 1
        self._subscriber = subscriber
        self._drop_profile()
        self.profile_shown.emit("")
        if subscriber is None:
            self._say_nobody()
            return
        self._stack.setCurrentWidget(self._loading)
        self._owner.spawn("profile", self._read(subscriber, self._turn))

    async def _read(self, subscriber: SubscriberId, turn: int) -> None:
        try:
            answer = await self._session.profile(subscriber, conversation=self._conversation)
        except ConsoleError as error:
            if turn == self._turn:
                self._say_failed(error)
            return
        if turn != self._turn:
            return  # somebody else is in view by now
        self._drop_profile()
        self._profile = ProfileView(answer.profile, reveal_keys=self._reveal_keys)
        self._profile.reveal_wanted.connect(self._on_reveal_wanted)
        self._scroll.show_page(self._profile)
        if not self.search.query():
            self._stack.setCurrentWidget(self._scroll)
        self.profile_shown.emit(subscriber)

    def print_keys(self, reveal: QKeySequence) -> None:
        """Print the keys that show the whole number, from the next profile on."""
        self._reveal_keys = reveal

    def _drop_profile(self) -> None:
        self._profile = None
        self._scroll.clear_page()

    def _say_nobody(self) -> None:
        self._stack.setCurrentWidget(self._nobody)
        if self._conversation is None:
            self._nobody.set_words(
                icon=Icon.USER,
                title=translate("Subscriber", "No subscriber chosen"),
                text=translate(
                    "Subscriber", "Open a chat, or find a subscriber in the field above."
                ),
            )
        else:
            self._nobody.set_words(
                icon=Icon.USER,
                title=translate("Subscriber", "Not in the directory"),
                text=self._why_nobody(self._conversation),
            )

    def _why_nobody(self, conversation: ConversationId) -> str:
        head = self._session.store.head(conversation)
        if head is not None and not head.phone:
            return translate(
                "Subscriber",
                "No number was given in this chat. Find the subscriber in the field above.",
            )
        return translate(
            "Subscriber",
            "The number given in this chat belongs to no subscriber. Find the right one in"
            " the field above.",
        )

    def _say_failed(self, error: ConsoleError) -> None:
        self._stack.setCurrentWidget(self._nobody)
        self._nobody.set_words(
            icon=Icon.WARNING,
            title=translate("Subscriber", "The profile could not be loaded"),
            text=refusals.reading_sentence(error),
            action=translate("Subscriber", "Try again"),
        )

    # Searching

    def _on_search_query_changed(self, query: str) -> None:
        self._search_turn += 1
        if len(query) < _SHORTEST_QUERY:
            if self._stack.currentWidget() is self._found:
                self._back()
            return
        self._stack.setCurrentWidget(self._found)
        self._found.show_searching()
        self._owner.spawn("find", self._find(query, self._search_turn))

    async def _find(self, query: str, turn: int) -> None:
        try:
            answer: FoundSubscribers = await self._session.find_subscribers(query)
        except ConsoleError as error:
            if turn == self._search_turn:
                self._found.show_error(refusals.reading_sentence(error))
            return
        if turn == self._search_turn:
            self._found.show_found(answer.lines, more=answer.more)

    def _on_found_chosen(self, subscriber: str) -> None:
        self.show_found(SubscriberId(subscriber))

    def _back(self) -> None:
        if self._profile is not None:
            self._stack.setCurrentWidget(self._scroll)
        elif self._subscriber is None:
            self._say_nobody()
        else:
            self._stack.setCurrentWidget(self._loading)

    # Revealing

    def _on_reveal_wanted(self, field: str) -> None:
        if self._profile is None or self._revealing is not None:
            return
        dialog = RevealDialog(field, name=self._profile.profile.name, parent=self.window())
        dialog.accepted.connect(self._on_reveal_accepted)
        dialog.finished.connect(self._on_reveal_finished)
        self._revealing = dialog
        dialog.open()

    def _on_reveal_accepted(self) -> None:
        dialog = self._revealing
        if dialog is not None and self._subscriber is not None:
            self._owner.spawn(
                "reveal",
                self._read_hidden(self._subscriber, dialog.field, dialog.reason, self._turn),
            )

    def _on_reveal_finished(self) -> None:
        self._revealing = None

    async def _read_hidden(
        self, subscriber: SubscriberId, field: str, reason: str, turn: int
    ) -> None:
        try:
            value = await self._session.reveal(
                subscriber, field, reason=reason, conversation=self._conversation
            )
        except ConsoleError as error:
            value = refusals.sentence(error)
            if turn == self._turn and self._profile is not None:
                self._profile.show_refusal(value)
            return
        if turn == self._turn and self._profile is not None:
            self._profile.show_value(field, value)
