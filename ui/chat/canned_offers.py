"""What a slash in one composer offers, and of which canned replies its draft is made."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Signal

from console.core import canned
from console.core.tasks import TaskOwner
from console.session import DeskSession
from protocol import limits
from protocol.knowledge import CannedReply as KeptReply
from ui.chat.canned_popup import CannedReply
from ui.chat.composer_mode import ComposerMode
from ui.knowledge.article_text import answer_of
from ui.replies import words

if TYPE_CHECKING:
    from ui.chat.chat_writer import ChatWriter

translate = QCoreApplication.translate

_ARTICLE_LETTERS = 3
"""Fewer begin too many titles."""
_ARTICLES = 4
_REPLIES = 8
"""Before articles; who types on finds the others."""
_SHOWN = 200


class CannedOffers(QObject):
    """Of one writer, and gone with it.

    Signals:
        template_wanted: make a canned reply of this text.
    """

    template_wanted = Signal(str)

    def __init__(self, writer: "ChatWriter", *, session: DeskSession, owner: TaskOwner) -> None:
        super().__init__(writer)
        self._writer, self._session, self._owner = writer, session, owner
        self._used: dict[str, None] = {}
        self._sent: dict[str, None] = {}
        composer = writer.composer
        composer.canned_wanted.connect(self._on_composer_canned_wanted)
        composer.canned_chosen.connect(self._on_composer_canned_chosen)
        composer.text_edited.connect(self._on_composer_text_edited)

    def insert(self, reply: KeptReply) -> None:
        """Put a reply into the draft, its variables filled."""
        self._writer.composer.insert(self._writer.fill(reply.text))
        self._use(reply.id)

    def take_used(self) -> list[str]:
        """Of which replies the draft is made that goes now: they are counted with it."""
        self._sent, self._used = self._used, {}
        return list(self._sent)[: limits.REPLIES_PER_MESSAGE]

    def use_again(self) -> None:
        """What went is a draft again."""
        self._used = self._sent | self._used

    def text_to_keep(self) -> str:
        """What is selected in the draft, or all of it, with variables for what is his alone."""
        editor = self._writer.composer.editor
        text = editor.textCursor().selection().toPlainText() or editor.toPlainText()
        return canned.with_variables(text.strip(), self._writer.values())

    def _use(self, reply: str) -> None:
        if self._writer.composer.mode is ComposerMode.REPLY:
            self._used[reply] = None

    def _on_composer_text_edited(self, mode: ComposerMode, text: str) -> None:
        if mode is ComposerMode.REPLY and not text:
            self._used = {}

    def _on_composer_canned_wanted(self, query: str) -> None:
        if self._writer.is_talk:  # what is ready for subscribers is not for colleagues
            self._writer.composer.show_canned(query, [])
            return
        self._owner.spawn("canned", self._find(query))

    async def _find(self, query: str) -> None:
        """Replies at once; articles behind them, once there are letters to look for."""
        language = self._writer.language()
        head = self._session.store.head(self._writer.conversation)
        found = await self._session.find_replies(
            query, language=language, queue=head.queue if head else None
        )
        offered = [self._offer(one) for one in found]
        saving = self._saving(query)
        self._writer.composer.show_canned(query, [*offered, *saving])
        if len(query) < _ARTICLE_LETTERS:
            return
        hits = await self._session.search_knowledge(query, limit=_ARTICLES, language=language)
        kind = translate("Composer", "article")
        articles = [
            CannedReply(hit.title, hit.snippet, article=(hit.article_id, hit.language), remark=kind)
            for hit in hits or ()
        ]
        if articles:
            self._writer.composer.show_canned(query, [*offered[:_REPLIES], *articles, *saving])

    def _offer(self, reply: KeptReply) -> CannedReply:
        whose = words.whose(reply, self._session.store.workplace)
        shortcut = f"/{reply.shortcut} · " if reply.shortcut else ""
        return CannedReply(
            title=reply.title,
            text=self._writer.fill(reply.text),
            reply=reply.id,
            remark=f"{shortcut}{whose}",
        )

    def _saving(self, query: str) -> list[CannedReply]:
        """Last of all, where something is written beside the slash."""
        text = self._writer.composer.text().replace(f"/{query}", "", 1).strip()
        if not text:
            return []
        title = translate("Composer", "Save as a template…")
        return [CannedReply(title=title, text=text[:_SHOWN], saves=True)]

    def _on_composer_canned_chosen(self, chosen: CannedReply) -> None:
        if chosen.article is not None:
            self._owner.spawn("article", self._insert_article(*chosen.article))
        elif chosen.saves:
            self.template_wanted.emit(self.text_to_keep())
        elif chosen.reply:
            self._use(chosen.reply)

    async def _insert_article(self, article_id: str, language: str) -> None:
        article = await self._session.article(article_id, language)
        if article is not None:
            self._writer.composer.insert(answer_of(article.body))
