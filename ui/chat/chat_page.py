"""A conversation in view: its header, its transcript, and the composer that belongs to it."""

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtGui import QHideEvent, QImage, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from console.core import changes as core
from console.core.errors import ConsoleError
from console.core.links import read_link
from console.core.talks import is_talk
from console.core.tasks import TaskOwner
from console.viewmodels import formats
from console.viewmodels.attention import Attention
from console.viewmodels.joined_transcript import JoinedTranscript
from console.viewmodels.transcript_model import TranscriptModel
from console.viewmodels.transcript_rows import FileLine
from protocol.conversations import ConversationState, Head
from protocol.ids import ClientId, ConversationId, FileId
from protocol.people import AuthorRole
from protocol.subscribers import Profile
from ui.chat.chat_header import ChatHeader
from ui.chat.chat_search import ChatSearch
from ui.chat.chat_writer import ChatWriter
from ui.chat.composer_mode import ComposerMode
from ui.chat.day_jump import DayJump
from ui.chat.earlier_talks import EarlierTalks
from ui.chat.file_deeds import FileDeeds
from ui.chat.kept_chats import KeptChats
from ui.chat.link_question import LinkQuestion
from ui.chat.row_deeds import RowDeeds
from ui.chat.row_layouts import FileAction
from ui.chat.talk_words import about_talk
from ui.chat.transcript_view import TranscriptView
from ui.chat.unsent_texts import UnsentTexts
from ui.desk import waits
from ui.desk.channels import channel_name
from ui.desk.desk_feed import DeskFeed
from ui.sharing.lead_bar import LeadBar
from ui.sharing.shared_bar import SharedBar
from ui.widgets import plain_text
from ui.widgets.key_cap import key_words
from ui.widgets.pill import PillTone

translate = QCoreApplication.translate

_PEEK = 120
"""As much of an unsent text as fits on the line under the transcript."""


