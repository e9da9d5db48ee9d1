"""What a lead does in the chats of others: whispers, joins, takes over, gives them to somebody."""

from collections.abc import Coroutine, Set
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAction

from console.core.sharing import is_overseen
from protocol.conversations import ConversationState
from protocol.ids import AccountId, ConversationId, QueueId
from ui.sharing.lead_bar import LeadAct
from ui.shell.desk_parts import DeskParts
from ui.shell.leading import Leading
from ui.widgets import plain_text
from ui.widgets.dialog import Dialog
from ui.widgets.labels import Label
from ui.widgets.menu import Menu

translate = QCoreApplication.translate

_MOST = 12
"""Agents in the menu: those with the most room; another one is found on the board."""


class LeadDeeds(QObject):
    """Each deed is one command; what came of it is seen in the chat."""

    def __init__(self, parts: DeskParts, leading: Leading) -> None:
        super().__init__(parts)
        self._parts, self._session = parts, parts.session
        self.leading = leading
        self._asked: ConversationId | None = None
        """Of the question, or of the menu, that is open."""

    def looked_at(self, conversations: Set[ConversationId]) -> frozenset[ConversationId]:
        """Which of these are looked at unseen."""
        if not self._parts.feed.may_lead:
            return frozenset()
        store = self._session.store
        return frozenset(
            one
            for one in conversations
            if (head := store.head(one)) is not None
            and head.state is not ConversationState.CLOSED
            and is_overseen(head, store.me)
        )

    def find(self, target: str) -> None:
        """Go to a queue or an agent of the board."""
        self.leading.find(target)

    def act(self, conversation: str, act: str) -> None:
        """Do one of the deeds of the bar."""
        which = ConversationId(conversation)
        match LeadAct(act):
            case LeadAct.JOIN:
                self._do("join", self._session.join(which))
            case LeadAct.LEAVE:
                self._do("leave", self._session.leave_joined(which))
            case LeadAct.TAKE_OVER:
                self._ask_to_take_over(which)
            case LeadAct.ASSIGN:
                self._offer_receivers(which)
            case LeadAct.WHISPER:
                self.start_whisper()

    def whisper(self, conversation: str, text: str) -> None:
        """Say it to who answers."""
        self._do("whisper", self._session.whisper(ConversationId(conversation), text))

    # Of the chat in view, by keys

    def start_whisper(self) -> None:
        """Write a whisper in the chat in view."""
        self._parts.chat.lead_bar.start_whisper()

    def join_current(self) -> None:
        """Join the chat in view, or leave it again."""
        current, bar = self._parts.chats.current, self._parts.chat.lead_bar
        for act in (LeadAct.JOIN, LeadAct.LEAVE):
            if current is not None and bar.isVisible() and not bar.buttons[act].isHidden():
                self.act(current, act)
                return

    def take_current_over(self) -> None:
        """Take the chat in view over."""
        self._act_on_current(LeadAct.TAKE_OVER)

    def assign_current(self) -> None:
        """Give the chat in view to somebody."""
        self._act_on_current(LeadAct.ASSIGN)

    def _act_on_current(self, act: LeadAct) -> None:
        current, bar = self._parts.chats.current, self._parts.chat.lead_bar
        if current is not None and bar.isVisible() and not bar.buttons[act].isHidden():
            self.act(current, act)

    def _ask_to_take_over(self, conversation: ConversationId) -> None:
        head = self._session.store.head(conversation)
        if head is None:
            return
        name = plain_text.plain_line(head.owner_name, shown=40)
        dialog = Dialog(
            translate("Sharing", "Take the chat over from {name}?").format(name=name),
            answer=translate("Sharing", "Take over"),
            parent=self._parts,
        )
        text = translate(
            "Sharing", "It is yours at once. {name} can write there no more, and is told so."
        )
        dialog.body.addWidget(Label(text.format(name=name), wrap=True))
        self._asked = conversation
        dialog.accepted.connect(self._on_dialog_accepted)
        dialog.open()

    def _on_dialog_accepted(self) -> None:
        if self._asked is not None:
            self._do("take over", self._session.take_over(self._asked))

    def _offer_receivers(self, conversation: ConversationId) -> None:
        """The queues, and the agents on line with the most room."""
        store = self._session.store
        menu = Menu(parent=self._parts)
        menu.aboutToHide.connect(menu.deleteLater)
        head = menu.add_head()
        head.setText(translate("Sharing", "Give the chat to"))
        queues = store.workplace.queues if store.workplace else []
        free = sorted(
            (
                agent
                for agent in store.board.agents.values()
                if agent.linked and agent.room > agent.used and agent.account != store.me
            ),
            key=lambda agent: agent.used - agent.room,
        )
        for agent in free[:_MOST]:
            room = (agent.room - agent.used) // 100
            words = translate("Sharing", "{name} · room for {count}").format(
                name=plain_text.plain_line(agent.name, shown=40), count=room
            )
            menu.addAction(words.replace("&", "&&")).setData(f"agent {agent.account}")
        menu.addSeparator()
        for queue in queues:
            words = translate("Sharing", "Queue “{title}”").format(
                title=plain_text.plain_line(queue.title, shown=40)
            )
            menu.addAction(words.replace("&", "&&")).setData(f"queue {queue.id}")
        self._asked = conversation
        menu.triggered.connect(self._on_menu_triggered)
        button = self._parts.chat.lead_bar.buttons[LeadAct.ASSIGN]
        menu.hang(button, right=True)

    def _on_menu_triggered(self, chosen: QAction) -> None:
        kind, _, target = str(chosen.data()).partition(" ")
        if self._asked is None:
            return
        if kind == "agent":
            self._do("assign", self._session.assign(self._asked, agent=AccountId(target)))
        elif kind == "queue":
            self._do("assign", self._session.assign(self._asked, queue=QueueId(target)))

    def _do(self, what: str, work: Coroutine[Any, Any, None]) -> None:
        self._parts.owner.spawn(what, work, on_refusal=self._parts.fail)
