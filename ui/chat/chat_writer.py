"""The composer of one conversation, bound to it for good: what is typed can go nowhere else."""

import time

import msgspec
from PySide6.QtCore import QCoreApplication, QLocale, QObject, Signal

from console.core import canned
from console.core.errors import ConsoleError
from console.core.talks import is_talk
from console.core.tasks import TaskOwner
from console.session import DeskSession
from console.viewmodels.doubt_lines import doubt_line
from console.viewmodels.reply_values import reply_values, variable_titles
from protocol.ids import ConversationId
from protocol.scalars import Millis
from protocol.subscribers import Profile
from ui.chat.canned_offers import CannedOffers
from ui.chat.chat_files import ChatFiles
from ui.chat.composer import Composer
from ui.chat.composer_mode import ComposerMode
from ui.chat.emoji_popup import RECENT, EmojiPopup
from ui.chat.printed_keys import PrintedKeys
from ui.chat.proofing import Proofing
from ui.chat.proofreader import Proofreader
from ui.chat.second_words import SecondWords
from ui.pictures.album import Album
from ui.theme.icons import Icon
from ui.widgets import plain_text
from ui.widgets.buttons import Button
from ui.widgets.key_cap import key_words

translate = QCoreApplication.translate

_RIGHTED = 60
"""As much of a turned text as shows that it is the right one."""
_RECENT_EMOJI = "emoji.recent"
_MODES = ((ComposerMode.REPLY, False), (ComposerMode.NOTE, True))


