"""What a person does among colleagues: opens talks, asks about a message, keeps groups."""

from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject

from console.core.talks import is_talk
from protocol.bodies import Citation
from protocol.conversations import Head
from protocol.ids import AccountId, ConversationId
from ui.shell.desk_parts import DeskParts
from ui.shell.over_desk import open_over
from ui.talks.ask_dialog import AskDialog
from ui.talks.colleague_dialog import ColleagueDialog
from ui.talks.group_dialog import GroupDialog
from ui.talks.rename_dialog import RenameDialog
from ui.widgets.ground import Tone
from ui.widgets.menu import Menu

translate = QCoreApplication.translate


class TalkDeeds(QObject):
    """Each deed runs as a task and says when it fails; what is asked stands in `asking`."""

    def __init__(self, parts: DeskParts) -> None:
        super().__init__(parts)
        self._parts = parts
        self._session = parts.session
        self._about: Citation | None = None
        self.asking: ColleagueDialog | None = None

    # Talks

    def choose_colleague(self) -> None:
        """Ask whom to write to."""
        dialog = ColleagueDialog(
            translate("Talks", "Write to a colleague"),
            answer=translate("Talks", "Write"),
            feed=self._parts.feed,
            owner=self._parts.owner,
            parent=self._parts,
        )
        dialog.chosen.connect(self.open_talk)
        self._open(dialog)

    def open_talk(self, colleague: str) -> None:
        """Bring the talk with a colleague in view."""
        self._do("talk", self._open_talk(AccountId(colleague)))

    def choose_group(self) -> None:
        """Ask who is to be in a new group."""
        dialog = GroupDialog(
            translate("Talks", "Start a group"),
            answer=translate("Talks", "Start"),
            named=True,
            feed=self._parts.feed,
            owner=self._parts.owner,
            parent=self._parts,
        )
        dialog.gathered.connect(self._on_group_gathered)
        self._open(dialog)

    def rename_group(self) -> None:
        """Ask what the group in view is called from now on."""
        head = self._group()
        if head is not None:
            dialog = RenameDialog(head.id, head.name, parent=self._parts)
            dialog.named.connect(self._on_group_named)
            open_over(self._parts, dialog)

    def add_people(self) -> None:
        """Ask who else is to be in the group in view."""
        head = self._group()
        if head is None:
            return
        dialog = GroupDialog(
            translate("Talks", "Add to “{group}”").format(group=head.name),
            answer=translate("Talks", "Add"),
            named=False,
            feed=self._parts.feed,
            owner=self._parts.owner,
            besides=[one.account for one in head.members],
            parent=self._parts,
        )
        self._added_to = head.id
        dialog.gathered.connect(self._on_people_gathered)
        self._open(dialog)

    def leave_group(self) -> None:
        """Be in the group in view no more; who is in it can ask one back."""
        head = self._group()
        if head is not None:
            self._do("talk", self._leave(head.id, head.name))

    def open_menu(self, conversation: str) -> None:
        """What can be done with a group."""
        self._parts.chats.open(ConversationId(conversation))
        header = self._parts.chat.header
        menu = Menu(parent=header)
        menu.setAccessibleName(translate("Talks", "What can be done with the group"))
        menu.addAction(translate("Talks", "Add people…")).triggered.connect(self.add_people)
        menu.addAction(translate("Talks", "Rename…")).triggered.connect(self.rename_group)
        menu.addAction(translate("Talks", "Leave the group")).triggered.connect(self.leave_group)
        menu.hang(header.group, right=True)

    # Asking

    def ask_about(self, conversation: str, seq: int) -> None:
        """Ask which colleague is asked about a message, and what."""
        about = self._session.citation(ConversationId(conversation), seq)
        if about is None:
            return
        self._about = about
        dialog = AskDialog(
            about, feed=self._parts.feed, owner=self._parts.owner, parent=self._parts
        )
        dialog.asked.connect(self._on_asked)
        self._open(dialog)

    def ask_about_current(self) -> None:
        """About the current message, or what the subscriber said last."""
        self._parts.chat.deeds.ask()

    def settle_last(self) -> None:
        """My last question in the talk in view is answered."""
        self._parts.chat.deeds.settle_last()

    def look_into(self, conversation: str, seq: int) -> None:
        """The conversation of a card, at the message."""
        which = ConversationId(conversation)
        self._parts.show_chat(which)
        self._do("card", self._go_to(which, seq))

    # How it is done

    def _open(self, dialog: ColleagueDialog) -> None:
        self.asking = dialog
        dialog.finished.connect(self._on_dialog_finished)
        open_over(self._parts, dialog, asks=True)

    def _on_dialog_finished(self) -> None:
        self.asking = None

    def _group(self) -> Head | None:
        current = self._parts.chats.current
        head = self._session.store.head(current) if current is not None else None
        return head if head is not None and is_talk(head) and head.group else None

    def _on_group_gathered(self, name: str, members: list[AccountId]) -> None:
        self._do("talk", self._start(name, members))

    def _on_people_gathered(self, _: str, members: list[AccountId]) -> None:
        self._do("talk", self._session.add_to_group(self._added_to, members))

    def _on_group_named(self, conversation: str, name: str) -> None:
        self._do("talk", self._session.rename_group(ConversationId(conversation), name))

    def _on_asked(self, colleague: str, question: str) -> None:
        about, self._about = self._about, None
        if about is not None:
            self._do("ask", self._ask(AccountId(colleague), about, question))

    async def _open_talk(self, colleague: AccountId) -> None:
        self._parts.show_chat(await self._session.open_talk(colleague))

    async def _start(self, name: str, members: list[AccountId]) -> None:
        self._parts.show_chat(await self._session.start_group(name, members))

    async def _leave(self, talk: ConversationId, name: str) -> None:
        await self._session.leave_group(talk)
        self._parts.chats.close(talk)
        self._parts.tell(
            translate("Talks", "You left “{group}”").format(group=name),
            translate("Talks", "Who is in it can add you again."),
            tone=Tone.MUTED,
        )

    async def _ask(self, colleague: AccountId, about: Citation, question: str) -> None:
        talk = await self._session.open_talk(colleague)
        await self._session.ask(talk, question, about=about)
        self._parts.show_chat(talk)

    async def _go_to(self, conversation: ConversationId, seq: int) -> None:
        """The older pages up to it are read first."""
        await self._session.read_back_to(conversation, seq)
        page = self._parts.chat
        row = page.joined.row_of(seq) if page.conversation == conversation else None
        if row is not None:
            page.transcript.show_row(row)

    def _do(self, what: str, work: Coroutine[Any, Any, Any]) -> None:
        self._parts.owner.spawn(what, work, on_refusal=self._parts.fail)