class ChatPage(QWidget):
    """Shows one conversation at a time; switching swaps the model, each chat keeps its composer.

    Signals:
        hold_pressed, release_pressed, finish_pressed, take_pressed: for this conversation.
        share_pressed, call_back_pressed, step_out_pressed: the same, of what colleagues do in it.
        send_away_pressed: this conversation, this guest.
        ask_wanted: ask a colleague about this entry of this conversation.
        card_wanted: look into the conversation of a card, at an entry.
        group_pressed: what can be done with this group of colleagues.
        lead_act_wanted: what a lead does in this conversation, which somebody else answers.
        whispered: in this conversation, to who answers it.
        failed: something could not be done, and why.
    """

    hold_pressed = Signal(str)
    release_pressed = Signal(str)
    finish_pressed = Signal(str)
    take_pressed = Signal(str)
    share_pressed = Signal(str)
    call_back_pressed = Signal(str)
    step_out_pressed = Signal(str)
    send_away_pressed = Signal(str, str)
    ask_wanted = Signal(str, int)
    card_wanted = Signal(str, int)
    group_pressed = Signal(str)
    lead_act_wanted = Signal(str, str)
    whispered = Signal(str, str)
    failed = Signal(Exception)

    def __init__(
        self,
        feed: DeskFeed,
        *,
        kept: KeptChats,
        owner: TaskOwner,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._feed = feed
        self._kept = kept
        self._session = feed.session
        self._owner = owner
        self._at_newest = False  # of the log that stands, before it was read anew
        self._conversation: ConversationId | None = None
        self._writer: ChatWriter | None = None
        self.header = ChatHeader()
        self.header.hold_pressed.connect(self._on_header_hold_pressed)
        self.header.release_pressed.connect(self._on_header_release_pressed)
        self.header.finish_pressed.connect(self._on_header_finish_pressed)
        self.header.take_pressed.connect(self._on_header_take_pressed)
        self.header.share_pressed.connect(self._on_header_share_pressed)
        self.shared = SharedBar()
        self.shared.call_back_pressed.connect(self._on_shared_call_back_pressed)
        self.shared.step_out_pressed.connect(self._on_shared_step_out_pressed)
        self.shared.send_away_pressed.connect(self._on_shared_send_away_pressed)
        self.header.group_pressed.connect(self._on_header_group_pressed)
        self.lead_bar = LeadBar()
        self.lead_bar.act_wanted.connect(self._on_lead_bar_act_wanted)
        self.lead_bar.whispered.connect(self._on_lead_bar_whispered)
        self.model = TranscriptModel(feed.store, now=feed.here, parent=self)
        self.joined = JoinedTranscript(self.model, parent=self)
        self.earlier = EarlierTalks(feed, self.joined, owner=owner, parent=self)
        self.attention = Attention(parent=self)
        self.attention.seen.connect(self._on_attention_seen)
        self.transcript = TranscriptView()
        self.transcript.picture_of = self._picture_of
        self._kept.album.changed.connect(self.transcript.viewport().update)
        self._kept.keys_printed.connect(self._on_kept_keys_printed)
        self._on_kept_keys_printed()
        self._file_deeds = FileDeeds(feed.session, owner=owner, over=self)
        self._file_deeds.failed.connect(self.failed)
        self.transcript.file_action.connect(self._on_transcript_file_action)
        self.transcript.history_wanted.connect(self._on_transcript_history_wanted)
        self.transcript.link_pressed.connect(self._on_transcript_link_pressed)
        self.deeds = RowDeeds(
            feed, transcript=self.transcript, model=self.model, owner=owner, over=self
        )
        self.deeds.ask_wanted.connect(self.ask_wanted)
        self.deeds.card_wanted.connect(self.card_wanted)
        self.deeds.taken_back.connect(self.focus_editor)
        self.deeds.failed.connect(self.failed)
        self.transcript.newest_seen.connect(self._on_transcript_newest_seen)
        self.search = ChatSearch(
            feed, transcript=self.transcript, model=self.joined, owner=owner, parent=self
        )
        self.search.closed.connect(self.focus_editor)
        self.days = DayJump(
            feed,
            transcript=self.transcript,
            joined=self.joined,
            earlier=self.earlier,
            owner=owner,
            over=self,
        )
        self.unsent = UnsentTexts(
            feed, transcript=self.transcript, joined=self.joined, owner=owner, parent=self
        )
        self._composers = QStackedWidget()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.lead_bar)
        column.addWidget(self.shared)
        column.addWidget(self.search.bar)
        column.addWidget(self.transcript, 1)
        column.addWidget(self.lead_bar.whisper)
        column.addWidget(self._composers)
        feed.batch_applied.connect(self._on_feed_batch_applied)
        feed.chat_changed.connect(self._on_feed_chat_changed)
        feed.desk_changed.connect(self._refresh)
        feed.talks_changed.connect(self._on_feed_talks_changed)
        feed.ticked.connect(self._on_feed_ticked)
        self._on_account_changed()
        feed.account_changed.connect(self._on_account_changed)

    def _on_kept_keys_printed(self) -> None:
        self.transcript.print_take_back(key_words(self._kept.keys.take_back))

    @property
    def conversation(self) -> ConversationId | None:
        """The one in view."""
        return self._conversation

    @property
    def writer(self) -> ChatWriter | None:
        """The composer of the conversation in view."""
        return self._writer

    def show_chat(self, conversation: ConversationId | None) -> None:
        """Look at a conversation, again or for the first time; or at none."""
        if conversation == self._conversation:
            return
        self._keep_place()
        self.search.stop()
        self._conversation = conversation
        if conversation is None:
            self._writer = None
            self.deeds.show_nothing()
            self._show_log()
            return
        self._session.open_chat(conversation)
        self._writer = writer = self._kept.writer(conversation)
        if self._composers.indexOf(writer.composer) < 0:
            self._composers.addWidget(writer.composer)  # out of the page that had it
        self._composers.setCurrentWidget(writer.composer)
        self.deeds.show_chat(conversation, writer)
        self._show_log()
        self._refresh()

    def set_compact(self, compact: bool) -> None:
        """Whether it stands among others."""
        self.header.set_compact(compact)

    def let_go(self) -> None:
        """The page goes: what its conversations keep stays."""
        self.show_chat(None)
        self._kept.take_back(self._composers)

    def know_profile(self, profile: Profile | None) -> None:
        """Whose variables canned replies are filled with in the conversation in view."""
        if self._writer is not None:
            self._writer.know_profile(profile)

    def focus_editor(self) -> None:
        """Put the cursor into the draft."""
        if self.writer is not None:
            self.writer.composer.focus_editor()

    def choose_files(self) -> None:
        """Ask for files to go with the draft in view."""
        if self.writer is not None:
            self.writer.files.choose()

    def toggle_note(self) -> None:
        """Change between the reply and the note."""
        if self.writer is not None:
            composer = self.writer.composer
            note = composer.mode is ComposerMode.NOTE
            composer.set_mode(ComposerMode.REPLY if note else ComposerMode.NOTE)

    def take_back(self) -> None:
        """Take the text back that was sent a moment ago."""
        if self.writer is not None:
            self.writer.take_back()

    def send_anyway(self) -> None:
        """Send what was doubted as it is."""
        if self.writer is not None:
            self.writer.composer.send_anyway()

    def suggest_spelling(self) -> None:
        """Offer what may be meant by the misspelt word at the cursor."""
        if self.writer is not None:
            self.writer.proofing.suggest()

    def open_emoji(self) -> None:
        """Choose an emoji for the draft."""
        if self.writer is not None and not self._composers.isHidden():
            self.writer.open_emoji()

    def turn_layout(self) -> None:
        """Turn the draft, or what is selected of it, into the other keyboard layout."""
        if self.writer is not None:
            self.writer.proofing.turn_layout()

    def _keep_place(self) -> None:
        """Where the reader is in the conversation in view, for when he comes back to it."""
        if self._conversation is None or not self.model.last_seq:
            return  # a log that is not there yet has no place to lose
        kept = self.transcript.keep_place()
        self._at_newest = kept is None
        if kept is None:
            self._kept.places.pop(self._conversation, None)
        else:
            self._kept.places[self._conversation] = kept

    def _show_log(self, *, again: bool = False) -> None:
        """From where its reader was; `again`: he has not looked elsewhere, it was read anew."""
        self._at_newest = again and self._at_newest
        self.attention.look_away()
        self.model.show(self._conversation)
        kept = self._kept.places.get(self._conversation) if self._conversation else None
        first_unread = None if self._at_newest else self.model.first_unread
        self.transcript.show_transcript(
            self.joined, self.joined.row_at, first_unread=first_unread, kept=kept
        )

    def _head(self) -> Head | None:
        return self._feed.store.head(self._conversation) if self._conversation else None

    def _on_account_changed(self) -> None:
        account = self._feed.store.account
        if account is not None:
            self.transcript.set_own_name(account.name)
        self._refresh()

    def _on_feed_batch_applied(self, batch: tuple[core.Change, ...]) -> None:
        if any(
            isinstance(change, core.LogReset) and change.conversation == self._conversation
            for change in batch
        ):
            self._keep_place()  # while the rows it is told by still stand
        self.model.take(batch)
        for change in batch:
            if isinstance(change, core.LogReset) and change.conversation == self._conversation:
                self._show_log(again=True)
            if isinstance(change, core.OutgoingAdded) and change.conversation == self._conversation:
                # Who writes wants to see it, wherever he has read before.
                self.transcript.jump_to_newest()

    def _on_feed_ticked(self) -> None:
        self.model.tick()
        self.shared.tick(self._feed.now())
        self._show_wait()

    def _show_wait(self) -> None:
        head = self._head()
        if head is None:
            return
        if head.due_at is not None and head.owner == self._feed.store.me:
            left = formats.duration(max(0, head.due_at - self._feed.now()))
            words = (
                translate("Chat", "closes in {time}")
                if head.state is ConversationState.CLOSING
                else translate("Chat", "to sum up: {time}")
            )
            self.header.show_wait(words.format(time=left), PillTone.WARN, always=True)
            return
        waits_for_me = head.waiting_since is not None and head.owner == self._feed.store.me
        if head.waiting_since is None or not waits_for_me:
            self.header.show_wait("", PillTone.NEUTRAL)
            return
        queue = self._feed.queue(head.queue)
        self.header.show_wait(
            *waits.wait_pill(head.waiting_since, now=self._feed.now(), queue=queue)
        )

    def _on_feed_chat_changed(self, conversation: str) -> None:
        if conversation == self._conversation:
            self._refresh()

    def _picture_of(self, file: FileLine) -> QImage | None:
        if file.kept:
            return self._kept.album.kept(ClientId(file.key))
        if self._conversation is None:
            return None
        return self._kept.album.sent(self._conversation, FileId(file.key))

    def _on_transcript_file_action(self, file: FileLine, action: FileAction) -> None:
        if self._conversation is not None:
            self._file_deeds.do(self._conversation, file, action)

    def _refresh(self) -> None:
        head = self._head()
        if head is None or self._conversation is None:
            return
        chat = self._feed.store.chats[self._conversation]
        mine = chat.owned_by(self._feed.store.me)
        may_take = self._feed.may_answer
        me = self._feed.store.me
        self.header.show_head(
            head, about=self._about(head), mine=mine, me=me or "", may_take=may_take
        )
        self.lead_bar.show_head(head, me=me, leads=self._feed.may_lead)
        self.shared.show_head(head, me=self._feed.store.me, mine=mine)
        self.shared.tick(self._feed.now())
        self._show_wait()
        self.header.show_onlookers(list(chat.onlookers.values()))
        hint = chat.hint
        peek = ""
        if hint is not None and (chat.is_talk or hint.role is AuthorRole.SUBSCRIBER):
            name = plain_text.plain_line(hint.name if chat.is_talk else head.name, shown=40)
            peek = translate("Chat", "{name} is typing…").format(name=name)
            if hint.text:
                text = plain_text.plain_line(hint.text, shown=_PEEK)
                peek = translate("Chat", "{name} is typing: “{text}”").format(name=name, text=text)
        self.transcript.set_typing(peek)
        if self.writer is not None:
            if chat.is_talk:
                self.writer.write_to_colleagues(plain_text.plain_line(head.name, shown=40))
            composer = self.writer.composer
            noted = chat.noted_by(self._feed.store.me)
            composer.set_writable(noted, reason=_why_not(head, gone=chat.gone))
            voiced = chat.voiced_by(self._feed.store.me)
            self.writer.composer.set_notes_only(noted and not voiced)
            # What is left of drafts in a chat that has gone to somebody else is still to be seen.
            self._composers.setVisible(noted or composer.has_text or bool(chat.attached))

    def _about(self, head: Head) -> str:
        if is_talk(head):
            return about_talk(head, self._feed)
        queue = self._feed.queue(head.queue)
        parts = [channel_name(head.channel), self._feed.topic_title(head.topic)]
        if queue is not None and queue.title not in parts:
            parts.append(queue.title)
        if head.phone:
            parts.append(head.phone)
        return " · ".join(parts)

    def _on_header_hold_pressed(self) -> None:
        self.hold_pressed.emit(self._conversation)

    def _on_header_release_pressed(self) -> None:
        self.release_pressed.emit(self._conversation)

    def _on_header_finish_pressed(self) -> None:
        self.finish_pressed.emit(self._conversation)

    def _on_header_group_pressed(self) -> None:
        self.group_pressed.emit(self._conversation)

    def _on_feed_talks_changed(self) -> None:
        self.model.reword()
        self._refresh()

    def _on_header_take_pressed(self) -> None:
        self.take_pressed.emit(self._conversation)

    def _on_header_share_pressed(self) -> None:
        self.share_pressed.emit(self._conversation)

    def _on_shared_call_back_pressed(self) -> None:
        self.call_back_pressed.emit(self._conversation)

    def _on_lead_bar_act_wanted(self, act: str) -> None:
        self.lead_act_wanted.emit(self._conversation, act)

    def _on_lead_bar_whispered(self, text: str) -> None:
        self.whispered.emit(self._conversation, text)

    def _on_shared_step_out_pressed(self) -> None:
        self.step_out_pressed.emit(self._conversation)

    def _on_shared_send_away_pressed(self, account: str) -> None:
        self.send_away_pressed.emit(self._conversation, account)

    def _on_transcript_history_wanted(self) -> None:
        if self._conversation is None or not self.model.last_seq:
            return
        if self.model.has_older:
            self._owner.spawn("history", self._read_older(self._conversation))
        else:
            self.earlier.read_next()

    async def _read_older(self, conversation: ConversationId) -> None:
        try:
            await self._session.read_older(conversation)
        except ConsoleError:
            return  # asked for again when the reader comes back to the top

    def _on_transcript_newest_seen(self) -> None:
        if self._conversation is not None and self.model.last_seq:
            self.attention.show(self._conversation, self.model.last_seq)

    def _on_attention_seen(self, conversation: str, seq: int) -> None:
        chat = self._feed.store.chats.get(ConversationId(conversation))
        if chat is not None and chat.noted_by(self._feed.store.me):
            self._session.mark_read(chat.id, seq)

    def _on_transcript_link_pressed(self, address: str) -> None:
        link = read_link(address)
        if link is not None:
            question = LinkQuestion(link, parent=self)
            question.accepted.connect(question.go)
            question.open()

    def change_last(self) -> None:
        """Edit what I said last."""
        if self.writer is not None:
            self.writer.second.change_last()

    def delete_last(self) -> None:
        """Take back what I said last, if its user is sure."""
        if self.writer is not None:
            self.writer.second.delete_last(over=self.window())

    # Qt overrides

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            self.attention.set_active(self.isActiveWindow())
        return super().event(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.attention.set_active(self.isActiveWindow())

    def hideEvent(self, event: QHideEvent) -> None:
        self.attention.set_active(False)
        super().hideEvent(event)


def _why_not(head: Head, *, gone: bool) -> str:
    if gone:
        return translate("Chat", "This chat is no longer yours.")
    match head.state:
        case ConversationState.TALK:
            return translate("Chat", "You are no longer in this talk.")
        case ConversationState.WRAP_UP:
            return translate("Chat", "The chat is over. What came of it is still to be said.")
        case ConversationState.SCHEDULED:
            return translate("Chat", "It is put off until its date: take it to answer now.")
        case ConversationState.ROBOT:
            return translate("Chat", "The robot answers in this chat.")
        case ConversationState.CLOSED:
            return translate("Chat", "This chat is over: it can only be read.")
        case ConversationState.QUEUED | ConversationState.OFFERED:
            return translate("Chat", "Nobody has taken this chat yet: take it to answer.")
        case _:
            return translate("Chat", "{name} answers in this chat.").format(name=head.owner_name)