class ChatWriter(QObject):
    """A composer and the conversation it writes to.

    Signals:
        failed: a text could not be stored, and why.
        article_wanted: look for an article to insert.
        template_wanted: make a canned reply of this text.
    """

    failed = Signal(Exception)
    article_wanted = Signal()
    template_wanted = Signal(str)

    def __init__(
        self,
        conversation: ConversationId,
        *,
        session: DeskSession,
        reader: Proofreader,
        album: Album,
        owner: TaskOwner,
    ) -> None:
        super().__init__()
        self.conversation = conversation
        self.composer = Composer()
        self._session = session
        self._owner = owner
        self._profile: Profile | None = None
        self._keys = PrintedKeys()
        self._templates = Button(translate("Chat", "Templates"), icon=Icon.SLASH)
        self._templates.clicked.connect(self.composer.start_canned)
        article = Button(translate("Chat", "Article"), icon=Icon.BOOK)
        article.clicked.connect(self.article_wanted)
        self._smile = Button(translate("Chat", "Emoji"), icon=Icon.SMILE)
        self._smile.clicked.connect(self.open_emoji)
        self._emoji: EmojiPopup | None = None
        self.composer.add_tool(self._templates)
        self.composer.add_tool(article)
        self.composer.add_tool(self._smile)
        self.files = ChatFiles(
            conversation, self.composer, session=session, album=album, owner=owner, parent=self
        )
        self.files.failed.connect(self.failed)
        attach = Button(translate("Chat", "Files"), icon=Icon.CLIP)
        attach.clicked.connect(self.files.choose)
        self.composer.add_tool(attach)
        self.composer.submitted.connect(self._on_composer_submitted)
        self.composer.insisted.connect(self._on_composer_insisted)
        self.second = SecondWords(
            conversation, self.composer, session=session, owner=owner, parent=self
        )
        self.second.failed.connect(self.failed)
        self.composer.change_wanted.connect(self.second.change_last)
        self.composer.hurried.connect(self._on_composer_hurried)
        self.composer.regretted.connect(self.take_back)
        self.composer.text_edited.connect(self._on_composer_text_edited)
        self.composer.mode_changed.connect(self.say_how_safe)
        self.canned = CannedOffers(self, session=session, owner=owner)
        self.canned.template_wanted.connect(self.template_wanted)
        self._proofings = [
            Proofing(editor, reader=reader, owner=owner) for editor in self.composer.editors()
        ]
        for proofing in self._proofings:
            proofing.layout_noticed.connect(self._on_layout_noticed)
            proofing.word_learned.connect(self._on_word_learned)
        self.follow_preferences()
        self.restore_draft()

    def print_keys(self, keys: PrintedKeys) -> None:
        """These are what its user presses now."""
        self._keys = keys
        self.composer.print_keys(keys.anyway)

    def follow_preferences(self) -> None:
        """How its user wants to write."""
        for proofing in self._proofings:
            proofing.use(self._session.store.preferences.writing)

    @property
    def is_talk(self) -> bool:
        """Whether colleagues alone read what is written here."""
        return is_talk(self._session.store.head(self.conversation))

    def write_to_colleagues(self, names: str) -> None:
        """What is meant for subscribers goes from here; the draft says for whom it is."""
        self._templates.hide()
        self.composer.write_to_colleagues(names)

    @property
    def proofing(self) -> Proofing:
        """Of the draft in sight."""
        return self._proofings[self.composer.editors().index(self.composer.editor)]

    def restore_draft(self) -> None:
        """Show the drafts as the state has them."""
        chat = self._session.store.chats.get(self.conversation)
        if chat is None:
            return
        for mode, note in _MODES:
            self.composer.set_text(mode, chat.note_draft if note else chat.draft)
        self.say_how_safe()
        self.files.show()

    def know_profile(self, profile: Profile | None) -> None:
        """Fill variables from this profile from now on."""
        self._profile = profile

    def values(self) -> dict[str, str]:
        """What the variables of canned replies stand for in this conversation."""
        store = self._session.store
        head = store.head(self.conversation)
        return reply_values(
            language=self.language(),
            now=Millis(time.time_ns() // 1_000_000 + store.clock_offset_ms),
            account=store.account,
            profile=self._profile,
            name=head.name if head else "",
        )

    def fill(self, text: str) -> str:
        """A canned text with what is known of this conversation in the place of its variables."""
        return canned.fill(text, self.values(), variable_titles(self.language()))

    def open_emoji(self) -> None:
        """Choose an emoji for the draft."""
        if self._emoji is None:
            self._emoji = EmojiPopup(self.composer)
            self._emoji.chosen.connect(self._on_emoji_chosen)
            self._emoji.dismissed.connect(self.composer.focus_editor)
        self._emoji.open_over(
            self.composer,
            by=self._smile,
            recent=self._recent_emoji(),
            language=QLocale().name()[:2],
        )

    def _recent_emoji(self) -> list[str]:
        return self._session.setting(_RECENT_EMOJI).split()

    def _on_emoji_chosen(self, emoji: str) -> None:
        recent = [emoji, *(one for one in self._recent_emoji() if one != emoji)]
        self._session.remember(_RECENT_EMOJI, " ".join(recent[:RECENT]))
        self.composer.insert(emoji)

    def _on_layout_noticed(self, righted: str) -> None:
        shown = plain_text.plain_line(righted, shown=_RIGHTED)
        keys = key_words(self._keys.layout)
        words = translate("Chat", "Wrong keyboard layout? {keys} changes it to “{text}”")
        if not keys:
            words = translate("Chat", "Wrong keyboard layout? It would be “{text}”")
        self.composer.notice(words.format(keys=keys, text=shown) if righted else "")

    def _on_word_learned(self, word: str) -> None:
        now = self._session.store.preferences
        words = (*now.writing.own_words, word.casefold())
        writing = msgspec.structs.replace(now.writing, own_words=tuple(dict.fromkeys(words)))
        self._session.prefer(msgspec.structs.replace(now, writing=writing))

    def take_back(self) -> None:
        """Take back into the draft what was sent a moment ago."""
        self._owner.spawn("take back", self._take_back())

    def dispose(self) -> None:
        """The conversation is not open any more."""
        if self._emoji is not None:
            self._emoji.deleteLater()
        self.composer.deleteLater()
        self.deleteLater()

    def say_how_safe(self) -> None:
        """Whether the draft would outlive this program."""
        if not self.composer.text():
            words = ""
        elif self._session.store.disk_failing:
            words = translate("Chat", "Draft not saved")
        else:
            words = translate("Chat", "Draft saved")
        self.composer.set_status(words)

    def _on_composer_submitted(self, mode: ComposerMode, text: str) -> None:
        self._owner.spawn("send", self._look_and_send(mode, text))

    def _on_composer_insisted(self, mode: ComposerMode, text: str) -> None:
        self._owner.spawn("send", self._send(mode, text))

    async def _look_and_send(self, mode: ComposerMode, text: str) -> None:
        if self._session.store.preferences.writing.guarded:
            note = mode is ComposerMode.NOTE or self.is_talk
            doubts = await self._session.doubts(self.conversation, text, note=note)
            if doubts:
                first = doubts[0]
                self.composer.doubt_submitted(
                    mode, doubt_line(doubts), start=first.start, length=first.length
                )
                return
        await self._send(mode, text)

    def _on_composer_hurried(self) -> None:
        self._session.send_now(self.conversation)

    async def _take_back(self) -> None:
        try:
            if await self._session.take_back_newest(self.conversation):
                self.canned.use_again()
        except ConsoleError as error:
            self.failed.emit(error)

    async def _send(self, mode: ComposerMode, text: str) -> None:
        changed = self.composer.changed_in(mode)
        if changed is not None:
            await self.second.save(changed, text, mode=mode)
            return
        undo_s = self._session.store.preferences.writing.undo_s
        try:
            if self.is_talk:
                await self._session.say(self.conversation, text, undo_s=undo_s)
            elif mode is ComposerMode.NOTE:
                await self._session.note(self.conversation, text, undo_s=undo_s)
            else:
                used = self.canned.take_used()
                await self._session.send(self.conversation, text, undo_s=undo_s, replies=used)
        except ConsoleError as error:
            if mode is ComposerMode.REPLY:
                self.canned.use_again()
            self.composer.keep_submitted(mode)
            self.failed.emit(error)
            return
        self.composer.clear_submitted(mode)
        rest = self.composer.text(mode)
        note = mode is ComposerMode.NOTE
        self._session.draft_changed(self.conversation, rest, note=note)
        self.say_how_safe()

    def _on_composer_text_edited(self, mode: ComposerMode, text: str) -> None:
        note = mode is ComposerMode.NOTE
        self._session.draft_changed(self.conversation, text, note=note)
        if not note:
            self._session.typing(self.conversation, typing=bool(text))
        self.say_how_safe()

    def language(self) -> str:
        """In which the conversation is."""
        head = self._session.store.head(self.conversation)
        return head.language if head else "ru"
